"""The commands for a single contact: ``python -m ops contact``."""

from datetime import UTC, datetime

import click

from handlers.common.storage import contacts
from ops import audit, opting_in
from ops.explanations import explained


@click.group("contact")
def contact_group() -> None:
    """Single contacts."""


@contact_group.command("opt-in")
@click.argument("contact_id", metavar="CONTACT")
@click.option(
    "--reason", required=True, help="At whose wish, and how it was expressed; kept with the contact."
)
@click.option(
    "--settled-at-provider", is_flag=True, help="The person has undone the opt-out at the provider too."
)
def contact_opt_in(contact_id: str, reason: str, settled_at_provider: bool) -> None:
    """Undo an opt-out that was a mistake, at the person's own wish. CONTACT is the whole id.

    All contacts and addresses of the person are open to the tenant again: it goes on where it was, but for a meeting,
    which stays called off. Who did it and why stands in the history.
    """
    with explained():
        by, now = audit.caller(), datetime.now(UTC)
        done = opting_in.opt_in(contact_id, reason, by, now, settled=settled_at_provider)
        audit.record("contact opt-in", contact_id, contacts.read(contact_id).tenant_id)
    for each in done:
        click.echo(f"contact {each.contact_id} may be written to again: it is {each.state}")
