"""Which files are read where a folder is named, and what is said of what is no file to read."""

import pytest

from mtcheck import readers
from mtcheck.core.model import Document, Failure


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    return tmp_path


def expanded(*paths):
    return [item if isinstance(item, str) else item.message for item in readers.expand(paths)]


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_hidden_folders_and_those_of_packages_are_left_out(site):
    write(site, dict.fromkeys(("a.md", ".git/b.md", ".cache/c.md", "node_modules/d/e.md", ".f.md", "g/__pycache__/h.md", "g/i.md"), "x"))
    assert expanded(".") == ["a.md", "g/i.md"]
    assert expanded("node_modules/d/e.md", ".f.md") == ["node_modules/d/e.md", ".f.md"]


def test_gitignore_holds_as_git_has_it(site):
    names = ("a.md", "draft.md", "build/b.md", "keep/draft.md", "keep/only.md", "src/build/c.md", "src/build.md", "logs/x.txt", "logs/y.txt")
    write(site, dict.fromkeys(names, "x"))
    write(
        site,
        {
            ".gitignore": "\ufeff# ours\n\ndraft.md\n/build/\nlogs/*\n!logs/y.txt\n!\n[\n",
            "keep/.gitignore": "!draft.md\nonly.md\n",
            "src/.gitignore": "/build/\n",
        },
    )
    assert expanded(".") == ["a.md", "keep/draft.md", "logs/y.txt", "src/build.md"]


def test_what_is_in_a_folder_may_be_taken_back(site):
    write(site, {"a/x.md": "x", "a/y.md": "y", "a/b/y.md": "y", ".gitignore": "a/**\n!y.md\n"})
    assert expanded(".") == ["a/y.md"]


def test_what_is_named_is_checked(site):
    write(site, {"build/a.md": "x", "build/b.md": "x", ".gitignore": "build/\n*.tmp.md\n", "c.tmp.md": "x", ".git/HEAD": ""})
    assert expanded("build/a.md", "c.tmp.md") == ["build/a.md", "c.tmp.md"]
    assert expanded("b*/*.md") == ["build/a.md", "build/b.md"]
    assert expanded("build") == ["build/a.md", "build/b.md"]


def test_the_files_above_a_folder_hold_in_a_repository(site, monkeypatch):
    write(site, {"content/news/draft.md": "x", "content/news/a.md": "x", ".gitignore": "draft.md\n"})
    assert expanded("content") == ["content/news/a.md", "content/news/draft.md"]
    (site / ".git").mkdir()
    assert expanded("content") == ["content/news/a.md"]
    monkeypatch.chdir(site / "content" / "news")
    assert expanded(".") == ["a.md"] and expanded("..") == ["../news/a.md"]


def test_a_folder_of_which_nothing_is_left_is_said(site):
    write(site, {"a.md": "x", ".gitignore": "*.md\n"})
    (message,) = expanded(".")
    assert message.startswith("no articles in the folder but 1 that .gitignore leaves out")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("a.pdf", "a PDF, which has no paragraphs that could be checked; convert it with: pdftotext a.pdf article.txt"),
        ("a.ODT", "convert it with: soffice --headless --convert-to docx a.ODT"),
        ("a.rtf", "--convert-to docx a.rtf"),
        ("the old one.doc", "--convert-to docx 'the old one.doc'"),
        ("a.epub", "pandoc"),
        ("a.pdf.gz", "a PDF"),
    ],
)
def test_formats_that_are_not_read_say_how_to_convert_them(path, words, site):
    write(site, {path: "x"})
    (failure,) = readers.read(path)
    assert isinstance(failure, Failure) and failure.where == path and words in failure.message
    assert expanded("gone.pdf") == ["no such file or folder; check the path"]
    (failure,) = readers.read("-", stdin=readers.Stdin("b.pdf", b"x"))
    assert "a PDF" in failure.message


def test_an_address_says_how_to_fetch_it():
    (message,) = expanded("https://example.org/a?b=[c]&d")
    assert message == (
        "an address, and mtcheck reads files; fetch it: curl -L 'https://example.org/a?b=[c]&d' | mtcheck check --stdin-name page.html -"
    )


def test_an_unknown_suffix_is_text(site):
    write(site, {"a.xyz": "x", "b.pdf.txt": "y"})
    assert [item.text for path in ("a.xyz", "b.pdf.txt") for item in readers.read(path) if isinstance(item, Document)] == ["x", "y"]
