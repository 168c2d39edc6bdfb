"""The job that charges what background responses have cost. To be imported once the wheel is loaded."""

from alchemi.litellm_bridge.settlement import Settlement

check_responses_cost = Settlement.check_responses_cost

__all__ = ["check_responses_cost"]
