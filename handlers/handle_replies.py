"""handle-replies: understands what a contact has written and sets off what follows from it.

Invoked directly with ``{"tenantId", "channel", "from", "text", "messageId", "receivedAt"}``. Answers with
``{"intent", "duplicate", "contactId"?, "human"?}``: ``contactId`` is absent where the address is nobody's, ``human``
is the reason for which a human was called. A request that cannot be read is answered with ``{"error": {"field",
"message"}}`` and changes nothing. An exception means: deliver the same reply again.

The reading is decided once and kept before anything follows from it; each step that follows may be repeated, so a run
that was cut short is completed by the reply's next delivery.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules import accounting
from handlers.common.rules.contact import Address, Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import FINAL_STATES, Event, Intent, Kind, MeetingStatus, Priority, State
from handlers.common.rules.steps import OPT_OUT_ACK
from handlers.common.rules.subject import Subject
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import (
    configuration,
    contacts,
    events,
    idempotency,
    keys,
    outbox,
    stats,
)
from handlers.conversation.rules import incoming
from handlers.conversation.rules.incoming import InvalidRequestError, Reply
from handlers.conversation.rules.replies import RULES, Context
from handlers.conversation.storage import replies
from handlers.conversation.storage.replies import Decision
from handlers.meetings import cancellation
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings
from handlers.observability import count, entry_point, logger

LEASE = timedelta(seconds=40)
"""Longer than the function's 30 seconds."""
LONGEST_SHOWN = 4000
"""Characters of a reply that a human is shown in the event."""
ACK_STANDS = timedelta(hours=24)
ABSENCE = timedelta(days=7)
"""How long nobody is followed up who is away and does not say until when."""

CLASSIFIER = RULES

_UNWRITTEN = frozenset({State.NEW, State.QUEUED})


@entry_point
def handler(event: Any, context: object) -> Mapping[str, Any]:
    """The answer that the module describes."""
    now = datetime.now(UTC)
    try:
        reply = incoming.parse(event)
        forms = reply.addresses
        tenant = configuration.tenant(reply.tenantId)
        if tenant is None:
            raise InvalidRequestError(
                "tenantId",
                f"there is no tenant {reply.tenantId!r}: load it with python -m ops tenant put FILE",
            )
    except InvalidRequestError as error:
        logger.info("reply refused", extra={"field": error.field})
        return {"error": {"field": error.field, "message": str(error)}}
    return _Run(reply, forms, tenant, now).answer()


