"""What ``mtcheck --version`` says."""

from __future__ import annotations

import hashlib

from mtcheck import __version__
from mtcheck.core.errors import MtcheckError
from mtcheck.core.resources import models_there
from mtcheck.ruleset import digest_of, shipped_files

SHOWN = 8
"""Digits of a digest, as in a report's signature."""


def line() -> str:
    """Return the version with digests: of all shipped rules and glossaries, as reports have it, of the glossaries alone, and of the installed model."""
    glossaries, rules = shipped_files()
    return f"mtcheck {__version__} (rules:{digest_of([*glossaries, *rules])[:SHOWN]}, glossary:{digest_of(glossaries)[:SHOWN]}, model:{_model()})"


def _model() -> str:
    """Return name and digest of the model that reads along by itself; "none" where none does."""
    if not models_there():
        return "none"
    from mtcheck.scorers.loading import scorer_for

    try:
        scorer = scorer_for("auto", keep=False)
    except MtcheckError as error:
        return f"unusable ({error.what})"
    return f"{scorer.name}@{hashlib.blake2b(scorer.identity.encode()).hexdigest()[:SHOWN]}" if scorer else "none"
