"""What ``mtcheck review`` is given: reports, databases, ports; what is wrong with them is said in one line."""

import json
import os
import pty
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading

import pytest
import sqlalchemy as sa
from alembic import command as alembic
from alembic.config import Config
from click.testing import CliRunner

from mtcheck.cli import group
from mtcheck.core.errors import ConfigError, MtcheckError, ReadError
from mtcheck.desk.review import tables, upgrading
from mtcheck.desk.review.database import open_database


def report_of(path, *arguments):
    report = path.parent / "report.json"
    done = CliRunner().invoke(
        group, ["check", "--scorer", "off", "--format", "json", "--output", str(report), "--fail-on", "never", *arguments, str(path)]
    )
    assert done.exit_code == 0, done.output
    return report


def test_a_report_is_reviewed_as_it_is(review, folder):
    file = folder / "prison.txt"
    report = report_of(file)
    told = json.loads(report.read_text())
    for one in told["documents"][0]["findings"]:
        one["message"] = "As another machine saw it"
        one["suggestions"] = ["as told", *one["suggestions"]]
    told["documents"][0]["findings"].pop()
    report.write_text(json.dumps(told))
    opened = review(report)
    ada = opened.person()
    cards = ada.cards(ada.articles()[0])
    assert len(cards) == len(told["documents"][0]["findings"]) and "changed" not in opened.said
    assert all("As another machine saw it" in card["html"] and card["suggestions"][0] == "as told" for card in cards.values())


@pytest.mark.parametrize("name", ["page.md", "page.html", "rows.jsonl"])
def test_reports_of_other_formats_are_found_again(review, tmp_path, name):
    sentence = "The coach praised the goalsand the saves, caf&eacute;." if name.endswith("html") else "The coach praised the goalsand the saves."
    texts = {
        "page.md": f"---\ntitle: The goalsand\n---\n# Sport\n\n{sentence} {sentence}\n",
        "page.html": f"<html><head><title>Sport</title></head><body><p>{sentence}</p><p>→ READ: more</p></body></html>",
        "rows.jsonl": "".join(json.dumps({"id": one, "text": sentence}) + "\n" for one in "ab"),
    }
    file = tmp_path / name
    file.write_text(texts[name], encoding="utf-8")
    report = report_of(file)
    opened = review(report)
    with opened.database.reading() as connection:
        stored = connection.scalar(sa.select(sa.func.count()).select_from(tables.findings))
    assert stored == sum(len(one["findings"]) for one in json.loads(report.read_text())["documents"]) > 0
    assert "changed" not in opened.said


def test_a_report_about_a_file_that_changed(review, folder):
    file = folder / "prison.txt"
    report = report_of(file)
    file.write_text(file.read_text().replace("goalsand", "goals and"))
    opened = review(report)
    assert f"{file}: it changed since the report was made, so it was checked again" in opened.said
    assert set(opened.person().cards(1)) == {"once morest", "in high places"}


def test_a_report_of_a_newer_schema(review, folder):
    report = report_of(folder / "prison.txt")
    report.write_text(json.dumps({**json.loads(report.read_text()), "schema": 2}))
    with pytest.raises(ReadError, match="schema 2"):
        review(report)


def test_a_report_that_leads_elsewhere(review, folder, tmp_path):
    report = report_of(folder / "prison.txt")
    outside = tmp_path / "outside.txt"
    shutil.copy(folder / "prison.txt", outside)
    told = json.loads(report.read_text())
    for path in (str(outside), "../outside.txt"):
        told["documents"][0]["path"] = path
        report.write_text(json.dumps(told))
        with pytest.raises(ConfigError, match="no document of it can be reviewed"):
            review(report)


def test_reports_and_files_apart(review, folder):
    report = report_of(folder / "prison.txt")
    with pytest.raises(ConfigError, match="reviewed apart"):
        review(report, folder)
    with pytest.raises(ConfigError, match="standard input"):
        review("-")


def test_what_is_not_there(review, tmp_path):
    with pytest.raises(ConfigError, match="nothing to review"):
        review(tmp_path / "nothing.txt")


def test_what_cannot_be_read_is_said(review, folder):
    (folder / "broken.docx").write_bytes(b"PK no zip")
    opened = review(folder)
    assert "broken.docx" in opened.said and len(opened.person().articles()) == 1


