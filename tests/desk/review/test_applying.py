"""Accepted wordings in the files: every format, files that changed meanwhile, what cannot be written."""

import io
import os
import re
import zipfile
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from mtcheck.desk.review import applying, intake
from mtcheck.desk.review.tables import files, findings
from mtcheck.rewriting import texts

SENTENCE = "The coach praised the goalsand the saves of his team."
FIXED = "The coach praised the goals and the saves of his team."
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'
FORMATS = {
    "plain.txt": f"Sport\r\n\r\n{SENTENCE}\r\n",
    "page.md": f"---\nslug: goalsand\n---\n# Sport\n\n{SENTENCE}\n\n`goalsand`\n",
    "page.html": f"<!doctype html>\n<html><head><title>Sport</title></head><body class='goalsand'><p>{SENTENCE}</p></body></html>",
    "rows.jsonl": f'{{"id": "a", "text": "{SENTENCE}", "x":  "goalsand"}}\n{{"id": "b", "text": "{SENTENCE}"}}\n',
    "menu.xlf": f'<xliff version="1.2"><file source-language="fr" original="x"><body><trans-unit id="a"><source>S</source><target>{SENTENCE}</target></trans-unit></body></file></xliff>',
    "film.srt": f"1\n00:00:01,000 --> 00:00:04,000\n{SENTENCE}\n",
    "table.tsv": f"id\tsource\ttarget\na\tL'entraîneur a loué les buts.\t{SENTENCE}\n",
    "strings.po": f'msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "S"\nmsgstr "{SENTENCE}"\n',
}


