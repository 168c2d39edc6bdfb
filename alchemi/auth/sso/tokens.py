"""Checks an ID token: who signed it, for whom, when, and in answer to what.

Source: OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from alchemi.errors import SsoRefusedError

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_FAMILIES: Final = {"RS": "RSA", "PS": "RSA", "ES": "EC"}
_CURVES: Final = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
_LEEWAY_S: Final = 60
_OLDEST_S: Final = 600
_MIN_RSA_BITS: Final = 2048
_MAX_TOKEN: Final = 65_536
_MAX_SUBJECT: Final = 255


def key_id_of(token: str) -> str | None:
    """The key that the token's head names.

    Raises:
        SsoRefusedError: it is no signed token, or signed by what is not taken.
    """
    return _text_or_none(_head(token).get("kid"))


def verified_claims(
    token: str, keys: Sequence[Mapping[str, Any]], *, issuer: str, client_id: str, nonce: str, now: datetime
) -> dict[str, Any]:
    """The claims of an ID token that holds in every point.

    Raises:
        SsoRefusedError: it does not; the message says in which, for the log and the test sign-in.
    """
    head = _head(token)
    key = _key(head, keys)
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=[head["alg"]],
            options={"verify_signature": True, "verify_exp": False, "verify_nbf": False, "verify_iat": False,
                     "verify_aud": False, "verify_iss": False, "verify_sub": False, "verify_jti": False},
        )  # fmt: skip
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise SsoRefusedError("The signature of the ID token does not hold.") from error
    if claims.get("iss") != issuer:
        raise SsoRefusedError("The ID token is of another issuer.")
    _check_audience(claims, client_id)
    _check_times(claims, now.timestamp())
    said = claims.get("nonce")
    if not isinstance(said, str) or not said.isascii() or not hmac.compare_digest(said.encode(), nonce.encode()):
        raise SsoRefusedError("The ID token answers another sign-in.")
    subject = claims.get("sub")
    # Source: OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. Others have twins that look alike.
    if not isinstance(subject, str) or not 0 < len(subject) <= _MAX_SUBJECT or not _is_plain(subject):
        raise SsoRefusedError("The ID token names nobody.")
    return claims


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and text == text.strip()


def _head(token: str) -> dict[str, Any]:
    if len(token) > _MAX_TOKEN:
        raise SsoRefusedError("The ID token is too long.")
    try:
        head = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise SsoRefusedError("The answer holds no signed ID token.") from error
    if head.get("alg") not in ALGORITHMS:
        raise SsoRefusedError("The ID token is signed with an algorithm that is not taken.")
    if "crit" in head or "b64" in head:
        raise SsoRefusedError("The ID token asks for what is not understood here.")
    return head


def _key(head: Mapping[str, Any], keys: Sequence[Mapping[str, Any]]) -> Any:
    """The provider's own key. What the token's head brings along (jwk, jku, x5u, x5c) is not looked at."""
    algorithm, key_id = head["alg"], head.get("kid")
    fitting = [key for key in keys if _fits(key, algorithm) and (key_id is None or key.get("kid") == key_id)]
    if len(fitting) != 1:
        raise SsoRefusedError(
            "The ID token is signed with no key that the provider publishes, or it does not say which."
        )
    try:
        key = jwt.PyJWK(dict(fitting[0]), algorithm=algorithm).key
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise SsoRefusedError("The provider's signing key cannot be read.") from error
    if isinstance(key, RSAPublicKey) and key.key_size < _MIN_RSA_BITS:
        raise SsoRefusedError("The provider's signing key is too short.")
    return key


def _fits(key: Mapping[str, Any], algorithm: str) -> bool:
    operations = key.get("key_ops", ["verify"])
    is_for_signing = key.get("use", "sig") == "sig" and isinstance(operations, list) and "verify" in operations
    is_of_curve = algorithm not in _CURVES or key.get("crv") == _CURVES[algorithm]
    return (
        key.get("kty") == _FAMILIES[algorithm[:2]]
        and key.get("alg", algorithm) == algorithm
        and is_for_signing
        and is_of_curve
    )


def _check_audience(claims: Mapping[str, Any], client_id: str) -> None:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if client_id not in audiences or not all(isinstance(one, str) for one in audiences):
        raise SsoRefusedError("The ID token is for another client.")
    party = claims.get("azp")
    if (len(audiences) > 1 and party is None) or (party is not None and party != client_id):
        raise SsoRefusedError("The ID token was issued to another client.")


def _check_times(claims: Mapping[str, Any], now_s: float) -> None:
    expires, issued, starts = (_seconds(claims, name) for name in ("exp", "iat", "nbf"))
    if expires is None or now_s >= expires + _LEEWAY_S:
        raise SsoRefusedError("The ID token has expired.")
    if issued is None or issued > now_s + _LEEWAY_S:
        raise SsoRefusedError("The ID token is from the future.")
    if issued < now_s - _OLDEST_S:
        raise SsoRefusedError("The ID token is old.")
    if starts is not None and starts > now_s + _LEEWAY_S:
        raise SsoRefusedError("The ID token does not hold yet.")


def _seconds(claims: Mapping[str, Any], name: str) -> float | None:
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
        raise SsoRefusedError(f"The time {name} of the ID token cannot be read.")
    return float(value)


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None
