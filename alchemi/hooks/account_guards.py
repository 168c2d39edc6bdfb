"""Where the guards of each account are kept, once they have been read. Knows nothing of the wheel's classes."""

from __future__ import annotations

from typing import Final

from alchemi.enterprise_features.guardrails.engine import Guards
from alchemi.litellm_bridge.account_runtime import Slot


def _unloaded() -> Guards:
    # Never "none": an account whose guards are not known makes no calls.
    raise RuntimeError("The guards of this account have not been loaded.")


GUARDS: Final[Slot[Guards]] = Slot("account guards", _unloaded)
