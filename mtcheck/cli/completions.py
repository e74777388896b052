"""``mtcheck completions SHELL``: what a shell reads to complete commands, options and their values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

VARIABLE = "_MTCHECK_COMPLETE"
"""What click looks at when a shell asks for completions."""
EPILOG = """\b
Examples:
  mtcheck completions bash > ~/.local/share/bash-completion/completions/mtcheck
  mtcheck completions zsh > ~/.zfunc/_mtcheck        # with fpath+=~/.zfunc before compinit
  mtcheck completions fish > ~/.config/fish/completions/mtcheck.fish
"""


@click.command("completions", epilog=EPILOG)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(shell: str) -> None:
    """Write the completion script of a shell."""
    from mtcheck.cli import group

    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(group, {}, "mtcheck", VARIABLE).source())
