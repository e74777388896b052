"""Outputs and inputs that are no plain files: links, folders, devices, pipes."""

import json
import os
import subprocess
import sys
import threading

import pytest

from mtcheck import readers
from mtcheck.core.errors import ConfigError
from mtcheck.core.files import spare, write_text, written
from mtcheck.core.model import Failure

BAD = "Fighters launched an assault once morest the prison, as to their goalsand plans.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(command, folder):
    mtcheck = f"{sys.executable} -m mtcheck"
    done = subprocess.run(["bash", "-c", command.replace("mtcheck ", f"{mtcheck} ")], capture_output=True, text=True, cwd=folder, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


# Links as inputs


def test_links_that_lead_nowhere_are_failures(folder):
    (folder / "dangling.txt").symlink_to("gone.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "loop").symlink_to("loop")
    (folder / "good.txt").symlink_to("bad.txt")
    found = list(readers.expand(["dangling.txt", "loop.txt", "loop", "good.txt", "l*.txt"]))
    assert [item.where if isinstance(item, Failure) else item for item in found] == ["dangling.txt", "loop.txt", "loop", "good.txt"]
    assert "the link leads nowhere (gone.txt: No such file or directory)" in found[0].message
    assert "the link leads in a circle" in found[1].message and "the link leads in a circle" in found[2].message


def test_links_in_a_folder(folder):
    inner = folder / "inner"
    inner.mkdir()
    (folder / ".git").mkdir()
    (inner / "dangling.txt").symlink_to("gone.txt")
    (inner / "loop").symlink_to("loop")
    (inner / "again").symlink_to(inner)
    (inner / "a.txt").symlink_to(folder / "bad.txt")
    os.mkfifo(inner / "pipe.txt")
    found = list(readers.expand(["inner"]))
    assert found[0] == "inner/a.txt" and found[1].where == "inner/dangling.txt" and len(found) == 2


def test_every_command_says_it_in_one_line(folder):
    (folder / "loop.txt").symlink_to("loop.txt")
    for command in (
        "check loop.txt",
        "fix --in-place loop.txt",
        "check bad.txt --source loop.txt --format json",
        "check bad.txt --config loop.txt",
        "score loop.txt --reference bad.txt",
        "score bad.txt --reference loop.txt",
        "glossary check loop.txt",
        "glossary learn --mt loop.txt --post-edit bad.txt",
        "evaluate loop.txt",
        "check bad.txt --terms loop.txt",
        "check bad.txt --names loop.txt",
        "check bad.txt --format json --output loop.txt",
    ):
        done = shell(f"mtcheck {command}", folder)
        assert done.returncode == 2, command
        assert "loop.txt: " in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr


# Outputs


@pytest.mark.parametrize("command", ["check bad.txt --format json", "check bad.txt", "fix bad.txt", "score bad.txt --reference bad.txt"])
def test_a_folder_is_no_output(command, folder):
    (folder / "out").mkdir()
    done = shell(f"mtcheck {command} --output out", folder)
    assert (done.returncode, done.stderr) == (2, "mtcheck: out: a folder cannot be written to; name a file in it\n")


def test_no_output_replaces_what_is_read(folder):
    (folder / "names.tsv").write_text("prefer\tavoid\nKyiv\tKiev\n", encoding="utf-8")
    (folder / "alias.html").symlink_to("bad.txt")
    os.link(folder / "bad.txt", folder / "hard.html")
    (folder / "mtcheck.toml").write_text('names = ["names.tsv"]\n', encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for command in (
        "check bad.txt --output bad.txt",
        "check bad.txt --output alias.html",
        "check bad.txt --output hard.html",
        "check . --output ./bad.txt",
        "check bad.txt --format csv --output names.tsv",
        "check bad.txt --format csv --output mtcheck.toml",
        "check - --source bad.txt --output bad.txt",
        "fix bad.txt --output alias.html",
        "score - --reference bad.txt --output bad.txt",
        "glossary learn --mt bad.txt --post-edit names.tsv --output bad.txt",
    ):
        done = shell(f"mtcheck {command}", folder)
        assert done.returncode == 2 and "would replace" in done.stderr and len(done.stderr.splitlines()) == 1, (command, done.stderr)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_one_output_named_twice(folder):
    with pytest.raises(ConfigError, match="twice"):
        spare([folder / "a.json", folder / "." / "a.json"], [])
    spare([folder / "a.json", folder / "b.json"], [folder / "gone.txt"])


def test_a_link_stays_and_its_target_takes_the_content(folder):
    (folder / "real.json").write_text("old", encoding="utf-8")
    (folder / "real.json").chmod(0o640)
    (folder / "link.json").symlink_to("real.json")
    (folder / "inner").mkdir()
    (folder / "new.json").symlink_to("inner/new.json")
    for name in ("link.json", "new.json"):
        write_text(folder / name, ["new"])
        assert (folder / name).is_symlink() and (folder / name).read_text("utf-8") == "new"
    assert (folder / "real.json").stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_content_and_nothing_beside(folder):
    with pytest.raises(RuntimeError), written(folder / "bad.txt") as out:
        out.write(b"half")
        raise RuntimeError
    assert [path.name for path in folder.iterdir()] == ["bad.txt"] and (folder / "bad.txt").read_text("utf-8") == BAD


def test_what_has_no_bytes_in_utf8_is_escaped(folder):
    write_text(folder / "a.txt", ["caf\udce9"])
    assert (folder / "a.txt").read_text("utf-8") == "caf\\udce9"


def test_a_pipe_is_written_into(folder):
    os.mkfifo(folder / "pipe")
    read = []
    reader = threading.Thread(target=lambda: read.append((folder / "pipe").read_text("utf-8")))
    reader.start()
    write_text(folder / "pipe", ["one, ", "two"])
    reader.join()
    assert read == ["one, two"] and (folder / "pipe").is_fifo()


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="no names for what is open")  # noqa: PTH110
def test_standard_output_by_its_name_and_a_shells_pipe(folder):
    (folder / "stdout.json").symlink_to("/dev/fd/1")
    done = shell("{ echo first; mtcheck check bad.txt --format json --output stdout.json; echo last; } > all.txt; cat all.txt", folder)
    lines = done.stdout.splitlines()
    assert (lines[0], lines[-1]) == ("first", "last") and json.loads("".join(lines[1:-1]))["schema"] == 1
    assert (folder / "stdout.json").is_symlink()
    done = shell("mtcheck check bad.txt --format json --output >(cat > copy.json); sleep 0.5; cat copy.json", folder)
    assert json.loads(done.stdout)["schema"] == 1
    assert json.loads(shell("mtcheck check bad.txt --format json --output -", folder).stdout)["schema"] == 1
    assert "goals and" in shell("mtcheck fix --unsafe-fixes --output - bad.txt", folder).stdout
    assert not (folder / "-").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is full")  # noqa: PTH110
def test_a_full_device_is_said(folder):
    for command in ("check bad.txt", "check bad.txt --format json --output /dev/full", "rules list"):
        done = shell(f"mtcheck {command} > /dev/full", folder)
        assert done.returncode == 2 and "No space left on device" in done.stderr and len(done.stderr.splitlines()) == 1


def test_closed_standard_streams_are_said(folder):
    done = shell("mtcheck check bad.txt >&-", folder)
    assert done.returncode == 2 and "standard output: it is closed" in done.stderr
    done = shell("mtcheck check - <&-", folder)
    assert done.returncode == 2 and "standard input: it is closed" in done.stderr
