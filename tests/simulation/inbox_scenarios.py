"""What needs a human: the entry in the inbox, the mail to the team, and the quiet while a human talks."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from handlers.common.storage import configuration, keys
from tests.simulation import checkers, tables
from tests.simulation import world as worlds
from tests.simulation.scenarios import (
    Scenario,
    backlog,
    configure,
    contact_id,
    contacts,
    number_of,
    templates,
)
from tests.simulation.world import World

TEAM = "team@acme.example"


def _says(text: str, message_id: str = "r-act") -> Callable[[World], None]:
    return lambda world: world.reply(message_id, number_of(1), text)


def _contacted(world: World) -> None:
    backlog(1)(world)
    world.settle(world.clock.now() + timedelta(minutes=10))


def _with_a_team(world: World) -> None:
    """Somebody has been written to by a tenant that names an address for what needs a human."""
    _contacted(world)
    tenant = configuration.tenant("acme")
    assert tenant is not None
    configuration.put_tenant(tenant.model_copy(update={"attention": TEAM}))
    world.settle(world.clock.now() + timedelta(minutes=10))


def _asks_twice(world: World) -> None:
    world.reply("r-act", number_of(1), "Quanto custa?")
    world.reply("r-more", number_of(1), "E qual é o prazo?")


def _mailed_once(world: World) -> Iterator[str]:
    """The team has one mail about the person, unless nobody knows what became of it."""
    (entry,) = (item for item in tables.every("contacts") if item["sk"].startswith(keys.ENTRY_PREFIX))
    mails = [request for request in world.partners.requests if request.to == TEAM and request.accepted]
    if len({mail.key for mail in mails}) > 1:
        yield f"team: {len(mails)} mails went out about one person"
    if not mails and entry.get("mail") != "unknown":
        yield f"team: no mail went out, and it is {entry.get('mail')}"


def _talks(world: World) -> None:
    """A human talks with somebody who has been written to."""
    _contacted(world)
    contact = tables.plain(tables.raw("contacts")[keys.contact_pk(contact_id(1))]["CONTACT"])
    until = keys.instant(world.clock.now() + timedelta(hours=2))
    worlds.put("contacts", contact | {"humanUntil": until})


def _quiet(world: World) -> Iterator[str]:
    """The agent has said nothing, and the person's word lets the talk go on; whoever wants to stop is heard."""
    (contact,) = (item for item in tables.every("contacts") if item["sk"] == keys.CONTACT_SK)
    steps = {step for own, step in checkers.said(world) if own == contact["contactId"]}
    for step in steps - {"outreach", "opt_out_ack"}:
        yield f"quiet: the agent said {step}"
    if any(item["sk"] == keys.MEETING_SK for item in tables.every("meetings")):
        yield "quiet: the agent has made a meeting"
    began = world.partners.requests[0].at
    until = datetime.fromisoformat(contact["humanUntil"]).timestamp()
    if contact["state"] != "opted_out" and until < began + 20 * 3600:
        yield f"quiet: the talk ends at {contact['humanUntil']}"


def _by_cloud(world: World) -> None:
    """Somebody who has been written to by WhatsApp Cloud, and has written to it just now."""
    configure(world)
    templates(world)
    contacts(world, 1)
    world.settle(world.clock.now() + timedelta(minutes=10))
    world.partners.wrote[number_of(1)] = world.clock.seconds


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        # Which of the two is read first, and so mailed and told of, is all the same.
        Scenario(
            "human-needed", _with_a_team, _asks_twice, timedelta(hours=1), alike=True, expects=_mailed_once
        ),
        Scenario(
            "human-talks",
            _talks,
            _says("Tenho interesse, quero agendar uma reunião"),
            timedelta(hours=1),
            others={"stop": _says("SAIR", "r-stop")},
            expects=_quiet,
        ),
        Scenario(
            "answer-undeliverable",
            _contacted,
            _says("Quanto custa?"),
            timedelta(hours=1),
            behave=lambda _, channel: "422/invalid_number" if channel == "whatsapp" else "accept",
        ),
        Scenario(
            "answer-reported-failed",
            _by_cloud,
            _says("Quanto custa?"),
            timedelta(hours=1),
            cloud=True,
            reports=lambda *_: ((3, "failed/131026"),),
        ),
    )
}
