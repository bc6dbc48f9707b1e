"""The checkers: what must hold in every history, each a sentence about what went wrong where it does not."""

import dataclasses
import hashlib
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from handlers.attention.rules.request import AttentionNeeded
from handlers.attention.storage.entries import MOST_WORDS
from handlers.common.rules import accounting
from handlers.common.rules.model import ANSWERING_KINDS, PACED_KINDS, Channel, State
from handlers.common.rules.tenants import Limits
from handlers.common.storage import keys
from handlers.dispatch.rules import pace
from handlers.intake.rules.job import RowCounts
from tests.simulation import tables
from tests.simulation.partners import Request
from tests.simulation.watch import Watch
from tests.simulation.world import World

HUMAN = "Human Attention Needed"
REDELIVERY = 45 * 60.0
"""Seconds: the queue's visibility time-out and what comes before and after it."""
WINDOW = 60 * 60.0
"""Seconds for which room within the limits may be lost with the process that held it."""
FAULTS_TO_GIVE_UP = 3
"""Faults that five calls about a reply may all end in: one that ends a process costs the next call too: its lease."""
GRACE = 10.0
"""Seconds for which what has been claimed may still be on its way to a partner."""
CLOCKS = 5.0
"""Seconds by which the clocks of two instances may differ."""
_ABOUT_MEETING = frozenset(
    {"proposal", "apology", "other_slots", "confirmation", "reminder", "cancellation", "lapse"}
)

Said = dict[tuple[str, str], list[float]]
"""The instants at which each contact's step (each host's mail) was accepted by a partner."""

Asked = dict[tuple[str, str], float]
"""When a partner was first asked to send each contact's step."""


class Identified:
    """The messages by the keys under which partners see them."""

    def __init__(self, world: World) -> None:
        self._by_key: dict[str, dict[str, Any]] = {}
        for (contact_id, step), envelope in world.cloud.sent.items():
            for channel in Channel:
                identity = "\x1f".join((contact_id, step, channel))
                self._by_key[hashlib.sha256(identity.encode()).hexdigest()[:40]] = envelope

    def of(self, request: Request) -> dict[str, Any] | None:
        """The message of a request to a contact; None for a mail to a host."""
        return self._by_key.get(request.key)


def said(world: World) -> Said:
    """What was said to contacts and hosts, by contact (or address) and step (or key).

    Left out is what its provider accepted and then did not deliver, so that it may be sent again.
    """
    identified, once = Identified(world), set()
    told: Said = {}
    for request in world.partners.requests:
        if not request.accepted or request.message_id in world.partners.undone:
            continue
        envelope = identified.of(request)
        name = (envelope["contactId"], envelope["step"]) if envelope else (request.to, request.key)
        if world.partners.idempotent and (name, request.key) in once:
            continue
        once.add((name, request.key))
        told.setdefault(name, []).append(request.at)
    return told


def twice(world: World) -> Iterator[str]:
    """No message is accepted twice."""
    for (to, step), times in said(world).items():
        if len(times) > 1:
            yield f"twice: {step} was accepted {len(times)} times for {to[:8]}"


def limits_kept(world: World, limits: Limits) -> Iterator[str]:
    """No window has more accepted paced messages than its limit."""
    identified, zone = Identified(world), ZoneInfo("America/Sao_Paulo")
    counted: dict[tuple[str, object], int] = defaultdict(int)
    for request in world.partners.requests:
        envelope = identified.of(request)
        if not request.accepted or envelope is None or envelope["kind"] not in PACED_KINDS:
            continue
        at = pace.windows(datetime.fromtimestamp(request.at, zone), zone)
        for window in (("minute", at.minute), ("hour", at.hour), ("day", at.day)):
            counted[window] += 1
    bounds = {"minute": limits.perMinute, "hour": limits.perHour, "day": limits.perDay}
    for (window, start), number in counted.items():
        if number > bounds[window]:
            yield f"limit: {number} of {bounds[window]} in the {window} of {start}"


