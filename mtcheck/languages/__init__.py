"""Facts about the languages that articles are translated from, one folder each: ``facts.toml``, ``words.tsv``, ``places.tsv``, ``senses.tsv``.

Uses ``core`` alone. One more language is one more folder; ``language.py`` reads them all, ``numbers.py`` their numbers.
"""
