"""No regular expression of mtcheck hangs on what is made to hang it."""

import importlib
import pkgutil
import random
import re
import signal

import pytest

import mtcheck
from mtcheck.core.lazy import Lazy
from mtcheck.quantities import dates, years

CHUNKS = [
    "a",
    "A",
    "1",
    " ",
    "-",
    ".",
    ",",
    "ha",
    "ai",
    "ah",
    "a ",
    "1 ",
    "a-",
    "a.",
    "Ab",
    "Ab ",
    '"',
    "'",
    "(",
    ")",
    "/",
    "é",
    "1.",
    "1,",
    "\n",
    "a\n",
    "to ",
]
TIMES, SECONDS = 40, 2.0


def expressions() -> dict[str, re.Pattern]:
    """Return the expressions that stand in the modules, those of tables too, by their text."""
    found = {kind[1]: re.compile(kind[1]) for kind in (*dates.KINDS, *years.KINDS)}

    def look(value, depth=0):
        if isinstance(value, re.Pattern | Lazy) and isinstance(value.pattern, str):
            found.setdefault(value.pattern, value)
        elif depth < 4 and isinstance(value, dict | tuple | list):
            for one in value.values() if isinstance(value, dict) else value:
                look(one, depth + 1)

    for module in pkgutil.walk_packages(mtcheck.__path__, "mtcheck."):
        if ".build" not in module.name and not module.name.endswith(("__main__", ".migrations.env")):
            look(vars(importlib.import_module(module.name)), 0)
    return found


def test_no_expression_hangs():
    def late(*_):
        raise TimeoutError

    rng, slow = random.Random(0), []
    before = signal.signal(signal.SIGALRM, late)
    try:
        every = expressions()
        assert len(every) > 250
        for text, expression in every.items():
            own = re.findall(r"[A-Za-z]{2,}|[^\\\w\s(){}\[\]|?*+^$]", text)
            for chunk in [*CHUNKS, *rng.sample(own, min(len(own), 12))]:
                for tail in ("!", "x", ""):
                    signal.setitimer(signal.ITIMER_REAL, SECONDS)
                    try:
                        expression.fullmatch(chunk * TIMES + tail)
                        expression.search(chunk * TIMES + tail)
                    except TimeoutError:
                        slow.append((text, chunk))
                    finally:
                        signal.setitimer(signal.ITIMER_REAL, 0)
                if slow and slow[-1][0] == text:
                    break
    finally:
        signal.signal(signal.SIGALRM, before)
    assert not slow


@pytest.mark.parametrize("text", ["1" * 40 + "x", "a" * 60 + "!", "ai" * 40 + "q"])
def test_a_line_that_once_hung(text, checker):
    from mtcheck.core.model import Document

    assert checker.check(Document("a.txt", f"The port was closed on Monday, he said.\n{text}\n")).failures == ()
