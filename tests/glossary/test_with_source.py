"""Entries that only a source shows to be wrong: false friends, and senses that a word beside the source's tells."""

import pytest

from mtcheck.core.errors import ConfigError
from mtcheck.core.model import Document
from mtcheck.glossary.entries import read_glossary
from mtcheck.pipeline import Checker
from mtcheck.ruleset import load

HEAD = "# rule: false-friend\n# source-lang: fr\n# tier: clue\n# licence: Apache-2.0\n# origin: test\n"
ROOMS = "# topic rooms: salle, =sol\n"


@pytest.fixture
def own(tmp_path):
    def run(rows, text, source, head=HEAD):
        path = tmp_path / "own.tsv"
        path.write_text(head + rows, encoding="utf-8")
        findings = Checker(load([path], glossary=False)).check(Document("t", text, source=source, source_lang="fr")).findings
        return [finding for finding in findings if finding.evidence.get("glossary", "").startswith("own.tsv")]

    return run


BAD = [
    (
        "es",
        "Los vecinos tendrán la posibilidad de votar.",
        "Residents will have the possibility to vote.",
        "have the possibility to",
        "have the opportunity to",
    ),
    ("de", "Er ist ein evangelischer Pfarrer in Ulm.", "He is an evangelical pastor in Ulm.", "an evangelical", "a Protestant"),
    ("fr", "Il passera éventuellement demain.", "He will eventually come by tomorrow.", "eventually", "possibly"),
    ("fr", "La cabane est inhabitable en hiver.", "The hut is inhabitable in winter.", "inhabitable", "uninhabitable"),
    ("fr", "Une enseigne ferme ses magasins du centre.", "A sign is closing its shops in the centre.", "sign", "chain"),
    ("fr", "La circulation des trains a repris.", "The circulation of trains has resumed.", "circulation", "traffic"),
    ("es", "Asistieron a la reunión cuarenta vecinos.", "Forty residents assisted the meeting.", "assisted", "attended"),
    ("es", "Un ministro de la Suprema Corte votó en contra.", "A minister of the Supreme Court voted against it.", "minister", "justice"),
    ("de", "Der Zug kommt eventuell später.", "The train will eventually come later.", "eventually", "possibly"),
    (
        "de",
        "Nach einem Angriff von hinten zeigte der Schiedsrichter Rot.",
        "After an attack from behind, the referee showed red.",
        "an attack",
        "a tackle",
    ),
    ("de", "Man muss nicht warten.", "One must not wait.", "must not", "does not have to"),
    ("it", "Un eventuale rinvio sarà deciso domani.", "An eventual delay will be decided tomorrow.", "An eventual", "A possible"),
    ("it", "Il pilota della Ferrari è caduto.", "The Ferrari pilot has fallen.", "pilot", "driver"),
    ("pt", "A livraria abre às nove.", "The library opens at nine.", "library", "bookshop"),
    ("pt", "O ministro do STF votou a favor.", "The minister of the Court voted in favour.", "minister", "justice"),
    ("fr", "Elle veut pouvoir disposer de ses biens.", "She wants to be able to dispose of her goods.", "dispose of", "use"),
    ("fr", "Il nie la séquestration du comptable.", "He denies the sequestration of the accountant.", "sequestration", "confinement"),
    ("de", "Fußball: Wer gewinnt die Königsklasse?", "Football: who will win the royal class?", "royal class", "Champions League"),
    (
        "pt",
        "O motorista está à disposição da Justiça.",
        "The driver is at the disposal of justice.",
        "at the disposal of justice",
        "at the disposal of the courts",
    ),
    (
        "pt",
        "O motorista fica detido à disposição da Justiça.",
        "The driver is held at the disposal of justice.",
        "at the disposal of justice",
        "in custody",
    ),
    (
        "de",
        "Nach derzeitigem Stand bleibt das Bad zu.",
        "According to the current state of play, the pool stays shut.",
        "According to the current state of play",
        "As things stand",
    ),
    ("es", "En las últimas horas ha nevado.", "In the last hours it has snowed.", "In the last hours", "In the past few hours"),
    (
        "ar",
        "وصل وزير الخارجية الأمريكي",
        "US Minister of Foreign Affairs Jane Roe is here.",
        "US Minister of Foreign Affairs",
        "US Secretary of State",
    ),
    ("ru", "Магазин открылся в марте.", "The magazine opened in March.", "magazine", "shop"),
    ("ru", "В состав поезда входят шесть вагонов.", "The composition has six carriages.", "composition", "train"),
    ("ar", "تداول أسهم الشركة في البورصة", "The company's arrows are traded on the stock exchange.", "arrows", "shares"),
]
GOOD = [
    ("fr", "C'est une possibilité à examiner.", "It is a possibility to examine."),
    ("fr", "Une soirée à marquer d'une pierre blanche, une occasion à retenir.", "An evening out of the ordinary, an occasion to remember."),
    ("fr", "Le prix du lait baisse depuis le début de l'année.", "Milk prices have fallen since the beginning of the year."),
    ("de", "Er ist Pfarrer der Evangelischen Kirche von Hessen.", "He is a pastor of the Evangelical Church of Hesse."),
    ("fr", "Il est finalement venu.", "He eventually came."),
    ("fr", "Une enseigne lumineuse est tombée.", "A neon sign fell down."),
    ("fr", "En fait, il est actuellement absent.", "Actually, he is currently away."),
    ("fr", "La circulation du sang est meilleure.", "The circulation of the blood is better."),
    ("fr", "Le site actuel.lu a fermé.", "The site actual.lu has closed."),
    ("fr", "Elle se rappelle que la mer était grise.", "Remember that the sea was grey."),
    ("fr", "Il parle bien et reste afin que tous l'entendent.", "He speaks well, and stays, so that all can hear him."),
    ("fr", "Un président du Conseil des boulangers a démissionné.", "A president of the council of bakers has resigned."),
    ("es", "La fiebre se manifiesta por la noche.", "The fever is manifested through shivers at night."),
    ("es", "El presunto ganador del sorteo no apareció.", "The presumed winner of the draw did not turn up."),
    ("es", "El precio bajó tras la entrada de otra empresa.", "The price fell after the entry of another firm."),
    ("es", "El ministro de Interior visitó la Suprema Corte.", "The minister of the interior visited the Supreme Court."),
    ("de", "Der Angriff auf das Dorf begann im Morgengrauen.", "The attack on the village began at dawn."),
    ("de", "Man darf nicht warten.", "One must not wait."),
    ("it", "Il pilota dell'aereo è sceso.", "The pilot of the plane got out."),
    ("pt", "A biblioteca abre às nove.", "The library opens at nine."),
    ("de", "Sie fährt in der Königsklasse.", "She drives in the premier class."),
    ("de", "Unsere Mitarbeiter sind engagiert.", "Our employees are engaged."),
    ("es", "Un libro con el título «Diez mares», de la Universidad de Cádiz.", "A book under the title “Ten Seas”, by the University of Cádiz."),
    ("es", "La novedad es que ahora llueve.", "The novelty is that it rains now."),
    ("es", "La universidad lo imprimió con el título de «Ríos».", "The university printed it with the title of “Rivers”."),
    ("ru", "Журнал вышел в марте.", "The magazine came out in March."),
]


