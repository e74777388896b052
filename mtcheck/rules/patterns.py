"""Declarative rules: reads ``rules/en/*.toml`` (``docs/rules-format.md``) strictly and finds their patterns with RE2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.context import Context
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.core.model import Example, Finding, Rule, Span
from mtcheck.core.mqm import Severity
from mtcheck.glossary.entries import check_tier

HOW = "see docs/rules-format.md"
TEXTS = {"id": str, "summary": str, "why": str, "category": str, "severity": str}
RULE_KEYS = {**TEXTS, "references": list, "preview": bool, "pattern": list, "bad": list, "good": list}
PATTERN_KEYS = {"match": str, "anchors": list, "suggest": list, "message": str, "tier": str}
EXAMPLE_KEYS = {"text": str, "mark": str, "fix": str, "source_lang": str}


class Pattern(NamedTuple):
    """One RE2 expression of a rule; ``anchors`` are lower-case literals of which one must occur, ``suggest`` are templates."""

    rule: str
    match: str
    anchors: tuple[str, ...]
    suggest: tuple[str, ...]
    message: str
    tier: str
    where: str


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
    return rule, tuple(_pattern(row, rule.id, f"{where}, pattern {number}") for number, row in enumerate(table.get("pattern", ()), 1))


def _toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read the file ({error.strerror})", str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(error), str(path), HOW) from None


def _check_keys(table: Mapping[str, Any], allowed: Mapping[str, type], where: str) -> None:
    for key, value in table.items():
        if key not in allowed:
            raise ConfigError(f"unknown key `{key}`", where, nearest(key, allowed, f"keys are {', '.join(allowed)}"))
        if not isinstance(value, allowed[key]):
            raise ConfigError(f"`{key}` must be of type {allowed[key].__name__}", where, HOW)


def _example(row: Mapping[str, Any], where: str) -> Example:
    _check_keys(row, EXAMPLE_KEYS, where)
    return Example(row["text"], row.get("mark"), row.get("fix"), row.get("source_lang"))


def _pattern(row: Mapping[str, Any], rule: str, where: str) -> Pattern:
    _check_keys(row, PATTERN_KEYS, where)
    if not row.get("match") or not row.get("message"):
        raise ConfigError("a pattern needs `match` and `message`", where, HOW)
    pattern = Pattern(
        rule,
        row["match"],
        tuple(row.get("anchors", ())),
        tuple(row.get("suggest", ())),
        row["message"],
        check_tier(row.get("tier", "odd"), where),
        where,
    )
    if any(anchor != anchor.lower() or not anchor for anchor in pattern.anchors):
        raise ConfigError("anchors are lower-case literals", where, HOW)
    compiled(pattern)
    return pattern


@cache
def compiled(pattern: Pattern) -> Any:
    """Return the compiled expression; raise ConfigError when RE2 cannot take it."""
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        expression = re2.compile(pattern.match, options)
        groups = set(expression.groupindex)
        for template in pattern.suggest:
            template.format_map(dict.fromkeys(groups, ""))
    except re2.error as error:
        raise ConfigError(f"RE2 cannot take the pattern ({error})", pattern.where, HOW) from None
    except (KeyError, IndexError, ValueError) as error:
        raise ConfigError(f"a suggestion names no group of the pattern ({error})", pattern.where, HOW) from None
    return expression


class Patterns:
    """The patterns of all rules; one pass over the text finds the anchors, and only patterns whose anchors occur are compiled and run."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._owners: dict[str, list[int]] = defaultdict(list)
        for index, pattern in enumerate(self.patterns):
            for anchor in pattern.anchors:
                self._owners[anchor].append(index)
        self._always = {index for index, pattern in enumerate(self.patterns) if not pattern.anchors}

    @cached_property
    def _automaton(self):  # type: ignore[no-untyped-def]
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        return AhoCorasick(list(self._owners), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA, store_patterns=False)

    def find(self, rules: Mapping[str, Rule], context: Context, *, hints: bool = True) -> Iterator[Finding]:
        """Yield the findings of the patterns; hints only where ``hints`` says that they could count, clues only beside a source."""
        owners = list(self._owners.values())
        seen = {found for found, _, _ in self._automaton.find_matches_as_indexes(context.lower, overlapping=True)}
        for index in sorted(self._always.union(*(owners[found] for found in seen))):
            pattern = self.patterns[index]
            if (pattern.tier == "hint" and not hints) or (pattern.tier == "clue" and context.document.source is None):
                continue
            for match in compiled(pattern).finditer(context.text):
                yield _finding(pattern, rules[pattern.rule], context, match)


def _finding(pattern: Pattern, rule: Rule, context: Context, match: Any) -> Finding:
    span = Span(*match.span(match.re.groupindex.get("mark", 0)))
    groups = {name: value or "" for name, value in match.groupdict().items()}
    suggestions = tuple(template.format_map(groups) for template in pattern.suggest)
    evidence = {"tier": pattern.tier, "pattern": pattern.where.rpartition("/")[2]}
    return Finding(rule.id, rule.category, rule.severity, span, span.of(context.text), pattern.message, suggestions, 0.0, evidence)
