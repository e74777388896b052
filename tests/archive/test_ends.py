"""Runs that are killed, wholly or in part: the rows are those of a run that was not, and none is there twice."""

import json
import os
import random
import signal
import time

import pytest

POISON = """
import os
from mtcheck.archive.checking import Checking
Checking._checked = getattr(Checking, "_checked", Checking.checked)
Checking.checked = lambda self, number, items: os._exit(1) if number == 2 else self._checked(number, items)
"""

STUCK = """
import multiprocessing
import sys
if "archive" in sys.argv and multiprocessing.parent_process() is None:
    from distributed import LocalCluster
    closed = LocalCluster.close
    def close(self, timeout=None):
        closed(self, timeout)
        raise RuntimeError("the worker is being started again")
    LocalCluster.close = close
"""
"""A program whose workers end, but not without a word."""


@pytest.fixture
def many(made, tmp_path):
    return made.write_lines(tmp_path / "many.jsonl", made.rows(120))


@pytest.fixture
def uninterrupted(check, many, made):
    check(many, "expected")
    return made.contents("expected")


def test_processes_of_this_machine_killed_at_random(made, many, uninterrupted, tmp_path):
    chance, out, kills = random.Random(os.getpid()), tmp_path / "out", 0
    while kills < 2:
        program = made.alone("--workers", 2, many, out)
        wanted = chance.randrange(1, 9) if kills else 1
        while program.poll() is None and len(list(out.glob("documents/*.parquet"))) < wanted:
            time.sleep(0.01)
        if program.poll() is not None:
            break
        time.sleep(chance.uniform(0, 0.05))
        os.killpg(program.pid, signal.SIGKILL)
        program.communicate()
        kills += 1
        assert json.loads((out / "run.json").read_text())["finished"] is False
    program = made.alone("--workers", 2, many, out)
    told = program.communicate(timeout=300)[1]
    assert kills and program.returncode == 0, told
    assert "Dask's dashboard is at http://127.0.0.1:" in told or kills < 2
    assert made.contents(out) == uninterrupted
    ids = [row["id"] for row in made.table(out, "documents")]
    assert len(ids) == len(set(ids)) == 121
    assert json.loads((out / "run.json").read_text()) == json.loads((tmp_path / "expected" / "run.json").read_text())
    assert sorted(path.name for path in out.iterdir()) == ["documents", "failures", "findings", "furniture", "run.json"]


def begun(program, out):
    """Wait until a run has written its first partition."""
    while program.poll() is None and not list(out.glob("documents/*.parquet")):
        time.sleep(0.01)
    assert program.poll() is None


def test_a_worker_that_is_killed_is_no_loss_and_a_cluster_that_goes_is_one_line(made, many, uninterrupted, tmp_path):
    cluster = made.Cluster(tmp_path)
    try:
        program = made.alone("--cluster", cluster.address, many, tmp_path / "out")
        begun(program, tmp_path / "out")
        cluster.programs[1].kill()
        told = program.communicate(timeout=300)[1]
        assert program.returncode == 0, told
        assert made.contents(tmp_path / "out") == uninterrupted
        program = made.alone("--cluster", cluster.address, many, tmp_path / "other", DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="1s")
        begun(program, tmp_path / "other")
    finally:
        cluster.close()
    told = program.communicate(timeout=300)[1]
    assert program.returncode == 2 and told.splitlines()[-1] == "mtcheck: the cluster is gone; start it again; the same command goes on where it was"


def test_a_partition_that_kills_its_worker_is_set_aside(check, made, archive, tmp_path):
    (tmp_path / "poison.py").write_text(POISON)
    program = made.alone("--workers", 1, archive, tmp_path / "out", DASK_DISTRIBUTED__WORKER__PRELOAD=str(tmp_path / "poison.py"))
    told = program.communicate(timeout=300)[1]
    assert program.returncode == 3, told
    assert (
        f"partition 2 ({archive}) failed three times and was set aside: its worker died of it, perhaps for want of memory; the same command" in told
    )
    assert "Traceback" not in told
    there = sorted(path.name for path in (tmp_path / "out" / "documents").iterdir())
    assert there == [f"part-00000{n}.parquet" for n in (0, 1, 3, 4, 5, 6)]
    assert check(archive, tmp_path / "out").exit_code == 0
    assert len(made.table(tmp_path / "out", "documents")) == 61


def test_a_cluster_that_does_not_close_is_no_failure(made, archive, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(STUCK)
    program = made.alone("--workers", 1, archive, tmp_path / "out", PYTHONPATH=os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", ""))))
    told = program.communicate(timeout=300)[1]
    assert program.returncode == 0 and "Traceback" not in told, told
    assert len(made.table(tmp_path / "out", "documents")) == 61


def test_an_interrupt_is_one_line_and_leaves_no_process(made, many, tmp_path):
    program = made.alone("--workers", 1, many, tmp_path / "out")
    begun(program, tmp_path / "out")
    os.killpg(program.pid, signal.SIGINT)
    told = program.communicate(timeout=300)[1]
    assert program.returncode == 130 and told.splitlines()[-1] == "mtcheck: interrupted" and "Traceback" not in told
