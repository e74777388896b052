"""The line that makes a run repeatable: version, rules, glossaries and settings (after sacrebleu's signatures, Post 2018)."""

from __future__ import annotations

from mtcheck import __version__
from mtcheck.resolve import Selection


def signature(digest: str, selection: Selection, *, source_lang: str | None, glossary: bool, scorer: str = "off") -> str:
    """Return the signature: ``key:value`` pairs joined by ``|``; equal signatures mean equal findings on equal text."""
    rules = "all" if selection.select is None else "+".join(sorted(selection.select))
    without = "".join(f"-{rule}" for rule in sorted(selection.ignore))
    parts = {
        "mtcheck": __version__,
        "rules": digest[:8],
        "select": rules + without,
        "conf": f"{selection.level.rules:g}" if len(set(selection.level)) == 1 else "/".join(f"{bar:g}" for bar in selection.level),
        "lang": source_lang or "auto",
        "glossary": "yes" if glossary else "no",
        "scorer": scorer,
    }
    return "|".join(f"{key}:{value}" for key, value in parts.items())
