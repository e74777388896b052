"""Fit what a model's answer is worth, ``mtcheck/weighing/judging_weights.py``.

usage: python -m mtcheck.build.judging_weights WORDTAGS.jsonl.gz DEMETR.jsonl.gz [MODEL], a setting of --scorer

Findings that depend on their context are collected with the rule's confidence and the model's gain, over translations whose wrong words are known:
the project's own annotated articles, translations whose post-edit is known (word tags, CC0; only from languages with a glossary, since the others' phrases
are none of theirs), and people's sentences (DEMETR, MIT) that are spun here with pairs of the shipped list. A logistic model is fitted for each
rule, drawn towards round numbers where there is little to learn from.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from mtcheck.broken.pairs import known_pairs
from mtcheck.context import Context
from mtcheck.core.model import Document, Span
from mtcheck.core.resources import glossaries
from mtcheck.evaluation.corpus import read_corpus
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load
from mtcheck.scorers.loading import scorer_for
from mtcheck.weighing.judging import is_question, judged

CORPUS = Path("corpora/annotated")
PRIORS = {"substituted-word": (-2.0, 0.25, 0.5)}
PRIOR = (-0.2, 1.0, 0.2)
SPREADS = (0.2, 0.2, 0.1)
"""Where the weights are drawn to (bias, the rule's own log-odds, a nat of gain), and how firmly (standard deviations): a replacer's word needs
about four nats, a phrase that a glossary is half sure of stays unless the model disagrees."""
STEPS = 200
SPUN_SHARE = 0.3


class Text(NamedTuple):
    """A translation and the spans of it that are wrong."""

    text: str
    wrong: tuple[Span, ...]
    source_lang: str | None


def texts(wordtags: Path, demetr: Path) -> Iterator[Text]:
    """Yield the annotated translations."""
    for document, gold in read_corpus(CORPUS):
        yield Text(document.text, tuple(Span(one.start, one.end) for one in gold), Path(document.path).parent.name[:2])
    languages = {folder.name.partition("-")[0] for folder in glossaries().iterdir()}
    for row in (row for row in _rows(wordtags) if row["source_lang"] in languages):
        bad = (span for span, tag in zip(row["offsets"], row["tags"], strict=False) if tag == "BAD")
        yield Text(row["mt_raw"], tuple(Span(*span) for span in bad), row["source_lang"])
    yield from spun(sorted({row["good"] for row in _rows(demetr)}))


def spun(sentences: list[str]) -> Iterator[Text]:
    """Yield people's sentences in which good words stand for others, as replacers put them, beside sentences left alone."""
    chance = random.Random(3)
    pairs = [(original, replacement) for replacement, originals in sorted(known_pairs().items()) for original in originals if original.isalpha()]
    patterns = [(re.compile(rf"\b{original}\b"), replacement) for original, replacement in pairs]
    for sentence in sentences:
        hits = [(match, now) for pattern, now in patterns for match in pattern.finditer(sentence)]
        if not hits or chance.random() > SPUN_SHARE:
            yield Text(sentence, (), None)
            continue
        match, now = chance.choice(hits)
        text = sentence[: match.start()] + now + sentence[match.end() :]
        yield Text(text, (Span(match.start(), match.start() + len(now)),), None)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def collected(found: Iterator[Text], model: str) -> Mapping[str, list[tuple[float, float, bool]]]:
    """Return rule -> (the rule's log-odds, gain in nats, whether the finding touches what is wrong)."""
    checker, scorer = Checker(load()), scorer_for(model)
    assert scorer is not None
    rows: dict[str, list[tuple[float, float, bool]]] = defaultdict(list)
    for text in found:
        context = Context(Document("", text.text), source_lang=text.source_lang)
        asked = tuple(finding for finding in checker.candidates(context.document, []) if is_question(finding))
        if asked:
            for finding in judged(asked, context, scorer)[0]:
                if "gain" in finding.evidence:
                    own = float(finding.evidence["rule_confidence"])
                    right = any(finding.span.overlaps(span) for span in text.wrong)
                    rows[finding.rule].append((math.log(own / (1 - own)), float(finding.evidence["gain"]), right))
    return rows


def fitted(rule: str, rows: list[tuple[float, float, bool]]) -> tuple[float, float, float]:
    """Return (bias, weight of the rule's own log-odds, log-odds a nat) by Newton's method with a normal prior."""
    x = np.array([(1.0, own, gain) for own, gain, _ in rows])
    y = np.array([float(right) for _, _, right in rows])
    prior, precision = np.array(PRIORS.get(rule, PRIOR)), np.diag([1 / spread**2 for spread in SPREADS])
    weights = prior.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - precision @ (weights - prior)
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + precision, gradient)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-6:
            break
    bias, own, nat = (round(float(value), 2) for value in weights)
    return bias, own, nat


def main(arguments: list[str]) -> None:
    """Print the weights with the number of findings behind them, for ``mtcheck/weighing/judging_weights.py``."""
    wordtags, demetr, *model = arguments
    rows = collected(texts(Path(wordtags), Path(demetr)), *(model or ["required"]))
    lines = []
    for rule, found in sorted(rows.items()):
        share = sum(right for _, _, right in found) / len(found)
        lines.append(f'    "{rule}": {fitted(rule, found)},  # {len(found)} findings, {share:.2f} right')
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
