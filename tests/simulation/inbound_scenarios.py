"""The scenarios of the way in: reports, replies, mails and links, repeated and in any order."""

import functools
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from handlers.common.storage import keys
from tests.simulation import tables
from tests.simulation.partners import Request
from tests.simulation.scenarios import (
    Scenario,
    configure,
    contact_id,
    contacts,
    number_of,
    scripted,
    templates,
)
from tests.simulation.world import World

INTERESTED = "Tenho interesse, quero agendar uma reunião"
MAIL = "ze@cliente.example"
_HOUR = timedelta(hours=1)
_TEN_MINUTES = timedelta(minutes=10)
Timed = Sequence[tuple[float, str]]


def _waiting(
    count: int = 1, campaign: dict[str, Any] | None = None, **changes: Any
) -> Callable[[World], None]:
    """Contacts who wait to be written to, with templates for every kind of message."""

    def before(world: World) -> None:
        configure(world, **(campaign or {}))
        templates(world)
        contacts(world, count, **changes)

    return before


def _contacted(
    count: int = 1, campaign: dict[str, Any] | None = None, **changes: Any
) -> Callable[[World], None]:
    """Contacts who have been written to."""

    def before(world: World) -> None:
        _waiting(count, campaign, **changes)(world)
        world.settle(world.clock.now() + _TEN_MINUTES)

    return before


_BY_MAIL: dict[str, Any] = {"channel": "email", "email": MAIL}


def _reports(**of_channel: Timed | Sequence[Timed]) -> Callable[[int, str], Timed]:
    """The reports on what is sent through each channel: the same for each request, or those of each in order."""

    def reports(number: int, channel: str) -> Timed:
        told: Any = of_channel.get(channel, ())
        if told and not isinstance(told[0][0], int | float):
            return told[number - 1] if number <= len(told) else ()
        return told

    return reports


def _accepted(world: World) -> list[Request]:
    return [each for each in world.partners.requests if each.accepted and each.reference]


def _report_early(world: World) -> None:
    """The provider reports on what it has by now."""
    for request in _accepted(world):
        world.way_in.report(request, "Delivery" if request.channel == "email" else "delivered")


def _redeliver(world: World) -> None:
    """The inbound queue delivers what is in it a second time."""
    for message in list(world.cloud.inbound)[:10]:
        record = {"messageId": message.message_id, "body": message.body}
        world.invoke("handle-replies", {"Records": [record]}, f"again-{message.message_id}")


_OTHERS = {"report": _report_early, "redelivery": _redeliver}


def _writes(text: str, *again: float, opts_out: bool = False) -> Callable[[World], None]:
    """A contact writes; the provider posts the same once more after each of so many seconds."""

    def act(world: World) -> None:
        written = world.way_in.writes(number_of(1), "wamid.written", text, opts_out=opts_out)
        for after in again:
            world.later(after, lambda: world.way_in.webhook(written))
        world.way_in.webhook(written)

    return act


FRAGMENTS = ("SAIR", "me tira dessa lista", "não me mande mais mensagens")
"""A turn, of which a fault may delay a part: the same is said to whoever writes it in several."""
PAUSE = 20


def _fragments(*lines: str) -> Callable[[World], None]:
    """A contact writes lines 15 seconds apart; the provider posts each once more, the first one very late."""

    def act(world: World) -> None:
        for number, line in enumerate(lines, 1):
            world.later(15.0 * (number - 1), functools.partial(_says, world, number, line))

    return act


def _says(world: World, number: int, line: str) -> None:
    written = world.way_in.writes(number_of(1), f"wamid.fragment-{number}", line, opts_out=True)
    world.later(1500.0 if number == 1 else 7.0, lambda: world.way_in.webhook(written))
    world.way_in.webhook(written)


def _speaks_in_turns(world: World) -> Iterator[str]:
    """Each line is in one of the contact's replies, and where nothing went wrong there is but one."""
    items = tables.raw("contacts")[keys.contact_pk(contact_id(1))]
    texts = [item["text"]["S"] for name, item in items.items() if name.startswith("REPLY#")]
    if sorted("\n".join(texts).split("\n")) != sorted(FRAGMENTS):
        yield f"turn: {len(texts)} replies do not make up what was written"
    if not world.met and texts != ["\n".join(FRAGMENTS)]:
        yield f"turn: nothing went wrong, and {len(texts)} replies were read"


def _prefers_to_stop(world: World) -> None:
    written = world.way_in.writes(number_of(1), "", "stop", opts_out=True)
    wish = type(written)(written.sender, "preference", "stop", written.at, opts_out=True, preference=True)
    world.way_in.webhook(wish)
    world.later(30, lambda: world.way_in.webhook(wish))


