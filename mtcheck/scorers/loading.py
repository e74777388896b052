"""Which scorer a run uses: the installed default model, one of the user's own, or none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mtcheck.core.errors import ConfigError
from mtcheck.core.resources import cache_folder
from mtcheck.scorers import Scorer
from mtcheck.scorers import store as modelstore
from mtcheck.scorers.cache import CachedScorer
from mtcheck.scorers.tagger import FILE as HEADS

AUTO, OFF, REQUIRED = "auto", "off", "required"
INSTALL = "`mtcheck model install` installs it"
CACHE = "model-scores.sqlite"


def scorer_for(setting: str, *, keep: bool = True) -> CachedScorer | None:
    """Return the scorer of a setting: "auto", "off", "required", a folder, or a hub id (``name@revision``); its scores are kept between runs if ``keep``.

    "auto" gives None where no model is installed or torch is missing. Raises ConfigError where the setting asks for a model that cannot be had.
    """
    if setting == OFF:
        return None
    chosen = Path(setting) if setting not in (AUTO, REQUIRED) else modelstore.find()
    if chosen is None or find_spec("torch") is None:
        if setting == AUTO:
            return None
        missing = f"the model {modelstore.DEFAULT.name} is not installed" if chosen is None else "torch is not installed"
        raise ConfigError(missing, f"--scorer {setting}", INSTALL if chosen is None else modelstore.EXTRA)
    cache = cache_folder() / CACHE if keep else None
    if chosen.is_dir():
        return CachedScorer(chosen.name, _identity(chosen), partial(_loaded, chosen, None), cache)
    name, _, revision = setting.partition("@")
    if not revision or "/" not in name:
        raise ConfigError("no model folder of that name", f"--scorer {setting}", "give a folder, or a hub id with its revision: owner/name@revision")
    return CachedScorer(setting, setting, partial(_loaded, name, revision), cache)


def _identity(folder: Path) -> str:
    """Return what changes when the weights in a folder do: the manifest's checksum, else sizes and times of the files."""
    if table := _manifest(folder):
        tagger = hashlib.blake2b(HEADS.read_bytes(), digest_size=8).hexdigest() if _tagged(folder) else ""
        return f"{table['name']} {table['sha256']} {tagger}".strip()
    files = sorted((file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in folder.iterdir() if file.is_file())
    return f"{folder.resolve()} {files}"


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = folder / modelstore.MANIFEST
    return dict(json.loads(manifest.read_text("utf-8"))) if manifest.is_file() else {}


def _tagged(where: Path | str) -> bool:
    """Return whether the shipped tagger was made for the weights of a folder: the default model's, as it was installed."""
    return isinstance(where, Path) and _manifest(where).get("sha256") == modelstore.DEFAULT.sha256 and HEADS.is_file()


def _loaded(where: Path | str, revision: str | None) -> Scorer:
    """Return the model, causal or masked; raise ConfigError with one line whatever goes wrong inside."""
    try:
        return _kind(where, revision)()
    except ConfigError:
        raise
    except Exception as error:  # noqa: BLE001  transformers raises anything from OSError to KeyError
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise ConfigError(f"cannot load the model ({first})", str(where), "check the folder, or `mtcheck model remove` and install again") from None


def _kind(where: Path | str, revision: str | None) -> Callable[[], Scorer]:
    from transformers import AutoConfig
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    kinds = AutoConfig.from_pretrained(where, revision=revision or "main").architectures or []
    if any("MaskedLM" in kind for kind in kinds):
        from mtcheck.scorers.masked import MaskedScorer

        return lambda: MaskedScorer(where, revision=revision)
    if any("CausalLM" in kind or "LMHead" in kind for kind in kinds):
        from mtcheck.scorers.causal import CausalScorer

        return lambda: CausalScorer(where, revision=revision, tagged=_tagged(where))
    raise ConfigError(
        f"neither a causal nor a masked language model ({', '.join(kinds) or 'no architecture named'})", str(where), "take another model"
    )
