"""The vocabulary that every function shares: channels, kinds of message, states, events.

Plain enumerations and tables, no AWS and no third-party import: every cold start pays for this module.
Source: docs/system.md, "The flow", "Contacts: identity and states" and "What operators see: events".
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Channel(StrEnum):
    """A way to reach a contact."""

    WHATSAPP = "whatsapp"
    EMAIL = "email"


class Kind(StrEnum):
    """The purpose of a message to a contact."""

    OUTREACH = "outreach"
    FOLLOW_UP = "follow_up"
    PROPOSAL = "proposal"
    CONFIRMATION = "confirmation"
    REMINDER = "reminder"
    APOLOGY = "apology"
    """Other slots in the place of one that was chosen and is taken."""
    OTHER_SLOTS = "other_slots"
    """Other slots, asked for or in the place of one that can no longer be chosen."""
    SLOT_LOST = "slot_lost"
    """The news that the slot that was chosen cannot be had, where there is none to offer instead."""
    OPT_OUT_ACK = "opt_out_ack"
    CHECK = "check"
    """The question by which a contact is asked back about what was merely likely."""
    WHICH_SLOT = "which_slot"
    """The question which slot on offer was meant by a choice that is not clear."""
    UNCHANGED = "unchanged"
    """The news that nothing changes: the answer to a check was no."""
    HANDOVER = "handover"
    """The news that a person is going to answer."""
    FAREWELL = "farewell"
    """The acknowledgement of a refusal."""
    CANCELLATION = "cancellation"
    """The news that a meeting is called off."""
    LAPSE = "lapse"
    """The news that an offer of slots is over."""
    ANSWER = "answer"
    """The words of a person of the tenant."""


PARTING_KINDS = frozenset(
    {
        Kind.OPT_OUT_ACK,
        Kind.CHECK,
        Kind.UNCHANGED,
        Kind.HANDOVER,
        Kind.FAREWELL,
        Kind.CANCELLATION,
        Kind.ANSWER,
    }
)
"""The kinds that are meant for whoever has just written, also where the contact has come to its end."""

OFFERING_KINDS = frozenset({Kind.PROPOSAL, Kind.APOLOGY, Kind.OTHER_SLOTS})
"""The kinds that offer slots."""

SLOT_KINDS = OFFERING_KINDS | {Kind.WHICH_SLOT}
"""The kinds whose message has slots to choose from."""

ANSWERING_KINDS = SLOT_KINDS | PARTING_KINDS - {Kind.OPT_OUT_ACK} | {Kind.CONFIRMATION}
"""The kinds that answer a person, to whom a human turns where one does not arrive.

Nobody turns to whoever has opted out any more.
"""

PACED_KINDS = frozenset({Kind.OUTREACH, Kind.FOLLOW_UP})
"""The kinds that hours and limits hold back; the others answer a person or remind one."""

UNASKED_KINDS = PACED_KINDS | {Kind.LAPSE}
"""The kinds that nobody is waiting for: they keep to the tenant's hours."""


class Priority(StrEnum):
    """The order in which the backlog is released; the value is the prefix of the backlog's sort key."""

    FOLLOW_UP = "0"
    HOT = "1"
    WARM = "2"
    COLD = "3"

    @classmethod
    def named(cls, name: str) -> "Priority":
        """Return the priority of a name as lists and campaigns give it: ``hot``, ``warm`` or ``cold``."""
        return cls[name.upper()]


class State(StrEnum):
    """The state of a contact."""

    NEW = "new"
    QUEUED = "queued"
    SENDING = "sending"
    CONTACTED = "contacted"
    INTERESTED = "interested"
    MEETING_PROPOSED = "meeting_proposed"
    SCHEDULED = "scheduled"
    COMPLETED = "completed"
    UNSUCCESSFUL = "unsuccessful"
    OPTED_OUT = "opted_out"
    UNDELIVERABLE = "undeliverable"
    UNKNOWN = "unknown"


CONVERSING_STATES = frozenset({State.INTERESTED, State.MEETING_PROPOSED, State.SCHEDULED})
"""The states of whoever has answered and waits for what comes next."""
FINAL_STATES = frozenset({State.COMPLETED, State.UNSUCCESSFUL, State.OPTED_OUT, State.UNDELIVERABLE})
"""Never left, whatever arrives late or twice."""

