"""Text about rules, made from their metadata."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.model import Example, Rule


def explanation(rule: Rule) -> str:
    """Return what `mtcheck explain` prints: summary, reason, examples, references."""
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.id}: {rule.summary}"
    yield f"{rule.category} · {rule.severity}{' · preview' if rule.preview else ''}"
    yield from ("", "Why", f"  {rule.why}")
    if rule.bad:
        yield from ("", "Flagged")
        yield from (f"  {shown(example)}" for example in rule.bad)
    if rule.good:
        yield from ("", "Left alone")
        yield from (f"  {example.text}" for example in rule.good)
    if rule.references:
        yield from ("", "References", *(f"  {reference}" for reference in rule.references))


def shown(example: Example) -> str:
    """Return a bad example with its mark in brackets and the fix after it."""
    if example.mark is None:
        return example.text
    marked = example.text.replace(example.mark, f"[{example.mark}]", 1)
    if example.fix is None:
        return marked
    return f"{marked}  →  {example.fix}" if example.fix else f"{marked}  →  (delete)"
