"""The meeting that a request names, of those that somebody has: by its day or hour, its host or its campaign."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.common.rules import portuguese
from handlers.conversation.rules import slot_clauses, slot_vocabulary
from handlers.conversation.rules.phrases import excepted
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import MEETING
from handlers.conversation.rules.slot_mentions import Aspect, Mention, OfferedSlot, offer
from handlers.meetings.rules.times import Slot

_TIMES = frozenset({Aspect.WEEKDAY, Aspect.DATE, Aspect.HOUR})
_ELSEWHERE = re.compile(
    r"\b(?:remarcar|reagendar|mudar|passar|trocar|transferir|adiar|antecipar)\b(?P<which>.*?)\b(?:para|pra|pro)\b.*"
)
"""A time to which a meeting is to be moved, which is no name of it."""
_WISHES = re.compile(
    r"\b(?<!nao )(?<!nem )(?:(?:so|somente|apenas) (?:posso|podemos|consigo|conseguimos|tenho|da)|prefiro|preferimos"
    r"|pode(?:ria)? ser|que tal|consigo|conseguimos|posso)\b[^.,!?;]*"
    r"|(?:^|(?<=[.,!?;]))[^.,!?;]*\b(?<!nao )(?:(?:e|fica|seria) melhor|(?:eu |nos )?(?:consigo|conseguimos|posso))\b"
    r"[^.,!?;]*"
)
"""A time that is wished for, which is no name of a meeting."""
_MOVES = re.compile(
    r"\b(?:remarc|reagend|reprogram|adi(?:ar|amento)|antecip|posterg|transfer|mud(?:ar|em|anca)|troc(?:ar|quem)"
    r"|re ?schedul|postpone|move)\w*"
)
_MEETING = Phrases(rf"\b{MEETING}")
_OFFER = re.compile(r"\b(?:nenhum|none|neither|ningun)\w*")
_SHORTEST_NAME = 3


class Named(NamedTuple):
    """A meeting as people name it."""

    time: Slot
    names: tuple[str, ...]
    """Of its host and its campaign."""


def find(text: str, known: Sequence[Named], zone: ZoneInfo, now: datetime) -> int | None:
    """Return the place of the one meeting that a text names; None where it names none, or more than one.

    ``zone`` is the contact's; "amanhã" counts from ``now`` (aware).
    """
    said = _naming(text)
    by_time = _named_by_time(_times(said), known, zone, now)
    by_name = {place for place, each in enumerate(known) if any(_is_said(name, said) for name in each.names)}
    found = by_time & by_name or by_time or by_name
    return found.pop() if len(found) == 1 else None


def names_another(text: str, agreed: Slot, zone: ZoneInfo, now: datetime) -> bool:
    """Return True for a text that names a day or an hour, and none of its kind is that of the agreed time.

    ``zone`` and ``now`` as of ``find``.
    """
    times = _times(_naming(text))
    (slot,) = offer((agreed,), zone, now)
    return {each.aspect for each in times} != {each.aspect for each in times if each.fits(slot)}


def excepts(text: str) -> bool:
    """Return True for a request about another meeting than the one it names: "a de quinta fica, a outra cancela"."""
    said = portuguese.words(text)
    if excepted.EXCEPTED.search(said) or excepted.ANOTHER.search(said):
        return True
    return any(map(_keeps, portuguese.clauses(said)))


def moves(text: str) -> bool:
    """Return True for words about moving a meeting, which takes one that is agreed."""
    return bool(_MOVES.search(portuguese.words(text)))


def is_about_meeting(text: str) -> bool:
    """Return True for words that speak of a meeting as such."""
    return bool(_MEETING.search(portuguese.words(text)))


def is_about_offer(text: str) -> bool:
    """Return True for a wish for another time that is about an offer, as far as it speaks of no meeting."""
    said = portuguese.words(text)
    return bool(_OFFER.search(said)) or not (_MOVES.search(said) or _MEETING.search(said))


def _keeps(clause: str) -> bool:
    """True of a clause that names a time, and keeps the meeting of that time."""
    is_kept = excepted.KEPT.search(clause) is not None and excepted.REQUESTED.search(clause) is None
    return is_kept and bool(_times(slot_vocabulary.known(clause)))


def _naming(text: str) -> str:
    """The words of a text without the times that are no name of a meeting."""
    return _WISHES.sub(" ", _ELSEWHERE.sub(r" \g<which> ", slot_vocabulary.known(portuguese.words(text))))


def _times(said: str) -> list[Mention]:
    return [mention for mention in slot_clauses.mentions(said) if mention.aspect in _TIMES]


def _named_by_time(
    times: Sequence[Mention], known: Sequence[Named], zone: ZoneInfo, now: datetime
) -> set[int]:
    """The places of those that all of the mentions fit, else of those that one does."""
    starts = [each.time.start.astimezone(zone) for each in known]
    today = now.astimezone(zone).date()
    slots = [
        OfferedSlot(each.time, 0, 0, start, today, ()) for each, start in zip(known, starts, strict=True)
    ]
    fits = [[mention.fits(slot) for mention in times] for slot in slots]
    return {place for place, fitting in enumerate(fits) if fitting and all(fitting)} or {
        place for place, fitting in enumerate(fits) if any(fitting)
    }


def _is_said(name: str, said: str) -> bool:
    word = " ".join(portuguese.words(name).split())
    return len(word) >= _SHORTEST_NAME and f" {word} " in f" {said} "
