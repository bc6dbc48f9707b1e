"""The services of AWS around the tables, as far as the handlers use them: queue, bus, functions, bucket, secrets."""

import json
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from components import catalogue
from tests import cloud_engines
from tests.simulation import tables
from tests.simulation.callouts import READS, Answer
from tests.simulation.clock import Clock

SOURCE = "simulated"
INBOUND_DOMAIN = "respostas.example.com"
"""The domain at which answers to e-mails arrive."""
QUEUES = {catalogue.SEND_QUEUE: ("queue", "dead"), catalogue.INBOUND_QUEUE: ("inbound", "inbound_dead")}
"""The attributes that hold each queue that starts a function, and its dead letters."""
RETENTION = {queue.name: float(queue.retention) for queue in catalogue.queues(())}
"""Seconds for which each queue keeps a message, from when it was first sent."""
RULES = {rule.detail_type: rule.function for rule in catalogue.rules(SOURCE)}
"""The function that each event starts."""
_BATCHES: dict[str, tuple[str, str, Callable[[Any], dict[str, Any]]]] = {
    "BatchExecuteStatement": (
        "Statements",
        "Responses",
        lambda _: {"Error": {"Code": "ThrottlingError", "Message": "later"}},
    ),
    "PutEvents": ("Entries", "Entries", lambda _: {"ErrorCode": "InternalFailure", "ErrorMessage": "later"}),
    "SendMessageBatch": (
        "Entries",
        "Failed",
        lambda entry: {"Id": entry["Id"], "SenderFault": False, "Code": "InternalError"},
    ),
}
"""The entries of each batch, where its answer has theirs, and the answer to one that failed."""


