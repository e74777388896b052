"""The whole flow for one document: segment, check, weigh, resolve. Pure and picklable, without IO."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mtcheck import resolve
from mtcheck.checks import Check, all_checks, name_style
from mtcheck.confidence import CLUE, WEAK, weigh
from mtcheck.context import Context, Mention
from mtcheck.glossary import NAMES_RULE
from mtcheck.model import Document, DocumentReport, Failure, Finding, Span
from mtcheck.mqm import quality_score
from mtcheck.phrases import Match
from mtcheck.resolve import Selection
from mtcheck.ruleset import Ruleset
from mtcheck.suppress import Suppressions
from mtcheck.text import context_hash

if TYPE_CHECKING:
    from mtcheck.housenames import HouseName
    from mtcheck.scorers import Scorer
    from mtcheck.terms import Term


SOURCE = "source"
"""What a bilingual check needs."""
SCORES = "scores"
"""What a check needs that looks at a model's scores."""
REFERENCE = "reference"
"""What a check needs that compares with a human translation."""
JUDGING = "judging"
"""What a check needs whose candidates are questions to a model; without one it does not run."""


@dataclass(frozen=True)
class Checker:
    """Checks documents with one set of rules and one selection."""

    ruleset: Ruleset
    selection: Selection = field(default_factory=Selection)
    source_lang: str | None = None
    suppressions: Suppressions = field(default_factory=Suppressions)
    scorer: Scorer | None = None
    terms: tuple[Term, ...] = ()
    house_names: tuple[HouseName, ...] = ()

    def check(self, document: Document) -> DocumentReport:
        """Return the report of a document.

        A check that raises becomes a Failure of the report; the findings of the others stand.
        """
        failures: list[Failure] = []
        context = self._context(document)
        candidates, fluency = self._judged(self._found(context, failures), context, failures)
        taken = [finding for finding in candidates if self.selection.takes(finding)]
        findings = tuple(replace(f, context=context_hash(document.text, f.span, f.rule)) for f in resolve.without_overlaps(taken))
        suppressed = tuple(finding for finding in findings if self.suppressions.covers(finding))
        reported = tuple(finding for finding in findings if finding not in suppressed)
        words = len(document.text.split())
        score = round(quality_score((finding.severity for finding in reported), words), 1)
        return DocumentReport(document, words, score, reported, suppressed, fluency, tuple(failures), _pairs(context))

    def candidates(self, document: Document, failures: list[Failure]) -> tuple[Finding, ...]:
        """Return all findings with their confidence, unsure and overlapping ones too; checks that raise are added to ``failures``."""
        context = self._context(document)
        return self._judged(self._found(context, failures), context, failures)[0]

    def _context(self, document: Document) -> Context:
        return Context(document, source_lang=self.source_lang, glossary=self.ruleset.glossary, terms=self.terms, house_names=self.house_names)

    def _found(self, context: Context, failures: list[Failure]) -> tuple[Finding, ...]:
        found = [finding for source in self._sources(context, failures) for finding in source]
        findings = weigh(name_style.settled(found, context) if self.house_names else found, context.source_lang)
        if context.document.source is None or context.bitext.unrelated:
            return findings
        from mtcheck.confirming import confirmed

        return confirmed(findings, context)

    def _judged(self, findings: tuple[Finding, ...], context: Context, failures: list[Failure]) -> tuple[tuple[Finding, ...], float | None]:
        """Return the findings, the model's own among them, and the fluency as the model sees them; without a model the findings as they are."""
        if self.scorer is None:
            return findings, None
        from mtcheck.judging import judged

        kept, fluency = judged(findings, context, self.scorer)
        own = (finding for check in all_checks() if SCORES in check.RULE.needs for finding in self._guarded(check, context, failures))
        return (*kept, *own), fluency

    def _sources(self, context: Context, failures: list[Failure]) -> Iterator[list[Finding]]:
        if not context.text:
            return
        if any(self.selection.wants(rule.id) for rule in self.ruleset.rules.values() if SOURCE not in rule.needs):
            yield from self._in_english(context, failures)
        if context.document.source is not None:
            yield from self._beside_source(context, failures)

    def _in_english(self, context: Context, failures: list[Failure]) -> Iterator[list[Finding]]:
        """Yield what the English alone shows; all of it even when few rules are selected, since one finding is evidence for others."""
        matches = tuple(match for match in self.ruleset.phrases.matches(context) if match.entry.tier != CLUE or context.document.source is not None)
        context.mentions = tuple(Mention(match.entry.prefer[0], match.start, match.end) for match in matches if match.entry.rule == NAMES_RULE)
        yield [self._from_glossary(match) for match in matches if match.entry.rule != NAMES_RULE]
        translated = bool(context.source_lang) or any(match.entry.source_lang and match.entry.tier not in WEAK for match in matches)
        yield list(self.ruleset.patterns.find(self.ruleset.rules, context, hints=translated))
        for check in all_checks():
            if self._can_run(check, context.document):
                yield self._guarded(check, context, failures)

    def _can_run(self, check: Check, document: Document) -> bool:
        """Return whether a check has what it needs before a model has scored the text."""
        needs = check.RULE.needs
        return (
            SCORES not in needs and (self.scorer is not None or JUDGING not in needs) and (document.reference is not None or REFERENCE not in needs)
        )

    def _beside_source(self, context: Context, failures: list[Failure]) -> Iterator[list[Finding]]:
        from mtcheck.checks import bilingual

        if reason := context.bitext.unrelated:
            failures.append(Failure(context.document.path, f"no bilingual findings: {reason}; check that the source is this article's"))
            return
        for check in bilingual.all_checks():
            if self.selection.wants(check.RULE.id):
                yield self._guarded(check, context, failures)

    def _guarded(self, check: Check, context: Context, failures: list[Failure]) -> list[Finding]:
        try:
            return list(check.find(context))
        except Exception as error:  # noqa: BLE001  a crash in one check must not lose the article
            where = f"{context.document.path}: {check.RULE.id}"
            failures.append(Failure(where, f"the check failed on this document ({type(error).__name__}: {error})", internal=True))
            return []

    def _from_glossary(self, match: Match) -> Finding:
        entry = match.entry
        rule = self.ruleset.rules[entry.rule]
        evidence = {"tier": entry.tier, "entry": entry.avoid, "glossary": entry.where.rpartition("/")[2]}
        if entry.source_lang:
            evidence["source_lang"] = entry.source_lang
        if entry.source:
            evidence["source_term"] = entry.source
        return Finding(
            rule.id,
            entry.category or rule.category,
            type(rule.severity)(entry.severity) if entry.severity else rule.severity,
            Span(match.start, match.end),
            match.text,
            _message(match, rule.summary),
            match.suggestions,
            0.0,
            evidence,
        )


def _pairs(context: Context) -> tuple[tuple[Span | None, Span | None], ...]:
    if context.document.source is None or context.bitext.unrelated:
        return ()
    return tuple((pair.source, pair.target) for pair in context.bitext.pairs)


def _message(match: Match, summary: str) -> str:
    if match.entry.note:
        return match.entry.note
    source = f" (from {match.entry.source!r})" if match.entry.source else ""
    return f"{summary}{source}"
