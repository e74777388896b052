"""What is found and yet not reported, because somebody said so: ``.mtcheck-ignore.tsv``, comments in the text; the matching that the baseline uses too.

Uses ``core`` and how glossaries read their tables.
"""

IGNORED, BASELINE = ".mtcheck-ignore.tsv", ".mtcheck-baseline.tsv"
"""The lists beside a config."""
