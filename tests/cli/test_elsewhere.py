"""Files that are in another language altogether: on purpose, as their names say, or left so."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from mtcheck.cli import group

FRENCH = (
    "La mairie a annoncé lundi la fermeture du pont pour trois semaines, le temps de remplacer les câbles.\n\n"
    "Les habitants devront passer par la route du barrage, qui est plus longue. Les travaux étaient prévus depuis deux ans.\n"
)
ENGLISH = (
    "The town hall announced on Monday that the bridge would be closed for three weeks while its cables are replaced.\n\n"
    "Residents will have to take the road over the dam, which is longer. “Nous y allons”, said one of them.\n"
)


def checked(*paths, options=()):
    result = CliRunner().invoke(group, ["check", "--scorer", "off", "--format", "json", *options, *map(str, paths)])
    return result, json.loads(result.stdout)["documents"]


@pytest.mark.parametrize("name", ["fr/index.md", "page.fr.txt", "page_fr.txt", "French/page.txt", "fr-FR/page.txt"])
def test_file_in_the_language_of_its_name_is_left_out_and_named(tmp_path, name):
    french, english = tmp_path / name, tmp_path / "page.en.txt"
    french.parent.mkdir(exist_ok=True)
    french.write_text(FRENCH, "utf-8")
    english.write_text(ENGLISH, "utf-8")
    result, documents = checked(tmp_path)
    assert [document["path"] for document in documents] == [str(english)]
    assert f"1 file in French, as the name says, not checked: {french}" in result.stderr


def test_file_that_should_be_english_is_one_finding(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(FRENCH, "utf-8")
    result, [document] = checked(page)
    [finding] = document["findings"]
    assert (finding["rule"], finding["start"], finding["text"]) == ("untranslated", 0, FRENCH.partition("\n")[0])
    assert finding["message"] == "The whole text is in French, 38 words of it"
    assert result.exit_code == 1


def test_english_in_a_folder_of_another_language_is_checked(tmp_path):
    page = tmp_path / "fr" / "page.txt"
    page.parent.mkdir()
    page.write_text(ENGLISH, "utf-8")
    assert [document["path"] for document in checked(tmp_path)[1]] == [str(page)]


def test_half_of_a_text_in_another_language_is_checked_sentence_by_sentence(tmp_path):
    page = tmp_path / "page.fr.txt"
    page.write_text(ENGLISH + "\n" + FRENCH, "utf-8")
    [document] = checked(page)[1]
    found = [finding for finding in document["findings"] if finding["rule"] == "untranslated"]
    assert len(found) > 1
    assert all(finding["start"] > len(ENGLISH) for finding in found)


WORD = '<w:{0} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{1}</w:t></w:r></w:p></w:{0}>'


def packed(path, **parts):
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", WORD.format(name, " ".join(text.split())))
    return path


def test_a_word_document_stays_whole(tmp_path):
    """Notes in another language go with their body: what is fixed is counted from the first part of the file on."""
    broken = "The coach praised the goalsand the saves of his team."
    page = packed(tmp_path / "fr" / "page.docx", document=ENGLISH, endnotes=FRENCH, footnotes=broken)
    result, documents = checked(page)
    assert [document["id"] for document in documents] == [None, "word/endnotes.xml", "word/footnotes.xml"]
    assert "as the name says" not in result.stderr
    done = CliRunner().invoke(group, ["fix", "--scorer", "off", "--unsafe-fixes", "--in-place", "--select", "fused-words", str(page)])
    assert done.exit_code == 0 and "fixed 1 of 1" in done.stderr
    with zipfile.ZipFile(page) as archive:
        after = {name: archive.read(f"word/{name}.xml").decode() for name in ("endnotes", "footnotes")}
    assert after["endnotes"] == WORD.format("endnotes", " ".join(FRENCH.split()))
    assert "the goals and the saves" in after["footnotes"]


def test_a_word_document_goes_whole(tmp_path):
    page = packed(tmp_path / "fr" / "page.docx", document=FRENCH, footnotes=ENGLISH)
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    result, documents = checked(tmp_path)
    assert [document["path"] for document in documents] == [str(tmp_path / "a.txt")]
    assert f"1 file in French, as the name says, not checked: {page}" in result.stderr


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Die Stadt hat am Montag angekündigt, dass die Brücke für drei Wochen gesperrt wird. Die Bewohner müssen über den Damm fahren, der länger ist.",
        ),
        (
            "es",
            "El ayuntamiento anunció el lunes que el puente se cerrará durante tres semanas. Los vecinos tendrán que usar la carretera de la presa, más larga.",
        ),
        (
            "ru",
            "Мэрия объявила в понедельник, что мост будет закрыт на три недели. Жителям придётся ездить по дороге через плотину, которая длиннее и хуже.",
        ),
        (
            "ar",
            "أعلنت البلدية يوم الاثنين أن الجسر سيغلق لمدة ثلاثة أسابيع. وسيضطر السكان إلى استخدام الطريق فوق السد وهو أطول من الطريق المعتاد في المدينة.",
        ),
    ],
)
def test_languages_and_scripts(tmp_path, code, text):
    page = tmp_path / "page.txt"
    page.write_text(text, "utf-8")
    [document] = checked(page)[1]
    assert [(finding["rule"], finding["evidence"]["languages"]) for finding in document["findings"]] == [("untranslated", [code])]
