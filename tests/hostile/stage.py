"""The functions with their surroundings, and what may come of an event that nobody should send."""

import json
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from handlers.common.rules.contracts import ContractError
from handlers.common.storage import keys
from handlers.conversation.rules.whatsapp import webhooks
from tests.simulation import scenarios, shortcut, tables
from tests.simulation import world as worlds
from tests.simulation.scenarios import NOON
from tests.simulation.world import Ended, World

APP_SECRET = "s"
FIRST, MATE = 1, 2
"""Two contacts: the one whom the events are about, and the one whose message shares a batch with bad ones."""
NAMED = frozenset({"UnknownContactError", "UnknownMeetingError", "UnknownTenantError", "RemovedError"})
"""The errors of events that can be understood and are about what is not there: it may still be loaded."""


@dataclass
class Stage:
    """A world that stands as it was for each event."""

    world: World
    kept: bytes
    parameters: Mapping[str, str]
    """The parameters that go with the tables: others would say that the tables were restored."""
    valid: Mapping[str, tuple[Any, ...]]
    """Function to the events that it takes."""

    def play(self, function: str, event: Any) -> Ended:
        """Give a function an event, in the world as it was."""
        tables.restore(self.kept)
        cloud = self.world.cloud
        for each in (cloud.queue, cloud.dead, cloud.failed, cloud.events, cloud.set_aside, cloud.inbound):
            each.clear()
        self.world.story.clear()
        cloud.parameters.update(self.parameters)
        self.world.partners.requests.clear()
        self.world._agenda.clear()
        self.world._warm.clear()
        # Only botocore itself carries the bytes that an ingest keeps.
        shortcut.EXACT.off = function == "ingest-contacts"
        try:
            return self.world.invoke(function, event, "request")
        finally:
            shortcut.EXACT.off = False

    def faults(self, function: str, event: Any) -> list[str]:
        """What went wrong with an event: nothing, whatever it is."""
        return list(self._faults(function, event, self.play(function, event)))

    def _faults(self, function: str, event: Any, end: Ended) -> Iterator[str]:
        if end.how != "answered":
            name = type(end.value).__name__
            if function == "send-messages" and isinstance(end.value, ContractError):
                # No queue of failures takes what is no batch: its queue sends none, and whoever else does hears of it.
                return
            if name not in NAMED:
                yield f"it ended by {name}: {end.value}"
            return
        told = end.value.get("error")
        kept = [json.loads(each["MessageBody"]) for each in self._kept_in("failed_events")]
        if function == "handle-replies":
            if told is not None and not (told["field"] and told["message"]):
                yield f"its error names no field: {told}"
        elif (told is not None) != (len(kept) == 1):
            yield f"its error is {told}, and the failures' queue holds {len(kept)}"
        elif told is not None:
            yield from _faults_of(told, kept[0], event)
        if function == "send-messages" and isinstance(event, dict):
            yield from self._faults_of_batch(event)

    def _kept_in(self, queue: str) -> list[dict[str, Any]]:
        return [each for each in self.world.cloud.set_aside if each["QueueUrl"].endswith(queue)]

    def _faults_of_batch(self, event: dict[str, Any]) -> Iterator[str]:
        """The message that nothing was done to has gone out, and those that are none are kept with a reason."""
        records, mate = event.get("Records"), self.valid["send-messages"][0]["Records"][1]
        written_to = {each.to for each in self.world.partners.requests}
        if isinstance(records, list) and mate in records and scenarios.number_of(MATE) not in written_to:
            yield "its batch-mate was not sent"
        for each in self._kept_in("send_dlq"):
            if "malformed" not in each["MessageAttributes"]["ErrorMessage"]["StringValue"]:
                yield "a message is kept without its reason"


def _faults_of(told: Mapping[str, str], kept: Mapping[str, Any], event: Any) -> Iterator[str]:
    if json.dumps(kept["requestPayload"]) != json.dumps(event):
        yield "another event is kept"
    if not told["field"] or told["field"] not in told["message"]:
        yield f"its reason names no field: {told}"
    if not told["message"].startswith(kept["responsePayload"]["errorMessage"]):
        yield "it is kept for another reason"


@contextmanager
def stage() -> Generator[Stage]:
    """A stage on which one contact has been offered slots and another one is about to be written to."""
    world = World(NOON)
    world.cloud.secrets = {
        f"simulated/{name}": {"endpoint": f"https://partner.test/{name}", "apiKey": "k"}
        for name in ("whatsapp", "email", "calendar")
    } | {"simulated/webhook": {"appSecret": APP_SECRET, "verifyToken": "v"}}
    tables.restore(None)
    with worlds.running(world):
        scenarios.configure(world)
        scenarios.contacts(world, 1)
        world.settle(world.clock.now() + timedelta(minutes=10))
        world.reply("r-1", scenarios.number_of(FIRST), "Tenho interesse, quero agendar uma reunião")
        world.settle(world.clock.now() + timedelta(minutes=10))
        _add_mate(world)
        yield Stage(world, tables.keep(), dict(world.cloud.parameters), _valid(world))


