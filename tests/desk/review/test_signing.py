"""Signing in, sessions, and what others may try with them."""

import re
import threading

import pytest
import sqlalchemy as sa

from mtcheck.desk.review import tables
from mtcheck.desk.review.accounts import attempts, passwords, sessions, users
from mtcheck.desk.review.accounts.people import Role
from mtcheck.desk.review.decisions import history

PASSWORD = "correct horse battery"
OTHER = "another fine sentence"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'&"


def tried(client, name, password, **fields):
    token = re.search(r'name="token" value="(\w+)"', client.get("/sign-in").text)[1]
    return client.post("/sign-in", data={"token": token, "name": name, "password": password, **fields}, follow_redirects=False)


def is_in(person) -> bool:
    return person.client.get("/figures", follow_redirects=False).status_code == 200


def session_of(person) -> str:
    return person.client.cookies["mtcheck_session"]


def rows(team, table):
    with team.database.reading() as connection:
        return list(connection.execute(sa.select(table)))


def decided(team) -> list:
    with team.database.reading() as connection:
        return history(connection, 1)


def test_a_name_however_it_is_spelled(team):
    opened = team(users={"Ada Lovelace": "reviewer"})
    assert tried(opened.client(), " ADA  lovelace ", PASSWORD).status_code == 303
    ada = opened.person("ada lovelace")
    ada.decide(next(iter(ada.cards(1).values())), "refuse")
    assert [event.who for event in decided(opened)] == ["Ada Lovelace"]


def test_signing_in_leads_to_the_page_that_was_wanted(team):
    opened = team()
    client = opened.client()
    asked = client.get("/articles/1?rule=calque", follow_redirects=False).headers["location"]
    assert asked == "/sign-in?next=%2Farticles%2F1%3Frule%3Dcalque"
    assert tried(client, "Rob", PASSWORD, next="/articles/1?rule=calque").headers["location"] == "/articles/1?rule=calque"
    for elsewhere in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert tried(opened.client(), "Rob", PASSWORD, next=elsewhere).headers["location"] == "/"


