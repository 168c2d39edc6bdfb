"""The wheel's licence gate answers yes, without asking anyone.

The gate is in the MIT-licensed part of the wheel. The proprietary package is neither installed nor imported.
"""

from __future__ import annotations

import inspect
import sys
from importlib.util import find_spec
from typing import Final

from alchemi.errors import SeamError

_ANSWERS: Final = {
    "is_premium": ["self"],
    "grants_feature": ["self", "feature"],
    "_verify": ["self", "license_str"],
}
"""Methods of the wheel's `LicenseCheck` that are replaced, with their parameters."""


def install() -> None:
    """Replace the licence gate. To be called before `litellm.proxy.proxy_server` is imported, which asks while importing.

    Raises:
        SeamError: the gate looks different, the hub is imported already, or the proprietary package is installed.
    """
    if "litellm.proxy.proxy_server" in sys.modules:
        raise SeamError("litellm.proxy.proxy_server was imported before the licence gate was replaced.")
    if find_spec("litellm_enterprise") is not None:
        raise SeamError("The package litellm-enterprise is installed. It must not be: reinstall from the lock file.")
    from litellm.proxy.auth.litellm_license import LicenseCheck

    for name, parameters in _ANSWERS.items():
        method = getattr(LicenseCheck, name, None)
        if method is None or list(inspect.signature(method).parameters) != parameters:
            raise SeamError(f"LicenseCheck.{name} is not a method with the parameters {', '.join(parameters)}.")
    LicenseCheck.is_premium = lambda self: True  # noqa: ARG005
    LicenseCheck.grants_feature = lambda self, feature: True  # noqa: ARG005
    LicenseCheck._verify = lambda self, license_str: True  # noqa: ARG005
