"""Numbers, times, measures and dates that a translator may say otherwise, and those that are wrong all the same."""

import pytest

from mtcheck.bilingual.conversions import converted, measure
from mtcheck.languages.language import language
from mtcheck.languages.numbers import numbers


@pytest.fixture
def rules(check):
    def run(text, source, code):
        return [found.rule for found in check(text, source=source, source_lang=code).findings]

    return run


NUMBER, DATE, UNIT = "number-mismatch", "date-mismatch", "unit-mismatch"
SAME = [
    # times of the day, with their unit or without
    ("es", "La farmacia cierra desde las 15.30 hasta las 16.30.", "The pharmacy is shut from 3.30pm to 4.30pm."),
    ("es", "La reunión empezó sobre las 19.00 horas.", "The meeting began at about 7:00 p.m."),
    ("es", "La oficina abre de 10 horas a 20.30 horas.", "The office opens from 1000 to 2030 hours."),
    ("es", "Cenaron a las nueve de la noche.", "They had dinner at 9 p.m."),
    ("de", "Die Kasse ist von 18 bis 21 Uhr besetzt.", "The box office is open from 6 p.m. to 9 p.m."),
    ("de", "Das Finale (22.42) zeigt der Sender heute.", "The channel shows the final (10.42pm) today."),
    ("de", "Der Kampf beginnt am Samstag um 19 Uhr.", "The fight starts on Saturday night at 7."),
    ("de", "Der Chor probt um halb drei.", "The choir rehearses at two thirty."),
    ("fr", "Le train arrive vers 17 heures.", "The train comes in at about five o'clock."),
    ("zh", "他们一直忙到凌晨四点半。", "They were busy until 4:30 a.m."),
    # scales, halves, parts of one number
    ("es", "El plan costará entre 20.000 y 25.000 millones de euros.", "The plan will cost €20 billion to €25 billion."),
    ("es", "El plan costará entre 20.000 y 25.000 millones de euros.", "The plan will cost 20 to 25 billion euros."),
    ("fr", "Elle a dépensé 4 millions et demi d'euros.", "She spent 4.5 million euros."),
    ("es", "Revisaron 6 mil 74 actas.", "They checked 6,074 records."),
    ("ru", "Собрали 26 млн 773 тыс. рублей.", "They raised 26,773,000 roubles."),
    ("fr", "Il faut compter trois quatre mille couronnes.", "Expect to pay three to four thousand kroner."),
    ("zh", "大厅有五六百个座位。", "The hall has five or six hundred seats."),
    ("zh", "有一两个人同意。", "One or two people agreed."),
    ("zh", "有六成的人同意。", "60% of them agreed."),
    ("zh", "产值将达22万亿元。", "Output will reach 22 trillion yuan."),
    ("de", "Der Kurs dauert 2½ Jahre.", "The course takes 2.5 years."),
    # ordinals, and words with a number in them
    ("fr", "Le titre s'est classé à la quinzième place.", "The song came in 15th."),
    ("de", "Sie feierten den fünfundzwanzigsten Jahrestag.", "They celebrated the 25th anniversary."),
    ("ru", "Он занял пятнадцатое место.", "He came 15th."),
    ("ar", "وصلت الفرقتان الأولى والثالثة.", "The 1st and 3rd divisions arrived."),
    ("es", "Habló de los sexenios anteriores.", "He spoke of the earlier 6 year terms."),
    ("fr", "Un octogénaire est tombé.", "A man in his 80s fell."),
    ("ru", "Все листали тридцатистраничный доклад.", "They all leafed through the 30-page report."),
    ("de", "Der Trainer ändert seine Stammelf.", "The coach is changing his first 11."),
    # percentages, names, turns of English
    ("es", "Un 9 por ciento de los alumnos suspendió.", "Some 9 percent of fourth graders failed."),
    ("es", "Lantern Holdings Four negó los hechos.", "Lantern Holdings Four denied it."),
    ("es", "El fondo Lanterna Cuatro negó los hechos.", "The fund Lantern Four denied the facts."),
    ("zh", "他关注疫情的十个变化。", "He is following the ten turns of COVID-19."),
    ("de", "Er wählte die Notrufnummer.", "He called 911."),
    ("de", "Das Essen ist rein pflanzlich.", "The food is 100% vegan."),
    ("de", "Der Bericht erschien am 31.10.2013.", "The report appeared on October 31, 2013."),
    ("de", "Erschienen am 02.06.2008 um 16.40 Uhr.", "Published on 02.06. 2008 at 4: 40 pm."),
    ("de", "Erstellt am Montag um 15:08:06 Uhr.", "Created on Monday at 15: 08: 06 pm."),
    ("zh", "展览7月26日开幕。", "The exhibition opened on July 26, 2020."),
    # measures and money
    ("es", "Llevaba cinco kilos de arroz.", "She carried ten pounds of rice."),
    ("de", "Er fuhr 210 km/h.", "He was doing 130mph (210 km/h)."),
    ("de", "Das Feld liefert 96,3 Milliarden Kubikmeter Gas.", "The field yields 3.4 trillion cubic feet of gas."),
    ("fr", "Le parc couvre 20 hectares.", "The park covers 50 acres."),
    ("de", "Sie verdient 3.000 Kronen (rund 400 Euro).", "She earns 3,000 crowns (about $450)."),
    ("zh", "他们划转了8601亿元。", "They transferred 860.1 billion yuan (about $121.6 billion)."),
]


