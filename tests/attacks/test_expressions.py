"""No regular expression, of the package or made from what somebody wrote, takes long for any text."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path

import pytest

from mtcheck import readers
from mtcheck.config import read_config
from mtcheck.context import Context
from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document, Span
from mtcheck.english.case_seams import _is_name, case_seams
from mtcheck.glossary.house_names import HouseName
from mtcheck.glossary.terms import Term, english_pattern
from mtcheck.languages.language import codes, language
from mtcheck.pipeline import Checker
from mtcheck.placing import line_of
from mtcheck.readers._cells import table_of
from mtcheck.rules.patterns import read_rule
from mtcheck.ruleset import load
from mtcheck.suppression.places import concerns
from tests.attacks import expressions, worst
from tests.fuzzing import seeds
from tests.fuzzing.shards import HangError, limited

LENGTH, SLOWEST = (10_000, 2.0) if os.environ.get("MTCHECK_LONG") else (1_500, 0.1)
"""Characters and seconds of a processor: what grows with the square of the length takes some two seconds for 10 kB."""
UNMET = {
    ("mtcheck.cli.evaluate", "_pattern"): "RE2",
    ("mtcheck.suppression.places", "_compiled"): "RE2",
    ("mtcheck.rules.patterns", "_expression"): "RE2",
    ("mtcheck.readers._tracked", "_properties"): "a tag ends at the next one",
}
"""Calls that no article comes by, and why that does not matter: they are linear."""
MARKS = ("a", "A", "1", " ", "\n", "Aa. ", "1,", "½", "1百", "The President Aaaa Aaaa", "“", "(", "<p ", "a'", "A-", "http://a.")


def slow(found: expressions.Found) -> str:
    """Return the text that takes an expression too long, cut; "" where none does."""
    return next((repr(text[:80]) for text in worst.texts(found.expression, LENGTH) if all(late(found, text) for _ in range(3))), "")


@pytest.fixture(autouse=True)
def uncollected():
    """Collect no garbage meanwhile: it takes as long as what is measured."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def late(found: expressions.Found, text: str | bytes) -> bool:
    """Return whether an expression takes too long for a text."""
    try:
        with limited(SLOWEST):
            if found.anchored:
                found.expression.match(text)
                found.expression.fullmatch(text)
            else:
                for _ in found.expression.finditer(text):
                    pass
    except HangError:
        return True
    return False


def unlike(found: list[expressions.Found]) -> list[expressions.Found]:
    """Return the expressions, each once; looked for, where any of its places looks for it."""
    once: dict[object, expressions.Found] = {}
    for one in found:
        key = (type(one.expression), one.expression.pattern, one.expression.flags)
        once[key] = one if key not in once or not one.anchored else once[key]
    return list(once.values())


@pytest.fixture(scope="module")
def made(cache, tmp_path_factory) -> expressions.Expressions:
    """Record what is compiled while articles of every language are checked, with terms and names of one's own."""
    with expressions.recorded() as found:
        names = (HouseName("Kyiv", ("Kiev",), "Kyiv, the capital", "", "n:1"), HouseName("IS", ("Daesh",), "", "", "n:2"))
        terms = (Term("but", ("goal", "try"), ("aim",), False, "t:1"), Term("Entraîneur principal", ("head coach",), (), False, "t:2"))
        checker = Checker(load(), terms=terms, house_names=names, style="AP", english="GB")
        for number, pair in enumerate(seeds.sources()):
            source, text = (part.decode("utf-8", "ignore") for part in pair.split(b"\0"))
            checker.check(Document("a.txt", text, source=source, source_lang=None if number % 2 else "fr"))
        for rule in checker.ruleset.rules.values():
            for example in (*rule.bad, *rule.good):
                checker.check(Document("a.txt", example.text, source=example.source, source_lang=example.source_lang))
        _elsewhere(tmp_path_factory.mktemp("made"))
    return found


