"""The parts of a run over an archive: cuts, counts of lines, rows."""

import bz2
import gzip
import io
from collections import Counter

import fsspec
import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.archive.inputs import Input, kind_of, listed
from mtcheck.archive.places import Place
from mtcheck.archive.plan import Cut, Cuts, Partition, joined, partitions, read, written
from mtcheck.archive.reading import Reader
from mtcheck.archive.repeats import COUNTED, Repeats, counted, counts_of, hash_of, key, lines, merged, merges, whole
from mtcheck.archive.tables import Counts, Table, counts_in, number_of, part
from mtcheck.core.model import Document, Failure
from mtcheck.readers import Options, jsonl

TEXTS = st.lists(st.sampled_from(["", "One.", "One.\n\nTwo.", "Two.\r\nThree.\r\n", "  Three. \nOne.", "Four.\nFour."]), max_size=5)
ROWS = st.lists(st.sampled_from([b'{"text": "A."}', b'{"text": "B.", "id": 3}', b"", b"  ", b"nonsense", '{"text": "é — ü"}'.encode()]), max_size=12)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.integers(1, 5), st.booleans(), st.sampled_from(["", ".gz", ".bz2"]))
def test_cuts_of_lines_lose_nothing(tmp_path_factory, found, size, ended, suffix):
    path = tmp_path_factory.mktemp("lines") / f"a.jsonl{suffix}"
    content = b"\n".join(found) + (b"\n" if ended and found else b"")
    path.write_bytes({"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress}[suffix](content))
    reader = Reader(Options(), "/")
    cuts = reader.cuts(Input(str(path), "lines", 1, ""), size).cuts
    assert [cut.stop for cut in cuts[:-1]] == [cut.start for cut in cuts[1:]]
    together = [one for n, cut in enumerate(cuts) for one in reader.documents(Partition(n, "lines", (str(path),), cut))]
    assert together == list(jsonl.read(io.BytesIO(content), str(path), Options()))


@given(st.integers(0, 500), st.integers(1, 70))
def test_joined_cuts_cover_the_same(count, most):
    cuts = [Cut(at, at + 1, at) for at in range(count)]
    found = joined(cuts, most)
    assert len(found) <= most
    assert [at for cut in found for at in range(cut.start, cut.stop)] == list(range(count))
    assert all(cut.before == cut.start for cut in found)


def files(parts):
    """Return the files of pass one and of the merges, as reading functions want them, and the names of the merges."""
    store = {f"{number}": counted(documents)[0] for number, documents in parts.items()}

    def reading(name, start, stop):
        return store[name][start:stop]

    names = []
    for stretch in [(0, 64), (64, 256)]:
        store[f"m{stretch[0]}"] = merged(stretch, [(number, f"{number}") for number in sorted(parts)], 9, reading)
        names.append(f"m{stretch[0]}")
    return names, reading


@settings(deadline=None, max_examples=80)
@given(st.dictionaries(st.integers(0, 8), TEXTS, max_size=6))
def test_repeats_are_those_of_a_plain_count(texts):
    parts = {number: [Document("a", text) for text in found] for number, found in texts.items()}
    names, reading = files(parts)
    holders = {}
    for number in sorted(parts):
        for at, document in enumerate(parts[number]):
            for digest in {whole(document), *(digest for _, digest in lines(document.text))}:
                holders.setdefault(digest, []).append(key(number, at))
    for number, documents in parts.items():
        assert counts_of(f"{number}", reading).documents == len(documents)
        repeats = Repeats(names, number, 9, reading)
        for document in documents:
            for digest in {whole(document), *(digest for _, digest in lines(document.text))}:
                found = repeats.get(digest)
                assert (found and tuple(found)) == ((holders[digest][0], len(holders[digest])) if len(holders[digest]) > 1 else None)
        assert repeats.get(hash_of("nowhere")) is None


def test_a_document_is_its_text_and_its_source():
    one = Document("a", "Text.", source="Texte.", source_lang="fr")
    assert whole(one) == whole(Document("b", "Text.", id="x", source="Texte.", source_lang="fr"))
    assert len({whole(one), whole(Document("a", "Text.")), whole(Document("a", "Text.", source="Texte.")), hash_of("Text.")}) == 4


def test_merges_grow_in_number_with_the_lines():
    assert merges(0) == merges(400_000) == [(0, 256)]
    assert merges(1_000_000) == [(0, 128), (128, 256)]
    assert len(merges(10**9)) == 256 and COUNTED.itemsize == 16
    assert np.cumsum([stop - start for start, stop in merges(10**7)])[-1] == 256


def test_plans_travel_as_json():
    inputs = [Input("a.jsonl", "lines", 9, "1"), *(Input(f"b/{n}.md", "file", 20_000_000, "") for n in range(3)), Input("c.parquet", "rows", 5, "")]
    cuts = {"a.jsonl": Cuts((Cut(0, 5, 0), Cut(5, 9, 2))), "c.parquet": Cuts((Cut(0, 3),))}
    found = partitions(inputs, cuts, 2)
    assert [(one.kind, one.names, one.cut) for one in found] == [
        ("lines", ("a.jsonl",), (0, 5, 0)),
        ("lines", ("a.jsonl",), (5, 9, 2)),
        ("file", ("b/0.md",), (0, 0, 0)),
        ("file", ("b/1.md",), (0, 0, 0)),
        ("file", ("b/2.md",), (0, 0, 0)),
        ("rows", ("c.parquet",), (0, 3, 0)),
    ]
    assert read(written(found, [Failure("x", "gone")])) == (found, [Failure("x", "gone")])
    small = partitions([Input(f"{n}.md", "file", 1, "") for n in range(5)], {}, 2)
    assert [one.names for one in small] == [("0.md", "1.md"), ("2.md", "3.md"), ("4.md",)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.parquet", "rows"),
        ("A.PQ", "rows"),
        ("a.jsonl", "lines"),
        ("a.ndjson.zst", "lines"),
        ("a.jsonl.gz", "lines"),
        ("a.md", "file"),
        ("a.html.gz", "file"),
        ("a.md.xz", None),
        ("a.csv", None),
        ("a.png", None),
        ("run.json", None),
        ("README", None),
    ],
)
def test_kinds(name, kind):
    assert kind_of(name) == kind


def test_a_store_is_read_and_written_like_a_disk():
    store = fsspec.filesystem("memory")
    store.pipe({"/archive/b/c.jsonl": b'{"text": "A."}\n{"text": "B."}\n', "/archive/a.txt": b"It rained.", "/archive/_logs/x.txt": b"no"})
    found = listed("memory://archive", lambda name: False, "memory://results")
    assert [(one.name, one.kind, one.size) for one in found] == [
        ("memory:///archive/a.txt", "file", 10),
        ("memory:///archive/b/c.jsonl", "lines", 30),
    ]
    reader = Reader(Options(), "/nowhere")
    cuts = {found[1].name: reader.cuts(found[1], 1)}
    documents = [one for part in partitions(found, cuts, 10) for one in reader.documents(part)]
    assert [(one.path, one.line, one.text) for one in documents] == [
        ("memory:///archive/a.txt", 0, "It rained."),
        ("memory:///archive/b/c.jsonl", 1, "A."),
        ("memory:///archive/b/c.jsonl", 2, "B."),
    ]
    place = Place("memory://results")
    assert (place.entries(), place.sizes("documents")) == ([], {})
    place.write("documents/x", b"0123")
    assert (place.read("documents/x"), place.read("documents/x", 1, 3), place.sizes("documents"), place.entries()) == (
        b"0123",
        b"12",
        {"x": 4},
        ["documents"],
    )
    place.remove("documents")
    place.remove("documents")
    assert place.sizes("documents") == {}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(st.characters(codec=None)), min_size=1, max_size=4), st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 2**62))
