"""Saving a tenant's own template: only after it has been checked."""

from handlers.domain import template_check
from handlers.domain.model import Channel, Kind
from handlers.domain.templates import Template
from handlers.environment import required
from handlers.storage import configuration, dynamo, keys


def save(tenant_id: str, channel: Channel, kind: Kind, template: Template) -> None:
    """Puts a template in place of the default; ``TemplateError`` says what is wrong with it instead."""
    template_check.check(channel, kind, template)
    item = {
        "pk": keys.tenant_pk(tenant_id),
        "sk": keys.template_sk(channel, kind),
        "tenantId": tenant_id,
        **template.parts,
    }
    if template.template_id:
        item["templateId"] = template.template_id
    dynamo.client().put_item(TableName=required("TABLE_CONFIG"), Item=dynamo.encode(item))
    configuration.forget()


def remove(tenant_id: str, channel: Channel, kind: Kind) -> None:
    """The default holds again."""
    dynamo.client().delete_item(
        TableName=required("TABLE_CONFIG"),
        Key=dynamo.encode({"pk": keys.tenant_pk(tenant_id), "sk": keys.template_sk(channel, kind)}),
    )
    configuration.forget()
