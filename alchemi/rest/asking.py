"""What routes outside of the resource framework take from the request and from the application, as dependencies."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from alchemi.accounts.stores import AccountStores
from alchemi.auth.login import Login
from alchemi.auth.session_door import SESSION_KEY
from alchemi.auth.sessions import Device, Session
from alchemi.auth.sso.flow import SingleSignOn
from alchemi.errors import UnauthenticatedError
from alchemi.integrations.outbound.fetch import OutboundClient
from alchemi.rest.addresses import CheckAddress


async def _stores(request: Request) -> AccountStores:
    return cast(AccountStores, request.app.state.accounts)


async def _login(request: Request) -> Login:
    return cast(Login, request.app.state.login)


async def _check_address(request: Request) -> CheckAddress:
    return cast(SingleSignOn, request.app.state.sso).check_address


async def _outbound(request: Request) -> OutboundClient:
    return cast(OutboundClient, request.app.state.outbound)


async def _device(request: Request) -> Device:
    # Of the connection, which the server has from trusted proxies alone: another header is a claim of whoever sends it.
    client = request.scope.get("client")
    return Device(client[0] if client else None, request.headers.get("user-agent"))


async def _own_session(request: Request) -> Session:
    session: Session | None = request.scope.get(SESSION_KEY)
    if session is None:
        raise UnauthenticatedError("Sign in first.")
    return session


Stores = Annotated[AccountStores, Depends(_stores)]
LoginService = Annotated[Login, Depends(_login)]
Addresses = Annotated[CheckAddress, Depends(_check_address)]
Outbound = Annotated[OutboundClient, Depends(_outbound)]
From = Annotated[Device, Depends(_device)]
OwnSession = Annotated[Session, Depends(_own_session)]


async def is_not_too_often(login: LoginService, device: From) -> None:
    """For routes that anybody may ask.

    Raises:
        TooManyRequestsError: this address has asked too often.
    """
    login.throttle.check_resolve(device.address)
