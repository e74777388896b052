"""Quantities as other languages write them, left so in English: read with their habits, written the English way with the same value.

``habits`` says how the article and its source language write; ``numbers`` reads figures, scales and money, ``times`` clock times, ``scores`` results of
matches, ``dates`` dates, years and centuries; ``writing`` writes them. A reader takes the text and its habits and yields a ``Quantity`` for each place that
English does not write so. One more kind is one function more in its module. Uses only ``core``.
"""
