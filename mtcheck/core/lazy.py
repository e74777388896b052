r"""Regular expressions that are compiled when they are first used: a text needs few of them, and compiling one takes as long as reading a page.

One that begins with a sign or a set of characters is searched for these at once, one that begins with ``\b`` is tried at each character, which takes
twice as long or more: ``[Tt](?<!\w.)he`` is a quicker ``\b[Tt]he``.
"""

from __future__ import annotations

import re
from typing import Any, cast


class Lazy:
    """An expression in waiting, with the attributes of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, value)  # the next time it is an attribute like any other
        return value


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that is compiled when it is first used, and used like any other."""
    return cast("re.Pattern[str]", Lazy(pattern, flags))
