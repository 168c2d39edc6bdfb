"""Every place where we replace something of the wheel: what, why, how, and the test that guards it.

`check_seams` compares the table with the installed wheel; boot refuses to go on when a row does not fit.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from importlib import import_module
from typing import Final

from alchemi.errors import SeamError
from alchemi.litellm_bridge.account_limits import LIMIT_SEAMS
from alchemi.litellm_bridge.background import BACKGROUND_SEAMS
from alchemi.litellm_bridge.call_shortcuts import SHORTCUT_SEAMS
from alchemi.litellm_bridge.closed import CLOSED_SEAMS
from alchemi.litellm_bridge.generators import GENERATOR_SEAMS
from alchemi.litellm_bridge.pass_through import PASS_THROUGH_SEAMS
from alchemi.litellm_bridge.process_state import STATE_SEAMS
from alchemi.litellm_bridge.seam import Seam
from alchemi.litellm_bridge.session_auth import SESSION_SEAMS
from alchemi.litellm_bridge.settings_memo import SETTINGS_SEAMS
from alchemi.litellm_bridge.spend_pipeline import SPEND_SEAMS
from alchemi.litellm_bridge.stand_ins import STAND_IN_SEAMS
from alchemi.litellm_bridge.stored_secrets import SECRET_SEAMS
from alchemi.litellm_bridge.tool_servers import TOOL_SERVER_SEAMS
from alchemi.litellm_bridge.worker_messages import MESSAGE_SEAMS

_HUB: Final = "litellm.proxy.proxy_server"
_SPEND: Final = "tests/base/test_boot.py::test_spend_of_a_key_lands_in_its_account_and_nobody_else_is_called"
_TEST: Final = "tests/base/test_seams.py"

REPLACED: Final = (
    Seam(
        "licence: premium",
        "litellm.proxy.auth.litellm_license:LicenseCheck.is_premium",
        "All features are on for every account; the gate is in the wheel's MIT-licensed part.",
        "class patch",
        f"{_TEST}::test_the_licence_gate_answers_yes_without_a_call",
        ("self",),
    ),
    Seam(
        "licence: features",
        "litellm.proxy.auth.litellm_license:LicenseCheck.grants_feature",
        "Lifts the limit on auto-routers, which a plain licence does not.",
        "class patch",
        f"{_TEST}::test_the_licence_gate_answers_yes_without_a_call",
        ("self", "feature"),
    ),
    Seam(
        "licence: server",
        "litellm.proxy.auth.litellm_license:LicenseCheck._verify",
        "Nothing calls the licence server.",
        "class patch",
        f"{_TEST}::test_the_licence_gate_answers_yes_without_a_call",
        ("self", "license_str"),
    ),
    Seam(
        "scheduler",
        f"{_HUB}:AsyncIOScheduler",
        "A job runs as the account it belongs to, never as whoever armed the timer.",
        "name replaced",
        f"{_TEST}::test_every_job_of_the_wheel_has_an_owner",
    ),
    Seam(
        "database client: engine attribute",
        "litellm.proxy.db.prisma_client:PrismaWrapper._write_engine",
        "Writes the engine under a private name of an older Prisma client; ours answers to it.",
        "module stand-in",
        f"{_TEST}::test_the_wheel_wraps_our_engine",
        ("prisma_client", "engine"),
    ),
)

SEAMS: Final = (
    *REPLACED,
    *SPEND_SEAMS,
    *STATE_SEAMS,
    *MESSAGE_SEAMS,
    *CLOSED_SEAMS,
    *SECRET_SEAMS,
    *PASS_THROUGH_SEAMS,
    *BACKGROUND_SEAMS,
    *GENERATOR_SEAMS,
    *SETTINGS_SEAMS,
    *SHORTCUT_SEAMS,
    *STAND_IN_SEAMS,
    *LIMIT_SEAMS,
    *SESSION_SEAMS,
    *TOOL_SERVER_SEAMS,
)


def locate(where: str) -> tuple[object, str, object]:
    """The owner, the attribute's name and the attribute at `where`.

    Raises:
        SeamError: there is no such module or attribute.
    """
    module_name, _, path = where.partition(":")
    try:
        owner: object = import_module(module_name)
        *parents, name = path.split(".")
        for parent in parents:
            owner = getattr(owner, parent)
        return owner, name, getattr(owner, name)
    except (ImportError, AttributeError) as error:
        raise SeamError(f"{where} does not exist: {error}") from error


def check_seams(seams: Iterable[Seam] = SEAMS) -> None:
    """Compare the table with the installed wheel.

    Raises:
        SeamError: naming every row that does not fit, with its reason and its test.
    """
    faults = [fault for seam in seams if (fault := _fault(seam)) is not None]
    if faults:
        raise SeamError("The installed litellm wheel does not fit these seams:\n" + "\n".join(faults))


def _fault(seam: Seam) -> str | None:
    try:
        attribute = locate(seam.where)[2]
    except SeamError as error:
        return f"- {seam.name}: {error.detail} ({seam.why} See {seam.test}.)"
    if seam.parameters is None:
        return None
    found = tuple(inspect.signature(attribute).parameters)  # type: ignore[arg-type]
    if found == seam.parameters:
        return None
    return (
        f"- {seam.name}: {seam.where} takes ({', '.join(found)}), expected ({', '.join(seam.parameters)}). "
        f"({seam.why} See {seam.test}.)"
    )
