"""Decisions: accepted, refused, edited, undone; by several people at once."""

import json
import re

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.errors import ConfigError
from mtcheck.desk.review.decisions import history


@pytest.fixture
def opened(review, folder):
    return review(folder)


@pytest.fixture
def ada(opened):
    return opened.person("Ada")


def only(person, words="goalsand"):
    return person.cards(person.articles()[0])[words]


def test_a_name_is_asked_for_once(opened):
    client = opened.client()
    asked = client.get("/articles/1?rule=calque", follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/name?next=%2Farticles%2F1%3Frule%3Dcalque")
    page = client.get(asked.headers["location"])
    token = re.search(r'name="token" value="(\w+)"', page.text)[1]
    empty = client.post("/name", data={"token": token, "name": " \t ", "next": "/"})
    assert empty.status_code == 422 and "Give the name" in empty.text
    given = client.post("/name", data={"token": token, "name": "  Ada  Lovelace ", "next": "/articles/1?rule=calque"}, follow_redirects=False)
    assert given.headers["location"] == "/articles/1?rule=calque"
    assert "Ada Lovelace" in client.get("/").text


@pytest.mark.parametrize("place", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y", ""])
def test_a_name_leads_nowhere_else(opened, place):
    person = opened.person()
    answer = person.client.post("/name", data={"token": person.token, "name": "Ada", "next": place}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_accept_edit_refuse_undo(opened, ada):
    card = only(ada)
    assert card["state"] == "open" and card["suggestions"][0] == "goals and"
    assert ada.decide(card, "0").status_code == 200
    assert "accepted by Ada" in ada.page.text and "→ goals and" in ada.page.text
    ada.decide(only(ada), "wording", wording="the goals and")
    ada.decide(only(ada), "refuse", reason=" a  quotation ")
    assert "stays: a quotation" in ada.page.text
    ada.decide(only(ada), "undo")
    assert only(ada)["state"] == "accepted" and "→ the goals and" in only(ada)["html"]
    ada.decide(only(ada), "undo")
    assert "→ goals and" in only(ada)["html"]
    ada.decide(only(ada), "undo")
    assert only(ada)["state"] == "open"
    assert ada.decide(only(ada), "undo").status_code == 409 and "nothing to undo" in ada.page.text
    with opened.database.reading() as connection:
        events = history(connection, card["id"])
    assert [one.action for one in events] == ["accepted", "accepted", "refused", "undone", "undone", "undone"]
    assert [one.version for one in events] == [2, 3, 4, 5, 6, 7] and {one.who for one in events} == {"Ada"}
    shown = ada.get(f"/findings/{card['id']}/history").text
    assert "a quotation" in shown and shown.count("undone") == 3


def test_a_deletion_is_a_decision(ada):
    card = only(ada)
    ada.decide(card, "wording", wording="")
    assert only(ada)["state"] == "accepted" and '<em class="nothing">delete</em>' in only(ada)["html"]


def test_two_people_never_overwrite_each_other_silently(opened, ada):
    bo = opened.person("Bo <b>")
    card, same = only(ada), only(bo)
    assert ada.decide(card, "0").status_code == 200
    assert bo.decide(same, "refuse", reason="house style").status_code == 409
    assert "Your decision was not saved: Ada accepted this." in bo.page.text
    assert only(bo)["state"] == "accepted"
    assert bo.decide(only(bo), "refuse", reason="house style").status_code == 200  # Bo has seen it and decides otherwise
    assert "refused by Bo &lt;b&gt;" in only(ada)["html"]


def test_news_of_others(opened, ada):
    bo, article = opened.person("Bo"), ada.articles()[0]
    address = re.search(r'hx-get="(/articles/\d+/news\?step=\d+)"', ada.get(f"/articles/{article}").text)[1]
    assert ada.get(address).status_code == 204
    bo.decide(only(bo), "0")
    news = ada.get(address)
    assert news.status_code == 200 and "accepted by Bo" in news.text and 'hx-swap-oob="outerHTML"' in news.text
    assert news.text.count('class="card') == 1
    later = re.search(r'hx-get="(/articles/\d+/news\?step=\d+)"', news.text)[1]
    assert ada.get(later).status_code == 204


def test_a_decision_about_nothing(ada):
    card = only(ada)
    assert ada.post("/findings/9999/decision", part=True, version=1, choice="0").status_code == 404
    assert ada.decide(card, "7").status_code == 400
    assert ada.decide(card, "burn").status_code == 400
    assert ada.decide({**card, "version": "x"}, "0").status_code == 400
    assert ada.decide(card, "wording", wording="x" * 6000).status_code == 413
    assert ada.decide(card, "wording", wording="a\0b").status_code == 400
    assert only(ada)["state"] == "open"


def test_without_scripts_a_form_leads_back(ada):
    card = only(ada)
    answer = ada.client.post(
        f"/findings/{card['id']}/decision", data={"token": ada.token, "version": card["version"], "choice": "0"}, follow_redirects=False
    )
    assert answer.status_code == 303 and answer.headers["location"].endswith(f"#f{card['id']}")
    late = ada.post(f"/findings/{card['id']}/decision", version=card["version"], choice="refuse")
    assert late.status_code == 409 and "Somebody was faster" in late.text and "</html>" in late.text


def test_an_article_is_assigned_to_somebody(opened, ada):
    article = ada.articles()[0]
    assert ada.articles(assignee="-") == [article]
    assert ada.post(f"/articles/{article}/assignee", version=1, assignee="Ada").status_code == 200
    assert ada.articles(assignee="Ada") == [article] and not ada.articles(assignee="-")
    late = opened.person("Bo").post(f"/articles/{article}/assignee", version=1, assignee="Bo")
    assert late.status_code == 409 and "somebody else changed" in late.text
    assert ada.articles(assignee="Ada") == [article]


def test_decisions_are_there_when_the_review_is_opened_again(review, folder, ada):
    ada.decide(only(ada), "0")
    again = review(folder).person("Bo")
    assert only(again)["state"] == "accepted"


def test_what_glossary_learn_reads(ada):
    for words, choice in (("once morest", "0"), ("goalsand", "0")):
        ada.decide(only(ada, words), choice)
    ada.decide(only(ada, "in high places"), "refuse", reason="a quotation")
    rows = [json.loads(line) for line in ada.get("/export/jsonl").text.splitlines()]
    assert [row["post_edit"] for row in rows] == [
        "The assault against the prison failed on Monday.",
        "The coach praised the goals and the saves.",
        "The decision was coordinated in high places.",
    ]
    assert rows[1]["findings"] == [{"rule": "fused-words", "text": "goalsand", "start": 22, "decision": "accepted", "wording": "goals and"}]
    assert rows[2]["findings"] == [{"rule": "calque", "text": "in high places", "start": 29, "decision": "refused"}]


def run(*arguments):
    return CliRunner().invoke(group, list(map(str, arguments)))


def test_decisions_make_the_next_report_better(review, tmp_path):
    """What editors wrote instead becomes an entry of the house glossary, with a word of the source beside it; the next report suggests it first."""
    folder = tmp_path / "news"
    folder.mkdir()
    sources = ("Le port a fermé", "On a vendu le marché", "Une école sera bâtie", "Le pont devait ouvrir")
    for number, (place, source) in enumerate(zip(("harbour", "market", "school", "bridge"), sources, strict=True)):
        (folder / f"{number}.fr.txt").write_text(f"{source}, selon une décision prise en haut lieu.\n", encoding="utf-8")
        (folder / f"{number}.en.txt").write_text(f"The fate of the {place} was decided in high places on day {number}.\n", encoding="utf-8")
    ada = review("--pairs", "{stem}.{lang}.txt", "--source-lang", "fr", folder).person()
    for article in ada.articles():
        assert ada.decide(ada.cards(article)["in high places"], "wording", wording="by the ministry").status_code == 200
    kept, house = tmp_path / "decisions.jsonl", tmp_path / "house.tsv"
    ada.apply()  # what is learned is the same afterwards
    kept.write_bytes(ada.get("/export/jsonl").content)
    assert [json.loads(line)["source"].partition(",")[0] for line in kept.read_text("utf-8").splitlines()] == list(sources)
    told = json.loads(run("glossary", "learn", "--mt", kept, "--format", "json", "--min-precision", "0.5", "--accept", house).stdout)
    assert [(one["avoid"], one["prefer"], one["count"], one["source"]) for one in told["phrases"]] == [
        ("in high places", ["by the ministry"], 4, "décision")
    ]
    (tmp_path / "mtcheck.toml").write_text('glossaries = ["house.tsv"]\n', encoding="utf-8")
    (tmp_path / "next.txt").write_text("The vote was postponed in high places.\n", encoding="utf-8")
    after = run("check", "--scorer", "off", "--format", "json", "--fail-on", "never", "--source-lang", "fr", tmp_path / "next.txt")
    (found,) = json.loads(after.stdout)["documents"][0]["findings"]
    assert (found["text"], found["suggestions"][0]) == ("in high places", "by the ministry")


def test_a_full_disk(opened, ada):
    """A decision that the disk has no place for is refused in one line; what was decided before is there, and the next one goes through."""
    ada.decide(only(ada), "0")
    full = {"on": True}

    def bounded(connection):
        most = connection.exec_driver_sql("pragma page_count").scalar() if full["on"] else 1_000_000
        connection.exec_driver_sql(f"pragma max_page_count = {most}")

    sa.event.listen(opened.database.engine, "begin", bounded)
    card, said = only(ada, "once morest"), []
    for _ in range(200):
        answer = ada.decide(card, "wording", wording="x" * 5000)
        if answer.status_code == 507:
            said.append(answer.text)
            break
        card = only(ada, "once morest")
    assert said and "Not saved: the disk of the database is full. Nothing was changed" in said[0]
    assert ada.cards(ada.articles()[0])["once morest"]["version"] == card["version"] and only(ada)["state"] == "accepted"
    full["on"] = False
    assert ada.decide(card, "refuse").status_code == 200


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("database or disk is full", True),
        ('could not extend file "base/16385/16432": No space left on device\nHINT:  Check free disk space.', True),  # PostgreSQL
        ("server closed the connection unexpectedly", False),
    ],
)
def test_what_a_database_says_of_its_disk(opened, ada, monkeypatch, said, full):
    from mtcheck.desk.review.web import deciding

    def failing(*given):
        raise sa.exc.OperationalError("UPDATE findings", {}, Exception(said))

    card = only(ada)
    monkeypatch.setattr(deciding, "decide", failing)
    answer = ada.decide(card, "0")
    assert answer.status_code == (507 if full else 503) and "Nothing was changed" in answer.text
    assert ("disk of the database is full" in answer.text) is full and "HINT" not in answer.text and "UPDATE" not in answer.text


@pytest.mark.parametrize(("pages", "what"), [(8, "cannot use the database"), (30, "cannot keep what was found")])
def test_a_full_disk_when_it_opens(review, folder, monkeypatch, pages, what):
    from mtcheck.desk.review import database

    real = database._engine

    def bounded(place):
        engine = real(place)
        sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(f"pragma max_page_count = {pages}"))
        return engine

    (folder / "long.txt").write_text("The council met on Monday. " * 10_000)
    monkeypatch.setattr(database, "_engine", bounded)
    with pytest.raises(ConfigError, match=rf"{what} \(database or disk is full\)"):
        review(folder)
