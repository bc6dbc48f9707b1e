"""The scenarios: what is there before, what happens, and how long the world then goes on."""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind
from handlers.common.rules.steps import OUTREACH, Step
from handlers.common.rules.tenants import Campaign, Host, Hours, Limits, Tenant
from handlers.common.storage import configuration, dynamo, keys
from handlers.dispatch.rules import default_texts
from handlers.dispatch.rules.templates import OWN_VARIABLES
from tests.simulation import checkers, tables
from tests.simulation import world as worlds
from tests.simulation.clock import CURRENT
from tests.simulation.cloud import RULES, QueuedMessage
from tests.simulation.partners import OUTSIDE, accept_all
from tests.simulation.world import World

ALWAYS = Hours(opens=time(0), closes=time(0), weekdays=frozenset(range(1, 8)), holidays=True)
ROOMY = Limits(perMinute=100, perHour=1000, perDay=1000)
HOST = Host(hostId="ana", name="Ana Souza", email="ana@acme.example", calendarId="ana", hours=ALWAYS)
NOON = datetime(2026, 11, 24, 12, 0, 58, tzinfo=UTC)
"""A Tuesday morning in São Paulo, two seconds before a minute turns."""


@dataclass(frozen=True)
class Scenario:
    """What happens. The call-outs of ``act`` and of what follows are numbered, those of ``before`` are not."""

    name: str
    before: Callable[[World], None]
    act: Callable[[World], None] = lambda world: None
    lasts: timedelta = timedelta(hours=6)
    start: datetime = NOON
    behave: Callable[[int, str], str] = accept_all
    idempotent: bool = False
    cloud: bool = False
    """True where WhatsApp Cloud is behind WhatsApp, and not a gateway."""
    ses: bool = False
    """True where Amazon SES is behind e-mail, and not a gateway."""
    reports: Callable[[int, str], Sequence[tuple[float, str]]] = lambda *_: ()
    """What providers report of a message that they have accepted, and after how many seconds, by the number of the
    request to its addressee and the channel."""
    google: bool = False
    """True where Google keeps the calendar, and no gateway."""
    others: Mapping[str, Callable[[World], None]] = field(default_factory=dict)
    limits: Limits = ROOMY
    optional: frozenset[str] = frozenset()
    """The kinds of message that may be left out, where they depend on what comes first."""
    alike: bool = False
    """True where the contacts may change places."""
    lag: float = 0.0
    """Seconds by which the tables' indexes are late."""
    skews: Sequence[float] = (0.0,)
    """Seconds by which the clocks of the functions' instances are fast, one after the other."""
    spoil: Callable[[World], None] | None = None
    """Make one thing bad, which may stop nothing but itself: all else is said as without it."""
    spoiled: frozenset[str] = frozenset()
    """What the ids, steps or addresses hold of whom that was."""
    mend: Callable[[World], None] = lambda world: None
    """The operator's work before failures are played again."""
    faults_within: timedelta | None = None
    """The time in which faults are met, if it is not all of it."""
    steady: bool = False
    """True where there is as much to say in each hour."""
    every: int = 1
    """Only each N-th of its histories with one fault is run: where its call-outs are those of other scenarios, over a
    long time."""
    expects: Callable[[World], Iterator[str]] = lambda world: iter(())
    """What went wrong that only this scenario can tell."""
    differs: Callable[[World], bool] = lambda world: False
    """True where nothing is to make up for what a fault has hit, so that another history follows than without it."""


def configure(world: World, limits: Limits = ROOMY, turn_seconds: int = 0, **campaign: Any) -> None:
    """Write a tenant that may write at any hour, and a campaign."""
    values = {"tenantId": "acme", "name": "Acme", "hosts": (HOST,), "hours": ALWAYS, "jitterSeconds": 0}
    tenant = Tenant.model_validate(
        values | {"limits": limits, "followUpDays": (), "turnSeconds": turn_seconds}
    )
    configuration.put_tenant(tenant)
    values = {"tenantId": "acme", "campaignId": "spring", "name": "Primavera", "offer": "nossa consultoria"}
    configuration.put_campaign(Campaign.model_validate(values | campaign))


def number_of(number: int) -> str:
    """The telephone number of the contact of that number."""
    return f"+5511988{number:06}"


def contact_id(number: int) -> str:
    """The id of the contact of that number."""
    return keys.contact_id("acme", "spring", str(number))


def contacts(world: World, count: int, **changes: Any) -> None:
    """Put contacts into the backlog, and into the counters."""
    for number in range(1, count + 1):
        own = contact_id(number)
        item = {
            "pk": keys.contact_pk(own),
            "sk": keys.CONTACT_SK,
            "contactId": own,
            "tenantId": "acme",
            "campaignId": "spring",
            "state": "new",
            "company": f"Empresa {number}",
            "phone": number_of(number),
            "channel": "whatsapp",
            "priority": "warm",
            "nextStep": "outreach",
            "backlog": keys.backlog_partition("acme", "spring", own),
            "backlogOrder": f"2#{keys.instant(world.clock.now() - timedelta(minutes=1))}",
            "updatedAt": keys.instant(world.clock.now()),
            **changes,
        }
        worlds.put("contacts", item)
    day = world.clock.now().date().isoformat()
    counters = {"pk": keys.counters_pk("acme", "spring"), "sk": keys.counters_sk(day), "date": day}
    worlds.put("stats", counters | {"ingested": count, "contacts_waiting": count})


