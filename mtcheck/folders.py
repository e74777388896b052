"""A checker whose settings differ from folder to folder, and what the settings of a config select."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from mtcheck.config import Config
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Rule
from mtcheck.pipeline import Checker, Found
from mtcheck.resolve import Selection, level, off
from mtcheck.signature import signature


def selection_of(config: Config, rules: Iterable[Rule]) -> Selection:
    """Return which rules a config reports, how sure and how grave."""
    return Selection(
        frozenset(config.select) if config.select is not None else None,
        frozenset(config.ignore),
        level(config.level, config.min_confidence),
        off(rules, config.profile),
        config.severity,
    )


def signature_of(config: Config, checker: Checker) -> str:
    """Return the signature of a run."""
    return signature(
        checker.ruleset.digest,
        checker.selection,
        source_lang=config.source_lang,
        glossary=config.glossary,
        scorer=checker.scorer.name if checker.scorer else "off",
        reviewer=checker.reviewer.name if checker.reviewer else "",
        house=(config.english, config.style),
        overrides=config.overrides,
    )


@dataclass(frozen=True)
class FolderChecker(Checker):
    """Checks each document with the settings of its folder."""

    config: Config = field(default_factory=Config)

    @classmethod
    def of(cls, checker: Checker, config: Config) -> FolderChecker:
        """Return a checker for everything that one checks, with the overrides of a config."""
        return cls(**_fields(checker), config=config)

    @cached_property
    def _made(self) -> dict[Config, Checker]:
        return {}

    def at(self, path: str) -> Checker:
        """Return the checker of the folder that a file is in."""
        config = self.config.at(path)
        if config not in self._made:
            own = {"source_lang": config.source_lang, "english": config.english, "style": config.style}
            self._made[config] = Checker(**_fields(self) | own | {"selection": selection_of(config, self.ruleset.rules.values())})
        return self._made[config]

    def found(self, document: Document) -> Found:
        """Return what the checker of its folder finds in a document."""
        return self.at(document.path).found(document)

    def candidates(self, document: Document, failures: list[Failure]) -> tuple[Finding, ...]:
        """Return all findings of the checker of its folder, unsure and overlapping ones too."""
        return self.at(document.path).candidates(document, failures)

    def latent(self, report: DocumentReport) -> tuple[Finding, ...]:
        """Return what an edit elsewhere may bring up, with the checker of the folder."""
        return self.at(report.document.path).latent(report)

    def runs(self, rule: str, document: Document) -> bool:
        """Return whether a rule could find something in a document, with the settings of its folder."""
        return self.at(document.path).runs(rule, document)


def _fields(checker: Checker) -> dict[str, Any]:
    return {one.name: getattr(checker, one.name) for one in fields(Checker)}
