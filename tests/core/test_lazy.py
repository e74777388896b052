"""Expressions that are compiled when first used."""

import re

import pytest
import re2

from mtcheck.core.lazy import LazyRe2, lazy


def test_it_is_used_like_a_compiled_one():
    own, other = lazy(r"(?P<day>\d+) may", re.IGNORECASE), re.compile(r"(?P<day>\d+) may", re.IGNORECASE)
    text = "on 3 May and 14 MAY"
    for name in ("findall", "search", "match", "fullmatch"):
        mine, compiled = (getattr(one, name)(text) for one in (own, other))
        assert str(mine) == str(compiled)
    assert [match["day"] for match in own.finditer(text)] == ["3", "14"]
    assert own.sub("x", text) == "on x and x"
    assert (own.pattern, own.groupindex) == (other.pattern, other.groupindex)


def test_it_waits():
    own = lazy("(")
    assert own.pattern == "("
    with pytest.raises(re.error):
        own.search("a")


def test_one_of_re2_waits_as_well():
    own = LazyRe2(r"(?P<day>\d+) may|(")
    assert own.pattern.endswith("(")
    with pytest.raises(re2.error):
        own.search("a")
    assert LazyRe2(r"(?P<day>\d+) may").search("on 14 may")["day"] == "14"