def _many_at_once(world: World) -> None:
    """Three people write and what was sent to them is reported, all in one webhook, which is posted twice."""
    texts = ((INTERESTED, False), ("SAIR", True), ("Quanto custa?", False))
    written = [
        world.way_in.writes(number_of(number), f"wamid.written-{number}", text, opts_out=opts_out)
        for number, (text, opts_out) in enumerate(texts, 1)
    ]
    seen = [
        world.way_in.status(each, what) for each in _accepted(world) for what in ("read", "delivered", "sent")
    ]
    world.way_in.webhook(*written, *seen)
    world.later(200, lambda: world.way_in.webhook(*written, *seen))


def _with_what_nobody_reads(world: World) -> None:
    world.way_in.webhook(world.way_in.writes(number_of(1), "wamid.written", INTERESTED), spoiled=True)


def _what_nobody_reads_is_kept(world: World) -> Iterator[str]:
    if not any(each["QueueUrl"].endswith("failed_events") for each in world.cloud.set_aside):
        yield "lost: nobody has kept what could not be read"


def _forged(world: World) -> None:
    world.way_in.webhook(world.way_in.writes(number_of(1), "wamid.forged", "SAIR"), signed=False)


def _nothing_came_of_it(world: World) -> Iterator[str]:
    (told,) = world.way_in.told
    state = tables.raw("contacts")[keys.contact_pk(contact_id(1))]["CONTACT"]["state"]["S"]
    if told.end != "refused" or state != "contacted":
        yield f"believed: a webhook that nobody signed was {told.end}, and its contact is {state}"


def _answers(text: str, *again: float, opts_out: bool = False) -> Callable[[World], None]:
    """The recipient of an e-mail answers; S3 tells of it once more after each of so many seconds."""

    def act(world: World) -> None:
        (request,) = _accepted(world)
        for after in (0.0, *again):
            answer = lambda: world.way_in.answer(request, "answer@cliente.example", text, opts_out=opts_out)  # noqa: E731
            world.later(after, answer)

    return act


def _comes_back(world: World) -> None:
    """An e-mail's server sends it back, and says so twice more: the last time when WhatsApp has been asked, too."""
    (request,) = _accepted(world)
    for after in (0.0, 20.0, 3000.0):
        world.later(after, lambda: world.way_in.bounce(request, "bounce"))


def _clicks(world: World) -> None:
    (request,) = _accepted(world)
    world.way_in.click(request)


def _clicks_twice(world: World) -> None:
    _clicks(world)
    world.later(5, lambda: _clicks(world))


