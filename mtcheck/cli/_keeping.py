"""What is kept between runs, and what is said where nothing can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtcheck.cli._notes import note
from mtcheck.config import Config
from mtcheck.core.model import Result
from mtcheck.core.resources import cache_folder
from mtcheck.kept import KeptResults
from mtcheck.pipeline import Checker


def kept_of(checker: Checker, config: Config) -> KeptResults | None:
    """Return what is kept of earlier runs; None where the config wants nothing to be kept."""
    models = " ".join(getattr(model, "identity", "") for model in (checker.scorer, checker.reviewer)).strip()
    return KeptResults(checker, config.cache_size, models) if config.cache else None


def with_troubles(results: Iterable[Result], kept: KeptResults | None, checker: Checker) -> Iterator[Result]:
    """Yield the results; then say on stderr what kept them from being kept."""
    yield from results
    troubles = (kept.trouble if kept else "", *(getattr(model, "trouble", "") for model in (checker.scorer, checker.reviewer)))
    if trouble := next(filter(None, troubles), ""):
        note(
            f"mtcheck: {cache_folder()}: cannot keep results for the next run ({trouble}); MTCHECK_CACHE names another folder, --no-cache does without"
        )
