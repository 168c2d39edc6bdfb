"""Brings a database to the schema of the installed wheel and ours, account-scoped: idempotent, safe from every pod.

Order, under one advisory lock: the wheel's migration files, the tenantize step, our files, tenantize again, roles,
row level security, views. Done file by file and then in one transaction, so a killed run continues.
"""

from alchemi.db.migrations.runner import MigrationReport, is_current, migrate

__all__ = ["MigrationReport", "is_current", "migrate"]
