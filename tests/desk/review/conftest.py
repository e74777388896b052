"""The review application as ``mtcheck review`` puts it together, in this process or as a server of its own."""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("sqlalchemy")

import httpx2
from click.testing import CliRunner
from starlette.testclient import TestClient

from mtcheck.cli import group
from mtcheck.core.errors import MtcheckError

REPOSITORY = Path(__file__).resolve().parents[3]
spec = importlib.util.spec_from_file_location("review_people", Path(__file__).with_name("people.py"))
people = importlib.util.module_from_spec(spec)
spec.loader.exec_module(people)
ARTICLE = (
    "Yemen: fighters seize a warehouse\n\nThe assault once morest the prison failed on Monday. The coach praised the goalsand the saves.\n\n"
    "The decision was coordinated in high places.\n"
)
"""Findings: "once morest" (against), "goalsand" (goals and), "in high places"."""


class Opened:
    """The application; ``client`` gives a browser, ``person`` somebody who has given a name."""

    def __init__(self, app, port: int, said: str) -> None:
        self.app, self.address, self.said = app, f"http://127.0.0.1:{port}", said

    @property
    def database(self):
        return self.app.state.desk.database

    def client(self, **settings):
        return TestClient(self.app, **{"base_url": self.address, **settings})

    def person(self, name: str = "Ada", password: str = ""):
        return people.Person(self.client(), name, password)


@pytest.fixture
def review(tmp_path, monkeypatch, cache):
    """Run ``mtcheck review`` up to where it would serve; return the application."""
    import mtcheck.desk.review.serving as serving

    monkeypatch.setenv("MTCHECK_DATA", str(tmp_path / "kept"))
    opened = []

    def run(*arguments, code: int = 0, command=("review", "--no-browser")) -> Opened:
        def serve(app, listener, ready, exposure):
            opened.append((app, listener.getsockname()[1], listener))
            ready()

        monkeypatch.setattr(serving, "serve", serve)
        result = CliRunner().invoke(group, [*command, "--scorer", "off", *map(str, arguments)])
        if isinstance(result.exception, MtcheckError):
            raise result.exception
        assert result.exit_code == code, result.output or result.exception
        app, port, _ = opened[-1]
        return Opened(app, port, result.stderr)

    yield run
    for app, _, listener in opened:
        listener.close()
        app.state.desk.database.engine.dispose()


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with one article."""
    found = tmp_path / "articles"
    found.mkdir()
    (found / "prison.txt").write_text(ARTICLE, encoding="utf-8")
    return found


PASSWORD = "correct horse battery"
SERVE = ("review", "serve", "--auth")
TEAM = {"Ada": "admin", "Eve": "editor", "Rob": "reviewer"}


class Team:
    """The application with accounts: Ada is admin, Eve editor, Rob reviewer."""

    def __init__(self, opened: Opened, url: str) -> None:
        self.opened, self.url, self.app, self.database, self.address = opened, url, opened.app, opened.database, opened.address

    def client(self, **settings):
        return self.opened.client(**settings)

    def person(self, name: str = "Rob", password: str = PASSWORD):
        return self.opened.person(name, password)


def add_users(url: str, team=TEAM) -> None:
    from mtcheck.desk.review.accounts import users
    from mtcheck.desk.review.accounts.people import Role
    from mtcheck.desk.review.database import open_database

    database = open_database(url)
    for name, role in team.items():
        users.add(database, name, Role.of(role), PASSWORD)
    database.engine.dispose()


@pytest.fixture
def quick_passwords(monkeypatch):
    """Let this process keep passwords at less cost; another one finds that their parameters are dated, and keeps them anew."""
    from argon2 import PasswordHasher

    from mtcheck.desk.review.accounts import passwords

    cheap = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: cheap)
    passwords._nobody.cache_clear()
    yield
    passwords._nobody.cache_clear()


@pytest.fixture
def accounts(quick_passwords):
    """Return what adds users to a database, and how a server of it is started."""
    return add_users, {"command": SERVE, "password": PASSWORD}


@pytest.fixture
def team(review, folder, tmp_path, quick_passwords):
    """Serve the folder to a team; ``with_users`` and options may be other ones."""

    def run(*arguments, url: str = f"sqlite:///{tmp_path}/team.sqlite3", users=TEAM) -> Team:
        add_users(url, users)
        return Team(review("--database", url, "--port", "0", *arguments, folder, command=SERVE), url)

    return run


class Server:
    """``mtcheck review`` as a process of its own, which may be killed and started again on the same port."""

    def __init__(self, *arguments, kept: Path, port: int = 0, command=("review", "--no-browser"), password: str = "") -> None:
        self.arguments, self.kept, self.port, self.command, self.password = arguments, kept, port, command, password
        self.process = None
        self.start()

    def start(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "MTCHECK_DATA": str(self.kept)}
        command = [sys.executable, "-m", "mtcheck", *self.command, "--scorer", "off", "--port", str(self.port), *map(str, self.arguments)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, cwd=REPOSITORY)
        lines = []
        for line in self.process.stderr:
            lines.append(line)
            if "review at http" in line:
                self.port = int(line.partition("127.0.0.1:")[2].partition("/")[0])
                return
        raise AssertionError(f"the server did not start: {lines}")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def person(self, name: str = "Ada", **settings):
        return people.Person(httpx2.Client(base_url=self.address, timeout=60, **settings), name, self.password)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stderr.close()

    def stop(self, patience: float = 20) -> int:
        self.process.terminate()
        code = self.process.wait(patience)
        self.process.stderr.close()
        return code


@pytest.fixture
def server(tmp_path, cache):
    """Start servers; those that still run are ended."""
    started = []

    def start(*arguments, **settings) -> Server:
        started.append(Server(*arguments, kept=tmp_path / "kept", **settings))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.kill()


PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Where Debian puts the servers of PostgreSQL, the newest last."""


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL of its own on this machine; gives the URL of a new database each time. Skipped where there is none, or no driver."""
    if not PROGRAMS or sys.platform == "win32":
        pytest.skip("needs a PostgreSQL server (Debian: postgresql)")
    pytest.importorskip("psycopg")
    import psycopg

    owner = pwd.getpwnam("postgres").pw_name if os.getuid() == 0 else None  # the server runs as root for nobody
    with tempfile.TemporaryDirectory(prefix="mtcheck-pg-") as place:
        if owner:
            shutil.chown(place, owner)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        run = lambda *command: subprocess.run(command, user=owner, check=True, capture_output=True, cwd=place, timeout=120)  # noqa: E731
        run(PROGRAMS[-1] / "initdb", "-D", f"{place}/data", "-U", "desk", "--auth=trust", "--encoding=UTF8")
        settings = f"-h 127.0.0.1 -p {port} -k {place} -c synchronous_commit=off"  # which the review overrules
        run(PROGRAMS[-1] / "pg_ctl", "-D", f"{place}/data", "-w", "-l", f"{place}/log", "-o", settings, "start")
        names = (f"review{number}" for number in count())

        def database() -> str:
            name = next(names)
            with psycopg.connect(f"host=127.0.0.1 port={port} user=desk dbname=postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return f"postgresql+psycopg://desk@127.0.0.1:{port}/{name}"

        try:
            yield database
        finally:
            run(PROGRAMS[-1] / "pg_ctl", "-D", f"{place}/data", "-m", "immediate", "stop")


def wait_until(condition, patience: float = 20):
    """Return what a condition gives as soon as it is true."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("never came true")


@pytest.fixture
def until():
    return wait_until
