"""The queue, the article beside its source, figures and exports."""

import csv
import io
import re
import zipfile

import pytest

from mtcheck.desk.review.figures import figures
from mtcheck.desk.review.queue import Filters

BAD = "The assault once morest the prison failed. "
GOOD = "The council met on Monday and spoke about the budget of the town. "


@pytest.fixture
def many(review, folder):
    """Sixty articles, each with more good text than the one before, so that their penalties differ."""
    (folder / "prison.txt").unlink()
    for number in range(60):
        (folder / f"article-{number:02}.txt").write_text(f"Title {number:02} 100%_x q{number:02}q\n\n" + BAD + GOOD * (number + 1), encoding="utf-8")
    return review(folder).person()


def titles(page: str) -> list[str]:
    return re.findall(r"Title \d\d", page)


def test_pages_by_penalty(many):
    first = titles(many.get("/").text)
    assert first == [f"Title {number:02}" for number in range(50)]
    assert "60 articles, page 1 of 2" in many.page.text and 'id="next"' in many.page.text and 'id="previous"' not in many.page.text
    assert titles(many.get("/", page=2).text) == [f"Title {number:02}" for number in range(50, 60)]
    for odd in ("0", "-3", "99999", "x", "²", "9" * 40):
        assert many.get("/", page=odd).status_code == 200 and titles(many.page.text)


def test_search_in_texts_and_file_names(many):
    assert titles(many.get("/", search="ARTICLE-07").text) == ["Title 07"]
    assert titles(many.get("/", search="Budget q07Q").text) == ["Title 07"]
    assert len(titles(many.get("/", search="100%_x").text)) == 50
    assert not titles(many.get("/", search="100_x").text) and not titles(many.get("/", search="T%e").text)
    assert "No article fits" in many.page.text


def test_filters_and_neighbours(many):
    articles = many.articles()
    for at, choice in ((0, "0"), (1, "refuse")):
        for card in many.cards(articles[at]).values():
            assert many.decide(card, choice).status_code == 200
    assert many.articles(status="accepted") == articles[:1] == many.articles(status="accepted", rule="substituted-word")
    assert many.articles(status="refused") == articles[1:2] and many.articles(status="open")[0] == articles[2]
    assert many.articles(status="done") == articles[:2]
    assert not many.articles(severity="critical") and len(many.articles(confidence="0.3")) == 50
    assert len(many.articles(confidence="nan")) == len(many.articles(severity="x")) == 50
    page = many.get(f"/articles/{articles[3]}", status="open").text
    assert re.search(r'id="previous"[^>]*href="/articles/(\d+)\?status=open', page)[1] == str(articles[2])
    assert re.search(r'id="next"[^>]*href="/articles/(\d+)\?status=open', page)[1] == str(articles[4])
    assert 'id="previous"' not in many.get(f"/articles/{articles[2]}", status="open").text
    assert not many.cards(articles[3], rule="calque") and "No finding fits the filters" in many.page.text
    assert many.get("/articles/9999").status_code == 404 and many.get("/articles/9999/news?step=1").status_code == 404


def test_filters_read_what_they_write():
    filters = Filters("calque", "major", 0.75, "fr", "open", "Ada", "words & more")
    assert Filters.of(filters.query()) == filters and Filters.of({"confidence": "7", "status": "burnt"}) == Filters()


