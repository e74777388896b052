"""What an entry of a glossary may get wrong: each lint reads one row, or all of them, and says what and what to do."""

from __future__ import annotations
