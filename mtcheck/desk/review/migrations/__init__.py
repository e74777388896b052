"""The versions of the schema, one module of ``versions`` each; a database knows which one it has (``alembic_version``)."""