@pytest.mark.parametrize(("language", "source", "text", "mark", "fix"), BAD)
def test_what_the_source_shows_to_be_wrong_is_found_and_fixed(check, language, source, text, mark, fix):
    hits = [finding for finding in check(text, source=source, source_lang=language).findings if finding.text == mark]
    assert hits and hits[0].suggestions[0] == fix
    assert hits[0].source.of(source)


@pytest.mark.parametrize(("language", "source", "text"), GOOD)
def test_what_the_source_shows_to_be_right_is_left_alone(check, language, source, text):
    assert [f.text for f in check(text, source=source, source_lang=language).findings if f.rule in {"false-friend", "wrong-sense"}] == []


@pytest.mark.parametrize(
    ("language", "source", "text"),
    [
        (
            "es",
            "Habían negociado hasta las últimas horas, y en las últimas horas todo cambió.",
            "They had bargained on, and in the last hours all changed.",
        ),
        ("de", "Er ging gut eine Stunde später.", "He left a good hour later."),
        ("de", "CSU-Chef Karl Ott lehnte ab.", "CSU boss Karl Ott declined."),
    ],
)
def test_good_english_is_left_alone_though_the_source_has_the_term(check, language, source, text):
    assert [f.text for f in check(text, source=source, source_lang=language).findings] == []


@pytest.mark.parametrize(
    ("text", "mark", "fix"), [("She is candidate to her own succession.", "is candidate to her own succession", "is running for re-election")]
)
def test_whoever_runs_for_their_own_succession_seeks_another_term(check, text, mark, fix):
    assert [(f.text, f.suggestions[0]) for f in check(text, source_lang="fr").findings] == [(mark, fix)]


