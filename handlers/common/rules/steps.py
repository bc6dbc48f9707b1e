"""The step of a message: its name among all of its contact's messages, and so the key of its claim."""

import re
from datetime import datetime

from handlers.common.rules.model import Kind

_ABOUT_MEETING = frozenset({Kind.PROPOSAL, Kind.CONFIRMATION, Kind.CANCELLATION, Kind.LAPSE, Kind.WHICH_SLOT})

_COPY = "#email"


class Step(str):
    """A kind of message and what tells it from others of the kind, joined by ``#``.

    ``outreach``, ``follow_up#1``, ``proposal#<meeting>#<round>``, ``confirmation#<meeting>#v<version>``,
    ``reminder_24h#<meeting>#v<version>``, ``cancellation#<meeting>``, ``lapse#<meeting>#<round>``,
    ``which_slot#<meeting>#<round>``,
    ``check#<reply>`` (and the like for ``unchanged``, ``handover``, ``farewell``, ``answer``, ``slot_lost``),
    ``opt_out_ack``, ``opt_out_ack#<opt-in before it>``, ``opt_out_ack#<meeting>#email``;
    ``<step>#email`` for the copy of one by e-mail.
    """

    __slots__ = ()

    @classmethod
    def follow_up(cls, number: int) -> "Step":
        """The ``number``-th follow-up, counted from 1."""
        return cls(f"{Kind.FOLLOW_UP}#{number}")

    @classmethod
    def proposal(cls, meeting_id: str, round_: int) -> "Step":
        """The offer of a round of a meeting, be it a proposal or an apology."""
        return cls(f"{Kind.PROPOSAL}#{meeting_id}#{round_}")

    @classmethod
    def confirmation(cls, meeting_id: str, version: int) -> "Step":
        """The confirmation of a version of a meeting."""
        return cls(f"{Kind.CONFIRMATION}#{meeting_id}#v{version}")

    @classmethod
    def reminder(cls, lead: str, meeting_id: str, version: int) -> "Step":
        """The reminder ``lead`` (``24h``, ``1h``) of a version of a meeting."""
        return cls(f"{Kind.REMINDER}_{lead}#{meeting_id}#v{version}")

    @classmethod
    def cancellation(cls, meeting_id: str) -> "Step":
        """The message that a meeting is called off, which it can be only once."""
        return cls(f"{Kind.CANCELLATION}#{meeting_id}")

    @classmethod
    def lapse(cls, meeting_id: str, round_: int) -> "Step":
        """The message that the offer of a round of a meeting is over."""
        return cls(f"{Kind.LAPSE}#{meeting_id}#{round_}")

    @classmethod
    def which_slot(cls, meeting_id: str, round_: int) -> "Step":
        """The question which slot of the offer of a round of a meeting is meant."""
        return cls(f"{Kind.WHICH_SLOT}#{meeting_id}#{round_}")

    @classmethod
    def answering(cls, kind: Kind, reply_id: str) -> "Step":
        """The message of a kind that answers a reply of that identity."""
        return cls(f"{kind}#{re.sub(r'[^A-Za-z0-9_-]', '-', reply_id)[:64]}")

    @classmethod
    def opt_out_ack(cls, opted_in_at: datetime | None) -> "Step":
        """The acknowledgement of an opt-out; of all since the opt-in at that instant, where one was undone, one."""
        return OPT_OUT_ACK if opted_in_at is None else cls(f"{OPT_OUT_ACK}#{int(opted_in_at.timestamp())}")

    @classmethod
    def called_off(cls, meeting_id: str) -> "Step":
        """The acknowledgement of an opt-out as far as it calls off a meeting, whose invitation it takes back."""
        return cls(f"{OPT_OUT_ACK}#{meeting_id}")

    @property
    def by_email(self) -> "Step":
        """The copy by e-mail of a message about a meeting that goes another way: it brings the iCalendar document."""
        return type(self)(f"{self}{_COPY}")

    @property
    def is_copy(self) -> bool:
        """True for a copy by e-mail, which goes no other way."""
        return self.endswith(_COPY) and self.count("#") > 1

    @property
    def offer(self) -> tuple[str, int] | None:
        """The meeting and the round whose slots the message has to choose from; None for any other message."""
        kind, _, about = self.partition("#")
        meeting_id, _, round_ = about.partition("#")
        offers = kind in (Kind.PROPOSAL, Kind.WHICH_SLOT) and meeting_id and round_.isdecimal()
        return (meeting_id, int(round_)) if offers else None

    @property
    def meeting_id(self) -> str | None:
        """The meeting that the message is about; None for any other message."""
        kind, _, about = self.partition("#")
        is_about_one = kind in _ABOUT_MEETING or kind.startswith(f"{Kind.REMINDER}_")
        return about.partition("#")[0] or None if is_about_one else None

    @property
    def follow_ups_done(self) -> int:
        """The number of the follow-up that this step is; 0 for the first message."""
        return int(self.partition("#")[2]) if self.follows_up else 0

    @property
    def follows_up(self) -> bool:
        return self.startswith(f"{Kind.FOLLOW_UP}#")

    @property
    def is_paced(self) -> bool:
        """True for what a contact waits for in the backlog: the first message, a follow-up, or the end of silence."""
        number = self.partition("#")[2]
        return self in (OUTREACH, SILENCE) or (self.follows_up and number.isdecimal())

    @property
    def paced_kind(self) -> Kind:
        """The kind of a message that waits in the backlog: outreach or follow-up."""
        return Kind.FOLLOW_UP if self.follows_up else Kind.OUTREACH


OUTREACH = Step(Kind.OUTREACH)
SILENCE = Step("silence")
"""No message: the end of waiting for a contact who has not answered the last one."""
OPT_OUT_ACK = Step(Kind.OPT_OUT_ACK)
