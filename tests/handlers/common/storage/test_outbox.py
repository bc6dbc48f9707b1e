import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind
from handlers.common.storage import clients, outbox
from handlers.common.storage.outbox import QueueRefusedError
from local import cloud as embedded


def message(number: int = 0, **changes: Any) -> Message:
    values: dict[str, Any] = {
        "kind": Kind.OUTREACH,
        "step": "outreach",
        "tenantId": "acme",
        "campaignId": "spring",
        "contactId": f"{number}",
        "correlationId": "c",
        "createdAt": datetime(2026, 11, 23, tzinfo=UTC),
    }
    return Message(**values | changes)


@pytest.fixture
def queue(cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch) -> str:
    url = clients.sqs().create_queue(QueueName=uuid.uuid4().hex)["QueueUrl"]
    monkeypatch.setenv("SEND_QUEUE_URL", url)
    return url


@pytest.fixture
def requests(queue: str, monkeypatch: pytest.MonkeyPatch) -> list[list[dict[str, Any]]]:
    """The entries of each request; entries for contact ``refused`` are refused."""
    seen: list[list[dict[str, Any]]] = []
    real = clients.sqs().send_message_batch

    def send_message_batch(QueueUrl: str, Entries: list[dict[str, Any]]) -> Any:  # noqa: N803  the client's names
        seen.append(Entries)
        bad = [entry for entry in Entries if json.loads(entry["MessageBody"])["contactId"] == "refused"]
        good = [entry for entry in Entries if entry not in bad]
        if good:
            real(QueueUrl=QueueUrl, Entries=good)
        return {"Failed": [{"Id": entry["Id"], "Code": "InternalError"} for entry in bad]}

    monkeypatch.setattr(clients.sqs(), "send_message_batch", send_message_batch)
    return seen


def test_messages_go_ten_a_request_and_come_out_as_they_went_in(requests: list[Any], queue: str) -> None:
    outbox.enqueue([message(number) for number in range(23)])
    assert [len(entries) for entries in requests] == [10, 10, 3]
    body = clients.sqs().receive_message(QueueUrl=queue)["Messages"][0]["Body"]
    assert Message.model_validate_json(body).kind is Kind.OUTREACH


def test_large_messages_share_no_request_that_they_would_overfill(requests: list[Any]) -> None:
    invitation = "x" * 100_000
    outbox.enqueue([message(number, invitation=invitation) for number in range(5)])
    assert [len(entries) for entries in requests] == [2, 2, 1]


def test_each_message_has_its_own_delay(requests: list[Any]) -> None:
    outbox.enqueue([message(1), message(2)], [0, 900])
    assert [entry["DelaySeconds"] for entry in requests[0]] == [0, 900]
    with pytest.raises(ValueError, match="901"):
        outbox.enqueue([message(1)], [901])
    with pytest.raises(ValueError, match="as many delays"):
        outbox.enqueue([message(1)], [])


def test_what_the_queue_refuses_is_tried_again_and_then_named(requests: list[Any]) -> None:
    refused = message(contactId="refused")
    with pytest.raises(QueueRefusedError) as failure:
        outbox.enqueue([message(1), refused])
    assert failure.value.messages == (refused,)
    assert [len(entries) for entries in requests] == [2, 1, 1]


def test_nothing_to_send_asks_for_nothing(requests: list[Any]) -> None:
    outbox.enqueue([])
    assert requests == []
