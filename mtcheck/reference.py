"""Scores of translations against references: BLEU, chrF++ and TER by sacrebleu, with their signatures, intervals and tests.

BLEU: Papineni et al. 2002. chrF++: Popović 2017. TER: Snover et al. 2006. Bootstrap intervals and paired tests: Koehn 2004; approximate randomisation:
Riezler and Maxwell 2005. All on sacrebleu's 0..100 scale (Post 2018); for TER lower is better.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

METRICS = ("bleu", "chrf", "ter")
NAMES = {"bleu": "BLEU", "chrf": "chrF++", "ter": "TER"}
SEED = "12345"
TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Score:
    """A metric over a corpus: its value, half the width of its 95% interval (None without resamples) and sacrebleu's signature."""

    metric: str
    value: float
    interval: float | None
    signature: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A system's metric beside the baseline's: ``p`` is the probability of such a difference by chance; None for the baseline itself."""

    system: str
    metric: str
    value: float
    p: float | None
    signature: str


def corpus_scores(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]], metrics: Sequence[str] = METRICS, resamples: int = 1000
) -> list[Score]:
    """Return the scores of one output; ``references`` holds one or more lists as long as ``hypotheses``. The seed is fixed: the intervals repeat."""
    os.environ.setdefault("SACREBLEU_SEED", SEED)
    streams = [list(stream) for stream in references]
    found = []
    for name in metrics:
        metric = _metric(name)
        score = metric.corpus_score(list(hypotheses), streams, n_bootstrap=resamples if resamples > 1 else 1)
        interval = float(score._ci) if resamples > 1 else None
        found.append(Score(name, float(score.score), interval, str(metric.get_signature())))
    return found


def sentence_scores(hypotheses: Sequence[str], references: Sequence[Sequence[str]], metrics: Sequence[str] = METRICS) -> list[dict[str, float]]:
    """Return metric -> value for each segment (BLEU with effective order, since short segments have no four-grams)."""
    scorers = {name: _metric(name, sentence=True) for name in metrics}
    streams = list(zip(*references, strict=True))
    pairs = zip(hypotheses, streams, strict=True)
    return [{name: float(one.sentence_score(text, list(beside)).score) for name, one in scorers.items()} for text, beside in pairs]


def compared(
    systems: Sequence[tuple[str, Sequence[str]]],
    references: Sequence[Sequence[str]],
    metrics: Sequence[str] = METRICS,
    *,
    test: str = "bs",
    resamples: int = 1000,
) -> list[Comparison]:
    """Return the scores of several outputs; the first is the baseline of a paired test, "bs" (bootstrap) or "ar" (approximate randomisation)."""
    from sacrebleu.significance import PairedTest

    os.environ.setdefault("SACREBLEU_SEED", SEED)
    named = [(name, list(lines)) for name, lines in systems]
    scorers = {NAMES[name]: _metric(name) for name in metrics}
    signatures, results = PairedTest(named, scorers, [list(stream) for stream in references], test_type=test, n_samples=resamples)()
    columns = [column for key, column in dict[str, Any](results).items() if key != "System"]
    found = []
    for name, column, signature in zip(metrics, columns, signatures.values(), strict=True):
        for (system, _), result in zip(named, column, strict=True):
            same = result.score == column[0].score  # sacrebleu's bootstrap finds the least p where nothing differs
            p = None if result.p_value is None else 1.0 if same else float(result.p_value)
            found.append(Comparison(system, name, float(result.score), p, str(signature)))
    return found


def differences(hypotheses: Sequence[str], references: Sequence[str], count: int) -> list[tuple[int, float, str]]:
    """Return (index, chrF++, marked text) of the segments that differ most from the reference: [-what stands-] {+what the reference has+}."""
    scores = [(one["chrf"], at) for at, one in enumerate(sentence_scores(hypotheses, [references], ("chrf",)))]
    return [(at, score, marked(hypotheses[at], references[at])) for score, at in sorted(scores)[:count]]


def marked(hypothesis: str, reference: str) -> str:
    """Return the words of both as wdiff shows them."""
    here, there = TOKEN.findall(hypothesis), TOKEN.findall(reference)
    parts = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(" ".join(here[i:j]))
        else:
            parts += [f"[-{' '.join(here[i:j])}-]"] * (j > i) + [f"{{+{' '.join(there[k:m])}+}}"] * (m > k)
    return " ".join(parts)


def _metric(name: str, *, sentence: bool = False) -> Any:
    from sacrebleu.metrics import BLEU, CHRF, TER

    if name == "bleu":
        return BLEU(effective_order=sentence)
    return CHRF(word_order=2) if name == "chrf" else TER()