def backlog(
    count: int, limits: Limits = ROOMY, campaign: Mapping[str, Any] | None = None, **changes: Any
) -> Callable[[World], None]:
    """What is there before: a tenant, its campaign, and contacts who wait to be written to."""

    def before(world: World) -> None:
        configure(world, limits, **(campaign or {}))
        contacts(world, count, **changes)

    return before


def _contacted(world: World) -> None:
    backlog(1)(world)
    world.settle(world.clock.now() + timedelta(minutes=10))


def _followed_up(world: World) -> None:
    """Two contacts who have had their only follow-up, a day before they are to be given up."""
    backlog(2, campaign={"followUpDays": [1]})(world)
    world.settle(world.clock.now() + timedelta(days=1, hours=1))


def _given_up_if_silent(world: World) -> Iterator[str]:
    """Who has said nothing is given up; who has, or is away, is not."""
    for item in tables.every("contacts"):
        if item["sk"] != keys.CONTACT_SK:
            continue
        history = dynamo.collection(tables.name("contacts"), item["pk"], keys.HISTORY_PREFIX)
        # What comes in after the end is noted with somebody who has come to it.
        has_written = any(line["what"] == "reply" and line["from"] != "unsuccessful" for line in history)
        if has_written == (item["state"] == "unsuccessful"):
            yield f"silence: who has {'' if has_written else 'not '}written is {item['state']}"


def proposed(world: World) -> None:
    _contacted(world)
    world.reply("r-interested", number_of(1), "Tenho interesse, quero agendar uma reunião")
    world.settle(world.clock.now() + timedelta(minutes=10))


def proposed_with_email(world: World) -> None:
    """A contact who is written to on WhatsApp and has an e-mail address, which the invitation goes to."""
    proposed(world)
    tables.raw("contacts")[keys.contact_pk(contact_id(1))]["CONTACT"]["email"] = {"S": "um@cliente.example"}


def _booked_with_email(world: World) -> None:
    proposed_with_email(world)
    world.reply("r-choice", number_of(1), "1")
    world.settle(world.clock.now() + timedelta(minutes=10))


def _booked(world: World) -> None:
    proposed(world)
    world.reply("r-choice", number_of(1), "1")
    world.settle(world.clock.now() + timedelta(minutes=10))


def _known_elsewhere(world: World) -> None:
    """One contact has been written to, and another one is under the same number."""
    _contacted(world)
    first = tables.plain(tables.raw("contacts")[keys.contact_pk(contact_id(1))]["CONTACT"])
    own = {"pk": keys.contact_pk(contact_id(2)), "contactId": contact_id(2), "state": "queued"}
    kept = ("sk", "tenantId", "campaignId", "company", "phone", "channel", "priority", "updatedAt")
    worlds.put("contacts", {name: first[name] for name in kept} | own)
    day = world.clock.now().date().isoformat()
    counters = {
        "pk": keys.counters_pk("acme", "spring"),
        "sk": keys.counters_sk(f"{day}#second"),
        "date": day,
    }
    worlds.put("stats", counters | {"ingested": 1, "contacts_waiting": 1})


def _two_proposed(world: World) -> None:
    """Two contacts are offered the same three slots, as when their offers are made at the same time."""
    _two_contacted(world)
    for number in (1, 2):
        world.reply(f"r-interested-{number}", number_of(number), "Tenho interesse, quero agendar uma reunião")
    world.settle(world.clock.now() + timedelta(minutes=10))
    first, second = (items["MEETING"] for items in tables.raw("meetings").values() if "MEETING" in items)
    for name in ("slots", "scheduledAt"):
        second[name] = first[name]


def _both_choose(world: World) -> None:
    for number in (1, 2):
        world.reply(f"r-choice-{number}", number_of(number), "1")


def asked_to_move(world: World) -> None:
    _booked(world)
    world.reply("r-move", number_of(1), "Preciso remarcar")
    world.settle(world.clock.now() + timedelta(minutes=10))


def _asked_back(world: World) -> None:
    """Somebody with a meeting has been asked if it is to be cancelled, and has read the question."""
    _booked(world)
    own, reply_id = contact_id(1), "0a" * 16
    contact = tables.plain(tables.raw("contacts")[keys.contact_pk(own)]["CONTACT"])
    meeting = tables.plain(tables.raw("meetings")[keys.meeting_pk(contact["meetingId"])]["MEETING"])
    check = {"intent": "cancel", "replyId": reply_id, "askedAt": keys.instant(world.clock.now())}
    about = {"status": "open", "meetingId": contact["meetingId"], "start": meeting["start"]}
    worlds.put("contacts", contact | {"lastCheck": check | about})
    message = Message(
        kind=Kind.CHECK,
        step=Step.answering(Kind.CHECK, reply_id),
        tenantId="acme",
        campaignId="spring",
        contactId=own,
        correlationId=reply_id,
        createdAt=world.clock.now(),
        variables={"question": "Quer cancelar a reunião?"},
    )
    world.cloud.enqueue(message.model_dump_json(exclude_none=True))
    world.settle(world.clock.now() + timedelta(minutes=10))


