"""An entry of a tenant's inbox: what needs a human, until somebody has dealt with it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from handlers.common.rules.contact import instant
from handlers.common.rules.model import Attention, Channel


class Deed(StrEnum):
    """An operator's doing."""

    ANSWERED = "answered"
    HANDED_BACK = "handed_back"
    CLOSED = "closed"


class Word(NamedTuple):
    """A call for a human, or a deed of one."""

    at: datetime
    reason: str = ""
    """The reason of a call, as in the event."""
    note: str = ""
    text: str = ""
    """The words of a stranger, of a colleague or of whoever answered; a contact's own are with the contact."""
    deed: str = ""
    by: str = ""
    """Whoever did it: user and identity."""

    @property
    def is_of_human(self) -> bool:
        """True where the words are those of one of the tenant's own people."""
        return self.deed == Deed.ANSWERED or self.reason == Attention.COLLEAGUE_WROTE

    @property
    def item(self) -> dict[str, str]:
        """The word as it is stored."""
        kept = {**self._asdict(), "at": self.at.isoformat()}
        return {name: value for name, value in kept.items() if value}


class Entry(NamedTuple):
    """An entry as it stands."""

    entry_id: str
    tenant_id: str
    opened_at: datetime
    last_at: datetime
    reason: Attention
    """The reason of the last call."""
    words: tuple[Word, ...] = ()
    """The calls and deeds, oldest first."""
    waiting_since: datetime | None = None
    """The instant of the first call that nobody has touched; None once somebody has."""
    due: datetime | None = None
    """The instant at which it is overdue, while it waits."""
    campaign_id: str | None = None
    contact_id: str | None = None
    """None for a stranger and for what is the tenant's own matter."""
    meeting_id: str | None = None
    channel: Channel | None = None
    """The channel of the last call, where it had one: that on which the person wrote."""
    sender: str = ""
    """The address of a stranger."""
    mail: str = ""
    """The state of the mail about it."""
    mail_by: str = ""
    """The call whose run mails it."""
    closed_at: datetime | None = None

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "Entry":
        """The entry of an item of the contacts table."""
        words = [
            Word(**word)._replace(at=datetime.fromisoformat(word["at"])) for word in item["words"].values()
        ]
        return cls(
            entry_id=item["entryId"],
            tenant_id=item["tenantId"],
            opened_at=datetime.fromisoformat(item["openedAt"]),
            last_at=datetime.fromisoformat(item["lastAt"]),
            reason=Attention(item["reason"]),
            words=tuple(sorted(words, key=lambda word: word.at)),
            waiting_since=instant(item, "waitingSince"),
            due=datetime.fromisoformat(order.partition("#")[2])
            if (order := item.get("backlogOrder"))
            else None,
            campaign_id=item.get("campaignId"),
            contact_id=item.get("contactId"),
            meeting_id=item.get("meetingId"),
            channel=Channel(item["channel"]) if "channel" in item else None,
            sender=item.get("sender", ""),
            mail=item.get("mail", ""),
            mail_by=item.get("mailBy", ""),
            closed_at=instant(item, "closedAt"),
        )
