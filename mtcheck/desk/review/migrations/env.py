"""What Alembic runs: the migrations, in the transaction that ``upgrading`` opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True, render_as_batch=True)
context.run_migrations()
