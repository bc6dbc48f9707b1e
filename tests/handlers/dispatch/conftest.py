"""A tenant with a campaign, a partner that answers as it is told, and the functions in between, run in this process."""

import json
import os
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from botocore.model import OperationModel

from handlers import send_messages
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.tenants import Campaign, Host, Hours, Limits, Tenant
from handlers.common.storage import clients, configuration, dynamo, events, keys, secrets
from handlers.dispatch.rules.pace import Usage
from handlers.dispatch.sending import Batch
from handlers.dispatch.storage import channel_seconds, departures, limits, tallies
from handlers.release_contacts import handler as release_handler
from local import cloud as embedded

ALWAYS = Hours(opens=time(0), closes=time(0), weekdays=frozenset(range(1, 8)), holidays=True)
ROOMY = Limits(perMinute=1000, perHour=1000, perDay=1000)

Reply = tuple[int, Mapping[str, Any]] | tuple[int, Mapping[str, Any], Mapping[str, str]] | None
"""Status, JSON and headers of an answer; None drops the connection."""


@dataclass
class Partner:
    """The stand-in for both partners. ``answer`` decides about each request; by default all are accepted."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], Reply] = lambda request: (
        200,
        {"messageId": "m", "status": "accepted"},
    )
    guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def recipients(self) -> list[str]:
        return [request["to"] for request in self.requests]


@pytest.fixture
def partner() -> Iterator[Partner]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            request = body | {
                "path": self.path,
                "key": self.headers["Idempotency-Key"],
                "authorization": self.headers["Authorization"],
            }
            with partner.guard:
                partner.requests.append(request)
            reply = partner.answer(request)
            if reply is None:
                self.close_connection = True
                return
            status, answer, *more = reply
            content = json.dumps(answer).encode()
            self.send_response(status)
            for name, value in (more[0] if more else {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: what was asked is in ``requests``."""

    class Server(ThreadingHTTPServer):
        # Fifty senders at once: with the default of five the kernel resets the connections of the others.
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    partner = Partner(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield partner
    server.shutdown()
    server.server_close()
    thread.join()


class Clock:
    """Time that passes only where somebody waits for it."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._guard = threading.Lock()
        self.waits: list[float] = []

    def __call__(self) -> datetime:
        return self._now

    def wait(self, seconds: float) -> None:
        with self._guard:
            self.waits.append(seconds)
            self._now += timedelta(seconds=seconds)

    def advance(self, **duration: float) -> None:
        self._now += timedelta(**duration)

    def set(self, now: datetime) -> None:
        self._now = now


@dataclass
class World:
    """The surroundings that a test acts on."""

    partner: Partner
    clock: Clock
    queue: str
    tables: Mapping[str, str]
    events: list[tuple[str, dict[str, Any]]]
    requests: Counter[str]

    def tenant(self, **changes: Any) -> Tenant:
        host = Host(hostId="ana", name="Ana Souza", email="ana@acme.example", calendarId="ana")
        values: dict[str, Any] = {
            "tenantId": "acme",
            "name": "Acme",
            "hours": ALWAYS,
            "limits": ROOMY,
            "jitterSeconds": 0,
            "hosts": (host,),
        }
        tenant = Tenant(**values | changes)
        configuration.put_tenant(tenant)
        return tenant

    def campaign(self, **changes: Any) -> Campaign:
        values: dict[str, Any] = {
            "tenantId": "acme",
            "campaignId": "spring",
            "name": "Primavera",
            "offer": "nossa consultoria",
        }
        campaign = Campaign(**values | changes)
        configuration.put_campaign(campaign)
        return campaign

    def contact(self, number: int = 1, **changes: Any) -> str:
        """A contact in the backlog; its id."""
        values: dict[str, Any] = {
            "tenantId": "acme",
            "campaignId": "spring",
            "state": "new",
            "company": f"Empresa {number}",
            "phone": f"+5511988{number:06}",
            "channel": "whatsapp",
            "priority": "warm",
            "nextStep": "outreach",
            "due": self.clock() - timedelta(minutes=1),
        } | changes
        contact_id = keys.contact_id(values["tenantId"], values["campaignId"], f"{number}")
        due, priority = values.pop("due"), {"follow_up": "0", "hot": "1", "warm": "2", "cold": "3"}
        item = {
            "pk": keys.contact_pk(contact_id),
            "sk": keys.CONTACT_SK,
            "contactId": contact_id,
            "backlog": keys.backlog_partition(values["tenantId"], values["campaignId"], contact_id),
            "backlogOrder": f"{priority[values['priority']]}#{keys.instant(due)}",
        } | values
        item = {name: value for name, value in item.items() if value is not None}
        dynamo.client().put_item(TableName=self.tables["contacts"], Item=dynamo.encode(item))
        return contact_id

    def item(self, contact_id: str, sk: str = keys.CONTACT_SK) -> dict[str, Any]:
        return dynamo.read_item(self.tables["contacts"], keys.contact_pk(contact_id), sk) or {}

    def address(self, address: str) -> dict[str, Any]:
        return (
            dynamo.read_item(self.tables["contacts"], keys.address_pk("acme", address), keys.ADDRESS_SK) or {}
        )

    def put_address(self, address: str, **values: Any) -> None:
        item = {"pk": keys.address_pk("acme", address), "sk": keys.ADDRESS_SK, **values}
        dynamo.client().put_item(TableName=self.tables["contacts"], Item=dynamo.encode(item))

    def history(self, contact_id: str) -> list[dict[str, Any]]:
        return list(dynamo.collection(self.tables["contacts"], keys.contact_pk(contact_id), "HISTORY#"))

    def release(self) -> dict[str, int]:
        context = SimpleNamespace(get_remaining_time_in_millis=lambda: 60_000, aws_request_id="r")
        return release_handler({"source": "scheduler"}, context)

    def message(self, contact_id: str, kind: Kind = Kind.OUTREACH, **changes: Any) -> Message:
        values: dict[str, Any] = {
            "kind": kind,
            "step": kind.value,
            "tenantId": "acme",
            "campaignId": "spring",
            "contactId": contact_id,
            "correlationId": "c",
            "createdAt": self.clock(),
        }
        return Message(**values | changes)

    def queued(self, number: int = 1, **changes: Any) -> Message:
        """A contact that has been released, and its first message."""
        contact_id = self.contact(number, **{"state": "queued"} | changes)
        return self.message(contact_id)

    def receive(self) -> list[dict[str, Any]]:
        """Take everything out of the queue."""
        records: list[dict[str, Any]] = []
        while True:
            answer = clients.sqs().receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10)
            received = answer.get("Messages", [])
            if not received:
                return records
            for message in received:
                records.append({"messageId": message["MessageId"], "body": message["Body"]})
                clients.sqs().delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])

    def send(self, *messages: Message | str, remaining: float = 300) -> list[int]:
        """Run send-messages over one batch; the numbers of its messages that are to be delivered again."""
        bodies = [each if isinstance(each, str) else each.model_dump_json() for each in messages]
        records = [{"messageId": str(number), "body": body} for number, body in enumerate(bodies)]
        context = SimpleNamespace(get_remaining_time_in_millis=lambda: remaining * 1000, aws_request_id="s")
        batch = Batch(self.clock, self.clock.wait, timedelta(seconds=remaining))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(send_messages, "Batch", lambda *_: batch)
            answer = send_messages.handler({"Records": records}, context)
        return [int(failure["itemIdentifier"]) for failure in answer["batchItemFailures"]]

    def secret(self, channel: Channel = Channel.WHATSAPP, **changes: Any) -> None:
        """Change the secret of a channel's partner, which is read anew."""
        document = {"endpoint": f"{self.partner.url}/{channel}", "apiKey": "k1"} | changes
        clients.secretsmanager().put_secret_value(
            SecretId=os.environ[f"SECRET_{channel.upper()}"], SecretString=json.dumps(document)
        )
        secrets.forget(channel)

    def usage(self) -> Usage:
        """The counts of the tenant's day."""
        tenant = configuration.tenant("acme")
        assert tenant is not None
        usage = departures.outlook("acme", ZoneInfo(tenant.timezone), self.clock()).usage
        assert usage is not None
        return usage

    def close_channel(self, channel: Channel = Channel.WHATSAPP) -> dict[str, Any]:
        pk = keys.tenant_pk("acme")
        return dynamo.read_item(self.tables["config"], pk, keys.channel_sk(channel)) or {}


@pytest.fixture
def world(
    cloud: embedded.Cloud, tables: dict[str, str], partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    prefix = uuid.uuid4().hex[:8]
    queue = clients.sqs().create_queue(QueueName=f"{prefix}-send")["QueueUrl"]
    monkeypatch.setenv("SEND_QUEUE_URL", queue)
    monkeypatch.setenv("ENVIRONMENT", "dev")
    monkeypatch.setenv("EVENT_BUS", "default")
    monkeypatch.setenv("EVENT_SOURCE", "micro-agente-disparo-agendamento")
    for channel in Channel:
        name = f"{prefix}/{channel}"
        secret = {"endpoint": f"{partner.url}/{channel}", "apiKey": "k1"}
        clients.secretsmanager().create_secret(Name=name, SecretString=json.dumps(secret))
        monkeypatch.setenv(f"SECRET_{channel.upper()}", name)
    raised: list[tuple[str, dict[str, Any]]] = []
    put = events._client().put_events

    def put_events(Entries: list[dict[str, str]]) -> Any:  # noqa: N803  the client's own name
        raised.extend((entry["DetailType"], json.loads(entry["Detail"])) for entry in Entries)
        return put(Entries=Entries)

    monkeypatch.setattr(events._client(), "put_events", put_events)
    requests: Counter[str] = Counter()

    def count(model: OperationModel, **_: object) -> None:
        requests[model.name] += 1

    watched = [dynamo.client(), clients.sqs(), clients.secretsmanager(), events._client()]
    for client in watched:
        client.meta.events.register("before-call", count)
    _forget()
    # In the past, so that what is due by it is due for release-contacts, which reads the real clock.
    clock = Clock((datetime.now(UTC) - timedelta(minutes=1)).replace(second=10, microsecond=0))
    yield World(partner, clock, queue, tables, raised, requests)
    for client in watched:
        client.meta.events.unregister("before-call", count)
    _forget()
    clients.sqs().delete_queue(QueueUrl=queue)


def _forget() -> None:
    configuration.forget()
    secrets._kept.clear()
    limits._refusals.clear()
    tallies.forget()
    channel_seconds.forget()
