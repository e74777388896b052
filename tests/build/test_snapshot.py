"""The committed figures of what rules find in the development data: a rise in people's English has to be said there (``make snapshot``)."""

import json
from pathlib import Path

import pytest

from mtcheck import checker
from mtcheck.build.snapshot import PARTS, documents, figures, main, moved, risen

SNAPSHOT = Path(__file__).with_name("snapshot.json")
STATED = json.loads(SNAPSHOT.read_text("utf-8"))


def counted(**findings):
    return {"documents": 1, "words": 1000, "findings": findings}


@pytest.mark.parametrize("name", [name for name, part in PARTS.items() if part.people])
def test_findings_in_what_people_wrote_rise_only_where_the_snapshot_says_so(name, shared, cache):
    found = figures(checker(), documents(shared / "data", PARTS[name]))
    assert (found["documents"], found["words"]) == (STATED[name]["documents"], STATED[name]["words"]), "other texts: run `make snapshot`"
    assert not risen(STATED[name], found), "\n".join(["run `make snapshot` and say in CHANGELOG.md why", *moved(STATED[name], found)])


def test_it_holds_every_part_and_no_text():
    assert list(STATED) == list(PARTS)
    for table in STATED.values():
        assert set(table) == {"documents", "words", "findings"} and table["words"] > 5000
        assert all(isinstance(count, int) and rule.replace("-", "").isalpha() for rule, count in table["findings"].items())


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"calque": 40}, {"calque": 44}, []),
        ({"calque": 40}, {"calque": 45}, ["calque", "all"]),
        ({"calque": 40, "exonym": 60}, {"calque": 48, "exonym": 50}, ["calque"]),
        ({"calque": 40}, {"calque": 40, "government": 3}, []),
        ({"calque": 100}, {"calque": 100, "government": 4}, ["government"]),
        ({}, {"calque": 1}, ["all"]),
    ],
)
def test_risen(before, after, expected):
    assert risen(counted(**before), counted(**after)) == expected


def test_it_says_what_moved(tmp_path, capsys, shared, monkeypatch):
    articles = {name: part for name, part in PARTS.items() if part.file == "articles"}
    monkeypatch.setattr("mtcheck.build.snapshot.PARTS", articles)
    path = tmp_path / "snapshot.json"
    main(str(shared / "data"), str(path))
    assert "all: 0 -> " in capsys.readouterr().out
    main(str(shared / "data"), str(path))
    assert capsys.readouterr().out == "nothing moved\n"
    first = json.loads(path.read_text("utf-8"))
    first["marked articles, language given"]["findings"]["calque"] += 2
    path.write_text(json.dumps(first), "utf-8")
    main(str(shared / "data"), str(path))
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 3 and said[0] == "marked articles, language given" and said[1].startswith("  calque: ")