def _one_answer_counts(world: World) -> Iterator[str]:
    """The answer that was given first has been taken, and nothing was done or said by another one."""
    (contact,) = (item for item in tables.every("contacts") if item["sk"] == "CONTACT")
    (meeting,) = (item for item in tables.every("meetings") if item["sk"] == "MEETING")
    answer = contact["lastCheck"]["status"]
    if answer not in ("yes", "no"):
        yield f"answer: the check is {answer}"
    if (meeting["status"] == "cancelled") is not (answer == "yes"):
        yield f"answer: it was {answer}, and the meeting is {meeting['status']}"
    untrue = "unchanged" if answer == "yes" else "cancellation"
    if any(step.startswith(f"{untrue}#") for _, step in checkers.said(world)):
        yield f"answer: it was {answer}, and the contact heard {untrue}"


def _calls_human(world: World) -> bool:
    """True if a human knows that something may not have been said."""
    return any(event.detail_type == checkers.HUMAN for event in world.cloud.events)


def _unread_until(world: World) -> float:
    """The instant until which a fault kept the calendar, or its secret, from being read: no reminder waits for that."""
    met = {world.calls[each.at - 1].name.partition(".")[0] for each in world.met if not each.in_wait}
    return min(world.partners.read_at, default=math.inf) if met & {"partner", "secrets-manager"} else 0.0


def _reminded(world: World) -> Iterator[tuple[str, float]]:
    """The reminders to contact and host, and when each went out."""
    for (_, step), at in checkers.said(world).items():
        if step.removeprefix("host#").startswith("reminder_"):
            yield step, min(at)


def _reminded_unread(world: World) -> bool:
    return any(at < _unread_until(world) for _, at in _reminded(world))


def _by_host_called_off(world: World) -> Iterator[str]:
    """What the host has deleted is called off, the contact has heard of it, and nobody is reminded once it was read."""
    (meeting,) = (item for item in tables.every("meetings") if item["sk"] == "MEETING")
    steps = [step.partition("#")[0] for _, step in checkers.said(world)]
    if meeting["status"] != "cancelled" or meeting.get("toWithdraw"):
        yield f"host: the event was deleted, and the meeting is {meeting['status']}"
    if "cancellation" not in steps and not _calls_human(world):
        yield "host: the event was deleted, and the contact has not heard of it"
    if any(at >= _unread_until(world) for _, at in _reminded(world)):
        yield "host: somebody was reminded of a meeting whose event was deleted"


def _by_host_moved(world: World) -> Iterator[str]:
    """The meeting is where the host has moved it, its contact heard that first, and was reminded of that alone."""
    (meeting,) = (item for item in tables.every("meetings") if item["sk"] == "MEETING")
    if meeting["status"] == "cancelled":
        return
    (event,) = world.partners.calendar.values()
    if datetime.fromisoformat(meeting["start"]) != event.start or "movedFrom" in meeting:
        yield "host: the event was moved, and the meeting was not"
    told = {
        step.partition("#")[2]: min(at) for (_, step), at in checkers.said(world).items() if "confirm" in step
    }
    if len(told) != 2:
        if not _calls_human(world):
            yield "host: the event was moved, and the contact has not heard of it"
        return
    moved = max(told, key=lambda name: int(name.rpartition("#v")[2]))
    for step, at in _reminded(world):
        about = step.removeprefix("host#").partition("#")[2]
        if (about != moved or at < told[moved]) and at >= _unread_until(world):
            yield f"host: the event was moved, and {step} went out"


def _held(world: World) -> None:
    """A meeting is about to end."""
    _booked(world)
    (meeting,) = (items["MEETING"] for items in tables.raw("meetings").values() if "MEETING" in items)
    end = datetime.fromisoformat(meeting["end"]["S"]) - timedelta(seconds=10)
    world.settle(end)
    world.clock.move_to(end.timestamp())


def _nobody_came(world: World) -> None:
    """The host is asked within the hour, and answers two hours later."""

    def answer() -> None:
        world.way_in.host_answers("no")

    world.later(3 * 3600, answer)


def _is_no_show(world: World) -> Iterator[str]:
    (meeting,) = (item for item in tables.every("meetings") if item["sk"] == "MEETING")
    (contact,) = (item for item in tables.every("contacts") if item["sk"] == "CONTACT")
    has_answered = any(told.end == "taken" for told in world.way_in.told)
    wanted = ("no_show", "unsuccessful") if has_answered else ("completed", "completed")
    if (meeting["status"], contact["state"]) != wanted:
        yield f"host: it is {meeting['status']} and {contact['state']} for {wanted}"
    if not has_answered and not world.met:
        yield "host: nobody was asked"


def says(text: str, message_id: str = "r-act") -> Callable[[World], None]:
    return lambda world: world.reply(message_id, number_of(1), text)


