"""Makes the pictures of ``docs/images``: python -m mtcheck.build.screenshots FOLDER (needs the dependency group ``browser`` and an installed Chromium).

What is shown is made on the spot from articles of ``corpora``: the HTML report as ``mtcheck check`` writes it, in a Chromium without a screen.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mtcheck import reporters
from mtcheck.checkers import checker
from mtcheck.core.model import Document

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLE = Path(__file__).parents[2] / "corpora" / "annotated" / "fr-hodeidah-warehouse"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def installed() -> str | None:
    """Return the program of the installed Chromium; None where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


class Picture(NamedTuple):
    """A picture: its name, width and height in pixels, and JavaScript that brings the page where it is to be."""

    name: str
    width: int
    height: int
    script: str


PICTURES = (
    Picture("report", 1100, 560, "null"),
    Picture("article", 1100, 700, "document.querySelector('section.document').scrollIntoView(), document.querySelector('#m1').focus()"),
)


def report(folder: Path) -> Path:
    """Write the report of an article beside its source; return its file."""
    checks = checker(source_lang="fr")
    document = Document("article.en.txt", (ARTICLE / "mt.en.txt").read_text("utf-8"), source=(ARTICLE / "source.fr.txt").read_text("utf-8"))
    page = folder / "report.html"
    page.write_text("".join(reporters.load("html").render("mtcheck", [checks.check(document)], checks.ruleset.rules)), "utf-8")
    return page


def take(browser: Browser, page: Path, folder: Path) -> None:
    """Write all pictures of a page into a folder."""
    for picture in PICTURES:
        tab = browser.new_page(viewport={"width": picture.width, "height": picture.height})
        tab.goto(page.as_uri())
        tab.evaluate(picture.script)
        tab.screenshot(path=folder / f"{picture.name}.png")
        tab.close()


def main(folder: str) -> None:
    """Write all pictures."""
    from playwright.sync_api import sync_playwright

    program = installed()
    if program is None:
        sys.exit(f"needs one of {', '.join(PROGRAMS)} (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        take(browser, report(Path(temporary)), Path(folder))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
