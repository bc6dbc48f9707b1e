"""Data that are needed no longer: what expires, what stays, and what somebody writes meanwhile."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.common.rules.model import State
from handlers.common.storage import configuration, forgotten, keys
from tests.simulation import tables
from tests.simulation import world as worlds
from tests.simulation.scenarios import NOON, Scenario, configure, contact_id, number_of
from tests.simulation.world import World

SILENT, OUT, WAITING = 1, 2, 3
"""The contacts: one who has come to an end, one who has opted out, one who is still to be written to."""
_DAYS, _AGE = 30, timedelta(days=40)
_LAST_HOUR = datetime(2026, 11, 16, 18, tzinfo=ZoneInfo("America/Sao_Paulo"))


def _old(world: World) -> None:
    """Three contacts with whom nothing has happened for longer than the tenant keeps its contacts."""
    configure(world)
    tenant = configuration.tenant("acme")
    assert tenant is not None
    configuration.put_tenant(tenant.model_copy(update={"retentionDays": _DAYS}))
    at = keys.instant(NOON - _AGE)
    far = keys.instant(NOON + timedelta(days=300))
    waits = {
        "backlog": keys.backlog_partition("acme", "spring", contact_id(WAITING)),
        "backlogOrder": f"0#{far}",
        "nextStep": "follow_up#1",
    }
    for number, state, more in (
        (SILENT, State.UNSUCCESSFUL, {}),
        (OUT, State.OPTED_OUT, {}),
        (WAITING, State.CONTACTED, waits),
    ):
        own, address = keys.contact_pk(contact_id(number)), keys.address_pk("acme", number_of(number))
        known = {"contactId": contact_id(number), "tenantId": "acme", "campaignId": "spring"}
        person = {"phone": number_of(number), "channel": "whatsapp", "state": state.value}
        worlds.put("contacts", {"pk": own, "sk": keys.CONTACT_SK, "updatedAt": at, **known, **person, **more})
        worlds.put("contacts", {"pk": own, "sk": f"HISTORY#{at}#noted", "what": "noted", "at": at})
        ids = {"contacts": {contact_id(number)}, "lastContactId": contact_id(number)}
        worlds.put("contacts", {"pk": address, "sk": keys.ADDRESS_SK, "optedOut": number == OUT, **ids})
    day = (NOON - _AGE).date().isoformat()
    counted = {"ingested": 3, "contacts_sent": 2, "contacts_opted_out": 1}
    worlds.put(
        "stats",
        {"pk": keys.counters_pk("acme", "spring"), "sk": keys.counters_sk(day), "date": day, **counted},
    )


def _ends_of_days(world: World) -> None:
    for day in range(5):
        at = (_LAST_HOUR + timedelta(days=day)).isoformat()
        world.start("send-reminders", {"detail": {"at": at}}, f"end-{day}", delay=60.0 * day)


def _as_it_should(world: World) -> Iterator[str]:
    """Nothing is left of who was over, unless a word came between; who waits is there; who is out stays out."""
    configuration.forget()
    wrote = any("r-word" in item["sk"] for item in tables.every("contacts"))
    for number in (SILENT, OUT):
        marks = (number_of(number), contact_id(number))
        left = [
            item["sk"]
            for item in tables.every("contacts")
            if any(mark in item["pk"] for mark in marks) and item["sk"] != keys.ERASED_SK
        ]
        if left and not (number == SILENT and wrote):
            yield f"retention: {left} is left of contact {number}"
    if not any(
        contact_id(WAITING) in item["pk"] and item["sk"] == keys.CONTACT_SK
        for item in tables.every("contacts")
    ):
        yield "retention: who was still to be written to is gone"
    known = forgotten.among("acme", (number_of(SILENT), number_of(OUT), number_of(WAITING)))
    if known != {number_of(OUT)}:
        yield f"retention: {len(known)} addresses are forgotten for one"


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "data-expire",
            _old,
            _ends_of_days,
            timedelta(hours=3),
            others={"word": lambda world: world.reply("r-word", number_of(SILENT), "oi, lembrei de vocês")},
            expects=_as_it_should,
        ),
    )
}