def test_a_port_in_use(review, folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(ConfigError, match="cannot listen on port"):
            review("--port", other.getsockname()[1], folder)


def test_one_line_and_exit_code_2(folder, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        command = [
            sys.executable,
            "-m",
            "mtcheck",
            "review",
            "--no-browser",
            "--port",
            port,
            "--database",
            f"sqlite:///{tmp_path}/d.sqlite3",
            str(folder),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2 and done.stdout == "" and done.stderr.startswith("mtcheck: --port: cannot listen on port"), done.stderr
    assert len(done.stderr.splitlines()) == 1


def at_version(path, version):
    engine = sa.create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(upgrading.HERE / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.upgrade(config, version)
    engine.dispose()


def test_an_older_database_is_migrated_and_kept(review, folder, tmp_path):
    """The decisions of the first version of the schema are there after the migration, and in the backup."""
    path = tmp_path / "old.sqlite3"
    url = f"sqlite:///{path}"
    at_version(path, "0001")
    first = open_columns(path)
    with sqlite3.connect(path) as old:
        old.execute("insert into files (id, place, name, digest, checked) values (1, ?, 'prison.txt', 'x', 'x')", (str(folder / "prison.txt"),))
        old.execute(
            "insert into articles (id, file, number, document, title, text, language, pairs, words, penalty, sought, present)"
            " values (5, 1, 0, '', '', '', '', '[]', 1, 0, '', 1)"
        )
    review("--database", url, folder)  # migrates
    assert open_columns(path) != first and open_columns(upgrading.backup_of(sa.make_url(url), "0001")) == first
    opened = review("--database", url, folder)
    assert opened.person().articles() == [5]


def test_a_database_that_cannot_be_copied_is_not_migrated(tmp_path, monkeypatch):
    """No backup, no migration: one line, and the old database is as it was."""
    path = tmp_path / "old.sqlite3"
    at_version(path, "0001")
    first = open_columns(path)
    real, target = sqlite3.connect, upgrading.backup_of(sa.make_url(f"sqlite:///{path}"), "0001")

    class Full(sqlite3.Connection):
        def backup(self, target, **settings):
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(upgrading.sqlite3, "connect", lambda place: real(place, factory=Full))
    with pytest.raises(ConfigError, match=r"cannot make a backup before the migration \(database or disk is full\); make space"):
        open_database(f"sqlite:///{path}")
    assert open_columns(path) == first and not target.exists()


def test_a_migration_that_has_no_place_changes_nothing(tmp_path, monkeypatch):
    from mtcheck.desk.review import database

    path = tmp_path / "old.sqlite3"
    at_version(path, "0001")
    first, real = open_columns(path), database._engine

    def bounded(place):
        engine = real(place)
        sa.event.listen(
            engine, "begin", lambda one: one.exec_driver_sql(f"pragma max_page_count = {one.exec_driver_sql('pragma page_count').scalar()}")
        )
        return engine

    with monkeypatch.context() as patched:
        patched.setattr(database, "_engine", bounded)
        with pytest.raises(ConfigError, match=r"cannot use the database \(database or disk is full\)"):
            open_database(f"sqlite:///{path}")
    assert open_columns(path) == first
    open_database(f"sqlite:///{path}").engine.dispose()
    assert open_columns(path) != first


def open_columns(path) -> list[str]:
    with sqlite3.connect(path) as found:
        return sorted(row[0] for row in found.execute("select name from pragma_table_info('findings')"))


def test_a_newer_database_is_refused(review, folder, tmp_path):
    path = tmp_path / "newer.sqlite3"
    review("--database", f"sqlite:///{path}", folder).database.engine.dispose()
    with sqlite3.connect(path) as newer:
        newer.execute("update alembic_version set version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(ConfigError, match="newer version of mtcheck"):
        review("--database", f"sqlite:///{path}", folder)
    assert path.read_bytes() == before


def test_a_database_of_something_else(tmp_path):
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("create table poems (line text)")
    with pytest.raises(ConfigError, match="something else"):
        open_database(f"sqlite:///{path}")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "no URL"),
        ("mysql://x/y", "neither SQLite nor PostgreSQL"),
        ("sqlite://", "decisions need a file"),
        ("postgresql+nothing://x/y", "no driver|needs"),
        ("postgresql+psycopg://nobody:secret@127.0.0.1:1/none", "cannot use the database"),
    ],
)
def test_databases_that_are_none(url, said):
    with pytest.raises(MtcheckError, match=said) as raised:
        open_database(url)
    assert "secret" not in raised.value.line() and "\n" not in raised.value.line()


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "no.sqlite3"
    path.write_text("no database at all, but a text that is long enough to be read as a page of one" * 20)
    with pytest.raises(ConfigError, match="cannot use the database"):
        open_database(f"sqlite:///{path}")


def test_the_schema_is_that_of_the_tables(tmp_path):
    """What the migrations make is what the code expects."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    database = open_database(f"sqlite:///{tmp_path}/d.sqlite3")
    with database.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), tables.metadata)
    assert not found
    database.engine.dispose()


def test_what_is_confirmed_is_on_the_disk(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/d.sqlite3")
    with database.reading() as connection:
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
    database.engine.dispose()


def test_without_the_extra(monkeypatch, folder):
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None if name == "starlette" else real(name, *more))
    result = CliRunner().invoke(group, ["review", str(folder)])
    assert isinstance(result.exception, ConfigError) and "pip install 'mtcheck[review]'" in result.exception.line()


def test_articles_of_files_that_are_gone(review, folder):
    """They leave the queue; what was decided about them stays in the figures."""
    (folder / "other.txt").write_text("The coach praised the goalsand the saves.\n")
    ada = review(folder).person()
    assert len(ada.articles()) == 2 and ada.accept_all() >= 3
    (folder / "other.txt").unlink()
    after = review(folder).person()
    assert len(after.articles()) == 1
    assert "other.txt" in after.get("/export/csv").text


def test_decisions_come_back_with_their_findings(review, folder):
    """A rule that is left out for once takes no decision with it."""
    ada = review(folder).person()
    ada.decide(ada.cards(ada.articles()[0])["goalsand"], "refuse", reason="a name")
    without = review("--ignore", "fused-words", folder)
    assert "0 decisions still fit, 1 are about what is not found any more" in without.said
    assert "goalsand" not in without.person().cards(1)
    again = review(folder).person()
    assert again.cards(1)["goalsand"]["state"] == "refused"


HASTY = "from mtcheck.cli import _progress, main\n_progress.DELAY, _progress.EVERY = 0.0, 0.0\nmain()\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
@pytest.mark.parametrize("what", ["files", "report"])
def test_somebody_at_a_terminal_sees_how_far_it_is(folder, tmp_path, what):
    for number in range(20):
        shutil.copy(folder / "prison.txt", folder / f"{number}.txt")
    given = folder if what == "files" else report_of(folder)
    leader, follower = pty.openpty()
    command = [sys.executable, "-c", HASTY, "review", "--no-browser", "--scorer", "off", "--database", f"sqlite:///{tmp_path}/d.sqlite3", str(given)]
    with subprocess.Popen(command, stdout=follower, stderr=follower, env={**os.environ, "TERM": "xterm"}) as process:
        os.close(follower)
        screen = b""
        while b"Ctrl-C ends it" not in screen:
            screen += os.read(leader, 4096)
        process.terminate()
    os.close(leader)
    before, _, after = screen.partition(b"mtcheck: review at")
    assert b"documents/s" in before and b"21/21" in before and b"documents/s" not in after


def test_it_outlives_browsers_and_ends_when_it_is_told_to(server, folder):
    """A browser that dies in the middle of a form decides nothing, and takes nobody with it."""
    running = server(folder)
    ada = running.person()
    card = ada.cards(1)["goalsand"]
    body = f"token={ada.token}&version=1&choice=refuse"
    cookies = "; ".join(f"{name}={value}" for name, value in ada.client.cookies.items())
    head = f"POST /findings/{card['id']}/decision HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nCookie: {cookies}\r\n"
    head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body) + 20}\r\n\r\n"
    for part in ("P", head[:60], head, head + body):
        with socket.create_connection(("127.0.0.1", running.port)) as one:
            one.sendall(part.encode())
    assert ada.cards(1)["goalsand"]["state"] == "open" and ada.decide(card, "0").status_code == 200
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(20) == 0
    assert running.process.stderr.read() == ""


def test_the_browser_is_opened(review, folder, monkeypatch):
    import webbrowser

    opened = threading.Event()
    monkeypatch.setattr(webbrowser, "open", lambda address: address.startswith("http://127.0.0.1:") and opened.set())
    review(folder)
    assert not opened.wait(0.1)
    review(folder, command=("review",))
    assert opened.wait(10)
