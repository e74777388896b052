"""The review application: a page on this machine where editors decide about findings, together.

``database`` opens and migrates the store, ``tables`` says what is in it. Functions over the store: ``intake`` (results of a run -> articles and findings, decisions
that still fit kept), ``queue`` (which articles), ``article`` (one of them), ``decisions`` (accept, refuse, undo; versions, history), ``applying`` (accepted wordings ->
files), ``exporting``, ``figures``. ``accounts`` has users, passwords and sessions, ``exposing`` says where others may reach the server. ``web`` serves all of it
(Starlette, Jinja, htmx); ``web/who.py`` alone says who somebody is and what they may do.
Starlette, SQLAlchemy, Alembic and Jinja come with the extra ``review`` and are imported by ``mtcheck review`` alone.
"""
