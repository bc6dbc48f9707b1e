"""A paused campaign or tenant: outreach and follow-ups wait in the backlog, all else goes on."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.common.rules.model import Kind
from handlers.common.storage import clients
from handlers.dispatch.storage import pauses
from handlers.dispatch.storage.pauses import Pause

NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
OK = (200, {"messageId": "m1", "status": "accepted"})
BUSY = (429, {}, {"Retry-After": "100"})
BOTH = pytest.mark.parametrize("campaign_id", ["", "spring"], ids=["tenant", "campaign"])


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign()


def pause(campaign_id: str = "spring") -> None:
    assert pauses.pause("acme", campaign_id, Pause(NOON, "ana", "too many complaints"))


@BOTH
def test_nothing_is_released_while_it_is_paused_and_all_of_it_afterwards(
    world: Any, campaign_id: str
) -> None:
    world.contact(1)
    world.contact(2, priority="follow_up", state="contacted", nextStep="follow_up#1")
    pause(campaign_id)
    assert world.release()["released"] == 0
    pauses.resume("acme", campaign_id)
    assert world.release()["released"] == 2


def test_another_campaign_goes_on(world: Any) -> None:
    world.campaign(campaignId="autumn")
    world.contact(1)
    world.contact(2, campaignId="autumn")
    pause("spring")
    assert world.release()["released"] == 1


@BOTH
def test_what_is_queued_already_returns_to_the_backlog_and_costs_no_retry(
    world: Any, campaign_id: str
) -> None:
    message = world.queued()
    pause(campaign_id)
    assert world.send(message) == []
    assert world.partner.requests == []
    item = world.item(message.contactId)
    assert (item["state"], item["nextStep"], "failedTries" in item) == ("new", "outreach", False)
    (line,) = world.history(message.contactId)
    assert (line["what"], line["detail"]) == ("deferred", "paused")
    assert world.release()["released"] == 0
    pauses.resume("acme", campaign_id)
    assert world.release()["released"] == 1


def test_a_follow_up_that_is_queued_returns_to_the_backlog(world: Any) -> None:
    contact_id = world.contact(priority="follow_up", state="contacted", nextStep="follow_up#1")
    pause()
    assert world.send(world.message(contact_id, Kind.FOLLOW_UP, step="follow_up#1")) == []
    assert world.partner.requests == []
    item = world.item(contact_id)
    assert (item["state"], item["nextStep"], item["backlogOrder"][:2]) == ("contacted", "follow_up#1", "0#")


@BOTH
def test_a_pause_that_begins_while_a_message_waits_for_its_partner_holds_it_back(
    world: Any, campaign_id: str
) -> None:
    message = world.queued()
    asked: list[Any] = []

    def answer(request: Any) -> Any:
        asked.append(request)
        pause(campaign_id)
        return BUSY

    world.partner.answer = answer
    assert world.send(message) == []
    assert len(asked) == 1
    assert world.item(message.contactId)["state"] == "new"


def _written_back(world: Any) -> Callable[[], list[int]]:
    contact_id = world.contact(state="interested", nextStep=None, priority="warm")
    message = world.message(contact_id, Kind.HANDOVER, step="handover#r1", variables={})
    return lambda: world.send(message)


def test_an_answer_to_a_person_goes_on(world: Any) -> None:
    send = _written_back(world)
    pause("")
    pause("spring")
    assert send() == []
    assert len(world.partner.requests) == 1


def test_a_pause_stays_as_it_was_made_and_is_told_with_who_made_it_and_why(world: Any) -> None:
    pause("spring")
    assert not pauses.pause("acme", "spring", Pause(datetime.now(UTC), "bia", "holidays"))
    world.campaign(name="Outra")
    assert pauses.paused("acme") == {"spring": Pause(NOON, "ana", "too many complaints")}
    pauses.resume("acme", "spring")
    assert pauses.paused("acme") == {}


def test_nothing_is_left_in_the_queue_by_what_a_pause_holds_back(world: Any) -> None:
    message = world.queued()
    pause()
    world.send(message)
    attributes = clients.sqs().get_queue_attributes(
        QueueUrl=world.queue, AttributeNames=["ApproximateNumberOfMessages"]
    )
    assert attributes["Attributes"]["ApproximateNumberOfMessages"] == "0"
