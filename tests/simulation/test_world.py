"""The world around the functions does what AWS does, as far as the histories lean on it."""

import json
from collections.abc import Generator
from datetime import timedelta

import pytest

from handlers.common.storage import dynamo, keys
from tests.simulation import histories, seams, tables
from tests.simulation.cloud import QueuedMessage
from tests.simulation.scenarios import NOON
from tests.simulation.world import World, running

MESSAGE = json.dumps({"contactId": "c", "step": "outreach"})


@pytest.fixture
def world() -> Generator[World]:
    with running(World(NOON)) as made:
        tables.restore(None)
        yield made


def waiting() -> int:
    found = dynamo.client().query(
        TableName=tables.name("contacts"),
        IndexName=keys.BACKLOG_INDEX,
        KeyConditionExpression="backlog = :backlog",
        ExpressionAttributeValues={":backlog": {"S": "b"}},
    )
    return len(found["Items"])


def test_an_index_shows_a_write_when_its_lag_is_over(world: World) -> None:
    world.cloud.lag = 5.0
    item = {"pk": "CONTACT#c", "sk": "CONTACT", "backlog": "b", "backlogOrder": "1", "state": "new"}
    dynamo.client().put_item(TableName=tables.name("contacts"), Item=dynamo.encode(item))
    assert waiting() == 0
    assert tables.every("contacts")
    world.clock.advance(5.1)
    assert waiting() == 1


def test_a_queue_forgets_a_message_after_fourteen_days(world: World) -> None:
    old = world.clock.seconds - timedelta(days=14).total_seconds() - 1
    world.cloud.queue.append(QueuedMessage("old", MESSAGE, old, world.clock.seconds))
    world.cloud.dead.append(QueuedMessage("older", MESSAGE, old, world.clock.seconds))
    world.settle(NOON + timedelta(minutes=1))
    assert (world.cloud.queue, world.cloud.dead) == ([], [])


def test_an_asynchronous_invocation_is_repeated_twice_and_then_fails_for_good(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("never")

    monkeypatch.setattr(seams, "entry_point", lambda _: fail)
    world.start("schedule-meeting", {"detail": {}}, "e")
    world.settle(NOON + timedelta(hours=1))
    assert sum("schedule-meeting runs" in each.text for each in world.story) == 3
    assert [function for function, _ in world.cloud.failed] == ["schedule-meeting"]


def test_a_message_that_is_handed_on_late_arrives_a_quarter_of_an_hour_later() -> None:
    usual = histories.replay("first-message/none")
    number = next(each.number for each in usual.calls if each.name == "sqs.SendMessageBatch")
    late = histories.replay(f"first-message/late@{number}")
    assert sending(late) - sending(usual) == pytest.approx(900, abs=1)


def test_a_dribbling_answer_is_cut_off_after_the_time_of_a_call() -> None:
    told = histories.replay("answer-dribbled/none")
    asked = next(each.at for each in told.story if "partner.POST" in each.text)
    answered = next(each.at for each in told.story if "send-messages answered" in each.text)
    assert 29 < answered - asked < 32


def test_a_provider_posts_a_webhook_again_until_the_queue_has_it() -> None:
    usual = histories.replay("webhook-stop/none")
    number = next(each.number for each in usual.calls if each.name == "sqs.SendMessageBatch")
    repeated = histories.replay(f"webhook-stop/refused@{number}")
    assert posted(repeated) == posted(usual) + 1


def test_a_process_asks_once_for_the_address_of_another_function() -> None:
    told = histories.replay("mail-complained/none")
    assert sum("GetFunctionUrlConfig" in each.name for each in told.calls) == 1
    assert histories.replay("mail-complained/none").calls == told.calls


def posted(told: histories.Told) -> int:
    return sum(each.text.startswith("receive-webhook runs") for each in told.story)


def sending(told: histories.Told) -> float:
    return next(each.at for each in told.story if each.text.startswith("send-messages runs"))
