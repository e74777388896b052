"""A document beside its source: sentences linked, words and names of both sides held against each other.

Uses ``core``, ``english``, ``languages`` and, to find sources, ``readers``; imported only where there is a source. Checks on top of it stand in ``checks/bilingual/``.
"""
