"""The keys of every table.

contacts: an item collection per contact (``CONTACT#<id>``) holds the contact (``CONTACT``), a claim per further
message (``MESSAGE#<step>``), its history (``HISTORY#<instant>#<what>``) and the replies that were seen
(``REPLY#<identity>``). An address has an item of its own (``ADDRESS#<tenant>#<address>``): who was written to
under it, and whether its owner has opted out; beside it what its owner is still writing (``TURN``). The inbox of a
tenant (``INBOX#<tenant>``) holds what needs a human, open (``ENTRY#<id>``) or dealt with (``CLOSED#<instant>#<id>``).
The sparse ``backlog-index`` (``backlog``, ``backlogOrder``) holds the contacts that are still to be written to, and the
entries that wait for a human.
"""

import hashlib
from datetime import UTC, datetime

from handlers.common.rules.model import Priority

BACKLOG_INDEX = "backlog-index"
BACKLOG_SHARDS = 4
"""A partition takes 1,000 writes a second and a new on-demand table 4,000: four shards use all of it."""

LONGEST_ID = 512
"""Bytes of somebody else's id that a sort key repeats; DynamoDB takes 1,024 in all."""

CONTACT_SK = "CONTACT"
PROFILE_SK = "PROFILE"
MEETING_SK = "MEETING"
FENCE_PK, FENCE_SK = "FENCE", "MARK"
"""The item of a table's mark: docs/recovery.md, "The fence"."""
LINE_SK = "LINE"
DIRECTORY_PK = "TENANTS"
"""The directory of tenants in the config table: one item per tenant, its sort key the tenant's id."""
CHANGES_PK = "CHANGES"
"""The partition of the config table with the record of what operators have changed."""


def instant(moment: datetime) -> str:
    """The text of an instant as it is stored: UTC, to the millisecond, sortable."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def contact_id(tenant_id: str, campaign_id: str, main_address: str) -> str:
    """The id of a contact: the same for the same tenant, campaign and address, on any machine and in any load."""
    digest = hashlib.sha256("\x1f".join((tenant_id, campaign_id, main_address)).encode())
    return digest.hexdigest()[:32]


def contact_pk(contact_id: str) -> str:
    return f"CONTACT#{contact_id}"


def contact_of(pk: str) -> str:
    """The id of the contact in whose collection an item is."""
    return pk.removeprefix(contact_pk(""))


def message_sk(step: str) -> str:
    return f"MESSAGE#{step}"


HISTORY_PREFIX = "HISTORY#"


def history_sk(moment: datetime, what: str) -> str:
    return f"{HISTORY_PREFIX}{instant(moment)}#{what}"


def reply_sk(identifier: str) -> str:
    """The sort key of a reply; an id that is too long for a key is hashed."""
    encoded = identifier.encode()
    known = identifier if len(encoded) <= LONGEST_ID else f"sha256-{hashlib.sha256(encoded).hexdigest()}"
    return f"REPLY#{known}"


def address_pk(tenant_id: str, address: str) -> str:
    """The partition of an address (E.164 number, lower-case e-mail) of a tenant; its sort key is ``ADDRESS``."""
    return f"ADDRESS#{tenant_id}#{address}"


def address_of(pk: str) -> str:
    """The tenant's id and the address, joined by ``#``, of an address's partition."""
    return pk.removeprefix("ADDRESS#")


ADDRESS_SK = "ADDRESS"
ERASED_SK = "ERASED"
"""The item, in the collection of a contact, that is left of it for a while: a message that names it is no mistake."""
TURN_SK = "TURN"
"""The item, beside an address, of what its owner has written and nobody has read yet."""


INBOX_WAITING = "INBOX"
"""The partition of the backlog's index with all tenants' entries that wait for a human, by when they are overdue."""
ENTRY_PREFIX = "ENTRY#"
CLOSED_PREFIX = "CLOSED#"
INBOX_MAILS_SK = "MAILS"
"""The item of an inbox that counts the mails of an hour."""
INBOX_ALARM_SK = "ALARM"
"""The item, under ``INBOX_WAITING``, of the alarm on overdue entries: ``rangAt``, when it rang last."""


def inbox_pk(tenant_id: str) -> str:
    return f"INBOX#{tenant_id}"


def entry_sk(entry_id: str) -> str:
    """The sort key of an open entry of an inbox."""
    return f"{ENTRY_PREFIX}{entry_id}"


def closed_entry_sk(entry_id: str, opened_at: str) -> str:
    """The sort key of an entry that has been dealt with; an entry is opened once at an instant."""
    return f"{CLOSED_PREFIX}{opened_at}#{entry_id}"


def backlog_partition(tenant_id: str, campaign_id: str, contact_id: str) -> str:
    """The contact's shard of its campaign's backlog, drawn from its id."""
    return f"{tenant_id}#{campaign_id}#{int(contact_id[:8], 16) % BACKLOG_SHARDS}"


def backlog_partitions(tenant_id: str, campaign_id: str) -> tuple[str, ...]:
    return tuple(f"{tenant_id}#{campaign_id}#{shard}" for shard in range(BACKLOG_SHARDS))


def kept_partition(tenant_id: str) -> str:
    """The tenant's messages that wait for their channel: those that are not made anew from the backlog's contacts."""
    return f"{tenant_id}#kept"


def backlog_order(priority: Priority, due: datetime) -> str:
    """The sort key in the backlog: priority, then the instant from which the contact may be written to."""
    return f"{priority}#{instant(due)}"


def backlog_bounds(first: Priority, last: Priority, now: datetime) -> tuple[str, str]:
    """The first and the last sort key of the priorities ``first`` to ``last``, those of ``last`` due by ``now``."""
    return f"{first}#", backlog_order(last, now)


def backlog_priority(order: str) -> Priority:
    """The priority of a sort key in the backlog."""
    return Priority(order.partition("#")[0])


def pause_sk(campaign_id: str = "") -> str:
    """The item in the config table that is there while the campaign, or without one the tenant, is paused."""
    return f"PAUSE#{campaign_id}"


def tenant_pk(tenant_id: str) -> str:
    return f"TENANT#{tenant_id}"


def line_pk(phone_number_id: str) -> str:
    """The tenant of a line at WhatsApp Cloud, in the config table; its sort key is ``LINE``."""
    return f"LINE#{phone_number_id}"


def campaign_sk(campaign_id: str) -> str:
    return f"CAMPAIGN#{campaign_id}"


def change_sk(moment: datetime, token: str) -> str:
    """The sort key of a change that an operator made; ``token`` keeps two of one instant apart."""
    return f"{instant(moment)}#{token}"


def template_sk(channel: str, kind: str) -> str:
    return f"TEMPLATE#{channel}#{kind}"


def channel_sk(channel: str) -> str:
    """The item in the config table that is there while the channel is closed for the tenant."""
    return f"CHANNEL#{channel}"


def unwritable_sk(campaign_id: str, channel: str, kind: str) -> str:
    """The item in the config table that is there while a campaign's messages of a kind cannot be written."""
    return f"UNWRITABLE#{campaign_id}#{channel}#{kind}"


