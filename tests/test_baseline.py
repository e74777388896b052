"""The baseline: its file, and what the comparison makes of findings and entries."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.baseline import VERSION_LINE, Comparison, Entry, entry_of, read_baseline, written
from mtcheck.core.model import Document, DocumentReport, Finding, Span
from mtcheck.core.mqm import Severity

NAMES = st.text(st.sampled_from("ab#\\tn \t\n\r\u2028é\udcff"), min_size=1, max_size=6)
KEYS = st.tuples(st.sampled_from(["calque", "exonym"]), st.sampled_from(["0" * 16, "1" * 16, "2" * 16]))
ENTRIES = st.builds(lambda file, key, latent: Entry(file, *key, "some words", latent), NAMES, KEYS, st.booleans())


def findings(keys):
    return tuple(Finding(rule, "c", Severity.MINOR, Span(at, at + 1), "x", "m", context=context) for at, (rule, context) in enumerate(keys))


def compared(entries, keys, folder, latent=(), file="a.txt", runs=True):
    comparison = Comparison(entries, folder, [str(folder)], lambda rule, document: runs)
    return comparison, comparison.take(DocumentReport(Document(str(folder / file), "x" * 50), 10, 0.0, findings(keys)), findings(latent))


@given(st.lists(ENTRIES, max_size=12))
def test_what_is_written_is_read(tmp_path_factory, entries):
    path = tmp_path_factory.getbasetemp() / "list.tsv"
    path.write_bytes(written(entries))
    lines = path.read_bytes().decode("utf-8", "surrogateescape").split("\n")
    assert lines[0] == VERSION_LINE and lines[2:-1] == sorted(set(lines[2:-1]))
    once = {entry for entry in entries if entry.latent}
    assert sorted(read_baseline(path)) == sorted([*once, *(entry for entry in entries if not entry.latent)])
    path.write_bytes("\n".join([*lines[:2], *reversed(lines[2:]), *lines[2:], ""]).encode("utf-8", "surrogateescape"))
    assert sorted(read_baseline(path)) == sorted([*once, *(entry for entry in entries if not entry.latent)])


@given(st.lists(KEYS, max_size=8), st.lists(KEYS, max_size=8))
def test_as_many_are_held_back_as_there_were(tmp_path_factory, before, now):
    folder = tmp_path_factory.getbasetemp()
    (folder / "a.txt").touch()
    comparison, report = compared([entry_of(one, "a.txt") for one in findings(before)], now, folder)
    there, here = Counter(before), Counter(now)
    assert Counter((one.rule, one.context) for one in report.known) == there & here
    assert Counter((one.rule, one.context) for one in report.findings) == here - there
    assert Counter((one.rule, one.context) for one in comparison.rest()[0]) == there - here
    assert len(comparison.current) == len(report.known) and len(comparison.new) == len(report.findings)


@given(st.lists(KEYS, max_size=8), st.lists(KEYS, max_size=8))
def test_rules_that_did_not_run_leave_entries_as_they_are(tmp_path_factory, before, now):
    folder = tmp_path_factory.getbasetemp()
    entries = [entry_of(one, "a.txt") for one in findings(before)]
    comparison, report = compared(entries, now, folder, runs=False)
    stale, untouched = comparison.rest()
    assert not stale and len(untouched) + len(report.known) == len(entries)


@given(st.lists(KEYS, min_size=1, max_size=8))
def test_the_entries_of_a_file_that_is_gone_hold_once(tmp_path_factory, keys):
    folder = tmp_path_factory.mktemp("renamed")
    comparison, report = compared([entry_of(one, "old.txt") for one in findings(keys)], keys, folder, file="new.txt")
    assert not report.findings and {entry.file for entry in comparison.current} == {"new.txt"}
    again = comparison.take(DocumentReport(Document(str(folder / "copy.txt"), "x" * 50), 10, 0.0, findings(keys)))
    assert len(again.findings) == len(keys)


def test_latent_entries_hold_back_come_last_and_are_never_stale(tmp_path):
    (tmp_path / "a.txt").touch()
    key = ("calque", "0" * 16)
    entries = [entry_of(one, "a.txt", latent=latent) for latent in (True, False) for one in findings([key])]
    comparison, report = compared(entries, [key], tmp_path)
    assert len(report.known) == 1 and comparison.rest() == ([], [])
    comparison, report = compared(entries, [key, key, key], tmp_path)
    assert len(report.known) == 2 and len(report.findings) == 1
    comparison, report = compared(entries[1:], [], tmp_path, latent=[key])
    assert [entry.latent for entry in comparison.current] == [True] and comparison.rest() == ([], [])
