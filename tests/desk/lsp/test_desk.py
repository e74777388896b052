"""The desk by itself: rules first and the model behind them, and what happens when something inside fails."""

import asyncio
import time

import pytest

pytest.importorskip("pygls")
from mtcheck.desk.lsp import desk as desks
from mtcheck.desk.lsp.desk import Buffer, Desk
from mtcheck.desk.lsp.positions import Placed
from mtcheck.desk.lsp.setups import Prepared, Setups
from mtcheck.readers import PLAIN
from mtcheck.scorers import Scores

TEXT = "He complained once morest the judges.\n"


class Model:
    """A scorer that takes its time and says little."""

    name = "slow"

    def __init__(self, seconds=0.2):
        self.seconds, self.read = seconds, []

    def prepare(self):
        pass

    def score(self, passages):
        self.read.append(passages[0].text)
        time.sleep(self.seconds)
        return [Scores((), tuple((0.0,) * len(question.options) for question in one.questions)) for one in passages]


@pytest.fixture
def made(checker, tmp_path, monkeypatch):
    """Return what makes a desk with a model, and the lists of what it shows and logs."""
    monkeypatch.setattr(desks, "MODEL_QUIET", 0.05)

    def make(model=None, **changes):
        from dataclasses import replace

        shown, logged = [], []
        setups = Setups(lambda config: Prepared(config, replace(checker, **changes), model, PLAIN), logged.append)
        desk = Desk(setups, lambda buffer: shown.append((buffer.version, buffer.seen)), logged.append, lambda uri: tmp_path)
        return desk, shown, logged

    return make


def buffer(text=TEXT, name="a.txt"):
    return Buffer(f"file:///{name}", name, 1, Placed(text, "utf-16"))


async def until(condition):
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


def test_rules_are_shown_first_and_the_model_behind_them(made):
    model = Model()

    async def write():
        desk, shown, logged = made(model)
        desk.open(buffer())
        await until(lambda: shown)
        assert model.read == [] and [f.rule for f in shown[0][1].reports[0].findings] == ["substituted-word"]
        await until(lambda: len(shown) == 2)
        assert model.read == [TEXT] and shown[1][1].version == 1 and logged == []
        desk.end()

    asyncio.run(write())


def test_a_model_is_not_asked_while_somebody_types(made):
    model = Model()

    async def write():
        desk, shown, _ = made(model)
        one = buffer()
        desk.open(one)
        for version in range(2, 8):
            await until(lambda: one.ready.is_set())
            one.version, one.placed = version, Placed(TEXT * version, "utf-16")
            desk.schedule(one)
        await until(lambda: model.read and len(shown) >= 2 and shown[-1][1] is not None and shown[-1][1] is not shown[-2][1])
        await until(lambda: [version for version, _ in shown].count(7) == 2)
        assert model.read == [TEXT * 7]
        desk.end()

    asyncio.run(write())


def test_an_edit_while_the_model_reads_makes_its_answer_void(made):
    model = Model(0.5)

    async def write():
        desk, shown, _ = made(model)
        one = buffer()
        desk.open(one)
        await until(lambda: model.read)
        one.version, one.placed = 2, Placed("They met.\n", "utf-16")
        desk.schedule(one)
        await until(lambda: len(model.read) == 2 and len(shown) == 3)
        assert [seen.version for _, seen in shown] == [1, 2, 2]
        desk.end()

    asyncio.run(write())


def test_what_fails_inside_is_a_line_and_the_desk_goes_on(made, monkeypatch):
    async def write():
        desk, shown, logged = made()
        monkeypatch.setattr(desks, "checked", lambda *given, **named: 1 / 0)
        desk.open(buffer())
        await until(lambda: shown)
        assert shown[0][1].reports == ()
        assert logged == ["a.txt: something inside failed (ZeroDivisionError: division by zero); please report it"]
        monkeypatch.undo()
        desk.open(buffer(name="b.txt"))
        await until(lambda: len(shown) > 1 and shown[-1][1].reports)
        desk.end()

    asyncio.run(write())


def test_a_check_that_fails_is_said_once(made, monkeypatch):
    from mtcheck.checks import repetition

    monkeypatch.setattr(repetition, "find", lambda context: 1 / 0)

    async def write():
        desk, shown, logged = made()
        one = buffer()
        desk.open(one)
        for version in (2, 3):
            await until(lambda: one.ready.is_set())
            one.version = version
            desk.schedule(one)
        await until(lambda: len(shown) == 3)
        assert logged == ["a.txt: repetition: the check failed on this document (ZeroDivisionError: division by zero)"]
        assert [f.rule for f in shown[-1][1].reports[0].findings] == ["substituted-word"]
        desk.end()

    asyncio.run(write())
