"""What spinners make of set phrases: lists (``phrases.tsv``, ``words.tsv``, ``turns.tsv``), crossed with the thesaurus, and what of that nobody writes.

``mtcheck.build.set_phrases`` compiles it. A phrase, a word or a turn more is one line of a list.
"""
