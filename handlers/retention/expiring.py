"""The expiry of what is needed no longer: at the end of each working day a part of the tables is looked through.

Nothing is remembered between runs: the part follows from the day, so each is looked through once a week.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.common.rules.contact import Contact
from handlers.common.rules.tenants import RETENTION_DAYS
from handlers.common.storage import configuration, contacts, dynamo, forgotten, keys
from handlers.common.storage.writes import ChangedError
from handlers.meetings.rules import reminders
from handlers.meetings.storage import items as meeting_items
from handlers.meetings.storage import meetings
from handlers.observability import count, logger
from handlers.retention import erasing
from handlers.retention.rules import terms
from handlers.retention.storage import aged, remains
from handlers.retention.storage.remains import Trace

SECONDS_LEFT = 20.0
"""The time that a run keeps back: nothing more is begun then."""
FOLDERS = ("inbox/", "reports/")


class Sweep:
    """The work of one run at ``now`` on a part of the tables."""

    def __init__(self, now: datetime, seconds_left: Callable[[], float]) -> None:
        self._now = now
        self._seconds_left = seconds_left
        self.done = {"contacts": 0, "meetings": 0, "entries": 0, "addresses": 0, "files": 0}
        """The things that have expired, by kind."""
        self.failures = 0
        self.is_behind = False
        """True where the time was over before the part was looked through."""

    def run(self, segment: int) -> None:
        """Look through a part of the tables, and with the first one through the bucket."""
        before = self._now - timedelta(days=terms.SHORTEST_DAYS)
        for item in self._in_time(aged.of_contacts(segment, before)):
            self._alone(self._of_contacts, item)
        for item in self._in_time(aged.of_meetings(segment, before)):
            self._alone(self._meeting, item)
        if segment == 0:
            for tenant_id in configuration.tenant_ids():
                self._files(tenant_id)

    def _in_time(self, found: Iterator[Any]) -> Iterator[Any]:
        for each in found:
            if self._seconds_left() < SECONDS_LEFT:
                self.is_behind = True
                return
            yield each

    def _alone(self, expire: Callable[[dynamo.Item], None], item: dynamo.Item) -> None:
        """Let an item that cannot be dealt with stop none of the others."""
        try:
            expire(item)
        except ChangedError:
            # Something has just happened with it.
            return
        except Exception:
            logger.exception("data not expired", extra={"kind": item["sk"].partition("#")[0]})
            self.failures += 1

    def _of_contacts(self, item: dynamo.Item) -> None:
        if item["sk"] == keys.CONTACT_SK:
            self._contact(Contact.of(item))
        elif item["sk"] == keys.ERASED_SK:
            # An erasure may have been cut short, and what was under way then may have come after it.
            erasing.finish(Trace.of(item), self._now)
        elif item["sk"].startswith(keys.CLOSED_PREFIX):
            if self._is_over(item["tenantId"], item):
                self._delete(contacts.table(), item, "entries")
        else:
            self._address(item)

    def _contact(self, contact: Contact) -> None:
        found = remains.collection(contact.contact_id)
        at_addresses = [
            item
            for address in contact.addresses
            for item in remains.of_address(contact.tenant_id, address)
            if item.get("contactId") in (None, contact.contact_id)
        ]
        if not self._is_over(contact.tenant_id, *found, *at_addresses):
            return
        waits = remains.waits_for_human(contact.tenant_id, contact.contact_id)
        if terms.needed(contact, found, meetings.current(contact), self._now, waits_for_human=waits) is None:
            erasing.erase(contact, contact.addresses, self._now, demanded=False)
            self.done["contacts"] += 1

    def _address(self, item: dynamo.Item) -> None:
        """Expire the mark of a reply of somebody who is no contact, or the wish of one, which stays as a digest."""
        tenant_id, _, address = keys.address_of(item["pk"]).partition("#")
        if not self._is_over(tenant_id, {**item, "at": item.get("optedOutAt")}):
            return
        if item["sk"] == keys.ADDRESS_SK:
            forgotten.add(tenant_id, (address,), self._now)
        elif "contactId" in item and contacts.items((item["contactId"],)):
            return
        self._delete(contacts.table(), item, "addresses")

    def _meeting(self, item: dynamo.Item) -> None:
        meeting = meeting_items.meeting_of(item)
        if not meeting.stands(self._now) and self._is_over(meeting.tenant_id, item):
            self._delete(meeting_items.table(), item, "meetings")

    def _files(self, tenant_id: str) -> None:
        for folder in FOLDERS:
            for key, at in self._in_time(aged.files(f"{folder}{tenant_id}/")):
                if self._has_expired(tenant_id, at):
                    aged.delete_file(key)
                    self.done["files"] += 1

    def _delete(self, table: str, item: dynamo.Item, kind: str) -> None:
        remains.delete(remains.keys_of(table, [item]))
        self.done[kind] += 1

    def _is_over(self, tenant_id: str, *items: Mapping[str, Any]) -> bool:
        """True if nothing has happened with any of the items for as long as the tenant keeps its contacts."""
        last_at = terms.last(items)
        return last_at is not None and self._has_expired(tenant_id, last_at)

    def _has_expired(self, tenant_id: str, last_at: datetime) -> bool:
        tenant = configuration.tenant(tenant_id)
        end = terms.expires_at(last_at, tenant.retentionDays if tenant else RETENTION_DAYS)
        return end is not None and end <= self._now


class ExpiryIncompleteError(RuntimeError):
    """Something could not be let expire; everything else has been. Each was logged."""


def run(hour: datetime, clock: datetime, seconds_left: Callable[[], float]) -> dict[str, int]:
    """Let expire what is over by the clock in the part of the tables that the hour's day has; return what has, by kind.

    Nothing, with nothing read, in any hour but the last of the day. ``ExpiryIncompleteError`` after everything else.
    """
    local = hour.astimezone(reminders.ZONE)
    if local.hour != reminders.LAST_HOUR:
        return {}
    sweep = Sweep(clock, seconds_left)
    sweep.run(local.weekday() % aged.SEGMENTS)
    if sweep.is_behind:
        logger.warning("the time was over before the part of the tables was looked through")
        count("RetentionBehind")
    if sweep.failures:
        raise ExpiryIncompleteError(
            f"{sweep.failures} times data could not expire: look for 'data not expired' in the log"
        )
    done = {name: number for name, number in sweep.done.items() if number}
    logger.info("data expired", extra=done)
    return done
