"""The briefing beside its meeting, and the state of its mail.

Attributes of the meeting's item that its own changes leave alone: ``briefing`` (Markdown), ``briefingRound`` (the
offer that it was written for) and ``briefingMail`` (``sending``, ``sent``, ``failed`` or ``unknown``).
"""

from typing import NamedTuple

from handlers.common.storage import dynamo, keys, writes
from handlers.common.storage.writes import Condition
from handlers.environment import required


class KeptBriefing(NamedTuple):
    """The round for which a briefing was written, its Markdown, and the state of its mail."""

    round: int | None = None
    markdown: str | None = None
    mail: str | None = None


def keep(meeting_id: str, round_: int, markdown: str) -> bool:
    """Keep a briefing with its meeting; False where one for this or a later round is there already."""
    values = {"briefing": markdown, "briefingRound": round_}
    newer = Condition(
        "attribute_exists(pk) AND (attribute_not_exists(#briefingRound) OR #briefingRound < :round)",
        {"round": round_},
    )
    return _update(meeting_id, values, newer, remove=("briefingMail",))


def read(meeting_id: str) -> KeptBriefing:
    """The briefing that is kept with a meeting."""
    item = dynamo.read_item(_table(), keys.meeting_pk(meeting_id), keys.MEETING_SK) or {}
    return KeptBriefing(item.get("briefingRound"), item.get("briefing"), item.get("briefingMail"))


def claim_mail(meeting_id: str, round_: int) -> bool:
    """Take this round's mail on; False where somebody has begun to send it."""
    unclaimed = Condition(
        "#briefingRound = :round AND attribute_not_exists(#briefingMail)", {"round": round_}
    )
    return _update(meeting_id, {"briefingMail": "sending"}, unclaimed)


def settle_mail(meeting_id: str, round_: int, outcome: str | None) -> None:
    """Record the outcome of the mail; None: it was certainly not sent, and may be begun again."""
    same_round = Condition("#briefingRound = :round", {"round": round_})
    if outcome is None:
        _update(meeting_id, {}, same_round, remove=("briefingMail",))
    else:
        _update(meeting_id, {"briefingMail": outcome}, same_round)


def _table() -> str:
    return required("TABLE_MEETINGS")


def _update(
    meeting_id: str, values: dict[str, str | int], where: Condition, remove: tuple[str, ...] = ()
) -> bool:
    key = {"pk": keys.meeting_pk(meeting_id), "sk": keys.MEETING_SK}
    return writes.made(writes.update(_table(), key, values, where, remove=remove))
