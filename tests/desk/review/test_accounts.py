"""``mtcheck review user`` and how ``mtcheck review serve`` begins: names, passwords, addresses, https; what is wrong is said in one line."""

import os
import pty
import re
import shutil
import ssl
import subprocess
import sys

import httpx2
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from mtcheck.cli import group
from mtcheck.core.errors import ConfigError, MtcheckError
from mtcheck.desk.review import tables
from mtcheck.desk.review.accounts import passwords
from mtcheck.desk.review.accounts.people import LONGEST_NAME, Role, cleaned, key_of
from mtcheck.desk.review.database import open_database
from mtcheck.desk.review.exposing import Exposure

PASSWORD = "correct horse battery"
SERVE = ("review", "serve")


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/team.sqlite3"


@pytest.fixture
def user(url, quick_passwords):
    """Run ``mtcheck review user``."""

    def run(*arguments, text: str | bytes = ""):
        result = CliRunner().invoke(group, ["review", "user", *arguments, "--database", url], input=text)
        if isinstance(result.exception, MtcheckError):
            raise result.exception
        return result

    return run


def test_add_list_role_passwd_remove(user):
    asked = user("add", "Ada Lovelace", "--role", "admin", text=f"{PASSWORD}\n{PASSWORD}\n")
    assert asked.exit_code == 0 and asked.stdout == "Ada Lovelace may sign in as admin\n" and PASSWORD not in asked.output
    assert user("add", "Bo", "--password-stdin", text=f"{PASSWORD}\r\nsecond line\n").exit_code == 0
    rows = [line.split("\t") for line in user("list").stdout.splitlines()]
    assert [row[:2] for row in rows] == [["Ada Lovelace", "admin"], ["Bo", "reviewer"]] and all(len(row[2]) == 10 for row in rows)
    assert user("role", "bo", "editor").stdout == "bo is editor\n"
    assert "Bo\teditor" in user("list").stdout
    assert user("passwd", "Bo", "--password-stdin", text="another fine sentence\n").exit_code == 0
    assert user("remove", "Bo").exit_code == 0 and "Bo" not in user("list").stdout


def test_the_password_is_asked_for_twice(user):
    asked = user("add", "Ada", text=f"{PASSWORD}\nsomething else\n{PASSWORD}\n{PASSWORD}\n")
    assert asked.exit_code == 0 and "do not match" in asked.stderr and asked.stdout == "Ada may sign in as reviewer\n"
    assert user("add", "Bo", text=f"{PASSWORD}\n").exit_code != 0 and "Bo" not in user("list").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
