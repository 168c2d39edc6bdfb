"""The bodies and queries of the audit trail's routes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from alchemi.audit.resources import resource_of
from alchemi.audit.retention import MAXIMUM_DAYS
from alchemi.audit.search import EventFilter
from alchemi.errors import InvalidRequestError
from alchemi.rest.schema import Answer, AsWritten, Parameters, PlainText, Schema

Text = Annotated[PlainText, Field(min_length=1, max_length=256)]


class EventQuery(Parameters):
    """Filters that are left out match everything; `to` is excluded."""

    actor: Text | None = Field(None, description="Id of a user, or the shown part of a key's hash.")
    actor_kind: Text | None = None
    action: Text | None = None
    resource_type: Text | None = None
    resource_id: Text | None = None
    outcome: Literal["success", "denied", "failed"] | None = None
    request_id: Text | None = None
    since: Annotated[AwareDatetime, AsWritten] | None = Field(None, alias="from")
    until: Annotated[AwareDatetime, AsWritten] | None = Field(None, alias="to")
    q: Text | None = Field(None, description="Text in ids and routes.")
    changed_by: Text | None = Field(None, description="The same as `actor`, as older clients call it.")
    table_name: Text | None = Field(
        None, description="Instead of `resource_type`: the table, as older clients name it."
    )
    start_date: Annotated[AwareDatetime, AsWritten] | None = Field(None, description="The same as `from`.")
    end_date: Annotated[AwareDatetime, AsWritten] | None = Field(None, description="The same as `to`.")

    def wanted(self) -> EventFilter:
        """The filter that these are."""
        since, until = self.since or self.start_date, self.until or self.end_date
        if since is not None and until is not None and since >= until:
            raise InvalidRequestError(
                "'from' must be before 'to'.", errors=[{"parameter": "from", "detail": "after 'to'"}]
            )
        kind = self.resource_type
        if kind is None and self.table_name is not None:
            kind = resource_of(self.table_name) or self.table_name
        names = ("actor_kind", "action", "resource_id", "outcome", "request_id")
        return EventFilter(
            **{name: getattr(self, name) for name in names},
            actor=self.actor or self.changed_by,
            resource_type=kind,
            since=since,
            until=until,
            text=self.q,
        )


class ListQuery(EventQuery):
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    before: Annotated[int, Field(ge=1, le=2**62)] | None = Field(None, description="`next_before` of the page before.")
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0


class ExportQuery(EventQuery):
    format: Literal["csv", "jsonl"] = "csv"


class EventAnswer(Answer):
    event_id: str
    sequence: int
    occurred_at: datetime
    actor_kind: str
    actor_id: str | None
    actor_user_id: str | None
    action: str
    resource_type: str
    resource_id: str | None
    outcome: str
    method: str | None
    route: str | None
    request_id: str | None
    address: str | None
    user_agent: str | None
    subject_account: str | None
    before: str | None = Field(description="JSON; secrets are masked.")
    after: str | None = Field(description="JSON; secrets are masked.")
    previous_hash: str
    hash: str


class EventPageAnswer(Answer):
    logs: list[EventAnswer]
    total: int
    is_total_exact: bool = Field(description="False: there are more than `total`.")
    limit: int
    offset: int
    next_before: int | None


class TypeAnswer(Answer):
    resource_type: str
    action: str
    events: int


class TypesAnswer(Answer):
    types: list[TypeAnswer]


class VerdictAnswer(Answer):
    is_whole: bool
    events: int
    first: int | None
    last: int
    last_hash: str = Field(description="Keep it elsewhere: it shows later that the trail was not taken back.")
    removed: int = Field(description="How many events retention has taken away.")
    sequence: int | None = Field(description="The first event that is not as it was.")
    fault: str | None


class Retention(Schema):
    days: Annotated[int, Field(ge=1, le=MAXIMUM_DAYS)] | None = Field(description="Null: the platform's default.")


class RetentionAnswer(Answer):
    days: int = Field(description="Events are kept this long.")
    own_days: int | None
    default_days: int
    minimum_days: int
