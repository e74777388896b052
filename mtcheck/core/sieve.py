"""The few of many words for which something holds."""

from __future__ import annotations

from collections.abc import Callable, Set

MOST = 1 << 16


class Sieve:
    """Picks words, and remembers together those that it did not: the words of one text are mostly those of the texts before.

    ``holds`` says of one word whether it is picked. At most about ``MOST`` words are remembered.
    """

    def __init__(self, holds: Callable[[str], object]) -> None:
        self._holds = holds
        self._others: set[str] = set()

    def __call__(self, words: Set[str]) -> set[str]:
        """Return those of the words for which it holds."""
        asked = words - self._others
        found = set(filter(self._holds, asked))
        if len(self._others) > MOST:
            self._others = set()
        self._others |= asked - found
        return found
