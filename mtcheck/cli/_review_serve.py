"""``mtcheck review serve``: the review for a team, with accounts, where others reach it."""

from __future__ import annotations

from typing import Any

import click

from mtcheck.cli._review_options import REVIEW_OPTIONS
from mtcheck.cli._run import with_options
from mtcheck.core.errors import ConfigError

EPILOG = """\b
Examples:
  mtcheck review user add Ada --role admin --database sqlite:////srv/review.sqlite3
  mtcheck review serve --auth --database sqlite:////srv/review.sqlite3 --proxy 127.0.0.1 --allowed-host review.example.org news/
  mtcheck review serve --auth --host 0.0.0.0 --allowed-host review.example.org --certfile cert.pem --keyfile key.pem news/

\b
Without --auth the review is for this machine alone. With it people sign in, and the server speaks https, or stands behind a proxy that does.
docs/review.md has an example of each.
"""


@click.command("serve", epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATHS... | REPORT.json]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8750, show_default=True, help="Port to listen at; 0 is any that is free.")
@click.option("--auth", is_flag=True, help="People sign in; `mtcheck review user add` makes accounts.")
@click.option("--allowed-host", "allowed", multiple=True, metavar="NAME[:PORT]", help="A name that browsers call the server by; repeatable.")
@click.option("--proxy", metavar="ADDRESS", help="Address or network of the proxy before the server that speaks https with browsers.")
@click.option("--certfile", metavar="FILE", help="Certificate (PEM) with which the server speaks https itself.")
@click.option("--keyfile", metavar="FILE", help="The key of the certificate (PEM).")
@with_options(REVIEW_OPTIONS)
def serve(
    paths: tuple[str, ...],
    host: str,
    port: int,
    auth: bool,
    allowed: tuple[str, ...],
    proxy: str | None,
    certfile: str | None,
    keyfile: str | None,
    database: str | None,
    **flags: Any,
) -> None:
    """Serve the review to a team. Without PATHS it shows what is in the --database, and writes into no file."""
    from mtcheck.cli._reviewing import needed, run
    from mtcheck.desk.review.exposing import Exposure

    needed(accounts=auth)
    if not paths and not database:
        raise ConfigError("nothing to serve", hint="name files or folders, a report, or a --database")
    if (certfile is None) != (keyfile is None):
        raise ConfigError("a certificate needs its key", "--certfile", "give --certfile and --keyfile")
    certificate = (certfile, keyfile) if certfile and keyfile else None
    run(paths, port, Exposure(host, auth, allowed, proxy, certificate), database=database, **flags)
