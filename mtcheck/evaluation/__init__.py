"""What measures mtcheck itself: annotated corpora, references, confidences against outcomes, tests of glossaries, the pages about rules.

Uses the whole flow; only the command line uses it.
"""
