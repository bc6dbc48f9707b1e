"""The services of AWS around the tables, as far as the handlers use them: queue, bus, functions, bucket, secrets."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from components import catalogue
from tests.simulation import tables
from tests.simulation.callouts import Answer
from tests.simulation.clock import Clock

SOURCE = "simulated"
READS = frozenset({"GetItem", "BatchGetItem", "Query", "Scan"})
RULES = {rule.detail_type: rule.function for rule in catalogue.rules(SOURCE)}
"""The function that each event starts."""


@dataclass
class QueuedMessage:
    """A message in a queue."""

    message_id: str
    body: str
    visible: float
    """The instant from which it may be received."""
    receives: int = 0


@dataclass(frozen=True)
class PutEvent:
    """An event on the bus."""

    event_id: str
    at: float
    detail_type: str
    detail: dict[str, Any]

    @property
    def document(self) -> dict[str, Any]:
        """The event as a function gets it."""
        return {
            "id": self.event_id,
            "source": SOURCE,
            "detail-type": self.detail_type,
            "detail": self.detail,
        }


@dataclass
class Cloud:
    """What the services hold; ``start`` begins an asynchronous invocation of a function."""

    clock: Clock
    start: Callable[[str, dict[str, Any], str], None]
    written: Callable[[], None]
    """Called after every write to a table."""
    queue: list[QueuedMessage] = field(default_factory=list)
    dead: list[QueuedMessage] = field(default_factory=list)
    failed: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Functions and events whose asynchronous invocations failed to the end."""
    events: list[PutEvent] = field(default_factory=list)
    secrets: dict[str, dict[str, Any]] = field(default_factory=dict)
    parameters: dict[str, str] = field(
        default_factory=lambda: {each.name: each.initial for each in catalogue.PARAMETERS}
    )
    files: dict[str, bytes] = field(default_factory=dict)
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    """What functions have put into the queues of failures themselves: requests of SendMessage."""
    sent: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """Every message that was ever queued, by contact and step."""
    _numbers: int = 0

    def variables(self) -> dict[str, str]:
        """The environment variables of the functions."""
        secrets = {
            f"SECRET_{name.upper()}": f"simulated/{name}" for name in ("whatsapp", "email", "calendar")
        }
        return {
            **tables.variables(),
            **secrets,
            **{f"PARAMETER_{each.name.upper()}": each.name for each in catalogue.PARAMETERS},
            "ENVIRONMENT": "dev",
            "EVENT_BUS": "simulated",
            "EVENT_SOURCE": SOURCE,
            **{
                f"{name}_URL": f"https://sqs.us-east-1.amazonaws.com/000000000000/{name.lower()}"
                for name in ("SEND_QUEUE", "SEND_DLQ", "FAILED_EVENTS")
            },
            "INGEST_FUNCTION": "ingest-contacts",
            "RELEASE_FUNCTION": "release-contacts",
        }

    def perform(
        self, service: str, operation: str, url: str, headers: dict[str, Any], content: bytes
    ) -> Answer:
        """Carry out a request."""
        if service == "dynamodb":
            answer = Answer(*tables.call(operation, content))
            if operation not in READS:
                self.written()
            return answer
        done = getattr(self, f"_{service.replace('-', '_')}_{operation.lower()}")
        return done(url, content)

    def _id(self, prefix: str) -> str:
        self._numbers += 1
        return f"{prefix}-{self._numbers}"

    def enqueue(self, body: str, delay: float = 0) -> QueuedMessage:
        """Put a message into the queue."""
        message = QueuedMessage(self._id("message"), body, self.clock.seconds + delay)
        self.queue.append(message)
        envelope = json.loads(body)
        self.sent[envelope["contactId"], envelope["step"]] = envelope
        return message

    def _sqs_sendmessagebatch(self, _: str, content: bytes) -> Answer:
        done = []
        for entry in json.loads(content)["Entries"]:
            message = self.enqueue(entry["MessageBody"], entry.get("DelaySeconds", 0))
            done.append({"Id": entry["Id"], "MessageId": message.message_id, "MD5OfMessageBody": ""})
        return _json({"Successful": done, "Failed": []})

    def _sqs_sendmessage(self, _: str, content: bytes) -> Answer:
        self.set_aside.append(json.loads(content))
        return _json({"MessageId": self._id("failure"), "MD5OfMessageBody": ""})

    def _eventbridge_putevents(self, _: str, content: bytes) -> Answer:
        results = []
        for entry in json.loads(content)["Entries"]:
            event = PutEvent(
                self._id("bus"), self.clock.seconds, entry["DetailType"], json.loads(entry["Detail"])
            )
            self.events.append(event)
            results.append({"EventId": event.event_id})
            if event.detail_type in RULES:
                self.start(RULES[event.detail_type], event.document, event.event_id)
        return _json({"FailedEntryCount": 0, "Entries": results})

    def _lambda_invoke(self, url: str, content: bytes) -> Answer:
        found = re.search(r"/functions/([^/]+)/invocations", url)
        assert found is not None
        self.start(found[1], json.loads(content), self._id("call"))
        return Answer(202, {}, b"")

    def _secrets_manager_getsecretvalue(self, _: str, content: bytes) -> Answer:
        name = json.loads(content)["SecretId"]
        secret = self.secrets.get(name)
        if secret is None:
            error = {"__type": "ResourceNotFoundException", "message": "there is no such secret"}
            return _json(error, 400)
        return _json({"Name": name, "SecretString": json.dumps(secret)})

    def _ssm_getparameter(self, _: str, content: bytes) -> Answer:
        name = json.loads(content)["Name"]
        return _json({"Parameter": {"Name": name, "Value": self.parameters[name]}})

    def _ssm_putparameter(self, _: str, content: bytes) -> Answer:
        request = json.loads(content)
        self.parameters[request["Name"]] = request["Value"]
        return _json({"Version": 1})

    def _s3_putobject(self, url: str, content: bytes) -> Answer:
        self.files[url.partition("?")[0]] = content
        return Answer(200, {"ETag": '"e"'}, b"")

    def _s3_getobject(self, url: str, _: bytes) -> Answer:
        content = self.files.get(url.partition("?")[0])
        if content is None:
            return Answer(404, {}, b"<Error><Code>NoSuchKey</Code></Error>")
        return Answer(200, {"ETag": '"e"', "Content-Length": str(len(content))}, content)


def _json(document: dict[str, Any], status: int = 200) -> Answer:
    return Answer(status, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(document).encode())