def nothing_paced_while_paused(world: World) -> Iterator[str]:
    """No outreach and no follow-up is sent during a pause, but what was on its way when it began."""
    identified = Identified(world)
    for request in world.partners.requests:
        envelope = identified.of(request)
        if envelope is None or envelope["kind"] not in PACED_KINDS:
            continue
        for since, until in ((each.since, each.until) for each in world.pauses):
            if since + GRACE < request.at and (until is None or request.at < until):
                yield f"paused: {envelope['step']} was sent {request.at - since:.0f} s after the pause had begun"


def nobody_after_opting_out(world: World, watch: Watch) -> Iterator[str]:
    """Nobody is written to by a claim made after opting out, nor long after, until they have opted in again."""
    identified = Identified(world)
    for request in world.partners.requests:
        envelope = identified.of(request)
        if envelope is None or envelope["kind"] == "opt_out_ack":
            continue
        contact_id, step = envelope["contactId"], envelope["step"]
        known = (watch.opted_out.since(contact_id, request.at), watch.closed.since(request.to, request.at))
        out = min((instant for instant in known if instant is not None), default=None)
        if out is None:
            continue
        claimed = watch.claimed_before(contact_id, step, request.at)
        if claimed is None or claimed > out or request.at > out + GRACE:
            yield f"opted out: {step} was sent {request.at - out:.0f} s after the contact had opted out"


def nobody_under_any_closed_address(world: World, watch: Watch) -> Iterator[str]:
    """Nobody is written to one of whose addresses, whichever it is, had been closed for a while."""
    identified = Identified(world)
    owners = {item["contactId"]: item for item in tables.every("contacts") if item["sk"] == "CONTACT"}
    for request in world.partners.requests:
        envelope = identified.of(request)
        if envelope is None or envelope["kind"] == "opt_out_ack" or envelope["contactId"] not in owners:
            continue
        owner = owners[envelope["contactId"]]
        known = (owner.get("phone"), owner.get("email"), *owner.get("otherAddresses", ()))
        since = [
            spells.since(address, request.at) for address in known for spells in (watch.closed, watch.blocked)
        ]
        closed = min((each for each in since if each is not None), default=None)
        claimed = watch.claimed_before(envelope["contactId"], envelope["step"], request.at)
        if closed is not None and claimed is not None and claimed > closed + GRACE:
            yield f"closed: {envelope['step']} was sent {request.at - closed:.0f} s after an address was closed"


def rows_are_conserved(world: World) -> Iterator[str]:
    """Every row of a list has come to one end: taken in, a duplicate, invalid, left out or blank."""
    for item in jobs():
        counts = {each.name: int(item[each.name]) for each in dataclasses.fields(RowCounts)}
        if sum(counts.values()) != int(item["position"]):
            yield f"rows: {item['position']} were read, and {counts} counted"


def jobs() -> list[dict[str, Any]]:
    """The jobs of the lists that were loaded."""
    stored = (item for items in tables.raw("idempotency").values() for item in items.values())
    return [tables.plain(item) for item in stored if "position" in item]


def meetings_still_stand(world: World, watch: Watch) -> Iterator[str]:
    """Nothing is said about a meeting that has been cancelled or moved."""
    identified = Identified(world)
    wanted = {
        "confirmation": {"confirmed"},
        "reminder": {"confirmed"},
        **{kind: {"proposed", "confirmed"} for kind in ("proposal", "apology", "other_slots")},
        "cancellation": {"cancelled"},
        "lapse": {"expired", "confirmed"},
    }
    about_time = ("confirmation", "reminder")
    for request in world.partners.requests:
        envelope = identified.of(request)
        if envelope is None or envelope["kind"] not in _ABOUT_MEETING or not envelope.get("meetingId"):
            continue
        contact_id, step = envelope["contactId"], envelope["step"]
        claimed = watch.claimed_before(contact_id, step, request.at)
        version = envelope.get("meetingVersion")
        for instant, grace in ((claimed, "when it was claimed"), (request.at - GRACE, "for a while")):
            then = watch.meeting_at(envelope["meetingId"], instant) if instant else None
            if then is None or instant is None or (claimed is not None and instant < claimed):
                continue
            known = then[2] if envelope["kind"] in about_time else then[1]
            if then[0] not in wanted[envelope["kind"]] or (version is not None and known != version):
                yield f"meeting changed: {step} was sent though the meeting was {then[0]} {grace}"
                break


