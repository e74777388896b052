"""A stream of documents, in one process or in several."""

import os
import signal
import threading

import pytest

from mtcheck import run
from mtcheck.core.errors import MtcheckError
from mtcheck.core.model import Document


def test_few_documents_need_no_processes(checker, monkeypatch):
    monkeypatch.setattr(run, "_in_processes", None)
    documents = [Document("a.txt", "The council met.", id=str(n)) for n in range(run.BATCH)]
    assert [result.document.id for result in run.check_all(checker, documents, 4)] == [str(n) for n in range(run.BATCH)]


def test_many_come_back_in_order(checker):
    documents = [Document("a.txt", "The council met.", id=str(n)) for n in range(3 * run.BATCH + 1)]
    assert [result.document.id for result in run.check_all(checker, iter(documents), 2)] == [one.id for one in documents]


class Doomed:
    """Finds more than a pipe holds and is killed while it says so."""

    def found(self, document):
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return bytes(300_000_000)


def test_a_process_killed_in_the_middle_of_its_answer_is_told():
    with run._Processes(Doomed(), 2) as processes, pytest.raises(MtcheckError, match="was killed"):
        processes.submit([Document("a.txt", "The council met.")]).result(timeout=60)


class Failing:
    def found(self, document):
        raise ValueError("no such rule")


def test_what_fails_in_a_process_says_where():
    with run._Processes(Failing(), 2) as processes, pytest.raises(ValueError, match="no such rule") as raised:
        processes.submit([Document("a.txt", "The council met.")]).result(timeout=60)
    assert "in found" in raised.value.__notes__[0]
