"""The words of a reply with a mark in place of each day, hour or option, which says what that is of the offer.

So the model of replies sees whether a time is on offer, whatever its day is: "quarta não dá, sexta sim" and "quinta não
dá, segunda sim" are the same to it where all four are days of the offer.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.conversation.rules.slots import notation, vocabulary
from handlers.conversation.rules.slots.mentions import Mention, OfferedSlot, fitting, offer
from handlers.conversation.rules.slots.patterns import RULES
from handlers.meetings.rules.meeting import Slot

_FIRST_PLACE = 0xE000
"""The first of the characters that hold the places of mentions until all are found; none of them is in any word."""
_PLACES = re.compile(r"[\ue000-\uf8ff](?: [\ue000-\uf8ff])*")


def marked(text: str, slots: Sequence[Slot], zone: ZoneInfo, now: datetime) -> list[str]:
    """Return the words, with numbers that are no mention as ``#``; the arguments are ``closed_grammar.choose``'s.

    The mark of mentions that follow one another is the number of slots that all of them fit, such as ``<1>``, or
    ``<all>``; without an offer it is ``<>``.
    """
    offered = offer(slots, zone, now)
    known = vocabulary.known(notation.in_sentences(text))
    found: list[Mention] = []
    for phrases, mention in RULES:

        def placed(match: re.Match[str], mention=mention) -> str:
            found.append(mention(match))
            return f" {chr(_FIRST_PLACE + len(found) - 1)} "

        known = phrases.sub(placed, known)

    def mark(places: re.Match[str]) -> str:
        return _mark([found[ord(place) - _FIRST_PLACE] for place in places[0].split()], offered)

    said = _PLACES.sub(mark, " ".join(known.split()))
    return ["#" if word.isdigit() else word for word in said.split()]


def _mark(mentions: Iterable[Mention], offered: Sequence[OfferedSlot]) -> str:
    if not offered:
        return "<>"
    fits = len(fitting(mentions, offered))
    return "<all>" if fits == len(offered) else f"<{fits}>"
