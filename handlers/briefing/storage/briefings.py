"""The briefing beside its meeting, and the mails to the host about both.

Attributes of the meeting's item that its own changes leave alone: ``briefing`` (Markdown), ``briefingRound`` (the
offer that it was mailed for), ``briefingMail`` (``sending``, ``sent``, ``failed`` or ``unknown``); ``news`` (the
booking, or the cancellation, that the host was last mailed about), ``newsMail`` (as ``briefingMail``) and ``newsStart``
(the start of the meeting as far as the host has been told).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.writes import Condition
from handlers.environment import required
from handlers.meetings.rules.meeting import Meeting


class Kept(NamedTuple):
    """The round for which a briefing was last mailed, its Markdown, the last news, and the state of either mail."""

    round: int | None = None
    markdown: str | None = None
    mail: str | None = None
    news: str | None = None
    news_mail: str | None = None
    told_start: datetime | None = None
    """The start of the meeting as far as the host has been told of it."""


class MailRecord(NamedTuple):
    """The record of one mail to the host: its state, which is claimed before the mail is sent."""

    meeting_id: str
    state: str
    """The attribute with the state of the mail."""
    subject: str
    """The attribute with what the mail is about."""
    about: str | int

    def claim(self) -> bool:
        """Take the mail on; False where somebody has begun to send it."""
        return self._update({self.state: "sending"}, f" AND attribute_not_exists(#{self.state})")

    def read(self) -> str | None:
        """Return the state of the mail; None where nobody has begun to send it."""
        return _item(self.meeting_id).get(self.state)

    def settle(self, outcome: str | None, told: Mapping[str, str] | None = None) -> None:
        """Record the outcome, with what the host is ``told``; None: it was certainly not sent, and may be yet."""
        if outcome is None:
            self._update({}, remove=(self.state,))
        else:
            self._update({self.state: outcome, **(told or {})})

    def _update(self, values: Mapping[str, str], further: str = "", remove: tuple[str, ...] = ()) -> bool:
        same = Condition(f"#{self.subject} = :about{further}", {"about": self.about})
        return _update(self.meeting_id, values, same, remove)


def of_round(meeting_id: str, round_: int) -> MailRecord:
    """The record of the mail with the briefing for a round."""
    return MailRecord(meeting_id, "briefingMail", "briefingRound", round_)


def of_news(meeting_id: str, news: str) -> MailRecord:
    """The record of the mail with news of a meeting."""
    return MailRecord(meeting_id, "newsMail", "news", news)


def told(start: datetime) -> dict[str, str]:
    """The attribute by which the host is known to have been told the start of the meeting."""
    return {"newsStart": keys.instant(start)}


def keep(meeting: Meeting, round_: int, markdown: str) -> bool:
    """Keep the briefing of a meeting as it was read, for an offer.

    False where one for this or a later round is there already, or the meeting has changed since.
    """
    values = {"briefing": markdown, "briefingRound": round_}
    newer = "(attribute_not_exists(#briefingRound) OR #briefingRound < :round)"
    where = Condition(f"#version = :version AND {newer}", {"version": meeting.version, "round": round_})
    return _update(meeting.meeting_id, values, where, remove=("briefingMail",))


def keep_news(meeting: Meeting, news: str, markdown: str | None) -> bool:
    """Keep news of a meeting as it was read, and its briefing brought up to date, if there is one.

    False where these news are there already, or the meeting has changed since.
    """
    values = {"news": news} | ({} if markdown is None else {"briefing": markdown})
    other = "(attribute_not_exists(#news) OR #news <> :latest)"
    where = Condition(f"#version = :version AND {other}", {"version": meeting.version, "latest": news})
    # Of a meeting that is off no start is known to the host any more: the next one is new.
    gone = () if meeting.time is not None and meeting.is_held else ("newsStart",)
    return _update(meeting.meeting_id, values, where, remove=("newsMail", *gone))


def read(meeting_id: str) -> Kept:
    """The briefing and the news that are kept with a meeting."""
    item = _item(meeting_id)
    start = item.get("newsStart")
    names = ("briefingRound", "briefing", "briefingMail", "news", "newsMail")
    return Kept(*(item.get(name) for name in names), datetime.fromisoformat(start) if start else None)


def _item(meeting_id: str) -> dynamo.Item:
    return dynamo.read_item(_table(), keys.meeting_pk(meeting_id), keys.MEETING_SK) or {}


def _table() -> str:
    return required("TABLE_MEETINGS")


def _update(
    meeting_id: str, values: Mapping[str, Any], where: Condition, remove: tuple[str, ...] = ()
) -> bool:
    key = {"pk": keys.meeting_pk(meeting_id), "sk": keys.MEETING_SK}
    return writes.made(writes.update(_table(), key, values, where, remove=remove))
