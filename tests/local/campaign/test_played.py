"""The people on WhatsApp whose part somebody plays."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.campaign.stand_ins.api import Request
from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.offers import Button
from local.campaign.stand_ins.personas import CLOUD_CAST, Casting
from local.campaign.stand_ins.whatsapp import payloads
from local.campaign.stand_ins.whatsapp.limits import Window
from local.campaign.stand_ins.whatsapp.payloads import Change
from local.campaign.stand_ins.whatsapp.people import Delivery, People, person
from local.campaign.stand_ins.whatsapp.played import Played

LINE, NUMBER = "106540352242922", "5511987654321"
NOW = datetime(2026, 11, 23, 13, tzinfo=UTC)


class World:
    """The people behind a line, of whom one is played."""

    def __init__(self) -> None:
        self.told: list[Change] = []
        self.window = Window()
        self.ledger = RequestLedger()
        self.played = Played(self.window, lambda change, _: self.told.append(change), clock=lambda: NOW)
        self.people = People(
            Casting(CLOUD_CAST),
            self.ledger,
            self.window,
            lambda change, _: self.told.append(change),
            clock=lambda: NOW,
            taken=self.played.take,
        )
        self.asked("POST /_play", {"number": NUMBER, "name": "Maria"})

    def asked(self, what: str, body: Mapping[str, Any] | None = None, **query: str) -> Mapping[str, Any]:
        method, _, path = what.partition(" ")
        return self.played.talks[what](Request(method, path, query, {}, json.dumps(body).encode()))


@pytest.fixture
def world() -> World:
    return World()


def delivery(number: int, to: str = NUMBER) -> Delivery:
    return Delivery(
        LINE, to, f"wamid.{number}", f"c#{number}", "Oi", (Button("slot.1", "Opção 1", "10h"),), "list"
    )


def test_a_message_to_somebody_who_is_played_is_read_and_answered_by_nobody(world: World) -> None:
    world.people.receive(delivery(1))
    assert [(each.kind, each.item.get("status")) for each in world.told] == [
        ("statuses", "sent"),
        ("statuses", "delivered"),
        ("statuses", "read"),
    ]
    assert world.ledger.replies == []
    (message,) = world.asked("GET /_heard", number=NUMBER)["messages"]
    assert message == {
        "id": "wamid.1",
        "line": LINE,
        "at": NOW.isoformat(),
        "kind": "list",
        "text": "Oi",
        "buttons": [["slot.1", "Opção 1", "10h"]],
    }


def test_everybody_else_answers_as_before(world: World) -> None:
    world.people.receive(delivery(1, "5511987650000"))
    assert [reply["from"] for reply in world.ledger.replies] == ["+5511987650000"]


def test_only_what_is_new_is_heard_and_playing_again_forgets_nothing(world: World) -> None:
    world.people.receive(delivery(1))
    world.people.receive(delivery(2))
    world.asked("POST /_play", {"number": NUMBER})
    heard = world.asked("GET /_heard", number=NUMBER, after="1")["messages"]
    assert [each["id"] for each in heard] == ["wamid.2"]


def test_what_the_person_writes_goes_to_the_line_and_opens_the_window(world: World) -> None:
    said = world.asked(
        "POST /_say",
        {"number": NUMBER, "line": LINE, "content": payloads.text("Oi"), "quoted": "wamid.1"},
    )
    (change,) = world.told
    assert (change.line, change.kind, change.item["id"]) == (LINE, "messages", said["id"])
    assert change.item["text"] == {"body": "Oi"}
    assert change.item["context"] == {"from": LINE, "id": "wamid.1"}
    assert change.person.name == "Maria"
    assert world.window.is_open((LINE, person(NUMBER).wa_id), NOW + timedelta(hours=23))


@pytest.mark.parametrize(
    ("what", "body", "field"),
    [
        ("POST /_play", {"number": "+55"}, "number"),
        ("POST /_say", {"number": "5511900000000", "line": LINE, "content": {}}, "number"),
        ("POST /_say", {"number": NUMBER, "line": LINE, "content": "Oi"}, "content"),
    ],
)
def test_what_cannot_be_played_is_refused_with_the_field(
    world: World, what: str, body: Mapping[str, Any], field: str
) -> None:
    with pytest.raises(ErrorResponse, match=f"^{field}: "):
        world.asked(what, body)
