"""Scoped access to Postgres: catalogue, statement compiler, engine, migrations, the Prisma call surface."""
