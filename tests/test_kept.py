"""What was found, kept between runs: the same report without a second check, and another key for whatever decides it."""

import dataclasses
import json
import os
import zlib
from pathlib import Path

import pytest

from mtcheck import kept as module
from mtcheck import readers
from mtcheck.config import Config
from mtcheck.core.model import Document, Element, Failure, Finding, Origin, Piece, Span, Told, Unit
from mtcheck.core.mqm import Severity
from mtcheck.core.store import Store
from mtcheck.folders import FolderChecker
from mtcheck.glossary.house_names import HouseName
from mtcheck.glossary.terms import Term
from mtcheck.kept import KeptResults
from mtcheck.overrides import Override
from mtcheck.pipeline import Checker, Found
from mtcheck.resolve import LEVELS, Selection
from mtcheck.run import check_all

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = Document(
    "a.md",
    "The plan cost 3,5 million.",
    source="Le plan a coûté 3,5 millions.",
    source_lang="fr",
    origin=Origin("The *plan* cost 3,5 million.", (Piece(0, 4, 0, 4),), (Element(Span(0, 4), Span(0, 5)),)),
    units=(Unit("1", Span(0, 4), None),),
    reference="The plan was 3.5 million.",
    told=Told("fr", "French", 0.9),
    asides=(Span(20, 26),),
)


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def kept(own_cache, checker):
    return KeptResults(checker, 10)


def documents():
    """Yield our own annotated articles, with their sources where there are such."""
    for folder in sorted((ROOT / "corpora" / "annotated").iterdir()):
        for file in sorted(folder.glob("mt.en.*")):
            meta = folder / "meta.json"
            language = json.loads(meta.read_text("utf-8")).get("source_lang") if meta.is_file() else None
            source = next(iter(folder.glob("source.*")), None)
            for document in readers.read(str(file)):
                assert isinstance(document, Document)
                yield dataclasses.replace(document, source=source.read_text("utf-8") if source else None, source_lang=language)


def test_our_own_articles_come_back_as_they_were_found(checker, kept):
    given = list(documents())
    assert len(given) > 10
    for document in given:
        found = checker.found(document)
        kept.put(document, found)
        assert found.failures or kept.get(document) == found
        assert found.failures or kept.get(document).findings == found.findings
    assert sum(kept.get(document) is not None for document in given) > 10


def test_whatever_a_finding_holds_comes_back(kept):
    evidence = {"tier": "odd", "gain": 1.25, "forms": ("a", "b"), "nested": {"n": [1, None, True]}}
    finding = Finding("calque", "Style", Severity.CRITICAL, Span(4, 8), "plan", "why", ("", "design"), 0.83, evidence, "abc", Span(0, 2), "unsafe")
    bare = Finding("exonym", "Style", Severity.MINOR, Span(0, 0), "", "m")
    found = Found((bare, finding), 81.5, (), ((Span(0, 4), None), (None, Span(0, 4))), Told("fr", "French", 0.9))
    kept.put(DOCUMENT, found)
    assert kept.get(DOCUMENT) == found and kept.get(DOCUMENT).findings[1].text == "plan"


def test_failures_are_not_kept(kept):
    kept.put(DOCUMENT, Found((), failures=(Failure("a.md", "the check failed", internal=True),)))
    assert kept.get(DOCUMENT) is None


def test_a_damaged_value_is_no_value(kept):
    for value in (b"", b"\0\1\2", zlib.compress(b"\0\1\2"), zlib.compress(b"N"), zlib.compress(b"i\0\0\0\0")):
        kept.store.put(kept._key(DOCUMENT), value)
        assert kept.get(DOCUMENT) is None


OTHERS = {
    "text": "The plan cost 3.5 million!",
    "source": None,
    "source_lang": "es",
    "origin": None,
    "units": (),
    "reference": None,
    "told": None,
    "asides": (),
}


@pytest.mark.parametrize("field", OTHERS)
def test_any_part_of_a_document_makes_another_key(field, kept):
    assert kept._key(dataclasses.replace(DOCUMENT, **{field: OTHERS[field]})) != kept._key(DOCUMENT)


def test_origin_counts_in_all_its_parts(kept):
    for change in ({"raw": "The plan"}, {"pieces": ()}, {"elements": ()}):
        origin = dataclasses.replace(DOCUMENT.origin, **change)
        assert kept._key(dataclasses.replace(DOCUMENT, origin=origin)) != kept._key(DOCUMENT)


@pytest.mark.parametrize("change", [{"id": "2"}, {"span": Span(0, 3)}, {"source": Span(0, 2)}, {"lost": ("<x>",)}])
def test_units_count_in_all_their_parts(change, kept):
    units = (DOCUMENT.units[0]._replace(**change),)
    assert kept._key(dataclasses.replace(DOCUMENT, units=units)) != kept._key(DOCUMENT)
    assert {"id", "span", "source", "lost"} == set(Unit._fields)


def test_the_fields_of_a_document_are_all_looked_at():
    """A field more in Document must go into the key, or be one of these: where it was read from, what only suppressions and reports look at."""
    assert {field.name for field in dataclasses.fields(Document)} == {*OTHERS, "path", "id", "line", "comments", "meta"}