def nobody_is_given_up_who_is_not_silent(world: World) -> Iterator[str]:
    """Who is given up was followed up, had the days of the campaign since, and has written nothing but absences.

    Every day is a working day here. The counter says how many there are.
    """
    campaigns = [item for item in tables.every("config") if item["sk"] == keys.campaign_sk("spring")]
    days = [day for item in campaigns for day in json.loads(item["document"])["followUpDays"] or ()]
    told, lines, ended = said(world), defaultdict[str, list[Any]](list), 0
    for item in tables.every("contacts"):
        if item["sk"].startswith("HISTORY#"):
            lines[item["pk"].removeprefix("CONTACT#")].append(item)
    for contact_id, history in lines.items():
        given_up = [line for line in history if line["what"] == "silent"]
        ended += len(given_up)
        for line in given_up:
            at = datetime.fromisoformat(line["at"]).timestamp()
            paced = [(step, min(times)) for (to, step), times in told.items() if to == contact_id]
            last = max(
                (then for step, then in paced if step in ("outreach", f"follow_up#{len(days)}")), default=at
            )
            if at - last < 86_400 * (days[-1] if days else 3) - CLOCKS:
                yield f"given up: {(at - last) / 3600:.0f} hours after the last message"
            if any(then > at + GRACE for step, then in paced if step.startswith(("outreach", "follow_up"))):
                yield "given up: a contact was written to afterwards"
            replies = [each for each in history if each["what"] == "reply" and each["at"] < line["at"]]
            if any(each.get("detail") != "out_of_office" for each in replies):
                yield "given up: a contact who had written"
    counted = sum(int(item.get("silent", 0)) for item in tables.every("stats"))
    if counted != ended:
        yield f"given up: {counted} are counted, and {ended} have it in their history"


def account_holds(world: World) -> Iterator[str]:
    """The counters are what the states say."""
    contacts = [item for item in tables.every("contacts") if item["sk"] == "CONTACT"]
    states = Counter(State(item["state"]) for item in contacts)
    totals: Counter[str] = Counter()
    for item in tables.every("stats"):
        if "asked" in item:
            continue  # The questions put to a model are no counters of a campaign.
        totals.update({name: int(value) for name, value in item.items() if name not in ("pk", "sk", "date")})
    counted, is_so = accounting.account(totals), accounting.account_of_states(states, totals)
    if counted != is_so:
        differ = [
            f"{name} {getattr(counted, name)} for {getattr(is_so, name)}"
            for name in counted._fields
            if getattr(counted, name) != getattr(is_so, name)
        ]
        yield f"counters: {', '.join(differ)}"


def calendar_equals_meetings(world: World, watch: Watch) -> Iterator[str]:
    """The calendar holds the confirmed meetings and nothing else, and no two of a host overlap.

    What was in the calendar when it was over stays there.
    """
    meetings = [item for item in tables.every("meetings") if item["sk"] == "MEETING"]
    booked = [item for item in meetings if item["status"] in ("confirmed", "completed")]
    held = {item.get("calendarEventId"): item for item in booked}
    # A meeting that is to be moved keeps its time until another one is chosen.
    kept = {item.get(name) for item in meetings for name in ("calendarEventId", "formerEventId")}
    moving = kept if any(item["status"] == "proposed" for item in meetings) else set()
    freed = {
        item.get("calendarEventId"): watch.freed_at(item["pk"].removeprefix("MEETING#")) for item in meetings
    }
    for event_id, event in world.partners.calendar.items():
        if (
            event_id not in held
            and event_id not in moving
            and event.end.timestamp() > freed.get(event_id, 0.0)
        ):
            yield f"calendar: {event_id} is there without a meeting"
    for event_id, item in held.items():
        event = world.partners.calendar.get(event_id or "")
        if event is None:
            yield "calendar: a confirmed meeting has no event"
        elif event.start != datetime.fromisoformat(item["start"]):
            yield "calendar: an event is not at its meeting's time"
    spans = sorted((item["hostId"], item["start"], item["end"]) for item in booked)
    for first, second in itertools.pairwise(spans):
        if first[0] == second[0] and second[1] < first[2]:
            yield f"overlap: {first[0]} has two meetings at {second[1]}"


