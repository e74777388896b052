"""The tokenizer of XLM-R: SentencePiece's unigrams (Kudo 2018), as the package ``tokenizers`` keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Replace
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Metaspace


def made(pieces: Sequence[tuple[str, float]], unknown: int) -> Tokenizer:
    """Return the tokenizer of pieces with their log-probabilities; ``unknown`` is the number of the one that stands for what none covers."""
    tokenizer = Tokenizer(Unigram(list(pieces), unknown, byte_fallback=False))
    tokenizer.normalizer = Normalizers([NFKC(), Replace(" {2,}", " ")])
    tokenizer.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer
