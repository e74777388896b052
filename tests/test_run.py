"""A stream of documents, in one process or in several."""

from mtcheck import run
from mtcheck.core.model import Document


def test_few_documents_need_no_processes(checker, monkeypatch):
    monkeypatch.setattr(run, "_in_processes", None)
    documents = [Document("a.txt", "The council met.", id=str(n)) for n in range(run.BATCH)]
    assert [result.document.id for result in run.check_all(checker, documents, 4)] == [str(n) for n in range(run.BATCH)]


def test_many_come_back_in_order(checker):
    documents = [Document("a.txt", "The council met.", id=str(n)) for n in range(3 * run.BATCH + 1)]
    assert [result.document.id for result in run.check_all(checker, iter(documents), 2)] == [one.id for one in documents]
