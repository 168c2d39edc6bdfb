"""The words of notifications: the platform's templates, and what an account says instead of them."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from alchemi.accounts import notifications, platform_templates
from alchemi.accounts.notification_templates import check_template, example_values, render
from alchemi.auth.permissions import Permission
from alchemi.db.rows import Row
from alchemi.endpoints.notification_schemas import (
    AccountTemplate,
    AccountTemplateChange,
    NewAccountTemplate,
    NewTemplate,
    Preview,
    PreviewText,
    Template,
    TemplateChange,
    TemplatePage,
    TemplateQuery,
)
from alchemi.rest.constraints import translating
from alchemi.rest.resource import Resource
from alchemi.rest.router import group_router, made, tagged
from alchemi.rest.rows import sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentWork, Work, requires

PATH: Final = "/alchemi/notification"
ACCOUNT_TEMPLATES = Resource(
    path="/alchemi/notification/account-template",
    table=notifications.OVERRIDES,
    noun="account template",
    plural="templates",
    item=AccountTemplate,
    create=NewAccountTemplate,
    update=AccountTemplateChange,
    read=Permission.TEMPLATE_READ,
    write=Permission.TEMPLATE_WRITE,
    sort=("template_id", "created_at"),
    filters=("template_id", "is_active"),
    operations={"list", "get", "delete"},
)
operations = APIRouter()
_PLATFORM: Final = [requires(Permission.PLATFORM_WRITE)]
_WRITE: Final = [requires(Permission.TEMPLATE_WRITE)]


@operations.get("/template/list", dependencies=[requires(Permission.TEMPLATE_READ)])
async def list_templates(work: CurrentWork, query: Annotated[TemplateQuery, Query()]) -> TemplatePage:
    """The platform's templates, as an account reads them."""
    return await _page(work, query)


@operations.get("/template", dependencies=[requires(Permission.PLATFORM_READ)])
async def list_platform_templates(work: CurrentWork, query: Annotated[TemplateQuery, Query()]) -> TemplatePage:
    """The same for the operator, who acts for no account."""
    return await _page(work, query)


@operations.post("/template/new", dependencies=_PLATFORM, status_code=201)
async def add_template(work: CurrentWork, body: NewTemplate) -> Template:
    """Add a template for all accounts."""
    with translating():
        values, actor = body.model_dump(), work.caller.actor
        return Template.model_validate(
            await platform_templates.add_template(work.services.platform, values, actor=actor)
        )


@operations.put("/template/{template_id}", dependencies=_PLATFORM, name="put_template")
@operations.patch("/template/{template_id}", dependencies=_PLATFORM)
async def update_template(work: CurrentWork, template_id: str, body: TemplateChange) -> Template:
    """Change the fields that are sent."""
    values, actor = sent_values(body, ACCOUNT_TEMPLATES), work.caller.actor
    with translating():
        row = await platform_templates.change_template(work.services.platform, template_id, values, actor=actor)
        return Template.model_validate(row)


@operations.delete("/template/{template_id}", dependencies=_PLATFORM)
async def delete_template(work: CurrentWork, template_id: str) -> Ack:
    """Delete a template."""
    with translating():
        await platform_templates.delete_template(work.services.platform, template_id)
    return Ack(id=template_id, message="The template was deleted.")


@operations.post("/account-template", dependencies=_WRITE, status_code=201)
@operations.post(
    "/account-template/new", dependencies=_WRITE, status_code=201, include_in_schema=False,
    name="new_create_account_template",
)  # fmt: skip
async def create_account_template(work: CurrentWork, body: NewAccountTemplate, response: Response) -> AccountTemplate:
    """Say something else than a template of the platform, within its placeholders."""
    values = body.model_dump()
    await _check_words(work, body.template_id, values["overrides"])
    async with work.rows(ACCOUNT_TEMPLATES) as rows:
        return made(rows, await rows.create(values), response, AccountTemplate)


@operations.put("/account-template/{template_id}", dependencies=_WRITE, name="put_account_template")
@operations.patch("/account-template/{template_id}", dependencies=_WRITE)
async def update_account_template(
    work: CurrentWork, template_id: str, body: AccountTemplateChange, response: Response
) -> AccountTemplate:
    """Change what is said, or whether it is."""
    values = sent_values(body, ACCOUNT_TEMPLATES)
    async with work.rows(ACCOUNT_TEMPLATES, is_read_only=True) as rows:
        named = (await rows.get(template_id))["template_id"]
    if "overrides" in values:
        await _check_words(work, named, values["overrides"])
    async with work.rows(ACCOUNT_TEMPLATES) as rows:
        row = await rows.get(template_id, for_update=True)
        return tagged(rows, await rows.change(row, values), response, AccountTemplate)


@operations.post("/account-template/{template_id}/preview", dependencies=[requires(Permission.TEMPLATE_READ)])
async def preview_account_template(work: CurrentWork, template_id: str, body: Preview) -> PreviewText:
    """What a notification would say; placeholders without a value stand in brackets."""
    async with work.rows(ACCOUNT_TEMPLATES, is_read_only=True) as rows:
        own = await rows.get(template_id)
    base = await _template(work, own["template_id"])
    words = {name: own["overrides"].get(name) or base[name] for name in ("title_line", "template_content")}
    text = render(words["title_line"], words["template_content"], example_values(base["placeholders"]) | body.values)
    return PreviewText(title=text.title, content=text.content)


async def _page(work: Work, query: TemplateQuery) -> TemplatePage:
    where = query.model_dump(include={"event_id", "type", "is_active"}, exclude_none=True)
    with translating():
        rows, total = await platform_templates.list_templates(
            work.services.platform, where, limit=query.limit, offset=query.offset
        )
    found = [Template.model_validate(row) for row in rows]
    return TemplatePage(templates=found, total=total, limit=query.limit, offset=query.offset)


async def _check_words(work: Work, template_id: str, words: dict[str, Any]) -> None:
    placeholders = (await _template(work, template_id))["placeholders"]
    for name, source in words.items():
        if source is not None:
            check_template(f"/overrides/{name}", source, placeholders)


async def _template(work: Work, template_id: str) -> Row:
    with translating():
        return await notifications.get_template(work.services.platform, template_id)


router = group_router(PATH, [ACCOUNT_TEMPLATES], operations)
