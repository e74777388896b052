"""Fixtures of other rooms."""

from tests.scorers.conftest import tiny_tokenizer as tiny_tokenizer
