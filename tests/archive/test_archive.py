"""``mtcheck archive`` from input to Parquet, with a scheduler and two workers that are programs of their own."""

import bz2
import gzip
import json
import lzma
import shutil

import pytest

from mtcheck.archive import cluster as clusters
from mtcheck.archive.repeats import key
from mtcheck.core.errors import ConfigError, ReadError

BRIEF = 150
"""Where the paragraph begins, at least, that two articles share."""


@pytest.fixture
def findings(made):
    """Return what gives the findings of results by what does not depend on how the archive is packed."""

    def read(folder):
        places = {row["document"]: row["id"] for row in made.table(folder, "documents")}
        found = made.table(folder, "findings")
        return sorted((places[row["document"]], row["rule"], row["start"], row["text"], row["suggestions"]) for row in found)

    return read


def test_rows_are_those_that_check_finds(check, run, archive, tmp_path, made, findings):
    done = check(archive, "out")
    assert done.exit_code == 0 and done.stdout == ""
    assert "61 documents, " in done.stderr and "1 document that stands there twice, 1 line of furniture" in done.stderr
    run("check", "--scorer", "off", "--format", "json", "--output", "r.json", archive)
    report = json.loads((tmp_path / "r.json").read_text())
    documents = made.table("out", "documents")
    assert [(row["path"], row["line"], row["id"], row["words"]) for row in documents] == [
        (str(archive), number, row["id"], row["words"]) for number, row in enumerate(report["documents"], 1)
    ]
    assert [row["score"] for row in documents[:-1]] == [row["score"] for row in report["documents"][:-1]]
    assert documents[7]["document"] == 7 and documents[17]["document"] == key(1, 7)
    assert (documents[1]["date"], documents[1]["authors"]) == ("2024-02-11", ["Bo Lind"])
    own = {
        (places["id"], one["rule"], one["start"], one["text"], tuple(one["suggestions"]))
        for places in report["documents"][:-1]
        for one in places["findings"]
    }
    found = {(*row[:4], tuple(row[4])) for row in findings("out")}
    shared = {one for one in own if one[0][1:].isdecimal() and int(one[0][1:]) % 10 == 5 and one[3] == "once morest" and one[2] > BRIEF}
    assert found <= own and own - found == shared and len(shared) == 6


def test_what_stands_in_several_documents_counts_once(check, archive, made):
    check(archive, "out")
    documents, found = made.table("out", "documents"), made.table("out", "findings")
    brief = [row for row in found if row["text"] == "once morest" and row["occurrences"] > 1]
    assert [row["document"] for row in brief if row["occurrences"] == 2 and row["start"] > BRIEF] == [key(n, 4) for n in range(6)]
    assert [row["repeated_findings"] for row in documents[:7]] == [0, 0, 0, 0, 0, 1, 0]
    assert documents[5]["repeated_words"] == len("In brief 0: the ferry left the port once morest the wind.".split()) + len(made.FOOTER.split())
    last = documents[-1]
    assert (last["duplicate_of"], last["score"], last["findings"], last["words"]) == (0, None, 0, last["repeated_words"])
    assert made.table("out", "furniture") == [{"document": 1, "text": made.FOOTER, "kind": None, "documents": 30}]


def test_an_article_printed_many_times_is_no_furniture(check, tmp_path, made):
    path = made.write_lines(
        tmp_path / "a.jsonl",
        [{"text": made.article(2)}] * 25 + [{"text": f"It rained for {n} hours.\nShare this article on Telegram"} for n in range(3)],
    )
    check(path, "out")
    assert [(row["text"], row["documents"], row["kind"]) for row in made.table("out", "furniture")] == [("Share this article on Telegram", 3, "call")]
    assert sum(row["duplicate_of"] is not None for row in made.table("out", "documents")) == 24


def parquet(path, made):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(made.rows()), path, row_group_size=7)


def zst(path, made):
    import pyarrow as pa

    with pa.output_stream(str(path), compression="zstd") as out:
        out.write(lines(made))


def lines(made):
    return "".join(json.dumps(row) + "\n" for row in made.rows()).encode()


PACKED = {
    "a.parquet": parquet,
    "a.jsonl.gz": lambda path, made: path.write_bytes(gzip.compress(lines(made))),
    "a.ndjson.bz2": lambda path, made: path.write_bytes(bz2.compress(lines(made))),
    "a.jsonl.xz": lambda path, made: path.write_bytes(lzma.compress(lines(made))),
    "a.jsonl.zst": zst,
}


@pytest.fixture
def expected(check, archive, findings):
    check(archive, "expected")
    return findings("expected")


def test_every_way_to_pack_an_archive_gives_the_same(check, expected, tmp_path, made, findings):
    for name, write in PACKED.items():
        write(tmp_path / name, made)
        done = check(name, f"out-{name}")
        assert (done.exit_code, findings(f"out-{name}")) == (0, expected), name
        assert made.table(f"out-{name}", "documents")[20]["line"] == 21
    done = check((tmp_path / "a.parquet").as_uri(), (tmp_path / "out-url").as_uri())
    assert done.exit_code == 0 and findings("out-url") == expected
    assert made.table("out-url", "documents")[0]["path"] == (tmp_path / "a.parquet").as_uri()


def test_folders_and_patterns(check, expected, tmp_path, made):
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "in" / ".git").mkdir()
    (tmp_path / "in" / ".git" / "x.txt").write_text("It rained.")
    (tmp_path / "in" / "picture.png").write_bytes(b"\x89PNG")
    parquet(tmp_path / "in" / "b" / "z.parquet", made)
    for n in range(12):
        (tmp_path / "in" / f"{n:02}.md").write_text(f"---\ntitle: Part {n}\nsource_lang: fr\n---\n{made.article(100 + n)}\n")
    (tmp_path / "mtcheck.toml").write_text('exclude = ["11.md"]\n')
    assert check("in", "out").exit_code == 0
    documents = made.table("out", "documents")
    assert [row["path"] for row in documents] == [*(f"in/{n:02}.md" for n in range(11)), *["in/b/z.parquet"] * 61]
    assert (documents[3]["title"], documents[3]["source_language"], documents[3]["line"]) == ("Part 3", "fr", 0)
    for _ in range(2):
        assert check("in", "in/results").exit_code == 0  # which is no part of the archive
    assert made.table("in/results", "documents") == documents
    assert check("in/0*.md", "few").exit_code == 0
    assert [row["path"] for row in made.table("few", "documents")] == [f"in/{n:02}.md" for n in range(10)]


def test_what_a_source_tells_counts_in_each_document_and_fields_may_have_any_name(check, tmp_path, made):
    sources = [f"Le ministre n’a pas démissionné lundi. Il a parlé {n} fois." for n in range(30, 42)]
    given = [
        {"body": "The minister resigned on Monday. He spoke 30 times.", "url": n, "original": one, "from": "fr"} for n, one in enumerate(sources)
    ]
    made.write_lines(tmp_path / "a.jsonl", given)
    done = check("--text-field", "body", "--id-field", "url", "--source-field", "original", "--lang-field", "from", "a.jsonl", "out")
    assert done.exit_code == 0
    documents, found = made.table("out", "documents"), made.table("out", "findings")
    assert [(row["id"], row["source_language"], row["duplicate_of"]) for row in documents] == [(str(n), "fr", None) for n in range(12)]
    assert [(row["document"], row["occurrences"]) for row in found if row["rule"] == "negation-lost"] == [(one["document"], 1) for one in documents]
    assert [row["document"] for row in found if row["rule"] == "number-mismatch"] == [one["document"] for one in documents[1:]]


