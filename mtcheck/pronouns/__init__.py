"""Whom or what a gendered pronoun stands for: ``reading`` weighs the ``cues`` of the English, ``source_reading`` asks the source.

Uses the facts, ``bilingual`` and the ``Context``. One more cue is one function in ``cues.py`` and its weight in ``weights.py``.
"""
