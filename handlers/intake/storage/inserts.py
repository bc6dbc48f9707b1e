"""Inserts of new contacts: each is written if it is not there yet, many at a time.

A contact carries the job and the row that brought it (``jobId``, ``row``). So a write that is repeated, after a lost
answer or by a run that adopts the job of one that was killed, knows its own work from a duplicate.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules.model import Priority, State
from handlers.common.rules.steps import OUTREACH
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import contacts, dynamo, keys, statements
from handlers.intake.rules.new_contacts import NewContact

WRITERS = 8
"""Requests under way at once: a new on-demand table takes 4,000 writes a second."""
KEYS_A_READ = 100


class Origin(NamedTuple):
    """The job and the row of its list that brought a contact; None for one that no job has brought."""

    job_id: str | None
    row: int | None

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "Origin":
        return cls(item.get("jobId"), item.get("row"))


@dataclass(frozen=True, slots=True)
class ContactInsert:
    """A new contact on its way into its campaign's backlog."""

    contact: NewContact
    campaign: Campaign
    origin: Origin
    now: datetime
    """The instant of its creation, and from which it may be written to."""

    @property
    def contact_id(self) -> str:
        return keys.contact_id(self.campaign.tenantId, self.campaign.campaignId, self.contact.main_address)

    @property
    def pk(self) -> str:
        return keys.contact_pk(self.contact_id)

    def item(self) -> dynamo.Item:
        """Return the contact's item, without the attributes that are not known.

        It is its first line of history too: ``createdAt``, ``jobId`` and ``row`` tell when and whence it came.
        """
        contact_id, now = self.contact_id, keys.instant(self.now)
        values = {
            "pk": keys.contact_pk(contact_id),
            "sk": keys.CONTACT_SK,
            "contactId": contact_id,
            "tenantId": self.campaign.tenantId,
            "campaignId": self.campaign.campaignId,
            "state": State.NEW.value,
            **_person(self.contact),
            "createdAt": now,
            "updatedAt": now,
            "jobId": self.origin.job_id,
            "row": self.origin.row,
            **self._backlog(contact_id),
        }
        return {name: value for name, value in values.items() if value not in (None, "", {})}

    def _backlog(self, contact_id: str) -> dict[str, Any]:
        priority = self.contact.priority or self.campaign.priority
        return {
            "priority": priority,
            "backlog": keys.backlog_partition(self.campaign.tenantId, self.campaign.campaignId, contact_id),
            "backlogOrder": keys.backlog_order(Priority.named(priority), self.now),
            "nextStep": OUTREACH,
        }


def _person(contact: NewContact) -> dict[str, Any]:
    return {
        "company": contact.company,
        "contactName": contact.contact_name,
        "phone": contact.phone,
        "email": contact.email,
        "channel": contact.channel.value,
        "segment": contact.segment,
        "document": contact.document,
        "timezone": contact.timezone,
        "uf": contact.uf,
        "metadata": dict(contact.metadata),
    }


class Inserted(NamedTuple):
    """The number of contacts that this job's rows have brought, and of those that were there before."""

    new: int
    duplicates: int


class Writer:
    """A writer of contacts in the background, used as a context; ``settle`` waits for the writes under way.

    ``insert`` keeps contacts until a request is full. No contact may be given twice before it has settled.
    """

    def __init__(self) -> None:
        self._table = contacts.table()
        self._pool = ThreadPoolExecutor(WRITERS)
        self._waiting: list[ContactInsert] = []
        self._running: list[tuple[list[ContactInsert], Future[list[statements.Verdict]]]] = []

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def insert(self, contact: ContactInsert) -> None:
        """Begin to write a contact, together with others."""
        self._waiting.append(contact)
        if len(self._waiting) == statements.STATEMENTS_A_REQUEST:
            self._begin()

    def settle(self) -> Inserted:
        """Wait until everything is written, and count the contacts given since the last time."""
        if self._waiting:
            self._begin()
        given, duplicates = 0, 0
        unexplained: list[ContactInsert] = []
        for contact, verdict in self._verdicts():
            given += 1
            if verdict.item is not None:
                duplicates += Origin.of(verdict.item) != contact.origin
            elif not verdict.done:
                unexplained.append(contact)
        if unexplained:
            present = _origins(self._table, unexplained)
            duplicates += sum(present[contact.pk] != contact.origin for contact in unexplained)
        return Inserted(given - duplicates, duplicates)

    def _begin(self) -> None:
        batch, self._waiting = self._waiting, []
        inserts = [statements.insert(self._table, contact.item()) for contact in batch]
        self._running.append((batch, self._pool.submit(statements.run, inserts)))

    def _verdicts(self) -> Iterator[tuple[ContactInsert, statements.Verdict]]:
        running, self._running = self._running, []
        for batch, future in running:
            yield from zip(batch, future.result(), strict=True)


def _origins(table: str, inserts: Sequence[ContactInsert]) -> dict[str, Origin]:
    """Return the origin of the contacts that are there already, by partition key."""
    found: dict[str, Origin] = {}
    for start in range(0, len(inserts), KEYS_A_READ):
        some = inserts[start : start + KEYS_A_READ]
        found |= {item["pk"]: Origin.of(item) for item in _read(table, some)}
    return found


def _read(table: str, inserts: Sequence[ContactInsert]) -> Iterator[dynamo.Item]:
    wanted = [dynamo.encode({"pk": contact.pk, "sk": keys.CONTACT_SK}) for contact in inserts]
    while wanted:
        read = {
            "Keys": wanted,
            "ConsistentRead": True,
            "ProjectionExpression": "pk, jobId, #row",
            "ExpressionAttributeNames": {"#row": "row"},
        }
        answer = dynamo.client().batch_get_item(RequestItems={table: read})
        yield from map(dynamo.decode, answer["Responses"][table])
        wanted = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
