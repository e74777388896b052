"""How well a sentence reads, out of a language model's log-probabilities and a few plain signs: higher is better.

A sentence's figure says on a scale of 0 to 100 where it stands among sentences of translated news: 50 is the average of good ones, and a
pairwise logistic model that tells good from damaged sentences made the scale. An article's is the mean of its sentences', weighted by their words. The weights were fitted on
the pairs of good and damaged sentences of DEMETR (Karpinska et al. 2022, MIT licence) by ``mtcheck.build.fluency_weights``; a long sentence of
rare names scores lower than a short plain one, so compare figures of one text before and after editing, not of different texts.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mtcheck.english import lexicon
from mtcheck.scorers import TokenScore
from mtcheck.scorers.fluency_weights import CENTRE, SCALE, WEIGHTS

LIMIT = 500.0
EDGES = ".,;:!?\"“”()'’"
WORD = re.compile(r"\w+")
FINAL = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
LOOSE = re.compile(r"\s[.,;:!?](?:\s|$)")
DOUBLED = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
UNLIKELY, VERY_UNLIKELY = -5.0, -8.0
"""Log-probabilities (nats) below which a token counts as a surprise."""
FUNCTION = frozenset(
    "the a an of in on at by for to with from and or but that which who is are was were be been has have had not no it its he she his her they their this".split()
)
PRONOUNS = frozenset("he she his him her himself herself".split())
QUANTIFIERS = frozenset("very more most many much all only just still already also new first last own".split())


def features(text: str, tokens: Sequence[TokenScore]) -> dict[str, float]:
    """Return the named figures that fluency is the weighted sum of; ``tokens`` has at least one."""
    logprobs = [token.logprob for token in tokens]
    return _of_logprobs(logprobs) | _of_words(text, tokens) | _of_text(text, sum(logprobs))


def _of_logprobs(logprobs: list[float]) -> dict[str, float]:
    count, worst, total = len(logprobs), sorted(logprobs), sum(logprobs)
    mean = total / count
    return {
        "mean": mean,
        "sum/root": total / math.sqrt(count),
        "sum": total / 10,
        "worst": worst[0],
        "second": worst[min(1, count - 1)],
        "worst3": sum(worst[:3]) / min(3, count),
        "worst6": sum(worst[:6]) / min(6, count),
        "worst pair": min(map(sum, pairwise(logprobs)), default=0.0),
        "tenth": worst[count // 10],
        "quarter": worst[count // 4],
        "median": worst[count // 2],
        "spread": math.sqrt(sum((value - mean) ** 2 for value in logprobs) / count),
        "unlikely": sum(value < UNLIKELY for value in logprobs) / count,
        "very unlikely": float(sum(value < VERY_UNLIKELY for value in logprobs)),
        "length": math.log(count),
        "start": sum(logprobs[1:4]) / 3,
        "end": sum(logprobs[-3:]) / 3,
        "first": logprobs[0],
        "last": logprobs[-1],
    }


def _of_words(text: str, tokens: Sequence[TokenScore]) -> dict[str, float]:
    """Return the log-probability (tens of nats) that falls on each sort of word."""
    found = dict.fromkeys(("numbers", "names", "function words", "content words", "pronouns", "quantifiers"), 0.0)
    starts = [match.start() for match in WORD.finditer(text)]
    words = [match.group() for match in WORD.finditer(text)]
    for token in tokens:
        at = bisect_right(starts, token.span.start) - 1
        if at < 0 or token.span.start >= starts[at] + len(words[at]):
            continue
        for sort in _sorts(words[at], at):
            found[sort] += token.logprob / 10
    return found


def _sorts(word: str, at: int) -> Iterator[str]:
    low = word.lower()
    if not word.isalpha() and any(char.isdigit() for char in word):
        yield "numbers"
    elif at and word[0].isupper():
        yield "names"
    else:
        yield "function words" if low in FUNCTION else "content words"
    if low in PRONOUNS:
        yield "pronouns"
    elif low in QUANTIFIERS:
        yield "quantifiers"


def _of_text(text: str, total: float) -> dict[str, float]:
    words = text.split()
    count = max(1, len(words))
    first = next((char for char in text if char.isalpha()), "A")
    zipf = [lexicon.zipf(word.strip(EDGES).lower()) for word in words]
    return {
        "words": math.log(count),
        "sum/words": total / count,
        "sum/characters": total / len(text),
        "lower-case start": float(first.islower()),
        "unfinished": float(not FINAL.search(text)),
        "loose": float(len(LOOSE.findall(text))),
        "zipf": sum(zipf) / count,
        "unknown": sum(value == 0 for value in zipf) / count,
        "doubled": float(len(DOUBLED.findall(text))),
        "capitals": sum(word[:1].isupper() for word in words) / count,
    }


def of_sentence(text: str, tokens: Sequence[TokenScore]) -> float:
    """Return the fluency of a sentence, 0..100."""
    if not tokens:
        return 50.0
    total = sum(WEIGHTS[name] * value for name, value in features(text, tokens).items())
    return 100 / (1 + math.exp(max(-LIMIT, min(LIMIT, (CENTRE - total) / SCALE))))


def of_article(sentences: Sequence[tuple[str, Sequence[TokenScore]]]) -> float | None:
    """Return the fluency of an article, 0..100; None for one without words."""
    weighted = [(len(text.split()), of_sentence(text, tokens)) for text, tokens in sentences if text.split()]
    words = sum(count for count, _ in weighted)
    return sum(count * value for count, value in weighted) / words if words else None
