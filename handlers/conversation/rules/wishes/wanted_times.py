"""The times that a person asks for beside the slots that were offered: "só consigo quinta de manhã".

What is read here chooses no slot. It only says which slots are offered next, or that a human has to look for one; what
is not understood leaves the choice of slots as it is without it.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, pairwise
from zoneinfo import ZoneInfo

from handlers.conversation.rules.choices import set_apart, taken_times
from handlers.conversation.rules.phrases import slot_names as names
from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots import grammar, notation, slot_words, vocabulary, wish_words
from handlers.conversation.rules.slots.mentions import Aspect, Mention, OfferedSlot
from handlers.conversation.rules.wishes import (
    comparisons,
    far_days,
    postponements,
    swapped_times,
    wish_parts,
    wished_times,
)
from handlers.conversation.rules.wishes.wished_times import Said
from handlers.meetings.rules.times import CELL, Slot

DAYS = 35
"""The days from the reply on in which times are looked for: more than slots are offered in."""
FARTHEST_DAYS = 400
"""The same of times that none of those days has: "só em março"."""
MOST_FAR_DAYS = 10
"""The days that far that are returned, enough to tell that hardly a slot can be offered."""
LONGEST_READ = 2_000
"""The characters of a reply that are read."""
OPENS, CELLS_A_DAY = time(8), 48
"""The first hour of a day that counts, and its quarters of an hour."""

_OF_THE_MEETING = Phrases(
    r"\b(?:reuniao|encontro|conversa|call|compromisso|agendamento)(?: marcad[ao])? "
    r"(?:d[aeo]s?(?! (?:condominio|pais|diretoria|conselho|equipe|escola)\b)|n[ao]|que)\b[^,.;!?]*"
)
"""The time that a meeting has."""
_NO_TIME = Phrases(
    r"\b(?:mais (?:tarde|cedo)|tarde demais|[ao] [1-9](?! ?(?:h|:|horas?\b|d[ae]\b|dias|semanas?|mes)))\b"
)
"""Words that sound like a time: later, sooner, an option by its number."""
_ENDS = Phrases(r"[.!?;,]|\b(?:mas|porem|pois|porque|por que|ja que|so que|but|pero|because)\b")
_BOUND = Phrases(
    r"\b(?P<side>depois|apos|despues|after|a partir|antes|before|ate|hasta|until)(?: (?:d[aeo]l?|o|a|el|the))? "
    rf"(?=dia \d|\d{{1,2}}/\d|\d{{1,2}} de |{WORKDAYS}|{names.MONTH})"
)
_BETWEEN = Phrases(
    r"\b(?:entre|das?|de)(?: as)? (?P<first>\d{1,2})(?:h|:00| horas)? "
    r"(?:e|as?|ate)(?: as)? (?P<last>\d{1,2})(?:h|:00| horas)?\b"
)


_Mentions = Sequence[tuple[Mention, ...]]

_DATES = frozenset({Aspect.DATE, Aspect.WEEK})
_OF_DAYS = _DATES | {Aspect.WEEKDAY}
_OF_A_DAY = frozenset({Aspect.DATE, Aspect.WEEKDAY})


def wished(text: str, zone: ZoneInfo, now: datetime, before: Sequence[Slot] = ()) -> tuple[Slot, ...]:
    """Return the spans in which the person wants a meeting to begin, in order; none where nothing is said of it.

    ``zone`` is the person's own; ``now`` is aware. ``before`` are the slots that were offered last: "mais cedo" is
    earlier, and "não posso" may refuse one. Of times beyond all that could be offered the first days are returned.
    """
    today, said = now.astimezone(zone).date(), _relevant(text)
    parts = [*wished_times.turned_down(_parts(said, today))]
    if wish_parts.begins_with_refusal(_clauses(said)):
        offered = [_cell(slot.start.astimezone(zone), slot.start, today) for slot in before]
        on_offer = [each for each in parts if any(_fits(each.mentions, cell) for cell in offered)]
        parts = [each for each in parts if not (each.is_bare and each in on_offer)]
    refused = [part.mentions for part in parts if part.refuses]
    wanted = wished_times.wanted([part for part in parts if not part.refuses])
    compared = comparisons.compared(text, [slot.start.astimezone(zone) for slot in before])
    if compared is not None:
        names_day = any(mention.aspect in _OF_DAYS for mentions in wanted for mention in mentions)
        bound = compared.on_its_day if names_day else compared.before_all
        wanted = [(*mentions, bound) for mentions in wanted or [()]] if bound else wanted
    if not refused and not wanted:
        return ()
    far = wished_times.wanted([part for part in parts if part.may_be_far and not part.refuses])
    return tuple(_spans(_near(wanted, refused, today, zone) or _far(far, refused, today, zone)))


def counts_from_an_offer(text: str) -> bool:
    """Return True for a text whose meaning depends on the slots that were offered last, if any time is named in it."""
    return comparisons.compares(text) or wish_parts.begins_with_refusal(_clauses(_relevant(text)))


def _near(wanted: _Mentions, refused: _Mentions, today: date, zone: ZoneInfo) -> list[OfferedSlot]:
    return [cell for cell in _cells(today, zone, range(DAYS)) if _is_wanted(cell, wanted, refused)]


def _far(wanted: _Mentions, refused: _Mentions, today: date, zone: ZoneInfo) -> list[OfferedSlot]:
    """The first days with a time that is wanted, where no nearer day has one.

    Words that contradict one another ("terça" beside the 7th, a Monday) are no wish for a day that happens to fit.
    """

    def fits(number: int, mentions: Iterable[Mention], aspects: Container[Aspect]) -> bool:
        noon = datetime.combine(today + timedelta(number), time(12), UTC)
        of_days = [mention for mention in mentions if mention.aspect in aspects]
        return bool(of_days) and _fits(of_days, _cell(noon, noon, today))

    far = [each for each in wanted if not any(fits(number, each, _DATES) for number in range(DAYS))]
    days = [n for n in range(DAYS, FARTHEST_DAYS) if any(fits(n, each, _OF_DAYS) for each in far)]
    return [cell for cell in _cells(today, zone, days[:MOST_FAR_DAYS]) if _is_wanted(cell, far, refused)]


def _is_wanted(cell: OfferedSlot, wanted: _Mentions, refused: _Mentions) -> bool:
    if any(_fits(each, cell) for each in refused):
        return False
    return not wanted or any(_fits(each, cell) for each in wanted)


def _relevant(text: str) -> str:
    """The words that may tell a time to come."""
    said = postponements.without(set_apart.refusing(notation.spoken(text[:LONGEST_READ])))
    said = taken_times.without_diaries(wish_words.plainly(vocabulary.known(said)))
    said = swapped_times.wanted(_NO_TIME.sub(" ", slot_words.COURTESY.sub(" ", said)))
    return _OF_THE_MEETING.sub(" ", said)


def _parts(said: str, today: date) -> Iterator[Said]:
    """Yield each part that mentions a time."""
    told = wish_parts.turned_down(_clauses(said))
    for clause in chain.from_iterable(map(wish_parts.apart, told)):
        found = wish_parts.parts(clause)
        named = [
            tuple(each for each in _mentions(part.said, today) if each.aspect is not Aspect.OPTION)
            for part in found
        ]
        for number, (part, mentions) in enumerate(zip(found, _sharing(found, named), strict=True)):
            if part.refuses and len({mention.aspect for mention in mentions}) < len(mentions):
                # "Nem quinta nem sexta" are two days.
                yield from (Said((each,), True, True, far_days.is_wish(part.said)) for each in mentions)
            elif mentions:
                tells = wish_parts.tells_of_work(part.said)
                yield Said(
                    mentions, part.refuses, number > 0, far_days.is_wish(part.said), part.is_bare, tells
                )


def _clauses(said: str) -> list[str]:
    return _ENDS.sub("|", wish_parts.with_lists(said)).split("|")


def _sharing(parts: Sequence[wish_parts.Part], named: _Mentions) -> _Mentions:
    """Return what each part names, with the hour that the last of them names for all: "segundas e quartas à tarde"."""
    shared = list(named)
    for place, (part, following) in reversed([*enumerate(pairwise(parts))]):
        days = bool(named[place]) and _OF_A_DAY.issuperset(each.aspect for each in named[place])
        if days and not part.refuses and not following.refuses:
            shared[place] += tuple(each for each in shared[place + 1] if each.aspect not in _OF_A_DAY)
    return shared


def _mentions(part: str, today: date) -> list[Mention]:
    found, part = far_days.mentions(part, today)
    if between := _BETWEEN.search(part):
        first, last = int(between["first"]), int(between["last"])
        found.append(Mention(Aspect.HOUR, lambda slot: first <= slot.start.hour < last))
        part = _BETWEEN.sub(" ", part)
    bound = _BOUND.search(part)
    if bound is None:
        return found + list(grammar.parse(part).mentions)
    for mention in grammar.parse(part[bound.end() :]).mentions:
        is_day = mention.aspect in (Aspect.DATE, Aspect.WEEKDAY)
        day = _first_day(mention, today) if is_day else None
        found.append(mention if day is None else _beside(day, bound["side"]))
    return found


def _beside(day: date, side: str) -> Mention:
    """The days on one side of a day; "a partir" and "até" count it too."""
    match side:
        case "antes" | "before":
            return Mention(Aspect.DATE, lambda slot: slot.start.date() < day)
        case "ate" | "hasta" | "until":
            return Mention(Aspect.DATE, lambda slot: slot.start.date() <= day)
        case "a partir":
            return Mention(Aspect.DATE, lambda slot: slot.start.date() >= day)
    return Mention(Aspect.DATE, lambda slot: slot.start.date() > day)


def _first_day(mention: Mention, today: date) -> date | None:
    noons = (datetime.combine(today + timedelta(days=number), time(12), UTC) for number in range(2 * DAYS))
    return next((noon.date() for noon in noons if mention.fits(_cell(noon, noon, today))), None)


def _cells(today: date, zone: ZoneInfo, days: Iterable[int]) -> Iterator[OfferedSlot]:
    """Every start that counts on days from ``today`` on, by the clock of ``zone``."""
    for number in days:
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
