"""Every failure that a caller can act on, as one tree.

A class carries what the edge renders: `status` (HTTP), `slug` (stable, clients match on it) and `title`.
"""

from __future__ import annotations

from typing import ClassVar, Self


class AlchemiError(Exception):
    """Base of all our errors. `detail` is one sentence for the caller; `members` go into the problem body."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"

    def __init__(self, detail: str, **members: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.members = members


class ConfigurationError(AlchemiError):
    """The environment cannot be used as it is. `problems` names every fault at once."""

    slug, title = "configuration", "Configuration error"

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class NoAccountError(AlchemiError):
    """A scoped table or slot was touched with no account bound. Never answered with all accounts' rows."""

    slug, title = "no-account", "No account is bound"


class NotFoundError(AlchemiError):
    """What was asked for does not exist, or belongs to another account: the two are told apart nowhere."""

    status, slug, title = 404, "not-found", "Not found"


class InvalidRequestError(AlchemiError):
    """What was sent cannot be accepted as it is. The member `errors` names each field at fault."""

    status, slug, title = 422, "invalid-request", "Invalid request"

    @classmethod
    def of_field(cls, pointer: str, detail: str) -> Self:
        """One field is at fault; `pointer` is a JSON pointer into the body."""
        return cls(detail, errors=[{"pointer": pointer, "detail": detail}])


class NothingToChangeError(AlchemiError):
    """A change that names no field."""

    status, slug, title = 400, "nothing-to-change", "Nothing to change"


class ConflictError(AlchemiError):
    """It clashes with what is there: a name that is taken, a state that does not allow it."""

    status, slug, title = 409, "conflict", "Conflict"


class PreconditionFailedError(AlchemiError):
    """Somebody else has changed it since the caller read it. Nothing was done."""

    status, slug, title = 412, "precondition-failed", "Changed by somebody else"


class BodyTooLargeError(AlchemiError):
    """The body is larger than any that is accepted."""

    status, slug, title = 413, "body-too-large", "Body too large"


class BudgetExceededError(AlchemiError):
    """The budget of the account is used up until its period ends or it is raised."""

    status, slug, title = 429, "budget-exceeded", "Budget exceeded"


class QuotaExceededError(AlchemiError):
    """A quota of the account has less left than was asked for, until its period ends or it is raised."""

    status, slug, title = 429, "quota-exceeded", "Quota exceeded"


class GuardrailBlockedError(AlchemiError):
    """A guard of the account has found what it blocks. Nothing was sent on."""

    status, slug, title = 400, "guardrail-blocked", "Stopped by a guardrail"


class CallNotInspectedError(AlchemiError):
    """A guard of the account blocks or masks, and cannot look through a call of this kind. Nothing was sent on."""

    status, slug, title = 403, "call-not-inspected", "No guardrail can look through this call"


class UnauthenticatedError(AlchemiError):
    """No credential, or one that nobody knows."""

    status, slug, title = 401, "unauthenticated", "Authentication required"


class LoginFailedError(AlchemiError):
    """Name and password do not open anything. The same for a wrong password, an unknown user and a suspended account."""

    status, slug, title = 401, "login-failed", "Sign-in failed"


class SsoRefusedError(AlchemiError):
    """A single sign-on does not hold, or its user may not come in. `detail` is for the log and the account's admins."""

    status, slug, title = 403, "sso-refused", "Single sign-on refused"


class SsoMisconfiguredError(AlchemiError):
    """The identity provider of the account cannot be used as it is configured."""

    status, slug, title = 502, "sso-misconfigured", "Single sign-on is not configured rightly"


class CrossSiteRequestError(AlchemiError):
    """A request with a session cookie does not prove that our own pages sent it. Nothing was done."""

    status, slug, title = 403, "cross-site-request", "Cross-site request refused"


class TooManyRequestsError(AlchemiError):
    """Too much was asked in a short time. Callers may retry after `retry_after_s`."""

    status, slug, title = 429, "too-many-requests", "Too many requests"

    def __init__(self, detail: str, *, retry_after_s: int) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class ForbiddenError(AlchemiError):
    """The caller is known and may not do this."""

    status, slug, title = 403, "forbidden", "Not permitted"


class AccountSuspendedError(AlchemiError):
    """The account exists and may not be used now."""

    status, slug, title = 403, "account-suspended", "Account suspended"


class MailError(AlchemiError):
    """A mail could not be sent."""

    status, slug, title = 502, "mail-failed", "Mail not sent"


class DocumentUnavailableError(AlchemiError):
    """The OpenAPI document could not be made."""

    status, slug, title = 503, "document-unavailable", "Document unavailable"


class NotConfiguredError(AlchemiError):
    """The operator has not set up what was asked for."""

    status, slug, title = 503, "not-configured", "Not set up"


class DestinationForbiddenError(AlchemiError):
    """An address that a tenant may not have us connect to."""

    status, slug, title = 422, "destination-forbidden", "Destination not allowed"


class DestinationUnreachableError(AlchemiError):
    """An address that a tenant gave did not answer as it should. What answered is not told."""

    status, slug, title = 502, "destination-unreachable", "Destination did not answer"


class DatabaseUnavailableError(AlchemiError):
    """The database does not answer. Callers may retry after `retry_after_s`."""

    status, slug, title = 503, "database-unavailable", "Database unavailable"

    def __init__(self, detail: str, *, retry_after_s: int = 5) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class SecretError(AlchemiError):
    """A stored secret cannot be sealed or opened: its key is missing, or it was changed or moved. Never names a value."""

    slug, title = "secret-unreadable", "A stored secret cannot be read"


class UnsafeStatementError(AlchemiError):
    """Raw SQL that could leave the account boundary or the transaction: refused before it is sent."""

    slug, title = "unsafe-statement", "Statement refused"


class MigrationError(AlchemiError):
    """A migration failed. The message names the file and the statement; nothing of that file was kept."""

    slug, title = "migration-failed", "Migration failed"


class UnsafeDatabaseError(AlchemiError):
    """The database would not hold the account boundary: too strong a role, or a table without column, key or policy."""

    slug, title = "unsafe-database", "The database does not enforce the account boundary"


class SeamError(AlchemiError):
    """The installed wheel is not what a seam was written for."""

    slug, title = "seam-mismatch", "The installed litellm wheel does not fit"


class EmbeddedPostgresError(AlchemiError):
    """The embedded database server cannot be started or stopped. The message says what to do."""

    slug, title = "embedded-postgres", "The embedded database server cannot run"
