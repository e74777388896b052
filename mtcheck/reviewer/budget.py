"""What a run may spend on a reviewer, and what it spent. Several threads count together."""

from __future__ import annotations

import threading
from typing import NamedTuple

MILLION = 1_000_000
BYTES = 2
"""Bytes of a request that a token has at least, as good as always: what it may cost is counted before it is sent."""


class Limits(NamedTuple):
    """``requests`` of a run, ``answer_tokens`` and ``timeout`` (seconds) of a request; ``price`` is (asked, answered) for a million tokens, ``cost`` in the same money."""

    requests: int = 500
    answer_tokens: int = 1000
    timeout: float = 60.0
    price: tuple[float, float] | None = None
    cost: float | None = None


class SpentError(Exception):
    """A limit of the run is reached; the message says which."""


class Budget:
    """Counts requests and tokens against limits; what a request under way may cost at most is held back for it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.requests = self.asked = self.answered = 0
        self._held = 0.0
        self._lock = threading.Lock()

    @property
    def cost(self) -> float:
        """The money spent so far; 0 where no price is known."""
        return self._price(self.asked, self.answered)

    def most(self, size: int) -> float:
        """Return what a request of so many bytes costs at most."""
        return self._price(size // BYTES, self.limits.answer_tokens)

    def take(self, most: float) -> None:
        """Count a request and hold back what it may cost; raise SpentError where a limit does not allow it."""
        with self._lock:
            if self.requests >= self.limits.requests:
                raise SpentError(f"the limit of {self.limits.requests:,} requests is reached (--reviewer-max-requests)")
            if self.limits.cost is not None and self.cost + self._held + most > self.limits.cost:
                raise SpentError(f"the next request may cost more than {self.limits.cost:g} leaves (--reviewer-max-cost)")
            self.requests += 1
            self._held += most

    def settle(self, most: float, asked: int = 0, answered: int = 0) -> None:
        """Count what a request came to, in tokens, instead of what was held back for it."""
        with self._lock:
            self._held -= most
            self.asked += asked
            self.answered += answered

    def _price(self, asked: int, answered: int) -> float:
        first, second = self.limits.price or (0.0, 0.0)
        return (asked * first + answered * second) / MILLION
