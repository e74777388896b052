"""The documentation as a site (built strictly, without a network), its generated pages and pictures, and the links between the files themselves."""

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from mtcheck import readers, reporters
from mtcheck.build import languages_page
from mtcheck.build.screenshots import PICTURES, report, take

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "corpora" / "README.md", *sorted(DOCS.rglob("*.md"))]
LOADED = re.compile(r"""<(?:script|img|link|iframe|source)\b[^>]*\b(?:src|href)=["']?((?:https?:)?//[^"'\s>]+)""")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("material", reason="needs the dependency group `docs`")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    return folder


def test_every_page_is_built_and_loads_nothing_from_elsewhere(site):
    pages = {path.relative_to(site).with_suffix("").as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    wanted = {page.relative_to(DOCS).with_suffix("").as_posix().replace("README", "index") for page in DOCS.rglob("*.md")}
    assert wanted | {"contributing", "changelog", "corpora"} <= set(pages)
    assert {address for text in pages.values() for address in LOADED.findall(text)} == set()
    assert not [path for path in site.rglob("*.css") if re.search(r"url\((?:https?:)?//", path.read_text("utf-8"))]


def test_links_out_of_the_folder_lead_to_pages_of_the_site(site):
    assert 'href="gitlab-ci.yml"' in (site / "ci.html").read_text("utf-8")
    assert 'href="corpora.html"' in (site / "evaluation.html").read_text("utf-8")
    assert 'href="glossaries.html"' in (site / "contributing.html").read_text("utf-8")
    assert (site / "gitlab-ci.yml").read_bytes() == (ROOT / "templates" / "gitlab-ci.yml").read_bytes()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_files_lead_somewhere(page):
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text)) if "://" not in target]
    assert not [target for target in targets if target and not (page.parent / target).exists()]


def test_a_link_to_nowhere_ends_the_build(tmp_path):
    pytest.importorskip("material", reason="needs the dependency group `docs`")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A\n[gone](gone.md), [far](../far.txt), [no such part](#gone)\n", encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("nav:\n")[0].replace("[mtcheck/build/site.py]", f"[{ROOT}/mtcheck/build/site.py]")
    (tmp_path / "mkdocs.yml").write_text(
        settings.partition("not_in_nav")[0] + "nav: [index.md, contributing.md, changelog.md, corpora.md]\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and all(name in done.stderr for name in ("gone.md", "../far.txt", "#gone"))


def test_the_page_of_the_languages_is_what_the_packs_say():
    assert (DOCS / "languages.md").read_text("utf-8") == languages_page.page(), "run `make pages`"


def test_the_page_of_the_formats_has_all_of_them():
    text = (DOCS / "formats.md").read_text("utf-8")
    missing = [name for name in (*readers.formats(), *reporters.names()) if f"`{name}`" not in text]
    assert not missing


class TestPictures:
    @staticmethod
    def size(file: Path) -> tuple[int, int]:
        content = file.read_bytes()
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        return struct.unpack(">II", content[16:24])

    def test_they_are_there_small_and_shown(self):
        shown = {name for page in DOCS.glob("*.md") for name in re.findall(r"\]\(images/([\w-]+)\.png\)", page.read_text("utf-8"))}
        assert shown == {picture.name for picture in PICTURES} == {file.stem for file in (DOCS / "images").iterdir()}
        for picture in PICTURES:
            file = DOCS / "images" / f"{picture.name}.png"
            assert self.size(file) == (picture.width, picture.height) and file.stat().st_size < 200_000

    @pytest.mark.browser
    def test_the_script_makes_them(self, chromium, tmp_path):
        take(chromium, report(tmp_path), tmp_path)
        for picture in PICTURES:
            file = tmp_path / f"{picture.name}.png"
            assert self.size(file) == (picture.width, picture.height) and file.stat().st_size > 15_000