def nothing_is_stuck(world: World, *, letters: bool) -> Iterator[str]:
    """Whatever was begun has ended, or lies where a human finds it; with ``letters`` failures' queues count as such.

    So does a reply with whoever has called about it, to be told each time that it failed, until it was given up.
    """
    given_up = bool(world.given_up) and len(world.met) >= FAULTS_TO_GIVE_UP
    waiting = letters and bool(world.cloud.dead or world.cloud.failed or world.cloud.inbound_dead or given_up)
    queued = {(m_contact, m_step) for m_contact, m_step in _queued(world)}
    for item in tables.every("contacts"):
        contact_id = item["pk"].removeprefix("CONTACT#")
        if item["sk"] == "CONTACT":
            state = item["state"]
            in_flight = state in (State.QUEUED, State.SENDING) and "backlog" not in item
            if in_flight and not waiting and not any(contact == contact_id for contact, _ in queued):
                yield f"stuck: a contact is {state} and nothing will move it"
            if state == State.NEW and "backlog" not in item:
                yield "stuck: a contact is new and not in the backlog"
        elif item["sk"].startswith("MESSAGE#"):
            step = item["sk"].removeprefix("MESSAGE#")
            ended = item["status"] not in ("sending", "queued") or "backlog" in item
            if not ended and not waiting and (contact_id, step) not in queued:
                yield f"stuck: {step} is {item['status']} and nothing will move it"
        elif item["sk"].startswith("REPLY#") and item.get("status", "done") != "done" and not waiting:
            yield "stuck: a reply was seen and not dealt with"
    for message_id, end in world.replies.items():
        if end != "answered" and not (letters and given_up and end == "given up"):
            yield f"stuck: the reply {message_id} is {end}"
    for item in tables.every("meetings"):
        for name, outcome in item.get("remindersDone", {}).items():
            if outcome == "sending" and not waiting:
                yield f"stuck: the host's reminder {name} is sending"


def hosts_are_told(world: World) -> Iterator[str]:
    """The host of a meeting that is booked, or was called off, has been told of it, or a human has.

    So has one who was told of a time that the meeting has lost.
    """
    for item in tables.every("meetings"):
        if item["sk"] != keys.MEETING_SK:
            continue
        booked = f"booked#{item.get('bookingId')}#"
        wanted = {"confirmed": booked, "cancelled": "cancelled"}.get(item["status"])
        if "start" not in item:
            wanted = "cancelled" if "news" in item else None
        if wanted is None:
            continue
        if not item.get("news", "").startswith(wanted):
            yield f"host: of a meeting that is {item['status']} the news were {item.get('news')}"
        elif item.get("newsMail") not in ("sent", "unknown", "failed"):
            yield f"host: the mail about {item['news']} is {item.get('newsMail')}"


def _queued(world: World) -> Iterator[tuple[str, str]]:
    for message in (*world.cloud.queue, *world.cloud.dead):
        envelope = json.loads(message.body)
        yield envelope.get("contactId", ""), envelope.get("step", "")


def lost_messages_have_humans(world: World) -> Iterator[str]:
    """Whatever nobody knows the end of, a human is told of, and of an answer that did not arrive."""
    told = {
        (event.detail.get("contactId"), event.detail.get("step"))
        for event in world.cloud.events
        if event.detail_type == HUMAN
    }
    for item in tables.every("contacts"):
        contact_id = item["pk"].removeprefix("CONTACT#")
        if item["sk"] == "CONTACT" and item["state"] == State.UNKNOWN:
            step = "outreach"
        elif item["sk"].startswith("MESSAGE#") and _is_lost(item):
            step = item["sk"].removeprefix("MESSAGE#")
        else:
            continue
        if (contact_id, step) not in told:
            yield f"lost without a human: {step}"


def _is_lost(item: dict[str, Any]) -> bool:
    answers = item.get("kind") in ANSWERING_KINDS and not item["sk"].endswith("#email")
    return item["status"] == "unknown" or (answers and item["status"] in ("failed", "expired"))


