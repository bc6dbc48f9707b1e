"""A try for each page of the runbook: the cause of its alarm, what the page says, and the alarm at rest again."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from handlers.common.storage import keys
from handlers.meetings.rules import reminders
from tests.runbook.stage import Stage

Try = Callable[[Stage], None]
TRIES: dict[str, Try] = {}
SOON = {"minutes": 31}
"""Longer than a message of send-queue is hidden after a delivery that failed, and than a lease."""


def page(name: str) -> Callable[[Try], Try]:
    """Register the try of a page."""

    def register(play: Try) -> Try:
        TRIES[name] = play
        return play

    return register


@page("function-errors")
def function_errors(stage: Stage) -> None:
    """notify-team loses its rights on tables, and is called for a person."""
    event = stage.call_for_a_person()
    with stage.lacking("notify-team", "dynamodb"):
        assert "errorType" in stage.invoke("notify-team", event)
        stage.rings("notify-team-errors")
        assert stage.log("notify-team", "the function failed")["level"] == "ERROR"
    stage.next_period()
    assert "entryId" in stage.invoke("notify-team", event)
    stage.rests("notify-team-errors")


@page("failed-events-messages")
def failed_events(stage: Stage) -> None:
    """notify-team loses its rights until an event has been given up."""
    event = stage.call_for_a_person()
    with stage.lacking("notify-team", "dynamodb"):
        stage.cloud.client("lambda").invoke(
            FunctionName=stage.function("notify-team"),
            InvocationType="Event",
            Payload=json.dumps(event).encode(),
        )
        stage.rings("failed-events-messages")
    listed = stage.ops("failures", "list", "--queue", "failed-events")
    assert "Human Attention Needed" in listed
    assert f"tenantId={stage.tenant}" in listed
    assert "done: invoke" in stage.ops("failures", "replay", "--queue", "failed-events", "--yes")
    stage.rests("failed-events-messages")
    stage.wait_for("the entry of the replayed event", lambda: entries(stage) == 1)


def entries(stage: Stage) -> int:
    """Return the number of the tenant's open entries."""
    return len(json.loads(stage.command("inbox", "list", stage.tenant, "--json")))


@page("lambda-throttles")
def lambda_throttles(stage: Stage) -> None:
    """A function is stopped by a reserve of nothing."""
    client, function = stage.cloud.client("lambda"), stage.function("notify-team")
    client.put_function_concurrency(FunctionName=function, ReservedConcurrentExecutions=0)
    with suppress(client.exceptions.TooManyRequestsException):
        stage.invoke("notify-team", stage.call_for_a_person())
    stage.rings("lambda-throttles")
    stage.says("aws lambda delete-function-concurrency")
    client.delete_function_concurrency(FunctionName=function)
    stage.next_period()
    assert "entryId" in stage.invoke("notify-team", stage.call_for_a_person())
    stage.rests("lambda-throttles")


@page("send-messages-duration")
def send_messages_duration(stage: Stage) -> None:
    """The partner holds its answer back, while five minutes less a little pass for the cloud."""

    def slowly() -> tuple[int, dict[str, str]]:
        stage.leap(seconds=270)
        return 200, {"messageId": "m", "status": "accepted"}

    stage.partner.answer = slowly
    message = stage.message()
    stage.send(message)
    stage.rings("send-messages-duration")
    stage.expect(message, "contacted")
    stage.partner.accept()
    stage.leap(minutes=5)
    stage.next_period()
    stage.send(stage.message())
    stage.rests("send-messages-duration")


@page("send-queue-congested")
def send_queue_congested(stage: Stage) -> None:
    """The mapping is disabled, and a message that went out comes a hundred and twenty times more."""
    message = stage.message()
    stage.send(message)
    stage.mapping("send-messages", enabled=False)
    stage.enqueue("sendQueueUrl", *[message.model_dump_json()] * 120)
    stage.rings("send-queue-congested")
    stage.says("aws lambda update-event-source-mapping --uuid <UUID> --enabled")
    stage.mapping("send-messages", enabled=True)
    stage.rests("send-queue-congested")
    stage.wait_for("all of them", lambda: waiting(stage, "sendQueueUrl") == 0)
    assert len(stage.partner.asked) == len(set(stage.partner.asked))


