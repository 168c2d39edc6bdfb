"""What a process sees that has loaded the wheel with our seams, without a database. Run as a program it prints JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENVIRON = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "ALCHEMI_SECRET_KEY": "Zr8-Wq2-Lm5-Xk9-Tv3-Hb6-Nd1-Fy7-Jc4-Pg0",
    "LITELLM_MASTER_KEY": "sk-Qm7Zt2Vx9Lk4Wp8Rb3Nc6Yd1Fg5Hj0Sa-tests",
    "UI_PASSWORD": "Vq7-Lm2-Xz9-Kt4-Wp",
}


@dataclass(frozen=True)
class Probe:
    """`facts` are by name; `outside` is what was asked of the world beyond this machine."""

    facts: dict[str, Any]
    routes: list[dict[str, Any]]
    outside: str


def run_probe(folder: Path) -> Probe:
    outside = folder / "outside.log"
    outside.touch()
    environ = {**{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}, **ENVIRON}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.probe", str(outside)],
        cwd=Path(__file__).parents[2],
        env=environ,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    return Probe(result["facts"], result["routes"], outside.read_text())


def _main() -> None:
    from tests.support.audited_server import watch

    watch(sys.argv[1])
    from alchemi.app import create_app

    create_app()
    from litellm.proxy import proxy_server
    from litellm.proxy._lazy_features import register_all_features

    from tests.support.wheel_routes import all_routes

    register_all_features(proxy_server.app)
    from alchemi.endpoints import ROUTERS
    from alchemi.rest.application import management_app
    from alchemi.ui_server.dashboard import ICON_PATH

    every = (*all_routes(proxy_server.app.routes), *all_routes(management_app(ROUTERS, {}, version="0").routes))
    routes = [{"kind": r.kind, "methods": r.methods, "path": r.path} for r in every]
    routes.append({"kind": "Route", "methods": ("GET",), "path": ICON_PATH})
    print(json.dumps({"facts": _facts(proxy_server), "routes": routes}))


def _facts(proxy_server: Any) -> dict[str, Any]:
    import prisma
    from litellm.proxy.db.prisma_client import PrismaWrapper, _TrackedPrismaEngine

    client = prisma.Prisma()
    client._is_connected = True
    PrismaWrapper(client)
    check = proxy_server._license_check
    return {
        "premium_user": proxy_server.premium_user,
        "premium_in_logging": proxy_server.proxy_logging_obj.premium_user,
        "auto_router_limit": check.auto_router_capability_limit(),
        "verify": check._verify(license_str="any"),
        "scheduler": proxy_server.AsyncIOScheduler.__name__,
        "engine_is_tracked": isinstance(client._engine, _TrackedPrismaEngine),
        "client": type(client).__name__,
        "modules": sorted(
            name
            for name, module in sys.modules.items()
            if name.partition(".")[0] in ("litellm_enterprise", "enterprise") and getattr(module, "__file__", None)
        ),
        **_stand_in_facts(),
        "names": sorted(_names(proxy_server.app)),
    }


def _names(app: Any) -> set[str]:
    """Names of parameters, of body fields, and of the fields of these."""
    from tests.isolation.operations import operations

    names: set[str] = set()
    for operation in operations(app):
        names |= {*operation.path_names, *(parameter.name for parameter in operation.query)}
        for name, schema, _ in operation.fields():
            names |= {name, *operation.resolve(schema).get("properties", {})}
    return names


def _stand_in_facts() -> dict[str, Any]:
    """Each way in which the wheel takes something from the prisma package."""
    import prisma
    from prisma import Base64, Json, Prisma, models, types
    from prisma.client import Client, TransactionManager
    from prisma.enums import JobStatus
    from prisma.models import LiteLLM_UserTable
    from prisma.types import DatasourceOverride

    from alchemi.db.models import model_class

    missing = []
    for module, name in ((models, "Nothing"), (prisma.enums, "Nothing"), (models, "_private"), (prisma, "Nothing")):
        try:
            getattr(module, name)
        except AttributeError:
            missing.append(f"{module.__name__}.{name}")
    return {
        "one_model_class": LiteLLM_UserTable is model_class("LiteLLM_UserTable") is models.LiteLLM_UserTable,
        "types_are_dicts": DatasourceOverride(url="x") == {"url": "x"} == types.Anything(url="x"),
        "one_client": Prisma is Client is prisma.Client,
        "transaction_manager": TransactionManager.__name__,
        "enum": [str(value) for value in JobStatus],
        "fields": [Json.__name__, Base64.__name__],
        "missing": missing,
        "generated": [str(path) for path in Path(prisma.__file__).parent.glob("client.py")],
    }


if __name__ == "__main__":
    _main()
