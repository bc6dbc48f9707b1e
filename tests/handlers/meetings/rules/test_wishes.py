from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.meetings.rules import ending, wishes
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Meeting, Slot
from handlers.meetings.rules.proposing import Reason, ScheduleRequest
from handlers.meetings.rules.wishes import Wish, are_answered

ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SLOT = Slot(NOW + DAY, NOW + DAY + HOUR)
OTHER = Slot(NOW + 2 * DAY, NOW + 2 * DAY + HOUR)
OFFERED = rules.proposed(
    meeting_id="m1",
    tenant_id="acme",
    campaign_id="spring",
    contact_id="c1",
    host_id="ana",
    slots=(SLOT,),
    request_id="e1",
    now=NOW,
)
BOOKED = rules.confirmed(OFFERED, SLOT, 15, "e2", NOW, [])


def of(meeting: Meeting | None, reason: Reason, *spans: Slot) -> Wish:
    preferred = [{"start": span.start, "end": span.end} for span in spans]
    request = ScheduleRequest(
        tenantId="acme", campaignId="spring", contactId="c1", reason=reason, preferred=preferred
    )
    return wishes.of(request, meeting, ZONE, NOW)


def on_days(*days: int) -> tuple[Slot, ...]:
    """The two hours around that of ``SLOT`` on days counted from its own."""
    return tuple(Slot(SLOT.start - HOUR + number * DAY, SLOT.end + number * DAY) for number in days)


def test_what_was_asked_for_counts_for_the_offer_that_follows_a_lost_slot_and_for_one_turned_down() -> None:
    wanted = (Slot(NOW + 3 * DAY, NOW + 3 * DAY + 4 * HOUR),)
    offered = replace(OFFERED, preferred=wanted)
    assert of(offered, Reason.SLOT_TAKEN).preferred == wanted
    assert of(offered, Reason.RESCHEDULE).preferred == wanted
    assert of(replace(offered, expires_at=NOW), Reason.RESCHEDULE).preferred == ()
    assert of(replace(BOOKED, preferred=wanted), Reason.RESCHEDULE).preferred == ()
    assert of(OFFERED, Reason.RESCHEDULE, *wanted).preferred == wanted
    assert of(None, Reason.INTERESTED, *wanted).preferred == wanted


def test_slots_on_offer_are_turned_down_by_a_request_for_others_without_a_wish() -> None:
    again = rules.proposed_again(OFFERED, [OTHER], "e3", NOW, asked_by_contact=True)
    assert of(OFFERED, Reason.RESCHEDULE).refused == (SLOT,)
    assert of(again, Reason.RESCHEDULE).refused == (OTHER, SLOT)
    assert of(OFFERED, Reason.RESCHEDULE, *on_days(0)).refused == ()
    assert of(OFFERED, Reason.SLOT_GONE).refused == ()
    assert of(replace(OFFERED, expires_at=NOW), Reason.RESCHEDULE).refused == ()


def test_of_a_meeting_that_is_moved_only_what_was_offered_since_is_turned_down() -> None:
    moving = rules.proposed_again(BOOKED, [OTHER], "e3", NOW, asked_by_contact=True)
    assert of(BOOKED, Reason.RESCHEDULE).refused == ()
    assert of(moving, Reason.RESCHEDULE).refused == (OTHER,)


def test_a_slot_answers_a_wish_at_its_time_or_anew_on_its_day() -> None:
    wanted = (Slot(SLOT.start - 2 * HOUR, SLOT.start),)
    later, other_day = Slot(SLOT.end, SLOT.end + HOUR), SLOT.start + DAY
    assert are_answered([wanted[0]], wanted, OFFERED, ZONE)
    assert are_answered([later], wanted, OFFERED, ZONE)
    assert not are_answered(OFFERED.slots, wanted, OFFERED, ZONE)
    assert not are_answered([Slot(other_day, other_day + HOUR)], wanted, None, ZONE)


def test_words_about_the_time_that_a_meeting_has_are_no_wish_for_the_next_one() -> None:
    assert of(BOOKED, Reason.RESCHEDULE, *on_days(0)).preferred == ()
    assert of(BOOKED, Reason.RESCHEDULE, *on_days(0, 7, 14)).preferred == ()
    assert of(ending.cancelled(BOOKED, NOW), Reason.RESCHEDULE, *on_days(0)).preferred == on_days(0)


def test_a_part_of_every_day_is_a_wish_also_where_the_meeting_is_in_it() -> None:
    assert of(BOOKED, Reason.RESCHEDULE, *on_days(0, 1, 2)).preferred == on_days(0, 1, 2)
    assert of(BOOKED, Reason.RESCHEDULE, *on_days(7)).preferred == on_days(7)
