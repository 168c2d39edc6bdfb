"""What every process does beside requests, for all accounts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any

from alchemi.accounts.budget_alerts import WATCH_EVERY_S, watch_budgets
from alchemi.accounts.outbox import SWEEP_EVERY_S, Outbox
from alchemi.accounts.purge import LEFTOVERS_EVERY_S, purge_leftovers
from alchemi.accounts.stores import AccountStores
from alchemi.accounts.upkeep import Upkeep, keep_up_forever
from alchemi.audit.forwarding import AuditForwarder, forward_audit_forever
from alchemi.audit.retention import CHECKPOINT_EVERY_S, RETENTION_EVERY_S, AuditKeeper
from alchemi.integrations.mail import Mailer
from alchemi.integrations.openobserve import OpenObserve
from alchemi.tenancy.account import AccountId


def housekeeping_of(
    stores: AccountStores,
    keeper: AuditKeeper,
    mailer: Mailer,
    outbox: Outbox,
    accounts: Callable[[], Awaitable[Sequence[AccountId]]],
    openobserve: OpenObserve | None,
    *,
    now: Callable[[], datetime],
) -> list[Coroutine[Any, Any, None]]:
    """To be run until they are cancelled; `accounts` are the active ones."""

    async def tell_of_budgets() -> None:
        await watch_budgets(stores.app, mailer, await accounts(), now=now)

    rounds = (
        Upkeep("budget alerts", WATCH_EVERY_S, tell_of_budgets),
        Upkeep("unsent mails", SWEEP_EVERY_S, outbox.sweep),
        Upkeep("leftovers of purges", LEFTOVERS_EVERY_S, lambda: purge_leftovers(stores, now=now())),
        Upkeep("audit checkpoints", CHECKPOINT_EVERY_S, lambda: keeper.checkpoint_all(now=now())),
        Upkeep("audit retention", RETENTION_EVERY_S, lambda: keeper.retain_all(now=now())),
    )
    loops = [outbox.send_forever(), *(keep_up_forever(stores.platform, upkeep) for upkeep in rounds)]
    if openobserve is not None:
        loops.append(forward_audit_forever(AuditForwarder(stores.platform, openobserve), now=now))
    return loops
