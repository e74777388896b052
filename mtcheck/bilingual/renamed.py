"""Names that English calls by another one, whatever the language that has them: figures of tales, saints' days, coasts and waters, places with two official names."""

from __future__ import annotations

from functools import cache

from mtcheck.bilingual.bitext import plain

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
    "Fuenterrabía": "Hondarribia",
    "Genfersee": "Geneva",
    "Gerona": "Girona",
    "Guipúzcoa": "Gipuzkoa",
    "Holanda": "Netherlands Holland Dutch",
    "Holland": "Netherlands Dutch",
    "Hollande": "Netherlands Holland Dutch",
    "Holle": "Hulda Holda",
    "Léman": "Geneva",
    "Lérida": "Lleida",
    "Manche": "Channel",
    "Natale": "Santa Claus Christmas",
    "Navidad": "Santa Claus Christmas",
    "Nikolaus": "Santa Claus Nicholas",
    "Noel": "Santa Claus Christmas",
    "Noël": "Santa Claus Christmas",
    "Olanda": "Netherlands Holland Dutch",
    "Orense": "Ourense",
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
    "Vizcaya": "Biscay Bizkaia",
    "Weihnachtsmann": "Santa Claus",
    "Ärmelkanal": "Channel",
}
"""A word of the source -> words of which each may tell of it in English."""
SAME_PLACE = (
    "Astana Nur-Sultan Nursultan Nour-Soultan Астан Нур-Султан",
    "Bangalore Bengaluru Бангалор Бенгалуру",
    "Beijing Peking Pékin Pekín Pechino Pequim Пекин",
    "Bombay Bombaim Bombai Mumbai Бомбе Мумба",
    "Bratislava Pressburg Presbourg Presburgo Братислав Прессбург",
    "Breslau Wroclaw Breslavia Вроцлав Бреслау",
    "Calcutta Calcuta Calcutá Kalkutta Kolkata Калькутт Колкат",
    "Canton Cantón Cantão Kanton Guangzhou Гуанчжоу Кантон",
    "Ceylon Ceylan Ceilán Ceilão Lanka Цейлон Шри-Ланк",
    "Chennai Madras Madrás Madrasta Ченна Мадрас",
    "Constantinople Constantinopla Costantinopoli Konstantinopel Istanbul Estambul Istambul Стамбул Константинопол",
    "Danzig Dantzig Dánzig Danzica Danzigue Gdansk Гданьск Данциг",
    "Dnipro Dnipropetrovsk Dnepropetrovsk Dnjepropetrowsk Dnipropetrowsk Днепр Днепропетровск",
    "Izmir Smyrna Smyrne Smirne Esmirna Измир Смирн",
    "Kaliningrad Königsberg Kaliningrado Калининград Кёнигсберг Кенигсберг",
    "Kiev Kiew Kyiv Kyjiw Kiiv Киев",
    "Kinshasa Leopoldville Léopoldville Киншас Леопольдвил",
    "Leningrad Léningrad Leningrado Petersburg Petrograd Petrogrado Pétersbourg Petersburgo Pietroburgo Санкт-Петербург Петербург Ленинград Петроград",
    "Lviv Lvov Lwiw Lwow Lemberg Leopoli Leópolis Leopolis Львов",
    "Minh Minh-Ville Ho-Chi-Minh-Stadt Saigon Saïgon Saigón Saigão Сайгон Хошимин",
    "Myanmar Mianmar Burma Birma Birmanie Birmania Birmânia Бирм Мьянм",
    "Salonica Saloniki Salonique Salónica Salonicco Thessaloniki Thessalonique Tesalónica Tessalônica Салоник Фессалоник",
    "Stalingrad Stalingrado Volgograd Volgogrado Wolgograd Сталинград Волгоград",
    "Szczecin Stettin Stettino Щецин Штеттин",
    "Tallinn Reval Таллин Ревел",
    "Vilnius Wilna Vilna Wilno Вильнюс Вильн",
    "Yangon Yangón Rangoon Rangoun Rangún Rangun Rangum Янгон Рангун",
)
"""Cities and countries that have or had several names: words of which each tells of the place, those in Cyrillic letters without their endings."""
CYRILLIC, ENDINGS = "\u0400", 3


def names_of_place(word: str) -> str:
    """Return the other words that tell of the place which a word, or a part of one with a hyphen, tells of; "" for none."""
    table = _by_word()
    found = table.get(plain(word) if word[:1] < CYRILLIC else word)
    if found is None and word[:1] >= CYRILLIC:
        found = next((table[stem] for cut in range(1, ENDINGS) if len(stem := word[:-cut]) > ENDINGS and stem in table), None)
    if found is None and "-" in word:
        found = next(filter(None, map(names_of_place, word.split("-"))), None)
    return found or ""


@cache
def _by_word() -> dict[str, str]:
    return {plain(word) if word < CYRILLIC else word: group for group in SAME_PLACE for word in group.split()}
