"""New contacts: written if they are not there yet, many at a time.

A contact carries the job and the row that brought it (``jobId``, ``row``). So a write that is repeated, after a lost
answer or by a run that takes over from one that was killed, knows its own work from a duplicate.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.common.rules.model import Priority, State
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import dynamo, keys, statements
from handlers.environment import required
from handlers.intake.rules.new_contacts import NewContact

WRITERS = 8
"""Requests under way at once: a new on-demand table takes 4,000 writes a second."""
KEYS_A_READ = 100
OUTREACH_STEP = "outreach"


def item(contact: NewContact, campaign: Campaign, job_id: str, row: int, now: datetime) -> dynamo.Item:
    """The contact's item: new, and in its campaign's backlog from ``now`` on. What is not known is left out.

    It stands for its first line of history too: ``createdAt``, ``jobId`` and ``row`` say when and whence it came.
    """
    contact_id = keys.contact_id(campaign.tenantId, campaign.campaignId, contact.main_address)
    priority = contact.priority or campaign.priority
    values: dict[str, Any] = {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.CONTACT_SK,
        "contactId": contact_id,
        "tenantId": campaign.tenantId,
        "campaignId": campaign.campaignId,
        "state": State.NEW.value,
        "company": contact.company,
        "contactName": contact.contact_name,
        "phone": contact.phone,
        "email": contact.email,
        "channel": contact.channel.value,
        "segment": contact.segment,
        "document": contact.document,
        "priority": priority,
        "timezone": contact.timezone,
        "uf": contact.uf,
        "metadata": dict(contact.metadata),
        "createdAt": keys.instant(now),
        "updatedAt": keys.instant(now),
        "jobId": job_id,
        "row": row,
        "backlog": keys.backlog_partition(campaign.tenantId, campaign.campaignId, contact_id),
        "backlogOrder": keys.backlog_order(Priority[priority.upper()], now),
        "nextStep": OUTREACH_STEP,
    }
    return {name: value for name, value in values.items() if value not in (None, "", {})}


@dataclass(frozen=True)
class Inserted:
    """How many items are this job's own by now, and how many belong to somebody who was there before."""

    new: int
    duplicates: int


class Writer:
    """Writes contacts in the background. Use it as a context; ``settle`` waits for what was begun.

    ``insert`` keeps items until a request is full. No item may be given twice before it has settled.
    """

    def __init__(self) -> None:
        self._table = required("TABLE_CONTACTS")
        self._pool = ThreadPoolExecutor(WRITERS)
        self._waiting: list[dynamo.Item] = []
        self._running: list[tuple[list[dynamo.Item], Future[list[statements.Verdict]]]] = []

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def insert(self, contact: dynamo.Item) -> None:
        self._waiting.append(contact)
        if len(self._waiting) == statements.STATEMENTS_A_REQUEST:
            self._begin()

    def settle(self) -> Inserted:
        """Waits until everything is written, and says what became of it since the last time."""
        if self._waiting:
            self._begin()
        running, self._running = self._running, []
        written, unexplained, present = 0, [], []
        for batch, future in running:
            for contact, verdict in zip(batch, future.result(), strict=True):
                written += 1
                if verdict.item is not None:
                    present.append((contact, verdict.item))
                elif not verdict.done:
                    unexplained.append(contact)
        if unexplained:
            found = _origins(self._table, unexplained)
            present.extend((contact, found[contact["pk"]]) for contact in unexplained)
        duplicates = sum(not _same_origin(contact, there) for contact, there in present)
        return Inserted(written - duplicates, duplicates)

    def _begin(self) -> None:
        batch, self._waiting = self._waiting, []
        future = self._pool.submit(statements.run, [statements.insert(self._table, each) for each in batch])
        self._running.append((batch, future))


def _same_origin(contact: dynamo.Item, there: dynamo.Item) -> bool:
    return (contact["jobId"], contact["row"]) == (there.get("jobId"), there.get("row"))


def _origins(table: str, contacts: Sequence[dynamo.Item]) -> dict[str, dynamo.Item]:
    """By partition key, the job and the row that brought the contacts that are there already."""
    found: dict[str, dynamo.Item] = {}
    for start in range(0, len(contacts), KEYS_A_READ):
        wanted: list[dict[str, Any]] = [
            dynamo.encode({"pk": contact["pk"], "sk": contact["sk"]})
            for contact in contacts[start : start + KEYS_A_READ]
        ]
        while wanted:
            answer = dynamo.client().batch_get_item(
                RequestItems={
                    table: {
                        "Keys": wanted,
                        "ConsistentRead": True,
                        "ProjectionExpression": "pk, jobId, #row",
                        "ExpressionAttributeNames": {"#row": "row"},
                    }
                }
            )
            found |= {each["pk"]: each for each in map(dynamo.decode, answer["Responses"][table])}
            wanted = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
    return found
