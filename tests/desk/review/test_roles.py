"""Who may do what: every route of the application, asked by everybody."""

import re

import pytest
import sqlalchemy as sa
from starlette.routing import Mount

from mtcheck.cli._review_user import ROLES
from mtcheck.desk.review import tables
from mtcheck.desk.review.accounts.people import Role
from mtcheck.desk.review.web import application as put_together

ANYONE, REVIEWER, EDITOR, ADMIN = "anyone", "reviewer", "editor", "admin"
LEAST = {
    ("GET", "/sign-in"): ANYONE,
    ("POST", "/sign-in"): ANYONE,
    ("GET", "/static"): ANYONE,
    ("GET", "/static/page.css"): ANYONE,
    ("GET", "/"): REVIEWER,
    ("GET", "/articles/{article:int}"): REVIEWER,
    ("GET", "/articles/{article:int}/news"): REVIEWER,
    ("GET", "/findings/{finding:int}/history"): REVIEWER,
    ("GET", "/figures"): REVIEWER,
    ("GET", "/account"): REVIEWER,
    ("POST", "/account"): REVIEWER,
    ("POST", "/sign-out"): REVIEWER,
    ("POST", "/findings/{finding:int}/decision"): REVIEWER,
    ("GET", "/apply"): EDITOR,
    ("POST", "/apply"): EDITOR,
    ("GET", "/export/{form}"): EDITOR,
    ("POST", "/articles/{article:int}/assignee"): EDITOR,
    ("GET", "/users"): ADMIN,
    ("POST", "/users"): ADMIN,
    ("POST", "/users/role"): ADMIN,
    ("POST", "/users/password"): ADMIN,
    ("POST", "/users/remove"): ADMIN,
}
"""Every address of a review with accounts. One that is missing here, or in the application, fails."""
WHO = {"Rob": REVIEWER, "Eve": EDITOR, "Ada": ADMIN}
ORDER = [ANYONE, REVIEWER, EDITOR, ADMIN]
FORMS = {
    "/findings/{finding:int}/decision": {"version": 99, "choice": "0"},
    "/articles/{article:int}/assignee": {"version": 1, "assignee": "Mallory"},
    "/apply": {"file": "1:x"},
    "/account": {"old": "not the one", "new": "a", "again": "b"},
    "/users": {"user": "Mallory", "role": "admin", "password": "x"},
    "/users/role": {"user": "Mallory", "role": "admin"},
    "/users/password": {"user": "Mallory", "password": "x"},
    "/users/remove": {"user": "Mallory"},
}
"""Forms of which nothing comes, whoever sends them."""


def routes(app):
    for route in app.routes:
        methods = ["GET"] if isinstance(route, Mount) else sorted(route.methods - {"HEAD"})
        yield from ((method, route.path) for method in methods)


def stored(team):
    with team.database.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))]
            for name, table in tables.metadata.tables.items()
            if name not in ("sessions", "attempts")
        }


def ask(client, token, method, path):
    address = re.sub(r"\{(article|finding):int\}", "1", path).replace("{form}", "csv") + ("?step=0" if path.endswith("news") else "")
    if method == "GET":
        return client.get(address, follow_redirects=False)
    return client.post(address, data={"token": token, **FORMS.get(path, {})}, follow_redirects=False)


def test_every_route_has_its_role(team):
    assert sorted(routes(team().app)) == sorted(LEAST)


def test_every_right_is_one(team):
    for _, right, _ in (*put_together.PAGES, *put_together.DEEDS, *put_together.ACCOUNT_PAGES, *put_together.ACCOUNT_DEEDS):
        assert right in put_together.RIGHTS


def test_a_stranger_is_asked_who_they_are(team):
    opened = team()
    client = opened.client()
    token = re.search(r'name="token" value="(\w+)"', client.get("/sign-in").text)[1]
    before = stored(opened)
    for (method, path), least in LEAST.items():
        answer = ask(client, token, method, path)
        if least == ANYONE:
            assert answer.status_code in (200, 307, 404, 422), path
        else:
            assert answer.status_code == 303 and answer.headers["location"].startswith("/sign-in"), path
            assert "goalsand" not in answer.text
    assert stored(opened) == before


@pytest.mark.parametrize("name", WHO)
def test_everybody_may_what_their_role_may_and_no_more(team, name):
    opened = team()
    person = opened.person(name)
    before = stored(opened)
    for (method, path), least in LEAST.items():
        if path in ("/sign-in", "/sign-out", "/static"):
            continue
        status = ask(person.client, person.token, method, path).status_code
        if ORDER.index(WHO[name]) < ORDER.index(least):
            assert status == 403, (method, path, status)
        else:
            assert status in (200, 204, 400, 404, 409, 422), (method, path, status)
    assert stored(opened) == before


ELSEWHERE = ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"})


def test_no_form_is_taken_from_elsewhere(team):
    """CSRF: every address that changes something, asked with the cookies of an admin and everything but a form of this browser's own."""
    opened = team()
    ada, eve = opened.person("Ada"), opened.person("Eve")
    before = stored(opened)
    posts = [path for method, path in LEAST if method == "POST"]
    assert len(posts) == 10
    for path in posts:
        address, fields = re.sub(r"\{\w+:int\}", "1", path), {**FORMS.get(path, {"name": "Ada"}), "version": 1}
        tokens = ({}, {"token": ""}, {"token": "0" * 64}, {"token": eve.token}, {"token": [eve.token, ada.token]})
        answers = [ada.client.post(address, data={**fields, **token}, follow_redirects=False) for token in tokens]
        answers += [ada.client.post(address, data={**fields, "token": ada.token}, headers=headers, follow_redirects=False) for headers in ELSEWHERE]
        answers += [ada.client.post(address, json={**fields, "token": ada.token}), ada.client.post(address, files={"token": ada.token.encode()})]
        assert {answer.status_code for answer in answers} == {403}, path
        assert ada.client.get(address, params={**fields, "token": ada.token}).status_code in (200, 405)  # a link changes nothing
    assert stored(opened) == before and ada.get("/users").status_code == 200


def test_pages_offer_what_one_may_do(team):
    opened = team()
    reviewer, editor, admin = (opened.person(name) for name in WHO)
    for person, apply, users in ((reviewer, False, False), (editor, True, False), (admin, True, True)):
        top = person.get("/").text
        assert ('href="/apply"' in top, 'href="/users"' in top) == (apply, users)
        assert ("/export/csv" in person.get("/figures").text) == apply
        assert ('class="assign' in person.get("/articles/1").text) == apply


def test_without_accounts_there_is_no_page_of_them(review, folder):
    person = review(folder).person()
    for path in ("/sign-in", "/users", "/account"):
        assert person.get(path).status_code == 404
    for path in ("/sign-in", "/sign-out", "/users", "/users/role", "/account"):
        assert person.post(path).status_code == 404


def test_an_editor_assigns_to_somebody_of_the_team(team):
    opened = team()
    eve = opened.person("Eve")
    assert eve.post("/articles/1/assignee", version=1, assignee="Mallory").status_code == 400
    assert eve.post("/articles/1/assignee", version=1, assignee="Rob").status_code == 200
    rob = opened.person("Rob")
    assert rob.articles(assignee="Rob") == [1] and "Assigned to Rob" in rob.get("/articles/1").text


def test_roles_of_the_command_line_are_those_that_there_are():
    assert [str(role) for role in Role] == list(ROLES)
