"""What a folder of articles holds: formats, sources beside the articles, the languages that those were translated from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mtcheck import readers
from mtcheck.core.errors import ReadError
from mtcheck.core.metadata import metadata
from mtcheck.core.model import Document, Failure
from mtcheck.languages.telling import tellable_languages, told

ENGLISH = "en"
BEGINNING = 3_000
"""Characters of a file in which its language is looked for."""
CODE = re.compile(r"[a-z]{2,3}(?=[-_]|$)", re.IGNORECASE)
OF_REPOSITORY = re.compile(
    r"(?:readme|changelog|changes|contributing|licen[cs]e|code_of_conduct|security|authors|notice|todo)(?:[.-].*)?", re.IGNORECASE
)
"""Files at the top of a repository that are about it."""
LANGUAGE_FOLDER, LANGUAGE_SUFFIX = "../{lang}/{stem}", "{stem}.{lang}"


@dataclass
class Survey:
    """The files by their paths in the folder; ``languages`` what each article was translated from, ``other`` those that are not in English, with their language.

    ``sources`` are those of the others that stand beside an article, where ``pairs`` leads.
    """

    files: list[str]
    failures: list[Failure]
    pairs: str | None = None
    sources: list[str] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    of_repository: list[str] = field(default_factory=list)

    @property
    def articles(self) -> list[str]:
        """The files that are to be checked."""
        left = {*self.other, *self.of_repository}
        return [file for file in self.files if file not in left]

    @property
    def formats(self) -> Counter[str]:
        """How many articles there are of each format, by their suffixes."""
        return Counter(PurePosixPath(file).suffix.lower() for file in self.articles)

    @property
    def main_language(self) -> str | None:
        """What all articles were translated from of which that is known, or nearly all; None where there are several languages."""
        counts = Counter(self.languages.values())
        return next((code for code, count in counts.items() if count >= 0.9 * counts.total()), None)

    def by_folder(self) -> dict[str, str]:
        """Return folder -> language of the folders whose articles were all translated from one language."""
        found: dict[str, set[str]] = defaultdict(set)
        for file, code in self.languages.items():
            found[PurePosixPath(file).parent.as_posix()].add(code)
        return {folder: next(iter(codes)) for folder, codes in sorted(found.items()) if len(codes) == 1 and folder != "."}


def survey(folder: Path) -> Survey:
    """Return what the folder holds."""
    inputs = list(readers.expand([str(folder)]))
    files = [Path(item).relative_to(folder).as_posix() for item in inputs if isinstance(item, str)]
    found = Survey(files, [item for item in inputs if isinstance(item, Failure)])
    found.of_repository = [file for file in files if "/" not in file and OF_REPOSITORY.fullmatch(file)]
    beside = dict(_beside(files))
    found.sources = sorted({source for source, _, _ in beside.values()})
    found.pairs = next(iter(Counter(pattern for _, _, pattern in beside.values()).most_common(1)), (None, 0))[0]
    found.other = {source: code for source, code, _ in beside.values()}
    found.languages = {file: code for file, (_, code, _) in beside.items()}
    for file in found.articles:
        _read(folder, file, found)
    return found


def _beside(files: Iterable[str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield article -> (its source, the source's language, the pattern that leads there): a.fr.txt of a.txt or a.en.txt, fr/a.md of en/a.md."""
    there = set(files)
    for file in there:
        path = PurePosixPath(file)
        stem, _, code = path.stem.rpartition(".")
        if stem and code in tellable_languages() and code != ENGLISH:
            for article in (path.with_name(f"{stem}{path.suffix}"), path.with_name(f"{stem}.{ENGLISH}{path.suffix}")):
                if str(article) in there:
                    yield str(article), (file, code, f"{LANGUAGE_SUFFIX}{path.suffix}")
        elif (code := path.parent.name) in tellable_languages() and code != ENGLISH:
            article = path.parent.with_name(ENGLISH) / path.name
            if str(article) in there:
                yield str(article), (file, code, f"{LANGUAGE_FOLDER}{path.suffix}")


def _read(folder: Path, file: str, found: Survey) -> None:
    """Note what an article says of its language and its source's."""
    for item in readers.read(str(folder / file)):
        if isinstance(item, Failure):
            found.failures.append(item)
            return
        try:
            if code := stated(item):
                found.languages.setdefault(file, code)
        except ReadError as error:
            found.failures.append(Failure(error.where or item.path, error.what))
        reads = told(item.text[:BEGINNING])
        if reads and reads.code != ENGLISH and item.source is None:
            found.other[file] = reads.code
            found.languages.pop(file, None)
        return


def stated(document: Document) -> str | None:
    """Return what a document was translated from: as it states, or as its own source reads.

    Raises ReadError for front matter that cannot be read.
    """
    said = document.source_lang or document.meta.get("source_lang") or metadata(document.path, document.raw).get("source_lang")
    if said and (match := CODE.match(said)):
        return match[0].lower()
    reads = told(document.source[:BEGINNING]) if document.source else None
    return reads.code if reads else None
