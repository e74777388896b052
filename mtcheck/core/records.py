"""Facts by words in tries that are mapped into memory (marisa-trie)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import marisa_trie


class Records(marisa_trie.RecordTrie):  # type: ignore[misc]
    """Records by words; one with a zero character has none, and the trie would fail on it."""

    def get(self, word: str, default: Any = None) -> Any:
        """Return the records of a word."""
        return default if "\0" in word else super().get(word, default)

    def __contains__(self, word: str) -> bool:
        return "\0" not in word and super().__contains__(word)


def mapped(path: Path, form: str) -> Records:
    """Return the records of a file; ``form`` says how each is packed, as ``struct`` has it."""
    records = Records(form)
    records.mmap(str(path))
    return records
