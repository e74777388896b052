"""The whole flow for one document: segment, check, weigh, judge, resolve. Pure and picklable, without IO."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mtcheck import resolve, weighing
from mtcheck.checks import Check, all_checks, untranslated
from mtcheck.context import Context, available
from mtcheck.core.model import Document, DocumentReport, Failure, Finding, Span, Told
from mtcheck.core.mqm import quality_score
from mtcheck.core.text import context_hash
from mtcheck.glossary.contexts import Prose
from mtcheck.glossary.matching import sorted_out
from mtcheck.resolve import Selection
from mtcheck.ruleset import Ruleset
from mtcheck.suppression.suppressions import Suppressions

if TYPE_CHECKING:
    from mtcheck.glossary.house_names import HouseName
    from mtcheck.glossary.terms import Term
    from mtcheck.reviewer import Reviewer
    from mtcheck.scorers import Scorer


UNDETERMINED = "und"
"""ISO 639-2 for a language that nobody told."""
UNTOLD = "the language of the source cannot be told, so its words, names, numbers and negations are not compared; give it with --source-lang"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a document, before anything of it is ignored on purpose; names and values as in DocumentReport."""

    findings: tuple[Finding, ...]
    fluency: float | None = None
    failures: tuple[Failure, ...] = ()
    pairs: tuple[tuple[Span | None, Span | None], ...] = ()
    told: Told | None = None


def unhurried() -> None:
    """Let a check go on; what ``Checker.heed`` does where nobody waits for something else."""


