"""An archive of our own, and a scheduler with two workers, each a program of its own."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli import group

FOOTER = "Our newsroom answers letters every Thursday in the evening edition"
BAD = (
    "Fighters launched an assault once morest the prison, as to their goalsand plans.",
    "Since 2011 he is the head of the port authority.",
    "The treaty was signed in Pékin on a Monday.",
)


def article(number):
    """Return an article that no other is like, but for a line of furniture below every second one, and a paragraph that each fifth shares with the next."""
    lines = [
        f"The council of district {number} met on Monday and spoke of the {number + 40} lamps of its harbour.",
        f"{BAD[number % 3]} It was day {number}.",
    ]
    if number % 10 in (4, 5):
        lines.append(f"In brief {number // 10}: the ferry left the port once morest the wind.")
    if number % 2:
        lines.append(FOOTER)
    return "\n\n".join(lines)


def rows(count=60):
    """Return the rows of an archive; the last is the first one again."""
    every = [{"id": f"a{n}", "text": article(n), "date": f"2024-0{1 + n % 9}-11", "author": ["Ana Ruiz", "Bo Lind"][n % 2]} for n in range(count)]
    return [*every, {**every[0], "id": "again"}]


def write_lines(path, found):
    path.write_text("".join(json.dumps(row) + "\n" for row in found), "utf-8")
    return path


@pytest.fixture(scope="session")
def made():
    """Return what makes an archive and reads results: the functions of this module."""
    return sys.modules[__name__]


@pytest.fixture
def archive(tmp_path):
    return write_lines(tmp_path / "archive.jsonl", rows())


def program(*arguments, **settings):
    """Start a program of Dask's in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **settings
    )


def worker(scheduler_file, **settings):
    return program("worker", "--scheduler-file", scheduler_file, "--nthreads", 1, "--no-nanny", "--no-dashboard", **settings)


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.programs = [program("scheduler", "--scheduler-file", self.file, "--host", "127.0.0.1", "--port", 0, "--no-dashboard")]
        self.programs += [worker(self.file, cwd=folder) for _ in range(2)]
        while not self.file.exists() or not self.file.read_text():
            assert self.programs[0].poll() is None
            time.sleep(0.05)
        self.address = json.loads(self.file.read_text())["address"]

    def close(self) -> None:
        for one in self.programs:
            one.kill()
            one.wait()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory, cache):
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    yield found
    found.close()


@pytest.fixture
def run(tmp_path, monkeypatch, cache):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        result = CliRunner().invoke(group, [str(one) for one in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def check(run, cluster):
    """Run over an archive with the two workers, rules only, ten documents a partition."""
    return lambda *arguments: run("archive", "--scorer", "off", "--partition", 10, "--cluster", cluster.address, *arguments)


def alone(*arguments, cwd=None, **settings):
    """Start the whole program, ten documents a partition."""
    command = [sys.executable, "-m", "mtcheck", "archive", "--scorer", "off", "--partition", "10", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=cwd, env={**os.environ, **settings})


def table(folder, name):
    """Return the rows of a dataset as a list, in order."""
    import pyarrow.parquet as pq

    return [row for file in sorted(Path(folder, name).glob("*.parquet")) for row in pq.read_table(file, partitioning=None).to_pylist()]


def contents(folder):
    """Return all datasets of the results, file by file, as bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(Path(folder).rglob("*.parquet"))}
