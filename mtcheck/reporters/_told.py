"""How reports say things in one line: a finding, and which language a source was taken to be in."""

from __future__ import annotations

from mtcheck.core.model import Finding, Told


def sentence(told: Told) -> str:
    """Return the sentence that says it and how sure that is."""
    return f"the source reads as {told.name} ({told.code}, probability {told.probability:.3g})"


def message(finding: Finding) -> str:
    """Return a finding's words, what to write instead, and why."""
    if not finding.suggestions:
        return f"“{finding.text}”: {finding.message}"
    first = finding.suggestions[0]
    if first:
        return f"“{finding.text}” → “{first}”: {finding.message}"
    return f"“{finding.text}”: {finding.message}" + ("" if "delete" in finding.message else "; delete it")
