"""Names that English calls by another one, whatever the language that has them: figures of tales, saints' days, coasts and waters."""

from __future__ import annotations

RENAMED = {
    "Aschenputtel": "Cinderella",
    "Azur": "Riviera",
    "Bodensee": "Constance",
    "Cendrillon": "Cinderella",
    "Cenerentola": "Cinderella",
    "Cenicienta": "Cinderella",
    "Christkind": "Christ Santa",
    "Cochinos": "Pigs",
    "Dornröschen": "Sleeping",
    "Genfersee": "Geneva",
    "Holle": "Hulda Holda",
    "Léman": "Geneva",
    "Manche": "Channel",
    "Natale": "Santa Claus Christmas",
    "Navidad": "Santa Claus Christmas",
    "Nikolaus": "Santa Claus Nicholas",
    "Noel": "Santa Claus Christmas",
    "Noël": "Santa Claus Christmas",
    "Porcs": "Pigs",
    "Rotkäppchen": "Riding",
    "Rumpelstilzchen": "Rumpelstiltskin",
    "Schneewittchen": "Snow",
    "Schweinebucht": "Pigs",
    "Silvester": "Year Eve",
    "Silvestre": "Year Eve",
    "Silvestro": "Year Eve",
    "Sylvestre": "Year Eve",
    "Vierwaldstättersee": "Lucerne",
    "Weihnachtsmann": "Santa Claus",
    "Ärmelkanal": "Channel",
}
"""A word of the source -> words of which each may tell of it in English."""
