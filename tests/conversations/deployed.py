"""The stage of a script on the embedded cloud: the whole program, really deployed, with its functions told the time.

Webhooks go to the function URL, messages through the queues, events over the bus. Each script has a tenant and a line
of its own, so that all of them share one deployment. The partners are the simulator's, behind a port.
"""

import json
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from components import catalogue
from handlers.common.storage import dynamo
from local import cloud as clouds
from local.campaign.following import QUEUES
from local.campaign.reminding import hourly_runs
from local.campaign.resting import queued, rest
from local.campaign.stage import Deployed
from local.campaign.stand_ins.function_urls import FunctionUrls
from local.cloud import ACCOUNT_ID, Cloud, ToldTime
from local.deployment.deploy import deploy
from local.deployment.stack_configuration import settings as stack_settings
from tests.conversations.script import Settings
from tests.conversations.stage import OPENING, Stage
from tests.handlers.meetings.google import account
from tests.simulation.clock import Clock
from tests.simulation.cloud import PutEvent
from tests.simulation.partners import Partners
from tests.simulation.way_in import LINE, SECRET
from tests.simulation.world import Ended

PATIENCE_SECONDS = 90.0
"""The longest wait for what a script says is heard."""
QUIET_SECONDS = 2.0
"""Time without anything new after which all is taken for done."""
TURN_SECONDS = 30.0
"""Longer than a turn: what waits for its end is looked at then."""
EVENTS = "conversations-events"


class ToldClock(Clock):
    """The clock that the cloud and its functions are told by."""

    def __init__(self, told: ToldTime) -> None:
        self._told = told
        super().__init__(OPENING)

    @property
    def seconds(self) -> float:
        return self._told.seconds

    @seconds.setter
    def seconds(self, instant: float) -> None:
        self._told.leap_to(instant)

    def now(self) -> datetime:
        return self._told.now()

    def move_to(self, instant: float) -> None:
        """Let the cloud's time leap to an instant, if it is to come."""
        if instant > self.seconds:
            self.seconds = instant


class _Sent:
    """The messages on record, by contact and step."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._known: dict[tuple[str, str], dict[str, Any]] = {}

    def get(self, named: tuple[str, str]) -> dict[str, Any] | None:
        """Return a message's item; None while there is none."""
        if named not in self._known:
            items = [each for each in _rows(self._table) if each.keys() >= {"contactId", "step", "kind"}]
            self._known = {(each["contactId"], each["step"]): each for each in items}
        return self._known.get(named)


