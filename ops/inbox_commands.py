"""The commands for what needs a human: ``python -m ops inbox``."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import click

from handlers.attention import conversing
from handlers.attention.rules.conversation import Line
from handlers.attention.rules.entry import Deed, Entry
from handlers.common.rules.contact import Contact
from ops import audit, inbox
from ops.arguments import ONE_OR_ALL
from ops.explanations import explained
from ops.stack import Stack
from ops.tables import AS_JSON, moment, print_json, show

ENTRY = click.argument("entry_id", metavar="ENTRY")


@click.group("inbox")
def inbox_group() -> None:
    """Entries of the tenants' inboxes, which need a human; answers to contacts, and handing back to the agent."""


@inbox_group.command("list")
@ONE_OR_ALL
@AS_JSON
def inbox_list(tenant_id: str | None, as_json: bool) -> None:
    """Print the open entries of a tenant, or of all: id, since when, whose, why, about whom. Longest waiting first."""
    with explained():
        found = inbox.read((tenant_id,) if tenant_id else ())
        people = inbox.people(found)
    now = datetime.now(UTC)
    if as_json:
        print_json([_document(entry, now) for entry in found])
        return
    show(
        ("entry", "waits since", "standing", "tenant", "reason", "who"),
        [_row(entry, people, now) for entry in found],
    )
    if not found:
        click.echo("nobody needs a human")


@inbox_group.command("show")
@ENTRY
@AS_JSON
def inbox_show(entry_id: str, as_json: bool) -> None:
    """Print an entry with the conversation, as far as that is kept. ENTRY is its id, or the beginning of it."""
    with explained():
        entry = inbox.chosen(entry_id, inbox.read())
        contact = inbox.people([entry]).get(entry.contact_id or "")
        lines = conversing.of(entry, contact)
    now = datetime.now(UTC)
    if as_json:
        said = [{**line._asdict(), "at": line.at.isoformat()} for line in lines]
        words = [word.item for word in entry.words]
        print_json({**_document(entry, now), "words": words, "conversation": said})
        return
    for name, value in (*_document(entry, now).items(), ("who", _who(entry, contact))):
        click.echo(f"{name:<13} {value}")
    click.echo("\nwhat happened")
    for word in entry.words:
        done = f"{word.deed} by {word.by}" if word.deed else word.reason
        click.echo(f"  {moment(word.at)}  {done}{f': {word.note}' if word.note else ''}")
    click.echo("\nconversation" if lines else "\nno words of the conversation are kept")
    for line in lines:
        click.echo(f"  {moment(line.at)}  {line.speaker:<7}  {_said(line)}")


# A text may begin with a hyphen, and be no option, such as "-2 horas".
@inbox_group.command(
    "answer", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]}
)
@ENTRY
@click.argument("text")
@click.option(
    "--also",
    is_flag=True,
    help="Send it although nothing has come in since the same words, or somebody else's, were sent.",
)
@click.pass_obj
def inbox_answer(stack: Stack, entry_id: str, text: str, also: bool) -> None:
    """Send TEXT to the person, on the channel on which the person wrote. The agent keeps quiet from now on.

    So it does until `hand-back`, or until the tenant's humanHours have passed without a word of either side.
    """
    with explained():
        entry = inbox.chosen(entry_id, inbox.read())
        done = inbox.answer(stack, entry, text, audit.caller(), datetime.now(UTC), also=also)
        audit.record("inbox answer", entry.entry_id, entry.tenant_id)
    click.echo(f"the answer is queued for {done.channel}; the agent keeps quiet with this person")
    if not done.is_open:
        click.echo("warning: somebody has closed the entry meanwhile: the next word opens another", err=True)


@inbox_group.command("hand-back")
@ENTRY
def inbox_hand_back(entry_id: str) -> None:
    """Let the agent speak again with the person. The entry stays until it is closed."""
    with explained():
        entry = inbox.chosen(entry_id, inbox.read())
        inbox.hand_back(entry, audit.caller(), datetime.now(UTC))
        audit.record("inbox hand-back", entry.entry_id, entry.tenant_id)
    click.echo("the agent answers this person again")
    if entry.waiting_since is not None:
        click.echo(
            f"warning: nobody has answered what came in at {moment(entry.waiting_since)} ({entry.reason}), and the "
            "agent does not: answer it, or call the person",
            err=True,
        )


@inbox_group.command("close")
@ENTRY
@click.option("--reason", default="", help="A word for the record, such as how it was settled.")
@click.option("--hand-back", is_flag=True, help="Let the agent speak again with the person too.")
def inbox_close(entry_id: str, reason: str, hand_back: bool) -> None:
    """Take an entry out of the inbox. It is kept as dealt with; the next word of the person opens another.

    The agent goes on keeping quiet until the tenant's humanHours are over, unless the person is handed back too.
    """
    with explained():
        entry = inbox.chosen(entry_id, inbox.read())
        inbox.close(entry, audit.caller(), datetime.now(UTC), reason, hand_back=hand_back)
        audit.record("inbox close", entry.entry_id, entry.tenant_id)
    click.echo(f"entry {entry.entry_id[: inbox.SHORT]} is closed")


def _row(entry: Entry, people: Mapping[str, Contact], now: datetime) -> tuple[str, ...]:
    who = _who(entry, people.get(entry.contact_id or ""))
    return (
        entry.entry_id[: inbox.SHORT],
        moment(entry.waiting_since or entry.last_at),
        _standing(entry, now),
        entry.tenant_id,
        entry.reason,
        who,
    )


def _standing(entry: Entry, now: datetime) -> str:
    if entry.waiting_since is None:
        return next((word.deed for word in reversed(entry.words) if word.deed), Deed.ANSWERED)
    return "overdue" if entry.due is not None and entry.due <= now else "waits"


def _who(entry: Entry, contact: Contact | None) -> str:
    if contact is not None:
        return ", ".join(contact.names) or contact.contact_id
    return entry.sender or entry.contact_id or "the tenant's own matter"


def _document(entry: Entry, now: datetime) -> dict[str, Any]:
    known = {
        "entryId": entry.entry_id,
        "tenantId": entry.tenant_id,
        "reason": entry.reason.value,
        "standing": _standing(entry, now),
        "openedAt": entry.opened_at.isoformat(),
        "lastAt": entry.last_at.isoformat(),
        "waitingSince": entry.waiting_since and entry.waiting_since.isoformat(),
        "due": entry.due and entry.due.isoformat(),
        "campaignId": entry.campaign_id,
        "contactId": entry.contact_id,
        "meetingId": entry.meeting_id,
        "channel": entry.channel and entry.channel.value,
        "sender": entry.sender,
        "mail": entry.mail,
    }
    return {name: value for name, value in known.items() if value}


def _said(line: Line) -> str:
    return f"[{line.kind}]" if line.kind else " ".join(line.text.split())
