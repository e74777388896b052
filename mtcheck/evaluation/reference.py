"""Scores of translations against references: BLEU, chrF++ and TER by sacrebleu, with their signatures, intervals and tests.

BLEU: Papineni et al. 2002. chrF: Popović 2015, chrF++: Popović 2017. TER: Snover et al. 2006. Bootstrap intervals and paired tests: Koehn 2004;
approximate randomisation: Riezler and Maxwell 2005. All on sacrebleu's 0..100 scale (Post 2018); for TER lower is better.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from mtcheck.core.model import DocumentReport
from mtcheck.core.mqm import penalty_per_thousand, quality_score

METRICS = ("bleu", "chrf", "ter")
NAMES = {"bleu": "BLEU", "chrf": "chrF++", "ter": "TER"}
RESAMPLES = 1000
LIKELY_CHANCE = 0.05
"""The p from which on a difference may well be chance."""
TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")

References = Sequence[Sequence[str]]
"""One or more reference translations, each as long as the output."""


@dataclass(frozen=True, slots=True)
class Score:
    """A metric over a corpus, 0..100: its value, the mean and the ends of the 95% interval over resamples (None without), sacrebleu's signature.

    ``p`` is the probability of such a difference from the baseline by chance; None for the baseline itself and where nothing was tested.
    """

    metric: str
    value: float
    mean: float | None
    interval: tuple[float, float] | None
    signature: str
    p: float | None = None

    @property
    def differs(self) -> bool:
        """Return whether the difference from the baseline is hardly chance (p below 0.05)."""
        return self.p is not None and self.p < LIKELY_CHANCE


@dataclass(frozen=True, slots=True)
class Figures:
    """What mtcheck itself says of an output: MQM penalty points per 1,000 words, quality score 0..100, fluency 0..100 (None without a model)."""

    words: int
    findings: int
    penalty: float
    quality: float
    fluency: float | None


class Part(NamedTuple):
    """A stretch of words that both texts have ("same"), or only the hypothesis ("out") or only the reference ("in"); ``gap`` is the space before."""

    kind: Literal["same", "out", "in"]
    text: str
    gap: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A segment (0-based) beside the reference that is nearest to it: its chrF++, 0..100, and where the words differ."""

    segment: int
    chrf: float
    reference: str
    parts: tuple[Part, ...]


def corpus_scores(
    hypotheses: Sequence[str], references: References, metrics: Sequence[str] = METRICS, resamples: int = RESAMPLES
) -> tuple[Score, ...]:
    """Return the scores of one output; intervals from two resamples on, by sacrebleu's bootstrap (Koehn 2004), whose seed is fixed.

    Raises ValueError where there is nothing to score or a reference is longer or shorter.
    """
    return compared([hypotheses], references, metrics, resamples=resamples)[0]


def compared(
    systems: Sequence[Sequence[str]],
    references: References,
    metrics: Sequence[str] = METRICS,
    *,
    test: str = "bs",
    resamples: int = RESAMPLES,
) -> list[tuple[Score, ...]]:
    """Return the scores of several outputs; the first is the baseline of a paired test with so many resamples or trials.

    ``test`` is "bs", the paired bootstrap (Koehn 2004), or "ar", approximate randomisation (Riezler and Maxwell 2005). Raises ValueError as
    ``corpus_scores`` does.
    """
    for lines in systems:
        _check(lines, references)
    if resamples < 2:
        return [tuple(_plain(lines, references, name) for name in metrics) for lines in systems]
    from sacrebleu.significance import PairedTest

    kind = test if len(systems) > 1 else "bs"
    named = [(str(number), list(lines)) for number, lines in enumerate(systems)]
    scorers = {name: _metric(name) for name in metrics}
    streams = [list(stream) for stream in references]
    signatures, results = PairedTest(named, scorers, streams, kind, resamples, n_ar_confidence=resamples if kind == "ar" else -1)()
    columns = [column for key, column in dict[str, Any](results).items() if key != "System"]
    least = [_least(systems[0], lines) for lines in systems]
    tested = [_tested(name, column, least, signature) for name, column, signature in zip(metrics, columns, signatures.values(), strict=True)]
    return list(zip(*tested, strict=True))


def _plain(lines: Sequence[str], references: References, name: str) -> Score:
    metric = _metric(name)
    value = float(metric.corpus_score(list(lines), [list(stream) for stream in references]).score)
    return Score(name, value, None, None, str(metric.get_signature()))


def _least(baseline: Sequence[str], other: Sequence[str]) -> float:
    """Return the least p that so few differing segments can give: swapping all or none of them makes the same difference, of all 2^k ways."""
    differing = sum(here != there for here, there in zip(baseline, other, strict=True))
    return min(1.0, 2.0 ** (1 - differing))