def scripted(*said: str) -> Callable[[int, str], str]:
    """The partner's answers in order; afterwards it accepts."""
    return lambda number, _: said[number - 1] if 1 <= number <= len(said) else "accept"


def _by_channel(**said: str) -> Callable[[int, str], str]:
    return lambda _, channel: said.get(channel, "accept")


def _away_until(instant: datetime) -> Callable[[int, str], str]:
    """A partner that refuses every connection until then."""
    return lambda *_: "refused" if CURRENT.clock.seconds < instant.timestamp() else "accept"


def _is_contacted(world: World) -> Iterator[str]:
    """The contact has been written to by itself, soon after the outage; or a human knows that it may have been."""
    item = tables.raw("contacts")[keys.contact_pk(contact_id(1))]["CONTACT"]
    if item["state"]["S"] not in ("contacted", "unknown"):
        yield f"not back: hours after the outage the contact is {item['state']['S']}"
    accepted = [request.at for request in world.partners.requests if request.accepted]
    if accepted and min(accepted) > (BACK + timedelta(minutes=130)).timestamp():
        yield "not back: nothing moved for two hours after the outage"


BACK = NOON + timedelta(minutes=90)
"""The end of a long outage."""


def _then_unreachable(number: int, channel: str) -> str:
    """A number that is there for the first request only."""
    return "422/invalid_number" if channel == "whatsapp" and number > 1 else "accept"


def _calendar_away(number: int, channel: str) -> str:
    return "503" if channel == "calendar" and number <= 12 else "accept"


def _redeliver(world: World) -> None:
    """The queue delivers what is being sent a second time."""
    for message in list(world.cloud.queue)[:10]:
        record = {"messageId": message.message_id, "body": message.body}
        world.invoke("send-messages", {"Records": [record]}, f"again-{message.message_id}")


def _release_now(world: World) -> None:
    world.invoke("release-contacts", {"source": "scheduler"}, "another-minute")


def _stop(world: World) -> None:
    world.reply("r-stop", number_of(1), "SAIR")


def _cancel(world: World) -> None:
    world.reply("r-cancel", number_of(1), "Quero cancelar a reunião")


def _event_again(world: World) -> None:
    """The bus delivers its last event that starts a function once more."""
    event = next((each for each in reversed(world.cloud.events) if each.detail_type in RULES), None)
    if event is not None:
        world.invoke(RULES[event.detail_type], event.document, f"again-{event.event_id}")


def _queue(world: World, first: int, count: int) -> None:
    """Put first messages of contacts that have been released into the queue."""
    for number in range(first, first + count):
        message = Message(
            kind=Kind.OUTREACH,
            step=OUTREACH,
            tenantId="acme",
            campaignId="spring",
            contactId=contact_id(number),
            correlationId=f"c-{number}",
            createdAt=world.clock.now(),
        )
        world.cloud.enqueue(message.model_dump_json(exclude_none=True))


def _delivered_twice_already(world: World) -> None:
    """A message that comes for the last time before it would be a dead letter."""
    _queue(world, 1, 1)
    world.cloud.queue[0].receives = 2


def _two_batches(world: World) -> None:
    """Two messages at the end of a minute, two more in the next one."""
    _queue(world, 1, 2)
    world.later(10, lambda: _queue(world, 3, 2))


def _one_id_for_two(world: World) -> None:
    world.reply("r-1", number_of(1), "Tenho interesse, quero agendar uma reunião")
    world.settle(world.clock.now() + timedelta(minutes=10))
    world.reply("r-1", number_of(2), "SAIR")


def _first_is_out(world: World) -> Iterator[str]:
    item = tables.raw("contacts").get(keys.address_pk("acme", number_of(1)), {}).get(keys.ADDRESS_SK, {})
    if not item.get("optedOut", {}).get("BOOL"):
        yield "lost reply: the address of who wrote SAIR is open"


def _second_is_out(world: World) -> Iterator[str]:
    item = tables.raw("contacts")[keys.contact_pk(contact_id(2))]["CONTACT"]
    if item["state"]["S"] != "opted_out":
        yield f"lost reply: who wrote SAIR is {item['state']['S']}"


def _two_contacted(world: World) -> None:
    backlog(2)(world)
    world.settle(world.clock.now() + timedelta(minutes=10))


def templates(world: World) -> None:
    """Let the tenant have a template that Meta has approved, for every kind of message."""
    for kind in Kind:
        own = sorted(OWN_VARIABLES[kind])
        approved = {"name": f"acme_{kind}", "language": "pt_BR", "parameters": ["company", *own]}
        keyed = {"pk": keys.tenant_pk("acme"), "sk": keys.template_sk("whatsapp", kind)}
        body = default_texts.WHATSAPP[kind]
        worlds.put("config", {**keyed, **approved, "tenantId": "acme", "body": body})


def _contacted_by_cloud(world: World) -> None:
    configure(world, followUpDays=[1])
    templates(world)
    contacts(world, 1)
    world.settle(world.clock.now() + timedelta(minutes=10))


