r"""Regular expressions that are compiled when they are first used: a text needs few of them, and compiling one takes as long as reading a page.

One that begins with a sign or a set of characters is searched for these at once, one that begins with ``\b`` is tried at each character, which takes
twice as long or more: ``[Tt](?<!\w.)he`` is a quicker ``\b[Tt]he``.
"""

from __future__ import annotations

import re
from typing import Any, cast


class Waiting:
    """An expression in waiting, with the attributes of the compiled one."""

    def _compiled(self) -> Any:
        raise NotImplementedError

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._compiled(), name)
        setattr(self, name, value)  # the next time it is an attribute like any other
        return value


class Lazy(Waiting):
    """One of Python's."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)


class LazyRe2(Waiting):
    """One of RE2, whose time grows with the text alone."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def _compiled(self) -> Any:
        import re2

        return re2.compile(self.pattern)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that is compiled when it is first used, and used like any other."""
    return cast("re.Pattern[str]", Lazy(pattern, flags))
