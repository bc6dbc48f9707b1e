"""Inserts of new contacts: each is written if it is not there yet, many at a time.

A contact carries the job and the row that brought it (``jobId``, ``row``). So a write that is repeated, after a lost
answer or by a run that adopts the job of one that was killed, knows its own work from a duplicate.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.rules.model import Priority, State
from handlers.common.rules.steps import OUTREACH
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import contacts, dynamo, keys, statements
from handlers.intake.rules.new_contacts import NewContact
from handlers.intake.storage.background import Statements

UPDATED_BY = ("updatedByJob", "updatedByRow")
"""The job and the row that brought a contact up to date last."""
KNOWN_OF_A_CONTACT = (
    *("jobId", "row", "createdAt", "state", *UPDATED_BY),
    *("company", "contactName", "phone", "email", "otherAddresses"),
    *("segment", "document", "source", "consent"),
)


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
    def key(self) -> dynamo.Key:
        return contacts.table(), keys.contact_pk(self.contact_id), keys.CONTACT_SK

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
            **_person(self.contact, self.campaign),
            "createdAt": now,
            "updatedAt": now,
            "jobId": self.origin.job_id,
            "row": self.origin.row,
            **self._backlog(contact_id),
        }
        return {name: value for name, value in values.items() if value not in (None, "", {}, set())}

    def _backlog(self, contact_id: str) -> dict[str, Any]:
        priority = self.contact.priority or self.campaign.priority
        return {
            "priority": priority,
            "backlog": keys.backlog_partition(self.campaign.tenantId, self.campaign.campaignId, contact_id),
            "backlogOrder": keys.backlog_order(Priority.named(priority), self.now),
            "nextStep": OUTREACH,
        }


def _person(contact: NewContact, campaign: Campaign) -> dict[str, Any]:
    return {
        "company": contact.company,
        "contactName": contact.contact_name,
        "phone": contact.phone,
        "email": contact.email,
        "otherAddresses": set(contact.other_addresses),
        "channel": contact.channel.value,
        "segment": contact.segment,
        "document": contact.document,
        "timezone": contact.timezone,
        "uf": contact.uf,
        "source": contact.source or campaign.source,
        "consent": contact.consent or campaign.consent,
        "metadata": dict(contact.metadata),
    }


class Present(NamedTuple):
    """A contact that another row or another job had brought before, with what is known of it."""

    insert: ContactInsert
    item: dynamo.Item


class Inserted(NamedTuple):
    """The number of contacts that this job's rows have brought, and those that were there before."""

    new: int
    present: list[Present]


class Writer:
    """A writer of contacts in the background; ``settle`` waits for the writes under way.

    No contact may be given twice before it has settled.
    """

    def __init__(self, pool: Executor) -> None:
        self._table = contacts.table()
        self._statements: Statements[ContactInsert] = Statements(pool)

    def insert(self, contact: ContactInsert) -> None:
        """Begin to write a contact, together with others."""
        self._statements.add(contact, statements.insert(self._table, contact.item()))

    def begin(self) -> None:
        """Begin to write those that wait for others."""
        self._statements.begin()

    def settle(self) -> Inserted:
        """Wait until everything is written, and sort the contacts given since the last time."""
        given, refused = 0, []
        for contact, verdict in self._statements.verdicts():
            given += 1
            if not verdict.done:
                refused.append(contact)
        present = [each for each in _brought(refused) if Origin.of(each.item) != each.insert.origin]
        return Inserted(given - len(present), present)


def present(inserts: Sequence[ContactInsert]) -> dict[str, dynamo.Item]:
    """Return what is known of those of the contacts that are there, by their ids."""
    return {each.insert.contact_id: each.item for each in _brought(inserts) if each.item}


def _brought(inserts: Sequence[ContactInsert]) -> Iterator[Present]:
    """Return the contacts with what is there of them now; nothing is of one that has just been erased."""
    found = dynamo.read_items((contact.key for contact in inserts), KNOWN_OF_A_CONTACT)
    return (Present(contact, found.get(contact.key, {})) for contact in inserts)