def test_a_terminal_does_not_show_the_password(url):
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "mtcheck", "review", "user", "add", "Ada", "--database", url]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, start_new_session=True) as process:
        os.close(follower)
        said = b""
        for prompt in (b"Password:", b"Again:"):
            while prompt not in said:
                said += os.read(leader, 1024)
            os.write(leader, PASSWORD.encode() + b"\n")
        while b"may sign in" not in said:
            said += os.read(leader, 1024)
        assert process.wait(20) == 0
    os.close(leader)
    assert PASSWORD.encode() not in said


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (("add", "Bo", "--password-stdin"), "", "no password on standard input"),
        (("add", "Bo", "--password-stdin"), "short\n", "12 to 256 characters"),
        (("add", "Bo", "--password-stdin"), "x" * 257 + "\n", "12 to 256 characters"),
        (("add", "Bo", "--password-stdin"), "abababababababab\n", "repeats itself"),
        (("add", "Bo the reviewer", "--password-stdin"), "BO THE REVIEWER\n", "is the name"),
        (("add", "Bo", "--password-stdin"), b"correct horse \xff battery\n", "can be seen"),
        (("add", "Bo", "--password-stdin"), "correct\thorse battery\n", "can be seen"),
        (("add", "  ", "--password-stdin"), f"{PASSWORD}\n", "needs a name"),
        (("add", "\u202e\n", "--password-stdin"), f"{PASSWORD}\n", "needs a name"),
        (("add", "ada", "--password-stdin"), f"{PASSWORD}\n", "there is a user of that name already"),
        (("passwd", "Nobody", "--password-stdin"), f"{PASSWORD}\n", "no user of that name"),
        (("role", "Nobody", "editor"), "", "no user of that name"),
        (("remove", "Nobody"), "", "no user of that name"),
        (("remove", "Ada"), "", "the only admin stays one"),
        (("role", "Ada", "reviewer"), "", "the only admin stays one"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(user, arguments, text, said):
    user("add", "Ada", "--role", "admin", "--password-stdin", text=f"{PASSWORD}\n")
    before = user("list").stdout
    with pytest.raises(ConfigError, match=said) as raised:
        user(*arguments, text=text)
    assert "\n" not in raised.value.line() and user("list").stdout == before


def test_wrong_usage(user):
    assert user("add").exit_code == 2 and user("role", "Ada", "emperor").exit_code == 2
    assert CliRunner().invoke(group, ["review", "user", "list"]).exit_code == 2
    with pytest.raises(ConfigError, match="did you mean remove"):
        user("remov", "Ada")


def test_help_of_all(user):
    shown = CliRunner().invoke(group, ["review", "--help"]).output
    assert "review serve" in shown and "review user" in shown and "PATHS" in shown
    assert "--allowed-host" in CliRunner().invoke(group, ["review", "serve", "--help"]).output
    for command in ("add", "list", "remove", "passwd", "role"):
        assert command in CliRunner().invoke(group, ["review", "user", "--help"]).output
        assert "--password " not in CliRunner().invoke(group, ["review", "user", command, "--help"]).output


def test_a_folder_of_such_a_name_is_reviewed(review, tmp_path, monkeypatch):
    (tmp_path / "serve").mkdir()
    (tmp_path / "serve" / "a.txt").write_text("The coach praised the goalsand the saves.\n")
    monkeypatch.chdir(tmp_path)
    assert review("./serve").person().articles()


@given(st.text(max_size=80))
@example("İstanbul")
@example("ﬀ ß ſ")
def test_names(name):
    shown, key = cleaned(name), key_of(name)
    assert shown.isprintable() and len(shown) <= LONGEST_NAME and shown == shown.strip()
    assert key_of(shown) == key and key_of(shown.upper().lower()) == key_of(shown.lower().upper().lower())


@given(st.text(alphabet=st.characters(), max_size=300))
def test_passwords(password):
    """Whatever is good enough can be kept: it is text, of a bounded length."""
    if not passwords.refusal(password, "Ada"):
        assert 12 <= len(passwords._plain(password)) <= 256 and password.encode()


def test_roles_have_an_order():
    assert [str(role) for role in sorted(Role)] == ["reviewer", "editor", "admin"] and all(Role.of(str(role)) is role for role in Role)


def test_nobody_can_sign_in_yet(folder, url, tmp_path):
    """The first start says how to add somebody, before anything is checked; the line can be run as it is."""
    command = [sys.executable, "-m", "mtcheck", "review", "serve", "--auth", "--port", "0", "--database", url, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2 and done.stdout == "" and len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr == f"mtcheck: --auth: nobody can sign in yet; run mtcheck review user add NAME --role admin --database '{url}'\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "0.0.0.0"], "without accounts the review is for this machine alone"),
        (["--host", "192.0.2.1"], "without accounts the review is for this machine alone"),
        (["--host", "::"], "without accounts the review is for this machine alone"),
        (["--host", "no host of any kind"], "no address of this machine"),
        (["--host", "0.0.0.0", "--auth"], "passwords would cross the network in the clear"),
        (["--host", "0.0.0.0", "--auth", "--proxy", "10.0.0.1"], "every address needs a name"),
        (["--allowed-host", "review.example.org"], "it is for a review with accounts"),
        (["--proxy", "127.0.0.1"], "it is for a review with accounts"),
        (["--auth", "--proxy", "*"], "no address"),
        (["--auth", "--allowed-host", "https://review.example.org/"], "no name of a host"),
        (["--auth", "--allowed-host", "*"], "no name of a host"),
        (["--auth", "--certfile", "cert.pem"], "a certificate needs its key"),
        (["--auth", "--keyfile", "key.pem"], "a certificate needs its key"),
        (["--auth", "--certfile", "nothing.pem", "--keyfile", "nothing.pem"], "cannot use the certificate"),
    ],
)
def test_strangers_are_shown_nothing(review, folder, url, arguments, said):
    with pytest.raises(ConfigError, match=said) as raised:
        review("--port", "0", "--database", url, *arguments, folder, command=SERVE)
    assert "\n" not in raised.value.line()


def test_serve_needs_something(review):
    with pytest.raises(ConfigError, match="nothing to serve"):
        review(command=SERVE)


def test_without_accounts_it_is_for_this_machine(review, folder):
    opened = review("--port", "0", folder, command=SERVE)
    assert opened.person("Bo").articles() == [1]
    assert opened.client(base_url="http://evil.example").get("/name").status_code == 421


