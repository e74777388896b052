"""The language codes that options take."""

from __future__ import annotations

import click

from mtcheck.core.codes import unfit


def language_code(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return an ISO 639 code as given; refuse what is none."""
    if value is not None and (reason := unfit(value)):
        raise click.BadParameter(reason, ctx, param)
    return value
