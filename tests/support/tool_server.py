"""A server of tools (MCP, streamable HTTP) on loopback that wants a token: `python -m tests.support.tool_server PORT TOKEN`."""

from __future__ import annotations

import sys

import uvicorn
from mcp.server.mcpserver import MCPServer
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send


class _Guarded:
    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_call = scope["type"] == "http" and scope["path"] == "/mcp"
        if is_call and dict(scope["headers"]).get(b"authorization") != f"Bearer {self._token}".encode():
            await PlainTextResponse("no", 401)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def application(token: str) -> ASGIApp:
    server = MCPServer("tools of the tests")

    @server.tool()
    def shout(text: str) -> str:
        """Say it louder."""
        return f"{text.upper()}!"

    @server.tool()
    def whisper(text: str) -> str:
        """Say it more quietly."""
        return text.lower()

    @server.custom_route("/health", methods=["GET"])
    async def health(_: Request) -> Response:
        return JSONResponse({})

    @server.custom_route("/openapi.json", methods=["GET"])
    async def document(_: Request) -> Response:
        return JSONResponse({"openapi": "3.1.0", "paths": {}})

    return _Guarded(server.streamable_http_app(), token)


if __name__ == "__main__":
    uvicorn.run(application(sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
