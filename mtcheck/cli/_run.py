"""What every command needs that checks files: their options, the checker, the documents, the exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mtcheck import checkers, readers
from mtcheck.bilingual.pairing import LanguageOf, lacks_source, paired, source_path, told_together, with_reference, without_sources
from mtcheck.cli import _complete
from mtcheck.cli._elsewhere import without_other_languages
from mtcheck.cli._keeping import kept_of, with_troubles
from mtcheck.cli._language import language_code
from mtcheck.cli._notes import note
from mtcheck.config import AUTO, LOCALISATION, PROFILES, Config, processors
from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document, DocumentReport, Failure, Result
from mtcheck.core.resources import cache_folder, models_there
from mtcheck.core.text import counted
from mtcheck.pipeline import Checker
from mtcheck.readers import STDIN, Options, Stdin
from mtcheck.ruleset import Ruleset
from mtcheck.run import check_all
from mtcheck.suppression.suppressions import Usage

if TYPE_CHECKING:
    from mtcheck.changes import Changes
    from mtcheck.scorers.cache import CachedScorer

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]


def jobs(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Return a number of processes."""
    if value is None:
        return None
    if value == AUTO:
        return processors()
    if not value.isascii() or not value.isdecimal() or not int(value):
        raise click.BadParameter(f"{value!r} is neither a whole number from 1 on nor {AUTO}", ctx, param)
    return int(value)


SOURCE_OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--source",
        "source",
        type=click.Path(),
        metavar="FILE",
        help="The text that the checked file was translated from; turns the bilingual checks on.",
    ),
    click.option("--reference", type=click.Path(), metavar="FILE", help="A human translation of the checked file; sentences far from it are marked."),
    click.option("--pairs", metavar="PATTERN", help="Where each file's source stands, such as '{stem}.{lang}.txt'."),
    click.option(
        "--source-lang",
        callback=language_code,
        metavar="CODE",
        help="Language the text was translated from (fr, es, de, ...); without it told by the source, or by traces in the text.",
    ),
)
CHECKER_OPTIONS: tuple[Decorator, ...] = (
    click.option("--names", multiple=True, type=click.Path(path_type=Path), help="The house style of names (names.tsv); repeatable."),
    click.option(
        "--terms", multiple=True, type=click.Path(path_type=Path), help="Term list (.tsv, .csv, .tbx) to hold the text against; repeatable."
    ),
    click.option("--profile", type=click.Choice(PROFILES), help="prose (default), or localisation: end marks, spaces, brackets, case as well."),
    click.option("--ignore", metavar="RULES", shell_complete=_complete.rules, help="Leave these rules out."),
    click.option("--no-glossary", is_flag=True, help="Run without the shipped phrase lists."),
    click.option(
        "--scorer", metavar="auto|off|required|PATH", help="The language model that ranks and finds. Default: auto, which uses it when installed."
    ),
    click.option("--config", "config_path", type=click.Path(path_type=Path, dir_okay=False), help="Config file instead of the nearest mtcheck.toml."),
)
INPUT_OPTIONS: tuple[Decorator, ...] = (
    *CHECKER_OPTIONS,
    click.option("--no-cache", is_flag=True, help="Check everything anew, and keep nothing for the next run."),
    click.option("--jobs", callback=jobs, metavar="N|auto", help="Check in N processes, auto for one a processor. Default: 1."),
    click.option("--encoding", metavar="NAME", help="Encoding of the files; detected by default."),
    click.option("--target-column", metavar="NAME", help="Column of a table that holds the translation."),
    click.option("--source-column", metavar="NAME", help="Column of a table that holds the source."),
    click.option("--id-column", metavar="NAME", help="Column of a table that names its rows."),
    click.option("--sheet", metavar="NAME", help="Sheet of a workbook; the first by default."),
)