def _ends_as(state: str) -> Callable[[World], Iterator[str]]:
    """The first contact ends in the state; as unknown where no provider had its last request and could report on it."""

    def look(world: World) -> Iterator[str]:
        item = tables.raw("contacts")[keys.contact_pk(contact_id(1))]["CONTACT"]
        found, past = item["state"]["S"], {each["S"] for each in item.get("pastMessageIds", {}).get("L", ())}
        reportable = [each for each in _accepted(world) if each.message_id not in past]
        if found != state and (found != "unknown" or reportable):
            yield f"not settled: the contact is {found}"

    return look


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "reported-in-order",
            _waiting(),
            lasts=_HOUR,
            cloud=True,
            reports=_reports(whatsapp=((0.2, "sent"), (2, "delivered"), (60, "read"))),
            others=_OTHERS,
            expects=_ends_as("contacted"),
            every=2,
        ),
        Scenario(
            "reported-in-any-order",
            _waiting(),
            lasts=_HOUR,
            cloud=True,
            reports=_reports(
                whatsapp=((1, "read"), (5, "delivered+sent"), (6, "read+delivered"), (900, "sent"))
            ),
            others=_OTHERS,
            expects=_ends_as("contacted"),
        ),
        *(
            Scenario(
                f"unknown-then-{name}",
                _waiting(),
                lasts=timedelta(hours=3),
                cloud=True,
                behave=scripted("lose"),
                reports=_reports(whatsapp=(reports,)),
                others={"redelivery": _redeliver},
                expects=_ends_as("contacted"),
                every=2,
            )
            for name, reports in (
                ("delivered-before-the-record", ((1, "sent"), (4, "delivered"), (5, "sent"))),
                ("delivered", ((600, "delivered"), (601, "delivered"), (700, "read"))),
            )
        ),
        *(
            Scenario(
                f"unknown-then-{name}",
                _waiting(email=MAIL),
                lasts=timedelta(hours=3),
                cloud=True,
                ses=True,
                behave=lambda number, channel: "lose" if channel == "whatsapp" and number == 1 else "accept",
                reports=_reports(whatsapp=(reports,), email=((1, "Send"), (3, "Delivery"))),
                expects=_ends_as("contacted"),
                every=3,
            )
            for name, reports in (
                ("failed-before-the-record", ((5, "failed/131026"),)),
                ("failed", ((600, "failed/131026"), (601, "failed/131026"))),
            )
        ),
        Scenario(
            "unknown-follow-up",
            _contacted(campaign={"followUpDays": [1]}),
            lasts=timedelta(days=2),
            cloud=True,
            behave=scripted("accept", "lose"),
            reports=_reports(whatsapp=((600, "delivered"), (700, "sent"), (900, "read"))),
            every=3,
        ),
        Scenario(
            "delivered-then-failed",
            _waiting(),
            lasts=_HOUR,
            cloud=True,
            reports=_reports(
                whatsapp=((2, "delivered"), (300, "failed/131053"), (400, "read"), (401, "failed/131053"))
            ),
            others={"redelivery": _redeliver},
            expects=_ends_as("undeliverable"),
            every=2,
        ),
        Scenario(
            "held-back",
            _waiting(),
            lasts=timedelta(days=3),
            cloud=True,
            reports=_reports(
                whatsapp=(
                    ((3, "failed/131049"), (90_000, "delivered"), (90_010, "failed/131049")),
                    ((2, "sent"), (30, "read")),
                )
            ),
            expects=_ends_as("contacted"),
            every=3,
        ),
        Scenario(
            "stopped-at-the-provider",
            _waiting(email=MAIL),
            lasts=_HOUR,
            cloud=True,
            reports=_reports(whatsapp=((3, "sent"), (300, "failed/131050"), (310, "failed/131050"))),
            others={"redelivery": _redeliver},
            expects=_ends_as("opted_out"),
            every=2,
        ),
        Scenario(
            "mail-delivered-then-bounced",
            _waiting(**_BY_MAIL),
            lasts=timedelta(hours=2),
            cloud=True,
            ses=True,
            reports=_reports(
                email=((1, "Send"), (3, "Delivery"), (300, "Bounce/Permanent/General"), (310, "Delivery")),
                whatsapp=((1, "sent"), (4, "delivered")),
            ),
            expects=_ends_as("contacted"),
            every=3,
        ),
        Scenario(
            "mail-complained",
            _waiting(**_BY_MAIL),
            lasts=_HOUR,
            ses=True,
            reports=_reports(email=((1, "Send"), (3, "Delivery"), (300, "Complaint"), (301, "Complaint"))),
            others={"redelivery": _redeliver},
            expects=_ends_as("opted_out"),
            every=2,
        ),
        Scenario(
            "webhook-interest",
            _contacted(),
            _writes(INTERESTED, 20, 400),
            _HOUR,
            cloud=True,
            others={"redelivery": _redeliver},
        ),
        Scenario(
            "webhook-stop",
            _contacted(),
            _writes("SAIR", opts_out=True),
            _HOUR,
            cloud=True,
            others={"redelivery": _redeliver},
        ),
        Scenario(
            "turn",
            _contacted(campaign={"turn_seconds": PAUSE}),
            _fragments(*FRAGMENTS),
            _HOUR,
            cloud=True,
            others={"redelivery": _redeliver},
            expects=_speaks_in_turns,
        ),
        Scenario("webhook-of-many", _contacted(3), _many_at_once, _HOUR, cloud=True),
        Scenario("webhook-preference", _contacted(), _prefers_to_stop, _HOUR, cloud=True),
        Scenario(
            "webhook-unreadable",
            _contacted(),
            _with_what_nobody_reads,
            _HOUR,
            cloud=True,
            expects=_what_nobody_reads_is_kept,
        ),
        Scenario("webhook-forged", _contacted(), _forged, _HOUR, cloud=True, expects=_nothing_came_of_it),
        Scenario("mail-answered", _contacted(**_BY_MAIL), _answers(INTERESTED, 20), _HOUR, ses=True),
        Scenario(
            "mail-stop",
            _contacted(**_BY_MAIL),
            _answers("SAIR", opts_out=True),
            _HOUR,
            ses=True,
            expects=_ends_as("opted_out"),
        ),
        Scenario(
            "mail-comes-back",
            _contacted(**_BY_MAIL),
            _comes_back,
            timedelta(hours=2),
            cloud=True,
            ses=True,
            reports=_reports(whatsapp=((4800, "sent"), (4803, "delivered"))),
            expects=_ends_as("contacted"),
        ),
        *(
            Scenario(name, _contacted(**_BY_MAIL), act, _HOUR, ses=True, expects=_ends_as("opted_out"))
            for name, act in (("one-click", _clicks), ("two-clicks", _clicks_twice))
        ),
    )
}
