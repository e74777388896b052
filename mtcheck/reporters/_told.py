"""How reports say which language a source was taken to be in."""

from __future__ import annotations

from mtcheck.core.model import Told


def sentence(told: Told) -> str:
    """Return the sentence that says it and how sure that is."""
    return f"the source reads as {told.name} ({told.code}, probability {told.probability:.3g})"