@dataclass(frozen=True)
class Checker:
    """Checks documents with one set of rules and one selection.

    ``english`` ("GB", "US") is what suggestions are spelt in, ``style`` the house whose dates and numbers they follow; None leaves them as they come.
    ``heed`` is called before each step of a check; what it raises ends the check (no ``Exception``, which would count as the step's own).
    """

    ruleset: Ruleset
    selection: Selection = field(default_factory=Selection)
    source_lang: str | None = None
    suppressions: Suppressions = field(default_factory=Suppressions)
    scorer: Scorer | None = None
    terms: tuple[Term, ...] = ()
    house_names: tuple[HouseName, ...] = ()
    english: str | None = None
    style: str | None = None
    reviewer: Reviewer | None = None
    heed: Callable[[], None] = unhurried

    def at(self, path: str) -> Checker:
        """Return the checker of a file: this one, unless folders have settings of their own."""
        return self

    def check(self, document: Document) -> DocumentReport:
        """Return the report of a document, what is left out on purpose kept apart.

        A check that raises becomes a Failure of the report; the findings of the others stand.
        """
        return self.reported(document, self.found(document))

    def found(self, document: Document) -> Found:
        """Return what is found in a document; it depends on its content and the settings alone."""
        failures: list[Failure] = []
        context = self._context(document)
        whole = untranslated.whole(context)
        candidates, fluency = ((whole,), None) if whole else self._candidates(context, failures)
        taken = [self.selection.graded(finding) for finding in candidates if self.selection.takes(finding)]
        kept = resolve.without_rivals(taken, self.ruleset.facts)
        findings = tuple(weighing.settled(replace(self._spelt(f), context=context_hash(document.text, f.span, f.rule))) for f in kept)
        return Found(findings, fluency, tuple(failures), _pairs(context), context.told)

    def reported(self, document: Document, found: Found) -> DocumentReport:
        """Return the report of what was found in a document."""
        words = len(document.text.split())
        score = round(quality_score((finding.severity for finding in found.findings), words), 1)
        whole = DocumentReport(document, words, score, document.in_order(found.findings), (), found.fluency, found.failures, found.pairs, found.told)
        report = self.suppressions.applied(whole)
        mistakes = self.suppressions.mistakes(document)
        return replace(report, failures=(*report.failures, *mistakes)) if mistakes else report

    def candidates(self, document: Document, failures: list[Failure]) -> tuple[Finding, ...]:
        """Return all findings with their confidence, unsure and overlapping ones too; checks that raise are added to ``failures``."""
        return self._candidates(self._context(document), failures)[0]

    def latent(self, report: DocumentReport) -> tuple[Finding, ...]:
        """Return what an edit elsewhere may bring up: what would be found besides if the text showed that it was translated.

        Nothing where that is known, by a language that somebody states or a source.
        """
        document = report.document
        if self.source_lang or document.source_lang or document.source is not None:
            return ()
        shown = {str(finding.evidence["source_lang"]) for finding in self.candidates(document, []) if finding.evidence.get("source_lang")}
        found: dict[tuple[str, Span], Finding] = {}
        for language in sorted(shown | {UNDETERMINED}):
            translated = replace(self, source_lang=language, scorer=self.scorer if language == UNDETERMINED else None, reviewer=None)
            found |= {(finding.rule, finding.span): finding for finding in translated.check(document).findings}
        known = {(finding.rule, finding.span) for finding in report.findings}
        return tuple(finding for place, finding in sorted(found.items()) if place not in known)

    def runs(self, rule: str, document: Document) -> bool:
        """Return whether a rule could find something in the document: it is wanted, and what it needs is there. One that is no more could."""
        if rule not in self.ruleset.rules:
            return True
        model = self.scorer is not None
        models = {"judging": model, "scores": model, "review": self.reviewer is not None}
        there = available(document, terms=bool(self.terms), names=bool(self.house_names), **models)
        return self.selection.wants(rule) and self.ruleset.rules[rule].needs <= there

    def _context(self, document: Document) -> Context:
        return Context(
            document,
            source_lang=self.source_lang,
            glossary=self.ruleset.glossary,
            terms=self.terms,
            house_names=self.house_names,
            judged=self.scorer is not None,
            style=self.style,
        )

    def _spelt(self, finding: Finding) -> Finding:
        if self.english is None:
            return finding
        from mtcheck.weighing.house_spelling import respelt

        return respelt(finding, self.english)

    def _candidates(self, context: Context, failures: list[Failure]) -> tuple[tuple[Finding, ...], float | None]:
        """Return all findings, those of models among them, and the fluency."""
        if self.scorer is not None:
            self.scorer.prepare()
        findings, fluency = self._judged(self._found(context, failures), context, failures)
        return (*findings, *self._reviewed(context, failures)), fluency

    def _found(self, context: Context, failures: list[Failure]) -> tuple[Finding, ...]:
        found = [finding for source in self._sources(context, failures) for finding in source]
        for check in all_checks():
            if check.RULE.needs <= context.has and hasattr(check, "settled"):
                found = check.settled(found, context)
        return weighing.weigh(found, context)

    def _judged(self, findings: tuple[Finding, ...], context: Context, failures: list[Failure]) -> tuple[tuple[Finding, ...], float | None]:
        """Return the findings, the model's own among them, and the fluency as the model sees them; without a model the findings as they are."""
        if self.scorer is None:
            return findings, None
        from mtcheck.weighing.agreeing import agreed
        from mtcheck.weighing.judging import judged

        self.heed()
        before = context.has
        kept, fluency = judged(findings, context, self.scorer)
        return (*agreed(kept, context.stretches), *self._enabled(before, context, failures)), fluency

    def _reviewed(self, context: Context, failures: list[Failure]) -> tuple[Finding, ...]:
        """Return what a reviewer would change; nothing where nobody asked for one, or its findings are not wanted."""
        if self.reviewer is None or not self.selection.wants("reviewer"):
            return ()
        from mtcheck.weighing.reviewing import review

        self.heed()
        before = context.has
        if trouble := review(context, self.reviewer):
            failures.append(Failure(f"{_where(context.document)}: reviewer", trouble, internal=True))
        return self._enabled(before, context, failures)

    def _enabled(self, before: frozenset[str], context: Context, failures: list[Failure]) -> tuple[Finding, ...]:
        """Return what the checks find that could not run before."""
        return weighing.guarded(f for check in all_checks() if not check.RULE.needs <= before for f in self._run(check, context, failures))

    def _sources(self, context: Context, failures: list[Failure]) -> Iterator[list[Finding]]:
        if not context.text:
            return
        if any(self.selection.wants(rule.id) for rule in self.ruleset.rules.values() if "source" not in rule.needs):
            yield from self._in_english(context, failures)
        if context.document.source is not None:
            yield from self._beside_source(context, failures)

    def _in_english(self, context: Context, failures: list[Failure]) -> Iterator[list[Finding]]:
        """Yield what the English alone shows; all of it even when few rules are selected, since one finding is evidence for others."""
        phrases, context.mentions = sorted_out(self.ruleset.phrases.matches(Prose(context.text, context.lower), context.has))
        found = [match.finding(self.ruleset.rules[match.entry.rule]) for match in phrases]
        yield found
        translated = weighing.translated(found, context.source_lang)
        yield list(self.ruleset.patterns.find(self.ruleset.rules, context, hints=translated))
        for check in all_checks():
            yield self._run(check, context, failures)

    def _beside_source(self, context: Context, failures: list[Failure]) -> Iterator[list[Finding]]:
        from mtcheck.checks import bilingual

        if reason := context.bitext.unrelated:
            failures.append(Failure(context.document.path, f"no bilingual findings: {reason}; check that the source is this article's"))
            return
        if context.untold:
            failures.append(Failure(_where(context.document), UNTOLD))
        for check in bilingual.all_checks():
            if self.selection.wants(check.RULE.id):
                yield self._run(check, context, failures)

    def _run(self, check: Check, context: Context, failures: list[Failure]) -> list[Finding]:
        """Return the findings of a check; none where something that it needs is not there (``Context.has``)."""
        self.heed()
        if not check.RULE.needs <= context.has:
            return []
        try:
            return list(check.find(context))
        except Exception as error:  # noqa: BLE001  a crash in one check must not lose the article
            where = f"{context.document.path}: {check.RULE.id}"
            failures.append(Failure(where, f"the check failed on this document ({type(error).__name__}: {error})", internal=True))
            return []


def _where(document: Document) -> str:
    return f"{document.path}:{document.line}" if document.line else document.path


def _pairs(context: Context) -> tuple[tuple[Span | None, Span | None], ...]:
    if context.document.source is None or context.bitext.unrelated:
        return ()
    return tuple((pair.source, pair.target) for pair in context.bitext.pairs)
