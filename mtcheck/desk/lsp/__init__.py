"""The language server (LSP 3.17, over standard input and output): findings while somebody writes, why, and what to do about them.

``server`` speaks the protocol (pygls) and alone holds what changes; ``desk`` keeps the open texts and checks them in the background, ``setups`` loads the
settings anew when they change. The rest are functions: ``reading`` (buffer -> documents), ``checking`` (documents -> reports), ``diagnostics``, ``hover``
and ``actions`` (reports -> what editors show), ``lists`` (decisions -> the ignore file, the house glossary). Positions are the client's in ``positions`` alone.
"""