def calls_are_entries(world: World) -> Iterator[str]:
    """Each call for a human is in the inbox, and no mail about one is left half-way."""
    inbox: dict[str, set[str]] = defaultdict(set)
    for item in tables.every("contacts"):
        if item["pk"].startswith(keys.inbox_pk("")) and item["sk"] != keys.INBOX_MAILS_SK:
            inbox[item["entryId"]] |= item["words"].keys()
            if item.get("mail") == "sending":
                yield "stuck: a mail to the team is sending"
    for event in world.cloud.events:
        if event.detail_type == HUMAN:
            needed = AttentionNeeded.model_validate(event.detail)
            words = inbox[needed.entry_id]
            if needed.word_id not in words and len(words) < MOST_WORDS:
                yield f"inbox: a human was called ({needed.reason}), and there is no entry of it"


def asked(world: World) -> Asked:
    """The messages to contacts that partners were asked to send, and when first."""
    identified, first = Identified(world), Asked()
    for request in world.partners.requests:
        envelope = identified.of(request)
        if envelope:
            first.setdefault((envelope["contactId"], envelope["step"]), request.at)
    return first


class Expected(NamedTuple):
    """The same without the fault, to be compared with."""

    said: Said
    asked: Asked
    until: float
    """The instant up to which all that was said there has to be said with the fault, too."""
    optional: frozenset[str] = frozenset()
    """Kinds of message that may be left out, where they depend on what comes first."""
    alike: bool = False
    """True where the contacts may change places."""
    spoiled: frozenset[str] = frozenset()
    """The contacts and steps of which nothing is expected: they were spoiled."""

    def required(self) -> Iterator[tuple[str, str]]:
        """The names of what has to be said."""
        for name, instants in self.said.items():
            if (
                min(instants) <= self.until
                and _kind(name) not in self.optional
                and not self._is_spoiled(name)
            ):
                yield name

    def _is_spoiled(self, name: tuple[str, str]) -> bool:
        return any(each in part for each in self.spoiled for part in name)


def _kind(name: tuple[str, str]) -> str:
    return name[1].partition("#")[0]


def in_time(world: World, expected: Expected, at_most: float) -> Iterator[str]:
    """A fault delays a message by no more than so many seconds: each kind's first, second, … message.

    Of those who wait for the same, any may come first.
    """
    now = asked(world)
    before = {name: at for name, at in expected.asked.items() if name in now and at <= expected.until}
    for kind in set(map(_kind, before)):
        names = [name for name in before if _kind(name) == kind]
        usual, later = sorted(before[name] for name in names), sorted(now[name] for name in names)
        if any(at > then + at_most for then, at in zip(usual, later, strict=True)):
            yield f"late: {kind} came more than {at_most / 60:.0f} minutes later"


def said_the_same(world: World, expected: Expected) -> Iterator[str]:
    """All that would have been said without the fault is said, and nothing that would not even have been tried.

    Exempt is what a human has been told of.
    """
    told, required = said(world), list(expected.required())
    known = Identified(world)
    humans = {event.detail.get("contactId") for event in world.cloud.events if event.detail_type == HUMAN}
    if expected.alike:
        missing = Counter(map(_kind, required)) - Counter(map(_kind, told))
        beyond = (
            Counter(map(_kind, told))
            - Counter(map(_kind, expected.said))
            - Counter(map(_kind, expected.asked))
        )
        yield from (f"not said: {kind}" for kind in missing if not humans)
        yield from (f"said beyond: {kind}" for kind in beyond)
        return
    seen = {(e["contactId"], e["step"]) for r in world.partners.requests if (e := known.of(r))}
    for name in set(required) - told.keys():
        of_host = "@" in name[0]
        if name not in seen and not (humans if of_host else name[0] in humans):
            yield f"not said: {name[1]}"
    for name in told.keys() - expected.said.keys() - expected.asked.keys():
        yield f"said beyond: {name[1]}"


def the_next_hour_sends_as_much(world: World, expected: Expected, fault_at: float) -> Iterator[str]:
    """In the clock's hour after that of a fault as much is said as without it, if there is still as much to say."""
    begins = (fault_at // 3600 + 1) * 3600
    if begins + 3600 > expected.until:
        return
    told = said(world)
    before = sum(min(instants) < begins for instants in told.values())
    within, usual = (
        sum(begins <= min(instants) < begins + 3600 for instants in each.values())
        for each in (told, expected.said)
    )
    if within < min(usual, len(expected.said) - before):
        yield f"slower: {within} messages went out in the hour after the fault, and {usual} without it"