def with_options(options: Iterable[Decorator]) -> Callable[[Command], Command]:
    """Return the decorator that gives a command these options, in this order."""

    def decorate(command: Command) -> Command:
        for option in reversed(tuple(options)):
            command = option(command)
        return command

    return decorate


def with_flags(config: Config, **flags: Any) -> Config:
    """Return the config with the flags that were given on the command line."""
    lists = {name: _names(flags.pop(name)) for name in ("select", "ignore")}
    for name in ("glossary", "cache"):
        if flags.pop(f"no_{name}"):
            flags[name] = False
    given = {name: value for name, value in {**flags, **lists}.items() if value not in (None, ())}
    if "pairs" in given:
        given["tree"] = None
    if "level" in given:
        given.setdefault("min_confidence", None)
    decided = {*given, "level"} if "min_confidence" in given else {*given}
    return replace(config, **given, overrides=tuple(override.without(decided) for override in config.overrides))


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(part.strip() for part in text.split(",") if part.strip())


def checker_of(config: Config, ruleset: Ruleset) -> Checker:
    """Return the checker of a config.

    Raises ConfigError for a rule that does not exist, naming the option that has it.
    """
    context = click.get_current_context(silent=True)
    given = context.params if context else {}
    for option in ("select", "ignore"):
        for name in _names(given.get(option)) or ():
            if name not in ruleset.rules:
                raise checkers.unknown_rule(name, ruleset, f"--{option}")
    return checkers.checker_of(config, ruleset, scorer_of(config.scorer, keep=config.cache))


def scorer_of(setting: str, *, keep: bool = True) -> CachedScorer | None:
    """Return the scorer; where "auto" finds none, say so once on this machine."""
    if setting == "off" or (setting == "auto" and not models_there()):
        found = None
    else:
        from mtcheck.scorers.loading import scorer_for

        found = scorer_for(setting, keep=keep)
    if setting == "auto" and found is None:
        _say_once()
    return found


def _say_once() -> None:
    said = cache_folder() / "without-model"
    with suppress(OSError):
        if said.exists():
            return
    note("mtcheck: no language model is installed, so rules only; `mtcheck model install` adds one (this is said once)")
    with suppress(OSError):
        said.parent.mkdir(parents=True, exist_ok=True)
        said.touch()


def options_of(config: Config) -> Options:
    """Return what the readers are to know of the settings."""
    return Options(config.encoding, config.target_column, config.source_column, config.id_column, config.sheet)


def files_read(inputs: Iterable[str | Failure], config: Config, *named: str | None) -> list[str | Path]:
    """Return all files that a run reads, which no output may replace: the inputs, those that options name and those of the config."""
    files = [item for item in inputs if isinstance(item, str)]
    beside = [source_path(file, config.pairs, config.language_of(file)) for file in files] if config.pairs else []
    settings = [*config.glossaries, *config.rules, *config.terms, *config.names, config.suppressions, config.baseline, config.origin]
    return [file for file in (*files, *named, *beside, *settings) if file is not None and str(file) != STDIN]


def results_of(
    config: Config,
    checker: Checker,
    inputs: Iterable[str | Failure],
    source: str | None = None,
    stdin: Stdin | None = None,
    reference: str | None = None,
    changes: Changes | None = None,
) -> Iterator[Result]:
    """Yield the result of every document of the inputs, with its source where one is given; with ``changes`` of the content that they have."""
    rows = documents_of(config, checker, inputs, source, stdin, reference, changes)
    kept = kept_of(checker, config)
    results = _noted(with_troubles(check_all(checker, rows, config.jobs, kept), kept, checker), checker)
    if config.profile == LOCALISATION:
        from mtcheck.consistency import across

        results = across(results, lambda path: checker.at(path).selection, checker.suppressions)
    return results if changes else _with_unused(results, Usage(checker.suppressions, checker.runs))


