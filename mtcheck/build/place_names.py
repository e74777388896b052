"""Makes ``mtcheck/languages/<code>/places.tsv``; run as ``python -m mtcheck.build.place_names``.

Source: the Unicode CLDR (Unicode licence; package ``babel``): names of countries, territories, continents and languages, and the cities after which time
zones are named, in every language with a pack, beside what English says; and the exonyms of the shipped glossaries.
"""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale
from babel.core import get_cldr_version

from mtcheck.core.resources import glossaries
from mtcheck.languages.language import codes
from mtcheck.languages.lists import FOLDER


def rows(code: str) -> list[tuple[str, str]]:
    """Return (name in the language, name in English)."""
    here, there = Locale("en"), Locale(code)
    pairs = exonyms(code)
    for kind in ("territories", "languages"):
        own, english = getattr(there, kind), getattr(here, kind)
        pairs |= {own[key]: english[key] for key in own if key in english and (kind == "territories" or len(key) == 2)}
    for zone, info in there.time_zones.items():
        if isinstance(info, Mapping) and "city" in info:
            pairs.setdefault(info["city"], here.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " "))
    return sorted(pairs.items())


def exonyms(code: str) -> dict[str, str]:
    """Return the names that the shipped glossaries of the language hold."""
    found: dict[str, str] = {}
    for file in sorted((glossaries() / f"{code}-en").glob("*.tsv")):
        lines = file.read_text("utf-8").splitlines()
        if "# rule: exonym" in lines:
            cells = [line.split("\t") for line in lines if line[:1] not in {"#", ""} and not line.startswith("avoid")]
            found |= {row[0]: row[1].partition("|")[0].strip() for row in cells if len(row) > 1 and row[0][0].isupper() and "<" not in row[0]}
    return found


def main() -> None:
    """Write the files of all packs but the English."""
    for code in codes():
        if code != "en":
            lines = [f"# Unicode CLDR {get_cldr_version()}, Unicode-3.0; made by mtcheck.build.place_names"]
            lines += [f"{name}\t{english}" for name, english in rows(code)]
            (FOLDER / code / "places.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
