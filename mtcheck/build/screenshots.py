"""Makes the pictures of ``docs/images``: python -m mtcheck.build.screenshots FOLDER (needs the dependency group ``browser``).

What is shown is made on the spot from articles of ``corpora``: the HTML report as ``mtcheck check`` writes it, in a Chromium without a screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from mtcheck import reporters
from mtcheck.checkers import checker
from mtcheck.core.model import Document

ARTICLE = Path(__file__).parents[2] / "corpora" / "annotated" / "fr-hodeidah-warehouse"
SETTLE = 400
"""Milliseconds between two looks at whether the page is painted."""
LOOKS = 100
ALIKE = 4
"""Looks one after the other that show the same, from which on nothing more is painted."""
PAINTED = 16
"""Colours from which on there is more than the empty page."""


class Picture(NamedTuple):
    """A picture: its name, width and height in pixels, the colour scheme, and JavaScript that brings the page where it is to be."""

    name: str
    width: int
    height: int
    dark: bool
    script: str


ARTICLE_SHOWN = "document.querySelector('section.document').scrollIntoView(); document.querySelector('#m1').focus()"
PICTURES = (
    Picture("report", 1100, 560, False, ""),
    Picture("article", 1100, 700, False, ARTICLE_SHOWN),
)


def report(folder: Path) -> Path:
    """Write the report of an article beside its source; return its file."""
    checks = checker(source_lang="fr")
    document = Document("article.en.txt", (ARTICLE / "mt.en.txt").read_text("utf-8"), source=(ARTICLE / "source.fr.txt").read_text("utf-8"))
    page = folder / "report.html"
    page.write_text("".join(reporters.load("html").render("mtcheck", [checks.check(document)], checks.ruleset.rules)), "utf-8")
    return page


def take(page: Path, picture: Picture, target: Path) -> None:
    """Write the picture of a page. One a process: the scheme is a flag of the browser."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"--no-sandbox --disable-gpu --blink-settings=preferredColorScheme={0 if picture.dark else 1}"
    from PySide6.QtCore import Qt, QTimer, QUrl
    from PySide6.QtGui import QImage
    from PySide6.QtWebEngineWidgets import QWebEngineView
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    view = QWebEngineView()
    view.resize(picture.width, picture.height)

    seen: list[QImage] = []

    def look() -> None:
        image = view.grab().toImage().convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither)
        seen.append(image)
        settled = image.colorCount() >= PAINTED and len(seen) >= ALIKE and all(one == image for one in seen[-ALIKE:])
        if settled or len(seen) == LOOKS:
            image.save(str(target))
            app.quit()
        else:
            QTimer.singleShot(SETTLE, look)

    view.loadFinished.connect(lambda _: view.page().runJavaScript(picture.script, lambda _: QTimer.singleShot(SETTLE, look)))
    view.load(QUrl.fromLocalFile(str(page)))
    view.show()
    app.exec()


def main(folder: str, chosen: str = "") -> None:
    """Write all pictures, each from a process of its own; or the one of the name."""
    if chosen:
        with tempfile.TemporaryDirectory() as temporary:
            (picture,) = (one for one in PICTURES if one.name == chosen)
            take(report(Path(temporary)), picture, Path(folder, f"{chosen}.png"))
        return
    import subprocess

    for one in PICTURES:
        subprocess.run([sys.executable, "-m", "mtcheck.build.screenshots", folder, one.name], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