class _Run:
    """One delivery of one reply."""

    def __init__(self, reply: Reply, forms: tuple[str, ...], tenant: Tenant, now: datetime) -> None:
        self.reply = reply
        self.forms = forms
        self.tenant = tenant
        self.now = now
        self.correlation_id = sha256(f"{reply.tenantId}\x1f{reply.messageId}".encode()).hexdigest()[:32]
        self.human: str | None = None

    def answer(self) -> Mapping[str, Any]:
        known = self._decided()
        if known is not None and known.done:
            return self._answered(known, duplicate=True)
        key = f"handle-replies#{self.tenant.tenantId}#{self.correlation_id}"
        return idempotency.once(key, self.now, LEASE, self._carry_out)

    def _decided(self) -> Decision | None:
        return replies.decision(self.tenant.tenantId, self.forms[0], self.reply.messageId)

    def _carry_out(self) -> Mapping[str, Any]:
        known = self._decided()
        decided = known or self._decide()
        if decided.contact_id is None:
            self._answer_nobody(decided)
        else:
            self._answer_contact(contacts.read(decided.contact_id), decided)
        replies.finish(self.tenant.tenantId, self.forms[0], self.reply.messageId)
        logger.info(
            "reply read",
            extra={
                "tenantId": self.tenant.tenantId,
                "contactId": decided.contact_id,
                "correlationId": self.correlation_id,
                "intent": decided.intent,
                "human": self.human,
            },
        )
        count(f"Replies_{decided.intent}")
        return self._answered(decided, duplicate=False)

    def _answered(self, decided: Decision, *, duplicate: bool) -> Mapping[str, Any]:
        answer: dict[str, Any] = {"intent": str(decided.intent), "duplicate": duplicate}
        if decided.contact_id is not None:
            answer["contactId"] = decided.contact_id
        if self.human is not None:
            answer["human"] = self.human
        return answer

    # Reading

    def _decide(self) -> Decision:
        contact = self._who()
        meeting = self._open_meeting(contact) if contact else None
        scheduled = meeting is not None and meeting.status is MeetingStatus.CONFIRMED
        reading = CLASSIFIER.classify(
            self.reply.text,
            Context(
                zone=contact.place(self.tenant).zone if contact else ZoneInfo(self.tenant.timezone),
                now=self.reply.receivedAt,
                slots=meeting.slots if meeting and not scheduled else (),
                scheduled=scheduled,
            ),
        )
        decided = Decision(
            intent=reading.intent,
            contact_id=contact.contact_id if contact else None,
            meeting_id=meeting.meeting_id if meeting else None,
            slot=reading.slot,
            urgent=reading.urgent,
            returns=reading.returns,
        )
        new = replies.remember(
            self.tenant.tenantId,
            self.forms[0],
            self.reply.messageId,
            decided,
            self.reply.channel,
            self.reply.text,
            self.reply.receivedAt,
        )
        if not new:
            return self._decided() or decided
        if contact:
            self._count(contact, {f"reply_{decided.intent}": 1})
        return decided

    def _open_meeting(self, contact: Contact) -> Meeting | None:
        """What the contact was last offered, also if the offer is over by now, or has agreed on."""
        meeting = meetings.current(contact)
        if meeting is None or meeting.status in (MeetingStatus.PROPOSED, MeetingStatus.EXPIRED):
            return meeting
        return meeting if meeting.stands(self.now) else None

    def _who(self) -> Contact | None:
        """The contact who writes: of those written to at the address the last one that is not finished with."""
        item = replies.address(self.tenant.tenantId, self.forms)
        if item is None:
            return None
        written = [
            contact
            for contact in map(contacts.read, sorted(item.contacts))
            if contact.state not in _UNWRITTEN
        ]
        last = item.last_contact_id
        return max(
            written,
            key=lambda contact: (
                contact.state not in FINAL_STATES,
                contact.contact_id == last,
                contact.updated_at,
            ),
            default=None,
        )

    # What follows

    def _answer_nobody(self, decided: Decision) -> None:
        if decided.intent is Intent.OPT_OUT:
            replies.block(self.tenant.tenantId, self.forms[0], self.reply.messageId, self.now)
        self._call_human("unknown_sender", None, {"from": self.reply.sender})

    def _answer_contact(self, contact: Contact, decided: Decision) -> None:
        if decided.intent is Intent.OPT_OUT:
            self._opt_out(contact)
            return
        if self._has_opted_out(contact):
            if decided.intent is not Intent.OUT_OF_OFFICE:
                self._call_human("opted_out_contact_wrote", contact)
            return
        state = self._record(contact, decided)
        if state in FINAL_STATES:
            if decided.intent not in (Intent.NOT_INTERESTED, Intent.OUT_OF_OFFICE):
                self._call_human("finished_contact_wrote", contact)
            return
        if decided.intent is Intent.SLOT_CHOICE and decided.slot and decided.meeting_id:
            slot = {"start": keys.instant(decided.slot.start), "end": keys.instant(decided.slot.end)}
            self._raise(Event.MEETING_CONFIRMED, contact, {"meetingId": decided.meeting_id, "slot": slot})
        elif decided.intent is Intent.RESCHEDULE and decided.meeting_id:
            self._request_slots(contact, decided, "reschedule")
        elif decided.intent in (Intent.INTERESTED, Intent.RESCHEDULE):
            self._welcome(contact, decided, state)
        elif decided.intent is Intent.CANCEL:
            if decided.meeting_id is None:
                self._call_human("nothing_to_cancel", contact)
            else:
                self._end(contact, decided.meeting_id, "cancelled_by_contact")
        elif decided.intent is Intent.NOT_INTERESTED:
            self._end(contact, decided.meeting_id, "not_interested")
        elif decided.intent is not Intent.OUT_OF_OFFICE:
            self._call_human("question" if decided.intent is Intent.QUESTION else "unclear_reply", contact)

    def _has_opted_out(self, contact: Contact) -> bool:
        if contact.state == State.OPTED_OUT:
            return True
        item = replies.address(self.tenant.tenantId, self.forms)
        return item is not None and item.opted_out is True

    def _record(self, contact: Contact, decided: Decision) -> State:
        """Notes the reply with the contact, whom nothing is sent any more by itself; the state it is in then."""
        contact_id = contact.contact_id
        if contact.state in (State.SENDING, State.UNKNOWN):
            # Whoever answers has been reached, whatever is known of the sending.
            before = contacts.move(contact_id, State.CONTACTED, self.now, "answered")
            if before is not None:
                self._count(contact, accounting.moved(before, State.CONTACTED))
        if decided.intent is not Intent.OUT_OF_OFFICE:
            return contacts.record(contact_id, self.now, "reply", decided.intent, remove=contacts.BACKLOG)
        return contacts.record(
            contact_id, self.now, "reply", decided.intent, attributes=self._after_absence(contact, decided)
        )

    def _after_absence(self, contact: Contact, decided: Decision) -> Mapping[str, Any]:
        """The follow-up that is due meanwhile waits for the return."""
        if contact.backlog_order is None:
            return {}
        zone = contact.place(self.tenant).zone
        back = self.now + ABSENCE
        if decided.returns is not None:
            back = datetime.combine(decided.returns, time(), zone)
        return {"backlogOrder": max(contact.backlog_order, keys.backlog_order(Priority.FOLLOW_UP, back))}

    def _welcome(self, contact: Contact, decided: Decision, state: State) -> None:
        """Somebody wants a meeting, or another word about the one there is."""
        meeting = meetings.get(decided.meeting_id) if decided.meeting_id else None
        if meeting is not None and meeting.status is MeetingStatus.CONFIRMED:
            return
        if meeting is not None and meeting.on_offer(self.now):
            self._call_human("interested_without_choice", contact)
            return
        if state is State.CONTACTED:
            contacts.move(contact.contact_id, State.INTERESTED, self.now, "interested")
        self._request_slots(contact, decided, "interested")

    def _request_slots(self, contact: Contact, decided: Decision, reason: str) -> None:
        about = {"meetingId": decided.meeting_id} if decided.meeting_id else {}
        urgency = "urgent" if decided.urgent else "normal"
        self._raise(Event.SCHEDULE_REQUESTED, contact, {"reason": reason, "urgency": urgency, **about})

    def _end(self, contact: Contact, meeting_id: str | None, what: str) -> None:
        cancelled = self._cancel(contact, meeting_id)
        before = contacts.move(contact.contact_id, State.UNSUCCESSFUL, self.now, what)
        counters = {"meetings_cancelled": 1} if cancelled else {}
        if before is not None:
            counters |= accounting.moved(before, State.UNSUCCESSFUL)
        self._count(contact, counters)

    def _cancel(self, contact: Contact, meeting_id: str | None) -> bool:
        meeting = cancellation.cancel(meeting_id, self.now) if meeting_id else None
        if meeting is not None:
            self._raise(Event.MEETING_CANCELLED, contact, {"meetingId": meeting.meeting_id})
        return meeting is not None

    def _opt_out(self, contact: Contact) -> None:
        """Blocks the person's addresses, then every contact that is written to under this one, then says so."""
        item = replies.address(self.tenant.tenantId, self.forms) or Address()
        blocked = item.opted_out is True
        earlier = item.opted_out_by != self.reply.messageId if blocked else contact.state == State.OPTED_OUT
        own = {self.forms[0], *contact.addresses}
        for address in sorted(own):
            replies.block(self.tenant.tenantId, address, self.reply.messageId, self.now)
        for contact_id in sorted({contact.contact_id, *item.contacts}):
            self._withdraw(contacts.read(contact_id))
        if earlier:
            return
        outbox.enqueue(
            [
                Message(
                    kind=Kind.OPT_OUT_ACK,
                    step=OPT_OUT_ACK,
                    tenantId=self.tenant.tenantId,
                    campaignId=contact.campaign_id,
                    contactId=contact.contact_id,
                    correlationId=self.correlation_id,
                    createdAt=self.now,
                    expiresAt=self.now + ACK_STANDS,
                    channel=self.reply.channel,
                )
            ]
        )
        self._raise(Event.CONTACT_OPTED_OUT, contact, {})

    def _withdraw(self, contact: Contact) -> None:
        before = contacts.move(
            contact.contact_id, State.OPTED_OUT, self.now, "opted_out", remove=contacts.BACKLOG
        )
        meeting = meetings.current(contact)
        counters: dict[str, int] = {}
        if meeting is not None and meeting.stands(self.now):
            counters |= {"meetings_cancelled": 1} if self._cancel(contact, meeting.meeting_id) else {}
        if before is not None and before is not State.OPTED_OUT:
            counters |= {"opted_out": 1, **accounting.moved(before, State.OPTED_OUT)}
        self._count(contact, counters)

    # Telling others

    def _call_human(
        self, reason: str, contact: Contact | None, more: Mapping[str, str] | None = None
    ) -> None:
        self.human = reason
        text = {"reason": reason, "text": self.reply.text[:LONGEST_SHOWN], "channel": str(self.reply.channel)}
        self._raise(Event.HUMAN_ATTENTION_NEEDED, contact, {**text, **(more or {})})

    def _raise(self, event: Event, contact: Contact | None, detail: Mapping[str, Any]) -> None:
        subject = Subject(self.tenant.tenantId, self.correlation_id)
        if contact is not None:
            subject = subject._replace(campaign_id=contact.campaign_id, contact_id=contact.contact_id)
        events.raise_events([(event, {**subject.ids, **detail})], self.now)

    def _count(self, contact: Contact, counters: Mapping[str, int]) -> None:
        day = self.now.astimezone(ZoneInfo(self.tenant.timezone)).date()
        stats.count(self.tenant.tenantId, contact.campaign_id, day, counters)
