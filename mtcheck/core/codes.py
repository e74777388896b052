"""Codes of languages (ISO 639), with script or region or without ("pt-BR")."""

from __future__ import annotations

from mtcheck.core.lazy import lazy

CODE = lazy(r"([a-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
OF_TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy "
    "ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li "
    "ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh "
    "si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""ISO 639-1, and those that it withdrew (in, iw, ji, mo, sh, bh)."""
MEANT = {"al": "sq", "cn": "zh", "cz": "cs", "dk": "da", "ge": "de or ka", "gr": "el", "ir": "fa", "jp": "ja", "ua": "uk", "sp": "es", "vn": "vi"}
"""Codes of countries, and others that are no codes of languages -> what their writer means."""


def unfit(code: str) -> str:
    """Return why a code is none of a language and what to write; "" for one that is. Codes of three letters are taken as they are."""
    match = CODE.fullmatch(code)
    if match and (len(match[1]) == 3 or match[1] in OF_TWO_LETTERS):
        return ""
    meant = MEANT.get(match[1]) if match else None
    return f"{code!r} is no language code; " + (f"did you mean {meant}?" if meant else "write fr, es, de, pt-BR, ...")
