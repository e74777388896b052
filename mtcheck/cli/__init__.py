"""The command line. One module a command; a module's ``command`` is found by its name when it is called for.

Uses every room; alone prints and exits. One more command is one more module with ``command``.
"""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from typing import Any

import click

from mtcheck import __version__
from mtcheck.core.errors import MtcheckError

EXIT_FINDINGS, EXIT_USAGE, EXIT_INTERNAL = 1, 2, 3


class Commands(click.Group):
    """A group whose commands are the modules of a package."""

    def __init__(self, package: str, path: list[str], **settings: Any) -> None:
        super().__init__(**settings)
        self.package, self.path = package, path

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the modules."""
        return sorted(module.name.removesuffix("_") for module in pkgutil.iter_modules(self.path) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a module, importing it now."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{self.package}.{cmd_name}").command
        return command


EPILOG = """\b
Examples:
  mtcheck check article.txt                      findings in the terminal
  mtcheck check --source-lang fr --output report.html article.md
  mtcheck check --format sarif --fail-on major content/ > mtcheck.sarif
  mtcheck explain organisation-pronoun
"""


@click.command(
    cls=Commands,
    package=__name__,
    path=list(__path__),
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, prog_name="mtcheck")
def group() -> None:
    """Find machine-translation and word-spinner artefacts in English text."""


def main() -> None:
    """Run the command line; what the user can put right comes as one line on stderr, exit code 2."""
    try:
        group(prog_name="mtcheck")
    except MtcheckError as error:
        click.echo(f"mtcheck: {error.line()}", err=True)
        sys.exit(EXIT_USAGE)
