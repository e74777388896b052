"""Which findings may be mended unasked: the kinds whose only suggestion editors made too, nearly every time.

A kind is safe where at least .98 of its replacements were also made by the human editors of machine output that nothing here was written from; what was
never measured, or fell short, is unsafe, however sure the finding is. docs/confidence.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from mtcheck.core.lazy import lazy
from mtcheck.core.model import Finding, Fix

SURE = 0.75
"""Confidence below which nothing is safe."""
DAMAGE = lazy(r"&(?:quot|apos|amp|#0*3[489]);|[\u200b-\u200d\u2060\ufeff]+")
TAKEN_APART = lazy(r"\w [-–] \w")
COUNTRY = lazy(r"[Tt]he [A-Z]\w+(?: [A-Z]\w+)?")
KINDS: dict[str, Callable[[str], re.Match[str] | None]] = {
    "article-misuse": lambda text: COUNTRY.fullmatch(text),  # "the France", where the language is known
    "calque": lambda text: TAKEN_APART.search(text),  # a compound rendered part by part: "the United - States"
    "encoding-damage": lambda text: DAMAGE.fullmatch(text),  # a mark written as a character reference, a space without width
}
"""Rule -> what the text of its safe kind looks like."""


def settled(finding: Finding) -> Finding:
    """Return the finding with ``fix`` set."""
    return replace(finding, fix=fix_of(finding))


def fix_of(finding: Finding) -> Fix:
    """Return whether the first suggestion of the finding may be written unasked."""
    if not finding.suggestions:
        return "none"
    kind = KINDS.get(finding.rule)
    safe = kind and kind(finding.text) and len(finding.suggestions) == 1 and finding.confidence >= SURE
    return "safe" if safe else "unsafe"
