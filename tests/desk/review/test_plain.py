"""The whole review without scripts: plain links and forms, sent as they stand in the pages. ``plain`` fails on whatever does nothing there."""

import importlib.util
from pathlib import Path

spec = importlib.util.spec_from_file_location("review_plain", Path(__file__).with_name("plain.py"))
plain = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plain)


def test_from_a_name_to_applied_files(review, folder):
    (folder / "match.txt").write_text("The coach praised the goalsand the saves. " + "The council met on Monday. " * 20, encoding="utf-8")
    opened = review(folder)
    page = plain.Browser(opened.client())
    assert page.heading == "Who reviews?"
    page.press("Start", name="Ada")
    assert page.heading == "Articles to review"
    page.press("Show", search="warehouse", severity="", status="open")
    assert [one.text for one in page.page.all("a") if one.is_of("to-article")] == ["Yemen: fighters seize a warehouse"]
    page.follow("Yemen")
    assert page.place.endswith("?status=open&search=warehouse")

    page.press("goals and", page.card("goalsand"))
    assert "status=open" in page.place and page.place.endswith(f"#f{_first(opened, 'goalsand')}")  # the filters are kept
    page.go(page.place.partition("?")[0])
    assert page.card("goalsand").is_of("accepted")
    page.press("Accept", page.card("once morest"), wording="on")
    page.press("Refuse", page.card("in high places"), reason="a quotation")
    assert "stays: a quotation" in page.card("in high places").text and "→ on" in page.card("once morest").text
    page.press("Undo", page.card("once morest"))
    assert page.card("once morest").is_of("open")
    page.follow("Who decided what", page.card("in high places"))
    assert page.heading == "History of a finding" and "Ada: refused (a quotation)" in page.page.text
    page.follow("To the article")
    page.press("Accept", page.card("once morest"), wording="")
    page.press("Assign to me")
    assert "Assigned to Ada" in page.page.text
    page.press("Release")
    assert "Assigned to" not in page.page.text

    page.follow("Apply")
    page.press("Write 1 file")
    assert "Written: 2 changes" in page.page.text
    assert (folder / "prison.txt").read_text() == (
        "Yemen: fighters seize a warehouse\n\nThe assault the prison failed on Monday. The coach praised the goals and the saves.\n\n"
        "The decision was coordinated in high places.\n"
    )
    page.follow("Figures")
    assert "calque" in page.page.text
    for text, sign in (("Report (HTML)", "<!DOCTYPE html>"), ("CSV", "path,id,line"), ("Decisions for", '{"')):
        answer = page.client.get(page.link(text))
        assert answer.status_code == 200 and answer.text.startswith(sign), text
    assert page.client.get(page.link("Excel")).content.startswith(b"PK")


def _first(opened, words):
    person = opened.person("Bo")
    return next(card["id"] for article in person.articles(search="warehouse") for name, card in person.cards(article).items() if name == words)


def test_a_conflict_can_be_settled(review, folder):
    opened = review(folder)
    page = plain.Browser(opened.client())
    page.press("Start", name="Ada")
    page.follow("Yemen")
    bo = opened.person("Bo")
    bo.decide(bo.cards(bo.articles()[0])["goalsand"], "0")
    page.press("Refuse", page.card("goalsand"), reason="a name")
    assert page.answer.status_code == 409 and "Bo accepted this" in page.page.text
    page.press("Refuse", page.card("goalsand"), reason="a name")
    assert page.card("goalsand").is_of("refused")


def test_a_team(team):
    opened = team()
    page = plain.Browser(opened.client())
    assert page.heading == "Sign in"
    page.press("Sign in", name="Ada", password="wrong wrong wrong")
    assert page.answer.status_code == 422 and "do not belong together" in page.page.text
    page.press("Sign in", name="Ada", password="correct horse battery")
    page.follow("Yemen")
    page.press("Assign", assignee="Rob")
    assert "Rob" in [one.text for one in page.page.all("option") if "selected" in one.attributes]
    page.follow("Users")
    page.press("Add", user="Zoe", role="editor", password="a longer password")
    assert "Zoe may sign in now" in page.page.text
    row = lambda: next(one for one in page.page.all("tr") if one.text.startswith("Zoe"))  # noqa: E731
    page.press("Set", row(), role="reviewer")
    assert "Zoe is reviewer now" in page.page.text
    page.press("Set", row(), password="another long password")
    assert "Zoe has a new password" in page.page.text
    page.press("Remove Zoe", row())
    assert "Zoe is removed" in page.page.text
    page.follow("Ada")
    page.press("Change the password", old="correct horse battery", new="quite another one", again="quite another one")
    assert "Your password is changed" in page.page.text
    page.press("Sign out")
    assert page.heading == "Sign in"
    page.press("Sign in", name="Ada", password="quite another one")
    assert page.heading == "Articles to review"
