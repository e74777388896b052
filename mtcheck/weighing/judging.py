"""What a language model adds to the rules: it ranks suggestions, raises or lowers the confidence of findings, and says how the text reads.

A finding that depends on its context is a question to the model: how many nats likelier is the sentence with the suggestion than as it stands?
That gain and the rule's own confidence make the new confidence, by a logistic model whose few numbers ``mtcheck.build.judging_weights`` fits.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mtcheck.context import Context
from mtcheck.core.model import Finding, Span
from mtcheck.scorers import Passage, Question, Scorer, Scores, TokenScore, fluency
from mtcheck.scorers.plain import Plain, plain
from mtcheck.weighing.judging_weights import WEIGHTS

ASKED_FROM, ASKED_TO = 0.25, 0.9
"""The confidences between which a finding is worth a question."""
RANKED = "substituted-word"
"""The rule whose suggestions the model ranks; of the others it is asked about the first alone."""
MOST_OPTIONS = 4
CLIP = 15.0
"""Nats beyond which a gain says no more."""
WORTH = 0.4
"""Log-odds that a nat of gain is worth when suggestions are ranked."""


def judged(findings: Sequence[Finding], context: Context, scorer: Scorer) -> tuple[tuple[Finding, ...], float | None]:
    """Return the findings with what the model says of them, and the article's fluency (0..100; None for one without words).

    The model reads the article once, from its first word to its last; what it says of each word stays in ``context.scores``.
    """
    article = plain(context.text)
    asked = [finding for finding in findings if is_question(finding)]
    questions = tuple(Question(article.here(finding.span), _options(finding)) for finding in asked)
    (scores,) = scorer.score([Passage(article.text, questions, tuple(_sources(context, article)))])
    context.scores = _placed(scores, article)
    new = {id(finding): _judged(finding, gains) for finding, gains in zip(asked, scores.gains, strict=True)}
    return tuple(new.get(id(finding), finding) for finding in findings), _fluency(context)


def _sources(context: Context, article: Plain) -> Iterator[tuple[Span, str]]:
    """Yield stretches of the article with what they render; none without a source that is this article's."""
    if context.document.source is None or context.bitext.unrelated:
        return
    for pair in context.bitext.pairs:
        if pair.source and pair.target:
            yield article.here(pair.target), plain(pair.source.of(context.document.source)).text


def is_question(finding: Finding) -> bool:
    """Return whether the model is asked about a finding."""
    return finding.rule in WEIGHTS and bool(finding.suggestions) and ASKED_FROM <= finding.confidence <= ASKED_TO


def _options(finding: Finding) -> tuple[str, ...]:
    return finding.suggestions[: MOST_OPTIONS if finding.rule == RANKED else 1]


def _placed(scores: Scores, article: Plain) -> Scores:
    """Return the scores with their places in the text as it was given."""
    tokens = tuple(TokenScore(article.given(token.span), token.logprob) for token in scores.tokens)
    return replace(scores, tokens=tokens, tags=tuple(tag._replace(span=article.given(tag.span)) for tag in scores.tags))


def _fluency(context: Context) -> float | None:
    """Return the article's fluency from the scores of its sentences' tokens."""
    tokens = context.scores.tokens if context.scores else ()
    starts = [token.span.start for token in tokens]
    read = []
    for sentence in context.sentences:
        own = tokens[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        placed = [TokenScore(Span(token.span.start - sentence.start, token.span.end - sentence.start), token.logprob) for token in own]
        read.append((sentence.of(context.text), placed))
    return fluency.of_article(read)


def _judged(finding: Finding, gains: Sequence[float]) -> Finding:
    """Return a finding with its suggestions ranked and its confidence weighed."""
    options = finding.suggestions[: len(gains)]
    order = sorted(range(len(options)), key=lambda at: at - WORTH * gains[at] if finding.rule == RANKED else at)
    best = max(-CLIP, min(CLIP, gains[order[0]]))
    evidence = {**finding.evidence, "gain": round(best, 2), "rule_confidence": round(finding.confidence, 2)}
    ranked = (*(options[at] for at in order), *finding.suggestions[len(gains) :])
    return replace(finding, suggestions=ranked, confidence=confidence(finding, best), evidence=evidence)


def confidence(finding: Finding, gain: float) -> float:
    """Return the confidence that the rule's own and the model's gain (nats) make together."""
    bias, own, per_nat = WEIGHTS[finding.rule]
    prior = math.log(finding.confidence / (1 - finding.confidence))
    return 1 / (1 + math.exp(-(bias + own * prior + per_nat * gain)))
