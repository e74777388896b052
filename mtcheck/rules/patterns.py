"""Declarative rules: reads ``rules/en/*.toml`` (``docs/rules-format.md``) strictly and finds their patterns with RE2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.context import Context
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.glossary.entries import CLUE, check_tier
from mtcheck.rules import beside, slots
from mtcheck.rules.beside import Beside
from mtcheck.rules.slots import HOW, Test

TEXTS = {"id": str, "summary": str, "why": str, "category": str, "severity": str}
RULE_KEYS = {
    **TEXTS,
    "references": list,
    "preview": bool,
    "words": dict,
    "told": str,
    "source_unless": dict,
    "pattern": list,
    "bad": list,
    "good": list,
}
PATTERN_KEYS = {"match": str, "unless": str, "anchors": list, "suggest": list, "message": str, "tier": str, "source": dict, "source_unless": dict}
PATTERN_KEYS |= {"unless_before": str, "told": str, "suggest_told": list}
EXAMPLE_KEYS = {"text": str, "mark": str, "fix": str, "source_lang": str, "source": str}


LINES = "(?m)"
"""Makes ``^`` and ``$`` match at the ends of a line: a sentence is one, alone and among all others."""
EDGES = ("\\A", "\\z")
"""What matches at the ends of a text, however many lines it has."""
MANY = 2
"""Places of anchors beyond which all sentences are searched at once before one by one: most patterns are found in none."""


class Pattern(NamedTuple):
    """One RE2 expression of a rule, its slots written out; ``anchors`` are lower-case literals of which one must occur, ``suggest`` are templates.

    A pattern is looked for in each sentence that holds one of its anchors, one without anchors in the whole text. ``tests`` say of which class words
    must be, ``unless`` what must not occur in the match, ``unless_before`` what must not in its sentence before the mark, ``source`` what the linked sentence of a source must hold. Where ``told`` (its own, or its
    rule's) occurs in the sentence, ``suggest_told`` is suggested instead, if there is any.
    """

    rule: str
    match: str
    anchors: tuple[str, ...]
    suggest: tuple[str, ...]
    message: str
    tier: str
    where: str
    tests: tuple[Test, ...] = ()
    unless: str = ""
    unless_before: str = ""
    source: tuple[Beside, ...] = ()
    told: str = ""
    suggest_told: tuple[str, ...] = ()


def read_rule(path: Path) -> tuple[Rule, tuple[Pattern, ...]]:
    """Return the rule of a TOML file and its patterns.

    Raises ConfigError with the file (and line, where the reader knows it) for anything that is not as documented.
    """
    table = _toml(path)
    where = str(path)
    _check_keys(table, RULE_KEYS, where)
    for key in TEXTS:
        if not table.get(key):
            raise ConfigError(f"no `{key}`", where, HOW)
    if table["severity"] not in {s.value for s in Severity}:
        raise ConfigError(f"no severity {table['severity']!r}", where, "use minor, major or critical")
    if table["id"] != path.stem:
        raise ConfigError(f"the id is {table['id']!r}, the file is named {path.name}", where, "give both one name")
    rule = Rule(
        id=table["id"],
        summary=table["summary"],
        why=table["why"],
        category=table["category"],
        severity=Severity(table["severity"]),
        references=tuple(table.get("references", ())),
        bad=tuple(_example(row, where) for row in table.get("bad", ())),
        good=tuple(_example(row, where) for row in table.get("good", ())),
        preview=table.get("preview", False),
    )
    lists = {name: slots.words(name, listed, where) for name, listed in table.get("words", {}).items()}
    rows = enumerate(table.get("pattern", ()), 1)
    shared = {"source_unless": table.get("source_unless", {}), "told": table.get("told", "")}
    return rule, tuple(pattern for number, row in rows for pattern in _patterns({**shared, **row}, rule.id, lists, f"{where}, pattern {number}"))


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(str(error), str(path), HOW) from None


def _check_keys(table: Mapping[str, Any], allowed: Mapping[str, type], where: str) -> None:
    for key, value in table.items():
        if key not in allowed:
            raise ConfigError(f"unknown key `{key}`", where, nearest(key, allowed, f"keys are {', '.join(allowed)}"))
        if not isinstance(value, allowed[key]):
            raise ConfigError(f"`{key}` must be of type {allowed[key].__name__}", where, HOW)


def _example(row: Mapping[str, Any], where: str) -> Example:
    _check_keys(row, EXAMPLE_KEYS, where)
    if "text" not in row:
        raise ConfigError("an example needs a `text`", where, HOW)
    return Example(row["text"], row.get("mark"), row.get("fix"), row.get("source_lang"), row.get("source"))


def _patterns(row: Mapping[str, Any], rule: str, lists: Mapping[str, tuple[str, ...]], where: str) -> Iterator[Pattern]:
    _check_keys(row, PATTERN_KEYS, where)
    if not row.get("match") or not row.get("message"):
        raise ConfigError("a pattern needs `match` and `message`", where, HOW)
    for match in slots.variants(row["match"], where):
        yield _pattern(row, match, rule, lists, where)


def _pattern(row: Mapping[str, Any], written: str, rule: str, lists: Mapping[str, tuple[str, ...]], where: str) -> Pattern:
    match, tests = slots.expanded(written, lists, where)
    unless, unless_before, told = (_plain(key, row, lists, where) for key in ("unless", "unless_before", "told"))
    pattern = Pattern(
        rule,
        match,
        tuple(anchor for written in row.get("anchors", ()) for anchor in _anchors(written, lists)),
        tuple(row.get("suggest", ())),
        row["message"],
        check_tier(row.get("tier", "odd"), where),
        where,
        tests,
        unless,
        unless_before,
        beside.read_beside(row, where),
        told,
        tuple(row.get("suggest_told", ())),
    )
    if pattern.source and pattern.tier != CLUE:
        raise ConfigError("a pattern that asks for a source is of the tier clue", where, HOW)
    if (pattern.tests or unless or unless_before) and not pattern.anchors:
        raise ConfigError("a pattern with `unless`, or slots for words of a class, needs `anchors`", where, HOW)
    if any(anchor != anchor.lower() or not anchor for anchor in pattern.anchors):
        raise ConfigError("anchors are lower-case literals", where, HOW)
    _check(pattern)
    return pattern


def _plain(key: str, row: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]], where: str) -> str:
    """Return an expression of a pattern that may name lists, and no words of a class."""
    expression, classed = slots.expanded(row.get(key, ""), lists, where)
    if classed:
        raise ConfigError(f"`{key}` takes no slots for words of a class", where, HOW)
    return expression


def _anchors(written: str, lists: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """Return the literals of an anchor; one that names a list stands for each of its words."""
    name = next((name for name in lists if f"<{name}>" in written), None)
    return (written,) if name is None else (written.replace(f"<{name}>", word.lower()) for word in lists[name])


def _check(pattern: Pattern) -> None:
    """Raise ConfigError for a pattern that RE2 cannot take, or a suggestion that it cannot fill."""
    try:
        groups = _compiled(pattern).groupindex
        for template in (*pattern.suggest, *pattern.suggest_told):
            slots.check_template(template, groups)
        _expression(pattern.unless)
        _expression(pattern.unless_before)
        _expression(pattern.told)
    except _refusal() as error:
        raise ConfigError(f"RE2 cannot take the pattern ({error})", pattern.where, HOW) from None
    except ValueError as error:
        raise ConfigError(f"a suggestion names no group of the pattern, or no form ({error})", pattern.where, HOW) from None


def _compiled(pattern: Pattern, *, narrow: bool = False) -> Any:
    return _expression(f"{LINES}{pattern.match}" if pattern.anchors else pattern.match, narrow=narrow)


@cache
def _expression(match: str, *, narrow: bool = False) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    return re2.compile(slots.narrowed(match) if narrow else match, options)


def _refusal() -> type[Exception]:
    import re2

    refusal: type[Exception] = re2.error
    return refusal


class Patterns:
    """The patterns of all rules; one pass over the text finds the anchors, and only patterns whose anchors occur are compiled and run."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        owners: dict[str, list[int]] = defaultdict(list)
        for index, pattern in enumerate(self.patterns):
            for anchor in pattern.anchors:
                owners[anchor].append(index)
        self._anchors, self._owners = list(owners), list(owners.values())
        self._always = {index for index, pattern in enumerate(self.patterns) if not pattern.anchors}

    @cached_property
    def _automaton(self):  # type: ignore[no-untyped-def]
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        return AhoCorasick(self._anchors, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA, store_patterns=False)

    def find(self, rules: Mapping[str, Rule], context: Context, *, hints: bool = True) -> Iterator[Finding]:
        """Yield the findings of the patterns; hints only where ``hints`` says that they could count, clues only beside a source."""
        found: dict[int, list[int]] = {index: [] for index in self._always}
        for anchor, start, _ in self._automaton.find_matches_as_indexes(context.lower, overlapping=True):
            for index in self._owners[anchor]:
                found.setdefault(index, []).append(start)
        for index in sorted(found):
            pattern = self.patterns[index]
            if (pattern.tier == "hint" and not hints) or (pattern.tier == CLUE and context.document.source is None):
                continue
            asked = beside.wanted(pattern.source, context) if pattern.source else None
            if pattern.source and not asked:
                continue
            for match, offset in _matches(pattern, context, found[index]):
                finding = _finding(pattern, rules[pattern.rule], context, match, offset)
                if asked is None:
                    yield finding
                elif place := beside.place(asked, context, finding.span.start):
                    yield replace(finding, source=place, evidence={**finding.evidence, "source_lang": asked[0], "confirmed": True})


def _matches(pattern: Pattern, context: Context, anchors: Sequence[int]) -> Iterator[tuple[Any, int]]:
    """Yield the matches of a pattern, each with where the text begins that it counts from."""
    narrow = not context.beyond_latin_1
    expression = _compiled(pattern, narrow=narrow)
    if not pattern.anchors:
        yield from ((match, 0) for match in expression.finditer(context.text))
        return
    if len(anchors) > MANY and not any(edge in pattern.match for edge in EDGES) and not expression.search(context.lines):
        return
    for index in dict.fromkeys(map(context.sentence_index, anchors)):
        sentence = context.sentences[index]
        text, at = sentence.of(context.text), 0
        while match := expression.search(text, at):
            fits = slots.holds(pattern.tests, match.groupdict()) and not _barred(pattern, text, match, narrow=narrow)
            if fits:
                yield match, sentence.start
            at = max(match.end() if fits else match.start() + 1, at + 1)


def _barred(pattern: Pattern, text: str, match: Any, *, narrow: bool) -> bool:
    """Return whether the match holds what must not be in it, or the sentence what must not be before the mark."""
    if pattern.unless and _expression(pattern.unless, narrow=narrow).search(match[0]):
        return True
    before = text[: match.start(match.re.groupindex.get("mark", 0))] if pattern.unless_before else ""
    return bool(before) and _expression(pattern.unless_before, narrow=narrow).search(before) is not None


def _finding(pattern: Pattern, rule: Rule, context: Context, match: Any, offset: int) -> Finding:
    mark = match.re.groupindex.get("mark", 0)
    start, end = match.span(mark)
    span = Span(offset + start, offset + end)
    groups = match.groupdict()
    told = pattern.suggest_told and _expression(pattern.told).search(context.sentence_at(span.start).of(context.text))
    filled = (slots.filled(template, groups) for template in (pattern.suggest_told if told else pattern.suggest))
    suggestions = tuple(_opening(text, match.group(mark)) for text in filled if text is not None)
    evidence = {"tier": pattern.tier, "pattern": pattern.where.rpartition("/")[2]}
    return Finding(rule.id, rule.category, rule.severity, span, span.of(context.text), pattern.message, suggestions, 0.0, evidence)


def _opening(text: str, mark: str) -> str:
    """Return a suggestion with a capital where what it replaces begins with one."""
    return text[:1].upper() + text[1:] if mark[:1].isupper() and not mark[1:2].isupper() else text
