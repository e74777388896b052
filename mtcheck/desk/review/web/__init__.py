"""The pages. ``application`` puts them together; ``guards`` refuses what comes from elsewhere, ``forms`` what this application did not hand out, ``who`` says who asks.

``listing`` (queue), ``reading`` (an article), ``deciding`` (decisions, assignments), ``delivering`` (apply), ``sharing``
(figures, export) answer requests; ``marking`` and
``templates`` write HTML, with everything escaped; ``static`` is what pages load.
"""
