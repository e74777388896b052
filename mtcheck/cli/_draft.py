"""The commented ``mtcheck.toml`` of a folder."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from mtcheck.cli._survey import Survey
from mtcheck.languages.telling import tellable_languages

MOST = 20
"""Paths that are listed one by one."""
OPEN = """

# How sure findings must be: "safe", "balanced" (default) or "thorough".
# level = "balanced"

# From which severity on `mtcheck check` exits with 1: "minor" (default), "major", "critical" or "never".
# fail-on = "major"

# Rules to leave out; `mtcheck rules list` names them all, `mtcheck explain RULE` says what one finds.
# ignore = ["date-style"]

# What suggestions are written in: English as in "GB" or "US"; dates, times and sums as "AP" or "Guardian" has them.
# english = "GB"
# style = "Guardian"

# The language model: "auto" (default: used where it is installed), "off", "required" or a folder.
# scorer = "off"

# Your own phrases, terms and names (docs/glossaries.md, docs/bilingual-checks.md).
# glossaries = ["style/house.tsv"]
# terms = ["style/terms.tsv"]
# names = ["style/names.tsv"]

# How grave the findings of a rule are.
# [severity]
# calque = "major"
"""


def draft(found: Survey) -> str:
    """Return the config for what was found."""
    return (
        "\n".join(["# Settings of mtcheck; paths and patterns count from this folder.", *_language(found), *_pairs(found), *_exclude(found)])
        + OPEN
        + _overrides(found)
    )


def _language(found: Survey) -> Iterator[str]:
    code = found.main_language
    yield ""
    if code:
        yield f"# What the articles were translated from: {_name(code)}, as {len(found.languages)} of {len(found.articles)} say or show."
        yield f'source-lang = "{code}"'
    else:
        what = (
            "Several languages, so by folder below where one folder has one"
            if found.languages
            else "Not found out; findings are surer where it is known"
        )
        yield f"# What the articles were translated from. {what}."
        yield '# source-lang = "fr"'


def _pairs(found: Survey) -> Iterator[str]:
    yield ""
    if found.pairs and _told(found):
        yield f"# Where the source of an article stands ({len(found.sources)} have one); turns the bilingual checks on."
        yield f"pairs = {json.dumps(found.pairs)}"
    else:
        yield "# Where the source of an article stands; turns the bilingual checks on."
        yield '# pairs = "{stem}.{lang}.txt"'


def _told(found: Survey) -> bool:
    """Return whether the language of every article with a source beside it will be known."""
    return bool(found.main_language) or {PurePosixPath(file).parent.as_posix() for file in found.articles} <= set(found.by_folder())


def _exclude(found: Survey) -> Iterator[str]:
    patterns = [*(f"/{_escaped(file)}" for file in found.of_repository), *_of_other_languages(found)]
    yield ""
    yield "# Files that are not checked, as .gitignore writes them."
    if patterns:
        yield "exclude = ["
        yield from (f"    {json.dumps(pattern, ensure_ascii=False)}," for pattern in patterns)
        yield "]"
    else:
        yield '# exclude = ["drafts/"]'


def _of_other_languages(found: Survey) -> Iterator[str]:
    """Yield the files and folders that are not in English, but for the sources that ``pairs`` leads to."""
    known = found.sources if found.pairs and _told(found) else []
    left = [file for file in found.other if file not in known]
    folders = defaultdict(list)
    for file in left:
        folders[PurePosixPath(file).parent.as_posix()].append(file)
    english = {PurePosixPath(file).parent.as_posix() for file in found.articles}
    for folder, files in sorted(folders.items()):
        if folder != "." and not any(one == folder or one.startswith(f"{folder}/") for one in english):
            yield f"/{_escaped(folder)}/"
        else:
            yield from (f"/{_escaped(file)}" for file in sorted(files)[:MOST])


def _overrides(found: Survey) -> str:
    tables = (
        []
        if found.main_language
        else [
            f'\n[[overrides]]\npaths = [{json.dumps(f"/{_escaped(folder)}/", ensure_ascii=False)}]\nsource-lang = "{code}"\n'
            for folder, code in found.by_folder().items()
        ]
    )
    example = "\n# Settings of their own for some folders: select, ignore, severity, level, min-confidence, source-lang, english, style.\n"
    return example + ("".join(tables) or '# [[overrides]]\n# paths = ["sport/"]\n# ignore = ["number-format"]\n')


def _escaped(path: str) -> str:
    return re.sub(r"([\\*?\[\]!# ])", r"\\\1", path)


def _name(code: str) -> str:
    return tellable_languages().get(code, code)
