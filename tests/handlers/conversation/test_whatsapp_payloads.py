"""What follows from every kind of webhook, from what receive-webhook queues to what handle-replies does of it."""

import io
import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from handlers.common.rules.model import Channel, Event, State
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import OUTREACH
from handlers.common.storage import clients, keys
from handlers.conversation.rules.whatsapp import webhook_messages
from handlers.environment import required
from handlers.observability import logger
from tests.handlers.conversation import taken_for
from tests.handlers.conversation import webhook_mutants as mutants
from tests.handlers.conversation import whatsapp_payloads as payloads
from tests.handlers.conversation.test_inbound import LINE, here, note_written, receive, stamp
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import NOW, World

__all__ = ["here"]

SHARE = int(os.environ.get("WEBHOOK_SHARE", "8"))
"""Of so many cases one goes through the tables too; with 1 all do."""
MUTANTS = int(os.environ.get("MUTANTS", "40"))
PERSONAL = ("interesse", "quanto custa", "SAIR", "BR.", "Zé", "Bia", "Rua 1", "987654321")
"""Of what people write and of who they are."""

NAMES = {
    "unclear_reply": "unclear",
    "interested_without_choice": "unclear",
    "provider_notice": "notice",
    "unknown_sender": "orphan",
}
RAISED = {
    Event.SCHEDULE_REQUESTED: "interested",
    Event.CONTACT_OPTED_OUT: "opted_out",
    Event.MEETING_CONFIRMED: "chosen",
}


def named(template: Any, wa_id: str) -> Any:
    """A template with the person's number in it, and without what is to be left out."""
    match template:
        case str():
            national = f"{wa_id[:4]}9{wa_id[4:]}"
            return template.replace("{wa_id}", wa_id).replace("{national}", national).replace("{line}", LINE)
        case dict():
            return {key: named(each, wa_id) for key, each in template.items() if each is not payloads.DROP}
        case list():
            return [named(each, wa_id) for each in template]
    return template


def change(field: str = "messages", line: str = LINE, **value: Any) -> dict[str, Any]:
    metadata = {"display_phone_number": "15550783881", "phone_number_id": line}
    whole = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    return {"field": field, "value": {key: each for key, each in whole.items() if each is not payloads.DROP}}


def queued(document: dict[str, Any]) -> list[str]:
    """The messages that receive-webhook makes of a webhook."""
    entries = webhook_messages.read(json.dumps(document).encode())
    return list(webhook_messages.split(entries, keys.instant(datetime.now(UTC)), []))


