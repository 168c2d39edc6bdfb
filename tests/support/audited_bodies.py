"""What operations must be sent to succeed, where an example of their schema is not enough. `NAME` stands for an id, as `ids`
gives them: `{own:team}` is the account's own team, `{new:key_alias}` one that is not there yet.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from tests.isolation.operations import Operation
from tests.isolation.requesting import ids_of

_MEMBER: Final = {"role": "user", "user_id": "{own:user}"}
_BEDROCK: Final = {"guardrail": "bedrock", "mode": "pre_call", "default_on": False, "guardrailIdentifier": "x"}
_PROMPT: Final = {
    "prompt_id": "alder-prompt",
    "litellm_params": {"prompt_id": "alder-prompt", "prompt_integration": "dotprompt", "dotprompt_content": "hello"},
    "prompt_info": {"prompt_type": "db"},
}
_PLUGIN: Final = {"name": "alder-plugin", "source": {"source": "github", "repo": "alder/alder"}}
_SCIM: Final = {
    "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    "Operations": [{"op": "replace", "path": "displayName", "value": "Alder"}],
}
_SERVER: Final = {"server_name": "alder_new", "url": "http://127.0.0.1:9/mcp", "transport": "sse"}

BODIES: Final[dict[str, Any]] = {
    "POST /team/member_add": {"team_id": "{own:team}", "member": _MEMBER},
    "POST /team/bulk_member_add": {"team_id": "{own:team}", "members": [_MEMBER]},
    "POST /organization/member_add": {
        "organization_id": "{own:organization}", "member": {"role": "internal_user", "user_id": "member-of-a"},
    },
    "POST /user/bulk_update": {"users": [{"user_id": "{own:user}", "max_budget": 2}]},
    "POST /user/update": {"user_id": "{own:user}", "max_budget": 3},
    "PATCH /organization/update": {"organization_id": "{own:organization}", "organization_alias": "alder-two"},
    "POST /model/update": {"model_info": {"id": "{own:model}"}, "litellm_params": {"model": "openai/x", "rpm": 4}},
    "POST /key/service-account/generate": {"team_id": "{own:team}", "key_alias": "alder-service"},
    "POST /end_user/new": {"user_id": "alder-end-user"},
    "POST /customer/new": {"user_id": "alder-customer-two"},
    "POST /config/pass_through_endpoint": {"path": "/alder-passed", "target": "http://127.0.0.1:9/x", "headers": {}},
    "POST /credentials": {"credential_name": "alder-new", "credential_values": {"api_key": "x"}, "credential_info": {}},
    "PUT /v1/memory/{key}": {"value": "alder"},
    "PATCH /v1/workflows/runs/{run_id}": {"status": "completed"},
    "POST /guardrails": {"guardrail": {"guardrail_name": "alder-new", "litellm_params": _BEDROCK}},
    "PUT /guardrails/{guardrail_id}": {"guardrail": {"guardrail_name": "alder-other", "litellm_params": _BEDROCK}},
    "PATCH /guardrails/{guardrail_id}": {"guardrail_name": "alder-third", "litellm_params": _BEDROCK},
    "PUT /policies/{policy_id}/status": {"version_status": "published"},
    "POST /prompts": _PROMPT,
    "PUT /prompts/{prompt_id}": _PROMPT,
    "POST /claude-code/plugins": _PLUGIN,
    "PUT /claude-code/plugins/{plugin_name}": _PLUGIN,
    "PATCH /scim/v2/Users/{user_id}": _SCIM,
    "PATCH /scim/v2/Groups/{group_id}": _SCIM,
    "POST /jwt/key/mapping/new": {"jwt_claim_name": "sub", "jwt_claim_value": "alder-claim", "token": "{own:key}"},
    "POST /v1/tool/policy": {"tool_name": "alder", "input_policy": "trusted"},
    "DELETE /v1/tool/{tool_name}/overrides": {"team_id": "{own:team}"},
    "POST /vector_store/new": {"vector_store_id": "alder-store", "custom_llm_provider": "bedrock"},
    "POST /v1/unified_access_group": {"access_group_name": "alder-unified"},
    "POST /v1/access_group": {"access_group_name": "alder-access"},
    "POST /fallback": {"model": "gpt-4o", "fallback_models": ["{own:model_name}"], "fallback_type": "general"},
    "POST /key/{key}/reset_spend": {"reset_to": 0},
    "POST /team/{team_id}/member/{user_id}/reset_spend": {"reset_to": 0},
    "POST /team/key/bulk_update": {"team_id": "{own:team}", "update_fields": {"max_budget": 2}, "all_keys_in_team": True},
    "POST /config/field/update": {"field_name": "max_parallel_requests", "field_value": 7, "config_type": "general_settings"},
    "POST /config/field/delete": {"field_name": "max_parallel_requests", "config_type": "general_settings"},
    "PUT /access_group/{access_group}/budget": {"max_budget": 1},
    "POST /v1/mcp/server": _SERVER,
    "PUT /v1/mcp/server": {**_SERVER, "server_id": "{own:mcp_server}"},
    "POST /lens": {"name": "alder", "expected_behavior": "It answers.", "filters": {}},
    "POST /v1beta/agents": {"name": "alder"},
}  # fmt: skip


def stated_body(operation: Operation) -> bytes | None:
    """The body of the operation, if one is written above."""
    body = BODIES.get(str(operation))
    if body is None:
        return None
    own = ids_of("a")
    return re.sub(r"\{own:(\w+)\}", lambda match: own(match[1]), json.dumps(body)).encode()
