"""Imports the wheel's application with our seams in place."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.types import ASGIApp

from alchemi.db.schema.catalogue import Catalogue
from alchemi.errors import SeamError
from alchemi.litellm_bridge import premium, prisma_stand_in, threads
from alchemi.litellm_bridge.scheduler import AccountScheduler
from alchemi.litellm_bridge.seams import SERVED, check_seams, locate
from alchemi.litellm_bridge.served_account import ServedAccount, for_served_account, replace_function
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for


def load_wheel(catalogue: Catalogue, client_class: type[Any], served: ServedAccount) -> ASGIApp:
    """The wheel's application. Once per process, after its environment is set: importing it is what starts it.

    Raises:
        SeamError: the installed wheel is not what the seams were written for.
    """
    prisma_stand_in.install(catalogue, client_class)
    threads.install()
    premium.install()
    from litellm.proxy import proxy_server

    check_seams()
    if not proxy_server.premium_user:
        raise SeamError("The wheel decided on its licence before the gate was replaced.")
    AccountScheduler.served = served
    proxy_server.AsyncIOScheduler = AccountScheduler
    for seam in SERVED:
        owner, name, _ = locate(seam.where)
        replace_function(owner, name, partial(for_served_account, served, waits=seam.waits))
    served.when_chosen(_reconcile)
    application: ASGIApp = proxy_server.app
    return application


async def _reconcile(account: AccountId) -> None:
    """Load an account's models and settings when it is chosen after the wheel has started."""
    from litellm.proxy import proxy_server

    if proxy_server.prisma_client is None:
        return
    with acting_for(account):
        await proxy_server.proxy_config.add_deployment(
            prisma_client=proxy_server.prisma_client, proxy_logging_obj=proxy_server.proxy_logging_obj
        )
