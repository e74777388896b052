"""What is kept between runs: content, limit, neighbours, files that are no cache."""

import sqlite3
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core import store as module
from mtcheck.core.store import Store

LIMIT = 10_000_000


@pytest.fixture
def path(tmp_path):
    return tmp_path / "folder" / "kept.sqlite"


def test_values_are_there_at_once_and_in_the_next_run(path):
    store = Store(path, LIMIT)
    assert store.get(b"a") is None
    store.put(b"a", b"1")
    assert store.get(b"a") == b"1"
    store.put(b"a", b"2")
    store.close()
    assert Store(path, LIMIT).get(b"a") == b"2"
    assert not store.trouble


def test_a_value_does_not_wait_for_others_for_long(path, monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 0.0)
    Store(path, LIMIT).put(b"a", b"1")
    assert Store(path, LIMIT).get(b"a") == b"1"


@given(st.dictionaries(st.binary(min_size=1, max_size=4), st.binary(max_size=50), max_size=200))
def test_whatever_is_put_comes_back(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("store") / "kept.sqlite"
    store = Store(path, LIMIT)
    for key, value in values.items():
        store.put(key, value)
    store.close()
    again = Store(path, LIMIT)
    assert {key: again.get(key) for key in values} == values
    assert again.get(b"no such key") is None


def test_the_least_recently_used_go_first(path, monkeypatch):
    now = time.time()
    store = Store(path, 300_000)
    for number in range(40):
        monkeypatch.setattr(time, "time", lambda number=number: now + 4000 * number)
        store.put(b"%d" % number, bytes([number]) * 5_000)
        store.flush()
        assert store.get(b"0") == bytes([0]) * 5_000  # used again and again
        store.flush()
    for number in range(40, 80):
        monkeypatch.setattr(time, "time", lambda number=number: now + 4000 * number)
        store.put(b"%d" % number, bytes([number]) * 5_000)
        store.get(b"0")
        store.flush()
    store.close()
    assert path.stat().st_size <= 300_000
    kept = [number for number in range(80) if Store(path, LIMIT).get(b"%d" % number)]
    assert kept[0] == 0 and kept[1:] == list(range(kept[1], 80)) and len(kept) > 20


def test_one_value_beyond_the_limit_is_not_kept(path):
    store = Store(path, 50_000)
    store.put(b"big", b"x" * 200_000)
    store.close()
    assert Store(path, LIMIT).get(b"big") is None and path.stat().st_size < 50_000


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_made_anew(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    store = Store(path, LIMIT)
    assert store.get(b"a") is None
    store.put(b"a", b"1")
    store.close()
    assert Store(path, LIMIT).get(b"a") == b"1" and not store.trouble


def test_a_file_that_breaks_while_it_is_open_goes(path):
    store = Store(path, LIMIT)
    for number in range(500):
        store.put(b"%d" % number, b"x" * 1000)
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    broken = Store(path, LIMIT)
    assert not any(broken.get(b"%d" % number) for number in range(500))
    broken.close()
    fresh = Store(path, LIMIT)
    fresh.put(b"a", b"1")
    fresh.close()
    assert Store(path, LIMIT).get(b"a") == b"1"


def test_another_layout_is_made_anew(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as old:
        old.execute("CREATE TABLE scores (key BLOB PRIMARY KEY, value TEXT NOT NULL)")
    store = Store(path, LIMIT)
    store.put(b"a", b"1")
    store.close()
    assert Store(path, LIMIT).get(b"a") == b"1"


def test_a_file_that_another_process_locks_is_left_alone(path, monkeypatch):
    monkeypatch.setattr(module, "LOCKED", 0.05)
    first = Store(path, LIMIT)
    first.put(b"a", b"1")
    first.close()
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = Store(path, LIMIT)
        assert store.get(b"a") is None
        store.put(b"b", b"2")
        store.close()
        assert "locked" in store.trouble
        other.execute("COMMIT")
    assert Store(path, LIMIT).get(b"a") == b"1"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "kept.sqlite", tmp_path):
        store = Store(path, LIMIT)
        assert store.get(b"a") is None
        store.put(b"a", b"1")
        store.close()
        assert store.trouble


def test_a_file_that_may_only_be_read_is_read(path):
    store = Store(path, LIMIT)
    store.put(b"a", b"1")
    store.close()
    again = Store(path, LIMIT)
    assert again.get(b"a") == b"1"
    again._open.execute("PRAGMA query_only = ON")  # as on a file system that is mounted so; file modes do not bind root
    again.put(b"b", b"2")
    again.flush()
    assert "readonly" in again.trouble
    assert path.exists() and Store(path, LIMIT).get(b"a") == b"1"


WRITER = """
import sys
from mtcheck.core.store import Store
from pathlib import Path
store = Store(Path(sys.argv[1]), 10_000_000)
for number in range(300):
    store.put(b"%s-%d" % (sys.argv[2].encode(), number), b"x" * 500)
    store.get(b"0-%d" % number)
store.close()
assert not store.trouble, store.trouble
"""


def test_several_processes_at_once(path):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, path, str(number)]) for number in range(4)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0, 0]
    store = Store(path, LIMIT)
    assert all(store.get(b"%d-%d" % (writer, number)) for writer in range(4) for number in range(300))
