"""The record of what operators have changed in a stack: who, when, what.

It is kept in the config table, which is never emptied. Nothing personal belongs in it: a contact is named by its id,
an address not at all.
"""

import getpass
import uuid
from datetime import UTC, datetime
from typing import NamedTuple

import click
from botocore.exceptions import BotoCoreError, ClientError

from handlers.common.storage import clients, configuration, dynamo, keys, writes


class Change(NamedTuple):
    """One change."""

    at: datetime
    by: str
    """The user of the machine and the identity that AWS knows."""
    deed: str
    """The command, such as ``tenant put``."""
    subject: str
    """The thing that was changed, such as a campaign's id."""
    tenant_id: str | None
    """The tenant that it belongs to; None for what belongs to all."""
    note: str


def caller() -> str:
    """Return who gives the command: the user of the machine, and the identity that AWS knows."""
    identity = clients.connected("sts").get_caller_identity()["Arn"]
    try:
        return f"{getpass.getuser()} ({identity})"
    except (KeyError, OSError):
        return identity


def record(deed: str, subject: str, tenant_id: str | None, note: str = "") -> None:
    """Put on record, once it is done, that the caller has changed something.

    What is done cannot be undone by its record: where that fails the operator is warned, and the command has succeeded.
    """
    try:
        _record(deed, subject, tenant_id, note)
    except (BotoCoreError, ClientError) as error:
        click.echo(
            f"warning: {deed} is done, and could not be put on record in the config table ({error}): do not repeat it; "
            "let whoever operates the stack put items there (output operatorPolicyArn)",
            err=True,
        )


def _record(deed: str, subject: str, tenant_id: str | None, note: str) -> None:
    now = datetime.now(UTC)
    item = {
        "pk": keys.CHANGES_PK,
        "sk": keys.change_sk(now, uuid.uuid4().hex[:8]),
        "at": keys.instant(now),
        "by": caller(),
        "deed": deed,
        "subject": subject,
        **({"tenantId": tenant_id} if tenant_id else {}),
        **({"note": note} if note else {}),
    }
    writes.made(writes.put(configuration.table(), item, writes.REPEATABLE))


def changes(tenant_id: str | None = None, most: int = 100) -> list[Change]:
    """Return the last changes, of one tenant or of all, the latest first."""
    found: list[Change] = []
    for item in dynamo.query(
        configuration.table(),
        "pk = :pk",
        {"pk": keys.CHANGES_PK},
        ScanIndexForward=False,
        ConsistentRead=True,
    ):
        if tenant_id is None or item.get("tenantId") == tenant_id:
            found.append(_change(item))
        if len(found) == most:
            break
    return found


def _change(item: dynamo.Item) -> Change:
    return Change(
        datetime.fromisoformat(item["at"]),
        item["by"],
        item["deed"],
        item["subject"],
        item.get("tenantId"),
        item.get("note", ""),
    )
