"""How far a long run is: only for somebody who looks, and out of the way of the report."""

import io
import os
import pty
import re
import subprocess
import sys

import pytest

from mtcheck.cli import _progress
from mtcheck.core.model import Document, DocumentReport, Failure

CODE = """
import sys, time
from mtcheck import pipeline
from mtcheck.cli import _progress, main
_progress.DELAY, _progress.EVERY = {delay}, 0.0
main()
"""


class Terminal(io.StringIO):
    def isatty(self):
        return True


def reports(count, path="{}.txt"):
    return [DocumentReport(Document(path.format(number), "It rained."), 2, 100.0, ()) for number in range(count)]


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(_progress, "monotonic", lambda: now[0])
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    return now


def slowly(results, clock, seconds):
    for result in results:
        clock[0] += seconds
        yield result


def shown(results, inputs, monkeypatch, *, out=io.StringIO, **settings):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", out())
    return list(_progress.shown(results, inputs, **settings)), screen.getvalue()


def test_a_long_run_says_files_speed_and_time_left(clock, monkeypatch):
    given = [*reports(9), Failure("x.txt", "no such file")]
    passed, screen = shown(slowly(given, clock, 0.5), 10, monkeypatch)
    assert passed == given
    drawn = re.findall(r"(\d+/\d+) files ([\d.]+ documents/s) (\S+ left)", re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", screen))
    assert drawn[0] == ("2/10", "2.0 documents/s", "0:04 left") and drawn[-1] == ("10/10", "2.0 documents/s", "0:00 left")


def test_a_short_run_says_nothing(clock, monkeypatch):
    assert shown(slowly(reports(9), clock, 0.1), 10, monkeypatch)[1] == ""


def test_a_single_file_of_many_documents_has_no_bar(clock, monkeypatch):
    _, screen = shown(slowly(reports(9, "rows.jsonl"), clock, 1.0), 1, monkeypatch)
    assert "1.0 documents/s" in screen and "files" not in screen and "left" not in screen


def test_quiet_or_nobody_there_draws_nothing(clock, monkeypatch):
    assert shown(slowly(reports(9), clock, 1.0), 10, monkeypatch, quiet=True)[1] == ""
    for stream in (io.StringIO(), None):
        monkeypatch.setattr(sys, "stderr", stream)
        assert len(list(_progress.shown(slowly(reports(9), clock, 1.0), 10))) == 9
        assert stream is None or stream.getvalue() == ""


def test_the_line_is_away_while_the_report_is_written_to_the_same_terminal(clock, monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", screen)
    for result in _progress.shown(slowly(reports(4), clock, 1.0), 4):
        screen.write(f"<{result.document.path}>\n")
    plain = re.sub(r"\x1b\[\??\d*[hl]", "", screen.getvalue())
    for number in range(1, 4):
        before = plain[: plain.index(f"<{number}.txt>")]
        assert re.search(r"\x1b\[2K(?:\x1b\[1A\x1b\[2K)*$", before), before[-80:]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("arguments", "delay", "seen"), [((), 0.0, True), (("--quiet",), 0.0, False), ((), 600.0, False)])
def test_on_a_real_terminal(tmp_path, jobs, arguments, delay, seen):
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"The council met {number} times.\n", encoding="utf-8")
    here, there = pty.openpty()
    command = [sys.executable, "-c", CODE.format(delay=delay), "check", "--scorer", "off", "--no-cache", "--jobs", jobs, *arguments, "."]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=there, text=True, env={**os.environ, "TERM": "xterm"})
    os.close(there)
    screen = b""
    while True:
        try:
            part = os.read(here, 4096)
        except OSError:
            break
        if not part:
            break
        screen += part
    out, _ = process.communicate(timeout=60)
    os.close(here)
    assert process.returncode == 0 and "documents/s" not in out
    assert (b"documents/s" in screen) is seen and (b"40/40" in screen) is seen


def phases(clock, monkeypatch, screen, *, quiet=False):
    """Return what is said of ten partitions of a hundred documents, each of which takes ten seconds; three are there already."""
    monkeypatch.setattr(sys, "stderr", screen)
    with _progress.Phases(quiet=quiet) as told:
        told.tell("checking", 3, 10, 0)
        for number in range(4, 11):
            clock[0] += 10
            told.tell("checking", number, 10, 100 * (number - 3))
    return re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", screen.getvalue())


def test_a_log_has_a_line_every_half_minute(clock, monkeypatch):
    assert phases(clock, monkeypatch, io.StringIO()).splitlines() == [
        "mtcheck: checking 6/10 partitions, 10.0 documents/s, 0:40 left",
        "mtcheck: checking 9/10 partitions, 10.0 documents/s, 0:10 left",
    ]
    assert phases(clock, monkeypatch, io.StringIO(), quiet=True) == phases(clock, monkeypatch, Terminal(), quiet=True) == ""


def test_a_terminal_shows_each_phase_of_an_archive(clock, monkeypatch):
    drawn = re.findall(r"checking \D+(\d+/10) partitions ([\d.]+ documents/s) (\S+ left)", phases(clock, monkeypatch, Terminal()))
    assert drawn[0] == ("4/10", "10.0 documents/s", "1:00 left") and drawn[-1] == ("10/10", "10.0 documents/s", "0:00 left")
