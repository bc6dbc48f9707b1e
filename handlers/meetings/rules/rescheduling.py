"""The bounds of moving a meeting and of looking at other slots. Pure; docs/system.md, "Meetings: offers"."""

from handlers.meetings.rules.meeting import Meeting

MAXIMUM_MOVES = 2
MAXIMUM_OFFERS = 4
"""The offers in a row of which a contact may choose none before a human looks for a time that suits."""


def begins_move(meeting: Meeting) -> bool:
    """Return True if a wish for another time counts as one of the moves: the first since the time was agreed.

    What is refused, or lapses, until another time is chosen has moved nothing.
    """
    return not meeting.awaits_choice


def is_for_a_human(meeting: Meeting) -> bool:
    """Return True if the contact has moved the meeting, or chosen none of the offers since, often enough."""
    if begins_move(meeting):
        return meeting.reschedules >= MAXIMUM_MOVES
    return meeting.round - meeting.booked_round >= MAXIMUM_OFFERS
