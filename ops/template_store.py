"""The storage of a tenant's own templates, each checked before it is saved."""

from pydantic import BaseModel, ConfigDict

from handlers.common.rules.model import Channel, Kind
from handlers.common.storage import configuration, keys, writes
from handlers.dispatch.rules.templates import Template, TemplateError
from ops import template_check
from ops.documents import DocumentError


class TemplateFile(BaseModel):
    """A template as an operator writes it, in a JSON file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    body: str
    subject: str | None = None
    html: str | None = None
    templateId: str | None = None
    """The name under which WhatsApp's provider has approved the text."""


def put(tenant_id: str, channel: Channel, kind: Kind, file: TemplateFile) -> None:
    """Save a template instead of the default; ``DocumentError`` if it fails its check or there is no such tenant."""
    if configuration.tenant(tenant_id) is None:
        raise DocumentError(
            f"there is no tenant {tenant_id}: load it first with python -m ops tenant put FILE"
        )
    template = Template(file.body, file.subject, file.html, file.templateId)
    try:
        template_check.check(channel, kind, template)
    except TemplateError as error:
        raise DocumentError(str(error)) from None
    item = {
        "pk": keys.tenant_pk(tenant_id),
        "sk": keys.template_sk(channel, kind),
        "tenantId": tenant_id,
        **file.model_dump(exclude_none=True),
    }
    writes.made(writes.put(configuration.table(), item, writes.REPEATABLE))
    configuration.forget()


def remove(tenant_id: str, channel: Channel, kind: Kind) -> None:
    """Delete a template, so that the default is used again; without one nothing changes."""
    key = {"pk": keys.tenant_pk(tenant_id), "sk": keys.template_sk(channel, kind)}
    writes.made(writes.delete(configuration.table(), key, writes.REPEATABLE))
    configuration.forget()
