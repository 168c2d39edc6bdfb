"""Builds the application: settings, database, the wheel with our seams, middleware, and the order of start and stop."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from importlib import import_module
from importlib.metadata import version
from typing import Any, Final

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alchemi.accounts.housekeeping import housekeeping_of
from alchemi.accounts.key_mails import KeyMails
from alchemi.accounts.outbox import Outbox
from alchemi.accounts.sso_service import single_sign_on
from alchemi.accounts.stores import AccountStores
from alchemi.accounts.tool_servers import plan_of
from alchemi.audit.event import AuditKeys
from alchemi.audit.retention import AuditKeeper, RetentionPolicy
from alchemi.audit.service import AuditService
from alchemi.audit.writer import AuditJournal
from alchemi.auth.access_tokens import AccessTokens
from alchemi.auth.account_resolver import AccountDirectory, AccountResolver
from alchemi.auth.browser import origin_of
from alchemi.auth.login import Login
from alchemi.auth.login_failures import LoginFailures
from alchemi.auth.operator import OperatorKey
from alchemi.auth.passwords import Passwords
from alchemi.auth.route_classes import route_table
from alchemi.auth.session_door import SessionDoor
from alchemi.auth.sessions import Sessions
from alchemi.auth.super_admin import SuperAdmin
from alchemi.auth.throttle import LoginThrottle
from alchemi.config.environment import export_for_wheel
from alchemi.config.settings import Settings, load_settings, read_environment
from alchemi.costs.account_budget import AccountBudgets
from alchemi.costs.admission import CallLimits
from alchemi.db.account_versions import Versions, versions
from alchemi.db.data_keys import account_secrets
from alchemi.db.engine import Database
from alchemi.db.failures import UNAVAILABLE
from alchemi.db.guard import verify_database
from alchemi.db.journal import Journal
from alchemi.db.pool import PoolOptions
from alchemi.db.roles import role_dsn
from alchemi.db.schema.catalogue import Catalogue
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.endpoints import DOCUMENT_PATH, PREFIXES, ROUTERS
from alchemi.enterprise_features.guardrails.store import write_findings_if_possible
from alchemi.errors import AlchemiError, DatabaseUnavailableError
from alchemi.hooks.account_guards import GUARDS
from alchemi.integrations.dns import DnsTxtRecords
from alchemi.integrations.host_files import guard_files
from alchemi.integrations.mail import Mailer, MailServer
from alchemi.integrations.openobserve import OpenObserve
from alchemi.integrations.outbound.fetch import OutboundClient
from alchemi.integrations.outbound.guard import OutboundGuard
from alchemi.integrations.outbound.sockets import install as guard_sockets
from alchemi.litellm_bridge.boot import load_wheel, registry_hooks
from alchemi.litellm_bridge.documents import wheel_document
from alchemi.litellm_bridge.fan_out import KnownAccounts
from alchemi.litellm_bridge.pass_through import has_endpoint
from alchemi.litellm_bridge.registry import RuntimeRegistry
from alchemi.litellm_bridge.tool_servers import use as use_tool_servers
from alchemi.middleware.account_middleware import AccountMiddleware
from alchemi.middleware.audit_trail import AuditTrail
from alchemi.middleware.call_admissions import CallAdmissions
from alchemi.middleware.inspected_calls import InspectedCalls
from alchemi.middleware.masked_answers import MaskedAnswers
from alchemi.middleware.request_id import RequestId
from alchemi.rest.application import InFront, management_app
from alchemi.rest.document_server import DocumentServer
from alchemi.rest.openapi import merged_document
from alchemi.rest.work import Services
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import acting_as_system, acting_for_nobody
from alchemi.ui_server.dashboard import ICON_PATH, Dashboard
from alchemi.ui_server.dashboard import PREFIX as DASHBOARD_PREFIX
from alchemi.ui_server.export import read_export

_PLATFORM_CONNECTIONS: Final = 4


@dataclass(frozen=True, slots=True)
class _Steps:
    """Before the wheel starts, once it has started, and when it has stopped."""

    check: Callable[[], Awaitable[None]]
    start: Callable[[], None]
    close: Callable[[], Awaitable[None]]


def create_app() -> ASGIApp:
    """The application for this process's environment: what `alchemi serve` has the server call, once per process.

    Raises:
        ConfigurationError: naming every fault of the environment.
        SeamError: the installed wheel does not fit.
    """
    return build_app(load_settings())


def build_app(settings: Settings) -> ASGIApp:
    """The application for `settings`. It can be built once per process: the wheel keeps its state in modules.

    Raises:
        SeamError: the installed wheel does not fit.
    """
    return _build(settings)[0]


def build_document(settings: Settings) -> dict[str, Any]:
    """The OpenAPI document of everything that `build_app` serves. Nothing is connected to.

    Raises:
        SeamError: the installed wheel does not fit.
    """
    _, ours = _build(settings)
    return merged_document(ours.openapi(), wheel_document(), route_table())


def build_own_document(settings: Settings) -> dict[str, Any]:
    """The OpenAPI document of our management API alone. Nothing is connected to.

    Raises:
        SeamError: the installed wheel does not fit.
    """
    return _build(settings)[1].openapi()


def _build(settings: Settings) -> tuple[ASGIApp, FastAPI]:
    """The whole application, and the part of it that is our management API."""
    # Loading makes a million objects and little garbage: looking for it takes a third of the time to ready.
    gc.disable()
    export_for_wheel(settings)
    guard = _guarded(settings)
    catalogue = installed_catalogue()
    secret, master_key = settings.secret_key.get_secret_value(), settings.master_key.get_secret_value()
    app_dsn, platform_dsn = _role_dsns(settings, secret)
    database, platform = _databases(settings, catalogue, app_dsn, platform_dsn)
    directory, mailer = AccountDirectory(platform), Mailer(_mail_server(settings))
    outbox = Outbox(database, mailer, directory.active_accounts, now=_now)
    key_mails = KeyMails(_base_url(settings), outbox.name, now=_now)
    audit, keeper = _audited(platform, database, secret, settings.audit_log_retention_days, key_mails)
    resolver = AccountResolver(directory, master_key, acts_for_accounts=settings.master_key_accounts)
    client = OutboundClient(guard)
    registry = RuntimeRegistry(
        partial(_versions, platform),
        registry_hooks(_loader(database, client.check)),
        forget_keys=_forgetting(database),
    )
    accounts = KnownAccounts(directory.active_accounts, registry.loaded, registry.using)
    check_destination = partial(guard.check_url, schemes=("https", "http", "wss", "ws"))
    limits = CallLimits(database, AccountBudgets(database))
    wheel = load_wheel(
        catalogue,
        TenantScopedPrismaClient.bound_to(database),
        accounts,
        limits.budgets.check,
        check_destination,
        admit_call=limits.admit,
        roots=settings.root_keys,
    )

    @asynccontextmanager
    async def using(account: AccountId) -> AsyncIterator[None]:
        if account == SYSTEM_ACCOUNT:
            yield
            return
        async with registry.using(account):
            yield

    async def check() -> None:
        await verify_database(app_dsn, platform_dsn, catalogue)
        await asyncio.gather(database.ping(), platform.ping())

    housekeeping: list[asyncio.Task[None]] = []

    def start() -> None:
        registry.start()
        with acting_for_nobody():
            loops = housekeeping_of(stores, keeper, mailer, outbox, directory.active_accounts, store, now=_now)
            housekeeping.extend(map(asyncio.get_running_loop().create_task, loops))

    async def close() -> None:
        for task in housekeeping:
            task.cancel()
        await asyncio.gather(*housekeeping, return_exceptions=True)
        await registry.stop()
        passwords.close()
        await asyncio.gather(database.close(), platform.close())

    stores, store, tokens = AccountStores(platform, database), _openobserve(settings), AccessTokens(directory, database)
    passwords, super_admin = Passwords(secret), _super_admin(settings, secret)
    sessions = Sessions(platform, database, super_admin)
    door = SessionDoor(sessions, origin_of(settings.proxy_base_url))
    services = {
        "accounts": stores,
        "audit": audit,
        "operator_key": OperatorKey(master_key),
        "txt_records": DnsTxtRecords(),
        "passwords": passwords,
        "sessions": sessions,
        "session_door": door,
        "rest": Services(database, platform, sealer_of=account_secrets),
        "login": Login(
            platform, database, passwords, sessions, super_admin, LoginFailures(platform, secret, LoginThrottle())
        ),
    }
    services |= {
        "directory": directory,
        "access_tokens": tokens,
        "outbound": client,
        "sso": single_sign_on(_base_url(settings), stores, sessions, client),
        "mailer": mailer,
        "base_url": _base_url(settings),
        "mailing": set(),
        "openobserve": store,
        "payment_secret": settings.payment_webhook_secret,
    }
    ours = management_app(ROUTERS, services, version=version("alchemi-studio-console"))
    ours.add_route(DOCUMENT_PATH, DocumentServer(settings.openapi_file).answer, include_in_schema=False)
    trail = AuditTrail(
        _routes(ours, _inspected(CallAdmissions(MaskedAnswers(wheel), limits.give_up), database), settings),
        database,
        directory,
        sessions.find,
        OperatorKey(master_key),
    )
    guarded = AccountMiddleware(
        trail, resolver, door, tokens, using, has_endpoint=has_endpoint, on_refused=trail.refused
    )
    return RequestId(_Lifespan(guarded, wheel, _Steps(check, start, close))), ours


def _loader(database: Database, check_address: Callable[[str], None]) -> Callable[[], Awaitable[None]]:
    """Reads the bound account's guards and servers of tools into its runtime. Called once the wheel is loaded, of whose
    classes they are made."""

    @cache
    def guardrail() -> Any:
        with acting_as_system():
            return import_module("alchemi.hooks.guardrails").AccountGuardrail(database)

    async def load() -> None:
        await guardrail().load()
        async with database.unit(is_read_only=True) as unit:
            planned = await plan_of(unit, check_address)
        await use_tool_servers(tuple(one.server for one in planned if one.server is not None))

    return load


def _inspected(wheel: ASGIApp, database: Database) -> ASGIApp:
    return InspectedCalls(wheel, GUARDS.get, partial(write_findings_if_possible, database))


def _guarded(settings: Settings) -> OutboundGuard:
    """What accounts may connect to and which files they may have opened, from now on in this process."""
    guard = OutboundGuard(settings.allowed_private_hosts)
    guard_sockets(guard)
    guard_files(read_environment(None))
    return guard


def _routes(ours: ASGIApp, wheel: ASGIApp, settings: Settings) -> ASGIApp:
    """Our dashboard, our management API, then the wheel, which has a dashboard of its own at the same path."""
    is_https = (settings.proxy_base_url or "").startswith("https://")
    dashboard = Dashboard(read_export(), is_https=is_https)
    return InFront(dashboard, InFront(ours, wheel, PREFIXES), (DASHBOARD_PREFIX, ICON_PATH))


def _base_url(settings: Settings) -> str:
    """The console's own address as browsers reach it, without a slash at its end."""
    return (settings.proxy_base_url or f"http://localhost:{settings.port}").rstrip("/")