def packed(sentence: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", WORD.format(sentence))
    return out.getvalue()


def accepted(person, words="goalsand"):
    for article in person.articles():
        card = person.cards(article).get(words)
        if card:
            assert person.decide(card, "0").status_code == 200


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(review, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(FORMATS[name].encode())
    ada = review(file).person()
    accepted(ada)
    shown = ada.get("/apply").text
    assert "<del>goalsand</del><ins>goals and</ins>" in shown and file.read_bytes() == FORMATS[name].encode()
    assert ada.apply().status_code == 200 and "Written:" in ada.page.text, ada.page.text
    assert file.read_bytes() == FORMATS[name].replace(SENTENCE, FIXED).encode()
    assert "Nothing is accepted that is not written already" in ada.get("/apply").text


def test_word_is_written_with_tracked_changes(review, tmp_path):
    file = tmp_path / "article.docx"
    file.write_bytes(packed(SENTENCE))
    ada = review(file).person()
    accepted(ada)
    assert ada.apply().status_code == 200
    assert texts("article.docx", file.read_bytes()) == [FIXED]
    with zipfile.ZipFile(file) as archive:
        after = archive.read("word/document.xml").decode()
    assert re.search(
        '<w:del w:id="1" w:author="Ada" w:date="[0-9T:-]+Z"><w:r><w:delText xml:space="preserve">goalsand</w:delText></w:r></w:del>', after
    )
    assert re.search('<w:ins w:id="2" w:author="Ada" w:date="[0-9T:-]+Z"><w:r><w:t xml:space="preserve">goals and</w:t></w:r></w:ins>', after)
    assert ada.cards(ada.articles()[0])["goalsand"]["state"] == "applied"


def test_notes_in_another_language_shift_nothing(review, tmp_path):
    """What is shown of a Word document in a folder of another language is what is written, and into the part where it was found."""
    french = "La mairie a annoncé lundi la fermeture du pont pour trois semaines, le temps de remplacer les câbles et les barrières de la route."
    file = tmp_path / "fr" / "article.docx"
    file.parent.mkdir()
    parts = {"document": "The council met on Monday and spoke about the budget.", "endnotes": french, "footnotes": SENTENCE}
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", WORD.replace("w:document", f"w:{name}").format(text))
    ada = review(file).person()
    accepted(ada)
    shown = ada.get("/apply").text
    assert "<del>goalsand</del><ins>goals and</ins>" in shown and "This file changed" not in shown
    assert ada.apply().status_code == 200 and "Written: 1 change" in ada.page.text
    assert texts("article.docx", file.read_bytes()) == [parts["document"], french, FIXED]


def test_the_rest_of_the_decisions_stays_after_writing(review, folder):
    """A fix changes the words around the next finding; what was decided about that stays with it all the same."""
    file = folder / "prison.txt"
    file.write_text("The assault once morest the goalsand plans failed.\n", encoding="utf-8")
    opened = review(folder)
    ada = opened.person()
    cards = ada.cards(ada.articles()[0])
    ada.decide(cards["goalsand"], "refuse", reason="a name")
    ada.decide(cards["once morest"], "0")
    ada.apply()
    assert file.read_text() == "The assault against the goalsand plans failed.\n"
    after = ada.cards(ada.articles()[0])
    assert after["goalsand"]["state"] == "refused" and "a name" in after["goalsand"]["html"]
    assert after["once morest"]["state"] == "applied" and after["once morest"]["id"] == cards["once morest"]["id"]
    assert ada.decide(after["once morest"], "undo").status_code == 409 and "it is applied" in ada.page.text


def test_a_file_that_changed_is_checked_again(review, folder):
    file = folder / "prison.txt"
    ada = review(folder).person()
    for words in ("goalsand", "once morest"):
        accepted(ada, words)
    file.write_text("A new first line.\n\n" + file.read_text().replace("The assault once morest the prison", "The attack on the prison"))
    changed = file.read_text()
    shown = ada.get("/apply").text
    assert "This file changed since it was checked, so it was checked again: 1 decision still fits, 1 is about what is not found any more." in shown
    assert "<del>goalsand</del>" in shown and "morest" not in shown
    ada.apply()
    assert file.read_text() == changed.replace("goalsand", "goals and")


def test_a_file_that_changes_after_it_was_shown_is_not_written(review, folder):
    file = folder / "prison.txt"
    ada = review(folder).person()
    accepted(ada)
    page = ada.get("/apply").text
    file.write_text("Other words before.\n\n" + file.read_text())
    changed = file.read_text()
    stale = page.partition('name="file" value="')[2].partition('"')[0]
    assert ada.post("/apply", file=[stale]).status_code == 409
    assert "it is no longer what was shown" in ada.page.text and file.read_text() == changed
    assert "<del>goalsand</del>" in ada.page.text
    ada.apply()
    assert file.read_text() == changed.replace("goalsand", "goals and")


def test_a_file_that_is_gone(review, folder):
    ada = review(folder).person()
    accepted(ada)
    (folder / "prison.txt").unlink()
    assert "cannot read the file" in ada.get("/apply").text
    assert ada.post("/apply", file=["1:abc"]).status_code == 409


def test_nobody_decides_while_a_file_is_written(review, folder, monkeypatch):
    """What was shown is written or nothing: a decision between the look and the writing stops it."""
    file = folder / "prison.txt"
    before = file.read_bytes()
    opened = review(folder)
    ada, bo = opened.person("Ada"), opened.person("Bo")
    accepted(ada)
    real = applying.Bench._write
    card = bo.cards(bo.articles()[0])["goalsand"]

    def slow(bench, plan):
        bo.decide(card, "refuse", reason="a name")
        real(bench, plan)

    with monkeypatch.context() as patched:
        patched.setattr(applying.Bench, "_write", slow)
        assert ada.apply().status_code == 409
    assert "somebody decided about it meanwhile" in ada.page.text and file.read_bytes() == before
    assert bo.cards(bo.articles()[0])["goalsand"]["state"] == "refused"


def test_a_crash_between_file_and_database(review, folder, monkeypatch):
    file = folder / "prison.txt"
    opened = review(folder)
    ada = opened.person()
    accepted(ada)

    real = applying.written

    @contextmanager
    def killed(path):
        with real(path) as out:
            yield out
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(applying, "written", killed)
        with pytest.raises(RuntimeError):
            ada.apply()
    assert ada.cards(ada.articles()[0])["goalsand"]["state"] == "accepted"
    assert "goals and the saves" in file.read_text()
    after = review(folder).person()
    assert after.cards(after.articles()[0])["goalsand"]["state"] == "applied"


def test_a_full_disk(review, folder, monkeypatch):
    from mtcheck.core import files as core_files

    file = folder / "prison.txt"
    before = file.read_bytes()
    ada = review(folder).person()
    accepted(ada)
    real = core_files._replacing

    def full(target):
        if target.name == file.name:
            raise OSError(28, "No space left on device")
        return real(target)

    with monkeypatch.context() as patched:
        patched.setattr(core_files, "_replacing", full)
        assert ada.apply().status_code == 409
    assert "cannot write the file (No space left on device)" in ada.page.text
    assert file.read_bytes() == before and "accepted by Ada" in ada.cards(ada.articles()[0])["goalsand"]["html"]
    ada.apply()
    assert b"goals and" in file.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_nothing_outside_is_written(review, folder, tmp_path):
    """A path that was changed in the database, or a link that was put there later, leads nowhere."""
    outside = tmp_path / "outside.txt"
    outside.write_bytes((folder / "prison.txt").read_bytes())
    opened = review(folder)
    ada = opened.person()
    accepted(ada)
    with opened.database.writing() as connection:
        connection.execute(sa.update(files).values(place=f"{folder}/../outside.txt"))
    assert "it stands outside of what is reviewed" in ada.get("/apply").text
    digest = applying.Plan(1, "x", outside.read_bytes(), outside.read_bytes().replace(b"goalsand", b"goals and")).digest
    assert ada.post("/apply", file=[f"1:{digest}"]).status_code == 409
    with opened.database.writing() as connection:
        connection.execute(sa.update(files).values(place=str(folder / "prison.txt")))
    (folder / "prison.txt").unlink()
    (folder / "prison.txt").symlink_to(outside)
    assert ada.post("/apply", file=[f"1:{digest}"]).status_code == 409 and "outside" in ada.page.text
    assert b"goalsand" in outside.read_bytes()


@pytest.mark.parametrize("file", ["../../etc/passwd", "-1:x", "1;x", "9" * 12 + ":x", ""])
def test_no_path_comes_from_a_browser(review, folder, file):
    ada = review(folder).person()
    assert ada.post("/apply", file=[file]).status_code == 400
    assert ada.post("/apply", file=["7:abc"]).status_code == 409 and "there is no such file here" in ada.page.text


def test_overlapping_wordings_are_told(review, folder):
    opened = review(folder)
    ada = opened.person()
    accepted(ada)
    accepted(ada, "once morest")
    with opened.database.writing() as connection:  # two findings about the same words
        one = connection.execute(sa.select(findings).where(findings.c.text == "goalsand")).one()._asdict()
        connection.execute(sa.insert(findings).values(**{**one, "id": 999, "wording": "goals or", "rule": "another"}))
    assert "“goalsand” stays as it is: another fix changes the same words." in ada.get("/apply").text
    assert ada.apply().status_code == 200


def test_what_no_database_takes_is_replaced(review, tmp_path):
    file = tmp_path / "odd.jsonl"
    file.write_text('{"text": "Nul \\u0000 and the goalsand the saves."}\n')
    ada = review(file).person()
    assert "Nul \ufffd and" in ada.get(f"/articles/{ada.articles()[0]}").text
    accepted(ada)
    assert ada.apply().status_code == 200
    assert file.read_text() == '{"text": "Nul \\u0000 and the goals and the saves."}\n'
    assert intake.storable("a\0b\ud800") == "a\ufffdb\ufffd"