TRANSITIONS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.NEW: frozenset({State.QUEUED, State.OPTED_OUT, State.UNDELIVERABLE}),
        State.QUEUED: frozenset(
            {State.SENDING, State.NEW, State.OPTED_OUT, State.UNDELIVERABLE, State.UNKNOWN}
        ),
        State.SENDING: frozenset(
            {
                State.CONTACTED,
                State.UNKNOWN,
                State.QUEUED,
                State.NEW,
                State.UNDELIVERABLE,
                State.OPTED_OUT,
            }
        ),
        # A reply, or a provider's report, tells whether an unknown message arrived. Only one that is reported to have
        # failed is sent again, in another way or much later; so is one that was sent.
        State.UNKNOWN: frozenset(
            {
                State.CONTACTED,
                State.INTERESTED,
                State.UNSUCCESSFUL,
                State.OPTED_OUT,
                State.UNDELIVERABLE,
                State.NEW,
            }
        ),
        State.CONTACTED: frozenset(
            {State.INTERESTED, State.UNSUCCESSFUL, State.OPTED_OUT, State.UNDELIVERABLE, State.NEW}
        ),
        State.INTERESTED: frozenset(
            {State.MEETING_PROPOSED, State.UNSUCCESSFUL, State.OPTED_OUT, State.UNDELIVERABLE}
        ),
        State.MEETING_PROPOSED: frozenset(
            {State.SCHEDULED, State.INTERESTED, State.UNSUCCESSFUL, State.OPTED_OUT, State.UNDELIVERABLE}
        ),
        State.SCHEDULED: frozenset(
            {
                State.COMPLETED,
                State.MEETING_PROPOSED,
                State.INTERESTED,
                State.UNSUCCESSFUL,
                State.OPTED_OUT,
                State.UNDELIVERABLE,
            }
        ),
        **{state: frozenset() for state in FINAL_STATES},
    }
)


def may_become(state: State, target: State) -> bool:
    """Return True if a contact in ``state`` may be moved to ``target``."""
    return target in TRANSITIONS[state]


class MeetingStatus(StrEnum):
    """The status of a meeting."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    COMPLETED = "completed"
    NO_SHOW = "no_show"


class Side(StrEnum):
    """A side that calls a meeting off: ``by`` of Meeting Cancelled."""

    CONTACT = "contact"
    HOST = "host"
    SYSTEM = "system"
    """Its contact is gone, by an erasure, say."""
    OPT_OUT = "opt_out"
    """The contact, by asking for no more messages."""


class Intent(StrEnum):
    """The intent of a reply."""

    OPT_OUT = "opt_out"
    SLOT_CHOICE = "slot_choice"
    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    QUESTION = "question"
    OUT_OF_OFFICE = "out_of_office"
    UNKNOWN = "unknown"


class Event(StrEnum):
    """The detail-types of the events that the system raises."""

    CONTACTS_INGESTED = "Contacts Ingested"
    MESSAGE_SENT = "Message Sent"
    MESSAGE_FAILED = "Message Failed"
    CONTACT_OPTED_OUT = "Contact Opted Out"
    SCHEDULE_REQUESTED = "Schedule Requested"
    MEETING_PROPOSED = "Meeting Proposed"
    MEETING_CONFIRMED = "Meeting Confirmed"
    MEETING_BOOKED = "Meeting Booked"
    MEETING_CANCELLED = "Meeting Cancelled"
    BRIEFING_READY = "Briefing Ready"
    HUMAN_ATTENTION_NEEDED = "Human Attention Needed"


class Attention(StrEnum):
    """The reasons for which a human is called: ``reason`` of Human Attention Needed."""

    UNKNOWN_SENDER = "unknown_sender"
    OPTED_OUT_CONTACT_WROTE = "opted_out_contact_wrote"
    FINISHED_CONTACT_WROTE = "finished_contact_wrote"
    HUMAN_TALKS = "human_talks"
    COLLEAGUE_WROTE = "colleague_wrote"
    DATA_DEMAND = "data_demand"
    INTERESTED_WITHOUT_CHOICE = "interested_without_choice"
    NOTHING_TO_CANCEL = "nothing_to_cancel"
    QUESTION = "question"
    UNCLEAR_REPLY = "unclear_reply"
    NOT_TEXT = "not_text"
    PROVIDER_NOTICE = "provider_notice"
    NOT_WRITTEN_TO_YET = "not_written_to_yet"
    TOO_MANY_RESCHEDULES = "too_many_reschedules"
    NO_FREE_TIME = "no_free_time"
    SECOND_CHOICE = "second_choice"
    BRIEFING_NOT_MAILED = "briefing_not_mailed"
    MESSAGE_UNKNOWN = "message_unknown"
    MESSAGE_FAILED = "message_failed"
    CHANNEL_CLOSED = "channel_closed"
    MESSAGE_UNWRITABLE = "message_unwritable"
    MEETING_NOT_SERVED = "meeting_not_served"
    AWAY_AT_MEETING = "away_at_meeting"
    MEETING_IN_DOUBT = "meeting_in_doubt"
    CONTACT_UNREACHABLE = "contact_unreachable"
    ADDRESS_CLOSED = "address_closed"
    CALENDAR_CHANGED = "calendar_changed"