class _Heard:
    """The events on the bus, and the messages on record."""

    def __init__(self, deployed: Deployed, queue_url: str, clock: Clock) -> None:
        self._sqs, self._queue_url, self._clock = deployed.cloud.client("sqs"), queue_url, clock
        self._events: list[PutEvent] = []
        self.sent = _Sent(deployed.table("contacts"))

    @property
    def events(self) -> list[PutEvent]:
        """Return all events until now."""
        while found := self._sqs.receive_message(QueueUrl=self._queue_url, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for each in found:
                event = json.loads(each["Body"])
                self._events.append(
                    PutEvent(event["id"], self._clock.seconds, event["detail-type"], event["detail"])
                )
                self._sqs.delete_message(QueueUrl=self._queue_url, ReceiptHandle=each["ReceiptHandle"])
        return self._events


class DeployedWorld:
    """What a stage needs of a world; the tenant is the script's."""

    def __init__(self, deployed: Deployed, partners: Partners, clock: ToldClock, heard: _Heard) -> None:
        self.clock, self.partners, self.cloud = clock, partners, heard
        self.prefix = deployed.outputs["functions"]["send-messages"].removesuffix("-send-messages")
        self.tenant, self.line = "", ""
        self.wanted: Callable[[], bool] = lambda: True
        self._deployed = deployed
        self._urls = FunctionUrls(deployed.cloud.endpoint)

    def begin(self, number: int) -> None:
        """Begin the script of that number, at its own hour."""
        self.tenant, self.line = f"acme-{number}", f"{LINE}{number}"
        self.clock.seconds = OPENING.timestamp()

    def violations(self) -> Iterator[str]:
        """Yield nothing: the simulator judges what it has watched alone."""
        yield from ()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the items of a table."""
        return _rows(self._deployed.table(table))

    def put(self, table: str, item: dict[str, Any]) -> None:
        """Write an item past the functions."""
        dynamo.client().put_item(TableName=self._deployed.table(table), Item=dynamo.encode(item))

    def invoke(self, function: str, event: dict[str, Any], _: str) -> Ended:
        """Run a function; receive-webhook by its URL."""
        if function != catalogue.WEBHOOK:
            return Ended("answered", self._deployed.invoke(function, event))
        url = urlsplit(self._deployed.outputs["webhookUrl"])._replace(path=event["rawPath"]).geturl()
        headers = {"Content-Type": "application/json", **event["headers"]}
        return Ended("answered", {"statusCode": self._urls.post(url, event["body"].encode(), headers)})

    def start(self, function: str, event: dict[str, Any], _: str) -> None:
        """Start a function asynchronously."""
        self._deployed.cloud.client("lambda").invoke(
            FunctionName=self._deployed.outputs["functions"][function],
            InvocationType="Event",
            Payload=json.dumps(event).encode(),
        )

    def settle(self, until: datetime) -> None:
        """Let the cloud work: until nothing moves, again after the time of a turn, and at each hour of the schedule."""
        self._rest(time.monotonic())
        self.clock.move_to(min(until.timestamp(), self.clock.seconds + TURN_SECONDS))
        self._rest(time.monotonic() + PATIENCE_SECONDS)
        for hour in hourly_runs(self.clock.now(), until):
            self.clock.move_to(hour.timestamp())
            self._deployed.invoke("send-reminders", {"detail": {}})
            self._rest(time.monotonic())
        self.wanted = lambda: True

    def _rest(self, patience: float) -> None:
        """Wait until nothing moves, and for as long as there is patience until what is wanted has come."""
        rest(self._pulse, QUIET_SECONDS, patience, lambda: self.wanted())

    def _pulse(self) -> tuple[int, int, int]:
        sqs = self._deployed.cloud.client("sqs")
        waiting = sum(queued(sqs, self._deployed.outputs[queue]).present for queue in QUEUES)
        return len(self.partners.requests), len(self.cloud.events), waiting


class Theatre:
    """One deployment for many scripts."""

    def __init__(self, world: DeployedWorld) -> None:
        self._world = world
        self._scripts = 0

    @contextmanager
    def stage(self, settings: Settings) -> Generator[Stage]:
        """Give a script's settings a tenant of their own, and everything that they say has happened."""
        self._scripts += 1
        self._world.begin(self._scripts)
        numbered = f"{settings.number[:-4]}{self._scripts:04}"
        stage = Stage(settings, self._world, numbered)
        stage.prepare()
        yield stage


@contextmanager
def theatre(folder: Path) -> Generator[Theatre]:
    """Deploy the program on a cloud that is told the time, with the partners behind a port."""
    told = ToldTime(folder / "ahead")
    clock = ToldClock(told)
    partners = Partners(clock)
    with (
        _listening(partners) as endpoint,
        clouds.start(folder / "cloud", told_time=told) as cloud,
    ):
        outputs = deploy(cloud).outputs
        deployed = Deployed(cloud, outputs)
        _put_secrets(cloud, endpoint)
        with deployed.as_operator():
            yield Theatre(
                DeployedWorld(deployed, partners, clock, _Heard(deployed, _listen(deployed), clock))
            )


def _rows(table: str) -> list[dict[str, Any]]:
    pages = dynamo.client().get_paginator("scan").paginate(TableName=table)
    return [dynamo.decode(item) for page in pages for item in page["Items"]]


def _put_secrets(cloud: Cloud, endpoint: str) -> None:
    documents = {
        "whatsapp": {
            "provider": "whatsapp-cloud",
            "accessToken": "t",
            "phoneNumberId": LINE,
            "apiUrl": f"{endpoint}/cloud",
        },
        "email": {"endpoint": f"{endpoint}/email", "apiKey": "k"},
        "calendar": account().secret(f"{endpoint}/google"),
        "webhook": SECRET,
    }
    for name, path in stack_settings("dev").secret_paths.items():
        cloud.client("secretsmanager").create_secret(Name=path, SecretString=json.dumps(documents[name]))


def _listen(deployed: Deployed) -> str:
    """Let a queue of our own hear the events of the bus; return its URL."""
    functions, cloud = deployed.outputs["functions"], deployed.cloud
    variables = cloud.client("lambda").get_function_configuration(FunctionName=functions["handle-replies"])
    bus = variables["Environment"]["Variables"]["EVENT_BUS"]
    url = cloud.client("sqs").create_queue(QueueName=EVENTS)["QueueUrl"]
    events, rule = cloud.client("events"), {"Name": EVENTS, "EventBusName": bus}
    pattern = json.dumps({"source": [deployed.outputs["eventSource"]]})
    events.put_rule(**rule, EventPattern=pattern, State="ENABLED")
    target = {"Id": EVENTS, "Arn": f"arn:aws:sqs:us-east-1:{ACCOUNT_ID}:{EVENTS}"}
    events.put_targets(Rule=EVENTS, EventBusName=bus, Targets=[target])
    return url


@contextmanager
def _listening(partners: Partners) -> Generator[str]:
    """Put the partners behind a port; yield its address."""
    one_at_a_time = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            is_form = "form" in self.headers.get("Content-Type", "")
            document = json.loads(body) if body and not is_form else {}
            named = {
                "-".join(part.title() for part in name.split("-")): value
                for name, value in self.headers.items()
            }
            with one_at_a_time:
                answer = partners.perform(self.command, f"http://partner{self.path}", named, document, 30.0)
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = do_DELETE = do_PATCH = _answer

        def log_message(self, format: str, *_: object) -> None:
            """The partners keep what they were asked for."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