SALT_SK = "SALT"
"""The item, beside a tenant's forgotten addresses, of the salt under which they are digested."""


def forgotten_pk(tenant_id: str) -> str:
    """The addresses of people of a tenant whose data were erased, in the config table; see ``forgotten_sk``."""
    return f"FORGOTTEN#{tenant_id}"


def forgotten_sk(digest: str) -> str:
    return f"ADDRESS#{digest}"


def meeting_pk(meeting_id: str) -> str:
    return f"MEETING#{meeting_id}"


def meeting_of(pk: str) -> str:
    """The id of the meeting of a partition key."""
    return pk.removeprefix(meeting_pk(""))


def host_pk(tenant_id: str, host_id: str) -> str:
    """The claims on a host's time; one item per cell of time, its sort key from ``cell_sk``."""
    return f"HOST#{tenant_id}#{host_id}"


def cell_sk(start: datetime) -> str:
    return f"CELL#{instant(start)}"


def cell_start(sk: str) -> datetime:
    """The instant at which the cell of a sort key begins."""
    return datetime.fromisoformat(sk.removeprefix("CELL#"))


def counters_pk(tenant_id: str, campaign_id: str) -> str:
    return f"TENANT#{tenant_id}#CAMPAIGN#{campaign_id}"


def model_pk(tenant_id: str) -> str:
    """The days on which a model was asked about a tenant's replies, in the stats table; see ``counters_sk``."""
    return f"{tenant_pk(tenant_id)}#MODEL"


def counters_sk(day: str) -> str:
    return f"DAY#{day}"


def usage_pk(tenant_id: str, day: str) -> str:
    """The counts of a tenant's day in the rate-limit table."""
    return f"{tenant_pk(tenant_id)}#{day}"


def plan_pk(tenant_id: str) -> str:
    """The departures that were released for a tenant, in the rate-limit table."""
    return f"PLAN#{tenant_id}"


def second_pk(channel: str, second: int) -> str:
    """The requests of a channel in one second, in the rate-limit table."""
    return f"CHANNEL#{channel}#{second}"


def run_pk(function: str, event_id: str) -> str:
    """A function's run for one event, in the idempotency table."""
    return f"{function}#{event_id}"


def ingest_job_pk(list_id: str, number: int) -> str:
    """The job of a list's ``number``-th ingest, counted from 1, in the idempotency table."""
    return run_pk("ingest-contacts", f"{list_id}#{number}")


def job_remarks_pk(job_pk: str, position: int, part: int) -> str:
    """A part of the remarks of the job's step that began at the record ``position``."""
    return f"{job_pk}#{position}#{part}"
