"""Gendered pronouns for organisations, countries and things; persons, ships and generic pairs stay alone."""

import pytest

PRONOUN_RULES = {"organisation-pronoun", "inanimate-pronoun"}


@pytest.fixture
def pronouns(check):
    def run(text, **settings):
        findings = [finding for finding in check(text, **settings).findings if finding.rule in PRONOUN_RULES]
        return [(finding.text, finding.suggestions[0], finding.evidence["antecedent"].lower()) for finding in findings]

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The committee gave his verdict on Tuesday.", [("his", "its", "the committee")]),
        ("The study says that the ministry lost the file and that she never looked for it.", [("she", "it", "the ministry")]),
        ("Norway has closed her border with Russia.", [("her", "its", "norway")]),
        ("In announcing his withdrawal, the government surprised everyone.", [("his", "its", "the government")]),
        ("According to his news agency, the group killed nobody.", [("his", "its", "the group")]),
        ("Ansar Tarek, an armed group, lost his last fortress.", [("his", "its", "an armed group")]),
        ("The bank has lost half of his capital.", [("his", "its", "the bank")]),
        ("The opposition has lost half of his voters.", [("his", "its", "the opposition")]),
        ("The far right is known for his racism.", [("his", "its", "the far right")]),
        ("The public has turned his attention to the flood.", [("his", "its", "the public")]),
        ("Ajax have parted with her coach.", [("her", "their", "ajax")]),
        ("Sevilla play his next match on Sunday.", [("his", "their", "sevilla")]),
        ("The team has dismissed his captain.", [("his", "its", "the team")]),
        ("The agency published a list on its website. His readers were told on Monday.", [("His", "Its", "the agency")]),
    ],
)
def test_organisations_are_no_persons(text, expected, pronouns):
    assert pronouns(text, source_lang="fr") == expected


def test_a_thing_is_no_person(pronouns):
    assert pronouns("The treaty owes her success to the summit.") == [("her", "its", "the treaty")]


@pytest.mark.parametrize(
    "text",
    [
        "The minister told the party that he would resign.",
        "His opposite number said only that football was a funny game, and that she would take the point.",
        "The top seed also said that the court was slow, and that she had slept badly.",
        "Anna Berg left the company in May. The company had doubled her salary.",
        "Each employee of the bank must protect his or her password.",
        "The frigate left her port at dawn.",
        "The company thanked her.",
        "According to him, the ministry had no plan.",
        "According to his lawyer, the bank knew nothing.",
        "During his first term, he kept Italy out of the union.",
        "“The city keeps the park,” she said.",
        "John Smith, a member of the board, sold his shares.",
        "The club said that its coach had lost his mother.",
        "The ministry denied the report:\nShe was never asked to leave the ship.",
        "Its removal would be fair punishment for his destruction of the old garden.",
        "In a letter Tarrow says the government will pay.\nHe says the need for a bridge is great.",
        "The embassy in Lima confirmed she had been flown home.",
        "The ministry announced that she will reduce the fees.",
        "Nobody knew. The union met on Monday. It was a long day. Later the club wrote a letter. She had been hospitalised in May.",
        "The orchestra was on tour. A train was late. The bus was late as well. The orchestra left. He is in stable condition.",
        "If Petrova were here, she would help her team, and the friends of Sevilla have lost her phone.",
        "The couple kept his house, and the road on the right lost his name.",
        "The clerks of the Town Hall talked.\n\nThe city councilor was robbed in his garage.",
        "Badly hurt - Man leaves his neighbour on the road.\n\nThe police are looking for him.",
    ],
)
def test_persons_and_ships_stay_alone(text, pronouns):
    assert pronouns(text, source_lang="fr") == []


def test_a_pronoun_after_one_that_stood_for_a_group_follows_it(pronouns):
    found = pronouns("The group lost his fortress in spring. In summer the group moved his fighters to the hills.", source_lang="fr")
    assert [word for word, _, _ in found] == ["his", "his"]


def test_pronouns_for_one_group_in_a_sentence_are_as_sure_as_the_least_sure(check):
    text = (
        "The Liberals ruled the country until the union lost the vote in May.\n\nBut she is planning her return, and the result matters for her plan."
    )
    found = [finding for finding in check(text, source_lang="fr").findings if finding.rule == "organisation-pronoun"]
    assert [finding.text for finding in found] == ["she", "her", "her"] and len({finding.confidence for finding in found}) == 1


def test_capitals_are_kept(pronouns):
    found = pronouns(
        "Despite warnings, the ministry waited. HIS silence was long. Under pressure, the ministry published his figures.", source_lang="fr"
    )
    assert all(suggestion == ("Its" if word[0] == "H" else "its") for word, suggestion, _ in found)


def test_no_gendered_pronoun_costs_nothing(pronouns):
    assert pronouns("The ministry published its report.") == []
