"""The line that makes a run repeatable: version, rules, glossaries and settings (after sacrebleu's signatures, Post 2018)."""

from __future__ import annotations

import zlib

from mtcheck import __version__
from mtcheck.overrides import Override
from mtcheck.resolve import Selection


def signature(
    digest: str,
    selection: Selection,
    *,
    source_lang: str | None,
    glossary: bool,
    scorer: str = "off",
    reviewer: str = "",
    house: tuple[str | None, str | None] = (None, None),
    overrides: tuple[Override, ...] = (),
) -> str:
    """Return the signature: ``key:value`` pairs joined by ``|``; equal signatures mean equal findings on equal text.

    ``house`` is the English and the style that suggestions are written in. What the settings leave open is not in it.
    """
    rules = "all" if selection.select is None else "+".join(sorted(selection.select))
    without = "".join(f"-{rule}" for rule in sorted(selection.ignore))
    parts = {
        "mtcheck": __version__,
        "rules": digest[:8],
        "select": rules + without,
        "conf": f"{selection.level.rules:g}" if len(set(selection.level)) == 1 else "/".join(f"{bar:g}" for bar in selection.level),
        "lang": source_lang or "auto",
        "glossary": "yes" if glossary else "no",
        "scorer": scorer,
    }
    english, style = house
    graded = sorted(dict(selection.severities).items())
    settled = {
        "reviewer": reviewer.replace("|", "_"),
        "severity": "+".join(f"{rule}={severity}" for rule, severity in graded),
        "english": english,
        "style": style,
        "folders": f"{zlib.crc32(repr(overrides).encode(errors='surrogateescape')):08x}" if overrides else "",
    }
    parts |= {key: value for key, value in settled.items() if value}
    return "|".join(f"{key}:{value}" for key, value in parts.items())
