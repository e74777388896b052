"""Which variants of set phrases nobody writes but a spinner, and which people write as well."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from mtcheck.broken.set_phrases import ALONE, RELATED, TOGETHER
from mtcheck.build.spinner.attraction import attractions
from mtcheck.build.spinner.crossing import Variant, key
from mtcheck.english import lexicon

OFTENER = 200
"""How many times as often as its variant people write a phrase, where they write the variant at all."""
BILLION = 9
"""The Zipf scale is the logarithm of how often a word stands in so many words, to the base of ten."""
FREE, REPELLED = 2.0, -1.0
"""Attraction of words that writers put together; of words that they hardly do."""
NEUTRAL = 0.5
"""The same where no word of the phrase was left."""
RARE, RARER, NEVER = -8.0, -8.5, -10.0
"""Logarithm (base ten) of the chance of a pair of words that may stand in a text: where spinners are known to put the word, or the thesaurus alone has it; of
one that no text of a newspaper's year holds."""


class Rarity:
    """What the texts of people, WordNet and a model say of variants."""

    def __init__(self, variants: Iterable[Variant], seen: Counter[str], listed: frozenset[str], model: Path) -> None:
        kept = list(variants)
        self.seen, self.listed = seen, listed
        self.attraction = attractions({seam for one in kept for seam in one.seams}, model)
        self.written: Counter[str] = Counter()
        for kin, text in {(one.kin, one.text) for one in kept}:
            self.written[kin] += seen[text]
        self.entries = {one.kin for one in kept if listed & {one.kin, one.text}}

    def kind(self, variant: Variant) -> str:
        """Return ALONE for what nobody writes, TOGETHER or RELATED for what may be its writer's choice, "" for what people write."""
        if variant.kin in self.entries or not variant.seams or self._usual(variant):
            return ""
        likelihood, attraction = min((self._likelihood(seam), self.attraction[seam]) for seam in variant.seams)
        named = variant.phrase[0].isupper()
        if not named and (attraction > FREE or likelihood > (RARE if variant.listed else RARER)):
            return ""
        if not variant.listed:
            return RELATED
        strange = attraction <= (NEUTRAL if variant.whole else REPELLED)
        return ALONE if strange and likelihood <= NEVER and not self.written[variant.kin] else TOGETHER

    def _usual(self, variant: Variant) -> bool:
        return self.written[variant.kin] * OFTENER > self.seen[key(variant.phrase)]

    def _likelihood(self, seam: tuple[str, str]) -> float:
        """Return the logarithm (base ten) of the chance that a text has these two words at a place."""
        return lexicon.zipf(seam[0].split()[0]) + lexicon.zipf(seam[1]) - 2 * BILLION + self.attraction[seam] / math.log(10)
