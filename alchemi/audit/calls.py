"""Requests that change something by their method and leave no event: they use models, ask, or report what was used.

Everything else that is sent with POST, PUT, PATCH or DELETE and succeeds leaves an event.
"""

from __future__ import annotations

import re
from typing import Final

READING_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})

_MODEL_CALLS: Final = (
    "/chat/completions", "/completions", "/embeddings", "/responses", "/responses/compact", "/responses/input_tokens",
    "/audio/speech", "/audio/transcriptions", "/images/generations", "/images/edits", "/moderations", "/rerank", "/ocr",
    "/search", "/rag/query", "/messages", "/messages/count_tokens", "/realtime/calls", "/realtime/client_secrets",
    "/realtime/transcription_sessions", "/videos", "/videos/edits", "/videos/extensions", "/videos/characters", "/decisions",
    "/systemone", "/interactions",
)  # fmt: skip
_QUESTIONS: Final = (
    "/v2/login/resolve", "/budget/info", "/tag/info", "/organization/info", "/vector_store/info", "/v2/key/info",
    "/cost/estimate", "/cost/predict-cache", "/spend/calculate", "/global/spend/end_users", "/health/test_connection",
    "/apply_guardrail", "/guardrails/apply_guardrail", "/guardrails/validate_blocked_words_file", "/prompts/test",
    "/policies/resolve", "/policies/test-pipeline", "/policies/attachments/estimate-impact", "/policy/validate",
    "/policy/test", "/policy/templates/enrich", "/policy/templates/enrich/stream", "/policy/templates/suggest",
    "/policy/templates/test", "/utils/token_counter", "/utils/transform_request", "/utils/dotprompt_json_converter",
    "/utils/test_policies_and_guardrails", "/usage/ai/chat", "/compliance/gdpr", "/compliance/eu-ai-act",
    "/auto_router/availability", "/auto_router/test_routing", "/auto_router/validate_complexity_router_config",
    "/auto_router/classifier/default_prompt", "/lens/preview/sample", "/lens/feedback/summary", "/lens/traces/findings",
    "/lens/traces/signals", "/v1/traces/query", "/mcp-rest/test/connection", "/mcp-rest/test/tools/list",
    "/search_tools/test_connection", "/v1/a2a/discover", "/introspect", "/key/health",
)  # fmt: skip
_TELEMETRY: Final = (
    "/api/event_logging/batch", "/v1/logs", "/v1/traces", "/claude_code_gateway/v1/logs", "/claude_code_gateway/v1/metrics",
    "/claude_code_gateway/v1/traces",
)  # fmt: skip
_OTHER_CALLS: Final = (
    "/mcp", "/mcp/proxy", "/mcp-rest/tools/call", "/cursor/chat/completions", "/queue/chat/completions", "/v2/rerank",
    "/bespoke/v1/systemone", "/laya/v1/systemone", "/claude_code_gateway/v1/messages", "/v1beta/interactions",
    "/claude_code_gateway/v1/messages/count_tokens", "/comprehendmedical", "/transcribe",
    "/openai/v1/responses", "/openai/v1/responses/compact", "/openai/v1/responses/input_tokens",
    "/openai/v1/realtime/calls", "/openai/v1/realtime/client_secrets", "/openai/v1/realtime/transcription_sessions",
)  # fmt: skip

_LITERAL: Final = frozenset(
    (*_MODEL_CALLS, *(f"/v1{path}" for path in _MODEL_CALLS), *_QUESTIONS, *_TELEMETRY, *_OTHER_CALLS)
)
_PATTERNS: Final = re.compile(
    r"/(?:engines|openai/deployments)/.+/(?:chat/completions|completions|embeddings|images/(?:generations|edits))|"
    r"/(?:v1beta/)?models/.+:(?:countTokens|generateContent|streamGenerateContent)|"
    r"(?:/v1)?/responses/[^/]+/cancel|(?:/v1)?/search/[^/]+|(?:/v1)?/videos/[^/]+/remix|"
    r"(?:/v1)?/threads/[^/]+/(?:messages|runs)|(?:/v1)?/vector_stores/.+/search|"
    r"(?:/v1)?/a2a/[^/]+(?:/message/send)?|/v1/workflows/runs/[^/]+/(?:events|messages)|"
    r"/(?:comprehendmedical|transcribe)/[^/]+|/mcp/.*|/toolset/[^/]+/mcp|/[^/]+/mcp|"
    # Whatever a provider offers, passed through.
    r"/(?:anthropic|assemblyai|eu\.assemblyai|azure|azure_ai|azure_speech|bedrock|cohere|cursor|fal_ai|gemini|gigachat|"
    r"langfuse|milvus|mistral|nvidia_nim|openai|openai_passthrough|openrouter|tinyfish|typesafe|vertex-ai|vertex_ai|vllm|"
    r"watsonx)/(?!v1/(?:batches|files)(?:/|$)).*",
    re.DOTALL,
)


def leaves_no_event(path: str) -> bool:
    """The request is one of those above, whatever comes of it."""
    return path in _LITERAL or _PATTERNS.fullmatch(path) is not None