def test_other_programs_read_the_results(check, run, archive, tmp_path, made):
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow.parquet as pq

    check(archive, "out")
    expected = {(row["rule"], row["text"]) for row in made.table("out", "findings")}
    frame = pd.read_parquet("out/findings")
    assert set(zip(frame["rule"], frame["text"], strict=True)) == expected
    assert set(duckdb.sql("SELECT rule, text FROM 'out/findings/*.parquet'").fetchall()) == expected
    assert set(pl.scan_parquet("out/findings/*.parquet").select("rule", "text").collect().rows()) == expected
    joined = "SELECT count(*), count(DISTINCT path) FROM 'out/findings/*.parquet' JOIN 'out/documents/*.parquet' USING (document)"
    assert duckdb.sql(joined).fetchall() == [(len(frame), 1)]
    for name in ("documents", "findings", "furniture", "failures"):
        said = pq.read_schema(f"out/{name}/part-000000.parquet").metadata
        assert said[b"mtcheck.schema"] == b"1" and said[b"mtcheck.signature"].startswith(b"mtcheck:")
    report = json.loads(run("report", "out", "--format", "json").stdout)
    counts = json.loads((tmp_path / "out" / "run.json").read_text())["counts"]
    assert report["totals"]["documents"] == 61 and report["totals"]["findings"] == counts["findings"] == len(frame)
    assert report["totals"]["words"] == counts["words"] - sum(row["repeated_words"] for row in made.table("out", "documents"))
    assert report["furniture"] == [{"text": made.FOOTER, "documents": 30}]
    assert made.FOOTER in run("report", "out").stdout and made.FOOTER in run("report", "out", "--format", "html").stdout


def test_what_cannot_be_read_is_told_and_the_rest_checked(check, run, tmp_path, made):
    (tmp_path / "in").mkdir()
    good = made.write_lines(tmp_path / "in" / "a.jsonl", made.rows(12)).read_bytes()
    (tmp_path / "in" / "b.jsonl").write_bytes(b'{"text": 3}\nnonsense\n\n' + good)
    (tmp_path / "in" / "c.parquet").write_bytes(b"PAR1 no parquet")
    (tmp_path / "in" / "d.jsonl.gz").write_bytes(gzip.compress(good * 40)[:-30])
    (tmp_path / "in" / "e.txt").write_bytes(b"PK\x03\x04" + bytes(200))
    done = check("in", "out")
    assert done.exit_code == 2 and "Traceback" not in done.stderr
    told = [line for line in done.stderr.splitlines() if "in/" in line]
    for place in (
        "b.jsonl:1: no JSON object",
        "b.jsonl:2: no valid JSON",
        "c.parquet: no Parquet file",
        "d.jsonl.gz: the compressed file is broken from line ",
        "e.txt: ",
    ):
        assert any(f"in/{place}" in line for line in told), place
    assert len(made.table("out", "failures")) == len(told) == 5
    assert [row["line"] for row in made.table("out", "documents") if row["path"] == "in/b.jsonl"] == list(range(4, 17))
    assert sum(row["path"] == "in/d.jsonl.gz" for row in made.table("out", "documents")) > 100
    assert json.loads(run("report", "out", "--format", "json").stdout)["totals"]["failures"] == 5
    again = check("in", "out")
    assert again.exit_code == 2 and "5 failures" in again.stderr


def directory_in_the_way(folder, number):
    (folder / "documents" / f"part-{number:06}.parquet" / "x").mkdir(parents=True)


def test_a_partition_that_fails_three_times_is_set_aside(check, run, archive, tmp_path, made):
    check(archive, "expected")
    check(archive, "out")
    before = made.contents("out")
    run_json = tmp_path / "out" / "run.json"
    run_json.write_text(json.dumps({**json.loads(run_json.read_text()), "finished": False}))
    for number in (1, 2):
        (tmp_path / "out" / "documents" / f"part-00000{number}.parquet").unlink()
    directory_in_the_way(tmp_path / "out", 1)
    done = check(archive, "out")
    assert done.exit_code == 3
    assert f"partition 1 ({archive}) failed three times and was set aside: IsADirectoryError" in done.stderr
    assert json.loads(run_json.read_text())["set_aside"][0]["partition"] == 1
    assert contents_of(tmp_path / "out", before) == {name: content for name, content in before.items() if name != "documents/part-000001.parquet"}
    assert "1 partition set aside; run the archive again" in run("report", "out").stderr
    (tmp_path / "out" / "documents" / "part-000001.parquet" / "x").rmdir()
    (tmp_path / "out" / "documents" / "part-000001.parquet").rmdir()
    assert check(archive, "out").exit_code == 0
    assert made.contents("out") == before == made.contents("expected")
    assert json.loads(run_json.read_text()) == json.loads((tmp_path / "expected" / "run.json").read_text())


