"""What the source says of a glossary's finding."""

import pytest

from mtcheck.core.model import Span
from mtcheck.glossary.matching import from_source
from mtcheck.languages.language import language
from mtcheck.weighing.confirming import Sought, _form_of


def place(term, source, code):
    found = Sought(source, Span(0, len(source)), language(code)).place(term)
    return found and found.of(source)


@pytest.mark.parametrize(
    ("term", "source", "code", "found"),
    [
        ("ante", "Lo dijo antes de la reunión.", "es", None),
        ("ante", "Lo dijo ante la prensa.", "es", "ante"),
        ("plazo", "Se reunieron en la plaza.", "es", None),
        ("plazo", "Los plazos vencen hoy.", "es", "plazos"),
        ("lié à", "Les traditions liées à ces fêtes", "fr", "liées à"),
        ("remettre en cause", "Ils remettent tout en cause.", "fr", "remettent tout en cause"),
        ("constater que", "Ils ont constaté que tout va bien.", "fr", "constaté"),
    ],
)
def test_a_term_is_found_in_its_forms_and_in_no_other_word(term, source, code, found):
    got = place(term, source, code)
    assert got == found if found is None else got is not None and got.startswith(found)


def test_forms_of_a_language_without_a_pack_are_taken_as_they_are():
    assert _form_of("plazo", "plaza", None)


@pytest.mark.parametrize(
    ("terms", "shown"),
    [("", ""), ("lié à", " (from 'lié à')"), ("a | b", " (from 'a' or 'b')"), ("a | b|c", " (from 'a', 'b' or 'c')")],
)
def test_messages_name_each_source_term(terms, shown):
    assert from_source(terms) == shown


def test_a_confirmed_finding_names_the_term_that_the_source_has(check):
    source = "Angel detalló que el primer crimen fue en agosto y que la policía no lo vio."
    found = check("Angel detailed that the first crime was in August and that the police did not see him.", source=source, source_lang="es").findings
    assert any("(from 'detalló')" in finding.message for finding in found)


def test_good_english_that_the_source_does_not_confirm_is_left_alone_where_nothing_else_is_wrong(check):
    source, text = "Il faudrait le renforcer de beaucoup.", "It would have to be greatly strengthened."
    assert check(text, source=source, source_lang="fr").findings == ()