def test_a_word_of_the_source_beside_the_term_is_named(own):
    found = own("avoid\tprefer\tsource\tbeside\nzarb\tglimp\t=plan\t<rooms>\n", "The zarb is here.", "Le plan de la salle.", HEAD + ROOMS)
    assert [(f.text, f.evidence["beside"], f.message.partition(" (")[2]) for f in found] == [("zarb", "salle", "from 'plan' beside 'salle')")]


@pytest.mark.parametrize(
    ("source", "beside", "count"),
    [
        ("Le plan de la salle.", "salle", 1),
        ("Le plan des salles.", "salle", 1),
        ("Le plan de la salle.", "!salle", 0),
        ("Le plan de la ville.", "!salle", 1),
        ("Le plan de la ville.", "<rooms>", 0),
        ("Le plan de la ville.", "!<rooms>", 1),
        ("Le plan du sol.", "<rooms>", 1),
        ("Le plan de la sole.", "<rooms>", 0),
        ("Le plan sans 118.", "118", 1),
        ("Le plan sans rien.", "118", 0),
        ("Les plans de la salle.", "salle", 0),
        ("Le plan de la grande salle.", "grande salle", 1),
        ("Le plan de la salle grande.", "grande salle", 0),
    ],
)
def test_contexts_of_the_source(own, source, beside, count):
    rows = f"avoid\tprefer\tsource\tbeside\nzarb\tglimp\t=plan\t{beside}\n"
    assert len(own(rows, "The zarb is here.", source, HEAD + ROOMS)) == count


def test_a_term_that_the_sentence_renders_elsewhere_stands_behind_nothing_else(own):
    rows = "avoid\tprefer\tsource\nzarb\tglimp\t=plan\n"
    assert own(rows, "The zarb has a glimp.", "Le plan est là.") == []
    assert len(own(rows, "The zarb has a glimp.", "Le plan a un plan.")) == 1


def test_a_suggestion_that_drops_what_stands_beside_the_term_is_not_made(own):
    rows = "avoid\tprefer\tsource\nfirst zarb\tzarb | first glimp\tplan\nyoung zarb\tglimp\tplan\nsmall zarb\tzarb\tplan\n"
    assert [f.suggestions for f in own(rows, "The first zarb is here.", "Le premier plan est là.")] == [("first glimp",)]
    assert [f.suggestions for f in own(rows, "The first zarb is here.", "Le plan est là, le premier.")] == [("zarb", "first glimp")]
    assert [f.suggestions for f in own(rows, "The young zarb is here.", "Le jeune plan est là.")] == [("glimp",)]
    assert own(rows, "The small zarb is here.", "Le petit plan est là.") == []


def test_of_a_term_in_two_places_a_context_tells_of_the_nearer_one(own):
    rows = "avoid\tprefer\tsource\tbeside\nzarb\tglimp\t=plan\tsalle\n"
    source = "Le plan de la salle est prêt, et il nous manque encore le plan du toit."
    assert [f.span.start for f in own(rows, "The zarb is ready, and what we do not have yet is the zarb of the roof.", source)] == [4]
    assert own(rows, "The chart is ready, and what we do not have yet is the zarb of the roof.", source) == []
    assert (
        len(
            own(
                rows,
                "The chart is ready, and what we do not have yet is the zarb.",
                "Un plan, un autre plan, et tout cela pour une si belle et grande salle.",
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        (HEAD, "zarb\tglimp\t=plan\t<halls>", "no topic <halls>"),
        (HEAD, "zarb\tglimp\t\tsalle", "`beside` without a source term"),
        (HEAD.replace("clue", "odd"), "zarb\tglimp\t=plan\tsalle", "`beside` without a source term, or of another tier"),
        (HEAD, "zarb\tglimp\t=plan\tsalle,,sol", "nothing between two commas"),
        (HEAD + "# topic rooms: salle,\n", "zarb\tglimp\t=plan\t<rooms>", "nothing between two commas"),
    ],
)
def test_what_is_wrong_with_a_context_of_the_source_is_said_with_its_line(tmp_path, head, row, said):
    path = tmp_path / "own.tsv"
    path.write_text(f"{head}avoid\tprefer\tsource\tbeside\n{row}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r".") as caught:
        list(read_glossary(path))
    assert said in caught.value.line() and "own.tsv:" in caught.value.line()
