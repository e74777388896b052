"""Declarative rules: ``en/*.toml``, read and matched by ``patterns.py``; ``slots.py`` knows their open places.

Uses ``core``, the tiers of ``glossary`` and the ``Context``. One more rule is one more TOML file, found by its name (``docs/rules-format.md``).
"""
