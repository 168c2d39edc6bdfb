"""The wheel as it is, over our database engine bound to one account: what tenancy is compared with.

Only what it cannot run without is put in: the database client, and its licence gate. Every request, job and thread is
that one account, so nothing has to find out which.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from alchemi.config.environment import export_for_wheel
from alchemi.config.settings import load_settings
from alchemi.db.engine import Database
from alchemi.db.roles import role_dsn
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.litellm_bridge import premium, prisma_stand_in
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for

ACCOUNT = AccountId("stock")


class _PinnedDatabase(Database):
    """Every unit is of the one account, whatever task asks."""

    def unit(self, **options: object):  # type: ignore[no-untyped-def]
        with acting_for(ACCOUNT):
            return super().unit(**options)  # type: ignore[arg-type]


def create_app() -> ASGIApp:
    settings = load_settings()
    export_for_wheel(settings)
    catalogue = installed_catalogue()
    dsn = settings.app_dsn or role_dsn(settings.owner.dsn, "app", settings.secret_key.get_secret_value())
    prisma_stand_in.install(
        catalogue, TenantScopedPrismaClient.bound_to(_PinnedDatabase(dsn, catalogue, roots=settings.root_keys))
    )
    premium.install()
    from litellm.proxy.proxy_server import app

    async def pinned(scope: Scope, receive: Receive, send: Send) -> None:
        with acting_for(ACCOUNT):
            await app(scope, receive, send)

    return pinned