def _mail_server(settings: Settings) -> MailServer | None:
    if settings.smtp_host is None or settings.smtp_sender_email is None:
        return None
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
    return MailServer(
        settings.smtp_host, settings.smtp_port, settings.smtp_sender_email, settings.smtp_username, password,
        uses_tls=settings.smtp_tls,
    )  # fmt: skip


def _openobserve(settings: Settings) -> OpenObserve | None:
    if not settings.openobserve_url or not settings.openobserve_user or not settings.openobserve_password:
        return None
    password = settings.openobserve_password.get_secret_value()
    return OpenObserve(
        settings.openobserve_url, settings.openobserve_org, settings.openobserve_stream, settings.openobserve_user,
        password,
    )  # fmt: skip


def _role_dsns(settings: Settings, secret: str) -> tuple[str, str]:
    owner_dsn = settings.owner.dsn
    app_dsn = settings.app_dsn or role_dsn(owner_dsn, "app", secret)
    return app_dsn, settings.platform_dsn or role_dsn(owner_dsn, "platform", secret)


def _super_admin(settings: Settings, secret: str) -> SuperAdmin:
    return SuperAdmin(settings.ui_username, settings.ui_password.get_secret_value(), secret)


def _audited(
    platform: Database, app: Database, secret: str, days: int, beside: Journal
) -> tuple[AuditService, AuditKeeper]:
    """Have both roles' changes told to the audit trail, and those of accounts to `beside` too."""
    keys, policy = AuditKeys(secret), RetentionPolicy(days)
    platform.journal, app.journal = AuditJournal(keys), AuditJournal(keys, beside=[beside])
    return AuditService(platform, app, keys, policy), AuditKeeper(platform, keys, policy)


