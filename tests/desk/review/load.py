"""Many articles and many people at once: how long the server takes, and whether anything is lost when it is killed.

The tests beside it call this. By itself (``python tests/desk/review/load.py [DATABASE] [--auth]``) it prints the figures of docs/review.md; with ``--auth`` the
people sign in.
"""

from __future__ import annotations

import atexit
import os
import random
import statistics
import sys
import threading
import time
from functools import partial
from pathlib import Path

import httpx2
import sqlalchemy as sa

from mtcheck.core.model import Document, DocumentReport, Finding, Span
from mtcheck.core.mqm import Severity
from mtcheck.core.text import context_hash
from mtcheck.desk.review.database import open_database
from mtcheck.desk.review.intake import take_in
from mtcheck.desk.review.tables import articles, events, findings

RULES = ("calque", "exonym", "fused-words", "number-mismatch", "organisation-pronoun", "spacing", "untranslated", "word-order")
WORDS = "council budget harbour minister warehouse aid ship port river market school bridge hospital road winter harvest".split()


def report(number: int, count: int, words: int = 650) -> DocumentReport:
    """Return an article of so many words with so many findings, and a source beside it."""
    chance = random.Random(number)
    sentences = [" ".join([f"Sentence {at} of article {number}", *chance.choices(WORDS, k=11)]) + "." for at in range(words // 15)]
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    document = Document(f"/archive/article-{number:04}.txt", text, source=text.upper(), source_lang="fr")
    found = []
    for at in range(count):
        inside = spans[at % len(spans)]
        start = inside.start + len(f"Sentence {at} of ") + (at // len(spans)) * 2
        span, rule = Span(start, start + 7), RULES[(at + number) % len(RULES)]
        severity = chance.choice(list(Severity))
        context = context_hash(text, span, rule)
        found.append(
            Finding(rule, "Accuracy", severity, span, span.of(text), "What is said here", ("one", "two", "three"), 0.8, context=context, fix="unsafe")
        )
    return DocumentReport(document, words, 50.0, tuple(sorted(found, key=lambda one: one.span)), pairs=tuple((one, one) for one in spans))


def fill(url: str, count: int = 500, each: int = 20) -> None:
    """Put articles with findings into a store."""
    database = open_database(url)
    with database.writing() as connection:
        for number in range(count):
            take_in(connection, [report(number, each)], f"{number}")
    database.engine.dispose()


def medians(server, times: int = 40) -> dict[str, tuple[float, float]]:
    """Return what is asked for -> milliseconds of the whole answer (median), and of the server's processor for one (mean)."""
    person = server.person()
    asked = {
        "list": lambda at: person.get("/"),
        "list, filtered": lambda at: person.get("/", rule="calque", severity="major", status="open"),
        "list, searched": lambda at: person.get("/", search=f"article {at}"),
        "article": lambda at: person.get(f"/articles/{at + 1}"),
        "news": lambda at: person.get(f"/articles/{at + 1}/news", step="0"),
        "figures": lambda at: person.get("/figures"),
    }
    cards = [card for at in range(1, 1 + times // 10) for card in person.cards(at).values() if card["state"] == "open"][:times]
    assert len(cards) == times
    asked["decision"] = lambda at: person.decide(cards[at], "0")
    found = {}
    for name, ask in asked.items():
        before = _processor(server)
        median = statistics.median(_milliseconds(partial(ask, at)) for at in range(times))
        found[name] = (median, (_processor(server) - before) / times)
    return found


def _processor(server) -> float:
    """Return the milliseconds of processor that a server has taken; 0 where nobody tells."""
    stat = Path(f"/proc/{server.process.pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _milliseconds(ask) -> float:
    started = time.perf_counter()
    answer = ask()
    assert answer.status_code in (200, 204), answer.text
    return 1000 * (time.perf_counter() - started)


class Crowd:
    """People who decide about the same findings all at once, until so many decisions are confirmed; the server is killed now and then."""

    def __init__(self, server, people: int = 20, decisions: int = 2000, kills: int = 3) -> None:
        self.server, self.people, self.decisions = server, people, decisions
        self.marks = [decisions * (at + 1) // (kills + 1) for at in range(kills)]
        self.lock = threading.Lock()
        self.confirmed: list[tuple[int, int, str, str]] = []  # finding, version after it, who, state after it
        self.conflicts = self.unanswered = self.killed = 0
        self.wrong: list[str] = []

    def run(self) -> Crowd:
        """Let everybody decide; return when enough was confirmed."""
        threads = [threading.Thread(target=self._decide, args=(number,), daemon=True) for number in range(self.people)]
        for one in threads:
            one.start()
        for mark in self.marks:
            while len(self.confirmed) < mark and any(one.is_alive() for one in threads):
                time.sleep(0.005)
            self.server.kill()
            self.killed += 1
            self.server.start()
        for one in threads:
            one.join(300)
        return self

    def _decide(self, number: int) -> None:
        chance, name = random.Random(number), f"Person {number}"
        person, cards = None, []
        while len(self.confirmed) < self.decisions:
            try:
                person = person or self.server.person(name)
                if not cards:
                    cards = list(person.cards(chance.choice(person.articles())).values())
                    chance.shuffle(cards)
                self._one(person, cards, chance)
            except httpx2.TransportError:  # the server is gone; the pages stay open, and their forms are still good
                with self.lock:
                    self.unanswered += 1
                time.sleep(0.05)
            except (AssertionError, TypeError, IndexError) as error:
                with self.lock:
                    self.wrong.append(f"{type(error).__name__}: {error}")
                return

    def _one(self, person, cards: list, chance) -> None:
        card = cards.pop()
        choice = chance.choice(("0", "refuse", "wording"))
        answer = person.decide(card, choice, wording=f"by {person.name}", reason=person.name)
        with self.lock:
            if answer.status_code == 409:
                self.conflicts += 1
            elif answer.status_code == 200:
                state = "refused" if choice == "refuse" else "accepted"
                self.confirmed.append((card["id"], card["version"] + 1, person.name, state))
            else:
                self.wrong.append(f"{answer.status_code}: {answer.text[:200]}")


def lost(url: str, crowd: Crowd) -> tuple[list, list]:
    """Return the confirmed decisions that are not in the history as they were made, and the findings whose versions have gaps or whose state is not that of the last event."""
    database = open_database(url)
    with database.reading() as connection:
        made = {(one.finding, one.version): one for one in connection.execute(sa.select(events))}
        rows = list(connection.execute(sa.select(findings)))
        steps = list(connection.execute(sa.select(events.c.article, sa.func.count(), sa.func.max(events.c.step)).group_by(events.c.article)))
        active = dict(connection.execute(sa.select(articles.c.id, articles.c.activity)).all())
    database.engine.dispose()
    missing = [one for one in crowd.confirmed if (event := made.get(one[:2])) is None or (event.who, event.state) != one[2:]]
    broken = [row.id for row in rows if any((row.id, version) not in made for version in range(2, row.version + 1))]
    broken += [
        row.id
        for row in rows
        if row.version > 1 and (last := made[row.id, row.version]) and (last.state, last.who, last.wording) != (row.state, row.who, row.wording)
    ]
    broken += [article for article, count, last in steps if not count == last == active[article]]
    return missing, broken


def crowded_folder(folder: Path, count: int = 20, each: int = 20) -> Path:
    """Write articles whose findings are found by rules."""
    folder.mkdir()
    for number in range(count):
        lines = (f"Player {WORDS[at % len(WORDS)]} {at} of team {number} praised the goalsand the saves of day {at}." for at in range(each))
        (folder / f"match-{number}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return folder


def main() -> None:
    """Print the figures."""
    import tempfile

    sys.path.insert(0, str(Path(__file__).parent))
    import conftest

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        url = f"sqlite:///{folder}/speed.sqlite3"
        fill(url)
        server = conftest.Server("--database", url, crowded_folder(folder / "few", 1), kept=folder)
        atexit.register(lambda: server.kill() if server.process.poll() is None else None)
        for name, (whole, processor) in medians(server).items():
            sys.stdout.write(f"{name}: {whole:.1f} ms, {processor:.1f} of them the server's processor\n")
        server.kill()
        given = [one for one in sys.argv[1:] if one != "--auth"]
        url = given[0] if given else f"sqlite:///{folder}/together.sqlite3"
        settings = {"command": conftest.SERVE, "password": conftest.PASSWORD} if "--auth" in sys.argv else {}
        if settings:
            conftest.add_users(url, {f"Person {number}": "reviewer" for number in range(20)})
        server = conftest.Server("--database", url, crowded_folder(folder / "many"), kept=folder, **settings)
        started = time.monotonic()
        crowd = Crowd(server).run()
        server.kill()
        missing, broken = lost(url, crowd)
        sys.stdout.write(
            f"{url}: {len(crowd.confirmed)} confirmed by {crowd.people} people in {time.monotonic() - started:.1f} s, {crowd.killed} kills, {crowd.conflicts} conflicts told, "
            f"{crowd.unanswered} unanswered; {len(missing)} lost, {len(broken)} overwritten; {crowd.wrong[:3]}\n"
        )


if __name__ == "__main__":
    main()
