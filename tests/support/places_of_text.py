"""The places of a request in which text may stand, by API: each with an address of mail in it."""

from __future__ import annotations

from typing import Any

MAIL = "jane.doe@corp.example"
_CALL = {"id": "c", "type": "function", "function": {"name": "send", "arguments": f'{{"to": "{MAIL}"}}'}}
_HI = {"role": "user", "content": "hi"}
_TOOL_USE = {"type": "tool_use", "id": "t", "name": "send", "input": {"to": MAIL}}
PLACES: dict[str, tuple[str, dict[str, Any]]] = {
    "chat: system": ("/v1/chat/completions", {"messages": [{"role": "system", "content": MAIL}, _HI]}),
    "chat: parts": ("/v1/chat/completions", {"messages": [{"role": "user", "content": [{"type": "text", "text": MAIL}]}]}),
    "chat: earlier": ("/v1/chat/completions", {"messages": [{"role": "user", "content": MAIL}, _HI]}),
    "chat: answer": ("/v1/chat/completions", {"messages": [_HI, {"role": "assistant", "content": MAIL}, _HI]}),
    "chat: call": ("/v1/chat/completions", {"messages": [_HI, {"role": "assistant", "tool_calls": [_CALL]}, _HI]}),
    "chat: result": (
        "/v1/chat/completions",
        {"messages": [
            _HI, {"role": "assistant", "tool_calls": [{**_CALL, "function": {"name": "send", "arguments": "{}"}}]},
            {"role": "tool", "tool_call_id": "c", "content": MAIL},
        ]},
    ),
    "completions": ("/v1/completions", {"prompt": MAIL}),
    "completions: list": ("/v1/completions", {"prompt": ["hi", MAIL]}),
    "embeddings: list": ("/v1/embeddings", {"model": "embed", "input": ["hi", MAIL]}),
    "messages: system": ("/v1/messages", {"system": MAIL, "messages": [_HI]}),
    "messages: system parts": ("/v1/messages", {"system": [{"type": "text", "text": MAIL}], "messages": [_HI]}),
    "messages: parts": ("/v1/messages", {"messages": [{"role": "user", "content": [{"type": "text", "text": MAIL}]}]}),
    "messages: call": ("/v1/messages", {"messages": [_HI, {"role": "assistant", "content": [_TOOL_USE]}, _HI]}),
    "messages: result": (
        "/v1/messages",
        {"messages": [
            _HI, {"role": "assistant", "content": [{**_TOOL_USE, "input": {}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": MAIL}]},
        ]},
    ),
    "responses: text": ("/v1/responses", {"input": MAIL}),
    "responses: list": ("/v1/responses", {"input": [{"role": "user", "content": MAIL}]}),
    "responses: instructions": ("/v1/responses", {"input": "hi", "instructions": MAIL}),
    "gemini": ("/v1beta/models/chat:generateContent", {"contents": [{"role": "user", "parts": [{"text": MAIL}]}]}),
}  # fmt: skip