def test_rows_come_back_as_they_were(texts, number, whole_number):
    table = Table("findings", {"mtcheck.schema": "1"})
    table.add([{"document": whole_number, "text": texts[0], "suggestions": texts, "confidence": number, "none": 3}])
    table.add([{"document": 1}])
    content = table.close(Counts(2, 3))
    found = pq.read_table(io.BytesIO(content))
    clean = [text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") for text in texts]
    row, empty = found.to_pylist()
    assert (row["document"], row["confidence"], row["text"], row["suggestions"]) == (whole_number, number, clean[0], clean)
    assert set(empty.values()) == {1, None}
    assert found.schema.metadata[b"mtcheck.schema"] == b"1" and counts_in(content) == Counts(2, 3)


def test_names_of_partitions():
    assert [number_of(name) for name in (part(7), part(1234567), "plan.parquet", "part-7.parquet", ".part-000007.parquet")] == [
        7,
        1234567,
        None,
        None,
        None,
    ]


def test_a_failure_does_not_end_a_partition(tmp_path):
    path = tmp_path / "a.parquet"
    import pyarrow as pa

    pq.write_table(pa.table({"text": ["A.", None, "B."], "id": [1, 2, 3], "source": pa.array([None, None, 4])}), path)
    reader = Reader(Options(), str(tmp_path))
    found = list(reader.documents(Partition(0, "rows", ("a.parquet",), Cut(0, 3))))
    assert [type(one) for one in found] == [Document, Failure, Failure]
    assert [one.where for one in found[1:]] == ["a.parquet:2", "a.parquet:3"] and "`source` is no text" in found[2].message
    assert Counter(one.line for one in reader.documents(Partition(0, "rows", ("a.parquet",), Cut(0, 1)))) == {1: 1}


def test_a_file_without_text_in_its_column(tmp_path):
    import pyarrow as pa

    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "a.parquet")
    failures = Reader(Options(), str(tmp_path)).cuts(Input("a.parquet", "rows", 1, ""), 10).failures
    assert failures[0].message == "the column 'text' holds int64, not text; name another with --text-field"
