"""The job that charges what batches have cost. To be imported once the wheel is loaded, which its parts are made of."""

from alchemi.litellm_bridge.settlement import Settlement

check_batch_cost = Settlement.check_batch_cost

__all__ = ["check_batch_cost"]
