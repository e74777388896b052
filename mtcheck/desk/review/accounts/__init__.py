"""Accounts of a team: who there is (``users``), how they prove it (``passwords``), how often somebody may try (``attempts``), and for how long a browser is known
(``sessions``). ``entering`` puts these together. Nothing here knows of the web; ``web/signing.py`` and ``web/users.py`` are its pages.
"""
