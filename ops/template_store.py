"""The storage of a tenant's own templates, each checked before it is saved."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from handlers.common.rules.model import Channel, Kind
from handlers.common.storage import configuration, keys, writes
from handlers.common.storage.writes import Condition
from handlers.dispatch.rules import templates
from handlers.dispatch.rules.templates import TemplateError
from ops import template_check
from ops.documents import DocumentError


class TemplateFile(BaseModel):
    """A template as an operator writes it, in a JSON file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    body: str
    subject: str | None = None
    html: str | None = None
    templateId: str | None = None
    """The name under which a gateway to WhatsApp knows the text that was approved."""
    name: str | None = None
    """The name of the template that Meta has approved."""
    language: str | None = None
    """Its language as Meta writes it: ``pt_BR``."""
    parameters: tuple[str, ...] | None = None
    """The variables of the kind that fill in its body, in the order of its placeholders."""
    optOutButton: bool | None = None
    """True where its first button is a quick reply that opts out."""

    @model_validator(mode="after")
    def _names_what_it_fills_in(self) -> Self:
        if self.name is not None and self.language is None:
            raise ValueError("language is missing, without which Meta knows no template of that name: add it")
        if self.name is None and (self.language or self.parameters is not None or self.optOutButton):
            raise ValueError("name is missing, to which language, parameters and optOutButton belong: add it")
        return self


def put(tenant_id: str, channel: Channel, kind: Kind, file: TemplateFile) -> None:
    """Save a template instead of the default; ``DocumentError`` if it fails its check."""
    document = file.model_dump(mode="json", exclude_none=True)
    try:
        template_check.check(channel, kind, templates.from_saved(document))
    except TemplateError as error:
        raise DocumentError(str(error)) from None
    item = {
        "pk": keys.tenant_pk(tenant_id),
        "sk": keys.template_sk(channel, kind),
        "tenantId": tenant_id,
        **document,
    }
    writes.made(writes.put(configuration.table(), item, writes.REPEATABLE))
    configuration.forget()


def remove(tenant_id: str, channel: Channel, kind: Kind) -> bool:
    """Delete a template, so that the default is used again; False, and nothing changes, if there is none."""
    key = {"pk": keys.tenant_pk(tenant_id), "sk": keys.template_sk(channel, kind)}
    removed = writes.made(writes.delete(configuration.table(), key, Condition("attribute_exists(pk)")))
    configuration.forget()
    return removed
