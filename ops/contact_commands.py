"""The commands for a single contact: ``python -m ops contact``."""

from datetime import UTC, datetime

import click

from handlers.common.storage import forgotten
from ops import audit, opting_in
from ops.documents import DocumentError
from ops.explanations import explained
from ops.people import erasing, finding
from ops.stack import Stack

WHO = click.argument("who", metavar="WHO")
TENANT = click.option("--tenant", "tenant_id", required=True, help="The tenant that knows the person.")


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
    for each in done:
        click.echo(f"contact {each.contact_id} may be written to again: it is {each.state}")


@contact_group.command("erase")
@WHO
@TENANT
@click.option("--reason", required=True, help="At whose demand, without naming the person; kept on record.")
@click.option("--cancel-meeting", is_flag=True, help="Call a booked meeting off, which its host hears of.")
@click.option("--yes", is_flag=True, help="Do it. Without this option nothing is changed.")
@click.pass_obj
def contact_erase(
    stack: Stack, who: str, tenant_id: str, reason: str, cancel_meeting: bool, yes: bool
) -> None:
    """Erase a person: all contacts with an address of WHO, a contact's id or an address (LGPD, article 18, VI).

    Says what it would take away, and does it with --yes. Digests of the addresses stay on the do-not-contact list, so
    that no new list has the person written to again. May be repeated, and finishes what was cut short. Partners and
    hosts keep what they have received: docs/personal-data.md, "Outside".
    """
    with explained():
        now, person = datetime.now(UTC), finding.find(tenant_id, who)
        planned = erasing.plan(stack, person)
        if not reason.strip() or person.marks.are_in(reason):
            raise DocumentError(
                "the reason is empty or names the person, and it stays on record: say it without name and address"
            )
        if planned.is_empty:
            click.echo(f"tenant {tenant_id} knows nothing of this person")
            return
        for line in planned.lines:
            click.echo(line)
        erasing.check(planned, now, cancel_meeting=cancel_meeting)
        if not yes:
            click.echo("nothing has been erased: add --yes to erase all of it")
            return
        erasing.erase(stack, planned, now)
        name = forgotten.pseudonym(tenant_id, min(person.addresses))
        audit.record("contact erase", f"person {name}", tenant_id, reason.strip())
    click.echo("the person has been erased")