def _writes(world: World, message_id: str, text: str) -> None:
    """The contact writes to the line, which opens the window for a day."""
    now = world.clock.now()
    world.partners.wrote[number_of(1)] = now.timestamp()
    address = tables.raw("contacts")[keys.address_pk("acme", number_of(1))][keys.ADDRESS_SK]
    address["lastWroteAt"] = {"S": keys.instant(now)}
    world.reply(message_id, number_of(1), text)


def _books_by_cloud(world: World) -> None:
    """Interest, and ten minutes later the last of the slots: its reminders come when the window is closed."""
    _writes(world, "r-interested", "Tenho interesse, quero agendar uma reunião")
    world.later(600, lambda: _chooses_by_cloud(world))


def _chooses_by_cloud(world: World) -> None:
    """Choose once the offer has come: what is still in the queue is never meant by anybody."""
    if not _nothing_offered_by_cloud(world):
        _writes(world, "r-choice", "3")
    elif world.clock.now() < NOON + timedelta(hours=3):
        world.later(600, lambda: _chooses_by_cloud(world))


def _nothing_offered_by_cloud(world: World) -> bool:
    """True while no offer has reached the contact; one whose sender died before its request left never does."""
    return not any(step.startswith("proposal#") for _, step in checkers.said(world))


def _absent_by_cloud(world: World) -> None:
    """An absence notice: the follow-up goes out more than a day after it."""
    _writes(world, "r-absent", "Estou de férias, volto em 27/11")


def _free_text_within_a_day_alone(world: World) -> Iterator[str]:
    requests = world.partners.requests
    if any(request.said == OUTSIDE for request in requests):
        yield "window: free text was sent more than a day after the contact wrote"
    if not all("biz_opaque_callback_data" in request.content for request in requests if request.to[0] == "+"):
        yield "window: a message went out past WhatsApp Cloud"
    types = {request.content.get("type") for request in requests if request.to[0] == "+"}
    if types == {"template"} and not _nothing_offered_by_cloud(world):
        yield "window: nothing went out as free text, although the contact had written"


def _templates_alone(world: World) -> Iterator[str]:
    if any(request.said == OUTSIDE for request in world.partners.requests):
        yield "window: free text was sent more than a day after the contact wrote"
    if not world.met and len([each for each in world.partners.requests if each.accepted]) < 2:
        yield "window: the follow-up never went out"


LIST = (
    "Nome,Contato,CNPJ/CPF,Email,Telefone\n"
    "Padaria Um,Ana,,um@cliente.example,11988000001\n"
    "Padaria Dois,Bia,,,11988000002\n"
    "Padaria Sem Nada,,,,\n"
    "Padaria Um,Ana,,um@cliente.example,11988000001\n"
)


def _drop(world: World) -> None:
    """Drop a list with two good rows, one bad one and one that is there twice in the intake bucket."""
    key = "inbox/acme/spring/lista.csv"
    world.cloud.files[f"intake/{key}"] = LIST.encode()
    notified = {"bucket": {"name": "intake"}, "object": {"key": key, "sequencer": "01"}}
    world.start("ingest-contacts", {"Records": [{"s3": notified}]}, "dropped")


def _list_is_answered(world: World) -> Iterator[str]:
    path = "intake/reports/acme/spring/lista.csv/"
    reports = [name for name in world.cloud.files if name.startswith(path) and name.endswith("/report.json")]
    if len(reports) != 1:
        yield f"list: there are {len(reports)} reports for one"
        return
    told = json.loads(world.cloud.files[reports[0]])
    counted = [told.get(name) for name in ("ingested", "duplicates", "invalid")]
    if counted != [2, 1, 1]:
        yield f"list: the report counts {counted} for [2, 1, 1]"


def _wishes(world: World) -> None:
    """A campaign, and people who do not want to be written to: one has opted out, one is on the list."""
    configure(world)
    for address, wish in ((number_of(2), "optedOut"), ("tres@cliente.example", "blocked")):
        worlds.put("contacts", {"pk": keys.address_pk("acme", address), "sk": keys.ADDRESS_SK, wish: True})


def _load(name: str, campaign_id: str, *rows: Mapping[str, str]) -> Callable[[World], None]:
    """Load a list of contacts, or of addresses that are not to be written to."""

    def act(world: World) -> None:
        key = f"inbox/acme/{campaign_id}/{name}.json"
        world.cloud.files[f"intake/{key}"] = json.dumps(rows).encode()
        file = {"bucket": "intake", "key": key}
        world.start("ingest-contacts", {"tenantId": "acme", "campaignId": campaign_id, "file": file}, name)

    return act


_MIXED = (
    {"company": "Um", "phone": "11988000001"},
    {"company": "Dois", "phone": "11988000002"},
    {"company": "Três", "phone": "11988000003", "email": "tres@cliente.example"},
    {"company": "Um", "phone": "11988000001"},
    {"company": "Ninguém"},
    {"company": "Quatro", "phone": "11988000004"},
)


def _counted(*expected: int) -> Callable[[World], Iterator[str]]:
    """Every job has counted so many rows taken in, duplicates, invalid ones, left out."""

    def look(world: World) -> Iterator[str]:
        names = ("ingested", "duplicates", "invalid", "optedOut")
        counted = [tuple(int(item[name]) for name in names) for item in checkers.jobs()]
        if counted != [expected]:
            yield f"list: the jobs count {counted} for {expected}"

    return look


