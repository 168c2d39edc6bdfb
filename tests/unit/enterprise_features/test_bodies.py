"""What of a call's body is text, and what of it the wheel shows to guards itself."""

from __future__ import annotations

from typing import Any

import pytest

from alchemi.enterprise_features.guardrails.bodies import TooDeepError, attachment_of, hooked_of, texts_of, with_texts

CHAT = {
    "model": "m", "user": "u", "tools": [{"type": "function", "function": {"description": "d"}}],
    "messages": [
        {"role": "user", "name": "n", "content": "a"},
        {"role": "user", "content": [{"type": "text", "text": "b"}, {"type": "odd", "text": "c"}]},
        {"role": "assistant", "tool_calls": [{"id": "i", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
    ],
}  # fmt: skip


def test_all_texts_are_taken_but_who_calls_and_the_words_of_the_api() -> None:
    assert texts_of(CHAT) == ["d", "n", "a", "b", "c", "i", "f", "{}"]


def test_what_the_hook_shows_is_left_to_it() -> None:
    for path in ("/v1/chat/completions", "/engines/m/chat/completions"):
        assert texts_of(CHAT, hooked_of(path)) == ["d", "n", "c", "i", "f"]
    # In another API the same fields are others.
    assert "a" in texts_of(CHAT, hooked_of("/v1/responses"))
    assert texts_of({"input": "x"}, hooked_of("/v1/chat/completions")) == ["x"]


def test_texts_are_put_back_where_they_were() -> None:
    hooked = hooked_of("/v1/chat/completions")
    texts = texts_of(CHAT, hooked)
    assert with_texts(CHAT, texts, hooked) == CHAT
    changed = with_texts(CHAT, [one.upper() for one in texts], hooked)
    assert texts_of(changed) == ["D", "N", "a", "b", "C", "I", "F", "{}"]
    assert texts_of(CHAT, hooked) == texts


def test_the_bytes_of_a_picture_are_no_text() -> None:
    source = {"type": "base64", "media_type": "image/png", "data": "aGk="}
    assert texts_of({"messages": [{"content": [{"type": "image", "source": source}]}]}) == ["base64", "image/png"]
    assert texts_of({"url": "data:image/png;base64,aGk="}) == []
    assert texts_of({"x": "data: said", "data": "said"}) == ["data: said", "said"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"messages": [{"content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}, "image_url"),
        (
            {"input": [{"type": "function_call_output", "output": [{"type": "input_file", "file_id": "x"}]}]},
            "input_file",
        ),
        ({"contents": [{"parts": [{"inlineData": {}}]}]}, "inlineData"),
        ({"messages": [{"content": "image_url"}], "tools": [{"type": "file"}]}, None),
    ],
)
def test_parts_that_are_no_text_are_told(said: dict[str, Any], kind: str | None) -> None:
    assert attachment_of(said) == kind


def test_what_is_deeper_than_anybody_needs_is_not_read() -> None:
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]
    for look in (texts_of, attachment_of):
        with pytest.raises(TooDeepError):
            look({"input": deep})
