"""The exceptions that carry one clear line to the person at the terminal."""

from __future__ import annotations


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
        return " ".join(text.split())


class ConfigError(MtcheckError):
    """A config file, rule file or glossary file that cannot be used as written."""


class ReadError(MtcheckError):
    """An input that cannot be read as text in the stated or detected format."""
