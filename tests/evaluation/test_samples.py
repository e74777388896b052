"""The committed sample reports: what mtcheck says of three articles of the corpora, so that a change of any rule shows what it moves.

Set MTCHECK_GOLDEN=write to write them anew, and read the difference before committing it.
"""

import os
from pathlib import Path

import pytest

from mtcheck import reporters
from mtcheck.core.model import Document
from mtcheck.pipeline import Checker

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "reports" / "samples"
ARTICLES = ("fr-hodeidah-warehouse",)
FORMATS = {"terminal": "txt", "html": "html", "json": "json"}


def articles():
    folders = sorted((ROOT / "corpora" / "annotated").iterdir())
    chosen = [folder for folder in folders if folder.name in ARTICLES]
    return chosen + [next(folder for folder in folders if folder.name.startswith(code)) for code in ("de-", "es-")]


@pytest.mark.parametrize("folder", articles(), ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", FORMATS)
def test_sample_report(folder, name, checker: Checker):
    path = folder.relative_to(ROOT) / "mt.en.txt"
    report = checker.check(Document(path.as_posix(), (ROOT / path).read_text("utf-8")))
    text = "".join(reporters.load(name).render("mtcheck sample", [report], checker.ruleset.rules))
    sample = SAMPLES / f"{folder.name}.{FORMATS[name]}"
    if os.environ.get("MTCHECK_GOLDEN") == "write":
        sample.parent.mkdir(parents=True, exist_ok=True)
        sample.write_bytes(text.encode())
    assert text == sample.read_bytes().decode()
