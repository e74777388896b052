"""Which scorer a run uses: the installed default model, one of the user's own, or none."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from mtcheck.core.errors import ConfigError
from mtcheck.core.resources import cache_folder
from mtcheck.scorers import Model
from mtcheck.scorers import store as modelstore
from mtcheck.scorers.cache import CachedScorer
from mtcheck.scorers.gemma import NAME as GEMMA
from mtcheck.scorers.tagger import BESIDE, PARITY, WEIGHED
from mtcheck.scorers.tagger import FILE as HEADS
from mtcheck.scorers.tokens import source_of

AUTO, OFF, REQUIRED = "auto", "off", "required"
INSTALL = "`mtcheck model install` installs it"
CACHE = "model-scores.sqlite"
INSTALLED = ("onnxruntime", "tokenizers")
"""Packages that an installed model needs; one of the user's own needs ``OWN``."""
OWN = ("torch", "transformers")
OWN_EXTRA = "pip install 'mtcheck[torch]'"


def scorer_for(setting: str, *, keep: bool = True) -> CachedScorer | None:
    """Return the scorer of a setting: "auto", "off", "required", a folder, or a hub id (``name@revision``); its scores are kept between runs if ``keep``.

    "auto" gives None where no model is installed or packages are missing. Raises ConfigError where the setting asks for a model that cannot be had.
    """
    if setting == OFF:
        return None
    chosen = _chosen(setting)
    if chosen is None:
        if setting == AUTO:
            return None
        raise ConfigError(f"the model {modelstore.DEFAULT.name} is not installed", f"--scorer {setting}", INSTALL)
    packages, extra = (INSTALLED, modelstore.EXTRA) if _installed(chosen) else (OWN, OWN_EXTRA)
    if setting == AUTO and any(find_spec(name) is None for name in packages):
        return None
    modelstore.require(packages, extra)
    cache = cache_folder() / CACHE if keep else None
    if chosen.is_dir():
        beside = _beside(chosen)
        name = f"{chosen.name}+{modelstore.READER.name}" if beside else chosen.name
        return CachedScorer(name, _identity(chosen), partial(_loaded, chosen, None), cache, ahead=_installed(chosen), beside=beside)
    name, _, revision = setting.partition("@")
    if not revision or "/" not in name:
        raise ConfigError("no model folder of that name", f"--scorer {setting}", "give a folder, or a hub id with its revision: owner/name@revision")
    return CachedScorer(setting, setting, partial(_loaded, name, revision), cache)


def _chosen(setting: str) -> Path | None:
    """Return the folder that a setting means, an installed model by its name or one of the user's own; None where the default model is not installed."""
    if setting in (AUTO, REQUIRED):
        return modelstore.find()
    folder = Path(setting)
    if setting == GEMMA and not folder.is_dir():
        if not (installed := modelstore.find(setting)):
            raise ConfigError("the model is not installed", f"--scorer {setting}", f"`mtcheck model install {setting}` installs it")
        return installed
    return folder


def _installed(where: Path | str) -> bool:
    """Return whether a folder is one that ``mtcheck model install`` made."""
    return isinstance(where, Path) and "graph" in modelstore.manifest(where)


def _identity(folder: Path) -> str:
    """Return what changes when the scores of a folder's model do: the manifest and the tagger, else sizes and times of the files."""
    if _installed(folder):
        return f"{json.dumps(modelstore.manifest(folder), sort_keys=True)} {_digest(HEADS)}"
    files = sorted((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in folder.iterdir() if file.is_file())
    return f"{folder.resolve()} {files}"


def _beside(folder: Path) -> str:
    """Return what changes when what the default model's tagger says beside a source does; "" where nothing reads sources."""
    reader = modelstore.find(modelstore.READER.name) if folder.name == modelstore.DEFAULT.name and _installed(folder) else None
    return f"{json.dumps(modelstore.manifest(reader), sort_keys=True)} {_digest(BESIDE)} {_digest(PARITY)} {WEIGHED}" if reader else ""


def _digest(file: Path) -> str:
    return hashlib.blake2b(file.read_bytes(), digest_size=8).hexdigest()


def _loaded(where: Path | str, revision: str | None) -> Model:
    """Return the model; raise ConfigError with one line whatever goes wrong inside."""
    try:
        return _kind(where, revision)()
    except ConfigError:
        raise
    except Exception as error:  # noqa: BLE001  transformers raises anything from OSError to KeyError
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ConfigError(f"cannot load the model ({first})", str(where), "check the folder, or `mtcheck model remove` and install again") from None


def _kind(where: Path | str, revision: str | None) -> Callable[[], Model]:
    if isinstance(where, Path) and _installed(where):
        from mtcheck.scorers.default.scorer import DefaultScorer

        reader = modelstore.find(modelstore.READER.name)
        return lambda: DefaultScorer(where, where.name, reader)
    if isinstance(where, Path):
        os.environ["HF_HUB_OFFLINE"] = "1"  # a folder has all, and what its config names elsewhere is not fetched
    from transformers import AutoConfig
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    kinds = AutoConfig.from_pretrained(where, **source_of(where, revision)).architectures or []
    if any("MaskedLM" in kind for kind in kinds):
        from mtcheck.scorers.masked import MaskedScorer

        return lambda: MaskedScorer(where, revision=revision)
    if any("CausalLM" in kind or "LMHead" in kind for kind in kinds):
        from mtcheck.scorers.causal import CausalScorer

        return lambda: CausalScorer(where, revision=revision)
    raise ConfigError(
        f"neither a causal nor a masked language model ({', '.join(kinds) or 'no architecture named'})", str(where), "take another model"
    )