def _elsewhere(folder: Path) -> None:
    """Come by what no article comes by: lists, settings, tables, what each language is known by."""
    english_pattern("head coach")
    list(table_of(seeds.CSV, "a.csv", readers.PLAIN).cells)
    for code in codes():
        pack = language(code)
        assert pack is not None
        for name in ("negation", "strong_negation", "half_negation", "conditional", "reference", "counted"):
            getattr(pack, name)
    text = "It ran from 9-10 a.m. on 3 March, 19:30-21:00 GMT. The repetitions of Tremonawhich ended; he knew thatSabine left."
    context = Context(Document("a.txt", text, source="Les répétitions, le 3/4 de 9h à 10h.", source_lang="fr"))
    context.senses_at(Span(text.index("repetitions"), text.index(" of Trem")))
    assert Checker(load()).check(context.document).words and list(case_seams(text, context.vocabulary))
    assert not _is_name("Xyzzy", text)
    config = folder / "mtcheck.toml"
    config.write_text('[severity]\ncalque = "grave"\n', "utf-8")
    with pytest.raises(ConfigError):
        read_config(config)
    line_of(config, "calque")


def test_every_expression_of_the_package(cache):
    found = unlike([*expressions.held(), *expressions.written_out()])
    assert len(found) > 350
    assert {one.where: text for one in found if (text := slow(one))} == {}


def test_every_expression_that_is_made_on_the_way(made):
    written = {(one.expression.pattern, one.expression.flags) for one in [*expressions.held(), *expressions.written_out()]}
    by_place: dict[tuple[str, str], list[expressions.Found]] = {}
    for (module, function, *_), expression in made.items():
        if (expression.pattern, expression.flags) not in written:
            by_place.setdefault((module, function), []).append(expressions.Found(f"{module}.{function}", expression, False))
    longest = [one for found in by_place.values() for one in sorted(found, key=lambda one: -len(one.expression.pattern))[:3]]
    assert {one.where: text for one in longest if (text := slow(one))} == {}


def test_every_call_is_accounted_for(made):
    met = {key[:2] for key in made}
    assert expressions.made() - met - set(UNMET) == set()


@pytest.mark.parametrize("word", ["a" * 300, "a " * 150, "a-" * 150, ".*" * 150, "(a+)+" * 40, "[" * 300, "a|" * 100, "\\" * 99, "’" * 200])
def test_terms_and_names_of_ones_own(word):
    for expression in (Term(word, ("a",), (), False, "").source_pattern(), english_pattern(word), HouseName(word, (), "", "", "").pattern()):
        for text in (word * 20, "a" * LENGTH, "a " * (LENGTH // 2), "a-" * (LENGTH // 2), word[:-1] * 20 + "!"):
            with limited(1):
                list(expression.finditer(text))


@pytest.mark.parametrize("pattern", ["*a" * 100 + "b", "**/" * 60 + "b", "?*" * 100 + "b", "**" * 100 + "b", "*" * 500 + "b"])
def test_patterns_of_files(pattern):
    from mtcheck.core import globs

    with limited(1):
        for name in ("a" * 250, "/".join("a" * 120), "a/" * 120):
            concerns(pattern, name)
            globs.fits((pattern,), name, Path())


BOMB = 'id = "bomb"\nsummary = "s"\nwhy = "w"\ncategory = "Style"\nseverity = "minor"\n[[pattern]]\nmatch = \'{}\'\nanchors = ["a"]\nmessage = "m"\n'


@pytest.mark.parametrize(
    "match", ["(a+)+$", "(a|a)*b", "(?:a{1,900}){900}", "((a{100}){100}){100}", "(?:<ADJ> )?" * 24 + "a", "(a*)*(a*)*c", "a?" * 5000 + "a" * 5000]
)
def test_rules_of_ones_own(match, tmp_path, checker):
    from mtcheck.rules.patterns import Patterns

    path = tmp_path / "bomb.toml"
    path.write_text(BOMB.format(match), "utf-8")
    with limited(2):
        try:
            rule, patterns = read_rule(path)
        except ConfigError as error:
            assert "bomb.toml" in error.line()
            return
        list(Patterns(patterns).find({rule.id: rule}, Context(Document("a.txt", "a" * 10_000))))


@pytest.mark.parametrize("mark", MARKS)
def test_a_text_of_one_mark_is_checked_in_time(mark, checker):
    text = (mark * 10_000)[:10_000]
    began = time.process_time()
    with limited(4):
        checker.check(Document("a.md", text))
        checker.check(Document("a.md", text, source=text, source_lang="zh" if mark == "1百" else "fr"))
    assert time.process_time() - began < 4
