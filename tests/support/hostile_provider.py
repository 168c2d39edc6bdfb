"""An identity provider that lies: a real HTTP server with realms, each of which says whatever its case has put there."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, Self
from urllib.parse import parse_qs
from uuid import uuid4

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from jwt.utils import der_to_raw_signature

CLIENT_ID: Final = "console"
CLIENT_SECRET: Final = "Provider-secret-7f3a91c2d4"
MARKER: Final = "Said-by-the-provider-5d1c"
"""Stands in everything that a realm answers; none of it may reach a browser."""

_HASHES: Final = {"256": hashes.SHA256, "384": hashes.SHA384, "512": hashes.SHA512}


@dataclass(frozen=True)
class Reply:
    """`drip_s`: between bytes of the body."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    drip_s: float = 0.0

    @classmethod
    def of(cls, value: Any, status: int = 200) -> Self:
        return cls(status, json.dumps(value).encode(), (("content-type", "application/json"),))

    @classmethod
    def to(cls, url: str, status: int = 302) -> Self:
        return cls(status, MARKER.encode(), (("location", url),))


@cache
def rsa_key(number: int = 0, bits: int = 2048) -> rsa.RSAPrivateKey:
    del number  # tells keys of one size apart
    return rsa.generate_private_key(65537, bits)


@cache
def ec_key(curve: str = "P-256") -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key({"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}[curve])


def jwk(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, kid: str | None = "k1", **more: Any) -> dict[str, Any]:
    algorithm: Any = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
    public = algorithm.to_jwk(key.public_key(), as_dict=True)
    named = {} if kid is None else {"kid": kid}
    return {name: value for name, value in {**public, "use": "sig", **named, **more}.items() if value is not None}


def public_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def text_of(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def signed(head: dict[str, Any], payload: bytes, key: Any) -> str:
    """A token in whatever way its head says; `key` are bytes for HMAC, None for no signature."""
    message = f"{text_of(json.dumps(head).encode())}.{text_of(payload)}".encode()
    digest = _HASHES.get(str(head.get("alg"))[2:], hashes.SHA256)()
    if key is None:
        signature = b""
    elif isinstance(key, bytes):
        signature = hmac.new(key, message, hashlib.sha256).digest()
    elif isinstance(key, rsa.RSAPrivateKey):
        pss = padding.PSS(padding.MGF1(digest), digest.digest_size)
        signature = key.sign(message, pss if str(head.get("alg")).startswith("PS") else padding.PKCS1v15(), digest)
    else:
        signature = der_to_raw_signature(key.sign(message, ec.ECDSA(digest)), key.curve)
    return f"{message.decode()}.{text_of(signature)}"


@dataclass
class Realm:
    """One provider: honest until a case changes it. `claims` None leaves one out; `replies` stand for whole answers."""

    issuer: str
    claims: dict[str, Any] = field(default_factory=dict)
    head: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "k1", "typ": "JWT"})
    key: Any = field(default_factory=rsa_key)
    keys: list[Any] = field(default_factory=lambda: [jwk(rsa_key())])
    metadata: dict[str, Any] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)
    payload: bytes | None = None
    rewrite: Callable[[str], Any] = lambda token: token
    nonce: str = ""
    asked: list[str] = field(default_factory=list)
    forms: list[dict[str, list[str]]] = field(default_factory=list)

    def token(self) -> Any:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT_ID, "sub": "subject-1", "nonce": self.nonce, "iat": now, "exp": now + 300,
            "name": MARKER, **self.claims,
        }  # fmt: skip
        kept = {name: value for name, value in claims.items() if value is not None}
        payload = json.dumps(kept).encode() if self.payload is None else self.payload
        return self.rewrite(signed(self.head, payload, self.key))

    def reply(self, what: str) -> Reply:
        if what in self.replies:
            return self.replies[what]
        if what == "token":
            return Reply.of({"id_token": self.token(), "access_token": MARKER, "token_type": "Bearer"})
        if what == "jwks":
            return Reply.of({"keys": self.keys, "note": MARKER})
        found = {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/jwks", "note": MARKER, **self.metadata,
        }  # fmt: skip
        return Reply.of({name: value for name, value in found.items() if value is not None})


class HostileProvider:
    """The server, for as long as the block lasts."""

    def __init__(self) -> None:
        self.realms: dict[str, Realm] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.answer(self)

            def do_POST(self) -> None:
                provider.answer(self)

            def log_message(self, *_: object) -> None:
                return None

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    def realm(self) -> Realm:
        name = uuid4().hex[:12]
        realm = self.realms[name] = Realm(f"http://{self.host}/{name}")
        return realm

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.partition("?")[0]
        realm = self.realms.get(path.split("/")[1])
        what = "discovery" if ".well-known" in path else path.rsplit("/", 1)[-1]
        body = request.rfile.read(int(request.headers.get("content-length") or 0))
        if realm is None:
            reply = Reply(404)
        else:
            realm.asked.append(what)
            if what == "token":
                realm.forms.append(parse_qs(body.decode()))
            reply = realm.reply(what)
        try:
            request.send_response(reply.status)
            for name, value in (*reply.headers, ("content-length", str(len(reply.body)))):
                request.send_header(name, value)
            request.end_headers()
            parts = [reply.body] if not reply.drip_s else [bytes([byte]) for byte in reply.body]
            for part in parts:
                request.wfile.write(part)
                time.sleep(reply.drip_s)
        except OSError:
            return  # whoever asked has had enough

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
