"""A queue of the rig's own that takes every Human Attention Needed, beside the listeners that the stack has."""

import json
from collections.abc import Mapping
from typing import Any

from handlers.common.rules.model import Event
from local.campaign.stage import Stage

NAME = "chaos-attention"
RECEIVED_AT_ONCE = 10
EVENT_SOURCE = "micro-agente-disparo-agendamento"


def listen(stage: Stage) -> str:
    """Make the queue and its rule; return the queue's URL."""
    sqs, events = stage.cloud.client("sqs"), stage.cloud.client("events")
    url = sqs.create_queue(QueueName=NAME)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": _policy(arn)})
    pattern = {"source": [EVENT_SOURCE], "detail-type": [Event.HUMAN_ATTENTION_NEEDED.value]}
    events.put_rule(Name=NAME, EventPattern=json.dumps(pattern))
    events.put_targets(Rule=NAME, Targets=[{"Id": NAME, "Arn": arn}])
    return url


def heard(stage: Stage, url: str) -> list[Mapping[str, Any]]:
    """Take everything out of the queue; return the details of the events."""
    sqs, found = stage.cloud.client("sqs"), list[Mapping[str, Any]]()
    while True:
        answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=RECEIVED_AT_ONCE)
        messages = answer.get("Messages", ())
        if not messages:
            return found
        found += [json.loads(message["Body"])["detail"] for message in messages]
        entries = [
            {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]}
            for number, message in enumerate(messages)
        ]
        sqs.delete_message_batch(QueueUrl=url, Entries=entries)


def _policy(arn: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn,
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
