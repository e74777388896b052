"""Tokens with their places in the text, from any tokenizer that knows them (byte-level BPE, SentencePiece, WordPiece)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Span


def source_of(folder: Path | str, revision: str | None) -> dict[str, Any]:
    """Return where transformers may take a model from: a folder alone where it is one, and no code from anywhere."""
    return {"revision": revision or "main", "trust_remote_code": False, "local_files_only": isinstance(folder, Path)}


def load_tokenizer(folder: Path | str, revision: str | None = None) -> Any:
    """Return the tokenizer of a model; raise ConfigError for one that gives no offsets."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, **source_of(folder, revision))
    if not tokenizer.is_fast:
        raise ConfigError("the model's tokenizer gives no offsets", str(folder), "take a model with a tokenizer.json")
    return tokenizer


def encode(tokenizer: Any, text: str) -> tuple[list[int], list[Span]]:
    """Return the tokens of a text and where each stands, white space at its front left out."""
    encoded = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
    return list(encoded["input_ids"]), [trimmed(text, start, end) for start, end in encoded["offset_mapping"]]


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the place of a token without white space at its front."""
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end) if piece.strip() else Span(start, end)