def _tested(metric: str, results: Sequence[Any], least: Sequence[float], signature: object) -> list[Score]:
    """Return the scores of the systems; sacrebleu gives its least p where nothing or next to nothing differs, which is corrected here."""
    found = []
    for result, floor in zip(results, least, strict=True):
        p = 1.0 if result.score == results[0].score else max(floor, float(result.p_value or 0))
        ends = (float(result.mean - result.ci), float(result.mean + result.ci))
        found.append(Score(metric, float(result.score), float(result.mean), ends, str(signature), None if result.p_value is None else p))
    return found


def sentence_scores(hypotheses: Sequence[str], references: References, metrics: Sequence[str] = METRICS) -> list[Mapping[str, float]]:
    """Return metric -> value, 0..100, for each segment; BLEU with effective order, since short segments have no four-grams.

    Raises ValueError as ``corpus_scores`` does.
    """
    _check(hypotheses, references)
    scorers = {name: _metric(name, sentence=True) for name in metrics}
    beside = zip(*references, strict=True)
    return [
        {name: float(metric.sentence_score(text, list(texts)).score) for name, metric in scorers.items()}
        for text, texts in zip(hypotheses, beside, strict=True)
    ]


def differences(hypotheses: Sequence[str], references: References, count: int) -> list[Difference]:
    """Return the segments that differ most from the nearest reference, lowest chrF++ first; those that read the same are left out."""
    by_reference = [[row["chrf"] for row in sentence_scores(hypotheses, [stream], ("chrf",))] for stream in references]
    nearest = [max(range(len(references)), key=lambda number: by_reference[number][at]) for at in range(len(hypotheses))]
    apart = sorted((by_reference[number][at], at, references[number][at]) for at, number in enumerate(nearest))
    changed = [(score, at, text) for score, at, text in apart if hypotheses[at].split() != text.split()]
    return [Difference(at, score, text, marked(hypotheses[at], text)) for score, at, text in changed[:count]]


def marked(hypothesis: str, reference: str) -> tuple[Part, ...]:
    """Return the words of both, as wdiff lines them up."""
    here, there = list(TOKEN.finditer(hypothesis)), list(TOKEN.finditer(reference))
    matcher = difflib.SequenceMatcher(None, [one.group() for one in here], [one.group() for one in there], autojunk=False)
    parts: list[Part] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        before, after = _gap(hypothesis, here, i), _gap(reference, there, k)
        if tag == "equal":
            parts.append(Part("same", _between(hypothesis, here, i, j), before or after))
            continue
        if j > i:
            parts.append(Part("out", _between(hypothesis, here, i, j), before or (after if m == k else "")))
        if m > k:
            parts.append(Part("in", _between(reference, there, k, m), " " if j > i else after))
    return tuple(parts)


def _gap(text: str, tokens: Sequence[re.Match[str]], at: int) -> str:
    """Return " " where space stands before a token that is not the first."""
    return " " if 0 < at < len(tokens) and text[tokens[at].start() - 1].isspace() else ""


def _between(text: str, tokens: Sequence[re.Match[str]], start: int, end: int) -> str:
    return " ".join(text[tokens[start].start() : tokens[end - 1].end()].split())


def figures(reports: Iterable[DocumentReport]) -> Figures:
    """Return the figures over all documents of an output; the fluency is the mean over words."""
    kept = list(reports)
    words, found = sum(report.words for report in kept), [finding.severity for report in kept for finding in report.findings]
    fluent = [(report.fluency, report.words) for report in kept if report.fluency is not None]
    read = sum(count for _, count in fluent)
    fluency = sum(value * count for value, count in fluent) / read if read else None
    return Figures(words, len(found), penalty_per_thousand(found, words), quality_score(found, words), fluency)


def _check(hypotheses: Sequence[str], references: References) -> None:
    """Refuse what sacrebleu would cut to the shortest without a word."""
    if not hypotheses or not references:
        raise ValueError("no segments to score, or no reference")
    if wrong := next((len(stream) for stream in references if len(stream) != len(hypotheses)), None):
        raise ValueError(f"{len(hypotheses)} segments beside {wrong} of a reference")


def _metric(name: str, *, sentence: bool = False) -> Any:
    from sacrebleu.metrics import BLEU, CHRF, TER

    if name == "bleu":
        return BLEU(effective_order=sentence, force=True)  # force: no log lines of its own about spaces before full stops
    return CHRF(word_order=2) if name == "chrf" else TER()