def test_where_a_document_was_read_from_makes_no_other_key(kept):
    assert kept._key(dataclasses.replace(DOCUMENT, path="b/c.md", id="x", line=7)) == kept._key(DOCUMENT)


@pytest.mark.parametrize(
    "change",
    [
        {"selection": Selection(ignore=frozenset({"calque"}))},
        {"selection": Selection(select=frozenset({"calque"}))},
        {"selection": Selection(off=frozenset({"calque"}))},
        {"selection": Selection(level=LEVELS["safe"])},
        {"selection": Selection(severities=(("calque", Severity.MAJOR),))},
        {"source_lang": "fr"},
        {"english": "GB"},
        {"style": "AP"},
        {"terms": (Term("plan", ("plan",), (), False, "terms.tsv:2"),)},
        {"house_names": (HouseName("IS", ("Daesh",), "", "", "names.tsv:2"),)},
    ],
)
def test_any_setting_makes_another_key(change, kept, checker):
    assert KeptResults(dataclasses.replace(checker, **change), 10)._key(DOCUMENT) != kept._key(DOCUMENT)


def test_models_rulesets_and_code_make_another_key(kept, checker, monkeypatch):
    plain = kept._key(DOCUMENT)
    assert KeptResults(checker, 10, "model 1")._key(DOCUMENT) != plain
    ruleset = dataclasses.replace(checker.ruleset, digest="another")
    assert KeptResults(dataclasses.replace(checker, ruleset=ruleset), 10)._key(DOCUMENT) != plain
    monkeypatch.setattr(module, "_code", lambda store: b"changed")
    assert KeptResults(checker, 10)._key(DOCUMENT) != plain


def test_all_settings_of_a_checker_are_looked_at():
    """A field more in Checker must go into ``kept._settings``, unless findings do not depend on it."""
    looked_at = {"ruleset", "selection", "source_lang", "terms", "house_names", "english", "style"}
    assert {field.name for field in dataclasses.fields(Checker)} == {*looked_at, "scorer", "reviewer", "suppressions", "heed"}


def test_folders_with_settings_of_their_own_have_keys_of_their_own(own_cache, checker):
    config = Config(overrides=(Override(("sport/",), (("ignore", ("calque",)),)),))
    kept = KeptResults(FolderChecker.of(checker, config), 10)
    sport, other = (dataclasses.replace(DOCUMENT, path=path) for path in ("sport/a.md", "a.md"))
    assert kept._key(sport) != kept._key(other) and kept._key(other) == kept._key(dataclasses.replace(other, path="b.md"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_second_run_checks_only_what_is_new(own_cache, checker, jobs, monkeypatch):
    given = [Document("a.txt", f"Fighters launched an assault once morest prison number {n}.", id=str(n)) for n in range(50)]
    given.insert(20, Failure("b.txt", "no such file"))
    first = list(check_all(checker, given, jobs, KeptResults(checker, 10)))
    assert [result.id if isinstance(result, Document) else result for result in given if isinstance(result, Failure)] == [first[20]]
    seen = []
    monkeypatch.setattr(Checker, "found", lambda self, document: seen.append(document.id) or Found(()))
    changed = [dataclasses.replace(one, text=one.text + " It rained.") if getattr(one, "id", "") == "7" else one for one in given]
    again = list(check_all(checker, changed, 1, KeptResults(checker, 10)))
    assert seen == ["7"]
    assert [one for one in again if getattr(getattr(one, "document", None), "id", "") != "7"] == [
        one for one in first if getattr(getattr(one, "document", None), "id", "") != "7"
    ]


def test_a_single_document_is_not_looked_up_where_rules_alone_check_it(own_cache, checker):
    assert len(list(check_all(checker, [DOCUMENT], 1, KeptResults(checker, 10)))) == 1
    assert not own_cache.exists()


def test_what_was_found_is_kept_when_a_run_is_broken_off(own_cache, checker):
    given = [Document("a.txt", f"The council met {n} times.") for n in range(5)]
    results = check_all(checker, given, 1, KeptResults(checker, 10))
    next(results), next(results)
    results.close()
    assert [KeptResults(checker, 10).get(one) is not None for one in given] == [True, True, False, False, False]


def test_the_code_counts_by_its_content_alone(own_cache, tmp_path, monkeypatch):
    """A CI job installs the package anew each time, and so with other times."""
    package = tmp_path / "package"
    (package / "__pycache__").mkdir(parents=True)
    monkeypatch.setattr(module, "PACKAGE", package)
    codes = []
    for text, seconds in (("a = 1", 1), ("a = 1", 2), ("a = 2", 2), ("a = 1", 1)):
        (package / "a.py").write_text(text, encoding="utf-8")
        (package / "__pycache__" / "a.pyc").write_text(str(len(codes)), encoding="utf-8")
        os.utime(package / "a.py", (seconds + (text == "a = 2"), seconds))
        codes.append(module._code(Store(own_cache / "kept.sqlite", 1_000_000)))
    assert codes[0] == codes[1] == codes[3] != codes[2]