@dataclass
class QueuedMessage:
    """A message in a queue."""

    message_id: str
    body: str
    sent: float
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
    start: Callable[[str, dict[str, Any], str, float], None]
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
    """By bucket and key, with a slash between."""
    filed: dict[str, datetime] = field(default_factory=dict)
    """The instants at which files were put there, of those that are not of this very moment."""
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    """What functions have put into the queues of failures themselves: requests of SendMessage."""
    inbound: list[QueuedMessage] = field(default_factory=list)
    """The inbound queue."""
    inbound_dead: list[QueuedMessage] = field(default_factory=list)
    mail: Callable[[dict[str, Any]], Answer] | None = None
    """Takes the requests to Amazon SES."""
    sent: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """Every message that was ever queued, by contact and step."""
    lag: float = 0.0
    """Seconds by which the tables' indexes are late."""
    delay: float = 0.0
    """Seconds by which what is handed on at the moment is late."""
    _past: list[tuple[float, bytes]] = field(default_factory=list)
    """The tables as they were until each instant, as far back as an index may be."""
    _numbers: int = 0

    def variables(self) -> dict[str, str]:
        """The environment variables of the functions."""
        secrets = {
            f"SECRET_{name.upper()}": f"simulated/{name}"
            for name in ("whatsapp", "email", "calendar", "webhook")
        }
        return {
            **tables.variables(),
            **secrets,
            **{f"PARAMETER_{each.name.upper()}": each.name for each in catalogue.PARAMETERS},
            "ENVIRONMENT": "dev",
            "INTAKE_BUCKET": "intake",
            "EVENT_BUS": "simulated",
            "EVENT_SOURCE": SOURCE,
            **{
                f"{name}_URL": f"https://sqs.us-east-1.amazonaws.com/000000000000/{name.lower()}"
                for name in ("SEND_QUEUE", "SEND_DLQ", "INBOUND_QUEUE", "INBOUND_DLQ", "FAILED_EVENTS")
            },
            "INGEST_FUNCTION": "ingest-contacts",
            "RELEASE_FUNCTION": "release-contacts",
            "UNSUBSCRIBE_FUNCTION": catalogue.WEBHOOK,
            "LINK_FUNCTION": catalogue.WEBHOOK,
            "SES_IDENTITY": "example.com",
            "SES_CONFIGURATION_SET": "simulated",
            "INBOUND_MAIL_DOMAIN": INBOUND_DOMAIN,
        }

    def perform(
        self, service: str, operation: str, url: str, headers: dict[str, Any], content: bytes
    ) -> Answer:
        """Carry out a request."""
        if service == "dynamodb":
            return self._dynamodb(operation, content)
        done = getattr(self, f"_{service.replace('-', '_')}_{operation.lower()}")
        return done(url, content)

    def perform_partly(self, service: str, operation: str, url: str, content: bytes) -> Answer:
        """Carry out the first half of a batch, and say of the others that they failed."""
        document = json.loads(content)
        if operation == "BatchGetItem":
            asked = document["RequestItems"]
            now, later = (_keys(asked, half) for half in (_first, _rest))
            content = _of(document, "RequestItems", now)
            done = _read(self.perform(service, operation, url, {}, content)) if now else {"Responses": {}}
            return _json({**done, "UnprocessedKeys": later})
        name, answered, failure = _BATCHES[operation]
        first, rest = _first(document[name]), _rest(document[name])
        done = _read(self.perform(service, operation, url, {}, _of(document, name, first))) if first else {}
        failures = [failure(entry) for entry in rest]
        failed = {"FailedEntryCount": len(rest)} if operation == "PutEvents" else {}
        if operation == "SendMessageBatch":
            return _json({"Successful": [], **done, "Failed": failures})
        return _json({**done, answered: [*done.get(answered, []), *failures], **failed})

    def _dynamodb(self, operation: str, content: bytes) -> Answer:
        if operation in READS:
            with self._lagging(content):
                return Answer(*cloud_engines.call(operation, content))
        if self.lag:
            self._past.append((self.clock.seconds, tables.keep()))
        answer = Answer(*cloud_engines.call(operation, content))
        self.written()
        return answer

    @contextmanager
    def _lagging(self, content: bytes) -> Generator[None]:
        """Show a request to an index what the index shows."""
        if not self.lag or b'"IndexName"' not in content:
            yield
            return
        then = self.clock.seconds - self.lag
        self._past = [(until, kept) for until, kept in self._past if until > then]
        now = tables.keep()
        if self._past:
            tables.put_back(self._past[0][1])
        try:
            yield
        finally:
            tables.put_back(now)

    def _id(self, prefix: str) -> str:
        self._numbers += 1
        return f"{prefix}-{self._numbers}"

    def enqueue(self, body: str, delay: float = 0) -> QueuedMessage:
        """Put a message into the queue."""
        now = self.clock.seconds
        message = QueuedMessage(self._id("message"), body, now, now + delay + self.delay)
        self.queue.append(message)
        envelope = json.loads(body)
        self.sent[envelope["contactId"], envelope["step"]] = envelope
        return message

    def enqueue_inbound(self, body: str, delay: float = 0) -> QueuedMessage:
        """Put a message into the inbound queue."""
        now = self.clock.seconds
        message = QueuedMessage(self._id("inbound"), body, now, now + delay + self.delay)
        self.inbound.append(message)
        return message

    def messages(self, queue: str, *, dead: bool = False) -> list[QueuedMessage]:
        """The messages of a queue that starts a function, or its dead letters."""
        return getattr(self, QUEUES[queue][dead])

    def _sqs_sendmessagebatch(self, _: str, content: bytes) -> Answer:
        request, done = json.loads(content), []
        is_inbound = request["QueueUrl"].endswith("inbound_queue")
        for entry in request["Entries"]:
            if is_inbound:
                message = self.enqueue_inbound(entry["MessageBody"], entry.get("DelaySeconds", 0))
            else:
                message = self.enqueue(entry["MessageBody"], entry.get("DelaySeconds", 0))
            done.append({"Id": entry["Id"], "MessageId": message.message_id, "MD5OfMessageBody": ""})
        return _json({"Successful": done, "Failed": []})

    def _sqs_getqueueurl(self, _: str, content: bytes) -> Answer:
        name = json.loads(content)["QueueName"].replace("-", "_")
        return _json({"QueueUrl": f"https://sqs.us-east-1.amazonaws.com/000000000000/{name}"})

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
                self.start(RULES[event.detail_type], event.document, event.event_id, self.delay)
        return _json({"FailedEntryCount": 0, "Entries": results})

    def _lambda_invoke(self, url: str, content: bytes) -> Answer:
        found = re.search(r"/functions/([^/]+)/invocations", url)
        assert found is not None
        self.start(found[1], json.loads(content), self._id("call"), self.delay)
        return Answer(202, {}, b"")

    def _lambda_getfunctionurlconfig(self, url: str, _: bytes) -> Answer:
        found = re.search(r"/functions/([^/]+)/url", url)
        assert found is not None
        return _json({"FunctionUrl": f"https://{found[1]}.lambda-url.us-east-1.on.aws/"})

    def _sesv2_sendemail(self, _: str, content: bytes) -> Answer:
        assert self.mail is not None
        return self.mail(json.loads(content))

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
        self.files[_path(url)] = content
        self.filed[_path(url)] = self.clock.now()
        return Answer(200, {"ETag": '"e"'}, b"")

    def _s3_deleteobject(self, url: str, _: bytes) -> Answer:
        self.files.pop(_path(url), None)
        return Answer(204, {}, b"")

    def _s3_listobjectsv2(self, url: str, _: bytes) -> Answer:
        bucket, asked = _path(url).rstrip("/"), parse_qs(url.partition("?")[2])
        beginning = f"{bucket}/{asked['prefix'][0]}"
        found = [
            f"<Contents><Key>{escape(path.removeprefix(f'{bucket}/'))}</Key>"
            f"<LastModified>{self.filed.get(path, self.clock.now()).isoformat()}</LastModified></Contents>"
            for path in sorted(self.files)
            if path.startswith(beginning)
        ]
        return Answer(200, {}, f"<ListBucketResult>{''.join(found)}</ListBucketResult>".encode())

    def _s3_getobject(self, url: str, _: bytes) -> Answer:
        content = self.files.get(_path(url))
        if content is None:
            return Answer(404, {}, b"<Error><Code>NoSuchKey</Code></Error>")
        return Answer(200, {"ETag": '"e"', "Content-Length": str(len(content))}, content)


def _path(url: str) -> str:
    """Bucket and key in the address of a request to S3."""
    return url.partition("//")[2].partition("/")[2].partition("?")[0]


def _first(entries: list[Any]) -> list[Any]:
    return entries[: len(entries) // 2]


def _rest(entries: list[Any]) -> list[Any]:
    return entries[len(entries) // 2 :]


def _keys(asked: dict[str, Any], half: Callable[[list[Any]], list[Any]]) -> dict[str, Any]:
    """The items that are asked for, by table, with half of the keys of each."""
    parts = {name: half(each["Keys"]) for name, each in asked.items()}
    return {name: {**each, "Keys": parts[name]} for name, each in asked.items() if parts[name]}


def _of(document: dict[str, Any], name: str, part: Any) -> bytes:
    return json.dumps({**document, name: part}).encode()


def _read(answer: Answer) -> dict[str, Any]:
    return json.loads(answer.content)


def _json(document: dict[str, Any], status: int = 200) -> Answer:
    return Answer(status, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(document).encode())
