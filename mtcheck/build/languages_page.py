"""Makes ``docs/languages.md``: python -m mtcheck.build.languages_page FILE.

What mtcheck has for each source language, counted in its pack and its glossaries.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from mtcheck.core.files import write_text
from mtcheck.core.resources import LANGUAGES, glossaries
from mtcheck.glossary.entries import glossary_files, read_glossary
from mtcheck.languages.language import Language, codes, language

COLUMNS = ("language", "code", "phrases", "words", "places", "words of several senses", "pronouns read in the source", "hearsay")
HEAD = """\
# Languages

Made by `make pages` from the packs (`mtcheck/languages/`) and the glossaries. English is always what is checked; the language is what it was translated from: `--source-lang`, `source-lang` in the
settings, a field of the format, or else what the source beside it reads as. Without any of these, traces in the English tell.

- **phrases**: entries that find calques, false friends, names and residue of that language in the English alone ([glossaries.md](glossaries.md));
- **words**, **places**: what the checks beside a source know the renderings of ([bilingual-checks.md](bilingual-checks.md)); **words of several senses**: whose wrong sense is looked for;
- **pronouns**: the source's own pronouns and their genders say whether *he* or *she* stands for a thing; **hearsay**: forms by which the press reports what others say (*aurait tué*, *soll getötet haben*: "reportedly killed").

Numbers, dates, negations, names and quotations are compared for every language of the table.

"""
TAIL = """
Phrases that any source may have left: {general}. Spinners' word pairs are among them.

Without a pack sentences are aligned and links compared, but not words, names and numbers. {others} more languages are told apart, so that none of them is taken for one with a pack: {names}.

A language is a folder: [CONTRIBUTING.md](../CONTRIBUTING.md) has what goes into it.
"""


def phrases(folder: str) -> int:
    """Return how many entries the glossaries of a folder have."""
    return sum(len(list(read_glossary(file))) for file in glossary_files(glossaries() / folder))


def row(pack: Language) -> tuple[str, ...]:
    """Return the cells of a language."""
    senses = {entry.word for entries in pack.senses.values() for entry in entries}
    counts = (phrases(f"{pack.code}-en"), len(pack.words), len(pack.places), len(senses))
    flags = (pack.reference is not None, pack.conditional is not None)
    return (pack.name, pack.code, *(f"{count:,}" if count else "" for count in counts), *("yes" if flag else "" for flag in flags))


def page() -> str:
    """Return the page."""
    packs = sorted((pack for code in codes() if code != "en" and (pack := language(code))), key=lambda pack: pack.name)
    rows = [COLUMNS, ("---",) * len(COLUMNS), *map(row, packs)]
    names = sorted(table["name"] for table in tomllib.loads((LANGUAGES / "others.toml").read_text("utf-8")).values())
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    return HEAD + table + "\n" + TAIL.format(general=f"{phrases('en'):,}", others=len(names), names=", ".join(names))


if __name__ == "__main__":
    write_text(Path(sys.argv[1]), [page()])