@page("send-queue-age")
def send_queue_age(stage: Stage) -> None:
    """The mapping is disabled, and two hours pass."""
    message = stage.message()
    stage.mapping("send-messages", enabled=False)
    stage.enqueue("sendQueueUrl", message.model_dump_json())
    stage.leap(hours=2)
    stage.rings("send-queue-age")
    stage.says("aws lambda update-event-source-mapping --uuid <UUID> --enabled")
    stage.mapping("send-messages", enabled=True)
    stage.rests("send-queue-age")
    stage.wait_for("the message that waited", lambda: waiting(stage, "sendQueueUrl") == 0)


@page("inbound-queue-age")
def inbound_queue_age(stage: Stage) -> None:
    """The mapping is disabled, somebody writes, and an hour passes."""
    reply = {
        "tenantId": stage.tenant,
        "channel": "whatsapp",
        "from": "+5511987654321",
        "text": "SAIR",
        "messageId": f"wamid.{stage.tenant}",
        "receivedAt": keys.instant(stage.told.now()),
    }
    stage.mapping("handle-replies", enabled=False)
    stage.enqueue("inboundQueueUrl", json.dumps(reply))
    stage.leap(hours=1)
    stage.rings("inbound-queue-age")
    stage.says("aws lambda update-event-source-mapping --uuid <UUID> --enabled")
    stage.mapping("handle-replies", enabled=True)
    stage.rests("inbound-queue-age")


@page("dlq-messages")
def dlq_messages(stage: Stage) -> None:
    """send-messages loses its rights on tables for three deliveries; something that is no message comes too."""
    message = stage.message()
    with stage.lacking("send-messages", "dynamodb"):
        stage.enqueue("sendQueueUrl", message.model_dump_json(), "no message")
        stage.wait_for("both dead letters", lambda: waiting(stage, "sendDlqUrl") == 2, meanwhile=SOON)
        stage.rings("dlq-messages")
    stage.wait_for("both in the list", lambda: len(failed(stage, "send-dlq")) == 2)
    stage.ops("failures", "replay", "--queue", "send-dlq", "--yes")
    stage.wait_for("the replayed message", lambda: stage.state(message) == "contacted")
    (left,) = failed(stage, "send-dlq")
    stage.ops("failures", "discard", left, "--yes")
    stage.rests("dlq-messages")


def failed(stage: Stage, queue: str) -> list[str]:
    """Return the ids of what the operator's list has of a queue of failures."""
    listed = json.loads(stage.ops("failures", "list", "--queue", queue, "--json"))
    return [each["id"] for each in listed]


