"""Where the API key stands in a request: as the wheel looks for it."""

from __future__ import annotations

import pytest

from alchemi.auth.credentials import clues_of, credential_of


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"authorization": "Bearer k"}, "k"),
        ({"authorization": "bearer k"}, "k"),
        ({"Authorization": "Bearer k "}, "k"),
        ({"authorization": "Basic k"}, "k"),
        ({"authorization": "k"}, ""),
        ({"authorization": "Digest k"}, ""),
        ({"authorization": ""}, None),
        ({"authorization": "AWS4-HMAC-SHA256 Credential=Bearer k/2024/eu, SignedHeaders=x"}, "k"),
        ({"authorization": "AWS4-HMAC-SHA256 Credential=k/2024/eu"}, "k"),
        ({"api-key": "k"}, "k"),
        ({"x-api-key": "k"}, "k"),
        ({"x-goog-api-key": "k"}, "k"),
        ({"Ocp-Apim-Subscription-Key": "k"}, "k"),
        ({"x-litellm-api-key": "Bearer k"}, "k"),
        ({"x-litellm-api-key": "k"}, "k"),
        ({"x-litellm-api-key": "k", "authorization": "Bearer other"}, "k"),
        ({"authorization": "Bearer k", "x-api-key": "other"}, "k"),
        ({"api-key": "k", "x-api-key": "other"}, "k"),
        ({"litellm_user_api_key": "k", "authorization": "Bearer other"}, "k"),
    ],
)
def test_the_key_of_an_http_request(headers: dict[str, str], expected: str | None) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert credential_of(clues_of("/v1/models", raw, b"key=q", is_websocket=False)) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1beta/models/gemini:generateContent", "q"),
        ("/v1beta/models/gemini:streamGenerateContent", "q"),
        ("/v1/models", None),
    ],
)
def test_googles_clients_put_the_key_into_the_address(path: str, expected: str | None) -> None:
    assert credential_of(clues_of(path, [], b"alt=sse&key=q&key=z", is_websocket=False)) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"authorization": "Bearer k"}, "k"),
        ({"authorization": "Basic k"}, ""),
        ({"api-key": "k"}, "k"),
        ({"x-api-key": "k"}, None),
        ({"sec-websocket-protocol": "realtime, openai-insecure-api-key.k, openai-beta.realtime-v1"}, "k"),
        ({"authorization": "Bearer k", "sec-websocket-protocol": "openai-insecure-api-key.other"}, "k"),
    ],
)
def test_the_key_of_a_websocket(headers: dict[str, str], expected: str | None) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert credential_of(clues_of("/v1/realtime", raw, b"", is_websocket=True)) == expected


def test_the_first_of_two_headers_counts() -> None:
    raw = [(b"x-api-key", b"first"), (b"X-Api-Key", b"second")]
    assert credential_of(clues_of("/", raw, b"", is_websocket=False)) == "first"
