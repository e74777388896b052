"""Many people at once, and the server killed: nothing that was confirmed is lost, nothing is overwritten in silence. Figures: ``load.py`` prints them."""

import importlib.util
import os
import re
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("review_load", Path(__file__).with_name("load.py"))
load = importlib.util.module_from_spec(spec)
spec.loader.exec_module(load)


DECISIONS = 2000 if os.environ.get("MTCHECK_LONG") else 500
"""How many decisions are confirmed while the server is killed three times; ``load.py`` makes 2,000 as well."""


def together(server, url, folder, decisions=DECISIONS, people=20, **settings):
    crowd = load.Crowd(server("--database", url, load.crowded_folder(folder), **settings), people, decisions).run()
    crowd.server.kill()
    assert not crowd.wrong and crowd.killed == 3 and len(crowd.confirmed) >= decisions
    assert crowd.conflicts > 0 and crowd.unanswered > 0  # the test was one
    missing, broken = load.lost(url, crowd)
    assert not missing, f"{len(missing)} confirmed decisions lost"
    assert not broken, f"{len(broken)} findings whose history has gaps"


def test_twenty_people_on_sqlite(server, tmp_path):
    together(server, f"sqlite:///{tmp_path}/together.sqlite3", tmp_path / "many")


def test_twenty_people_on_postgresql(server, tmp_path, postgres):
    together(server, postgres(), tmp_path / "many")


def test_people_with_accounts(server, tmp_path, accounts):
    """All sign in at once, as well; their sessions outlive the server. They are fewer, since passwords take their time."""
    (add_users, settings), url = accounts, f"sqlite:///{tmp_path}/together.sqlite3"
    add_users(url, {f"Person {number}": "reviewer" for number in range(8)})
    together(server, url, tmp_path / "many", decisions=DECISIONS // 2, people=8, **settings)


def test_ten_thousand_findings(server, folder, tmp_path):
    """List and article in under 200 ms at the server, a decision in under 50: of its processor, since others may need the machine as well."""
    url = f"sqlite:///{tmp_path}/speed.sqlite3"
    load.fill(url)
    found = load.medians(server("--database", url, folder))
    limits = {"list": 200, "list, filtered": 200, "list, searched": 200, "article": 200, "decision": 50}
    assert {name: found[name] for name, limit in limits.items() if found[name][1] > limit} == {}, found


def test_the_whole_path_on_postgresql(review, folder, postgres):
    url = postgres()
    ada = review("--database", url, folder).person()
    assert ada.accept_all() >= 2
    assert ada.apply().status_code == 200 and "goals and the saves" in (folder / "prison.txt").read_text()
    bo = review("--database", url, folder).person("Bo")
    assert bo.articles(search="PRISON warehouse") and bo.articles(status="applied", rule="fused-words")
    assert bo.get("/figures").status_code == 200 and bo.get("/export/xlsx").status_code == 200
    assert len(bo.get("/export/jsonl").text.splitlines()) >= 2
    address = re.search(r'hx-get="(/articles/\d+/news\?step=)\d+"', bo.get(f"/articles/{bo.articles()[0]}").text)[1]
    assert bo.get(f"{address}0").status_code == 200


def test_an_older_postgresql_is_migrated_and_kept(postgres):
    import sqlalchemy as sa
    from alembic import command as alembic
    from alembic.config import Config

    from mtcheck.core.errors import ConfigError
    from mtcheck.desk.review import upgrading
    from mtcheck.desk.review.database import open_database

    url = postgres()
    config = Config()
    config.set_main_option("script_location", str(upgrading.HERE / "migrations"))
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.upgrade(config, "0001")
        connection.execute(sa.text("insert into settings values ('kept', 'this')"))
    database = open_database(url)
    with database.writing() as connection:
        assert connection.exec_driver_sql("show synchronous_commit").scalar() == "on"
        assert connection.exec_driver_sql("select value from backup_0001.settings").scalar() == "this"
        assert connection.exec_driver_sql("select value from settings").scalar() == "this"
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    with pytest.raises(ConfigError, match="newer version"):
        open_database(url)
    database.engine.dispose()
    engine.dispose()
