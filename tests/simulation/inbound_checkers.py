"""The checkers of the way in: what was told has one effect, no report moves a message back, no wish is lost."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from handlers.common.rules.model import State
from handlers.common.rules.references import Reference
from handlers.common.storage import keys
from tests.simulation import tables
from tests.simulation.watch import INSTANTS, Moved, Watch
from tests.simulation.way_in import Element, Left, Reported, Written
from tests.simulation.world import World

_OVER = frozenset({"failed", "skipped", "expired", "undeliverable", "opted_out", "completed", "unsuccessful"})
"""The ends that nothing moves on."""
_BACK = {
    "sent": frozenset({"sending", "unknown"}),
    "unknown": frozenset({"sending"}),
    "contacted": frozenset({"sending", "unknown"}),
    "interested": frozenset({"sending", "unknown", "contacted", "undeliverable"}),
}
"""Where no message, or contact, goes from each place."""
_WAITING = frozenset({"new", "queued"})
_PLACES = {
    "sent": "reportedSentAt",
    "delivered": "deliveredAt",
    "read": "readAt",
    "failed": "failedAt",
    "complained": "complainedAt",
}


def all_told_has_an_end(world: World) -> Iterator[str]:
    """Whatever was told has been taken, and each message of a person is done with or lies in a queue of failures."""
    for told in world.way_in.told:
        if told.end not in ("taken", "refused"):
            yield f"not taken: {told.what} is {told.end}"
    for queue in (world.cloud.inbound, world.cloud.inbound_dead):
        for message in queue:
            yield f"not taken: {message.message_id} is still in a queue"
    buried = _buried(world)
    for element in world.way_in.taken():
        if isinstance(element, Written) and not element.preference and element.message_id not in buried:
            item = _person(element.sender).get(keys.reply_sk(element.message_id))
            if item is None or item["status"]["S"] != "done":
                yield f"lost: {element.message_id} has no effect"


def _buried(world: World) -> str:
    """What handle-replies has put into the inbound queue's dead-letter queue itself."""
    kept = (each for each in world.cloud.set_aside if each["QueueUrl"].endswith("inbound_dlq"))
    return json.dumps([each["MessageBody"] for each in kept])


def _person(address: str) -> dict[str, tables.Item]:
    """The items of an address."""
    return tables.raw("contacts").get(keys.address_pk("acme", address), {})


def _contact(contact_id: str) -> tables.Item:
    return tables.raw("contacts")[keys.contact_pk(contact_id)]["CONTACT"]


def opt_outs_arrive(world: World) -> Iterator[str]:
    """Whoever asked for an end is out under all addresses, or the wish lies where a human finds it."""
    buried = _buried(world)
    for element in world.way_in.taken():
        if not element.opts_out or _names(element) in buried:
            continue
        for address in _addresses(element):
            if not _person(address).get(keys.ADDRESS_SK, {}).get("optedOut", {}).get("BOOL"):
                yield f"lost opt-out: the address of who asked by {type(element).__name__} is open"
        for contact_id in _contacts(element):
            state = _contact(contact_id)["state"]["S"]
            if state not in (State.OPTED_OUT, State.COMPLETED, State.UNSUCCESSFUL, State.UNDELIVERABLE):
                yield f"lost opt-out: who asked by {type(element).__name__} is {state}"


def _names(element: Element) -> str:
    return element.message_id if isinstance(element, Written) else element.reference


def _addresses(element: Element) -> list[str]:
    if isinstance(element, Written):
        return [element.sender]
    contact = _contact(_of(element).contact_id)
    return [contact[name]["S"] for name in ("phone", "email") if name in contact]


def _contacts(element: Element) -> list[str]:
    if isinstance(element, Written):
        known = _person(element.sender).get(keys.ADDRESS_SK, {}).get("contacts", {})
        return list(known.get("SS", ()))
    return [_of(element).contact_id]


def _of(element: Reported | Left) -> Reference:
    found = Reference.parse(element.reference)
    assert found is not None
    return found