def test_a_database_alone(review, team, folder):
    """Without paths there is what is in the store; nothing is written into files that nobody named."""
    opened = team()
    again = review("--auth", "--port", "0", "--database", opened.url, command=SERVE)
    eve = again.person("Eve", PASSWORD)
    assert eve.articles() == [1] and eve.accept_all()
    before = (folder / "prison.txt").read_bytes()
    assert "stands outside of what is reviewed" in eve.get("/apply").text and (folder / "prison.txt").read_bytes() == before


def test_names_of_the_server():
    own = Exposure(auth=True, allowed=("Review.example.org", "other.example:8443"), proxy="127.0.0.1").names("127.0.0.1", 8750)
    assert own == {
        "127.0.0.1:8750",
        "localhost:8750",
        "Review.example.org",
        "Review.example.org:8750",
        "other.example:8443",
    }
    assert Exposure("::1", auth=True).names("::1", 8750) == {"[::1]:8750", "localhost:8750"}
    everywhere = Exposure("0.0.0.0", auth=True, allowed=("review.example.org",), certificate=("c", "k"))
    assert everywhere.names("0.0.0.0", 443) == {"review.example.org", "review.example.org:443"}
    assert Exposure("192.0.2.1", auth=True, certificate=("c", "k")).names("192.0.2.1", 443) == {"192.0.2.1", "192.0.2.1:443"}


def entered(client, name="Rob", **headers):
    page = client.get("/sign-in", headers=headers)
    assert page.status_code == 200, page.text
    token = re.search(r'name="token" value="(\w+)"', page.text)[1]
    return page, client.post("/sign-in", data={"token": token, "name": name, "password": PASSWORD}, headers=headers)


def test_cookies_behind_a_proxy_are_for_https_alone(team):
    """Whatever the proxy says of it: without https nobody gets in."""
    opened = team("--proxy", "127.0.0.1", "--allowed-host", "review.example.org")
    client = opened.client(base_url="https://review.example.org", follow_redirects=False)
    page, done = entered(client, Origin="https://review.example.org")
    assert done.status_code == 303 and client.get("/").status_code == 200
    for answer in (page, done):
        (cookie,) = answer.headers.get_list("set-cookie")
        assert cookie.startswith("__Host-mtcheck_session=") and "Secure" in cookie and "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
        assert "Path=/" in cookie and "Domain" not in cookie
    plain = opened.client(base_url="http://review.example.org", follow_redirects=False)
    assert entered(plain)[1].status_code == 403  # the browser keeps no cookie of that kind


def test_the_address_that_the_proxy_tells(server, team, folder):
    """Tries count by the address of the browser; who is not the proxy says nothing of it."""
    url = team().url
    command = (*SERVE, "--auth")

    def counted(proxy):
        started = server("--database", url, *proxy, folder, command=command)
        for number in range(3):
            page = httpx2.get(f"{started.address}/sign-in")
            session = page.headers["set-cookie"].partition(";")[0]
            fields = {"token": re.search(r'name="token" value="(\w+)"', page.text)[1], "name": "Rob", "password": "wrong wrong wrong"}
            headers = {"X-Forwarded-For": f"203.0.113.{number}", "X-Forwarded-Proto": "https", "Cookie": session}
            assert httpx2.post(f"{started.address}/sign-in", data=fields, headers=headers).status_code == 422
        started.stop()
        store = open_database(url)
        with store.writing() as connection:
            keys = len(connection.execute(tables.attempts.select()).all())
            connection.execute(tables.attempts.delete())
        store.engine.dispose()
        return keys

    assert counted(()) == 2  # Rob, and this machine
    assert counted(("--proxy", "127.0.0.1")) == 4  # Rob, and three browsers
    assert counted(("--proxy", "10.0.0.0/8")) == 2


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate with openssl")
def test_https(server, team, folder, tmp_path):
    url, certificate, key = team().url, tmp_path / "cert.pem", tmp_path / "key.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *subject], check=True, capture_output=True)
    started = server("--database", url, "--certfile", certificate, "--keyfile", key, folder, command=(*SERVE, "--auth"))
    with httpx2.Client(base_url=f"https://127.0.0.1:{started.port}", verify=ssl.create_default_context(cafile=str(certificate))) as client:
        _, done = entered(client)
        assert done.status_code == 303 and "Secure" in done.headers["set-cookie"] and client.get("/").status_code == 200
    with pytest.raises(httpx2.TransportError):
        httpx2.get(f"http://127.0.0.1:{started.port}/sign-in")
    locked = tmp_path / "locked.pem"
    subprocess.run(["openssl", "rsa", "-in", key, "-aes256", "-passout", "pass:x1x1x1", "-out", locked], check=True, capture_output=True)
    with pytest.raises(ConfigError, match="cannot use the certificate"):
        Exposure(auth=True, certificate=(str(certificate), str(locked))).place(0)
