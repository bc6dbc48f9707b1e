"""The places in an offer that a reply can name: the second, the last of the week, the one that is left."""

from handlers.conversation.rules.slots.mentions import Aspect, Mention, OfferedSlot, weeks_between


def option(number: int) -> Mention:
    """The slot with that number in the offer, from 1; one that was not offered fits no slot."""
    return Mention(Aspect.OPTION, lambda slot: slot.position == number)


def last_option() -> Mention:
    """The last slot of the offer."""
    return Mention(Aspect.OPTION, lambda slot: slot.position == slot.offered)


def last_of_week() -> Mention:
    """The last slot of the week in which the contact replied, by the clock."""

    def fits(slot: OfferedSlot) -> bool:
        of_week = [start for start in slot.starts if weeks_between(slot.today, start.date()) < 1]
        return slot.start == max(of_week, default=None)

    return Mention(Aspect.OPTION, fits)


def middle_option() -> Mention:
    """The second of three slots; no slot of an offer of another size."""
    return Mention(Aspect.OPTION, lambda slot: slot.position == 2 and slot.offered == 3)


def earliest() -> Mention:
    """The first slot by the clock."""
    return Mention(Aspect.OPTION, lambda slot: slot.start == min(slot.starts))


def latest() -> Mention:
    """The last slot by the clock."""
    return Mention(Aspect.OPTION, lambda slot: slot.start == max(slot.starts))


def other() -> Mention:
    """The slot that is left where the rest has been refused; alone it chooses nothing."""
    return Mention(Aspect.OPTION, lambda slot: True, bare=True)


def half_of_three(*, first: bool) -> Mention:
    """The first two of three slots, or the last two."""
    return Mention(Aspect.OPTION, lambda slot: slot.offered == 3 and slot.position != (3 if first else 1))


def day_or_option(number: int) -> Mention:
    """An ordinal alone, which is a day of the month or a place in the offer: "the 1st"."""
    return Mention(Aspect.DATE, lambda slot: number in (slot.start.day, slot.position))
