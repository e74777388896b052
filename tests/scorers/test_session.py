"""Sessions multiply numbers of eight bits exactly, on whatever processor."""

import threading
from importlib.util import find_spec

import pytest

pytestmark = pytest.mark.skipif(any(find_spec(name) is None for name in ("onnx", "onnxruntime")), reason="needs the extra `model`")

np = pytest.importorskip("numpy")


@pytest.fixture
def session():
    from mtcheck.scorers import session

    session.exact.cache_clear()
    yield session
    session.exact.cache_clear()


def sums(session, states):
    return session.opened(session.PRODUCTS).run(None, {"states": states})[0]


def test_the_shipped_product_is_the_one_that_is_built(session):
    from mtcheck.build.products import content

    assert session.PRODUCTS.read_bytes() == content()


@pytest.mark.parametrize("rows", [1, 2, 3, 16, 129])
def test_products_are_exact(session, rows):
    states = np.random.default_rng(rows).integers(0, 256, (rows, session.LENGTH)).astype(np.uint8)
    wanted = (states.astype(np.int64) - 128).sum(1, keepdims=True) * session.WEIGHT
    assert (sums(session, states) == wanted).all()
    assert (sums(session, np.full_like(states, session.STATE)) == session.SUM).all()


def test_a_processor_that_saturates_gets_weights_without_sign(session, monkeypatch):
    made, own = [], threading.current_thread()
    plain = session._session

    class Saturating:
        def run(self, names, given):
            return [np.full((len(given["states"]), 64), 32640, np.float32)]

    def recorded(graph, settings):
        if threading.current_thread() is not own:
            return plain(graph, settings)  # a scorer that an earlier test left loading
        made.append(settings)
        return plain(graph, settings) if len(made) > 1 else Saturating()

    monkeypatch.setattr(session, "_session", recorded)
    states = np.full((2, session.LENGTH), session.STATE, np.uint8)
    assert (sums(session, states) == session.SUM).all()
    assert [set(session.CAREFUL) <= set(settings) for settings in made] == [False, True]


def test_a_processor_that_does_not_keeps_the_sign(session, monkeypatch):
    made = []
    plain = session._session
    monkeypatch.setattr(session, "exact", lambda: True)
    monkeypatch.setattr(session, "_session", lambda graph, settings: made.append(settings) or plain(graph, settings))
    session.opened(session.PRODUCTS)
    assert made == [session.SETTINGS]
