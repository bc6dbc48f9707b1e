"""Queues of a run, and what arrives in them."""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ops.conformance.scratch import Scratch


class Mailbox:
    """A scratch queue that keeps all that has arrived in it; several checks may look for their own."""

    def __init__(
        self,
        scratch: Scratch,
        thing: str,
        attributes: Mapping[str, Any] | None = None,
        admits: tuple[str, str] | None = None,
    ) -> None:
        """``admits``: a service, and the ARN on whose behalf it may put messages in; SQS is slow to learn it later."""
        self.name, self.arn = scratch.name(thing), scratch.arn("sqs", scratch.name(thing))
        self._scratch, self._sqs = scratch, scratch.client("sqs")
        self._seen: dict[str, Any] = {}
        self._reading = threading.Lock()
        given = {
            name: each if isinstance(each, str) else json.dumps(each)
            for name, each in (attributes or {}).items()
        }
        if admits:
            given["Policy"] = document(
                admission(admits[0], "sqs:SendMessage", self.arn, _on_behalf_of(admits[1]))
            )
        with scratch.making(f"queue {self.name}", self._remove):
            self.url: str = self._sqs.create_queue(QueueName=self.name, Attributes=given, tags=scratch.tags)[
                "QueueUrl"
            ]

    def _remove(self) -> None:
        self._sqs.delete_queue(QueueUrl=self._sqs.get_queue_url(QueueName=self.name)["QueueUrl"])

    def find(self, wanted: Callable[[Any], bool], seconds: float | None = None) -> Any:
        """Wait for a message for which ``wanted`` holds and return it as SQS gives it, or None."""

        def look() -> Any:
            with self._reading:
                self._receive()
                return next((message for message in self._seen.values() if wanted(message)), None)

        return self._scratch.until(look, seconds)

    @property
    def seen(self) -> list[str]:
        """The bodies of all that has arrived and been read."""
        return [message["Body"] for message in self._seen.values()]

    def _receive(self) -> None:
        answer = self._sqs.receive_message(
            QueueUrl=self.url,
            MaxNumberOfMessages=10,
            VisibilityTimeout=300,
            WaitTimeSeconds=1,
            MessageAttributeNames=["All"],
        )
        for message in answer.get("Messages", ()):
            self._seen[message["MessageId"]] = message


def document(*statements: Mapping[str, Any]) -> str:
    """Return a policy document as JSON."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions: Sequence[str], *resources: str, **rest: Any) -> dict[str, Any]:
    """Return a statement that allows actions on resources."""
    return {"Effect": "Allow", "Action": list(actions), "Resource": list(resources), **rest}


def admission(service: str, action: str, resource: str, condition: Mapping[str, Any]) -> dict[str, Any]:
    """Return the statement of a resource policy that lets a service in under a condition."""
    return allow([action], resource, Principal={"Service": service}, Condition=condition)


def _on_behalf_of(source: str) -> dict[str, Any]:
    return {"ArnEquals": {"aws:SourceArn": source}}
