"""Facts by words in tries that are mapped into memory (marisa-trie)."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import marisa_trie

_get = marisa_trie.RecordTrie.get


class Records(marisa_trie.RecordTrie):  # type: ignore[misc]
    """Records by words; one with a zero character has none, and the trie fails on it."""

    def get(self, word: str, default: Any = None) -> Any:
        """Return the records of a word."""
        try:
            return _get(self, word, default)
        except (struct.error, SystemError):
            return default

    def __contains__(self, word: str) -> bool:
        return "\0" not in word and super().__contains__(word)


def mapped(path: Path, form: str) -> Records:
    """Return the records of a file; ``form`` says how each is packed, as ``struct`` has it."""
    records = Records(form)
    records.mmap(str(path))
    return records
