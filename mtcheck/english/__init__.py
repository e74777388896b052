"""Facts about English: words, names, nouns, sentences, inflection; ``facts/`` holds them as tries that are mapped into memory.

Uses ``core`` alone. A new kind of fact is a module that reads its trie, and one in ``build/`` that makes it.
"""
