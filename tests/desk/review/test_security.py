"""What others may try: markup in what is stored and sent, forms from elsewhere, foreign names of the host, addresses that lead out."""

import json
import re
from html.parser import HTMLParser

import pytest

from mtcheck.desk.review.decisions import history

EVIL = "<script>alert(1)</script>"
MARKUP = f"{EVIL}<img src=x onerror=alert(2)> \"'&"


@pytest.fixture
def opened(review, tmp_path):
    rows = [
        {"id": f"{EVIL}", "title": f"T{EVIL}", "text": f"The coach {EVIL} praised the goalsand the saves {EVIL}.", "source": f"{EVIL} L'entraîneur."}
    ]
    (tmp_path / "<b>.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return review("--source-lang", "fr", tmp_path / "<b>.jsonl")


def dangerous(page: str):
    """Yield tags of a page that run something or load something from elsewhere."""
    found = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attributes):
            own = tag == "script" and (dict(attributes).get("src") or "").startswith("/static/")
            if (tag in ("script", "img", "iframe", "object", "base") and not own) or any(name.startswith("on") for name, _ in attributes):
                found.append(tag)

    Tags().feed(page)
    return found


def only(person, words="goalsand"):
    return person.cards(person.articles()[0])[words]


def test_stored_markup_is_text(opened):
    person = opened.person(MARKUP[:50])
    person.decide(only(person), "wording", wording=MARKUP)
    person.decide(only(person), "refuse", reason=MARKUP)
    person.decide(only(person), "undo")
    article = person.articles()[0]
    person.post(f"/articles/{article}/assignee", version=1, assignee=MARKUP[:50])
    card = only(person)
    places = (
        "/",
        f"/articles/{article}",
        f"/articles/{article}/news?step=0",
        f"/findings/{card['id']}/history",
        "/apply",
        "/figures",
        "/name",
        "/export/html",
    )
    for place in places:
        page = person.get(place)
        assert page.status_code == 200, place
        assert not dangerous(page.text), place
    assert "&lt;script&gt;" in person.get(f"/articles/{article}").text


def test_reflected_markup_is_text(opened):
    person = opened.person()
    for name in ("search", "rule", "status", "severity", "confidence", "language", "assignee", "page"):
        assert EVIL not in person.get("/", **{name: f'">{EVIL}'}).text
        assert EVIL not in person.get(f"/articles/{person.articles()[0]}", **{name: f'">{EVIL}'}).text
    assert EVIL not in person.get(f"/{EVIL}").text and person.page.status_code == 404
    assert EVIL not in person.get("/name", next=f'/">{EVIL}').text


def test_no_page_runs_what_is_not_a_file_of_its_own(opened):
    person = opened.person()
    for place in ("/", f"/articles/{person.articles()[0]}", "/apply", "/figures", "/name", "/nowhere", "/static/review.js"):
        policy = person.get(place).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=|javascript:|hx-on", person.page.text) or place == "/static/review.js"
        assert person.page.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", person.get("/").text)


def refused(opened, answer, status):
    assert answer.status_code == status, answer.text
    with opened.database.reading() as connection:
        assert not history(connection, 1)
    return True


def test_forms_from_elsewhere(opened):
    person = opened.person()
    card = only(person)
    address, fields = f"/findings/{card['id']}/decision", {"version": card["version"], "choice": "0"}
    post = person.client.post
    assert refused(opened, post(address, data=fields), 403)
    assert refused(opened, post(address, data={**fields, "token": ""}), 403)
    assert refused(opened, post(address, data={**fields, "token": "0" * 64}), 403)
    assert refused(opened, post(address, data={**fields, "token": opened.person("Bo").token}), 403)
    good = {**fields, "token": person.token}
    assert refused(opened, post(address, data=good, headers={"Origin": "https://evil.example"}), 403)
    assert refused(opened, post(address, data=good, headers={"Origin": "null"}), 403)
    assert refused(opened, post(address, data=good, headers={"Sec-Fetch-Site": "cross-site"}), 403)
    assert refused(opened, post(address, content=json.dumps(good), headers={"Content-Type": "application/json"}), 403)
    assert refused(opened, post(address, files={"token": person.token}), 403)
    assert refused(opened, person.client.get(address, params=good), 405)
    for place in ("/apply", f"/articles/{person.articles()[0]}/assignee", "/name"):
        assert post(place, data={"file": "1:x", "name": "Eve", "version": 1}).status_code == 403
    assert person.decide(card, "0").status_code == 200


def test_a_stranger_decides_nothing(opened):
    person = opened.person()
    card = only(person)
    del person.client.cookies["mtcheck_name"]
    answer = person.decide(card, "0")
    assert answer.status_code == 401 and answer.headers["hx-redirect"] == "/name"
    refused(opened, answer, 401)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", "", "localhost:{port}@x"]
)
def test_foreign_hosts(opened, host):
    """A name of somebody else that leads to this machine (DNS rebinding) shows nothing."""
    person = opened.person()
    port = opened.address.rpartition(":")[2]
    for place in ("/", "/static/review.js", "/export/csv"):
        answer = person.client.get(place, headers={"Host": host.format(port=port)})
        assert answer.status_code == 421 and "goalsand" not in answer.text


def test_names_of_this_machine(opened):
    port = opened.address.rpartition(":")[2]
    for host in (f"localhost:{port}", f"127.0.0.1:{port}"):
        assert opened.client().get("/name", headers={"Host": host}).status_code == 200


def test_cookies_are_for_this_server_alone(opened):
    client = opened.client()
    page = client.get("/name")
    token = re.search(r'name="token" value="(\w+)"', page.text)[1]
    named = client.post("/name", data={"token": token, "name": "Ada"}, follow_redirects=False)
    for cookie in (*page.headers.get_list("set-cookie"), *named.headers.get_list("set-cookie")):
        assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
    client.cookies.set("mtcheck_session", "x' or 1=1", domain="127.0.0.1")
    assert client.get("/name").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../application.py",
        "/static/%2e%2e/application.py",
        "/static/..%2f..%2fdatabase.py",
        "/static//etc/passwd",
        "/articles/../../x",
        "/articles/1e9",
        "/findings/-1/history",
    ],
)
def test_addresses_that_lead_out(opened, path):
    person = opened.person()
    answer = person.client.get(path)
    assert answer.status_code in (400, 404) and "import" not in answer.text and "root:" not in answer.text


def test_too_much(opened):
    person = opened.person()
    assert person.post("/name", name="x" * 300_000).status_code == 413
    assert (
        person.client.post("/name", content=iter([b"token="] * 10), headers={"Content-Type": "application/x-www-form-urlencoded"}).status_code == 413
    )
    many = "&".join(f"f{number}=1" for number in range(3000))
    assert person.client.post("/name", content=many, headers={"Content-Type": "application/x-www-form-urlencoded"}).status_code == 403
    assert person.client.request("DELETE", "/articles/1").status_code == 405 and person.client.request("PUT", "/").status_code == 405


def test_the_page_shows_the_name_and_not_more(opened):
    person = opened.person("Ada\u202eevil\u0000\n\tx")
    assert "Ada evil x" in person.get("/").text
    assert len(re.search(r'title="Decide under another name">(.*?)<', opened.person("x" * 500).get("/").text)[1]) == 60
