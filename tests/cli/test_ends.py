"""How a run ends that is not let run to its end."""

import json
import os
import signal
import subprocess
import sys
import time

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


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_with_130_and_leaves_nothing_behind(jobs, rows):
    output = rows.with_name("r.json")
    process = subprocess.Popen(
        [sys.executable, "-m", "mtcheck", "check", "--no-cache", "--jobs", jobs, "--format", "json", "--output", output, rows],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background may have been told to ignore it
    )
    part = rows.with_name(f".r.json.{process.pid}.part")
    while not (part.exists() and part.stat().st_size) and process.poll() is None:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, "", "mtcheck: interrupted")
    assert [path.name for path in rows.parent.iterdir()] == ["many.jsonl"]


def test_what_mtcheck_does_wrong_is_exit_code_3():
    code = "import sys; from mtcheck import cli\nfrom mtcheck.cli import check\ncheck.load_config = None\nsys.argv = ['mtcheck', 'check', 'a.txt']\ncli.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 3 and "please report it" in done.stderr.splitlines()[-1]
