"""A tenant's own templates: checked, then saved."""

from pydantic import BaseModel, ConfigDict

from handlers.common.rules.model import Channel, Kind
from handlers.common.storage import configuration, dynamo, keys
from handlers.dispatch.rules.templates import Template, TemplateError
from handlers.environment import required
from ops import template_check
from ops.documents import DocumentError


class TemplateFile(BaseModel):
    """The file in which an operator writes a template."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    body: str
    subject: str | None = None
    html: str | None = None
    templateId: str | None = None
    """The name under which WhatsApp's provider has approved the text."""


def put(tenant_id: str, channel: Channel, kind: Kind, file: TemplateFile) -> None:
    """Puts a template in place of the default; ``DocumentError`` says what is wrong with it, or with the tenant."""
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
    dynamo.client().put_item(TableName=required("TABLE_CONFIG"), Item=dynamo.encode(item))
    configuration.forget()


def remove(tenant_id: str, channel: Channel, kind: Kind) -> None:
    """The default holds again."""
    dynamo.client().delete_item(
        TableName=required("TABLE_CONFIG"),
        Key=dynamo.encode({"pk": keys.tenant_pk(tenant_id), "sk": keys.template_sk(channel, kind)}),
    )
    configuration.forget()