@pytest.mark.parametrize(("code", "source", "text"), SAME)
def test_the_same_said_otherwise(rules, code, source, text):
    assert not {NUMBER, UNIT} & set(rules(text, source, code))


@pytest.mark.parametrize(
    ("code", "source", "text", "words"),
    [
        ("de", "Die Kasse ist von 18 bis 21 Uhr besetzt.", "The box office is open from 6 p.m. to 10 p.m.", ["10"]),
        ("de", "Der achtmalige Meister spielt am Montag (18.00 Uhr).", "The eight-time champions play on Monday (8 pm).", ["8"]),
        ("es", "El plan costará entre 20.000 y 25.000 millones de euros.", "The plan will cost €20 billion to €35 billion.", ["35 billion"]),
        ("fr", "Elle a dépensé 4 millions et demi d'euros.", "She spent 4.6 million euros.", ["4.6 million"]),
        ("es", "Llevaba cinco kilos de arroz.", "She carried 20 pounds of rice.", ["20"]),
        ("de", "Der Gewinn je Aktie lag bei 2,44 $.", "Earnings were €24.4 a share.", ["24.4"]),
        ("fr", "Il est interdit de fumer à moins de 30 km.", "No smoking within 1,000 feet.", ["1,000"]),
        ("fr", "Elle a vendu 12 tableaux et 80 dessins.", "She sold 15 paintings and 90 prints in four years.", ["15", "90"]),
        ("es", "La tormenta mata a tres en Roma.", "Storm Kills Four in Rome", ["Four"]),
        ("zh", "票价20元。", "Tickets cost RMB30.", ["30"]),
        ("zh", "香港报告3009例。", "Hong Kong reported 9300 cases.", ["9300"]),
    ],
)
def test_what_is_wrong_is_found_all_the_same(check, code, source, text, words):
    assert [one.text for one in check(text, source=source, source_lang=code).findings if one.rule == NUMBER] == words


def test_a_number_that_moved_to_the_sentence_beside_is_not_missed(rules):
    source = "El laboratorio se fundó el 28 de septiembre de 1998. Desde el principio actuó con cautela y rechazó los encargos dudosos."
    text = "The laboratory was founded on 28 September. From the start, in 1998, it acted with caution and turned doubtful orders down."
    assert NUMBER not in rules(text, source, "es")


def test_a_number_said_twice_for_two_of_the_source_is_found(check):
    source = "La estrategia para 2012 prevé obras nuevas en el puerto. El consorcio quiere crecer hasta 2015 en todos los países."
    text = "The 2015 strategy provides for new works in the harbour. The group wants to grow in all countries by 2015."
    (found,) = (one for one in check(text, source=source, source_lang="es").findings if one.rule == NUMBER)
    assert (found.span.start, found.text) == (4, "2015")


@pytest.mark.parametrize(
    ("code", "source", "text", "found"),
    [
        ("de", "In der Nacht zum Mittwoch bricht der Föhn durch.", "The foehn breaks through on Tuesday night.", False),
        ("de", "In der Nacht auf Samstag brannte ein Schuppen.", "A shed burned down late on Friday night.", False),
        ("ru", "В ночь на субботу сгорел сарай.", "A shed burned down on Friday night.", False),
        ("fr", "Il est parti le lundi suivant le match.", "He left a day after Sunday's match.", False),
        ("de", "Am Mittwoch bricht der Föhn durch.", "The foehn breaks through on Tuesday night.", True),
        ("de", "In der Nacht zum Mittwoch bricht der Föhn durch.", "The foehn breaks through on Monday night.", True),
    ],
)
def test_nights_and_days_told_by_the_one_beside(rules, code, source, text, found):
    assert (DATE in rules(text, source, code)) is found


def test_a_unit_counts_the_whole_number_before_it(rules):
    source = "Se ahorrarían mil millones de dólares y ocho millones de toneladas."
    assert UNIT not in rules("A thousand million dollars and eight million tonnes would be saved.", source, "es")


@pytest.mark.parametrize(
    ("english", "german", "same"),
    [
        ("ten miles", "16 Kilometer", True),
        ("25 to 30 miles", "40 bis 48 Kilometer", True),
        ("18 miles", "24 Kilometer", False),
        ("22 km", "21 Kilometer", False),
        ("two days", "48 Stunden", True),
        ("three days", "48 Stunden", False),
        ("an area of 100 square miles", "260 Quadratkilometer", True),
        ("90 kg", "90 Kilometer", False),
        ("440 gallons", "2000 Liter", True),
        ("530 gallons", "2000 Liter", True),
    ],
)
def test_measures_are_one_as_far_as_rounding_goes(english, german, same):
    here, there = language("en"), language("de")
    mine, theirs = ([one for one in numbers(text, code) if one.kind != "part"] for text, code in ((english, here), (german, there)))
    pairs = zip([one for one in mine if one.value > 1], theirs, strict=True)
    assert all(converted(measure(english, mine, a, here), measure(german, theirs, b, there)) is same for a, b in pairs)
