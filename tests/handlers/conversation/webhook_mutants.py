"""Webhooks in which one value has been dropped, replaced, nested or doubled, the same for the same seed."""

import copy
import random
from collections.abc import Iterator
from typing import Any

from tests.handlers.conversation import webhook_requests as cases
from tests.handlers.conversation import whatsapp_payloads as payloads

BYSTANDER = "wamid.bystander"
_NUMBER = "559287654321"
_INSTEAD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**12, 10**400, float("inf"), float("nan")),
    *("", " ", "SAIR", "\ud83d", "\0", "x" * 5_000, "999999999999", "messages"),
    *([], [None], [[]], [1, "a"], {}, {"": None}, {"id": 1}, {"type": "text"}),
)


def _element(content: dict[str, Any], message_id: str = "wamid.victim") -> dict[str, Any]:
    return {"from": _NUMBER, "id": message_id, "timestamp": "1764000000", **content}


def _subjects() -> list[dict[str, Any]]:
    """Changes to be mutated: one of every kind."""
    contacts = [{"profile": {"name": "Zé"}, "wa_id": _NUMBER, "user_id": "BR.1"}]
    of_people = [
        cases.change(cases.value(contacts=contacts, messages=[_element(content)]))
        for _, content, outcome in payloads.MESSAGES
        if "dead" not in outcome and len(str(content)) < 2_000
    ]
    mark = "c1.outreach.whatsapp"
    told = [
        {
            "id": "wamid.s",
            "timestamp": "1764000000",
            "recipient_id": _NUMBER,
            "biz_opaque_callback_data": mark,
            **each,
        }
        for each in ({"status": "delivered", "pricing": payloads.PRICING}, payloads.failing(131026, 131049))
    ]
    return [
        *of_people,
        *(cases.change(cases.value(statuses=[each])) for each in told),
        cases.change(cases.value(user_preferences=[cases.STOPPED]), "user_preferences"),
        cases.change(
            {"event": "PAUSED", "message_template_name": "oferta"}, "message_template_status_update"
        ),
    ]


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        yield from _places(each, (*path, key))


def _mutated(entry: dict[str, Any], chance: random.Random) -> None:
    *way, last = chance.choice(list(_places(entry)))
    holder: Any = entry
    for key in way:
        holder = holder[key]
    match chance.randrange(6):
        case 0:
            del holder[last]
        case 1:
            holder[last] = [holder[last]]
        case 2:
            holder[last] = {"value": holder[last]}
        case 3 if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
        case _:
            holder[last] = copy.deepcopy(chance.choice(_INSTEAD))


def documents(count: int, seed: int = 12) -> Iterator[dict[str, Any]]:
    """Webhooks with a mutated entry before one that nothing was done to, which holds the message ``BYSTANDER``."""
    chance, subjects = random.Random(seed), _subjects()
    for _ in range(count):
        entry = {"id": "102290129340398", "changes": [copy.deepcopy(chance.choice(subjects))]}
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            _mutated(entry, chance)
        sound = cases.change(cases.value(messages=[_element(payloads.said("quanto custa?"), BYSTANDER)]))
        yield cases.entries(entry, {"id": "1", "changes": [sound]})
