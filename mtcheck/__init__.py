"""Finds machine-translation and word-spinner artefacts in English text.

What other programs may use is in ``__all__`` (docs/api.md); it is imported when it is asked for, so that the command line starts light.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtcheck.checkers import checker
    from mtcheck.core.errors import MtcheckError
    from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Span
    from mtcheck.core.mqm import Severity
    from mtcheck.pipeline import Checker
    from mtcheck.readers import read

__version__ = "0.1.0"
__all__ = ["Checker", "Document", "DocumentReport", "Failure", "Finding", "MtcheckError", "Severity", "Span", "checker", "read"]

if not TYPE_CHECKING:
    HOMES = {
        "Checker": "mtcheck.pipeline",
        "MtcheckError": "mtcheck.core.errors",
        "Severity": "mtcheck.core.mqm",
        "checker": "mtcheck.checkers",
        "read": "mtcheck.readers",
    } | dict.fromkeys(("Document", "DocumentReport", "Failure", "Finding", "Span"), "mtcheck.core.model")

    def __getattr__(name: str) -> Any:
        if name not in HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(HOMES[name]), name)
