"""JSON text of the database as Python values."""

from __future__ import annotations

import json

import orjson


def decode_json(text: str) -> object:
    """The value of JSON `text`. Numbers beyond 64 bits go through the slower parser, which keeps them whole."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)
