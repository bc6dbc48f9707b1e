"""The commands for a tenant's own templates: ``python -m ops template``."""

from pathlib import Path

import click

from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.partner import WhatsAppCloudSecret
from ops import approved_templates, audit, documents, known, template_store
from ops.arguments import TENANT
from ops.documents import DocumentError
from ops.explanations import DoesNotHoldError, explained
from ops.graph import GraphError
from ops.provider_commands import NAMED, read_secret
from ops.stack import Stack

CHANNEL = click.Choice([str(channel) for channel in Channel])
KIND = click.Choice([str(kind) for kind in Kind])
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("template")
def template_group() -> None:
    """Templates of a tenant, used instead of the default texts."""


@template_group.command("put")
@TENANT
@click.argument("channel", type=CHANNEL)
@click.argument("kind", type=KIND)
@click.argument("file", type=FILE)
def template_put(tenant_id: str, channel: str, kind: str, file: Path) -> None:
    """Check and save the template in FILE. JSON: body; subject and perhaps html for e-mail.

    For WhatsApp perhaps templateId, which a gateway is given; or name, language, parameters and optOutButton of the
    template that Meta has approved, which WhatsApp Cloud asks for unless the contact wrote within a day.
    """
    with explained(file):
        known.tenant(tenant_id)
        document = documents.read(template_store.TemplateFile, file)
        template_store.put(tenant_id, Channel(channel), Kind(kind), document)
        audit.record("template put", f"{channel} {kind}", tenant_id)
    click.echo(f"the {channel} template of tenant {tenant_id} for {kind} is saved")


@template_group.command("remove")
@TENANT
@click.argument("channel", type=CHANNEL)
@click.argument("kind", type=KIND)
def template_remove(tenant_id: str, channel: str, kind: str) -> None:
    """Remove a template, so that the default text is used again."""
    with explained():
        known.tenant(tenant_id)
        removed = template_store.remove(tenant_id, Channel(channel), Kind(kind))
        if removed:
            audit.record("template remove", f"{channel} {kind}", tenant_id)
    done = f"tenant {tenant_id} uses the default {channel} template for {kind}"
    click.echo(done if removed else f"{done} already: nothing was changed")


@template_group.command("check")
@TENANT
@NAMED
@click.pass_obj
def template_check(stack: Stack, tenant_id: str, secret: str | None) -> None:
    """Compare the tenant's WhatsApp templates with those that Meta has approved. Nothing is sent or changed.

    Prints each difference with its cure, and ends with 3 if there is one.
    """
    with explained():
        known.tenant(tenant_id)
        access = read_secret(Channel.WHATSAPP, secret or stack.secret(Channel.WHATSAPP))
        if not isinstance(access, WhatsAppCloudSecret):
            raise DocumentError(
                f"the secret of whatsapp names a {access.provider}: only templates of whatsapp-cloud can be compared"
            )
        saved = approved_templates.saved(tenant_id)
        try:
            differences = approved_templates.differences(tenant_id, saved, approved_templates.known(access))
        except GraphError as error:
            raise DocumentError(str(error)) from None
    for difference in differences:
        click.echo(difference)
    if differences:
        raise DoesNotHoldError(f"{len(differences)} differences: see above")
    click.echo(f"the templates of tenant {tenant_id} are those that Meta has approved")
