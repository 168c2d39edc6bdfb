"""Settings: every fault at once, nothing weak, nothing misspelt, no secret in a message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alchemi.config.reference import PAGE, with_current_table
from alchemi.config.secrets import new_secret
from alchemi.config.settings import environment_names, load_settings, read_environment
from alchemi.errors import ConfigurationError

ROOT = Path(__file__).parents[3]


def good(**changes: str) -> dict[str, str]:
    return {
        "DATABASE_URL": "postgresql://owner:pw@db.internal/console",
        "ALCHEMI_SECRET_KEY": new_secret(),
        "LITELLM_MASTER_KEY": f"sk-{new_secret()}",
        "UI_PASSWORD": new_secret(12),
        **changes,
    }


def problems(environ: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(environ)
    return caught.value.problems


def test_the_required_variables_alone_are_enough() -> None:
    settings = load_settings(good())
    assert (settings.port, settings.workers, settings.ui_username) == (4000, 1, "admin")
    assert settings.owner.shown == "db.internal:5432/console"


def test_every_missing_variable_is_named_at_once() -> None:
    named = {problem.split()[0] for problem in problems({})}
    assert named == {"DATABASE_URL", "ALCHEMI_SECRET_KEY", "LITELLM_MASTER_KEY", "UI_PASSWORD"}


def test_every_malformed_variable_is_named_at_once() -> None:
    bad = {
        "DATABASE_URL": "mysql://h/db",
        "PORT": "70000",
        "WORKERS": "many",
        "REDIS_URL": "http://redis",
        "PROXY_BASE_URL": "console",
        "DOCS_URL": "docs",
        "ALCHEMI_LOG_LEVEL": "loud",
        "ALCHEMI_DATABASE_POOL_SIZE": "0",
        "ALCHEMI_ALLOWED_PRIVATE_HOSTS": "10.0.0.0/8,a b,host:0",
        "EMAIL_REDIS_TLS": "perhaps",
    }
    named = {problem.split(":")[0] for problem in problems(good(**bad))}
    assert named == set(bad)


def test_a_misspelt_variable_is_an_error_that_names_the_closest() -> None:
    assert problems(good(ALCHEMI_DATABSE_POOL_SIZE="5")) == [
        "ALCHEMI_DATABSE_POOL_SIZE is not a variable of ours; did you mean ALCHEMI_DATABASE_POOL_SIZE?"
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LITELLM_MASTER_KEY", "sk-1234"),
        ("LITELLM_MASTER_KEY", "sk-change-me-in-production"),
        ("LITELLM_MASTER_KEY", "sk-your-production-master-key-000000000000"),
        ("LITELLM_MASTER_KEY", "kA93jfQ0vbT71mzXq8LwPo5RYd2hCsEu6gNi4KtJ"),
        ("ALCHEMI_SECRET_KEY", "short"),
        ("ALCHEMI_SECRET_KEY", "a" * 40),
        ("ALCHEMI_SECRET_KEY", "k3J9x" * 8),
        ("ALCHEMI_SECRET_KEY", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"),
        ("UI_PASSWORD", "admin"),
        ("UI_PASSWORD", "your-super-admin-password"),
        ("UI_PASSWORD", "aaaaaaaaaaaaaaaa"),
    ],
)
def test_weak_secrets_are_refused_and_not_repeated(name: str, value: str) -> None:
    found = problems(good(**{name: value}))
    assert len(found) == 1
    assert found[0].startswith(name)
    assert value not in found[0]


def test_a_fresh_secret_is_never_called_weak() -> None:
    for _ in range(300):
        load_settings(good())


def test_settings_do_not_print_their_secrets() -> None:
    environ = good()
    settings = load_settings(environ)
    shown = repr(settings) + str(settings.model_dump())
    assert not [name for name in environ if environ[name] in shown]


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings(good()).port = 1  # type: ignore[misc]


def test_things_that_belong_together_are_asked_for_together() -> None:
    found = problems(
        good(
            OPENOBSERVE_URL="http://logs:5080",
            ALCHEMI_DATABASE_APP_URL="postgresql://app@h/d",
            SMTP_HOST="mail.internal",
        )
    )
    assert len(found) == 3


def test_a_pooler_switches_the_statement_cache_off() -> None:
    assert load_settings(good()).statement_cache == 512
    pooled = load_settings(good(DATABASE_URL="postgresql://o:p@h/d?pgbouncer=true&connection_limit=5&sslmode=require"))
    assert pooled.statement_cache == 0
    assert pooled.owner.dsn == "postgresql://o:p@h/d?sslmode=require"


def test_private_hosts_are_matched_by_name_network_and_port() -> None:
    hosts = load_settings(
        good(ALCHEMI_ALLOWED_PRIVATE_HOSTS="models.internal:8000, 10.1.0.0/16, 127.0.0.1:4500, [::1]:80")
    ).allowed_private_hosts

    def allowed(host: str, port: int) -> bool:
        return any(entry.allows(host, port) for entry in hosts)

    assert allowed("models.internal", 8000)
    assert not allowed("models.internal", 8001)
    assert allowed("10.1.2.3", 443)
    assert not allowed("10.2.2.3", 443)
    assert allowed("127.0.0.1", 4500)
    assert not allowed("127.0.0.1", 5432)
    assert allowed("::1", 80)
    assert not allowed("localhost", 4500)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text('PORT="4100"\nHOST="127.0.0.1"\nREDIS_URL=""\n')
    monkeypatch.setenv("PORT", "4200")
    merged = read_environment(file)
    assert (merged["PORT"], merged["HOST"]) == ("4200", "127.0.0.1")
    assert "REDIS_URL" not in merged


def test_the_reference_page_is_current() -> None:
    page = (ROOT / PAGE).read_text()
    assert page == with_current_table(page), "run: python -m alchemi.config.reference"


def test_the_example_file_names_every_variable_and_no_other() -> None:
    named = re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(named) == sorted(environment_names())


def test_proxies_are_addresses_or_networks_and_never_everybody() -> None:
    settings = load_settings(good(ALCHEMI_TRUSTED_PROXIES="10.0.0.0/8, ::1"))
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.0/8", "::1/128"]
    for wrong in ("*", "ingress.internal", "10.0.0.0/8 10.1.0.0"):
        [problem] = problems(good(ALCHEMI_TRUSTED_PROXIES=wrong))
        assert problem.startswith("ALCHEMI_TRUSTED_PROXIES")