def documents_of(
    config: Config,
    checker: Checker,
    inputs: Iterable[str | Failure],
    source: str | None = None,
    stdin: Stdin | None = None,
    reference: str | None = None,
    changes: Changes | None = None,
) -> Iterator[Document | Failure]:
    """Yield the documents of the inputs as they are checked, each with its source and reference where such are given."""
    options = options_of(config)
    read = _documents(translations(inputs, config, source), options, stdin, changes)
    if source is None and not config.pairs:
        read = without_other_languages(read)
    documents = paired(with_reference(read, reference, options), source, config.pairs, options, config.language_of, config.tree)
    if config.pairs and not source:
        documents = _with_lacking(documents, config.pairs, config.language_of)
    return documents if checker.source_lang else told_together(documents)


def translations(inputs: Iterable[str | Failure], config: Config, source: str | None) -> list[str | Failure]:
    """Return the inputs without the sources that ``--pairs`` finds among them, which are no English to check; raise ConfigError where nothing else is there."""
    given = list(inputs)
    if not config.pairs or source:
        return given
    kept = without_sources(given, config.pairs, config.language_of)
    sources = len(given) - len(kept)
    if sources and not kept:
        raise ConfigError(f"nothing to check, since by the pattern {config.pairs!r} all inputs are sources", "--pairs", "name the translations")
    if sources:
        note(f"mtcheck: {sources} of {len(given)} files are sources by the pattern {config.pairs!r} and not checked themselves")
    return kept


def _with_lacking(documents: Iterable[Document | Failure], pattern: str, language_of: LanguageOf) -> Iterator[Document | Failure]:
    """Yield the documents; say on stderr in the end which file, or how many, have no source."""
    lacking: set[str] = set()
    first = ""
    for item in documents:
        if isinstance(item, Document) and item.path not in lacking and lacks_source(item, pattern, language := language_of(item.path)):
            what = "has no name to pair; --stdin-name gives one" if item.path == STDIN else f"no source {source_path(item.path, pattern, language)}"
            first = first or f"{item.path}: {what}"
            lacking.add(item.path)
        yield item
    if len(lacking) > 1:
        note(f"mtcheck: {first}, and none of {counted(len(lacking) - 1, 'other file')} by the pattern {pattern!r}; checked without")
    elif lacking:
        note(f"mtcheck: {first}; checked without")


def _noted(results: Iterable[Result], checker: Checker) -> Iterator[Result]:
    """Yield the results; say on stderr, once a language, that names, numbers and negations of a source cannot be read."""
    said = set()
    for result in results:
        code = _language_of(result, checker)
        if code and code not in said:
            from mtcheck.languages.language import codes, language

            said.add(code)
            if language(code) is None:
                known = ", ".join(one for one in codes() if one != "en")
                note(f"mtcheck: no language pack for {code}: sentences are aligned, words, names and numbers not compared; there are {known}")
        yield result


def _language_of(result: Result, checker: Checker) -> str | None:
    """Return the language of a source, stated or told; None where there is no source."""
    if not isinstance(result, DocumentReport) or result.document.source is None:
        return None
    return checker.at(result.document.path).source_lang or result.document.source_lang or (result.told.code if result.told else None)


def _documents(
    inputs: Iterable[str | Failure], options: Options, stdin: Stdin | None, changes: Changes | None = None
) -> Iterator[Document | Failure]:
    for item in inputs:
        if isinstance(item, Failure):
            yield item
        elif other := changes and changes.content(item):
            yield from readers.read(STDIN, options, stdin=other)
        else:
            yield from readers.read(item, options, stdin=stdin)


def _with_unused(results: Iterable[Result], usage: Usage) -> Iterator[Result]:
    """Yield the results; say on stderr which suppressions did nothing."""
    for result in results:
        if isinstance(result, DocumentReport):
            for line in usage.watch(result):
                note(f"mtcheck: {line}")
        yield result
    for line in usage.unused():
        note(f"mtcheck: {line}")
