"""The things that a reply can say about an offered slot: its number, its day, its hour and so on.

A mention only rules slots out. It never names a time of its own, so nothing outside the offer can be chosen.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple
from zoneinfo import ZoneInfo

from handlers.meetings.rules.meeting import Slot

_PERIODS = {"manha": range(5, 12), "tarde": range(12, 19), "fim": range(16, 19), "noite": range(18, 24)}
"""The hours of each part of the day, the end of the afternoon among them; seven in the evening is both."""

_EARLIEST_HOUR = 7
"""Hours below it are the afternoon's where somebody names a bound: "depois das 2"."""


class OfferedSlot(NamedTuple):
    """A slot of an offer, by the contact's clock."""

    slot: Slot
    position: int
    """The slot's place in the offer, from 1."""
    offered: int
    """The number of slots in the offer."""
    start: datetime
    today: date
    """The day on which the contact replied."""
    starts: tuple[datetime, ...]
    """The starts of all slots of the offer."""

    @property
    def weeks_ahead(self) -> int:
        """The calendar weeks, Monday to Sunday, between the reply and the slot."""
        return weeks_between(self.today, self.start.date())


def weeks_between(today: date, day: date) -> int:
    """Return the calendar weeks, Monday to Sunday, from ``today`` to a day."""
    monday = today - timedelta(days=today.weekday())
    return (day - monday).days // 7


def offer(slots: Sequence[Slot], zone: ZoneInfo, now: datetime) -> tuple[OfferedSlot, ...]:
    """Return the slots by the clock of ``zone``, in the order of the offer; ``now`` is aware."""
    today = now.astimezone(zone).date()
    starts = tuple(slot.start.astimezone(zone) for slot in slots)
    return tuple(
        OfferedSlot(slot, position, len(slots), slot.start.astimezone(zone), today, starts)
        for position, slot in enumerate(slots, 1)
    )


class Aspect(Enum):
    """The property of a slot that a mention is about."""

    OPTION = auto()
    WEEKDAY = auto()
    DATE = auto()
    HOUR = auto()
    PERIOD = auto()
    WEEK = auto()
    PAST = auto()


class Mention(NamedTuple):
    """One thing said about a slot."""

    aspect: Aspect
    fits: Callable[[OfferedSlot], bool]
    """The test that is true of a slot that the words may mean."""
    bare: bool = False
    """True if the mention alone chooses nothing: "segunda" is Monday or the second, "as duas" two o'clock or
    both."""


def days_ahead(*days: int) -> Mention:
    """The day that is any of that many days after the reply."""
    return Mention(Aspect.DATE, lambda slot: (slot.start.date() - slot.today).days in days)


def calendar_day(day: int, month: int | None = None, year: int | None = None) -> Mention:
    """A day of the month, with the month and the last two digits of the year where they are said."""

    def fits(slot: OfferedSlot) -> bool:
        start = slot.start
        return start.day == day and month in (None, start.month) and year in (None, start.year % 100)

    return Mention(Aspect.DATE, fits)


def black_friday(before: int = 0) -> Mention:
    """The day after the fourth Thursday of November, or that many days before it."""

    def fits(slot: OfferedSlot) -> bool:
        day = slot.start.date() + timedelta(days=before)
        thursday = day - timedelta(days=1)
        return (thursday.month, thursday.weekday()) == (11, 3) and thursday.day in range(22, 29)

    return Mention(Aspect.DATE, fits)


def end_of_month() -> Mention:
    """The last days of a month."""
    return Mention(Aspect.DATE, lambda slot: (slot.start + timedelta(days=3)).month != slot.start.month)


def past() -> Mention:
    """A day that is over, which no slot is on."""
    return Mention(Aspect.PAST, lambda slot: False)


def month(number: int) -> Mention:
    """A month, from 1 for January."""
    return Mention(Aspect.DATE, lambda slot: slot.start.month == number)


def next_month() -> Mention:
    """The month after that of the reply."""
    return Mention(Aspect.DATE, lambda slot: slot.start.month == slot.today.month % 12 + 1)


