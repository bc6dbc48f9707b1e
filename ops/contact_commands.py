"""The commands for a single contact: ``python -m ops contact``."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import click

from handlers.common.storage import contacts, forgotten
from ops import audit, known, opting_in
from ops.documents import DocumentError
from ops.explanations import explained
from ops.people import erasing, exporting, finding, page, why
from ops.people.erasing import Plan
from ops.stack import Stack
from ops.tables import AS_JSON, moment, print_json, show

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

    All contacts and addresses of the person are open to the tenant again: it goes on where it was; a meeting that was
    called off stays so. Who did it and why stands in the history.
    """
    with explained():
        by, now = audit.caller(), datetime.now(UTC)
        done = opting_in.opt_in(contact_id, reason, by, now, settled=settled_at_provider)
        audit.record("contact opt-in", contact_id, contacts.read(contact_id).tenant_id)
    for each in done:
        click.echo(f"contact {each.contact_id} may be written to again: it is {each.state}")


@contact_group.command("why")
@click.argument("contact_id", metavar="CONTACT")
@AS_JSON
def contact_why(contact_id: str, as_json: bool) -> None:
    """Say why a contact is not written to at this moment, and what happens next. CONTACT is the whole id."""
    with explained():
        found = why.of(known.contact(contact_id), datetime.now(UTC))
    if as_json:
        print_json({**found._asdict(), "details": dict(found.details)})
        return
    next_at = moment(found.next_at) if found.next_at else "nothing by itself"
    click.echo(f"contact {found.contact_id} is {found.state}: {found.verdict}")
    click.echo(f"next: {next_at}")
    show(("what", "now"), found.details)


@contact_group.command("show")
@click.argument("contact_id", metavar="CONTACT")
@AS_JSON
def contact_show(contact_id: str, as_json: bool) -> None:
    """Print a contact with its messages, replies, history and meetings. CONTACT is the whole id."""
    with explained():
        contact = known.contact(contact_id)
        alone = Plan(finding.alone(contact), [], [])
        document = exporting.document(alone, datetime.now(UTC))
    if as_json:
        print_json(document)
    else:
        click.echo(page.page(document), nl=False)


@contact_group.command("export")
@WHO
@TENANT
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write into; made if it is not there, for the caller's eyes alone.",
)
@click.pass_obj
def contact_export(stack: Stack, who: str, tenant_id: str, out: Path) -> None:
    """Write down all that is known of a person, for the person (LGPD, article 18, II and V).

    WHO is a contact's id or an address. Makes a page in Portuguese, dados-pessoais.md, and dados-pessoais.json.
    """
    with explained():
        now, person = datetime.now(UTC), finding.find(tenant_id, who)
        planned = erasing.plan(stack, person)
        if planned.is_empty:
            raise DocumentError(f"tenant {tenant_id} knows nothing of this person")
        document = exporting.document(planned, now)
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in (
            ("dados-pessoais.md", page.page(document)),
            ("dados-pessoais.json", json.dumps(document, indent=2, ensure_ascii=False, default=str) + "\n"),
        ):
            with open(
                os.open(out / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as file:
                file.write(content)
    click.echo(f"{out / 'dados-pessoais.md'} and {out / 'dados-pessoais.json'} are written: personal data")


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
