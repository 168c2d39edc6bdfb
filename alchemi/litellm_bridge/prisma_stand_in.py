"""Completes the ungenerated `prisma` package in memory: client, models and types come from our catalogue.

Nothing is generated or written. What the wheel never takes from these modules at run time is not there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Final

import prisma
from prisma import errors, fields
from prisma._registry import get_client, register
from prisma._transactions import AsyncTransactionManager

from alchemi.db.models import PrismaModel, model_class
from alchemi.db.schema.catalogue import Catalogue
from alchemi.errors import SeamError

PRISMA_VERSION: Final = "0.15.0"


class _LazyModule(ModuleType):
    """A module whose public names are made when first asked for."""

    def __init__(self, name: str, make: Callable[[str], object]) -> None:
        super().__init__(f"prisma.{name}", f"Stand-in for Prisma's generated {name}.")
        self._make = make

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            value = self._make(name)
        except KeyError:
            raise AttributeError(f"{self.__name__} has no {name!r}.") from None
        setattr(self, name, value)
        return value


def install(catalogue: Catalogue, client_class: type[Any]) -> None:
    """Make `import prisma` give a complete package whose client is `client_class`. Safe to repeat.

    Raises:
        SeamError: another version of the package is installed, or its client was generated.
    """
    if prisma.__version__ != PRISMA_VERSION:
        raise SeamError(f"The prisma package is {prisma.__version__}; the stand-in was written for {PRISMA_VERSION}.")
    if "prisma.client" not in sys.modules and find_spec("prisma.client") is not None:
        raise SeamError("The prisma package holds a generated client; install it afresh, without `prisma generate`.")
    client = _module(
        "client",
        Prisma=client_class,
        Client=client_class,
        TransactionManager=AsyncTransactionManager,
        errors=errors,
        register=register,
        get_client=get_client,
    )
    modules = {
        "client": client,
        "models": _LazyModule("models", model_class),
        # The generated types are TypedDicts: called, they make plain dicts.
        "types": _LazyModule("types", lambda _: dict),
        "enums": _LazyModule("enums", lambda name: StrEnum(name, [(v, v) for v in catalogue.enums[name]])),
        "bases": _module("bases", _PrismaModel=PrismaModel),
        "partials": _module("partials"),
    }
    for name, module in modules.items():
        sys.modules[f"prisma.{name}"] = module
        setattr(prisma, name, module)
    exports = {"Prisma": client_class, "Client": client_class, "Json": fields.Json, "Base64": fields.Base64}
    vars(prisma).update(exports, register=register, get_client=get_client)


def _module(name: str, **contents: object) -> ModuleType:
    module = ModuleType(f"prisma.{name}", f"Stand-in for Prisma's generated {name}.")
    vars(module).update(contents)
    return module
