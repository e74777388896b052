"""The command line. One module a command; a module's ``command`` is found by its name when it is called for.

Uses every room; alone prints and exits. One more command is one more module with ``command``.
"""

from __future__ import annotations

import gc
import os
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from mtcheck.core.errors import ConfigError, MtcheckError, nearest

EXIT_FINDINGS, EXIT_USAGE, EXIT_INTERNAL = 1, 2, 3
EXIT_INTERRUPTED, EXIT_PIPE = 130, 141
"""128 and the number of SIGINT, of SIGPIPE."""
YOUNG = 50_000
"""Objects that are made before cycles of dead ones are looked for. Hardly any here are dead, and Python's 700 would mean hundreds of looks in a short run."""


class ClosedPipeError(Exception):
    """Nobody reads the output any more. Not an OSError, since click would leave with the exit code for findings."""


@contextmanager
def _pipes() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ClosedPipeError from None


class Group(click.Group):
    """A group that guesses which command was meant."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of the arguments; raise ConfigError where there is none of that name."""
        name, known = args[0], self.list_commands(ctx)
        if name.startswith("-") or name in known or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        if Path(name).exists():
            raise ConfigError(f"no command {name!r}", hint=f"to check it: mtcheck check {name}")
        raise ConfigError(f"no command {name!r}", hint=nearest(name, known, f"there are {', '.join(known)}"))


class Commands(Group):
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

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Return the context; raise ClosedPipeError where the help was not read to its end."""
        with _pipes():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raise ClosedPipeError where its output was not read to its end."""
        with _pipes():
            return super().invoke(ctx)


EPILOG = """\b
Examples:
  mtcheck check article.txt                      findings in the terminal
  mtcheck check --source-lang fr --output report.html article.md
  mtcheck check --format sarif --fail-on major content/ > mtcheck.sarif
  mtcheck explain organisation-pronoun
"""


def _version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    """Print the version, in the manner of a report's signature, and leave."""
    if not asked or ctx.resilient_parsing:
        return
    from mtcheck.cli._version import line

    click.echo(line())
    ctx.exit()


@click.command(
    cls=Commands,
    package=__name__,
    path=list(__path__),
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and what findings depend on besides."
)
def group() -> None:
    """Find machine-translation and word-spinner artefacts in English text."""


def main() -> None:
    """Run the command line.

    What the user can put right comes as one line on stderr with exit code 2, what mtcheck itself does wrong as a traceback with exit code 3; a run that is
    interrupted exits as a shell says it, 128 and the number of the signal.
    """
    gc.set_threshold(YOUNG)
    try:
        _invoke()
    except MtcheckError as error:
        _leave(EXIT_USAGE, f"mtcheck: {error.line()}")
    except (KeyboardInterrupt, click.Abort):
        _leave(EXIT_INTERRUPTED, "mtcheck: interrupted")
    except (BrokenPipeError, ClosedPipeError):
        silence()
        sys.exit(EXIT_PIPE)
    except OSError as error:
        silence()
        _leave(EXIT_USAGE, f"mtcheck: {error.filename or 'standard output'}: {error.strerror or error}")
    except Exception:  # noqa: BLE001  exit code 1 would say that there are findings
        import traceback

        _leave(EXIT_INTERNAL, f"{traceback.format_exc()}mtcheck: something inside failed; please report it with the lines above")
    finally:
        gc.freeze()  # the memory goes as a whole: no last look for cycles


def _invoke() -> None:
    """Run the command line; what goes wrong is raised."""
    try:
        code = group.main(prog_name="mtcheck", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except SystemExit as end:
        code = end.code
    if sys.stdout is not None:
        sys.stdout.flush()
    sys.exit(code)


def _leave(code: int, message: str) -> NoReturn:
    with suppress(OSError):
        click.echo(message, err=True)
    sys.exit(code)


def silence() -> None:
    """Let what is still to be written to standard output go nowhere, so that nothing fails again when the program ends."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
