"""What reads sources, with a tiny encoder of random weights in the format of the wheel: beside transformers, and word by word."""

import itertools
import shutil
import struct
from importlib.util import find_spec

import pytest

NEEDED = ("torch", "transformers", "onnx", "onnxruntime", "tokenizers")
pytestmark = [pytest.mark.model, pytest.mark.skipif(any(find_spec(name) is None for name in NEEDED), reason="needs the extras `model` and `torch`")]

import numpy as np  # noqa: E402
from hypothesis import given  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from mtcheck.core.errors import ConfigError  # noqa: E402
from mtcheck.core.model import Span  # noqa: E402
from mtcheck.scorers import encoder as files  # noqa: E402

SIZE, LAYERS, HEADS, INNER, PLACES = 64, 3, 4, 96, 300
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyzé.,", "▁the", "▁le", "▁port", "▁ville", "s"]


def packed(weights):
    """Return weights in four bits, and what is left of them."""
    blocks = weights.reshape(-1, 32)
    scale = (np.abs(blocks).max(1, keepdims=True) / 7).astype(np.float16)
    whole = np.clip(np.rint(blocks / scale.astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    content = np.concatenate([scale.view(np.uint8), whole[:, :16] | whole[:, 16:] << 4], 1)
    return content.tobytes(), ((whole.astype(np.float32) - 8) * scale.astype(np.float32)).reshape(weights.shape)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a file of the wheel's format, and its weights by the names of transformers."""
    chance = np.random.default_rng(1)
    tensors, known = [], {}

    def add(name, theirs, *shape, floats=False):
        values = chance.standard_normal(shape).astype(np.float32) * 0.3
        content, values = (values.tobytes(), values) if floats else packed(values)
        tensors.append((name, 0 if floats else 1, values.size, content))
        known[theirs] = values

    add("emb.word", "embeddings.word_embeddings.weight", len(PIECES), SIZE)
    add("emb.pos", "embeddings.position_embeddings.weight", PLACES, SIZE, floats=True)
    add("emb.type", "embeddings.token_type_embeddings.weight", 2, SIZE, floats=True)
    norms = [("emb.ln", "embeddings.LayerNorm")]
    for layer in range(LAYERS):
        ours, theirs = f"l{layer}.", f"encoder.layer.{layer}."
        norms += [(f"{ours}aln", f"{theirs}attention.output.LayerNorm"), (f"{ours}oln", f"{theirs}output.LayerNorm")]
        parts = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense"}
        sizes = {"fi": (INNER, SIZE), "fo": (SIZE, INNER)}
        for short, name in {**parts, "fi": "intermediate.dense", "fo": "output.dense"}.items():
            add(f"{ours}{short}.w", f"{theirs}{name}.weight", *sizes.get(short, (SIZE, SIZE)))
            add(f"{ours}{short}.b", f"{theirs}{name}.bias", sizes.get(short, (SIZE, SIZE))[0], floats=True)
    for short, name in norms:
        add(f"{short}.w", f"{name}.weight", SIZE, floats=True)
        add(f"{short}.b", f"{name}.bias", SIZE, floats=True)
    path = tmp_path_factory.mktemp("wheel") / "e5.bin"
    path.write_bytes(content(tensors))
    return path, known


def content(tensors):
    words = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, words)]).astype("<u4")
    scores = np.array([-1.0 - (len(piece) == 1) * 3 for piece in PIECES], "<f4")
    head = b"E5S1" + struct.pack("<i", 1) + struct.pack("<7i", SIZE, LAYERS, HEADS, INNER, len(PIECES), PLACES, 2) + struct.pack("<fi", 1e-12, 32)
    head += struct.pack("<5i", len(PIECES), 0, 2, 1, 3) + struct.pack("<Q", int(offsets[-1])) + offsets.tobytes() + scores.tobytes() + b"".join(words)
    head += struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    begin = len(head) + sum(2 + len(name) + 21 for name, *_ in tensors)
    table, body = b"", b""
    for name, kind, count, data in tensors:
        table += struct.pack("<H", len(name)) + name.encode() + bytes([kind]) + struct.pack("<IQQ", count, begin + len(body), len(data))
        body += data
    return head + table + body


@pytest.fixture(scope="module")
def folder(made, tmp_path_factory):
    from mtcheck.scorers.encoder import graph, tokenizer, weights

    folder = tmp_path_factory.mktemp("encoder")
    read = weights.read(made[0], LAYERS)
    np.save(folder / files.PIECES, read.packed)
    graph.write(graph.model(read), folder)
    tokenizer.made(read.pieces, read.unknown).save(str(folder / files.TOKENIZER))
    return folder


@pytest.fixture(scope="module")
def reader(folder):
    from mtcheck.scorers.encoder.encoder import Encoder

    return Encoder(folder)


def test_it_says_what_transformers_says(made, reader):
    import torch
    from transformers import BertConfig, BertModel

    model = BertModel(
        BertConfig(
            vocab_size=len(PIECES),
            hidden_size=SIZE,
            num_hidden_layers=LAYERS,
            num_attention_heads=HEADS,
            intermediate_size=INNER,
            max_position_embeddings=PLACES,
            layer_norm_eps=1e-12,
        ),
        add_pooling_layer=False,
    ).eval()
    missing, other = model.load_state_dict({name: torch.tensor(value) for name, value in made[1].items()}, strict=False)
    assert not other and all("position_ids" in name or "token_type_ids" in name for name in missing)
    text = "the ports, the ville"
    ids = reader.tokenizer.encode(text, add_special_tokens=False).ids
    with torch.inference_mode():
        states = model(torch.tensor([[0, *ids, 2]])).last_hidden_state[0, 1:-1].numpy()
    words, found = reader.read(text)
    assert [word.of(text) for word in words] == ["the", "ports", ",", "the", "ville"]
    assert len(ids) == 6, "ports are two pieces"
    expected = np.stack([states[0], states[1:3].mean(0), states[3], states[4], states[5]])
    assert np.corrcoef(found.ravel(), expected.ravel())[0, 1] > 0.99


