"""Phrase lists: the phrase language, reading and matching entries, learning them from corrections, term lists and house names.

Uses ``core`` and ``english``. Entries stand in ``glossaries/``; one more column or class of the language begins in ``entries.py`` or ``phrase.py``.
"""
