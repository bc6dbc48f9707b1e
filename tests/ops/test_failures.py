"""The commands for what has failed for good, against queues of the embedded cloud."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError
from click.testing import CliRunner, Result

from components import catalogue
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind
from handlers.common.rules.steps import Step
from handlers.common.storage import clients, functions
from ops import audit, failure_entries, failures
from ops.__main__ import main

MESSAGE = Message(
    kind=Kind.OUTREACH,
    step=Step("outreach"),
    tenantId="acme",
    campaignId="spring",
    contactId="c1",
    correlationId="r1",
    createdAt=datetime(2026, 11, 23, 12, tzinfo=UTC),
    variables={"contactName": "Ana"},
)
CONFIRMED = {
    "id": "e1",
    "source": "ours",
    "detail-type": "Meeting Confirmed",
    "detail": {"tenantId": "acme", "contactId": "c2", "text": "o segundo, obrigado"},
}
ARN = "arn:aws:lambda:us-east-1:123456789012:function:"


@pytest.fixture(autouse=True)
def _queues_that_answer_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "WAIT_SECONDS", 0)


class Stack:
    """The queues of a stack, and the functions that were invoked."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.invoked: list[tuple[str, Mapping[str, Any]]] = []
        names = (*failure_entries.QUEUES, "send-queue", "inbound-queue")
        self._urls = {
            name: clients.sqs().create_queue(QueueName=f"{self.prefix}-{name}")["QueueUrl"] for name in names
        }

    def fail(self, queue: str, body: str, **attributes: str) -> str:
        sent = clients.sqs().send_message(
            QueueUrl=self._urls[queue],
            MessageBody=body,
            MessageAttributes={
                name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
            },
        )
        return sent["MessageId"]

    def fail_function(self, function: str, event: Mapping[str, Any], error: str) -> str:
        record = {
            "requestContext": {
                "functionArn": f"{ARN}{function}:$LATEST",
                "condition": "RetriesExhausted",
            },
            "requestPayload": event,
            "responsePayload": {"errorType": error, "errorMessage": "Ana +5511987654321"},
        }
        return self.fail("failed-events", json.dumps(record))

    def waiting(self, queue: str) -> list[str]:
        answer = clients.sqs().receive_message(
            QueueUrl=self._urls[queue], MaxNumberOfMessages=10, VisibilityTimeout=0
        )
        return [message["Body"] for message in answer.get("Messages", ())]

    def ops(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["--prefix", self.prefix, "failures", *arguments])