@given(st.text(alphabet="abé ,.the\n", max_size=60))
def test_every_word_has_a_state_and_words_stand_in_order(reader, text):
    words, states = reader.read(text)
    assert len(words) == len(states) and states.shape[1] == SIZE
    assert all(one.end <= other.start for one, other in itertools.pairwise(words))
    assert all(word.of(text).strip() == word.of(text) != "" for word in words)


def test_a_text_beyond_the_last_place_is_read_as_far_as_it_goes(reader):
    from mtcheck.scorers.encoder.encoder import LONGEST

    words, states = reader.read("the ville " * 400)
    assert len(words) == len(states) == LONGEST


def test_what_the_source_says_of_words(reader, tmp_path, monkeypatch):
    from mtcheck.scorers.encoder import beside as module

    np.save(tmp_path / "centre.npy", np.zeros(SIZE, np.float16))
    monkeypatch.setattr(module, "CENTRE", tmp_path / "centre.npy")
    text = "the port. the ville, the"
    words = [Span(0, 3), Span(4, 8), Span(10, 13), Span(14, 19), Span(21, 24)]

    def near_to(*pairs):
        return module.beside(module.held(reader, text, pairs, words), len(words))

    near = near_to((Span(0, 9), "the port."), (Span(10, 20), "le ville,"))
    assert near.shape == (5, SIZE + 2)
    assert near[0, SIZE] == pytest.approx(1, abs=1e-3) and near[0, SIZE + 1] == pytest.approx(0, abs=1e-3), "the same words are most alike"
    assert near[2, SIZE] < near[0, SIZE] and near[3].any() and not near[4].any(), "no source is told of the last"
    assert not near_to((Span(0, 9), "")).any()


def test_words_have_their_parts_of_what_is_held(reader):
    from mtcheck.scorers.encoder.beside import held

    text = "The-port, the port."
    words = [Span(0, 3), Span(4, 8), Span(10, 13), Span(14, 18)]
    (one,) = held(reader, text, [(Span(0, 19), "le port.")], words)
    assert one.words == [0, 1, 2, 3] and len(one.states) == 5 and len(one.source) == 3
    assert one.firsts == [0, 0, 2, 3] and one.lasts == [0, 0, 2, 3], "a part may hold two words, and a mark be none's"


def test_only_words_with_a_source_are_held_against_it():
    from mtcheck.scorers.tagger.beside import SHARE, mixed

    alone, said = np.zeros((3, 5), np.float32), np.ones((3, 4), np.float32)
    odds = mixed(alone, said, np.array([True, False, True]))
    assert odds.tolist() == [[SHARE] * 4 + [0], [0] * 5, [SHARE] * 4 + [0]]


def test_another_file_is_refused(tmp_path):
    from mtcheck.scorers.encoder import weights

    (tmp_path / "x.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="not a file of this encoder"):
        weights.read(tmp_path / "x.bin", 2)


def test_tags_are_held_against_the_source(installed, tiny_heads, folder, tmp_path, monkeypatch):
    import torch

    from mtcheck.build.tagger import parity
    from mtcheck.build.tagger.network import Network, saved
    from mtcheck.scorers import NEVER, Passage
    from mtcheck.scorers.default.scorer import DefaultScorer
    from mtcheck.scorers.encoder import beside as module
    from mtcheck.scorers.tagger import beside as heads
    from mtcheck.scorers.tagger.words import FIGURES

    torch.manual_seed(2)
    network = Network(3 * 64 + FIGURES + SIZE + 2).eval()
    saved([network], None, tmp_path / "beside.onnx")
    parity.saved(parity.Parity(SIZE).eval(), tmp_path / "parity.onnx")
    np.save(tmp_path / "centre.npy", np.zeros(SIZE, np.float16))
    monkeypatch.setattr(module, "CENTRE", tmp_path / "centre.npy")
    monkeypatch.setattr(heads.Beside.__init__, "__defaults__", (tmp_path / "beside.onnx", tmp_path / "parity.onnx"))
    text = "The port closed. The town waits."
    alone, with_source = Passage(text), Passage(text, sources=((Span(0, 16), "le port."),))
    scorer = DefaultScorer(installed, installed.name, folder)
    one, two = scorer.score([alone, with_source])
    assert not one.beside and two.beside and one.tokens == two.tokens
    changed = [first.change != second.change for first, second in zip(one.tags, two.tags, strict=True)]
    assert changed == [True] * 3 + [False] * 3
    assert [first.gap != second.gap for first, second in zip(one.tags, two.tags, strict=True)] == changed
    assert [tag.added > NEVER for tag in two.tags] == changed and all(tag.added == NEVER for tag in one.tags)
    assert not DefaultScorer(installed, installed.name).score([with_source])[0].beside, "nothing is installed that reads it"
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / files.WEIGHTS).write_bytes(b"x")
    with pytest.raises(ConfigError, match="cannot load what reads sources") as caught:
        DefaultScorer(installed, installed.name, broken).score([with_source])
    assert "mtcheck model remove broken" in caught.value.line() and "\n" not in caught.value.line()
