import pytest
from pydantic import ValidationError

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind
from handlers.common.rules.steps import Step

TEXT = (
    '{"kind": "follow_up", "step": "follow_up#2", "tenantId": "acme", "campaignId": "spring", "contactId": "c1",'
    ' "correlationId": "x", "createdAt": "2026-11-23T12:00:00Z", "meetingId": "m1"}'
)


def test_a_message_comes_out_of_the_queue_as_it_went_in_and_knows_its_step() -> None:
    message = Message.model_validate_json(TEXT)
    assert isinstance(message.step, Step)
    assert message.step.follow_ups_done == 2
    assert Message.model_validate_json(message.model_dump_json()) == message


def test_a_step_that_could_not_be_part_of_a_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="step"):
        Message.model_validate_json(TEXT.replace("follow_up#2", "follow up"))


def test_events_name_the_messages_tenant_campaign_and_contact() -> None:
    assert Message.model_validate_json(TEXT).subject.ids == {
        "tenantId": "acme",
        "campaignId": "spring",
        "contactId": "c1",
        "correlationId": "x",
    }


def test_only_the_outreach_is_the_first_message() -> None:
    message = Message.model_validate_json(TEXT)
    first = [kind for kind in Kind if message.model_copy(update={"kind": kind}).is_first]
    assert first == [Kind.OUTREACH]