def queued_of(*changes: dict[str, Any]) -> list[str]:
    return queued({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": list(changes)}]})


def wa_id_of(number: int) -> str:
    """The number of a person as WhatsApp knows it, without its ninth digit."""
    return f"55928765{number:04}"


def message_of(number: int, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"from": wa_id_of(number), "id": f"wamid.{number}", "timestamp": stamp(), **content}


def cases() -> Iterator[tuple[str, dict[str, Any], str]]:
    """All cases, each of another person: name, change, outcome."""
    number = 0
    for name, content, expected in payloads.MESSAGES:
        number += 1
        contacts = [{"profile": {"name": "Zé"}, "wa_id": wa_id_of(number)}]
        yield f"message: {name}", change(contacts=contacts, messages=[message_of(number, content)]), expected
    for name, fields, contacts, expected in payloads.SENDERS:
        number += 1
        message = message_of(number, {**payloads.said(payloads.QUESTION), **fields})
        yield f"sender: {name}", change(contacts=contacts, messages=[message]), expected
    for name, fields, expected in payloads.STATUSES:
        number += 1
        mark = Reference(f"c{number}", OUTREACH, Channel.WHATSAPP).text
        status = {"id": f"wamid.s{number}", "timestamp": stamp(), "biz_opaque_callback_data": mark}
        yield f"status: {name}", change(statuses=[{**status, "recipient_id": "{wa_id}", **fields}]), expected
    for name, fields, expected in payloads.PREFERENCES:
        number += 1
        wish = {
            "wa_id": "{wa_id}",
            "category": "marketing_messages",
            "detail": "x",
            "timestamp": int(stamp()),
        }
        told = change("user_preferences", user_preferences=[{**wish, **fields}])
        yield f"preference: {name}", told, expected
    for field, value in payloads.FIELDS.items():
        expected = "nothing" if field in payloads.OF_THE_BUSINESS else "notice|nothing"
        yield f"field: {field}", {"field": field, "value": value}, expected


def bodies() -> dict[str, tuple[str, str]]:
    """The message of the inbound queue, and the outcome, of each case."""
    found: dict[str, tuple[str, str]] = {}
    for number, (name, told, expected) in enumerate(cases(), 1):
        assert name not in found
        (body,) = queued_of(named(told, wa_id_of(number)))
        found[name] = body, expected
    return found


def unlike(found: Mapping[str, str], expected: Mapping[str, str]) -> dict[str, str]:
    """What is not as it should be."""
    assert found.keys() == expected.keys()
    return {
        name: f"{found[name]}, not {expected[name]}"
        for name in found
        if found[name] not in expected[name].split("|")
    }


EQUIVALENT = {"sent": "sent|nothing", "failed": "failed|nothing", "deferred": "failed"}
"""What can be told of a status without its message."""


def test_every_webhook_is_read_or_shown_to_a_human_or_kept_or_ignored() -> None:
    found, expected = {}, {}
    for name, (body, told) in bodies().items():
        found[name] = taken_for.outcome(body)
        expected[name] = "|".join(EQUIVALENT.get(each, each) for each in told.split("|"))
        if name.startswith(("sender", "preference")):
            # Whoever is nobody's contact is told apart by the tables alone.
            expected[name] = expected[name].replace("orphan", "question|opted_out")
    assert unlike(found, expected) == {}


class People:
    """Contacts who were written to, each with a case, and what follows from their webhooks."""

    def __init__(self, here: World) -> None:
        self._here = here
        self._bodies: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def told(self, name: str, number: int, body: str) -> None:
        self._bodies[name], self._numbers[name] = body, number
        phone = f"+559298765{number:04}"
        sent = {"sentAt": keys.instant(NOW), "partnerMessageId": f"wamid.s{number}"}
        fields = {"phone": phone, "channel": "whatsapp", "lastChannel": "whatsapp", "email": None, **sent}
        self._here.contact(f"c{number}", State.CONTACTED, **fields)
        note_written(f"c{number}", phone)

    def outcomes(self) -> dict[str, str]:
        """What handle-replies makes of them, in full batches."""
        waiting = list(self._bodies.values())
        for start in range(0, len(waiting), 10):
            assert receive(*waiting[start : start + 10]) == []
        found: dict[str, list[str]] = {name: [] for name in self._bodies}
        for kind, detail in self._here.raised:
            if kind in RAISED or kind is Event.HUMAN_ATTENTION_NEEDED:
                reason = RAISED.get(kind) or NAMES.get(detail["reason"], detail["reason"])
                found[self._case(detail)].append(reason)
        while letters := dead_bodies():
            for letter in letters:
                found[next(name for name, body in self._bodies.items() if body == letter)].append("dead")
        return {name: "+".join(each) or self._stands(name) for name, each in found.items()}

    def _case(self, detail: Mapping[str, Any]) -> str:
        """The case that an event is about: by its contact, its sender, or the notice that it holds."""
        if "contactId" in detail:
            number = int(detail["contactId"][1:])
            return next(name for name, each in self._numbers.items() if each == number)
        by_hash = {sha256(body.encode()).hexdigest()[:32]: name for name, body in self._bodies.items()}
        told = json.dumps(detail["from"]) if "from" in detail else ""
        by_sender = (name for name, body in self._bodies.items() if told in body)
        return by_hash.get(detail["correlationId"]) or next(by_sender)

    def _stands(self, name: str) -> str:
        """Where the message to a contact has ended, of which nobody is told."""
        item = contact_item(f"c{self._numbers[name]}")
        if not name.startswith("status"):
            assert item["state"] == "contacted"
            return "nothing"
        if item["state"] == "undeliverable" and "undeliverableOn" not in item:
            return "failed"
        if item["state"] != "contacted":
            return "deferred" if item["state"] == "new" else str(item["state"])
        return next((told for told in ("read", "delivered") if f"{told}At" in item), "sent")


def dead_bodies() -> list[str]:
    url = required("INBOUND_DLQ_URL")
    letters = clients.sqs().receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    return [each["Body"] for each in letters]


def test_what_follows_from_a_webhook_is_what_it_says_and_no_more(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, expected = People(here), {}
    for number, (name, (body, told)) in enumerate(bodies().items(), 1):
        if number % SHARE == 0:
            people.told(name, number, body)
            expected[name] = told
    (written,), stream = logger._logger.handlers, io.StringIO()
    monkeypatch.setattr(written, "stream", stream)
    assert unlike(people.outcomes(), expected) == {}
    logged = stream.getvalue()
    assert "reply read" in logged
    told = [f"55928765{number:04}" for number in range(SHARE, len(expected) * SHARE + 1, SHARE)]
    assert [each for each in (*told, *PERSONAL) if each in logged] == []


def test_a_batch_with_altered_messages_is_dealt_with_at_once_and_answers_the_others(here: World) -> None:
    altered = [body for document in mutants.documents(MUTANTS) for body in queued(document)]
    strange = [body for body in altered if mutants.BYSTANDER not in body]
    for number, start in enumerate(range(0, len(strange), 9), 1):
        (asked,) = queued_of(change(messages=[message_of(number, payloads.said(payloads.QUESTION))]))
        people = People(here)
        people.told("asked", number, asked)
        assert receive(*strange[start : start + 9]) == []
        here.raised.clear()
        assert receive(*strange[start : start + 9], asked) == []
        assert [each["reason"] for _, each in here.raised if each.get("contactId") == f"c{number}"] == [
            "question"
        ]


def test_who_gets_a_new_user_id_is_the_same_contact(here: World) -> None:
    people = People(here)
    people.told("known", 1, "")
    both = message_of(1, {**payloads.said(payloads.QUESTION), "from_user_id": "BR.1"})
    changed = {"type": "user_changed_user_id", "previous_user_id": "BR.1", "user_id": "BR.2", "body": "x"}
    alone = {"from_user_id": "BR.2", **payloads.said(payloads.STOP), "id": "wamid.9", "timestamp": stamp()}
    told = {"id": "wamid.8", "timestamp": stamp(), "type": "system", "system": changed}
    for message in (both, told, alone):
        assert receive(*queued_of(change(messages=[message]))) == []
    assert here.state() == "opted_out"
    assert [each["reason"] for each in here.raised_of(Event.HUMAN_ATTENTION_NEEDED)] == ["question"]
