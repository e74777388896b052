"""Term lists of a publication or client: what a source term is called in English, what it must not be called, what stays as it is.

Formats: TSV and CSV with a header (``source``, ``target``; perhaps ``forbidden``, ``keep``, ``note``; several values separated by ``|``), and TBX
(ISO 30042, basic: one ``termEntry`` or ``conceptEntry`` a concept, terms by language, ``administrativeStatus`` deprecatedTerm-admn-sts for the forbidden).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mtcheck.core.encoding import decode
from mtcheck.core.errors import ConfigError, nearest
from mtcheck.languages.lists import PROCLITICS

COLUMNS = ("source", "target", "forbidden", "keep", "note")
ENDING = r"[^\W\d_]{0,3}"
"""Letters that inflection may add to a source word; the word itself may lose two of its own."""
SHORT = 4
HOW = "see docs/bilingual-checks.md"
YES, NO = frozenset({"yes", "true", "1", "x", "keep"}), frozenset({"", "no", "false", "0"})
UMLAUTS = {"a": "[aä]", "o": "[oö]", "u": "[uü]"}
"""What German plurals change."""
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts whose words are not set apart."""
ARABIC = re.compile(r"[\u0600-\u06ff]")
LAST_VOWEL = re.compile(r"[aou](?=[^aou]*$)")


class Term(NamedTuple):
    """A source term, how English must call it (any of ``target``), how it must not, and whether it stays as it is."""

    source: str
    target: tuple[str, ...]
    forbidden: tuple[str, ...]
    keep: bool
    where: str

    def source_pattern(self) -> re.Pattern[str]:
        """Return what finds the term in a source text, inflected or not."""
        words = r"\s+".join(_source_word(word) for word in self.source.split())
        before = rf"(?<!\w)(?:{PROCLITICS.pattern})?" if ARABIC.match(self.source) else "" if UNSPACED.match(self.source) else r"(?<!\w)"
        after = "" if UNSPACED.match(self.source[-1:]) else r"(?!\w)"
        return re.compile(before + words + after, 0 if self.source.isupper() else re.IGNORECASE)


def _source_word(word: str) -> str:
    if len(word) <= SHORT or word.isupper() or not word.isalpha() or UNSPACED.match(word):
        return re.escape(word)
    stem = word[:-2] if len(word) > 6 else word[:-1]
    return LAST_VOWEL.sub(lambda vowel: UMLAUTS[vowel.group()], stem) + ENDING


def english_pattern(term: str) -> re.Pattern[str]:
    """Return what finds an English term in all its forms: plural, possessive, the forms of a verb."""
    *first, last = term.split()
    stem = last[:-1] if last.endswith(("e", "y")) and len(last) > 3 else last
    doubled = f"{re.escape(last[-1])}?" if last[-1:].isalpha() else ""
    forms = rf"(?:{re.escape(last)}|{re.escape(stem)}{doubled}(?:s|es|ies|ied|ed|ing|e|y)?)(?:['’]s?)?"
    return re.compile(r"(?<!\w)" + r"[\s-]+".join([*map(re.escape, first), forms]) + r"(?!\w)", 0 if term.isupper() else re.IGNORECASE)


def read_terms(paths: Iterable[Path]) -> tuple[Term, ...]:
    """Return the terms of the files; a later file's entry for the same source replaces an earlier one's.

    Raises ConfigError with ``file:line`` for a file that does not follow its format.
    """
    found: dict[str, Term] = {}
    for path in paths:
        for term in _read(path):
            found[term.source.casefold()] = term
    return tuple(found.values())


def _read(path: Path) -> Iterator[Term]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"cannot read the terms ({error.strerror})", str(path)) from None
    text = decode(content, str(path))
    match path.suffix.lower():
        case ".tsv" | ".csv" | ".txt":
            yield from _table(text, path)
        case ".tbx" | ".xml":
            yield from _tbx(content, path)
        case _:
            raise ConfigError("no term list", str(path), "term lists are .tsv, .csv or .tbx files")


def _table(text: str, path: Path) -> Iterator[Term]:
    import csv

    first = text.partition("\n")[0]
    comma = ";" if ";" in first and "," not in first else ","
    rows = csv.reader(text.splitlines(), delimiter="\t" if path.suffix.lower() != ".csv" else comma)
    header = [name.strip().lower() for name in next(rows, [])]
    if "source" not in header or not {"target", "forbidden", "keep"} & set(header):
        raise ConfigError("no columns `source` and `target`", f"{path}:1", f"the first line names them: {', '.join(COLUMNS)}")
    if unknown := next((name for name in header if name not in COLUMNS), None):
        raise ConfigError(f"unknown column {unknown!r}", f"{path}:1", nearest(unknown, COLUMNS, f"columns are {', '.join(COLUMNS)}"))
    for number, cells in enumerate(rows, 2):
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if not any(row.values()) or row.get("source", "").startswith("#"):
            continue
        if not row.get("source"):
            raise ConfigError("a term without a source", f"{path}:{number}", HOW)
        if (said := row.get("keep", "").lower()) not in YES | NO:
            raise ConfigError(f"`keep` is {said!r}", f"{path}:{number}", "write yes, or leave it empty")
        keep = said in YES
        term = Term(row["source"], _values(row.get("target", "")), _values(row.get("forbidden", "")), keep, f"{path}:{number}")
        if not (term.target or term.forbidden or keep):
            raise ConfigError("a term without a target", f"{path}:{number}", HOW)
        yield term


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def _tbx(content: bytes, path: Path) -> Iterator[Term]:
    """Yield the terms of a TBX file whose languages are English and one other."""
    from xml.etree.ElementTree import ParseError, XMLParser, fromstring

    if b"<!ENTITY" in content:
        raise ConfigError("entity declarations are not read", str(path), "remove them from the file")
    try:
        root = fromstring(content, XMLParser())
    except ParseError as error:
        raise ConfigError(f"broken XML ({error})", f"{path}:{error.position[0]}") from None
    for entry in root.iter():
        if _name(entry.tag) not in {"termEntry", "conceptEntry"}:
            continue
        by_language: dict[bool, list[tuple[str, bool]]] = {True: [], False: []}
        for section in entry.iter():
            if _name(section.tag) in {"langSet", "langSec"}:
                code = section.get("{http://www.w3.org/XML/1998/namespace}lang", "")
                by_language[code.lower().startswith("en")] += [(term, bad) for term, bad in _terms(section)]
        english = by_language[True]
        for source, _ in by_language[False]:
            target, forbidden = (tuple(term for term, bad in english if bad is wanted) for wanted in (False, True))
            if target or forbidden:
                yield Term(source, target, forbidden, False, str(path))


def _terms(section: object) -> Iterator[tuple[str, bool]]:
    """Yield (term, whether it is deprecated) of a language section."""
    from xml.etree.ElementTree import Element

    assert isinstance(section, Element)
    for group in section.iter():
        if _name(group.tag) in {"tig", "ntig", "termSec"}:
            text = next((one.text or "" for one in group.iter() if _name(one.tag) == "term"), "").strip()
            bad = any(one.get("type") == "administrativeStatus" and "deprecated" in (one.text or "") for one in group.iter())
            if text:
                yield text, bad


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