def day_or_hour(number: int) -> Mention:
    """A number alone, which is a day of the month or an hour: "26", "15"."""
    hours = _hours(number, None)

    def fits(slot: OfferedSlot) -> bool:
        return slot.start.day == number or (slot.start.hour in hours and slot.start.minute == 0)

    return Mention(Aspect.DATE, fits)


def weekday(number: int) -> Mention:
    """A day of the week, from 0 for Monday."""
    return Mention(Aspect.WEEKDAY, lambda slot: slot.start.weekday() == number)


def weekday_or_option(weekday: int, option: int, *, bare: bool = True) -> Mention:
    """A word that is a day of the week and an ordinal, such as "segunda"."""
    return Mention(
        Aspect.WEEKDAY, lambda slot: slot.start.weekday() == weekday or slot.position == option, bare=bare
    )


def weekday_and_number(weekday: int, number: int, option: int | None) -> Mention:
    """A weekday and a number: "quinta 26" is the 26th, "quinta 10" the 10th or ten o'clock.

    ``option`` is the number of the option that the weekday may be instead ("segunda"), if any.
    """
    hours = _hours(number, None)

    def fits(slot: OfferedSlot) -> bool:
        is_day = slot.start.day == number
        is_hour = slot.start.hour in hours and slot.start.minute == 0
        return (slot.start.weekday() == weekday or slot.position == option) and (is_day or is_hour)

    return Mention(Aspect.WEEKDAY, fits)


def middle_of_week() -> Mention:
    """Wednesday, or of an offer without one the days beside it."""

    def fits(slot: OfferedSlot) -> bool:
        days = {start.weekday() for start in slot.starts}
        return slot.start.weekday() in ({2} if 2 in days else {1, 2, 3})

    return Mention(Aspect.WEEKDAY, fits)


def week(ahead: int) -> Mention:
    """A calendar week, such as "semana que vem"; alone it chooses nothing."""
    return Mention(Aspect.WEEK, lambda slot: slot.weeks_ahead == ahead, bare=True)


def next_week() -> Mention:
    """The addition "que vem" to a day.

    "Quinta que vem" is the coming Thursday to some and next week's to others: only next week's fits, so that
    a slot on the coming Thursday is never chosen by mistake.
    """
    return Mention(Aspect.WEEK, lambda slot: slot.weeks_ahead == 1)


def clock(hour: int, minute: int = 0, period: str | None = None, *, bare: bool = False) -> Mention:
    """An hour of the day, with "manha", "tarde" or "noite" as the period where one is said."""
    hours = _hours(hour, period)
    return Mention(
        Aspect.HOUR, lambda slot: slot.start.hour in hours and slot.start.minute == minute, bare=bare
    )


def after(hour: int, *, before: bool = False) -> Mention:
    """The hours from one on, or those before it; alone they choose nothing."""
    bound = hour if hour >= _EARLIEST_HOUR else hour + 12
    return Mention(
        Aspect.HOUR,
        lambda slot: (slot.start.hour < bound) if before else (slot.start.hour >= bound),
        bare=True,
    )


def beside(weekday: int, *, before: bool) -> Mention:
    """The days before or after the next such weekday."""

    def fits(slot: OfferedSlot) -> bool:
        bound = slot.today + timedelta(days=(weekday - slot.today.weekday()) % 7)
        return slot.start.date() < bound if before else slot.start.date() > bound

    return Mention(Aspect.DATE, fits)


def part_of_day(period: str) -> Mention:
    """A part of the day: "manha", "tarde", "noite", or the "fim" of the afternoon."""
    return Mention(Aspect.PERIOD, lambda slot: slot.start.hour in _PERIODS[period])


def fitting(mentions: Iterable[Mention], slots: Iterable[OfferedSlot]) -> list[OfferedSlot]:
    """Return the slots that all of the mentions fit."""
    return [slot for slot in slots if all(mention.fits(slot) for mention in mentions)]


def _hours(hour: int, period: str | None) -> frozenset[int]:
    """Return the hours that may be meant; up to 11 without a period the afternoon's too ("às 3")."""
    if period in ("tarde", "noite") and hour < 12:
        return frozenset({hour + 12})
    return frozenset({hour, hour + 12}) if period is None and 0 < hour < 12 else frozenset({hour})
