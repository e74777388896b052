"""The language codes that options take."""

from __future__ import annotations

import click

from mtcheck.config import LANGUAGE_CODE


def language_code(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return an ISO 639 code as given; refuse the name of a language."""
    if value is not None and not LANGUAGE_CODE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no language code; write fr, es, de, pt-BR, ...", ctx, param)
    return value
