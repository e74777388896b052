"""What a language model adds to the rules: it ranks suggestions, raises or lowers the confidence of findings, and says how the text reads.

A finding that depends on its context is a question to the model: how many nats likelier is the sentence with the suggestion than as it stands?
That gain and the rule's own confidence make the new confidence, by a logistic model whose few numbers ``mtcheck.build.judging_weights`` fits.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from mtcheck.context import Context
from mtcheck.core.model import Finding, Span
from mtcheck.scorers import Passage, Question, Scorer, Scores, fluency
from mtcheck.weighing.judging_weights import WEIGHTS

ASKED_FROM, ASKED_TO = 0.25, 0.9
"""The confidences between which a finding is worth a question."""
MOST_OPTIONS = 4
CLIP = 15.0
"""Nats beyond which a gain says no more."""
WORTH = 0.4
"""Log-odds that a nat of gain is worth when suggestions are ranked."""


def judged(findings: Sequence[Finding], context: Context, scorer: Scorer) -> tuple[tuple[Finding, ...], float | None]:
    """Return the findings with what the model says of them, and the article's fluency (0..100; None for one without words)."""
    sentences = [sentence for sentence in context.sentences if sentence.of(context.text).strip()]
    asked = _questions(findings, context)
    passages = [
        Passage(sentence.of(context.text), tuple(_question(finding, sentence) for finding in asked.get(sentence.start, ()))) for sentence in sentences
    ]
    scores = scorer.score(passages)
    context.scores = tuple(zip(sentences, scores, strict=True))
    new = {
        id(finding): judgement
        for sentence, score in zip(sentences, scores, strict=True)
        for finding, judgement in _judgements(asked.get(sentence.start, ()), score)
    }
    read = fluency.of_article([(passage.text, score.tokens) for passage, score in zip(passages, scores, strict=True)])
    return tuple(new.get(id(finding), finding) for finding in findings), read


def _questions(findings: Sequence[Finding], context: Context) -> dict[int, list[Finding]]:
    """Return the findings to ask about by the start of their sentence."""
    asked: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.rule in WEIGHTS and finding.suggestions and ASKED_FROM <= finding.confidence <= ASKED_TO:
            sentence = context.sentence_at(finding.span.start)
            if sentence.start <= finding.span.start and finding.span.end <= sentence.end:
                asked[sentence.start].append(finding)
    return asked


def _question(finding: Finding, sentence: Span) -> Question:
    span = Span(finding.span.start - sentence.start, finding.span.end - sentence.start)
    return Question(span, finding.suggestions[:MOST_OPTIONS])


def _judgements(findings: Sequence[Finding], scores: Scores) -> list[tuple[Finding, Finding]]:
    return [(finding, _judged(finding, gains)) for finding, gains in zip(findings, scores.gains, strict=True)]


def _judged(finding: Finding, gains: Sequence[float]) -> Finding:
    """Return a finding with its suggestions ranked and its confidence weighed."""
    options = finding.suggestions[: len(gains)]
    order = sorted(range(len(options)), key=lambda at: at - WORTH * gains[at] if finding.rule == "substituted-word" else at)
    best = max(-CLIP, min(CLIP, gains[order[0]]))
    evidence = {**finding.evidence, "gain": round(best, 2), "rule_confidence": round(finding.confidence, 2)}
    ranked = (*(options[at] for at in order), *finding.suggestions[len(gains) :])
    return replace(finding, suggestions=ranked, confidence=confidence(finding, best), evidence=evidence)


def confidence(finding: Finding, gain: float) -> float:
    """Return the confidence that the rule's own and the model's gain (nats) make together."""
    bias, own, per_nat = WEIGHTS[finding.rule]
    prior = math.log(finding.confidence / (1 - finding.confidence))
    return 1 / (1 + math.exp(-(bias + own * prior + per_nat * gain)))