def waiting(stage: Stage, output: str) -> int:
    """Return the number of messages in a queue, those that somebody has taken and not deleted included."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = stage.cloud.client("sqs").get_queue_attributes(
        QueueUrl=stage.outputs[output], AttributeNames=names
    )
    return sum(int(found["Attributes"][name]) for name in names)


@page("inbound-dlq-messages")
def inbound_dlq_messages(stage: Stage) -> None:
    """Something that is no message of anybody comes into the inbound queue."""
    stage.enqueue("inboundQueueUrl", json.dumps({"kind": "greeting"}))
    stage.rings("inbound-dlq-messages")
    (failure,) = failed(stage, "inbound-dlq")
    stage.ops("failures", "show", failure)
    stage.ops("failures", "discard", failure, "--yes")
    stage.rests("inbound-dlq-messages")


@page("channel-closed")
def channel_closed(stage: Stage) -> None:
    """The partner refuses the account."""
    stage.partner.refuse(401, "unauthorized")
    message = stage.message()
    stage.send(message)
    stage.rings("channel-closed")
    assert stage.log("send-messages", "channel closed")["tenantId"] == stage.tenant
    lines = stage.figures.lines(stage.function("send-messages"), stage.since)
    assert [line["tenantId"] for line in lines if "ChannelClosed" in line] == [[stage.tenant]]
    assert stage.tenant in stage.ops("channel", "list")
    stage.partner.accept()
    stage.ops("channel", "open", stage.tenant, "whatsapp")
    stage.leap(minutes=6)
    stage.next_period()
    stage.release()
    stage.wait_for("the message that waited", lambda: stage.state(message) == "contacted")
    stage.rests("channel-closed")


@page("bookkeeping-failed")
def bookkeeping_failed(stage: Stage) -> None:
    """send-messages may raise no events while it sends."""
    message = stage.message()
    with stage.lacking("send-messages", "events"):
        stage.send(message)
        stage.rings("bookkeeping-failed")
    stage.expect(message, "contacted")
    stage.next_period()
    stage.send(stage.message())
    stage.rests("bookkeeping-failed")
    stage.says("python -m ops campaign account")


@page("settlement-failed")
def settlement_failed(stage: Stage) -> None:
    """send-messages loses its rights on tables while the partner answers."""
    message = stage.message()
    gone = stage.lacking("send-messages", "dynamodb")

    def taking_away() -> tuple[int, dict[str, str]]:
        gone.__enter__()
        return 200, {"messageId": "m", "status": "accepted"}

    stage.partner.answer = taking_away
    try:
        assert stage.send(message) == ["0"]
        stage.rings("settlement-failed")
    finally:
        gone.__exit__(None, None, None)
    stage.partner.accept()
    stage.leap(**SOON)
    stage.next_period()
    stage.send(message)
    stage.rests("settlement-failed")
    stage.expect(message, "unknown")
    assert len(stage.partner.asked) == 1
    stage.wait_for("the entry of the unknown message", lambda: entries(stage) == 1)
    assert "message_unknown" in stage.ops("inbox", "list")


@page("unknown-messages")
def unknown_messages(stage: Stage) -> None:
    """The partner fails with six messages in its hands."""
    stage.partner.refuse(503, "unavailable")
    messages = [stage.message() for _ in range(6)]
    stage.send(*messages)
    stage.rings("unknown-messages")
    assert {stage.state(each) for each in messages} == {"unknown"}
    stage.wait_for("an entry for each", lambda: entries(stage) == 6)
    stage.ops("inbox", "list")
    stage.partner.accept()
    stage.next_period()
    stage.send(*messages, stage.message())
    stage.rests("unknown-messages")
    assert len(stage.partner.asked) == len(set(stage.partner.asked))


@page("fence-down")
def fence_down(stage: Stage) -> None:
    """The mark inside of a table is set back, as a restore does."""
    stage.release()
    before = stage.item("contacts", keys.FENCE_PK, keys.FENCE_SK)
    stage.leap(minutes=3)
    stage.release()
    # A process keeps the marks for a minute, in which no table is restored, but by the leaps of this clock.
    stage.restart("send-messages", "release-contacts")
    stage.put("contacts", before)
    stage.leap(minutes=3)
    stage.next_period()
    stage.release()
    stage.rings("fence-down")
    assert "restored" in stage.ops("recovery", "show")
    message = stage.message()
    stage.send(message)
    stage.expect(message, "queued")
    stage.ops("recovery", "open", "--yes-all-said")
    stage.restart("send-messages", "release-contacts")
    stage.next_period()
    stage.release()
    stage.rests("fence-down")
    stage.send(message)
    stage.expect(message, "contacted")


@page("release-stopped")
def release_stopped(stage: Stage) -> None:
    """The schedule is disabled, and time passes."""
    name, group = f"{stage.prefix}-release-contacts", f"{stage.prefix}-schedules"
    client = stage.cloud.client("scheduler")
    stage.says("aws scheduler get-schedule")
    found = client.get_schedule(Name=name, GroupName=group)
    kept = {
        key: found[key]
        for key in ("Name", "GroupName", "ScheduleExpression", "Target", "FlexibleTimeWindow", "Description")
    }
    client.update_schedule(**kept, State="DISABLED")
    stage.leap(minutes=15)
    stage.next_period()
    stage.rings("release-stopped")
    client.update_schedule(**kept, State="ENABLED")
    stage.leap(minutes=2)
    stage.rests("release-stopped")


@page("release-cut-short")
def release_cut_short(stage: Stage) -> None:
    """release-contacts gets no more time than it keeps back."""
    client, function = stage.cloud.client("lambda"), stage.function("release-contacts")
    client.update_function_configuration(FunctionName=function, Timeout=10)
    stage.release()
    stage.rings("release-cut-short")
    client.update_function_configuration(FunctionName=function, Timeout=60)
    stage.next_period()
    stage.release()
    stage.rests("release-cut-short")


@page("retention-behind")
def retention_behind(stage: Stage) -> None:
    """send-reminders gets no more time than it keeps back, and there is something old in each part of the tables."""
    client, function = stage.cloud.client("lambda"), stage.function("send-reminders")
    yesterday = stage.told.now().astimezone(reminders.ZONE) - timedelta(days=1)
    evening = yesterday.replace(hour=reminders.LAST_HOUR, minute=0, second=0, microsecond=0)
    old = keys.instant(evening - timedelta(days=3_650))
    for number in range(60):
        pk = keys.address_pk(stage.tenant, f"old-{number}@x.example")
        stage.put("contacts", {"pk": pk, "sk": keys.reply_sk("m"), "receivedAt": old})
    again = ("reminders", "run", "--at", evening.isoformat(), "--yes")
    client.update_function_configuration(FunctionName=function, Timeout=10)
    stage.ops(*again)
    stage.rings("retention-behind")
    client.update_function_configuration(FunctionName=function, Timeout=60)
    stage.next_period()
    stage.ops(*again)
    stage.rests("retention-behind")


@page("backlog-unreadable")
def backlog_unreadable(stage: Stage) -> None:
    """A contact's next step is one that only newer code knows."""
    message = stage.message()
    pk = keys.contact_pk(message.contactId)
    item = stage.item("contacts", pk, keys.CONTACT_SK)
    due = {"state": "new", "backlogOrder": f"2#{keys.instant(stage.told.now())}"}
    stage.put("contacts", item | due | {"nextStep": "letter by pigeon"})
    stage.leap(minutes=1)
    stage.release()
    stage.rings("backlog-unreadable")
    line = stage.log("release-contacts", "an item of the backlog cannot be read")
    assert line["contactId"] == message.contactId
    stage.put("contacts", item | due)
    stage.leap(minutes=1)
    stage.next_period()
    stage.release()
    stage.rests("backlog-unreadable")
    stage.wait_for("the contact that was put right", lambda: stage.state(message) != "new")


