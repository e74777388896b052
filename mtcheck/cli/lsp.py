"""``mtcheck lsp``: the language server, for editors to start."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import click

from mtcheck.cli._language import language_code
from mtcheck.core.errors import ConfigError
from mtcheck.resolve import LEVELS

EPILOG = """\b
docs/editors.md has the settings for VS Code, Neovim, Emacs and Helix. The settings of mtcheck are those of the nearest mtcheck.toml
above each file, read again when they change.
"""


@click.command("lsp", epilog=EPILOG)
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, as it always does; some editors say so.")
@click.option("--config", "config_path", type=click.Path(path_type=Path, dir_okay=False), help="Config file instead of the nearest mtcheck.toml.")
@click.option("--scorer", metavar="auto|off|required|PATH", help="The language model that reads the text when nobody types.")
@click.option("--source-lang", callback=language_code, metavar="CODE", help="Language the texts were translated from (fr, es, de, ...).")
@click.option("--level", type=click.Choice(tuple(LEVELS)), help="How sure findings must be, as for `check`.")
def command(stdio: bool, config_path: Path | None, **flags: Any) -> None:
    """Serve an editor: findings as you type, why, and fixes (Language Server Protocol)."""
    try:
        import pygls  # noqa: F401
    except ImportError:
        raise ConfigError("the language server needs pygls", "lsp", "run pip install 'mtcheck[lsp]'") from None
    if sys.stdin is None or sys.stdin.isatty():
        raise ConfigError("an editor starts it and speaks with it over standard input", "lsp", "docs/editors.md says how")
    from mtcheck.cli._run import checker_of, options_of, scorer_of, with_flags
    from mtcheck.config import Config, load_config
    from mtcheck.desk.lsp.server import serve
    from mtcheck.desk.lsp.setups import Prepared
    from mtcheck.ruleset import load

    model = cache(scorer_of)
    if config_path is not None:
        load_config((), config_path)

    def prepare(found: Config) -> Prepared:
        config = with_flags(found, select=None, ignore=None, no_glossary=False, no_cache=False, **flags)
        ruleset = load(config.glossaries, config.rules, glossary=config.glossary)
        return Prepared(config, checker_of(replace(config, scorer="off"), ruleset), model(config.scorer, keep=config.cache), options_of(config))

    serve(prepare, config_path)