def test_what_could_not_be_counted_comes_in_as_if_it_always_could(check, archive, tmp_path, made):
    check(archive, "expected")
    (tmp_path / "out" / ".work" / "counts" / "000000.bin" / "x").mkdir(parents=True)
    done = check(archive, "out")
    assert done.exit_code == 3 and f"partition 0 ({archive}) failed three times" in done.stderr
    assert len(made.table("out", "documents")) == 51 and made.table("out", "documents")[-1]["duplicate_of"] is None
    assert check(archive, "out").exit_code == 3
    (tmp_path / "out" / ".work" / "counts" / "000000.bin" / "x").rmdir()
    (tmp_path / "out" / ".work" / "counts" / "000000.bin").rmdir()
    assert check(archive, "out").exit_code == 0
    assert made.contents("out") == made.contents("expected")


def contents_of(folder, names):
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


@pytest.fixture(scope="module")
def finished(tmp_path_factory, cluster, made):
    """Return a folder with an archive and the results of a run over it."""
    folder = tmp_path_factory.mktemp("finished")
    made.write_lines(folder / "archive.jsonl", made.rows(12))
    program = made.alone("--cluster", cluster.address, "archive.jsonl", "out", cwd=folder)
    assert program.communicate()[0] is None and program.returncode == 0
    return folder


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--level", "safe", "archive.jsonl", "out"], "out: made with other settings: mtcheck:"),
        (["--id-field", "url", "archive.jsonl", "out"], "out: made with another state of mtcheck, of its lists or of the options"),
        (["other.jsonl", "out"], "out: made from archive.jsonl; choose another folder"),
        (["--partition", "7", "archive.jsonl", "out"], "out: made with --partition 10; give the same, or choose"),
        (["archive.jsonl", "new"], "new/run.json: of schema 2, and this version writes schema 1; update mtcheck"),
        (["archive.jsonl", "odd"], "odd/run.json: not what a run over an archive wrote"),
        (["archive.jsonl", "mine"], "mine: not empty (notes.txt), and not what a run over an archive left"),
        (["none.jsonl", "x"], "none.jsonl: no such file or folder"),
        (["empty", "x"], "empty: no such file or folder, or nothing in it"),
        (["pictures", "x"], "pictures: nothing in it that is read; Parquet, .jsonl"),
        (
            ["--text-field", "body", "a.parquet", "x"],
            "a.parquet: no column 'body'; name the one of the article with --text-field; there are id, text, date, author",
        ),
        (["blank.jsonl", "x"], "no documents in it"),
        (["nowhere://bucket/a.jsonl", "x"], "nowhere://bucket/a.jsonl: cannot be opened"),
        (["abfs://bucket/a.jsonl", "x"], "abfs:// needs a package that is not installed"),
        (["--workers", "2", "archive.jsonl", "out"], "--workers: it stands beside --cluster"),
    ],
)
def test_bad_input_is_one_line(check, archive, finished, tmp_path, arguments, said, made):
    (tmp_path / "empty").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").touch()
    (tmp_path / "blank.jsonl").touch()
    parquet(tmp_path / "a.parquet", made)
    made.write_lines(tmp_path / "other.jsonl", made.rows(3))
    for name, content in (("new/run.json", '{"schema": 2}'), ("odd/run.json", "no"), ("mine/notes.txt", "x")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(content)
    if arguments[-1] == "out":
        shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    with pytest.raises((ConfigError, ReadError)) as caught:
        check(*arguments)
    assert said in caught.value.line()


def test_a_file_that_changed_is_another_input(check, finished, tmp_path, made):
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    assert check("archive.jsonl", "out").exit_code == 0
    archive = tmp_path / "archive.jsonl"
    archive.write_text(archive.read_text() + json.dumps(made.rows(1)[0]) + "\n")
    with pytest.raises(ConfigError, match="as it was; a file of it has changed, came or went"):
        check("archive.jsonl", "out")


def test_without_the_extra_or_a_scheduler(run, archive, monkeypatch):
    from mtcheck.cli import archive as command

    monkeypatch.setattr(clusters, "ANSWER", 0.5)
    with pytest.raises(ConfigError, match="no Dask scheduler answers"):
        run("archive", "--scorer", "off", "--cluster", "tcp://127.0.0.1:9", archive, "out")
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "distributed" else name)
    with pytest.raises(ConfigError, match=r"needs distributed, which is not installed; run pip install 'mtcheck\[cluster\]'"):
        run("archive", archive, "out")
