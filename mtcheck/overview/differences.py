"""What became of the findings, written: for a terminal, as Markdown, as JSON (schema 1)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from mtcheck.core.escaping import markdown
from mtcheck.core.text import counted
from mtcheck.overview._markdown import table
from mtcheck.overview.comparing import Comparison, Key, Located

SCHEMA = 1
Lines = Iterator[tuple[str, str]]
"""Lines with what they tell ("new", "fixed", "remaining", "suppressed", "" for what is of all)."""


def as_json(found: Comparison) -> str:
    """Return the comparison as JSON; findings are as in the reports, with ``path`` and ``id`` of their document."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "old": {"path": found.old.path, "signature": found.old.signature},
            "new": {"path": found.new.path, "signature": found.new.signature},
            "counts": {name: len(rows) for name, rows in _groups(found).items()},
            "penalty_per_1000_words": [round(one, 1) for one in found.penalties],
            "by_rule": _by_rule(found),
            "documents": {
                "renamed": [{"from": _named(there), "to": _named(here)} for there, here in found.renamed],
                "added": [_named(one) for one in found.added],
                "removed": [_named(one) for one in found.removed],
                "unchecked": [_named(one) for one in found.unchecked],
            },
            **{name: [{"path": one.path, "id": one.id or None, **one.finding} for one in rows] for name, rows in _groups(found).items()},
        },
        indent=1,
    )


def as_lines(found: Comparison, *, every: bool = False) -> Lines:
    """Yield what a person reads: new and fixed findings, with ``every`` the remaining ones too, then the counts."""
    shown = ("new", "fixed", "remaining", "suppressed") if every else ("new", "fixed")
    for name, rows in _groups(found).items():
        if name in shown:
            for one in rows:
                yield name, f"{name:<9} {_where(one)} {one.finding['severity']} {one.finding['rule']}: {_change(one)}"
    yield "", ", ".join(_counts(found))
    yield from (("", line) for line in _notes(found))


def as_markdown(found: Comparison) -> Iterator[str]:
    """Yield the lines of a summary for a pull request."""
    yield f"### mtcheck: {', '.join(_counts(found))}"
    yield ""
    yield from (f"{markdown(line)}  " for line in _notes(found))
    if by_rule := _by_rule(found):
        yield ""
        yield from table(("Rule", *_groups(found)), ([f"`{rule}`", *(str(count) for count in row.values())] for rule, row in by_rule.items()))
    for name, title in (("new", "New"), ("fixed", "Fixed")):
        if rows := _groups(found)[name]:
            yield from ("", f"<details{' open' if name == 'new' else ''}><summary>{title} ({len(rows)})</summary>", "")
            yield from (f"- {markdown(_where(one))} {one.finding['severity']} `{one.finding['rule']}`: {markdown(_change(one))}" for one in rows)
            yield from ("", "</details>")


def _groups(found: Comparison) -> dict[str, list[Located]]:
    return {"new": found.appeared, "fixed": found.fixed, "remaining": found.remaining, "suppressed": found.suppressed}


def _counts(found: Comparison) -> Iterator[str]:
    for name, rows in _groups(found).items():
        if rows or name != "suppressed":
            yield f"{len(rows):,} {name}"


def _notes(found: Comparison) -> Iterator[str]:
    before, after = found.penalties
    yield f"MQM penalty per 1,000 words: {before:.1f} before, {after:.1f} now"
    if found.gone:
        gone = {(one.path, one.id) for one in found.fixed} & set(found.removed)
        yield f"{found.gone:,} of the fixed ones went with {counted(len(gone), 'document')} that {found.new.path} does not have"
    if found.renamed:
        moves = [f"{_shown(there)} is now {_shown(here)}" for there, here in found.renamed]
        yield f"{counted(len(moves), 'document')} renamed: {'; '.join(moves[:3])}{'; ...' if len(moves) > 3 else ''}"
    if found.unchecked:
        yield f"{counted(len(found.unchecked), 'document')} could not be checked again: {', '.join(map(_shown, found.unchecked[:5]))}"


def _by_rule(found: Comparison) -> dict[str, dict[str, int]]:
    """Return how many findings of each rule are in each group, the rule with the most new ones first."""
    counts = {name: _rules(rows) for name, rows in _groups(found).items()}
    rules = sorted({rule for rows in counts.values() for rule in rows}, key=lambda rule: [*(-rows[rule] for rows in counts.values()), rule])
    return {rule: {name: rows[rule] for name, rows in counts.items()} for rule in rules}


def _rules(rows: Iterable[Located]) -> Counter[str]:
    return Counter(one.finding["rule"] for one in rows)


def _where(one: Located) -> str:
    return f"{_shown((one.path, one.id))}:{one.finding['line']}:{one.finding['column']}"


def _change(one: Located) -> str:
    words, suggestions = " ".join(one.finding["text"].split()), one.finding["suggestions"]
    return f"“{words}”" + (f" → {suggestions[0] or '(delete)'}" if suggestions else f" ({one.finding['message']})")


def _shown(key: Key) -> str:
    return f"{key[0]} ({key[1]})" if key[1] else key[0]


def _named(key: Key) -> dict[str, Any]:
    return {"path": key[0], "id": key[1] or None}
