"""A provider that lies opens nothing, makes nobody, and is not repeated to the browser: each way of lying is a row."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.hostile_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    MARKER,
    Realm,
    Reply,
    ec_key,
    jwk,
    public_pem,
    rsa_key,
    signed,
    text_of,
)
from tests.support.single_sign_on import SignOn, entered, refused

Change = Callable[[Realm], object]
NOW = time.time()


def claims(**changed: Any) -> Change:
    return lambda realm: realm.claims.update(changed)


def relative(name: str, seconds: float) -> Change:
    return lambda realm: realm.claims.update({name: int(time.time() + seconds)})


def issuer(change: Callable[[str], Any]) -> Change:
    return lambda realm: realm.claims.update(iss=change(realm.issuer))


def head(**changed: Any) -> Change:
    def apply(realm: Realm) -> None:
        realm.head = {name: value for name, value in {**realm.head, **changed}.items() if value is not None}

    return apply


def key(signer: Any, *, keys: list[Any] | None = None, **of_head: Any) -> Change:
    """`signer`, or what makes it; `keys`: what the provider publishes."""

    def apply(realm: Realm) -> None:
        realm.key = signer() if callable(signer) else signer
        head(**of_head)(realm)
        if keys is not None:
            realm.keys = [one() if callable(one) else one for one in keys]

    return apply


def published(*keys: Callable[[], Any]) -> Change:
    return key(rsa_key, keys=list(keys))


def payload(body: bytes | Callable[[Realm], bytes]) -> Change:
    def apply(realm: Realm) -> None:
        realm.payload = body if isinstance(body, bytes) else body(realm)

    return apply


def raw_claim(name: str, literal: str) -> Change:
    """A claim that the library for JSON would not write."""

    def body(realm: Realm) -> bytes:
        now = int(time.time())
        honest = {"iss": realm.issuer, "aud": CLIENT_ID, "sub": "s", "nonce": realm.nonce, "iat": now, "exp": now + 300}
        honest.pop(name, None)
        return f'{json.dumps(honest)[:-1]}, "{name}": {literal}}}'.encode()

    def apply(realm: Realm) -> None:
        realm.rewrite = lambda _: signed(realm.head, body(realm), realm.key)

    return apply


def rewritten(change: Callable[[str], Any]) -> Change:
    def apply(realm: Realm) -> None:
        realm.rewrite = change

    return apply


def metadata(**changed: Any) -> Change:
    return lambda realm: realm.metadata.update(changed)


def reply(what: str, answer: Reply | Callable[[Realm], Reply]) -> Change:
    def apply(realm: Realm) -> None:
        realm.replies[what] = answer if isinstance(answer, Reply) else answer(realm)

    return apply


def other_issuer(realm: Realm) -> str:
    return realm.issuer.replace("http://", "http://x.")


TOKENS: dict[str, Change] = {
    # For whom, by whom, in answer to what.
    "iss of another": issuer(lambda _: "https://accounts.google.com"),
    "iss with a slash": issuer(lambda own: f"{own}/"),
    "iss in upper case": issuer(str.upper),
    "iss below it": issuer(lambda own: f"{own}/sub"),
    "iss with https": issuer(lambda own: own.replace("http://", "https://")),
    "iss as a list": issuer(lambda own: [own]),
    "iss missing": claims(iss=None),
    "aud of another": claims(aud="another"),
    "aud near": claims(aud=f"{CLIENT_ID} "),
    "aud in upper case": claims(aud=CLIENT_ID.upper()),
    "aud missing": claims(aud=None),
    "aud empty": claims(aud=[]),
    "aud as a number": claims(aud=7),
    "aud as an object": claims(aud={CLIENT_ID: CLIENT_ID}),
    "aud with a number beside": claims(aud=[CLIENT_ID, 7], azp=CLIENT_ID),
    "two aud without azp": claims(aud=[CLIENT_ID, "another"]),
    "azp of another": claims(azp="another"),
    "azp of another, two aud": claims(aud=[CLIENT_ID, "another"], azp="another"),
    "azp as a list": claims(azp=[CLIENT_ID]),
    "nonce of another": claims(nonce="A" * 43),
    "nonce missing": lambda realm: setattr(realm, "rewrite", lambda _: _without(realm, "nonce")),
    "nonce as a list": lambda realm: setattr(realm, "rewrite", lambda _: _with(realm, nonce=[realm.nonce])),
    "nonce with a letter more": lambda realm: setattr(
        realm, "rewrite", lambda _: _with(realm, nonce=realm.nonce + "a")
    ),
    "nonce of half a letter": claims(nonce="\ud800"),
    # Signed how.
    "alg none": key(None, alg="none"),
    "alg None": key(None, alg="None"),
    "alg nOnE": key(None, alg="nOnE"),
    "alg missing": head(alg=None),
    "alg as a list": head(alg=["RS256"]),
    "alg unknown": head(alg="XS256"),
    "alg in lower case": head(alg="rs256"),
    "alg EdDSA": head(alg="EdDSA"),
    "RS256 without a signature": key(None),
    "HS256 with the public key": key(lambda: public_pem(rsa_key()), alg="HS256"),
    "HS256 with the client's secret": key(CLIENT_SECRET.encode(), alg="HS256"),
    "HS256 with a key that is published": key(
        b"known", alg="HS256", keys=[{"kty": "oct", "kid": "k1", "k": text_of(b"known")}]
    ),
    "RS256 head on an HMAC": key(lambda: public_pem(rsa_key())),
    "crit": head(crit=["exp"]),
    "crit of an extension": head(crit=["http://example.com/x"], **{"http://example.com/x": True}),
    "b64": head(b64=False),
    "signed by a key of its head": key(lambda: rsa_key(1), jwk=jwk(rsa_key(1))),
    "jwk in the head, kid unknown": key(lambda: rsa_key(1), jwk=jwk(rsa_key(1), "k9"), kid="k9"),
    "jku": key(lambda: rsa_key(1), jku="https://evil.example/keys", kid="k9"),
    "x5u": key(lambda: rsa_key(1), x5u="https://evil.example/chain", kid="k9"),
    "x5c": key(lambda: rsa_key(1), x5c=["MIIB"], kid="k9"),
    "kid unknown": head(kid="k2"),
    "kid of a path": head(kid="../../../../dev/null"),
    "kid as a number": head(kid=1),
    "kid missing, two keys": key(rsa_key, kid=None, keys=[lambda: jwk(rsa_key()), lambda: jwk(rsa_key(1), "k2")]),
    "kid twice": published(lambda: jwk(rsa_key()), lambda: jwk(rsa_key(1))),
    "another's key": key(lambda: rsa_key(2)),
    "RSA of 1024 bits": key(lambda: rsa_key(0, 1024), keys=[lambda: jwk(rsa_key(0, 1024))]),
    "curve of another algorithm": key(
        lambda: ec_key("P-256"), alg="ES384", keys=[lambda: jwk(ec_key("P-256"), alg=None)]
    ),
    "ES256 with P-384": key(lambda: ec_key("P-384"), alg="ES256", keys=[lambda: jwk(ec_key("P-384"))]),
    "RSA key for ES256": key(lambda: ec_key("P-256"), alg="ES256"),
    "key of another algorithm": published(lambda: jwk(rsa_key(), alg="RS512")),
    "key for encryption": published(lambda: jwk(rsa_key(), use="enc")),
    "key that may only sign": published(lambda: jwk(rsa_key(), key_ops=["sign"])),
    "key_ops as a text": published(lambda: jwk(rsa_key(), key_ops="verify")),
    "key without a modulus": published(lambda: {"kty": "RSA", "kid": "k1", "e": "AQAB"}),
    "key of numbers": published(lambda: {"kty": "RSA", "kid": "k1", "e": 3, "n": 5}),
    # When.
    "expired": relative("exp", -120),
    "exp missing": claims(exp=None),
    "exp as a text": claims(exp="9999999999"),
    "exp as true": claims(exp=True),
    "exp as a list": claims(exp=[9999999999]),
    "exp not a number": raw_claim("exp", "NaN"),
    "exp infinite": raw_claim("exp", "Infinity"),
    "exp huge": raw_claim("exp", "1e400"),
    "exp of five thousand digits": raw_claim("exp", "9" * 5000),
    "iat missing": claims(iat=None),
    "iat in the future": relative("iat", 600),
    "iat of an hour ago": relative("iat", -3600),
    "iat as a text": claims(iat="now"),
    "nbf in the future": relative("nbf", 600),
    "nbf as a text": claims(nbf="0"),
    # Who.
    "sub missing": claims(sub=None),
    "sub empty": claims(sub=""),
    "sub as a number": claims(sub=7),
    "sub as a list": claims(sub=["subject-1"]),
    "sub too long": claims(sub="s" * 256),
    "sub with NUL": claims(sub="subject-1\0"),
    "sub with a blank at its end": claims(sub="subject-1 "),
    "sub with a line break": claims(sub="subject\n1"),
    "sub of half a letter": claims(sub="\ud800"),
    "sub in look-alike letters": claims(sub="ѕubject-1"),  # noqa: RUF001
    # No token at all.
    "token as a list": rewritten(lambda token: [token]),
    "token null": rewritten(lambda _: None),
    "token empty": rewritten(lambda _: ""),
    "token of garbage": rewritten(lambda _: "a.b.c"),
    "token of two parts": rewritten(lambda token: token.rpartition(".")[0]),
    "token of five parts": rewritten(lambda token: f"{token}.a.b"),
    "token too long": rewritten(lambda token: f"{token}{'A' * 70_000}"),
    "token not in ASCII": rewritten(lambda token: f"{token}é"),
    "a letter changed": rewritten(lambda token: token.replace(".", ".A", 1)),
    "claims as a list": payload(b"[]"),
    "claims as a text": payload(b'"claims"'),
    "claims not JSON": payload(b"{"),
    "claims nested without end": payload(b'{"a":' + b"[" * 40_000),
    "head nested without end": rewritten(lambda token: f"{text_of(b'[' * 40_000)}.{token.partition('.')[2]}"),
}

ANSWERS: dict[str, Change] = {
    "issuer differs": metadata(issuer="https://accounts.google.com"),
    "issuer with a slash": lambda realm: realm.metadata.update(issuer=f"{realm.issuer}/"),
    "issuer in upper case": lambda realm: realm.metadata.update(issuer=realm.issuer.upper()),
    "issuer missing": metadata(issuer=None),
    "issuer as a list": lambda realm: realm.metadata.update(issuer=[realm.issuer]),
    "token endpoint without encryption": metadata(token_endpoint="http://login.example.com/token"),
    "token endpoint private": metadata(token_endpoint="https://10.0.0.1/token"),
    "token endpoint of the cloud": metadata(token_endpoint="https://169.254.169.254/latest/meta-data"),
    "token endpoint of another port": metadata(token_endpoint="http://127.0.0.1:1/token"),
    "token endpoint of a file": metadata(token_endpoint="file:///etc/passwd"),
    "token endpoint with a login": metadata(token_endpoint="https://a:b@login.example.com/token"),
    "token endpoint missing": metadata(token_endpoint=None),
    "token endpoint as a number": metadata(token_endpoint=7),
    "keys of a private address": metadata(jwks_uri="https://192.168.0.1/keys"),
    "keys of this machine": metadata(jwks_uri="https://localhost/keys"),
    "keys of a mapped address": metadata(jwks_uri="https://[::ffff:10.0.0.1]/keys"),
    "authorization by a script": metadata(authorization_endpoint="javascript:alert(1)"),
    "authorization without encryption": metadata(authorization_endpoint="http://login.example.com/authorize"),
    "authorization at a private address": metadata(authorization_endpoint="https://10.0.0.1/authorize"),
    "discovery is not there": reply("discovery", Reply(404, MARKER.encode())),
    "discovery fails": reply("discovery", Reply(500, MARKER.encode())),
    "discovery is a list": reply("discovery", Reply.of([MARKER])),
    "discovery is not JSON": reply("discovery", Reply(200, MARKER.encode())),
    "discovery is nested without end": reply("discovery", Reply(200, b"[" * 100_000)),
    "discovery is huge": reply("discovery", Reply(200, b'{"a":"' + b"x" * 300_000 + b'"}')),
    "discovery is slow": reply("discovery", Reply(200, b" " * 60, drip_s=0.1)),
    "discovery leads elsewhere": reply("discovery", lambda realm: Reply.to(f"{realm.issuer}/elsewhere")),
    "discovery leads to a private address": reply("discovery", Reply.to("http://169.254.169.254/", 307)),
    "no keys": reply("jwks", Reply.of({"keys": []})),
    "keys not a list": reply("jwks", Reply.of({"keys": {"k1": "x"}})),
    "keys not JSON": reply("jwks", Reply(200, MARKER.encode())),
    "keys fail": reply("jwks", Reply(503)),
    "keys huge": reply("jwks", Reply(200, b'{"keys":["' + b"x" * 300_000 + b'"]}')),
    "keys lead to a private address": reply("jwks", Reply.to("http://10.0.0.1/keys")),
}  # fmt: skip

EXCHANGES: dict[str, Change] = {
    "exchange fails": reply("token", Reply(500, MARKER.encode())),
    "exchange refuses the code": reply("token", Reply.of({"error": "invalid_grant", "note": MARKER}, 400)),
    "exchange leads elsewhere": reply("token", lambda realm: Reply.to(f"{realm.issuer}/other", 307)),
    "exchange leads to a private address": reply("token", Reply.to("http://169.254.169.254/", 308)),
    "exchange is huge": reply("token", Reply(200, b'{"id_token":"' + b"x" * 1_200_000 + b'"}')),
    "exchange is slow": reply("token", Reply(200, b" " * 60, drip_s=0.1)),
    "exchange is not JSON": reply("token", Reply(200, MARKER.encode())),
    "exchange is nested without end": reply("token", Reply(200, b"[" * 100_000)),
    "exchange without an ID token": reply("token", Reply.of({"access_token": MARKER})),
    "exchange is a list": reply("token", Reply.of([MARKER])),
    "keys of texts": lambda realm: setattr(realm, "keys", ["k1", 7, None]),
}


def _with(realm: Realm, **changed: Any) -> str:
    now = int(time.time())
    honest = {"iss": realm.issuer, "aud": CLIENT_ID, "sub": "subject-1", "iat": now, "exp": now + 300}
    body = {**honest, "nonce": realm.nonce, **changed}
    kept = {name: value for name, value in body.items() if value is not None}
    return signed(realm.head, json.dumps(kept).encode(), realm.key)


def _without(realm: Realm, name: str) -> str:
    return _with(realm, **{name: None})


HONEST: dict[str, Change] = {
    "as it is": lambda realm: None,
    "no kid, one key": head(kid=None),
    "a text in a list as aud": claims(aud=[CLIENT_ID]),
    "azp is ours": claims(aud=[CLIENT_ID, "another"], azp=CLIENT_ID),
    "a clock half a minute off": relative("iat", 30),
    "expired within the leeway": relative("exp", -30),
    "ES256": key(lambda: ec_key("P-256"), alg="ES256", keys=[lambda: jwk(ec_key("P-256"))]),
    "PS256": head(alg="PS256"),
    "another key beside": published(lambda: jwk(rsa_key()), lambda: jwk(rsa_key(1), "k2")),
    "secret in the form": metadata(token_endpoint_auth_methods_supported=["client_secret_post"]),
    "names its issuer": metadata(authorization_response_iss_parameter_supported=False),
}


@pytest.mark.parametrize("change", HONEST.values(), ids=HONEST)
async def test_an_honest_provider_lets_its_user_in(sign_on: SignOn, change: Change) -> None:
    realm = sign_on.hostile.realm()
    change(realm)
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
        session = (await browser.get("/v2/session")).json()
    assert (session["account"]["account_id"], session["caller"]["role"]) == (sign_on.ours.account_id, "internal_user")
    [form] = realm.forms
    assert (form["grant_type"], len(form["code_verifier"][0])) == (["authorization_code"], 43)


@pytest.mark.parametrize("change", [*TOKENS.values(), *EXCHANGES.values()], ids=[*TOKENS, *EXCHANGES])
async def test_a_false_token_opens_nothing(sign_on: SignOn, change: Change) -> None:
    realm = sign_on.hostile.realm()
    # Before the keys are fetched, which are remembered.
    change(realm)
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        answer = await sign_on.begin(browser, realm, provider)
        response = await sign_on.come_back(browser, answer)
        assert refused(response) in ("sso-refused", "sso-misconfigured")
        assert (await browser.get("/v2/session")).status_code == 401
    assert realm.forms, "the case did not get as far as the exchange"


@pytest.mark.parametrize("change", ANSWERS.values(), ids=ANSWERS)
async def test_false_metadata_leads_nowhere(sign_on: SignOn, change: Change) -> None:
    realm = sign_on.hostile.realm()
    change(realm)
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        path = f"/v2/login/sso/{sign_on.ours.account_id}/start"
        response = await browser.get(path, params={"provider": provider})
        assert refused(response) == "sso-misconfigured"
    assert set(realm.asked) <= {"discovery", "jwks"}
