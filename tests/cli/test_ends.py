"""How a run ends that is not let run to its end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans.\n"


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": f"{BAD * 20} {n}"}) + "\n" for n in range(1200)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command", ["check --format json {}", "check {}", "fix --unsafe-fixes {}", "check --format csv --output /dev/fd/1 {}", "check --jobs 2 {}"]
)
def test_a_closed_pipe_is_no_finding(command, rows):
    command = f"{sys.executable} -m mtcheck {command.format(rows)} | head -c 100; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 141 and len(done.stdout) == 100
    assert done.stderr.replace("wrote /dev/fd/1\n", "") == ""


@pytest.mark.parametrize("command", ["--help", "check --help", "rules list"])
def test_what_fits_into_the_pipe_succeeds(command):
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m mtcheck {command} | head -1; exit ${{PIPESTATUS[0]}}"], capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 141) and done.stderr == ""


def begun(rows, jobs, *, heeding=signal.SIG_DFL):
    """Return a check that writes its report already, in a process group of its own; ``heeding`` is what it was told of interrupts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mtcheck", "check", "--no-cache", "--jobs", jobs, "--format", "json", "--output", rows.with_name("r.json"), rows],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, heeding),
    )
    part = rows.with_name(f".r.json.{process.pid}.part")
    while not (part.exists() and part.stat().st_size) and process.poll() is None:
        time.sleep(0.02)
    return process


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_with_130_and_leaves_nothing_behind(jobs, rows):
    process = begun(rows, jobs)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, "", "mtcheck: interrupted")
    assert [path.name for path in rows.parent.iterdir()] == ["many.jsonl"]


def test_what_runs_in_the_background_is_not_interrupted(rows):
    process = begun(rows, "2", heeding=signal.SIG_IGN)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1 and "Traceback" not in err
    assert len(json.loads(rows.with_name("r.json").read_text("utf-8"))["documents"]) == 1200


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux to find a process's children")
def test_a_process_that_was_killed_is_one_line(rows):
    process = begun(rows, "2")
    children = [int(child) for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()]
    os.kill(children[0], signal.SIGKILL)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err.splitlines() == ["mtcheck: a process that checks was killed; where memory is short, fewer --jobs need less of it"]
    assert [path.name for path in rows.parent.iterdir()] == ["many.jsonl"]
    assert not any(Path(f"/proc/{child}").exists() for child in children)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux to find a process's children")
def test_processes_end_with_the_one_that_started_them(rows):
    process = begun(rows, "2")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
    process.kill()
    process.communicate(timeout=60)
    until = time.monotonic() + 30
    while any(Path(f"/proc/{child}/cmdline").exists() and Path(f"/proc/{child}/cmdline").read_bytes() for child in children):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_what_mtcheck_does_wrong_is_exit_code_3():
    code = "import sys; from mtcheck import cli\nfrom mtcheck.cli import check\ncheck.load_config = None\nsys.argv = ['mtcheck', 'check', 'a.txt']\ncli.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 3 and "please report it" in done.stderr.splitlines()[-1]
