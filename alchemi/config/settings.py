"""Everything an operator can set, read once from the environment and `.env`."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final, Literal, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from alchemi.config.database_url import DatabaseUrl, parse_database_url
from alchemi.config.keys import RootKeys
from alchemi.config.private_hosts import PrivateHost, parse_private_hosts
from alchemi.config.secrets import weakness
from alchemi.errors import ConfigurationError

_TEST_PREFIX: Final = "ALCHEMI_TEST_"
"""Variables of the test suite; never settings."""


def _strong(min_length: int) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        fault = weakness(value.get_secret_value(), min_length=min_length)
        if fault is not None:
            raise ValueError(fault)
        return value

    return AfterValidator(check)


def _master_key(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    if not text.startswith("sk-"):
        raise ValueError("must start with 'sk-'")
    fault = weakness(text.removeprefix("sk-"), min_length=32)
    if fault is not None:
        raise ValueError(f"{fault} (after 'sk-')")
    return value


def _previous_keys(value: SecretStr | None) -> SecretStr | None:
    for number, key in enumerate(_listed(value), 1):
        fault = weakness(key, min_length=32)
        if fault is not None:
            raise ValueError(f"key {number} {fault}")
    return value


def _listed(value: SecretStr | None) -> tuple[str, ...]:
    texts = () if value is None else value.get_secret_value().split(",")
    return tuple(text.strip() for text in texts if text.strip())


def _postgres(value: SecretStr | None) -> SecretStr | None:
    if value is not None:
        parse_database_url(value.get_secret_value())
    return value


def _url_with(*schemes: str) -> AfterValidator:
    def check(value: str | SecretStr | None) -> str | SecretStr | None:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if text is not None and (urlsplit(text).scheme not in schemes or not urlsplit(text).netloc):
            raise ValueError(f"must be a URL that starts with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return value

    return AfterValidator(check)


def _proxies(value: object) -> object:
    """`value` as networks; a word such as '*' is refused: whoever reaches the server could name any address."""
    texts = [text.strip() for text in value.split(",") if text.strip()] if isinstance(value, str) else value
    return tuple(ip_network(text, strict=False) for text in texts) if isinstance(texts, list) else value


def _rooted(value: str) -> str:
    if not value.startswith("/"):
        raise ValueError("must be a path that starts with '/'")
    return value


def _hosts(value: object) -> object:
    return parse_private_hosts(value) if isinstance(value, str) else value


Url = Annotated[str | None, _url_with("http", "https")]
Postgres = Annotated[SecretStr | None, AfterValidator(_postgres)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_proxies)]
Hosts = Annotated[tuple[PrivateHost, ...], NoDecode, BeforeValidator(_hosts)]


def _env(name: str, description: str, default: Any = ..., **bounds: Any) -> Any:
    return Field(default=default, validation_alias=name, description=description, **bounds)


class Settings(BaseSettings):
    """One field per environment variable; immutable; secrets never print."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True, arbitrary_types_allowed=True
    )

    database_url: Annotated[SecretStr, AfterValidator(_postgres)] = _env(
        "DATABASE_URL", "PostgreSQL (15 or later) as the role that owns the tables; used by migrations only."
    )
    database_app_url: Postgres = _env(
        "ALCHEMI_DATABASE_APP_URL",
        "Login of the weak role that serves accounts; derived from DATABASE_URL if unset.",
        None,
    )
    database_platform_url: Postgres = _env(
        "ALCHEMI_DATABASE_PLATFORM_URL", "Login of the operator's role; derived from DATABASE_URL if unset.", None
    )
    database_pool_size: int = _env(
        "ALCHEMI_DATABASE_POOL_SIZE", "Connections of the serving role, per worker.", 10, ge=1, le=500
    )
    database_statement_cache: int = _env(
        "ALCHEMI_DATABASE_STATEMENT_CACHE",
        "Prepared statements kept per connection; 0 behind a pooler in transaction mode (`pgbouncer=true` implies it).",
        512,
        ge=0,
        le=4096,
    )
    database_statement_timeout_s: float = _env(
        "ALCHEMI_DATABASE_STATEMENT_TIMEOUT_S", "Longest time a statement may run, in seconds.", 60.0, gt=0, le=3600
    )
    secret_key: Annotated[SecretStr, _strong(32)] = _env(
        "ALCHEMI_SECRET_KEY", "Root of every derived key and database password; at least 32 random characters."
    )
    secret_key_previous: Annotated[SecretStr | None, AfterValidator(_previous_keys)] = _env(
        "ALCHEMI_SECRET_KEY_PREVIOUS",
        "Former values of ALCHEMI_SECRET_KEY, by comma, until `alchemi secrets rotate --root` is done.",
        None,
    )
    master_key: Annotated[SecretStr, AfterValidator(_master_key)] = _env(
        "LITELLM_MASTER_KEY", "The operator's API key: `sk-` and at least 32 random characters."
    )
    ui_username: str = _env("UI_USERNAME", "Login name of the super admin.", "admin", min_length=1, max_length=128)
    ui_password: Annotated[SecretStr, _strong(12)] = _env(
        "UI_PASSWORD", "Password of the super admin; at least 12 characters."
    )
    host: str = _env("HOST", "Address to listen on.", "0.0.0.0", min_length=1)  # noqa: S104 (a server in a container)
    port: int = _env("PORT", "Port to listen on.", 4000, ge=1, le=65535)
    workers: int = _env("WORKERS", "Server processes.", 1, ge=1, le=128)
    trusted_proxies: Networks = _env(
        "ALCHEMI_TRUSTED_PROXIES",
        "Addresses or networks of the proxies in front, by comma: theirs alone is `X-Forwarded-For` believed.",
        (),
    )
    master_key_accounts: bool = _env(
        "ALCHEMI_MASTER_KEY_ACCOUNTS",
        "Whether the master key may act for the account that `x-account-id` names; services have access tokens.",
        True,
    )
    redis_url: Annotated[SecretStr | None, _url_with("redis", "rediss", "unix")] = _env(
        "REDIS_URL", "Redis for limits and caches that several pods share; optional.", None
    )
    proxy_base_url: Url = _env("PROXY_BASE_URL", "Public address of the console, as browsers see it.", None)
    docs_url: Annotated[str, AfterValidator(_rooted)] = _env("DOCS_URL", "Path of the API documentation.", "/api-docs")
    openapi_file: Path | None = _env(
        "ALCHEMI_OPENAPI_FILE",
        "OpenAPI document made by `alchemi openapi --output`; made on the first request if unset.",
        None,
    )
    root_redirect_url: str = _env("ROOT_REDIRECT_URL", "Where `/` redirects to.", "/ui", min_length=1)
    home: Path | None = _env(
        "ALCHEMI_HOME", "Folder of the embedded database and local files; the user's data home if unset.", None
    )
    allowed_private_hosts: Hosts = _env(
        "ALCHEMI_ALLOWED_PRIVATE_HOSTS",
        "Private model servers that accounts may use: host, host:port or CIDR, by comma.",
        (),
    )
    log_level: Literal["debug", "info", "warning", "error"] = _env(
        "ALCHEMI_LOG_LEVEL", "Least level that is logged.", "info"
    )
    log_format: Literal["text", "json"] = _env("ALCHEMI_LOG_FORMAT", "Shape of a log line.", "text")
    openobserve_url: Url = _env("OPENOBSERVE_URL", "OpenObserve to which audit events are forwarded.", None)
    openobserve_org: str = _env("OPENOBSERVE_ORG", "Organization there.", "default", min_length=1)
    openobserve_stream: str = _env("OPENOBSERVE_STREAM", "Stream there.", "alchemi_audit", min_length=1)
    openobserve_user: str | None = _env("OPENOBSERVE_USER", "Login there.", None)
    openobserve_password: SecretStr | None = _env("OPENOBSERVE_PASSWORD", "Password there.", None)
    payment_webhook_secret: SecretStr | None = _env(
        "ALCHEMI_PAYMENT_WEBHOOK_SECRET",
        "Signs messages about payments; without it none are taken.",
        None,
        min_length=32,
    )
    audit_log_retention_days: int = _env(
        "ALCHEMI_AUDIT_LOG_RETENTION_DAYS",
        "Days that audit events are kept, unless an account says otherwise.",
        365,
        ge=30,
        le=3650,
    )
    email_support_contact: str | None = _env("EMAIL_SUPPORT_CONTACT", "Address shown to users who need help.", None)
    email_redis_host: str | None = _env("EMAIL_REDIS_HOST", "Redis of the mail queue: host.", None)
    email_redis_port: int | None = _env("EMAIL_REDIS_PORT", "Redis of the mail queue: port.", None, ge=1, le=65535)
    email_redis_password: SecretStr | None = _env("EMAIL_REDIS_PASSWORD", "Redis of the mail queue: password.", None)
    email_redis_tls: bool = _env("EMAIL_REDIS_TLS", "Redis of the mail queue: use TLS.", False)
    email_redis_environment: str | None = _env("EMAIL_REDIS_ENVIRONMENT", "Redis of the mail queue: name prefix.", None)
    smtp_host: str | None = _env("SMTP_HOST", "Mail server; invitations are not mailed if unset.", None)
    smtp_port: int = _env("SMTP_PORT", "Port of the mail server.", 587, ge=1, le=65535)
    smtp_username: str | None = _env("SMTP_USERNAME", "Login at the mail server.", None)
    smtp_password: SecretStr | None = _env("SMTP_PASSWORD", "Password at the mail server.", None)
    smtp_sender_email: str | None = _env("SMTP_SENDER_EMAIL", "Sender of our mails.", None)
    smtp_tls: bool = _env("SMTP_TLS", "Use STARTTLS.", True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from the caller alone: `load_settings` has already merged `.env` and the environment."""
        return (init_settings,)

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        faults = []
        if self.openobserve_url and not (self.openobserve_user and self.openobserve_password):
            faults.append("OPENOBSERVE_URL needs OPENOBSERVE_USER and OPENOBSERVE_PASSWORD")
        if bool(self.database_app_url) != bool(self.database_platform_url):
            faults.append("ALCHEMI_DATABASE_APP_URL and ALCHEMI_DATABASE_PLATFORM_URL are set together or not at all")
        if self.smtp_host and not self.smtp_sender_email:
            faults.append("SMTP_HOST needs SMTP_SENDER_EMAIL")
        if faults:
            raise ValueError("\n".join(faults))
        return self

    @property
    def root_keys(self) -> RootKeys:
        """The root key in use and the previous ones."""
        return RootKeys.of(self.secret_key.get_secret_value(), _listed(self.secret_key_previous))

    @property
    def owner(self) -> DatabaseUrl:
        """DATABASE_URL, parsed: its `dsn` carries no parameter that only Prisma knows."""
        return parse_database_url(self.database_url.get_secret_value())

    @property
    def app_dsn(self) -> str | None:
        """ALCHEMI_DATABASE_APP_URL as asyncpg takes it, or None: derive it."""
        url = self.database_app_url
        return None if url is None else parse_database_url(url.get_secret_value()).dsn

    @property
    def platform_dsn(self) -> str | None:
        """ALCHEMI_DATABASE_PLATFORM_URL as asyncpg takes it, or None: derive it."""
        url = self.database_platform_url
        return None if url is None else parse_database_url(url.get_secret_value()).dsn

    @property
    def statement_cache(self) -> int:
        """Prepared statements to keep per connection: none behind a pooler."""
        urls = (self.database_url, self.database_app_url, self.database_platform_url)
        pooled = any(parse_database_url(url.get_secret_value()).pooled for url in urls if url is not None)
        return 0 if pooled else self.database_statement_cache


def environment_names() -> dict[str, str]:
    """Environment variable of each field, as {variable: field}."""
    return {str(field.validation_alias): name for name, field in Settings.model_fields.items()}


def read_environment(env_file: Path | None = Path(".env")) -> dict[str, str]:
    """Merge `env_file` and the process environment; the environment wins, empty values count as unset."""
    merged = {} if env_file is None else dotenv_values(env_file, interpolate=False)
    merged = {**merged, **os.environ}
    return {name: value for name, value in merged.items() if value}


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Build the settings from `environ` (default: the environment and `.env` of the working directory).

    Raises:
        ConfigurationError: naming every variable that is missing, malformed, weak or unknown.
    """
    environ = read_environment() if environ is None else environ
    known = environment_names()
    problems = [
        _unknown(name, known)
        for name in environ
        if name.startswith("ALCHEMI_") and name not in known and not name.startswith(_TEST_PREFIX)
    ]
    values: dict[str, Any] = {name: environ[name] for name in known if environ.get(name)}
    try:
        settings = Settings(**values)
    except ValidationError as error:
        problems.extend(_readable(error))
    if problems:
        raise ConfigurationError(problems)
    return settings


def _unknown(name: str, known: Mapping[str, str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return f"{name} is not a variable of ours; did you mean {close[0]}?"


def _readable(error: ValidationError) -> list[str]:
    known = environment_names()
    problems: list[str] = []
    for fault in error.errors(include_url=False, include_input=False):
        message = fault["msg"].removeprefix("Value error, ")
        if not fault["loc"]:
            problems.extend(message.split("\n"))
            continue
        name = str(fault["loc"][0])
        if fault["type"] == "missing":
            problems.append(f"{name} is missing: {Settings.model_fields[known[name]].description}")
        else:
            problems.append(f"{name}: {message[:1].lower()}{message[1:]}")
    return problems
