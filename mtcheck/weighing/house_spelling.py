"""Suggestions in the English of the house, British or American, whatever the list that they come from writes."""

from __future__ import annotations

from dataclasses import replace

from mtcheck.core.model import Finding
from mtcheck.english import british


def respelt(finding: Finding, english: str) -> Finding:
    """Return the finding with its suggestions spelt as in that English ("GB", "US"); one that then says what stands there already goes."""
    spelt = dict.fromkeys(british.respelt(one, english) for one in finding.suggestions)
    kept = tuple(one for one in spelt if one != finding.text)
    return finding if kept == finding.suggestions else replace(finding, suggestions=kept)