@pytest.fixture
def stack(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Stack:
    found = Stack(tables["config"].removesuffix("-config"))
    monkeypatch.setattr(functions, "start", lambda name, payload: found.invoked.append((name, payload)))
    return found


def test_a_list_says_what_failed_and_whom_it_is_about_and_nothing_personal(stack: Stack) -> None:
    stack.fail("send-dlq", MESSAGE.model_dump_json())
    stack.fail_function("stack-confirm-meeting", CONFIRMED, "CalendarError")
    listed = stack.ops("list")
    assert listed.exit_code == 0
    columns, message, event = listed.output.splitlines()
    assert columns.split() == ["id", "since", "queue", "what", "about", "error", "reason"]
    assert "send-dlq       outreach outreach  tenantId=acme campaignId=spring contactId=c1" in message
    assert re.search("failed-events  Meeting Confirmed  tenantId=acme contactId=c2 +CalendarError", event)
    found = json.loads(stack.ops("list", "--json").output)
    assert [(each["queue"], each["contactId"]) for each in found] == [
        ("send-dlq", "c1"),
        ("failed-events", "c2"),
    ]
    for personal in ("Ana", "+55", "obrigado"):
        assert personal not in listed.output
    assert len(stack.ops("list").output.splitlines()) == 3


def test_a_failure_is_shown_with_what_a_replay_would_do_and_nothing_personal(stack: Stack) -> None:
    failed = stack.fail_function("stack-confirm-meeting", CONFIRMED, "CalendarError")
    shown = stack.ops("show", failed[:8], "--json")
    assert json.loads(shown.output)["replay"] == "invoke stack-confirm-meeting again with the same event"
    assert "invoke stack-confirm-meeting again with the same event" in stack.ops("show", failed).output
    assert "obrigado" not in shown.output
    unknown = stack.ops("show", "nothing")
    assert (
        unknown.exit_code,
        f"there is no failure nothing: did you mean {failed[:8]}?" in unknown.output,
    ) == (
        1,
        True,
    )


def test_what_a_contact_wrote_goes_back_into_its_queue_and_is_not_shown(stack: Stack) -> None:
    body = json.dumps(
        {"version": 1, "kind": "whatsapp", "value": {"messages": [{"text": {"body": "é a Ana"}}]}}
    )
    written = stack.fail("inbound-dlq", body)
    listed = stack.ops("list").output
    assert "inbound-dlq  inbound whatsapp" in listed
    assert "Ana" not in listed + stack.ops("show", written[:8]).output
    assert (
        json.loads(stack.ops("show", written[:8], "--json").output)["replay"]
        == "put it back into inbound-queue"
    )
    assert stack.ops("replay", "--yes").exit_code == 0
    assert stack.waiting("inbound-queue") == [body]
    assert stack.waiting("inbound-dlq") == stack.waiting("send-queue") == []


def test_a_replay_changes_nothing_until_it_is_told_to(stack: Stack) -> None:
    stack.fail("send-dlq", MESSAGE.model_dump_json())
    said = stack.ops("replay")
    assert said.exit_code == 0
    assert "would put it back into the send queue" in said.output
    assert said.output.endswith("nothing was changed: add --yes to do it\n")
    assert (len(stack.waiting("send-dlq")), stack.waiting("send-queue")) == (1, [])


def test_messages_and_events_go_back_as_they_were_and_leave_their_queues(stack: Stack) -> None:
    stack.fail("send-dlq", MESSAGE.model_dump_json())
    stack.fail_function("stack-confirm-meeting", CONFIRMED, "CalendarError")
    stack.fail("failed-events", json.dumps(CONFIRMED), TARGET_ARN=f"{ARN}stack-confirm-meeting")
    stack.fail("failed-events", '{"source": "scheduler"}', TARGET_ARN=f"{ARN}stack-release-contacts")
    done = stack.ops("replay", "--yes")
    assert done.exit_code == 0, done.output
    assert stack.waiting("send-queue") == [MESSAGE.model_dump_json()]
    again = [name for name, payload in stack.invoked if payload == CONFIRMED]
    assert again == ["stack-confirm-meeting"] * 2
    assert ("stack-release-contacts", {"source": "scheduler"}) in stack.invoked
    assert [stack.waiting(queue) for queue in failure_entries.QUEUES] == [[], [], []]
    assert stack.ops("replay", "--yes").output == "nothing has failed for good\n"


def test_a_notice_that_could_not_be_delivered_is_raised_again(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[Any] = []

    def put_events(**request: Any) -> Mapping[str, Any]:
        raised.extend(request["Entries"])
        refused = len(raised) == 1
        return {"FailedEntryCount": int(refused), "Entries": [{"ErrorCode": "Throttling"}]}

    monkeypatch.setattr(clients.events(), "put_events", put_events)
    stack.fail("failed-events", json.dumps(CONFIRMED), TARGET_ARN="arn:aws:sns:us-east-1:123456789012:alerts")
    refused = stack.ops("replay", "--yes")
    assert (refused.exit_code, "not put back: the bus refused it (Throttling)" in refused.output) == (1, True)
    assert stack.ops("replay", "--yes").exit_code == 0
    assert raised[1]["DetailType"] == "Meeting Confirmed"
    assert json.loads(raised[1]["Detail"]) == CONFIRMED["detail"]
    assert stack.waiting("failed-events") == []


def test_a_providers_report_goes_back_into_the_queue_for_the_bus_takes_it_from_its_provider_alone(
    stack: Stack,
) -> None:
    report = {"source": "aws.ses", "detail-type": "Email Bounced", "detail": {"bounce": {}}}
    arn = f"arn:aws:sqs:us-east-1:123456789012:{stack.prefix}-inbound-queue"
    stack.fail("failed-events", json.dumps(report), TARGET_ARN=arn)
    assert "would put it back into inbound-queue" in stack.ops("replay").output
    assert stack.ops("replay", "--yes").exit_code == 0
    assert [json.loads(body) for body in stack.waiting("inbound-queue")] == [report]
    assert stack.waiting("failed-events") == []


def test_every_queue_of_failures_of_the_stack_is_read() -> None:
    queues = catalogue.queues(catalogue.rules("ours"), [catalogue.MAIL_REPORTS])
    working = {queue.name for queue in queues if queue.dead_letter}
    assert {queue.name for queue in queues} - working == set(failure_entries.QUEUES)


def test_what_was_replayed_and_discarded_is_on_record(stack: Stack) -> None:
    replayed = stack.fail("send-dlq", MESSAGE.model_dump_json())
    assert stack.ops("replay").exit_code == 0
    assert audit.changes() == []
    assert stack.ops("replay", "--yes").exit_code == 0
    (change,) = audit.changes("acme")
    assert (change.deed, change.subject, change.note) == (
        "failures replay",
        replayed,
        "outreach outreach of send-dlq",
    )


def test_only_what_was_chosen_goes_back(stack: Stack) -> None:
    chosen, other = (
        stack.fail("send-dlq", MESSAGE.model_copy(update={"contactId": contact}).model_dump_json())
        for contact in ("c1", "c2")
    )
    assert stack.ops("replay", chosen, "--yes").exit_code == 0
    (left,) = stack.waiting("send-dlq")
    assert json.loads(left)["contactId"] == "c2"
    assert other[:8] in stack.ops("list", "--queue", "send-dlq").output


@pytest.mark.parametrize(
    ("queue", "body"),
    [("send-dlq", "{}"), ("send-dlq", "?"), ("failed-events", "?"), ("failed-events", "{}")],
)
def test_what_cannot_be_read_stays_and_the_others_go_back(stack: Stack, queue: str, body: str) -> None:
    stack.fail(queue, body)
    stack.fail("send-dlq", MESSAGE.model_dump_json())
    assert "would leave it: it cannot be read" in stack.ops("replay").output
    done = stack.ops("replay", "--yes")
    assert done.exit_code == 1
    assert "1 of 2 were not put back and stay in their queue" in done.output
    assert (len(stack.waiting("send-queue")), stack.waiting(queue)) == (1, [body])


def test_a_function_that_is_gone_keeps_no_other_failure_from_going_back(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(name: str, payload: Mapping[str, Any]) -> None:
        raise ClientError({"Error": {"Code": "ResourceNotFoundException", "Message": name}}, "Invoke")

    monkeypatch.setattr(functions, "start", start)
    stack.fail_function("stack-gone", CONFIRMED, "E")
    stack.fail("send-dlq", MESSAGE.model_dump_json())
    done = stack.ops("replay", "--yes")
    assert (done.exit_code, "1 of 2 were not put back" in done.output) == (1, True)
    assert len(stack.waiting("failed-events")) == 1
    assert len(stack.waiting("send-queue")) == 1


def test_more_than_was_asked_for_is_said_to_be_there(stack: Stack) -> None:
    for _ in range(3):
        stack.fail("send-dlq", MESSAGE.model_dump_json())
    assert (
        "only 2 entries of send-dlq were read: give --most for more"
        in stack.ops("list", "--most", "2").output
    )


def test_a_stack_that_is_not_there_is_an_error_that_says_how_to_name_another(
    stack: Stack,
) -> None:
    result = CliRunner().invoke(main, ["--prefix", "nowhere", "failures", "list"])
    assert result.exit_code == 1
    assert (
        "there is no queue of the stack nowhere: deploy the stack first, or name it with --stack"
        in result.output
    )


REASON = "Meeting Confirmed is malformed, correct it where it is raised: detail.round: Field required"


def set_aside(stack: Stack, event: Any) -> str:
    """Put an event there as its function does that cannot understand it."""
    record = {
        "requestContext": {
            "requestId": "r",
            "functionArn": f"{ARN}stack-confirm-meeting",
            "condition": "Malformed",
        },
        "requestPayload": event,
        "responsePayload": {"errorType": "ContractError", "errorMessage": REASON},
    }
    return stack.fail("failed-events", json.dumps(record))


def test_what_could_not_be_understood_is_shown_with_its_reason_and_put_back_only_where_it_is_named(
    stack: Stack,
) -> None:
    named = set_aside(stack, CONFIRMED)
    stack.fail("send-dlq", "{}", ErrorCode="Malformed", ErrorMessage="the message: kind: Field required")
    listed = stack.ops("list").output
    assert REASON in listed
    assert "the message: kind: Field required" in listed
    assert json.loads(stack.ops("show", named, "--json").output)["reason"] == REASON
    left = stack.ops("replay", "--yes")
    assert (left.exit_code, left.output.count("left: it could not be understood")) == (0, 2)
    assert [len(stack.waiting(queue)) for queue in failure_entries.QUEUES] == [1, 0, 1]
    assert stack.ops("replay", named, "--yes").exit_code == 0
    assert stack.invoked == [("stack-confirm-meeting", CONFIRMED)]
    assert stack.waiting("failed-events") == []


def test_an_event_with_a_number_or_a_name_in_the_place_of_an_id_or_a_kind_shows_neither(stack: Stack) -> None:
    detail = {"tenantId": {"name": "Ana"}, "contactId": "5511987654321", "meetingId": "ana@x.example"}
    set_aside(stack, {"id": "e", "detail-type": "+55 11 98765-4321", "detail": detail})
    listed = stack.ops("list").output
    assert "tenantId=… contactId=… meetingId=…" in listed
    for personal in ("Ana", "98765", "ana@"):
        assert personal not in listed


def test_a_failure_is_discarded_only_where_it_is_named_and_told_to(stack: Stack) -> None:
    named = set_aside(stack, CONFIRMED)
    stack.fail("send-dlq", MESSAGE.model_dump_json())
    assert "would be deleted" in stack.ops("discard", named).output
    assert len(stack.waiting("failed-events")) == 1
    assert stack.ops("discard", named, "--yes").exit_code == 0
    assert [len(stack.waiting(queue)) for queue in failure_entries.QUEUES] == [1, 0, 0]
    assert stack.ops("discard", "--yes").exit_code != 0