@page("campaign-unreadable")
def campaign_unreadable(stage: Stage) -> None:
    """A field of a campaign's document is spoilt."""
    pk, sk = keys.tenant_pk(stage.tenant), keys.campaign_sk("primavera")
    item = stage.item("config", pk, sk)
    document = json.loads(item["document"])
    stage.put("config", item | {"document": json.dumps(document | {"followUpDays": "soon"})})
    stage.release()
    stage.rings("campaign-unreadable")
    line = stage.log("release-contacts", "a campaign cannot be read")
    assert (line["tenantId"], line["campaign"]) == (stage.tenant, sk)
    stage.load_campaign(document)
    stage.next_period()
    stage.release()
    stage.rests("campaign-unreadable")


@page("inbox-overdue")
def inbox_overdue(stage: Stage) -> None:
    """Nobody comes for five hours to a person who is called for, and nobody to the next one."""
    for number in range(2):
        stage.invoke("notify-team", stage.call_for_a_person(number))
        stage.leap(hours=5)
        stage.next_period()
        stage.release()
        stage.rings("inbox-overdue")
        stage.leap(minutes=15)
        stage.release()
        stage.next_period()
        stage.release()
        stage.rests("inbox-overdue")
    stage.ops("inbox", "list")
    for entry in json.loads(stage.command("inbox", "list", "--json")):
        stage.ops("inbox", "close", entry["entryId"], "--reason", "dealt with")
    stage.next_period()
    stage.release()
    stage.rests("inbox-overdue")


@page("dynamodb-throttles")
def dynamodb_throttles(stage: Stage) -> None:
    """What stands between send-messages and DynamoDB refuses some requests, as DynamoDB would."""
    message = stage.message()
    with stage.throttled("send-messages") as throttler:
        throttler.left = 3
        stage.send(message)
        stage.rings("dynamodb-throttles-contacts")
        stage.expect(message, "contacted")
        stage.next_period()
        stage.send(stage.message())
        stage.rests("dynamodb-throttles-contacts")
    stage.ops("failures", "list")
    assert len(stage.partner.asked) == len(set(stage.partner.asked))