def _blocked_in_time(world: World) -> Iterator[str]:
    yield from _counted(2, 0, 0, 0)(world)
    for number, state in ((1, "contacted"), (2, "undeliverable"), (3, "undeliverable")):
        found = tables.raw("contacts")[keys.contact_pk(contact_id(number))]["CONTACT"]["state"]["S"]
        if found not in (state, "unknown"):
            yield f"list: contact {number} is {found} for {state}"


def _loaded_and_contacted(world: World) -> None:
    configure(world, onDuplicate="update")
    _load("before", "spring", {"company": "Um", "contactName": "Ana", "phone": "11988000001"})(world)
    world.settle(world.clock.now() + timedelta(minutes=10))


def _is_up_to_date(world: World) -> Iterator[str]:
    (items,) = (items for items in tables.raw("contacts").values() if "CONTACT" in items)
    item = tables.plain(items["CONTACT"])
    found = (item["state"], item["contactName"], sorted(item.get("otherAddresses", ())))
    if found != ("contacted", "Ana Souza", ["um@cliente.example"]):
        yield f"list: after the newer list the contact is {found}"
    lines = sum(sort_key.endswith("#updated") for sort_key in items)
    if lines != 1:
        yield f"list: {lines} lines of history tell of one update"


def _two_tenants(world: World) -> None:
    backlog(2)(world)
    second = Tenant(
        tenantId="zeta",
        name="Zeta",
        followUpDays=(),
        hosts=(HOST,),
        hours=ALWAYS,
        limits=ROOMY,
        jitterSeconds=0,
    )
    configuration.put_tenant(second)


def _unreadable_tenant(world: World) -> None:
    worlds.put(
        "config", {"pk": "TENANT#zeta", "sk": "PROFILE", "tenantId": "zeta", "document": "{", "hours": 7}
    )


def _unreadable_message(world: World) -> None:
    """A message that an earlier release has kept in the backlog in a form of its own."""
    item = {
        "pk": keys.contact_pk("somebody"),
        "sk": "MESSAGE#reminder_1h#m#v1",
        "status": "queued",
        "nextStep": "reminder_1h#m#v1",
        "envelope": '{"schemaVersion": 99}',
        "backlog": keys.kept_partition("acme"),
        "backlogOrder": f"0#{keys.instant(world.clock.now())}",
    }
    worlds.put("contacts", item)


def _mend_messages(world: World) -> None:
    """Delete what cannot be read from the backlog and the dead letters."""
    tables.raw("contacts").pop(keys.contact_pk("somebody"), None)
    dead = world.cloud.dead
    dead[:] = [message for message in dead if "somebody" not in message.body]


def _poison(world: World) -> None:
    """A message about a contact whose id no table can hold, among others in the queue."""
    now = world.clock.seconds
    body = json.dumps(
        {"schemaVersion": 1, "contactId": "somebody" * 400, "step": "outreach", "kind": "outreach"}
    )
    world.cloud.queue.insert(0, QueuedMessage("poison", body, now, now))


def _three_queued(world: World) -> None:
    _queue(world, 1, 3)


def _both_booked(world: World) -> None:
    _two_proposed(world)
    world.reply("r-choice-1", number_of(1), "1")
    world.settle(world.clock.now() + timedelta(minutes=10))
    world.reply("r-choice-2", number_of(2), "2")
    world.settle(world.clock.now() + timedelta(minutes=10))
    _move_to(world, contact_id(2), NOON.replace(day=25, hour=17, minute=0, second=0))


def _move_to(world: World, owner: str, start: datetime) -> None:
    """Put a contact's meeting at a time of which the same hourly run reminds as of the other one."""
    end = start + timedelta(hours=1)
    for items in tables.raw("meetings").values():
        if "MEETING" in items and items["MEETING"]["contactId"]["S"] == owner:
            event = world.partners.calendar[items["MEETING"]["calendarEventId"]["S"]]
            event.start, event.end = start, end
            for name, instant in (("scheduledAt", start), ("start", start), ("end", end)):
                items["MEETING"][name] = {"S": keys.instant(instant)}


def _host_gone(world: World) -> None:
    """The host of the second contact's meeting is no longer in the tenant's file."""
    for items in tables.raw("meetings").values():
        if "MEETING" in items and items["MEETING"]["contactId"]["S"] == contact_id(2):
            items["MEETING"]["hostId"] = {"S": "somebody"}


_TWO_AN_HOUR = Limits(perMinute=1, perHour=2, perDay=100)
_TWO_A_MINUTE = Limits(perMinute=2, perHour=100, perDay=100)
_ONE_A_MINUTE = Limits(perMinute=1, perHour=3, perDay=4)

SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "first-message",
            backlog(1),
            others={"stop": _stop, "redelivery": _redeliver, "release": _release_now},
        ),
        Scenario("first-message-idempotent", backlog(1), idempotent=True, behave=scripted("lose")),
        Scenario(
            "two-a-minute",
            backlog(4, _TWO_A_MINUTE),
            limits=_TWO_A_MINUTE,
            others={"release": _release_now, "redelivery": _redeliver},
        ),
        Scenario(
            "one-a-minute",
            backlog(3, _ONE_A_MINUTE),
            limits=_ONE_A_MINUTE,
            behave=scripted("429/rate_limited/3"),
        ),
        Scenario("busy-partner", backlog(2), behave=scripted("429/rate_limited/90", "503", "429")),
        Scenario(
            "refused-key", backlog(2), behave=scripted("401", "401", "401", "401"), lasts=timedelta(hours=8)
        ),
        Scenario(
            "turn-of-the-minute",
            backlog(4, _TWO_A_MINUTE, state="queued", backlogOrder="2#2026-11-24T13:00:00.000Z"),
            _two_batches,
            start=NOON.replace(second=52),
            limits=_TWO_A_MINUTE,
            lasts=timedelta(hours=3),
        ),
        Scenario(
            "one-id-for-two", _two_contacted, _one_id_for_two, timedelta(hours=1), expects=_second_is_out
        ),
        Scenario(
            "takeover-undeliverable",
            backlog(1, email="ze@cliente.example"),
            behave=_then_unreachable,
            idempotent=True,
        ),
        Scenario("outage", backlog(1), behave=scripted(*["refused"] * 12)),
        Scenario("calendar-outage", proposed, says("1"), timedelta(hours=1), behave=_calendar_away),
        Scenario("lost-answer", backlog(1), behave=scripted("lose")),
        Scenario("reset", backlog(1), behave=scripted("reset"), idempotent=True),
        Scenario(
            "email-instead",
            backlog(1, email="ze@cliente.example"),
            behave=_by_channel(whatsapp="422/invalid_number"),
        ),
        Scenario(
            "stop-while-waiting",
            backlog(1),
            lambda world: world.later(70, lambda: _stop(world)),
            # Whoever has not been written to by then is nobody yet: opted out, and shown to a human.
            optional=frozenset({"outreach", "opt_out_ack"}),
            expects=_first_is_out,
            behave=scripted("429/rate_limited/200"),
        ),
        Scenario(
            "one-number-in-two-campaigns",
            _known_elsewhere,
            lambda world: _queue(world, 2, 1),
            others={"stop": _stop},
        ),
        *(
            Scenario(f"answer-{name}", backlog(1), behave=scripted(said), idempotent=idempotent)
            for name, said, idempotent in (
                ("early-hints", "103+", False),
                ("redirect", "303+", False),
                ("deep", "deep", False),
                ("dribbled", "dribble", True),
                ("wait-for-ever", "429/rate_limited/99999999999999", False),
            )
        ),
        Scenario("dies-thrice", backlog(1), behave=scripted("die", "die", "die"), lasts=timedelta(hours=3)),
        Scenario(
            "last-delivery",
            backlog(1, state="queued", backlogOrder="2#2026-11-24T13:30:00.000Z"),
            _delivered_twice_already,
            lasts=timedelta(hours=3),
        ),
        Scenario(
            "long-outage",
            backlog(1),
            behave=_away_until(BACK),
            lasts=timedelta(hours=6),
            expects=_is_contacted,
            every=3,
        ),
        Scenario(
            "clocks-differ",
            backlog(4, _TWO_A_MINUTE, state="queued", backlogOrder="2#2026-11-24T13:00:00.000Z"),
            _two_batches,
            start=NOON.replace(second=55, microsecond=600_000),
            limits=_TWO_A_MINUTE,
            lasts=timedelta(hours=3),
            skews=(0.0, -1.5),
        ),
        Scenario(
            "late-index",
            backlog(3, _TWO_A_MINUTE, {"followUpDays": [1]}),
            limits=_TWO_A_MINUTE,
            lasts=timedelta(days=2),
            lag=5.0,
            others={"release": _release_now},
            every=3,
        ),
        Scenario(
            "steady",
            backlog(7, _TWO_AN_HOUR),
            limits=_TWO_AN_HOUR,
            lasts=timedelta(hours=4),
            faults_within=timedelta(minutes=20),
            steady=True,
            every=3,
        ),
        Scenario("dropped-list", configure, _drop, timedelta(hours=1), expects=_list_is_answered),
        Scenario(
            "list-with-opted-out",
            _wishes,
            _load("mixed", "spring", *_MIXED),
            timedelta(hours=1),
            expects=_counted(2, 1, 1, 2),
        ),
        Scenario(
            "do-not-contact-list",
            backlog(3, backlogOrder=f"2#{keys.instant(NOON + timedelta(minutes=45))}"),
            _load("wishes", "do-not-contact", {"phone": number_of(2)}, {"phone": number_of(3)}),
            timedelta(hours=3),
            expects=_blocked_in_time,
        ),
        Scenario(
            "newer-list",
            _loaded_and_contacted,
            _load(
                "after",
                "spring",
                {
                    "company": "Um",
                    "contactName": "Ana Souza",
                    "phone": "11988000001",
                    "email": "um@cliente.example",
                },
            ),
            timedelta(hours=1),
            expects=_is_up_to_date,
        ),
        Scenario("bad-tenant", _two_tenants, lasts=timedelta(hours=1), spoil=_unreadable_tenant),
        Scenario(
            "bad-kept-message",
            backlog(2),
            lasts=timedelta(hours=1),
            spoil=_unreadable_message,
            spoiled=frozenset({"somebody"}),
            mend=_mend_messages,
        ),
        Scenario(
            "bad-queued-message",
            backlog(3, state="queued", backlogOrder="2#2026-11-24T13:00:00.000Z"),
            _three_queued,
            timedelta(hours=2),
            spoil=_poison,
            spoiled=frozenset({"somebody"}),
            mend=_mend_messages,
        ),
        Scenario(
            "bad-meeting",
            _both_booked,
            lasts=timedelta(hours=5),
            spoil=_host_gone,
            spoiled=frozenset({contact_id(2)}),
        ),
        Scenario("stop", _contacted, says("SAIR")),
        Scenario(
            "interest", _contacted, says("Tenho interesse, quero agendar uma reunião"), timedelta(hours=1)
        ),
        Scenario(
            "booking",
            proposed,
            says("1"),
            timedelta(hours=1),
            others={"stop": _stop, "event": _event_again},
        ),
        Scenario(
            "reschedule",
            _booked,
            says("Preciso remarcar"),
            timedelta(hours=1),
            others={"event": _event_again},
        ),
        Scenario("rescheduled", asked_to_move, says("2"), timedelta(hours=1), others={"event": _event_again}),
        Scenario("one-slot-for-two", _two_proposed, _both_choose, timedelta(hours=2), alike=True),
        Scenario("cancel", _booked, says("Quero cancelar a reunião"), timedelta(hours=1)),
        *(
            Scenario(
                f"asked-back-{name}",
                _asked_back,
                says(said),
                timedelta(hours=1),
                others={"other": says(other, "r-other")},
                # Where the other answer comes first.
                optional=frozenset({"cancellation", "unchanged"}),
                expects=_one_answer_counts,
                every=every,
            )
            for name, said, other, every in (("yes", "1", "2", 1), ("no", "2", "1", 3))
        ),
        Scenario("question", _contacted, says("Quanto custa?"), timedelta(hours=1)),
        *(
            Scenario(f"{name}-at-google", before, act, lasts, behave=behave, google=True, alike=alike)
            for name, before, act, lasts, behave, alike in (
                ("booking", proposed, says("1"), timedelta(hours=1), accept_all, False),
                ("rescheduled", asked_to_move, says("2"), timedelta(hours=1), accept_all, False),
                ("one-slot-for-two", _two_proposed, _both_choose, timedelta(hours=2), accept_all, True),
                ("cancel", _booked, says("Quero cancelar a reunião"), timedelta(hours=1), accept_all, False),
                ("outage", proposed, says("1"), timedelta(hours=1), _calendar_away, False),
            )
        ),
        Scenario("booking-with-email", proposed_with_email, says("1"), timedelta(hours=1)),
        Scenario(
            "cancel-with-email", _booked_with_email, says("Quero cancelar a reunião"), timedelta(hours=1)
        ),
        Scenario("stop-after-booking", _booked, says("SAIR"), timedelta(hours=1)),
        Scenario("reminders", _booked, lasts=timedelta(days=8), others={"cancel": _cancel}),
        Scenario(
            "host-deletes",
            _booked,
            lambda world: world.partners.host_deletes(),
            lasts=timedelta(days=8),
            google=True,
            others={"cancel": _cancel},
            expects=_by_host_called_off,
            differs=_reminded_unread,
        ),
        Scenario(
            "host-moves",
            _booked,
            lambda world: world.partners.host_moves(timedelta(days=1)),
            lasts=timedelta(days=9),
            others={"cancel": _cancel},
            expects=_by_host_moved,
            differs=_reminded_unread,
        ),
        Scenario("no-show", _held, _nobody_came, lasts=timedelta(days=3), expects=_is_no_show),
        Scenario(
            "window-closes",
            _contacted_by_cloud,
            _books_by_cloud,
            lasts=timedelta(days=5),
            cloud=True,
            optional=frozenset({"follow_up"}),
            expects=_free_text_within_a_day_alone,
            differs=_nothing_offered_by_cloud,
            every=3,
        ),
        Scenario(
            "window-closed",
            _contacted_by_cloud,
            _absent_by_cloud,
            lasts=timedelta(days=6),
            cloud=True,
            expects=_templates_alone,
        ),
        Scenario("expired-offer", proposed, lasts=timedelta(days=3)),
        Scenario(
            "stop-and-follow-up",
            backlog(1, campaign={"followUpDays": [1]}),
            lasts=timedelta(days=2),
            others={"stop": _stop},
        ),
        Scenario("follow-up", backlog(1, campaign={"followUpDays": [1]}), lasts=timedelta(days=2)),
        Scenario(
            "silence",
            _followed_up,
            lasts=timedelta(days=1, hours=2),
            others={"answer": says("Quanto custa?"), "away": says("Estou de férias, volto em 03/12")},
            expects=_given_up_if_silent,
        ),
    )
}