def _add_mate(world: World) -> None:
    """Put a second contact there, whose first message has been released."""
    item = tables.plain(tables.raw("contacts")[keys.contact_pk(scenarios.contact_id(FIRST))]["CONTACT"])
    kept = ("sk", "tenantId", "campaignId", "company", "channel", "priority", "updatedAt")
    own = scenarios.contact_id(MATE)
    mate = {name: item[name] for name in kept} | {
        "pk": keys.contact_pk(own),
        "contactId": own,
        "state": "queued",
        "phone": scenarios.number_of(MATE),
    }
    worlds.put("contacts", mate)


def _valid(world: World) -> dict[str, tuple[Any, ...]]:
    raised = {event.detail_type: event.document for event in world.cloud.events}
    proposed, now = raised["Meeting Proposed"], world.clock.now().isoformat()
    file = {"bucket": "lists", "key": "inbox/acme/spring/list.csv"}
    check = {"type": "reminder_check", "environment": "dev", "at": now}
    bodies = [_message(number, kind, now) for number, kind in ((FIRST, "opt_out_ack"), (MATE, "outreach"))]
    records = [{"messageId": str(number), "body": body} for number, body in enumerate(bodies)]
    return {
        "schedule-meeting": (raised["Schedule Requested"],),
        "confirm-meeting": (_choice(proposed, now),),
        "generate-briefing": (proposed,),
        "notify-team": (_called(now),),
        "send-reminders": ({"source": "scheduler", "detail": check},),
        "release-contacts": ({"source": "scheduler"}, {"tenantId": "acme", "campaignId": "spring"}),
        "handle-replies": (_reply(now),),
        "ingest-contacts": (
            _request(),
            {"tenantId": "acme", "campaignId": "spring", "file": file},
            {"Records": [_notified("list.csv"), _notified("other.csv")]},
            {"continue": {"tenantId": "acme", "campaignId": "spring", "file": file, "origin": "1"}},
        ),
        "send-messages": ({"Records": records},),
        "receive-webhook": (_webhook(),),
    }


def _choice(proposed: dict[str, Any], now: str) -> dict[str, Any]:
    meeting = next(items["MEETING"] for items in tables.raw("meetings").values() if "MEETING" in items)
    slot = tables.plain(meeting)["slots"][0]
    ids = {name: proposed["detail"][name] for name in ("tenantId", "campaignId", "meetingId")}
    detail = {
        **ids,
        "slot": {"start": slot["start"], "end": slot["end"]},
        "round": 1,
        "requestId": "r-2",
        "correlationId": "c",
        "occurredAt": now,
    }
    return proposed | {"detail-type": "Meeting Confirmed", "detail": detail}


def _called(now: str) -> dict[str, Any]:
    detail = {
        "tenantId": "acme",
        "campaignId": "spring",
        "contactId": scenarios.contact_id(FIRST),
        "correlationId": "c",
        "occurredAt": now,
        "reason": "question",
        "channel": "whatsapp",
        "text": "Quanto custa?",
    }
    return {"id": "e-1", "detail-type": "Human Attention Needed", "detail": detail}


def _reply(now: str) -> dict[str, Any]:
    return {
        "tenantId": "acme",
        "channel": "whatsapp",
        "from": scenarios.number_of(FIRST),
        "text": "2",
        "messageId": "m-1",
        "receivedAt": now,
    }


def _webhook() -> dict[str, Any]:
    value = {"metadata": {"phone_number_id": "1"}, "messages": [{"id": "wamid.1", "from": "5511987654321"}]}
    body = json.dumps({"entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]})
    return {
        "version": "2.0",
        "rawPath": "/",
        "requestContext": {"http": {"method": "POST", "path": "/"}},
        "headers": {webhooks.SIGNATURE_HEADER: webhooks.sign(body.encode(), APP_SECRET)},
        "body": body,
        "isBase64Encoded": False,
    }


def _request() -> dict[str, Any]:
    contact = {
        "company": "Padaria",
        "contactName": "Ana",
        "phone": "+5511987654321",
        "email": "ana@x.example",
    }
    return {"tenantId": "acme", "campaignId": "spring", "contacts": [contact, {"phone": "(11) 98765-4322"}]}


def _notified(name: str) -> dict[str, Any]:
    stored = {"key": f"inbox/acme/spring/{name}", "sequencer": "1"}
    return {"s3": {"bucket": {"name": "lists"}, "object": stored}}


def _message(number: int, kind: str, now: str) -> str:
    body = {
        "kind": kind,
        "step": kind,
        "tenantId": "acme",
        "campaignId": "spring",
        "contactId": scenarios.contact_id(number),
        "correlationId": f"c-{number}",
        "createdAt": now,
    }
    return json.dumps(body)