def test_source_beside_the_text(review, tmp_path):
    (tmp_path / "a.fr.txt").write_text("Titre\n\nL'assaut contre la prison a échoué lundi. Douze personnes ont été blessées.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("Title\n\nThe assault once morest the prison failed on Monday. Fifteen people were hurt.\n", encoding="utf-8")
    opened = review("--pairs", "{stem}.{lang}.txt", "--source-lang", "fr", tmp_path)
    ada = opened.person()
    assert len(ada.articles()) == 1 == len(ada.articles(language="fr"))
    page = ada.get(f"/articles/{ada.articles()[0]}").text
    rows = re.findall(
        r'<div class="pair[^"]*">\s*<div class="source" lang="fr" dir="auto">(.*?)</div>\s*<div class="target">(.*?)</div>', page, re.DOTALL
    )
    assert [re.sub("<[^>]+>", "", one) for one, _ in rows] == [
        "Titre",
        "L&#x27;assaut contre la prison a échoué lundi.",
        "Douze personnes ont été blessées.",
    ]
    number = next(iter(card for words, card in ada.cards(ada.articles()[0]).items() if words == "Fifteen"))
    assert number
    card = ada.cards(ada.articles()[0])["Fifteen"]
    assert f'<mark id="s{card["id"]}"' in rows[2][0] and f'<mark id="m{card["id"]}"' in rows[2][1]
    assert "Douze" in card["html"]


def test_all_of_the_text_is_shown_once(review, folder):
    ada = review(folder).person()
    page = ada.get(f"/articles/{ada.articles()[0]}").text
    text = "".join(re.findall(r'<div class="target">(.*?)</div>', page, re.DOTALL))
    assert re.sub("<[^>]+>", "", text).split() == (folder / "prison.txt").read_text().split()


def test_figures(review, folder):
    opened = review(folder)
    ada, bo = opened.person("Ada"), opened.person("Bo")
    card = lambda words: ada.cards(ada.articles()[0])[words]  # noqa: E731
    ada.decide(card("goalsand"), "0")
    bo.decide(card("goalsand"), "0")
    ada.decide(card("once morest"), "wording", wording="on")
    bo.decide(card("once morest"), "refuse")
    bo.decide(card("once morest"), "undo")
    ada.decide(card("in high places"), "0")
    bo.decide(card("in high places"), "refuse", reason="a quotation")
    with opened.database.reading() as connection:
        found = figures(connection)
    by_rule = {one.rule: one for one in found.rules}
    assert by_rule["fused-words"][1:] == (0, 1, 0, 1, 1, 1)
    assert by_rule["substituted-word"][1:] == (0, 1, 0, 0, 0, 0)
    assert by_rule["calque"][1:] == (0, 0, 1, 0, 1, 0)
    assert (found.whole.decided, found.whole.shared, found.whole.agreed) == (3, 2, 1)
    page = ada.get("/figures").text
    assert "<code>calque</code>: 1 of 1 refused" in page and "<code>fused-words</code>: " not in page
    assert found.people == {"Bo": 3} or set(found.people) == {"Ada", "Bo"}


def test_figures_keep_what_was_applied(review, folder):
    opened = review(folder)
    ada = opened.person()
    made = ada.accept_all()
    ada.apply()
    with opened.database.reading() as connection:
        assert figures(connection).whole.accepted == made >= 2
    assert len(ada.get("/export/jsonl").text.splitlines()) == made
    assert ada.get("/export/csv").text.count("applied") == made


def test_exports(review, folder):
    from openpyxl import load_workbook

    ada = review(folder).person("=Ada()")
    cards = ada.cards(ada.articles()[0])
    ada.decide(cards["goalsand"], "wording", wording="=1+1")
    ada.decide(cards["once morest"], "refuse", reason="<i>no</i>")
    rows = list(csv.DictReader(io.StringIO(ada.get("/export/csv").text)))
    by_words = {row["text"]: row for row in rows}
    assert by_words["goalsand"]["wording"] == "'=1+1" and by_words["goalsand"]["who"] == "'=Ada()" and by_words["goalsand"]["decision"] == "accepted"
    assert by_words["once morest"]["reason"] == "<i>no</i>" and by_words["in high places"]["decision"] == "open"
    assert by_words["goalsand"]["line"] == "3" and by_words["goalsand"]["sentence"] == "The coach praised the goalsand the saves."
    sheet = load_workbook(io.BytesIO(ada.get("/export/xlsx").content)).active
    assert [cell.value for cell in sheet[1]] == list(rows[0]) and sheet.max_row == len(rows) + 1
    assert all(cell.data_type != "f" for row in sheet for cell in row)
    page = ada.get("/export/html")
    assert "attachment" in page.headers["content-disposition"] and "<del>goalsand</del><ins>=1+1</ins>" in page.text
    assert "&lt;i&gt;no&lt;/i&gt;" in page.text and "default-src 'none'" in page.text
    assert ada.get("/export/exe").status_code == 404
    assert zipfile.is_zipfile(io.BytesIO(ada.get("/export/xlsx").content))
