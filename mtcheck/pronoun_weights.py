"""What each cue of ``mtcheck.antecedents`` is worth, in log-odds that the pronoun stands for its antecedent and not for a person.

Set by hand from what the cues mean and held against annotated text; a cue that is not listed counts nothing. ``nounN`` and ``verbN`` are the
lexicographer files of WordNet.
"""

KNOWN, OPEN = -1.0, -0.9
"""Log-odds that a gendered pronoun stands for no person, in a text known to be translated from a gendered language and in any text."""

WEIGHTS = {
    # where the antecedent stands, and the form of the pronoun
    "where:subject:clear": 1.6,
    "where:subject:clear:before": 0.4,
    "where:subject:clear:subject": -1.2,
    "where:subject:inter": 0.0,
    "where:subject:inter:before": -0.8,
    "where:subject:inter:subject": -1.8,
    "where:possessor": 0.6,
    "where:object": 0.0,
    "where:object:before": -1.0,
    "where:object:subject": -2.0,
    "where:prepositional": -0.4,
    "where:prepositional:before": -1.2,
    "where:prepositional:subject": -2.2,
    "where:previous:subject": 0.8,
    "where:previous:late:subject": -0.2,
    "where:previous:other": -1.0,
    "where:later": 0.9,
    "where:thing:subject": 0.6,
    "form:possessive": 0.5,
    "form:reflexive": 1.0,
    "form:object": -0.5,
    # persons who could be meant
    "person:none": 1.6,
    "person:lone": 0.6,
    "person:far": 0.2,
    "person:weak1": -0.4,
    "person:near3": -0.2,
    "person:near3:same": -0.6,
    "person:near2": -0.5,
    "person:near2:same": -1.2,
    "person:near1": -1.0,
    "person:near1:same": -2.0,
    "person-later": -0.6,
    # what the pronouns before it stood for
    "chain:same:thing": 2.5,
    "chain:previous:thing": 1.8,
    "chain:near:thing": 1.2,
    "chain:far:thing": 0.6,
    "chain:same:person": -3.0,
    "chain:previous:person": -2.0,
    "chain:near:person": -1.4,
    "chain:far:person": -0.6,
    # the antecedent
    "sort:organisation:name": 0.6,
    "sort:organisation:noun": 0.4,
    "sort:thing:noun": -0.8,
    "sort:thing:name": -0.6,
    "definite": 0.3,
    "repeated": 0.4,
    "feminine": 0.6,
    # what is owned
    "own": 0.3,
    "owned:kin": -4.0,
    "owned:personal": -1.8,
    "owned:noun8": -3.0,
    "owned:noun12": -1.0,
    "owned:noun28": -1.0,
    "owned:noun6": -0.4,
    "owned:noun10": 0.3,
    "owned:noun14": 0.8,
    "owned:noun15": 0.5,
    "owned:noun21": 0.3,
    # what it does
    "verb:said": -2.5,
    "verb:verb29": -2.0,
    "verb:verb31": -0.5,
    "verb:verb32": -0.6,
    "verb:verb34": -1.0,
    "verb:verb35": -0.4,
    "verb:verb37": -1.5,
    "verb:verb38": -0.4,
    "verb:verb39": -1.0,
    "verb:verb30": 0.3,
    "verb:verb33": 0.3,
    "verb:verb41": 0.3,
    "verb:verb42": 0.3,
}