def reports_are_kept(world: World) -> Iterator[str]:
    """Each message holds the earliest of each kind of what was reported of its last request, and nothing else.

    None on which a provider reported is unknown.
    """
    told: defaultdict[tuple[str, str], dict[str, list[Reported]]] = defaultdict(lambda: defaultdict(list))
    for element in world.way_in.taken():
        if isinstance(element, Reported):
            about = element.about
            told[about.contact_id, about.step][_PLACES[element.status]].append(element)
    buried = _buried(world)
    for (contact_id, step), kinds in told.items():
        items = tables.raw("contacts")[keys.contact_pk(contact_id)]
        item = items.get("CONTACT" if step == "outreach" else keys.message_sk(step))
        if item is None:
            yield f"lost report: {step} is not there"
            continue
        own = item.get("partnerMessageId", {}).get("S")
        past = {each["S"] for each in item.get("pastMessageIds", {}).get("L", ())}
        channel = item.get("reportedChannel", item.get("lastChannel", item.get("channel", {}))).get("S")
        is_unknown = "unknown" in (item.get("state", {}).get("S"), item.get("status", {}).get("S"))
        if is_unknown and any(
            each.message_id not in past and each.about.channel == channel
            for of_kind in kinds.values()
            for each in of_kind
        ):
            yield f"not settled: {step} is unknown, and was reported"
        for place in INSTANTS:
            last = [
                each
                for each in kinds.get(place, ())
                if each.reference not in buried
                and each.message_id not in past
                and each.about.channel == channel
                and (own is None or each.message_id in (own, ""))
            ]
            kept = datetime.fromisoformat(item[place]["S"]).timestamp() if place in item else None
            expected = min((each.at for each in last), default=None)
            if (kept is None) != (expected is None) or abs((kept or 0) - (expected or 0)) > 1:
                yield f"report: {step} has {place} {kept} for {expected}"


def nothing_moves_backwards(world: World, watch: Watch) -> Iterator[str]:
    """No status moves a message back: only a failure that was reported brings one that went out back to the backlog."""
    failed = {
        (element.about.contact_id, element.about.step)
        for element in world.way_in.taken()
        if isinstance(element, Reported) and element.status == "failed"
    }
    for move in watch.moves:
        name = "state" if move.step == "outreach" else "status"
        before, after = move.before[name], move.after[name]
        went_out = before in ("sent", "unknown", "contacted")
        may_wait = (move.contact_id, move.step) in failed
        if (
            (before != after and before in _OVER)
            or after in _BACK.get(before, ())
            or (went_out and after in _WAITING and not may_wait)
        ):
            yield f"backwards: {move.step} went from {before} to {after}"
        if after not in _WAITING:
            yield from _earlier(move)


def _earlier(move: Moved) -> Iterator[str]:
    for name in INSTANTS:
        before, after = move.before.get(name), move.after.get(name)
        if before is not None and (after is None or after > before):
            yield f"backwards: {name} of {move.step} went from {before} to {after}"


def replies_count_once(world: World) -> Iterator[str]:
    """The counters of replies are the replies that contacts have."""
    counted = sum(
        int(value)
        for item in tables.every("stats")
        for name, value in item.items()
        if name.startswith("reply_")
    )
    replies = [
        sort_key
        for partition, items in tables.raw("contacts").items()
        for sort_key in items
        if partition.startswith("CONTACT#") and sort_key.startswith("REPLY#")
    ]
    if counted != len(replies):
        yield f"counted: {counted} replies for {len(replies)}"


def sendings_count_once(world: World) -> Iterator[str]:
    """No more is counted as sent than partners have accepted, and no less than histories tell of.

    A process that ends between a message's end and its line of history loses the line.
    """
    counted = sum(
        int(item.get(name, 0)) for item in tables.every("stats") for name in ("sent_whatsapp", "sent_email")
    )
    lines = sum(item.get("what") == "sent" for item in tables.every("contacts"))
    accepted = sum(each.accepted for each in world.partners.requests)
    if not lines <= counted <= accepted:
        yield f"counted: {counted} messages were sent, {accepted} accepted, and {lines} told of"