async def _versions(platform: Database, accounts: Sequence[AccountId]) -> Mapping[AccountId, Versions]:
    try:
        return await versions(platform, accounts)
    except UNAVAILABLE as error:
        raise DatabaseUnavailableError("The versions of the accounts cannot be read.") from error


def _now() -> datetime:
    return datetime.now(UTC)


def _databases(settings: Settings, catalogue: Catalogue, app_dsn: str, platform_dsn: str) -> tuple[Database, Database]:
    """The accounts' side and the operator's."""
    options = _pool_options(settings, settings.database_pool_size)
    database = Database(app_dsn, catalogue, options, roots=settings.root_keys)
    options = _pool_options(settings, _PLATFORM_CONNECTIONS)
    return database, Database(platform_dsn, catalogue, options, is_platform=True)


def _forgetting(database: Database) -> Callable[[AccountId], None]:
    return lambda account: database.data_keys.forget(account) if database.data_keys is not None else None


def _pool_options(settings: Settings, size: int) -> PoolOptions:
    return PoolOptions(
        size=size,
        statement_cache=settings.statement_cache,
        statement_timeout_s=settings.database_statement_timeout_s,
    )


class _Lifespan:
    """Start: database, then the wheel as the system account. Stop: the wheel, then the database."""

    def __init__(self, requests: ASGIApp, wheel: ASGIApp, steps: _Steps) -> None:
        self._requests = requests
        self._wheel = wheel
        self._steps = steps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self._requests(scope, receive, send)
            return
        try:
            await self._steps.check()
        except AlchemiError as error:
            await receive()
            await send({"type": "lifespan.startup.failed", "message": error.detail})
            return

        async def send_after_own_part(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                _collect_garbage_again()
                self._steps.start()
            else:
                # The server ends the process as soon as it has this message.
                await self._steps.close()
            await send(message)

        with acting_as_system():
            await self._wheel(scope, receive, send_after_own_part)


def _collect_garbage_again() -> None:
    """End the pause that `build_app` began. What was loaded until now stays, and is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.enable()
