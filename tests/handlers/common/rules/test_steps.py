from datetime import UTC, datetime

import pytest

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind
from handlers.common.rules.steps import OUTREACH, Step

STEPS = {
    "outreach": OUTREACH,
    "follow_up#2": Step.follow_up(2),
    "proposal#m1#3": Step.proposal("m1", 3),
    "confirmation#m1#v2": Step.confirmation("m1", 2),
    "reminder_24h#m1#v2": Step.reminder("24h", "m1", 2),
    "opt_out_ack": Step.opt_out_ack(None),
    "opt_out_ack#1795435200": Step.opt_out_ack(datetime(2026, 11, 23, 12, tzinfo=UTC)),
    "check#0a1b": Step.answering(Kind.CHECK, "0a1b"),
    "cancellation#m1": Step.cancellation("m1"),
    "cancellation#m1#email": Step.cancellation("m1").by_email,
    "confirmation#m1#v2#email": Step.confirmation("m1", 2).by_email,
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_has_its_name_and_travels_through_the_queue(name: str) -> None:
    step = STEPS[name]
    message = Message(
        kind=Kind.OUTREACH,
        step=step,
        tenantId="acme",
        campaignId="spring",
        contactId="c1",
        correlationId="x",
        createdAt=datetime(2026, 11, 23, 12, tzinfo=UTC),
    )
    assert step == name
    assert Message.model_validate_json(message.model_dump_json()).step == name


def test_what_waits_in_the_backlog_is_the_first_message_or_a_follow_up() -> None:
    assert (OUTREACH.paced_kind, OUTREACH.follow_ups_done) == (Kind.OUTREACH, 0)
    assert (Step.follow_up(2).paced_kind, Step.follow_up(2).follow_ups_done) == (Kind.FOLLOW_UP, 2)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_names_the_meeting_that_it_is_about(name: str) -> None:
    assert STEPS[name].meeting_id == ("m1" if "#m1" in name else None)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_knows_if_it_is_a_copy_by_email(name: str) -> None:
    assert STEPS[name].is_copy is name.endswith("#email")


def test_the_cancellation_of_a_meeting_of_that_name_is_no_copy() -> None:
    assert not Step.cancellation("email").is_copy
