"""The whole flow with marked personal data, and everything that it leaves behind, by the place where it was left."""

import io
import json
import logging
import os
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, NamedTuple

from handlers import observability
from tests.simulation import scenarios, seams, shortcut, tables
from tests.simulation import world as worlds
from tests.simulation.callouts import Answer, CallOut
from tests.simulation.cloud import QueuedMessage
from tests.simulation.scenarios import NOON
from tests.simulation.world import Ended, World

PHONE, OTHER_PHONE = "+5511987650123", "+5511987650456"
EMAIL, OTHER_EMAIL = "marcela@segredo.example", "tiburcio@segredo.example"
PERSON = {
    "company": "Padaria Marcante",
    "contactName": "Marcela Segredo",
    "phone": PHONE,
    "email": f"{EMAIL} | outra@segredo.example",
    "document": "52998224725",
    "source": "indicação de Tiburcio Segredo",
    "consent": "ficha assinada por Marcela Segredo",
    "metadata": {"apelido": "Marcelinha"},
}
BY_MAIL = {"company": "Tiburcio Segredo ME", "contactName": "Tiburcio Segredo", "email": OTHER_EMAIL}
NOBODY = {"company": "Ilegivel Segredo", "phone": "98765", "email": "ilegivel@segredo"}
LIST = f"Nome;Contato;Telefone;Email\nPadaria Marcante;Marcela Segredo;{PHONE};x@\nIlegivel;;1;x\n".encode()
NOTIFIED = {
    "Records": [
        {
            "s3": {
                "bucket": {"name": "lists"},
                "object": {"key": "inbox/acme/spring/list.csv", "sequencer": "1"},
            }
        }
    ]
}
QUESTION = "quanto custa? meu nome completo é Marcela Segredo e o CPF é 52998224725"
MARKS = ("marcel", "marcante", "segredo", "tiburcio", "ilegivel", "987650123", "987650456", "52998224725")
"""What is in no other data than those of the persons, in lower case."""


class Left(NamedTuple):
    """Something that the flow has left behind."""

    place: str
    """A kind of place, such as ``log``, ``queue`` or ``contacts.phone``."""
    text: str

    @property
    def is_marked(self) -> bool:
        """True if it holds somebody's data."""
        text = self.text.lower()
        return any(mark in text for mark in MARKS)


class Watched(World):
    """A world that remembers the messages that were queued and the ends of all invocations.

    Of its call-outs every ``refuse``-th is refused by AWS, which repeats what it was sent; 0 for none.
    """

    def __init__(self, refuse: int = 0) -> None:
        super().__init__(NOON)
        self.refuse = refuse
        self.called = 0
        self.bodies: list[str] = []
        self.ends: list[Ended] = []
        enqueue = self.cloud.enqueue

        def kept(body: str, delay: float = 0) -> QueuedMessage:
            self.bodies.append(body)
            return enqueue(body, delay)

        self.cloud.enqueue = kept
        self.cloud.secrets = {
            f"simulated/{name}": {"endpoint": f"https://partner.test/{name}", "apiKey": "k"}
            for name in ("whatsapp", "email", "calendar")
        }

    def invoke(self, function: str, event: Any, request_id: str) -> Ended:
        """Run a function, and remember how it ended."""
        before, shortcut.EXACT.off = shortcut.EXACT.off, function == "ingest-contacts"
        try:
            end = super().invoke(function, event, request_id)
        finally:
            shortcut.EXACT.off = before
        self.ends.append(end)
        return end

    def call_out(self, call: CallOut, refusal: Answer) -> Answer:
        """Refuse a call-out now and then, in the words of somebody who has no discretion."""
        self.called += not call.of_partner
        if self.refuse and self._stack and not call.of_partner and self.called % self.refuse == 0:
            told = {"__type": "ValidationException", "message": f"One or more values are invalid: {PERSON}"}
            return Answer(400, {"x-amzn-errortype": "ValidationException"}, json.dumps(told).encode())
        return super().call_out(call, refusal)


FORMATTER = observability.logger._logger.handlers[0].formatter


@contextmanager
def listening() -> Generator[io.StringIO]:
    """Take down all lines of the log in a world that runs, as the functions format them."""
    lines = io.StringIO()
    to_lines = logging.StreamHandler(lines)
    to_lines.setFormatter(FORMATTER)
    logger = observability.logger._logger
    level, handlers = logger.level, list(logger.handlers)
    logger.setLevel(logging.INFO)
    logger.handlers[:] = [to_lines]
    try:
        yield lines
    finally:
        logger.setLevel(level)
        logger.handlers[:] = handlers


def play(world: Watched, act: Callable[[Watched], None]) -> list[Left]:
    """Let something happen in a world with empty tables, and return all that is left of it."""
    tables.restore(None)
    with worlds.running(world), listening() as lines:
        act(world)
        found = [Left("log", line) for line in lines.getvalue().splitlines()]
        return [*found, *_left(world)]


def whole_flow(world: Watched) -> None:
    """Ingest, release, send, reply, propose, brief, confirm, remind, and a question for a human."""
    scenarios.configure(world, followUpDays=[1])
    world.cloud.files[f"{os.environ['AWS_ENDPOINT_URL']}/lists/inbox/acme/spring/list.csv"] = LIST
    request = {"tenantId": "acme", "campaignId": "spring", "contacts": [PERSON, BY_MAIL, NOBODY]}
    world.invoke("ingest-contacts", request, "ingest")
    world.invoke("ingest-contacts", NOTIFIED, "notified")
    _pass(world, minutes=20)
    for number, (sender, channel) in enumerate(((PHONE, "whatsapp"), (OTHER_EMAIL, "email"))):
        world.reply(
            f"r-{number}-1", sender, f"Sou {sender}. Tenho interesse, quero agendar uma reunião", channel
        )
        _pass(world, minutes=20)
        world.reply(f"r-{number}-2", sender, QUESTION, channel)
        world.reply(f"r-{number}-3", sender, "1", channel)
        _pass(world, minutes=20)
    _pass(world, days=9)
    world.reply("r-stop", PHONE, "SAIR")
    world.reply("r-unknown", OTHER_PHONE, "oi, aqui é Marcela Segredo")
    _pass(world, minutes=20)
    world.redrive()
    _pass(world, hours=2)


def _pass(world: World, **time: float) -> None:
    world.settle(world.clock.now() + timedelta(**time))


def _left(world: Watched) -> Iterator[Left]:
    cloud = world.cloud
    for end in world.ends:
        if end.how == "raised":
            yield Left("trace", "".join(traceback.format_exception(end.value, chain=False)))
    yield from (Left("metrics", name) for name in seams.METRICS.counted)
    yield from (Left("queue", body) for body in world.bodies)
    for event in cloud.events:
        yield from (
            Left(f"event.{event.detail_type}.{name}", _text(value)) for name, value in event.detail.items()
        )
    for each in cloud.set_aside:
        yield Left("failures.reason", _reason(each))
    yield from (Left("object name", name) for name in cloud.files)
    for spec in worlds.catalogue.TABLES:
        items = (item for partition in tables.raw(spec.name).values() for item in partition.values())
        for item in items:
            kind = item.get("sk", item["pk"])["S"].partition("#")[0]
            yield from (Left(f"{spec.name}.{kind}.{name}", _text(value)) for name, value in item.items())


def _reason(request: dict[str, Any]) -> str:
    attributes = _text(request.get("MessageAttributes", {}))
    try:
        record = json.loads(request["MessageBody"])
    except ValueError:
        return attributes
    answered = record.get("responsePayload") if isinstance(record, dict) else ""
    return attributes + _text(answered)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
