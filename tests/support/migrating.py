"""Running a migration in a test, and comparing what it left."""

from __future__ import annotations

from alchemi.db.migrations import MigrationReport, migrate
from alchemi.db.migrations.files import MigrationFiles
from alchemi.db.schema.catalogue import Catalogue
from tests.support.cluster import SECRET_KEY


async def run_migration(
    dsn: str,
    catalogue: Catalogue,
    *,
    files: MigrationFiles | None = None,
    adopt_into: str | None = None,
    dry_run: bool = False,
) -> MigrationReport:
    """Migrate with the tests' secret key, saying nothing."""
    return await migrate(
        dsn,
        secret_key=SECRET_KEY,
        catalogue=catalogue,
        report=lambda _text: None,
        files=files,
        adopt_into=adopt_into,
        dry_run=dry_run,
    )


def differences(found: dict[str, str], expected: dict[str, str]) -> dict[str, tuple[str | None, str | None]]:
    """What two dumps do not share: the name, what was found, what was expected."""
    return {
        name: (found.get(name), expected.get(name))
        for name in sorted(found.keys() | expected.keys())
        if found.get(name) != expected.get(name)
    }
