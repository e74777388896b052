"""Names of countries, continents and cities in the languages of the packs, for ``build.place_names``.

Source: the Unicode CLDR (Unicode licence; package ``babel``): names of countries, territories and continents, and the cities after
which time zones are named, where a language spells them otherwise than English does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from babel import Locale

LANGUAGES = ("fr", "es", "de", "it", "pt")
CONTINENTS = frozenset({"002", "003", "005", "142", "150", "419"})
NEWS_NAMES = {
    "BA": "Bosnia and Herzegovina",
    "CD": "DR Congo",
    "CG": "Republic of Congo",
    "CI": "Ivory Coast",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestinian territories",
    "TL": "East Timor",
    "TR": "Turkey",
    "Africa/El_Aaiun": "Laayoune",
    "Africa/Ndjamena": "N'Djamena",
    "America/Cayman": "Cayman Islands",
    "Europe/Tirane": "Tirana",
    "Indian/Comoro": "Comoros",
}
"""English news style, where CLDR has an official or composed name."""

NOWHERE = frozenset({"XA", "XB", "ZZ", "QO", "EZ"})
NO_NAMES = """
Acadia Belén Caimán Canton Center Cipro Colonia Comore Daca Damas Diego_García Dominica Dominique Duala Europa Filipinas Granada Grenade Guadalupa
Guadalupe Guernesey Guiana Ho_Chi_Minh Island Kanton Macau Marchesi Martinica Maurice Mauricio Maurício Mexico Moldavia Navidad Oral Ouralsk
Pasqua Polonia Praga Reunião Reunión Riad Riunione Riyad Rom Roma Salvador Seul Showa Sofía Sófia Thule Tripolis Vaticano Vienne
"""
"""English words, persons, or names of something else."""
IN_USE = """
Aktau Aktobe Alma_Ata Aşgabat Birmania Bogotá Brunei_Darussalam Bucarest Büsingen Cabo_Verde Calcutta Córdoba Côte_d'Ivoire Dacca Éfaté Ekaterinburg
Islas_Malvinas Katmandu Kiev Kirghizstan Kyzylorda Lomé Macassar Mahé Makasar Manaos Nouméa Panamá Porto_Novo Rangoon Réunion Reykjavík Ruanda
Santiago_de_Chile Surinam Tiflis Tucumã Tucumán Ulan_Bator Ürümqi Vilna Zürich
"""
"""What English uses as well, or used until lately."""
SKIPPED = frozenset((NO_NAMES + IN_USE).split())
PREFIXED = re.compile(r"(?:San|Santa|Saint|São|Santo|St\.|Sint|Il|La|Le|El|L’)\b[ ’-]?|.*[\[(,]|.*\d")


def plain(name: str) -> str:
    """Return the name without accents, in lower case."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char)).lower()


def territories(locale: Locale, english: Locale) -> Iterator[tuple[str, str]]:
    """Yield (name, English name) of countries, territories and continents."""
    for code, name in locale.territories.items():
        if code in english.territories and (not code.isdigit() or code in CONTINENTS) and code not in NOWHERE:
            yield name, NEWS_NAMES.get(code, english.territories[code])


def cities(locale: Locale, english: Locale) -> Iterator[tuple[str, str]]:
    """Yield (name, English name) of the cities of time zones; accents alone count outside America only."""
    for zone, facts in locale.time_zones.items():
        name = facts.get("city", "").replace("\u00ad", "")
        known = NEWS_NAMES.get(zone, english.time_zones.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " ")))
        if (
            name
            and zone.startswith(("Europe/", "Asia/", "Africa/", "America/"))
            and not (zone.startswith("America/") and plain(name) == plain(known))
        ):
            yield name, known


def exonyms(language: str) -> dict[str, str]:
    """Return name -> English name for all names that an English text should not hold."""
    locale, english = Locale(language), Locale("en")
    taken = {*english.territories.values(), *NEWS_NAMES.values(), *(zone.get("city", "") for zone in english.time_zones.values())}
    found: dict[str, str] = {}
    for name, known in (*territories(locale, english), *cities(locale, english)):
        known = re.sub(r" \(.*\)", "", known).replace(" & ", " and ").replace("’", "'")
        name = re.sub(r" \(.*\)", "", name).replace("’", "'")
        if name not in taken and name.replace(" ", "_") not in SKIPPED and not PREFIXED.match(name) and "," not in known:
            found.setdefault(name, known)
            found.setdefault(re.sub("[ÉÎÀ]", lambda match: plain(match[0]).upper(), name), known)
    return {name: known for name, known in found.items() if name != known and name[0].isupper() and name[-1].isalpha()}
