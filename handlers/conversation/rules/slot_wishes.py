"""The times that a person asks for beside the slots that were offered: "só consigo quinta de manhã".

What is read here chooses no slot. It only says which slots are offered next, so a doubtful word does little harm; what
is not understood leaves the choice of slots as it is without it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.conversation.rules import slot_grammar, slot_notation, slot_vocabulary, slot_words
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slot_mentions import Aspect, Mention, OfferedSlot
from handlers.meetings.rules.times import CELL, Slot

DAYS = 35
"""The days from the reply on in which times are looked for: more than slots are offered in."""
LONGEST_READ = 2_000
"""The characters of a reply that are read."""
OPENS, CELLS_A_DAY = time(8), 48
"""The first hour of a day that counts, and its quarters of an hour."""

_MOVES = Phrases(
    r"\b(?:remarc|reagend|mud|troc|transfer|adi|antecip|pass|mov|alter)\w*\b.*?\b(?:para|pra)\b (?P<to>.*)"
)
"""A wish to move a meeting that says whereto."""
_OF_THE_MEETING = Phrases(
    r"\b(?:reuniao|encontro|conversa|call|compromisso|agendamento)(?: marcad[ao])? (?:d[aeo]s?|n[ao]|que)\b[^,.;!?]*"
)
"""The time that a meeting has."""
_INSTEAD = Phrases(
    r"\b(?:(?:em|en) (?:vez|lugar|cambio)|ao inves|no lugar|instead|rather than)\b[^.,;!?]*?"
    r"(?=$|[.,;!?]|\b(?:pode|podia|podemos|poderia|seria|prefiro|quero|mas|could|puede|podria)\b)"
)
"""The time that another one is wanted for."""
_NO_TIME = Phrases(r"\b(?:mais (?:tarde|cedo)|tarde demais|[ao] [1-9](?! ?(?:h|:|horas?\b|d[ae]\b)))\b")
"""Words that sound like a time: later, sooner, an option by its number."""
_ENDS = Phrases(r"[.!?;,]|\b(?:mas|porem|pois|porque|ja que|so que)\b")
_ALTERNATIVES = Phrases(r"\bou\b|\be (?=(?:na |no |a )?(?:segunda|terca|quarta|quinta|sexta)\b)")
_REFUSES = Phrases(r"\b(?:menos|exceto|tirando)\b")
_BOUND = Phrases(
    r"\b(?P<side>depois|apos|a partir|antes|ate)(?: (?:d[aeo]|o|a))? "
    r"(?=dia \d|\d{1,2}/\d|\d{1,2} de |segunda|terca|quarta|quinta|sexta)"
)
_BETWEEN = Phrases(
    r"\b(?:entre|das?|de)(?: as)? (?P<first>\d{1,2})(?:h|:00| horas)? "
    r"(?:e|as?|ate)(?: as)? (?P<last>\d{1,2})(?:h|:00| horas)?\b"
)


class _Said(NamedTuple):
    """The mentions of a part of a reply."""

    mentions: tuple[Mention, ...]
    refuses: bool
    is_alternative: bool

    @property
    def aspects(self) -> frozenset[Aspect]:
        return frozenset(mention.aspect for mention in self.mentions)


def wished(text: str, zone: ZoneInfo, now: datetime) -> tuple[Slot, ...]:
    """Return the spans in which the person wants a meeting to begin, in order; none where nothing is said of it.

    ``zone`` is the person's own; "amanhã" counts from ``now`` (aware).
    """
    today = now.astimezone(zone).date()
    parts = list(_parts(_relevant(text), today))
    refused = [part.mentions for part in parts if part.refuses]
    wanted = _wanted([part for part in parts if not part.refuses])
    if not refused and not wanted:
        return ()
    cells = [cell for cell in _cells(today, zone) if not any(_fits(each, cell) for each in refused)]
    if wanted:
        cells = [cell for cell in cells if any(_fits(each, cell) for each in wanted)]
    return tuple(_spans(cells))


def _relevant(text: str) -> str:
    """The words that may tell a time to come."""
    said = slot_vocabulary.known(slot_notation.spoken(text[:LONGEST_READ]))
    said = _NO_TIME.sub(" ", _INSTEAD.sub(" ", slot_words.COURTESY.sub(" ", said)))
    moved = _MOVES.search(said)
    if moved is not None and slot_grammar.parse(moved["to"]).mentions:
        return moved["to"]
    return _OF_THE_MEETING.sub(" ", said)


def _parts(said: str, today: date) -> Iterator[_Said]:
    """Yield each part that mentions a time."""
    for clause in _ENDS.sub("|", said).split("|"):
        for number, part in enumerate(_ALTERNATIVES.sub("|", clause).split("|")):
            mentions = tuple(
                mention for mention in _mentions(part, today) if mention.aspect is not Aspect.OPTION
            )
            if mentions:
                yield _Said(mentions, _is_refusal(part), number > 0)


def _is_refusal(part: str) -> bool:
    return any(each.search(f"{part} ") for each in (slot_words.NEGATION, slot_words.EXCUSE, _REFUSES))


def _mentions(part: str, today: date) -> list[Mention]:
    found: list[Mention] = []
    if between := _BETWEEN.search(part):
        first, last = int(between["first"]), int(between["last"])
        found.append(Mention(Aspect.HOUR, lambda slot: first <= slot.start.hour < last))
        part = _BETWEEN.sub(" ", part)
    bound = _BOUND.search(part)
    if bound is None:
        return found + list(slot_grammar.parse(part).mentions)
    for mention in slot_grammar.parse(part[bound.end() :]).mentions:
        is_day = mention.aspect in (Aspect.DATE, Aspect.WEEKDAY)
        day = _first_day(mention, today) if is_day else None
        found.append(mention if day is None else _beside(day, bound["side"]))
    return found


def _beside(day: date, side: str) -> Mention:
    """The days on one side of a day; "a partir" and "até" count it too."""
    match side:
        case "antes":
            return Mention(Aspect.DATE, lambda slot: slot.start.date() < day)
        case "ate":
            return Mention(Aspect.DATE, lambda slot: slot.start.date() <= day)
        case "a partir":
            return Mention(Aspect.DATE, lambda slot: slot.start.date() >= day)
    return Mention(Aspect.DATE, lambda slot: slot.start.date() > day)


def _first_day(mention: Mention, today: date) -> date | None:
    noons = (datetime.combine(today + timedelta(days=number), time(12), UTC) for number in range(2 * DAYS))
    return next((noon.date() for noon in noons if mention.fits(_cell(noon, noon, today))), None)


def _wanted(parts: Iterable[_Said]) -> list[tuple[Mention, ...]]:
    """The mentions of each alternative: "segunda ou terça, à tarde" is two, both in the afternoon."""
    wanted: list[_Said] = []
    for part in parts:
        others = [each for each in wanted if not each.aspects & part.aspects]
        if part.is_alternative or len(others) < len(wanted) or not wanted:
            wanted.append(part)
        else:
            wanted = [each._replace(mentions=each.mentions + part.mentions) for each in wanted]
    return [each.mentions for each in wanted]


def _cells(today: date, zone: ZoneInfo) -> Iterator[OfferedSlot]:
    """Every start that counts, by the clock of ``zone``."""
    for number in range(DAYS):
        opens = datetime.combine(today + timedelta(days=number), OPENS, zone)
        instant = opens.astimezone(UTC)
        for ahead in (quarter * CELL for quarter in range(CELLS_A_DAY)):
            yield _cell(opens + ahead, instant + ahead, today)


def _cell(start: datetime, instant: datetime, today: date) -> OfferedSlot:
    """A start in the place of an offered slot, which has no number."""
    return OfferedSlot(Slot(instant, instant + CELL), 0, 0, start, today, ())


def _fits(mentions: Iterable[Mention], cell: OfferedSlot) -> bool:
    return all(mention.fits(cell) for mention in mentions)


def _spans(cells: Iterable[OfferedSlot]) -> list[Slot]:
    spans: list[Slot] = []
    for cell in cells:
        if spans and spans[-1].end == cell.slot.start:
            spans[-1] = Slot(spans[-1].start, cell.slot.end)
        else:
            spans.append(cell.slot)
    return spans
