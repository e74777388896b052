"""Makes ``mtcheck/languages/<code>.places.tsv``; run as ``python -m mtcheck.build.place_names``.

Source: the Unicode CLDR (Unicode licence; package ``babel``): names of countries, territories, continents and languages, and the cities after which time
zones are named, in every language with a pack, beside what English says.
"""

from __future__ import annotations

from babel import Locale
from babel.core import get_cldr_version

from mtcheck.language import FOLDER, codes


def rows(code: str) -> list[tuple[str, str]]:
    """Return (name in the language, name in English)."""
    here, there = Locale("en"), Locale(code)
    pairs = {there.territories[key]: here.territories[key] for key in there.territories if key in here.territories}
    pairs |= {there.languages[key]: here.languages[key] for key in there.languages if key in here.languages and len(key) == 2}
    cities = {zone: info["city"] for zone, info in there.time_zones.items() if isinstance(info, dict) and "city" in info}
    for zone, name in cities.items():
        english = here.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        pairs.setdefault(name, english)
    return sorted(pairs.items())


def main() -> None:
    """Write the files of all packs but the English."""
    for code in codes():
        if code != "en":
            lines = [f"# Unicode CLDR {get_cldr_version()}, Unicode-3.0; made by mtcheck.build.place_names"]
            lines += [f"{name}\t{english}" for name, english in rows(code)]
            (FOLDER / f"{code}.places.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
