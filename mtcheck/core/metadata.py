"""What a file or row says of its article besides the prose: title, date, authors, desk, source language.

Read from front matter (YAML between ``---``, TOML between ``+++``), from the head of a web page, from the fields of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mtcheck.core.errors import ReadError
from mtcheck.core.lazy import lazy

FRONT = lazy(r"(---|\+\+\+)[ \t]*\r?\n(.*?\n)?\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)
MARKDOWN, HTML = (".md", ".markdown", ".mdown", ".mkd"), (".html", ".htm", ".xhtml")
NAMES = {
    "title": "title headline og:title",
    "date": "date published pubdate publishdate publish_date published_at datepublished article:published_time dc.date created",
    "authors": "authors author byline by writer creator article:author dc.creator",
    "desk": "desk section department category categories channel article:section",
    "source_lang": "source_lang source_language original_language translated_from original_lang from_lang sourcelang sourcelanguage originallanguage",
}
"""What is kept, and the keys that say it, the surest first; in lower case, with underscores."""
DATES = ("%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")
"""Ways to write a date that can be read in one way only, beside ISO 8601."""
HEAD = 100_000
"""Code points in which the head of a page ends."""


def metadata(path: str, raw: str) -> dict[str, Any]:
    """Return what the decoded file says: ``title``, ``date`` (YYYY-MM-DD), ``authors`` (a list), ``desk``, ``source_lang``; what it does not say is left out.

    Raises ReadError with ``file:line`` where the front matter is no YAML or TOML.
    """
    name = path.lower().removesuffix(".gz")
    if name.endswith(MARKDOWN) and (front := FRONT.match(raw)):
        return said((_yaml if front[1] == "---" else _toml)(front[2] or "", path))
    if name.endswith(HTML):
        return said(_head(raw[:HEAD]))
    return {}


def said(fields: Mapping[Any, Any]) -> dict[str, Any]:
    """Return what fields say of an article, as ``metadata`` does; what is written in a way that is not read here is left out."""
    levelled = {str(key).lower().replace("-", "_"): value for key, value in fields.items()}
    found = {name: list(_texts(_first(levelled, keys.split()))) for name, keys in NAMES.items()}
    single: dict[str, str | None] = {name: texts[0] for name, texts in found.items() if texts and name != "authors"}
    if date := single.get("date"):
        single["date"] = _date(date)
    return {name: value for name, value in {**single, "authors": found["authors"]}.items() if value}


def _first(fields: Mapping[str, Any], keys: Iterable[str]) -> Any:
    return next((fields[key] for key in keys if fields.get(key) not in (None, "", [])), None)


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts of a value: of each item of a list, the name of what has one."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(value.get("name"))
    elif value is not None and (text := " ".join(str(value).split())):
        yield text


def _date(text: str) -> str | None:
    import datetime

    try:
        return datetime.datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        pass
    for form in DATES:
        try:
            return datetime.datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return None


def _yaml(text: str, path: str) -> Mapping[Any, Any]:
    import yaml

    try:
        found = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 2}" if mark else path
        raise ReadError(f"the front matter is no YAML ({getattr(error, 'problem', None) or error})", where, "put it right") from None
    return found if isinstance(found, dict) else {}


def _toml(text: str, path: str) -> Mapping[Any, Any]:
    import tomllib

    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"{path}:{int(line[1]) + 1}" if line else path
        raise ReadError(f"the front matter is no TOML ({error})", where, "put it right") from None


def _head(raw: str) -> Mapping[str, Any]:
    """Return the ``meta`` elements of a page, those of one name as a list."""
    from html.parser import HTMLParser

    found: dict[str, list[str]] = {}

    class Head(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            name = given.get("property") or given.get("name")
            if tag == "meta" and name and given.get("content"):
                found.setdefault(name.lower(), []).append(given["content"] or "")

    Head().feed(raw)
    return found
