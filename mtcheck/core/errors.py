"""The exceptions that carry one clear line to the person at the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from mtcheck.core.escaping import visible


class MtcheckError(Exception):
    """Something the user can put right: what, where (``file:line``), what to do.

    The message is one line. The command line prints it and leaves with exit code 2.
    """

    def __init__(self, what: str, where: str | None = None, hint: str | None = None) -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(self.line())

    def line(self) -> str:
        """Return the message as one line: ``where: what; hint``."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        text = f"{head}; {self.hint}" if self.hint else head
        return visible(" ".join(text.split()))


class ConfigError(MtcheckError):
    """A config file, rule file or glossary file that cannot be used as written."""


class ReadError(MtcheckError):
    """An input that cannot be read as text in the stated or detected format."""


def nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the hint for a name that is not known: the known one that was probably meant, else what ``otherwise`` says."""
    from difflib import get_close_matches

    levelled = {one.lower().replace("_", "-"): one for one in known}
    near = get_close_matches(name.strip().lower().replace("_", "-").replace(" ", "-"), levelled, 1)
    return f"did you mean {levelled[near[0]]}?" if near else otherwise
