"""The network that holds a sentence against its source: its graph beside torch, and what it says of words."""

from importlib.util import find_spec

import pytest

NEEDED = ("torch", "onnx", "onnxruntime")
pytestmark = [pytest.mark.model, pytest.mark.skipif(any(find_spec(name) is None for name in NEEDED), reason="needs the extras `model` and `torch`")]

import numpy as np  # noqa: E402

from mtcheck.scorers.encoder.beside import Held  # noqa: E402

SIZE = 16


@pytest.fixture(scope="module")
def network():
    """Return a network of random weights."""
    import torch

    from mtcheck.build.tagger.parity import Parity

    torch.manual_seed(1)
    made = Parity(SIZE).eval()
    made.centre = torch.randn(SIZE)
    return made


@pytest.mark.parametrize(("words", "others"), [(1, 1), (1, 4), (5, 1), (2, 2), (30, 17), (160, 160)])
def test_the_graph_says_what_torch_says(network, words, others):
    import torch

    from mtcheck.build.tagger.parity import written
    from mtcheck.scorers.tagger.parity import Parity

    here, there = torch.randn(words, SIZE), torch.randn(others, SIZE)
    with torch.inference_mode():
        wanted = network(here[None], torch.zeros(1, words, dtype=torch.bool), there[None], torch.zeros(1, others, dtype=torch.bool))
    session = Parity(written(network).SerializeToString()).session
    added, missing = session.run(None, {"words": here.numpy(), "source": there.numpy()})
    assert added == pytest.approx(wanted[0][0].numpy(), abs=0.1) and len(added) == words
    assert missing == pytest.approx(wanted[1][0].numpy(), abs=0.1) and len(missing) == words + 1


def test_rows_that_are_filled_up_change_nothing(network):
    import torch

    here, there = torch.randn(1, 7, SIZE), torch.randn(1, 5, SIZE)
    none = torch.zeros(1, 7, dtype=torch.bool), torch.zeros(1, 5, dtype=torch.bool)
    wide = torch.cat([here, torch.randn(1, 3, SIZE)], 1), torch.cat([there, torch.randn(1, 2, SIZE)], 1)
    filled = torch.arange(10)[None] >= 7, torch.arange(7)[None] >= 5
    with torch.inference_mode():
        alone, among = network(here, none[0], there, none[1]), network(wide[0], filled[0], wide[1], filled[1])
    assert among[0][:, :7].numpy() == pytest.approx(alone[0].numpy(), abs=1e-4)
    assert among[1][:, :7].numpy() == pytest.approx(alone[1][:, :7].numpy(), abs=1e-4)


class Said:
    """A session that says of each part and gap its number."""

    def run(self, _, given):
        parts = len(given["words"])
        return np.arange(parts, dtype=np.float32), np.arange(parts + 1, dtype=np.float32)


def test_a_word_has_the_most_of_its_parts_and_of_the_gaps_before_it():
    from mtcheck.scorers.tagger import ADDED, BESIDE_GAP, LESS, MISSING, MORE
    from mtcheck.scorers.tagger.parity import LONGEST, Parity

    parity = Parity.__new__(Parity)
    parity.session = Said()
    states = np.zeros((7, SIZE), np.float32)
    added, missing = parity.odds(Held([4, 5, 6], states, states[:2], [0, 2, 5], [0, 3, 5]))
    gaps = np.array([0, 2, 7])  # behind the last word, the gaps to the end
    assert missing == pytest.approx(MISSING * gaps + MORE)
    assert added == pytest.approx(ADDED * np.array([0, 3, 5]) + BESIDE_GAP * gaps + LESS), "parts 1, 4 and 6 are marks"
    assert parity.odds(Held([0], np.zeros((LONGEST + 1, SIZE), np.float32), states, [0], [0])) is None


def test_it_learns_what_was_put_in_and_taken_out():
    import torch

    from mtcheck.build.tagger import parity as build

    torch.manual_seed(4)
    vectors = torch.nn.functional.normalize(torch.randn(60, 32), dim=-1)
    pairs = []
    for number in range(900):
        said = torch.randperm(60)[:8]
        words, added, missing = said.clone(), torch.zeros(8), torch.zeros(9)
        if number % 3 == 1:
            words[number % 8] = next(one for one in torch.randperm(60) if one not in said)
            added[number % 8] = 1
        if number % 3 == 2:
            at = number % 7
            words, added, missing = torch.cat([words[:at], words[at + 1 :]]), torch.zeros(7), torch.zeros(8)
            missing[at] = 1
        pairs.append(build.Pair(vectors[words], vectors[said], added, missing))
    learned = build.trained(pairs[100:], 1)
    with torch.inference_mode():
        none = torch.zeros(1, 8, dtype=torch.bool)
        found = [(learned(one.words[None], none[:, : len(one.words)], one.source[None], none)[0][0], one.added) for one in pairs[:100]]
    right = [bool(odds.argmax() == added.argmax()) for odds, added in found if added.any()]
    assert sum(right) > 0.8 * len(right)
