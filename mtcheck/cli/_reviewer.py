"""The reviewer of a run: its options, where texts go, what it cost. No setting of a config file can name one."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mtcheck.cli._notes import note
from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Result
from mtcheck.core.resources import cache_folder
from mtcheck.core.text import counted

if TYPE_CHECKING:
    from mtcheck.reviewer.budget import Limits
    from mtcheck.reviewer.endpoint import Endpoint
    from mtcheck.reviewer.remote import RemoteReviewer

KEY = "MTCHECK_REVIEWER_KEY"
SHOWN = 5
"""Models of a server that a message names."""


class Wanted(NamedTuple):
    """The reviewer that the options name; ``model`` None takes the only one that the server has."""

    address: str
    model: str | None
    limits: Limits


def _price(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[float, float] | None:
    """Return the prices of a million tokens, asked and answered."""
    if value is None:
        return None
    try:
        asked, answered = (float(part) for part in value.split("/"))
    except ValueError:
        raise click.BadParameter(f"{value!r} is not ASKED/ANSWERED, such as 0.15/0.60", ctx, param) from None
    if not all(math.isfinite(one) and one >= 0 for one in (asked, answered)):
        raise click.BadParameter(f"{value!r} has a price that is no number from 0 on", ctx, param)
    return asked, answered


REVIEWER_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--reviewer",
        metavar="URL",
        help=f"Ask a model of this OpenAI-compatible endpoint what an editor would change. The texts, and their sources, are sent there; {KEY} holds the key.",
    ),
    click.option("--reviewer-model", metavar="NAME", help="The model to ask; by default the only one that the endpoint has."),
    click.option("--reviewer-max-tokens", type=click.IntRange(16), metavar="N", help="Tokens of an answer at most. Default: 1000."),
    click.option("--reviewer-timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="Wait so long for an answer. Default: 60."),
    click.option("--reviewer-max-requests", type=click.IntRange(1), metavar="N", help="Ask so often in a run at most. Default: 500."),
    click.option("--reviewer-price", callback=_price, metavar="ASKED/ANSWERED", help="What a million tokens cost, asked and answered: 0.15/0.60."),
    click.option("--reviewer-max-cost", type=click.FloatRange(0, min_open=True), metavar="N", help="Spend so much at most; needs --reviewer-price."),
)


def wanted(flags: dict[str, Any]) -> Wanted | None:
    """Take the options of the reviewer out of the flags; None without --reviewer. Raises ConfigError for options that need another."""
    address, model = flags.pop("reviewer"), flags.pop("reviewer_model")
    given = {name: flags.pop(f"reviewer_{name}") for name in ("max_tokens", "timeout", "max_requests", "price", "max_cost")}
    if address is None:
        for name, value in {"model": model, **given}.items():
            if value is not None:
                raise ConfigError("it says nothing without --reviewer URL", f"--reviewer-{name.replace('_', '-')}", "add --reviewer, or leave it out")
        return None
    if given["max_cost"] is not None and given["price"] is None:
        raise ConfigError("what a token costs is not known", "--reviewer-max-cost", "add --reviewer-price ASKED/ANSWERED")
    from mtcheck.reviewer.budget import Limits

    named = {"requests": "max_requests", "answer_tokens": "max_tokens", "timeout": "timeout", "price": "price", "cost": "max_cost"}
    return Wanted(address, model, Limits(**{field: given[name] for field, name in named.items() if given[name] is not None}))


def reviewer_of(chosen: Wanted, *, keep: bool) -> RemoteReviewer:
    """Return the reviewer, once it was said where texts go; its answers are kept between runs if ``keep``.

    Raises ConfigError where the address is none, or nobody says which model is meant.
    """
    from mtcheck.reviewer import calibration, prompt
    from mtcheck.reviewer.endpoint import Endpoint
    from mtcheck.reviewer.remote import RemoteReviewer

    endpoint = Endpoint(chosen.address, os.environ.get(KEY, ""), chosen.limits.timeout)
    click.echo(f"mtcheck: texts are sent to {endpoint.described()}", err=True)
    model = chosen.model or _only_model(endpoint)
    if not model.isprintable() or not model.strip():
        raise ConfigError("no name of a model", "--reviewer-model", "name it as the endpoint does")
    measured = calibration.read(cache_folder(), f"{model} {prompt.VERSION}")
    if not calibration.total(measured).all:
        sure = calibration.UNMEASURED
        note(f"mtcheck: {model} was never measured here, so its findings have confidence {sure}; `mtcheck evaluate --calibrate` measures it")
    return RemoteReviewer(endpoint, model, chosen.limits, measured, cache_folder() if keep else None)


def _only_model(endpoint: Endpoint) -> str:
    """Return the only model that a server has."""
    from mtcheck.reviewer.endpoint import EndpointError

    try:
        names = endpoint.models()
    except EndpointError as error:
        raise ConfigError(f"cannot ask which models there are: {error}", "--reviewer", "name one with --reviewer-model") from None
    if len(names) == 1:
        return names[0]
    known = ", ".join(name for name in names[:SHOWN] if name.isprintable())
    raise ConfigError(
        f"the endpoint has {counted(len(names), 'model')}", "--reviewer", f"name one with --reviewer-model{f': {known}' if known else ''}"
    )


def with_spent(results: Iterable[Result], reviewer: RemoteReviewer | None) -> Iterator[Result]:
    """Yield the results; then say on stderr what the reviewer was asked and what that cost."""
    try:
        yield from results
    finally:
        if reviewer and (reviewer.budget.requests or reviewer.known):
            note(f"mtcheck: reviewer: {_spent(reviewer)}")


def _spent(reviewer: RemoteReviewer) -> str:
    spent = reviewer.budget
    parts = [f"{counted(spent.requests, 'request')}, {spent.asked:,} tokens asked and {spent.answered:,} answered"]
    parts += [f"cost {spent.cost:.4f}"] if spent.limits.price else []
    parts += [f"{counted(reviewer.known, 'answer')} kept from before"] if reviewer.known else []
    return ", ".join(parts)
