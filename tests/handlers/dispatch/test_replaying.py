"""A dead letter that an operator plays again: what went out stays out, and what did not goes out once."""

from typing import Any

import pytest

from handlers.common.storage import clients
from ops import failures
from ops.stack import Stack


@pytest.mark.parametrize("went_out", [True, False])
def test_a_dead_letter_is_sent_once_whether_or_not_it_went_out_before(
    world: Any, monkeypatch: pytest.MonkeyPatch, went_out: bool
) -> None:
    monkeypatch.setattr(failures, "WAIT_SECONDS", 0)
    world.tenant()
    world.campaign()
    message = world.queued()
    if went_out:
        assert world.send(message) == []
    letters = clients.sqs().create_queue(QueueName=f"{world.queue.rpartition('/')[2]}-dlq")["QueueUrl"]
    clients.sqs().send_message(QueueUrl=letters, MessageBody=message.model_dump_json())
    stack = Stack({"sendQueueUrl": world.queue, "sendDlqUrl": letters}, "any", "us-east-1")
    (failure,) = failures.read(stack, "send-dlq", 10)
    failures.replay(stack, failure)
    (record,) = world.receive()
    assert world.send(record["body"]) == []
    assert len(world.partner.requests) == 1
    assert world.item(message.contactId)["state"] == "contacted"
    assert failures.read(stack, "send-dlq", 10) == []