def test_an_open_page_leads_back_after_signing_in(team):
    opened = team()
    answer = opened.client().get("/articles/1/news?step=0", headers={"HX-Request": "true", "HX-Current-URL": f"{opened.address}/articles/1#f2"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/sign-in?next=%2Farticles%2F1")
    for page in ("https://evil.example//evil.example/", "nonsense", "http://["):
        answer = opened.client().get("/articles/1/news?step=0", headers={"HX-Request": "true", "HX-Current-URL": page})
        assert answer.headers["hx-redirect"] == "/sign-in"


def test_the_page_works_without_scripts_and_says_what_is_wrong(team):
    opened = team()
    page = tried(opened.client(), "Rob", "not this one at all")
    assert page.status_code == 422 and "do not belong together" in page.text
    assert 'role="alert"' in page.text and page.text.count('aria-describedby="trouble" aria-invalid="true"') == 2
    for field, completed in (("name", "username"), ("password", "current-password")):
        assert f'<label for="{field}">' in page.text and f'autocomplete="{completed}"' in page.text
    assert '<form class="sheet" method="post" action="/sign-in">' in page.text
    assert "not this one at all" not in page.text and 'value="Rob"' in page.text


def test_nobody_learns_who_has_an_account(team, monkeypatch):
    """The same answer and the same work for a name that nobody has."""
    opened, looked_at = team(), []
    real = passwords._hasher()

    class Watched:
        def __getattr__(self, name):
            return getattr(real, name)

        def verify(self, kept, plain):
            looked_at.append(kept)
            return real.verify(kept, plain)

    monkeypatch.setattr(passwords, "_hasher", Watched)
    answers = [tried(opened.client(), name, "wrong wrong wrong") for name in ("Rob", "Zoe")]
    assert len({re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}) == 1 and {answer.status_code for answer in answers} == {422}
    assert len(looked_at) == 2 and len({kept[: kept.rindex("$", 0, kept.rindex("$"))] for kept in looked_at}) == 1
    names = set()
    for name in ("Rob", "Zoe"):
        for _ in range(attempts.BY_ACCOUNT):
            last = tried(opened.client(), name, "wrong wrong wrong")
        names.add((last.status_code, re.sub(r'value="[^"]*"', "", last.text)))
    assert len(names) == 1 and names.pop()[0] == 429


def test_passwords_and_tokens_are_not_in_the_store(team):
    opened = team()
    rob = opened.person()
    everything = repr([rows(opened, table) for table in tables.metadata.tables.values()])
    assert PASSWORD not in everything and session_of(rob) not in everything and rob.token not in everything
    assert all(user.password.startswith("$argon2id$") for user in rows(opened, tables.users))
    (key,) = [row.key for row in rows(opened, tables.sessions)]
    client = opened.client(cookies={"mtcheck_session": key[:32]})
    assert client.get("/", follow_redirects=False).status_code == 303
    assert opened.client(cookies={"mtcheck_session": key}).get("/", follow_redirects=False).status_code == 303


def test_brute_force_by_account(team, review, folder):
    opened = team()
    for _ in range(attempts.BY_ACCOUNT):
        assert tried(opened.client(), "Rob", "wrong wrong wrong").status_code == 422
    late = tried(opened.client(), "rob", PASSWORD)
    assert late.status_code == 429 and 0 < int(late.headers["retry-after"]) <= 900 and "Too many tries. Wait 15 minutes" in late.text
    assert tried(opened.client(), "Eve", PASSWORD).status_code == 303
    again = review("--database", opened.url, "--port", "0", folder, command=("review", "serve", "--auth"))
    assert tried(again.client(), "Rob", PASSWORD).status_code == 429  # a new start forgives nothing
    users.set_password(again.database, "Rob", OTHER)
    assert tried(again.client(), "Rob", OTHER).status_code == 303  # an admin does


def test_brute_force_by_address(team, monkeypatch):
    monkeypatch.setattr(attempts, "BY_ADDRESS", 6)
    opened = team()
    for number in range(6):
        assert tried(opened.client(), f"Somebody {number}", "wrong wrong wrong").status_code == 422
    assert tried(opened.client(), "Rob", PASSWORD).status_code == 429
    elsewhere = opened.client(client=("192.0.2.7", 1234))
    assert tried(elsewhere, "Rob", PASSWORD).status_code == 303


def test_who_signs_in_is_not_slowed_down(team, monkeypatch):
    monkeypatch.setattr(attempts, "BY_ADDRESS", 3)
    opened = team()
    for _ in range(5):
        assert tried(opened.client(), "Rob", PASSWORD).status_code == 303


def test_tries_at_once_count(team, monkeypatch):
    monkeypatch.setattr(attempts, "BY_ACCOUNT", 3)
    opened, found = team(), []
    threads = [threading.Thread(target=lambda: found.append(tried(opened.client(), "Rob", "wrong wrong wrong").status_code)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == [422] * 3 + [429] * 5


def test_tries_are_forgotten_after_a_while(team, monkeypatch):
    monkeypatch.setattr(attempts, "BY_ACCOUNT", 1)
    opened = team()
    assert tried(opened.client(), "Rob", "wrong wrong wrong").status_code == 422
    assert tried(opened.client(), "Rob", PASSWORD).status_code == 429
    with opened.database.writing() as connection:
        connection.execute(tables.attempts.update().values(until="2000-01-01T00:00:00.000Z"))
    assert tried(opened.client(), "Rob", PASSWORD).status_code == 303
    assert not rows(opened, tables.attempts) or all(row.count == 0 for row in rows(opened, tables.attempts))


def test_many_who_sign_in_keep_nobody_waiting(team, monkeypatch, until):
    """Few passwords are looked at side by side; pages come meanwhile."""
    opened, real, now, most = team(), passwords.fits, [], []
    rob, gate = opened.person(), threading.Event()

    def slow(password, kept):
        now.append(1)
        most.append(len(now))
        gate.wait(20)
        now.pop()
        return real(password, kept)

    monkeypatch.setattr(passwords, "fits", slow)
    found = []
    threads = [threading.Thread(target=lambda: found.append(tried(opened.client(), "Eve", PASSWORD).status_code)) for _ in range(6)]
    for one in threads:
        one.start()
    until(lambda: len(most) >= passwords.AT_ONCE)
    assert rob.get("/").status_code == 200 and not found
    gate.set()
    for one in threads:
        one.join()
    assert found == [303] * 6 and max(most) == passwords.AT_ONCE


def test_a_session_given_to_somebody_is_not_theirs_afterwards(team):
    """Session fixation: what a browser had before signing in is worth nothing, to anybody."""
    opened = team()
    planted = "a" * 32
    victim = opened.client()
    victim.cookies.set("mtcheck_session", planted, domain="127.0.0.1")
    assert tried(victim, "Rob", PASSWORD).status_code == 303
    assert victim.get("/figures", follow_redirects=False).status_code == 200 and victim.cookies["mtcheck_session"] != planted
    assert opened.client(cookies={"mtcheck_session": planted}).get("/", follow_redirects=False).status_code == 303
    first = opened.person()
    before = session_of(first)
    tried(first.client, "Rob", PASSWORD)
    assert session_of(first) != before  # and signing in again ends the one before
    assert opened.client(cookies={"mtcheck_session": before}).get("/", follow_redirects=False).status_code == 303


def test_a_form_belongs_to_its_session(team):
    """CSRF: neither the token of somebody else nor that from before signing in."""
    opened = team()
    client = opened.client()
    before = re.search(r'name="token" value="(\w+)"', client.get("/sign-in").text)[1]
    tried(client, "Rob", PASSWORD)
    eve = opened.person("Eve")
    for token in (before, eve.token, "", "0" * 64):
        assert client.post("/findings/1/decision", data={"token": token, "version": 1, "choice": "0"}).status_code == 403
    for origin in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        for path in ("/sign-in", "/sign-out", "/users", "/account"):
            assert client.post(path, data={"token": eve.token}, headers=origin).status_code == 403
    assert not decided(opened)
    assert client.get("/sign-out").status_code == 405 and is_in(eve)


def test_nobody_decides_as_somebody_else(team):
    opened = team()
    rob, eve = opened.person("Rob"), opened.person("Eve")
    card = next(iter(rob.cards(1).values()))
    assert rob.client.post(f"/findings/{card['id']}/decision", data={"token": eve.token, "version": 1, "choice": "0"}).status_code == 403
    thief = opened.client(cookies={"mtcheck_session": session_of(eve)[::-1], "mtcheck_name": "Eve"})
    assert thief.get("/", follow_redirects=False).status_code == 303
    rob.post(f"/findings/{card['id']}/decision", version=1, choice="refuse", who="Eve", name="Eve", user="Eve")
    with opened.database.reading() as connection:
        assert [event.who for event in history(connection, card["id"])] == ["Rob"]


def test_signing_out(team):
    opened = team()
    rob, other = opened.person(), opened.person()
    kept = session_of(rob)
    left = rob.client.post("/sign-out", data={"token": rob.token}, follow_redirects=False)
    assert left.headers["location"] == "/sign-in" and 'mtcheck_session="";' in left.headers["set-cookie"]
    assert opened.client(cookies={"mtcheck_session": kept}).get("/", follow_redirects=False).status_code == 303
    assert not is_in(rob) and is_in(other)


def test_a_session_ends_by_itself(team):
    opened = team()
    rob = opened.person()
    assert is_in(rob)
    with opened.database.writing() as connection:
        connection.execute(tables.sessions.update().values(until="2000-01-01T00:00:00.000Z"))
    assert not is_in(rob)
    opened.person("Eve")
    assert len(rows(opened, tables.sessions)) == 1  # the one that is over is cleared away


@pytest.mark.parametrize(
    "change",
    [
        lambda database: users.set_password(database, "Rob", OTHER),
        lambda database: users.set_role(database, "Rob", Role.EDITOR),
        lambda database: users.remove(database, "Rob"),
    ],
    ids=["password", "role", "removed"],
)
def test_sessions_end_when_somebody_changes(team, change):
    opened = team()
    rob, eve = opened.person("Rob"), opened.person("Eve")
    card = next(iter(rob.cards(1).values()))
    change(opened.database)
    assert not is_in(rob) and is_in(eve)
    assert rob.decide(card, "0").status_code == 401 and not decided(opened)


def test_ones_own_password(team):
    opened = team()
    rob, other = opened.person(), opened.person()
    page = rob.get("/account").text
    assert "Your role: reviewer" in page and 'autocomplete="new-password"' in page
    for old, new, again, said in (
        ("wrong wrong wrong", OTHER, OTHER, "not your password"),
        (PASSWORD, OTHER, "else else else", "differ"),
        (PASSWORD, "short", "short", "12 to 256"),
        (PASSWORD, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "repeats itself"),
    ):
        answer = rob.post("/account", old=old, new=new, again=again)
        assert answer.status_code == 422 and said in answer.text and is_in(other)
    before = session_of(rob)
    assert "other browsers are signed out" in rob.post("/account", old=PASSWORD, new=OTHER, again=OTHER).text
    assert is_in(rob) and session_of(rob) != before and not is_in(other)
    assert tried(opened.client(), "Rob", PASSWORD).status_code == 422 and tried(opened.client(), "Rob", OTHER).status_code == 303


def test_guessing_a_password_with_somebodys_browser(team, monkeypatch):
    monkeypatch.setattr(attempts, "BY_ACCOUNT", 2)
    rob = team().person()
    assert [rob.post("/account", old=f"wrong wrong {number}", new=OTHER, again=OTHER).status_code for number in range(3)] == [422, 422, 429]


def test_an_admin_gives_accounts(team):
    opened = team()
    ada = opened.person("Ada")
    assert ada.post("/users", user="Zoe", role="editor", password=OTHER).status_code == 200 and "Zoe may sign in now" in ada.page.text
    zoe = opened.person("Zoe", OTHER)
    assert zoe.get("/apply").status_code == 200
    assert ada.post("/users/role", user="Zoe", role="reviewer").status_code == 200 and not is_in(zoe)
    assert ada.post("/users/password", user="Zoe", password=PASSWORD).status_code == 200
    assert opened.person("Zoe").get("/apply").status_code == 403
    for path, fields, said in (
        ("/users", {"user": "zoe", "role": "editor", "password": OTHER}, "of that name already"),
        ("/users", {"user": "\u200b ", "role": "editor", "password": OTHER}, "needs a name"),
        ("/users", {"user": "Yan", "role": "editor", "password": "short"}, "12 to 256"),
        ("/users/remove", {"user": "Nobody"}, "no user of that name"),
        ("/users/remove", {"user": "Ada"}, "the only admin stays one"),
        ("/users/role", {"user": "Ada", "role": "editor"}, "the only admin stays one"),
    ):
        answer = ada.post(path, **fields)
        assert answer.status_code == 422 and said in answer.text, path
    assert ada.post("/users", user="Yan", role="emperor", password=OTHER).status_code == 400
    assert ada.post("/users/remove", user="Zoe").status_code == 200 and is_in(ada)
    assert tried(opened.client(), "Zoe", PASSWORD).status_code == 422


@pytest.mark.parametrize("name", ["Rob", "Eve"])
def test_nobody_lifts_themselves(team, folder, name):
    """What a reviewer or an editor may not do is refused, and nothing of it is stored or written."""
    opened = team()
    person = opened.person(name)
    card = next(card for card in person.cards(1).values() if card["suggestions"])
    person.decide(card, "0")
    before, text = rows(opened, tables.users), (folder / "prison.txt").read_bytes()
    assert person.post("/users", user="Mallory", role="admin", password=OTHER).status_code == 403
    assert person.post("/users/role", user=name, role="admin").status_code == 403
    assert person.post("/users/password", user="Ada", password=OTHER).status_code == 403
    assert person.post("/users/remove", user="Ada").status_code == 403
    assert rows(opened, tables.users) == before
    if name == "Rob":
        shown = re.findall(r'name="file" value="([^"]+)"', opened.person("Eve").get("/apply").text)
        assert shown and person.post("/apply", file=shown).status_code == 403
        assert person.post("/articles/1/assignee", version=1, assignee="Rob").status_code == 403
        assert all(person.get(f"/export/{form}").status_code == 403 for form in ("csv", "xlsx", "html", "jsonl"))
        assert (folder / "prison.txt").read_bytes() == text and rows(opened, tables.articles)[0].assignee == ""


@pytest.mark.parametrize("wanted", ["../../etc/passwd:x", "1/../2:x", "file:///etc/passwd", "-1:x", "9:x", "1:"])
def test_addresses_of_files_that_lead_out(team, folder, wanted):
    opened = team()
    eve, text = opened.person("Eve"), (folder / "prison.txt").read_bytes()
    eve.decide(next(card for card in eve.cards(1).values() if card["suggestions"]), "0")
    answer = eve.post("/apply", file=wanted)
    assert answer.status_code in (400, 409) and "root:" not in answer.text
    assert (folder / "prison.txt").read_bytes() == text


def test_markup_in_names_is_text(team):
    """What somebody is called stands in every page; nothing of it is a tag."""
    opened = team(users={EVIL: "admin", "Rob": "reviewer"})
    evil, rob = opened.person(EVIL), opened.person()
    evil.decide(next(iter(evil.cards(1).values())), "refuse", reason=EVIL)
    evil.post("/articles/1/assignee", version=1, assignee=EVIL[:60])
    for person, pages in ((evil, ("/", "/articles/1", "/users", "/account", "/figures", "/export/html", "/export/csv")), (rob, ("/", "/articles/1"))):
        for page in pages:
            text = person.get(page).text
            assert person.page.status_code == 200 and (("<script>alert" not in text and "<img" not in text) or page == "/export/csv"), page
    answer = tried(opened.client(), EVIL, "wrong wrong wrong", next=f'/">{EVIL}')
    assert answer.status_code == 422 and "<script>alert" not in answer.text and "<img" not in answer.text
    shown = evil.post("/users/remove", user=f"{EVIL}!")
    assert shown.status_code == 422 and "<script>alert" not in shown.text


def test_too_much_is_not_read(team):
    opened = team()
    client = opened.client()
    assert client.post("/sign-in", data={"name": "x" * 300_000}).status_code == 413
    assert client.post("/sign-in", content=iter([b"name=x"] * 9), headers={"Content-Type": "application/x-www-form-urlencoded"}).status_code == 413
    assert client.post("/sign-in", files={"name": b"x"}).status_code == 403
    assert tried(client, "x" * 5000, "y" * 100_000).status_code == 422


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:{port}", ""])
def test_foreign_hosts(team, host):
    opened = team()
    rob = opened.person()
    port = opened.address.rpartition(":")[2]
    for path in ("/", "/sign-in", "/export/csv"):
        answer = rob.client.get(path, headers={"Host": host.format(port=port)})
        assert answer.status_code == 421 and "goalsand" not in answer.text
    answer = rob.client.post("/findings/1/decision", data={"token": rob.token, "version": 1, "choice": "0"}, headers={"Host": "evil.example"})
    assert answer.status_code == 421 and not decided(opened)


def test_old_parameters_are_brought_up_to_date(team):
    from argon2 import PasswordHasher

    opened = team()
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    with opened.database.writing() as connection:
        connection.execute(tables.users.update().where(tables.users.c.name == "Rob").values(password=weak))
    assert tried(opened.client(), "Rob", PASSWORD).status_code == 303
    (rob,) = [user for user in rows(opened, tables.users) if user.name == "Rob"]
    assert not passwords.is_dated(rob.password) and passwords.fits(PASSWORD, rob.password)


def test_a_password_changed_while_somebody_signs_in(team, monkeypatch):
    """Whoever has shown the password of before gets no session."""
    opened, real = team(), passwords.fits

    def slow(password, kept):
        fits = real(password, kept)
        users.set_password(opened.database, "Rob", OTHER)
        return fits

    monkeypatch.setattr(passwords, "fits", slow)
    assert tried(opened.client(), "Rob", PASSWORD).status_code == 422
    assert not rows(opened, tables.sessions)


def test_accounts_on_postgresql(postgres):
    from mtcheck.core.errors import ConfigError
    from mtcheck.desk.review.accounts.attempts import Try
    from mtcheck.desk.review.accounts.entering import WrongError, enter
    from mtcheck.desk.review.database import open_database

    database = open_database(postgres())
    users.add(database, "Ada", Role.ADMIN, PASSWORD)
    with pytest.raises(ConfigError, match="already"):
        users.add(database, "ADA", Role.ADMIN, PASSWORD)
    with pytest.raises(ConfigError, match="only admin"):
        users.remove(database, "Ada")
    with pytest.raises(WrongError):
        enter(database, Try("Ada", "::1"), OTHER, "")
    token = enter(database, Try("Ada", "::1"), PASSWORD, "")
    with database.reading() as connection:
        assert sessions.holder(connection, token).name == "Ada"
    users.set_role(database, "Ada", Role.ADMIN)
    with database.reading() as connection:
        assert sessions.holder(connection, token) is None
    database.engine.dispose()
