"""A tenant with a host, a contact and a calendar, for the tests of the functions that deal with meetings."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Event, State
from handlers.common.rules.steps import Step
from handlers.common.rules.tenants import Campaign, Host, Hours, Tenant
from handlers.common.storage import configuration, contacts, dynamo, events, keys, links, outbox, stats
from handlers.environment import required
from handlers.meetings import calendars
from handlers.meetings.partners.calendar import CalendarRefusedError, CalendarUnavailableError
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.calendar_events import EventStatus, FoundEvent, MadeEvent, NewEvent
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.storage import host_time, meetings

CONTEXT = SimpleNamespace(aws_request_id="request", get_remaining_time_in_millis=lambda: 60_000)
NOW = datetime.now(UTC).replace(microsecond=0)
ALWAYS = Hours(opens=time(0), closes=time(0), weekdays=frozenset(range(1, 8)), holidays=True)

TENANT = Tenant(
    tenantId="acme",
    name="Acme",
    hosts=(Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana-cal", hours=ALWAYS),),
    turnSeconds=0,
)
MAIL = "ze@cliente.example"
CAMPAIGN = Campaign(tenantId="acme", campaignId="spring", name="Primavera", offer="uma novidade")


class CrashError(BaseException):
    """The process ends here."""


@dataclass
class FakeCalendar:
    """A calendar that knows its keys; ``refuse`` and ``lose`` are the answers to the next events."""

    events: dict[str, Slot] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    refuse: bool = False
    lose: bool = False
    """The event is made, but the answer never arrives."""
    out: bool = False
    """It answers nothing."""
    meanwhile: Callable[[], object] | None = None
    """Another instance, which runs once, after the next event is made."""
    taken: list[Slot] = field(default_factory=list)

    def busy(self, calendar_id: str, span: Slot) -> list[Slot]:
        self._answer()
        return [slot for slot in (*self.taken, *self.events.values()) if slot.overlaps(span)]

    def create_event(self, wanted: NewEvent) -> MadeEvent:
        self._answer()
        key = wanted.key
        if self.refuse:
            raise CalendarRefusedError("the calendar answered 409 conflict")
        if key not in self.keys:
            self.keys[key] = f"event-{len(self.keys) + 1}"
            self.events[self.keys[key]] = wanted.time
        if self.lose:
            self.lose = False
            raise CrashError
        if self.meanwhile:
            other, self.meanwhile = self.meanwhile, None
            other()
        return MadeEvent(self.keys[key], "https://meet.example/abc" if wanted.conference else None)

    def delete_event(self, event_id: str) -> None:
        self._answer()
        self.events.pop(event_id, None)

    def read_event(self, event_id: str) -> FoundEvent:
        self._answer()
        at = self.events.get(event_id)
        return FoundEvent(EventStatus.STANDS, at) if at else FoundEvent(EventStatus.GONE)

    def _answer(self) -> None:
        if self.out:
            raise CalendarUnavailableError("the calendar answered 503")


@dataclass
class World:
    """The surroundings of the functions, and the traces that they left there."""

    calendar: FakeCalendar
    messages: list[Message] = field(default_factory=list)
    raised: list[tuple[Event, Mapping[str, Any]]] = field(default_factory=list)
    links: tuple[str, str] | None = None
    """The address and the key of the links to a host; None in a stack without."""
    crash_at: str | None = None
    """``enqueue``, ``raise`` or ``move``: the next such step ends the process before it is done; ``raised``: after."""

    def contact(self, contact_id: str = "c1", state: State = State.INTERESTED, **more: Any) -> str:
        item = {
            "pk": keys.contact_pk(contact_id),
            "sk": keys.CONTACT_SK,
            "contactId": contact_id,
            "tenantId": "acme",
            "campaignId": "spring",
            "state": str(state),
            "contactName": "Zé",
            "email": MAIL,
            "timezone": "America/Manaus",
        }
        dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(item | more))
        return contact_id

    def booked_elsewhere(self, time: Slot) -> Slot:
        """Let the person of ``contact`` have a meeting with another host then, in another campaign; return the time."""
        campaign = CAMPAIGN.model_copy(update={"campaignId": "autumn", "hostId": "beto"})
        configuration.put_campaign(campaign)
        contact_id = keys.contact_id("acme", "autumn", MAIL)
        proposed = rules.proposed(
            meeting_id="m-elsewhere",
            tenant_id="acme",
            campaign_id="autumn",
            contact_id=contact_id,
            host_id="beto",
            slots=(time,),
            request_id="e0",
            now=NOW,
        )
        meetings.save(None, proposed)
        meetings.save(proposed, rules.confirmed(proposed, time, 15, "e0", NOW, ()))
        self.contact(contact_id, State.SCHEDULED, campaignId="autumn", meetingId=proposed.meeting_id)
        return time

    def sent(
        self,
        meeting: Meeting,
        at: datetime,
        round_: int | None = None,
        status: str = "sent",
        step: Step | None = None,
    ) -> None:
        """Put on record that an offer of the meeting, or what a step names, was sent at an instant."""
        step = step or Step.proposal(meeting.meeting_id, round_ or meeting.round)
        item = {
            "pk": keys.contact_pk(meeting.contact_id),
            "sk": keys.message_sk(step),
            "status": status,
            **({"sentAt": keys.instant(at)} if status == "sent" else {}),
        }
        dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(item))

    def state(self, contact_id: str = "c1") -> str:
        return contacts.read(contact_id).state

    def meeting(self, contact_id: str = "c1") -> Meeting:
        found = meetings.current(contacts.read(contact_id))
        assert found is not None
        return found

    def held(self) -> list[datetime]:
        span = timedelta(days=60)
        return [cell.start for cell in host_time.claimed("acme", "ana", NOW - span, NOW + span)]

    def counted(self, counter: str) -> int:
        return stats.totals("acme", "spring").get(counter, 0)

    def event(self, detail: Mapping[str, Any], event_id: str | None = None) -> dict[str, Any]:
        whole = {"tenantId": "acme", "campaignId": "spring", **detail}
        return {"id": event_id or uuid.uuid4().hex, "detail": whole}

    def raised_of(self, event: Event) -> list[Mapping[str, Any]]:
        return [detail for kind, detail in self.raised if kind is event]

    def crash(self, step: str) -> None:
        if self.crash_at == step:
            self.crash_at = None
            raise CrashError


def proposed(slots: Sequence[Slot], contact_id: str = "c1", now: datetime = NOW) -> Meeting:
    """The meeting m1 that Ana of acme has offered to a contact, saved."""
    meeting = rules.proposed(
        meeting_id="m1",
        tenant_id="acme",
        campaign_id="spring",
        contact_id=contact_id,
        host_id="ana",
        slots=tuple(slots),
        request_id="e0",
        now=now,
    )
    meetings.save(None, meeting)
    return meeting


def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """A world over the ``tables``; it keeps the messages to the queue and the events to the bus."""
    made = World(FakeCalendar())
    move = contacts.move

    def enqueue(messages: Sequence[Message]) -> None:
        made.crash("enqueue")
        made.messages.extend(messages)

    def raise_events(entries: Sequence[tuple[Event, Mapping[str, Any]]], now: datetime | None = None) -> None:
        made.crash("raise")
        made.raised.extend(entries)
        made.crash("raised")

    def crashing_move(*arguments: Any, **named: Any) -> Any:
        made.crash("move")
        return move(*arguments, **named)

    monkeypatch.setattr(links, "attendance", lambda: made.links)
    monkeypatch.setattr(calendars, "calendar", lambda: made.calendar)
    monkeypatch.setattr(outbox, "enqueue", enqueue)
    monkeypatch.setattr(events, "raise_events", raise_events)
    monkeypatch.setattr(contacts, "move", crashing_move)
    configuration.put_tenant(TENANT)
    configuration.put_campaign(CAMPAIGN)
    return made
