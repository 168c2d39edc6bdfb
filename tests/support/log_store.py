"""A log store on loopback that speaks like OpenObserve: it keeps what it takes, and can be told to fail."""

from __future__ import annotations

import base64
import json
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from alchemi.integrations.openobserve import OpenObserve

USER, PASSWORD = "forwarder@corp.example", "Store-secret-91"
MARKER = "said-by-the-store"


class LogStore:
    """`failing`: statuses that the next requests get. `refusing`: how many records of the next batch are refused."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.batches: list[int] = []
        self.paths: list[str] = []
        self.queries: list[dict[str, Any]] = []
        self.hits: list[dict[str, Any]] = []
        self.failing: list[int] = []
        self.refusing = 0
        self.arrived: queue.Queue[int] = queue.Queue()
        handler = type("Handler", (_Handler,), {"store": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)

    @property
    def client(self) -> OpenObserve:
        return OpenObserve(f"http://127.0.0.1:{self._server.server_port}/", "acme org", "audit", USER, PASSWORD)

    def of(self, account: str) -> list[dict[str, Any]]:
        return [one for one in self.records if one["account_id"] == account]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    store: LogStore

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        store, expected = self.store, base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers["authorization"] != f"Basic {expected}":
            self._answer(401, {"message": MARKER})
        elif store.failing:
            self._answer(store.failing.pop(0), {"message": MARKER})
        elif self.path.endswith("/_search"):
            store.queries.append(body["query"])
            self._answer(200, {"took": 1, "total": len(store.hits), "hits": store.hits})
        else:
            store.paths.append(self.path)
            taken = body[store.refusing :]
            refused, store.refusing = len(body) - len(taken), 0
            store.records += taken
            store.batches.append(len(body))
            told = {"name": "audit", "successful": len(taken), "failed": refused, "error": MARKER if refused else ""}
            self._answer(200, {"code": 200, "status": [told]})
            store.arrived.put(len(body))

    def _answer(self, status: int, value: object) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""
