"""The account of the current task, under the path by which others import it."""

from alchemi.tenancy.context import acting_for, bound_account, require_account

__all__ = ["acting_for", "bound_account", "require_account"]
