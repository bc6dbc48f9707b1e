"""Settling messages by what their providers report later (docs/system.md, "Sending: what is reported later")."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Attention, Channel
from handlers.common.rules.reports import Report
from handlers.common.rules.retries import Ending
from handlers.common.storage import configuration
from handlers.dispatch.journal import Journal, Unclaimed
from handlers.dispatch.news import Told
from handlers.dispatch.rules import reported
from handlers.dispatch.rules.attempts import REPORTED, Attempt, Settlement
from handlers.dispatch.rules.facts import Facts
from handlers.dispatch.rules.judgements import Go
from handlers.dispatch.rules.reported import Known, Standing
from handlers.dispatch.storage import report_items, settlements
from handlers.dispatch.storage.report_items import Found, Place
from handlers.observability import count, logger

TRIES = 4
"""Times that messages are read and written before those that others keep changing are left for another delivery."""

AGAIN = frozenset({Ending.DEFERRED, Ending.WINDOW_CLOSED})
"""The ends after which the message goes out again through the same channel."""


def settle(reports: Sequence[Report], now: datetime) -> list[Report]:
    """Bring the messages to where the reports say; return the reports that have to come again.

    The reports may come in any order and repeatedly, and before our own record of the sending: then they are noted, and
    whoever ends the attempt takes them over (``take_over``). One request reads, one writes, for all of them.
    """
    told: defaultdict[Place, list[Report]] = defaultdict(list)
    for report in reports:
        told[Place(report.reference.contact_id, report.reference.step)].append(report)
    late = _settle(told, now)
    return [report for place in late for report in told[place]]


def take_over(messages: Iterable[Message], now: datetime) -> None:
    """Bring messages whose attempts have ended to where the reports say that were noted meanwhile."""
    places = {Place(message.contactId, message.step): list[Report]() for message in messages}
    if places and _settle(places, now):
        logger.error("messages could not be brought to where their reports say")
        count("ReportsLeft")


def ends(attempts: Iterable[Attempt], now: datetime) -> dict[str, Settlement]:
    """The ends of attempts that nobody knows, by what providers have reported of them meanwhile, by attempt's id.

    Those on whose messages there is no report are missing. One request for all of them, none for none.
    """
    asked = [(attempt, Place(attempt.message.contactId, attempt.message.step)) for attempt in attempts]
    found = report_items.find([place for _, place in asked], now) if asked else {}
    ended: dict[str, Settlement] = {}
    for attempt, place in asked:
        each = found.get(place)
        if each is None or each.item.get("attempt") != attempt.id:
            continue
        settlement = reported.settlement(Standing.UNKNOWN, each.known, now)
        # Whether there is a template for it, or a human is to be called, is asked once the message is open.
        if settlement is not None and settlement.ending is not Ending.WINDOW_CLOSED:
            ended[attempt.id] = _noted(attempt, each, each.known, settlement)
    return ended


def _settle(told: Mapping[Place, Sequence[Report]], now: datetime) -> list[Place]:
    """Settle the messages at the places; return those that others kept changing."""
    journal, left = Journal(now), list(told)
    for _ in range(TRIES):
        if not left:
            break
        found = report_items.find(left, now)
        for place in left:
            if place not in found:
                logger.warning("a report on a message of nobody", extra={"contactId": place.contact_id})
        cases = {place: _case(each, told[place], now) for place, each in found.items()}
        told_of = [case for case in cases.values() if case is not None]
        late = _without_a_human(told_of, journal)
        late += journal.write([case for case in told_of if not any(case is each for each in late)])
        left = [place for place, case in cases.items() if any(case is each for each in late)]
    journal.ledger.flush()
    return left


def _without_a_human(cases: Sequence[Unclaimed], journal: Journal) -> list[Unclaimed]:
    """Call the humans whom messages need, before their ends are on record; return those if that failed."""
    needy = [case for case in cases if _calls(case, journal)]
    return [] if not needy or journal.ledger.raise_events() else needy


def _calls(case: Unclaimed, journal: Journal) -> bool:
    message = case.facts.message
    if case.problem:
        reason = Attention.MESSAGE_UNWRITABLE.value
        journal.call_human(message, reason, channel=case.channel, problem=case.problem)
    return journal.calls(message, case.told, case.reason) or bool(case.problem)


def _case(found: Found, reports: Sequence[Report], now: datetime) -> Unclaimed | None:
    """The changes that the reports make; None where they tell nothing new."""
    fresh = [report for report in reports if found.told_by(report)]
    before = found.known
    known = before.merged(fresh)
    settlement = reported.settlement(found.standing, known, now)
    if settlement is not None:
        return _settled(found, known, settlement, now)
    if known == before or found.standing is Standing.WAITING:
        return None
    return Unclaimed("", found.facts, [report_items.note(found, known, now)])


def _settled(found: Found, known: Known, settlement: Settlement, now: datetime) -> Unclaimed:
    facts, channel = found.facts, known.channel or Channel.WHATSAPP
    address = facts.contact.phone if channel is Channel.WHATSAPP else facts.contact.email
    attempt = Attempt(REPORTED, facts, Go(channel, address or ""))
    problem = _untemplated(facts) if settlement.ending is Ending.WINDOW_CLOSED else ""
    if problem:
        settlement = settlement._replace(ending=Ending.FAILED, until=None)
    settlement = _noted(attempt, found, known, settlement)
    settlement = settlement._replace(of_request=found.item.get(reported.MESSAGE_ID))
    ended = settlements.end(attempt, settlement, now)
    detail = {"step": facts.message.step, "ending": settlement.ending, "reason": settlement.reason}
    logger.info("message settled by a report", extra=facts.message.subject.ids | detail)
    count(f"Reported_{settlement.ending}")
    if known.failure is not None and known.failure.outcome in reported.REFUSALS:
        logger.error(
            "a partner refused a message that it had taken", extra=facts.message.subject.ids | detail
        )
    counted, told = _news(facts.message, channel, settlement, again=_goes_again(attempt, settlement))
    return Unclaimed("", facts, ended.changes, counted, told, settlement.reason, channel, problem)


def _untemplated(facts: Facts) -> str:
    """The reason for which a message that went out after the window had closed cannot go out as a template."""
    message = facts.message
    if facts.window_closed_at is not None:
        return (
            "WhatsApp says again that the contact has not written within a day: write to them in another way"
        )
    saved = configuration.template(message.tenantId, Channel.WHATSAPP, message.kind)
    if saved is not None and "name" in saved:
        return ""
    return (
        "by WhatsApp's clock the contact had not written within a day, and tenant "
        f"{message.tenantId} has no template for {message.kind} that Meta has approved: write to them in another way, "
        f"and save one with python -m ops template put {message.tenantId} whatsapp {message.kind} FILE"
    )


def _goes_again(attempt: Attempt, settlement: Settlement) -> bool:
    """True if the message is to be asked for again: later, or through the other channel."""
    falls_back = settlement.ending is Ending.UNDELIVERABLE and attempt.other_channel is not None
    return falls_back or settlement.ending in AGAIN


def _noted(attempt: Attempt, found: Found, known: Known, settlement: Settlement) -> Settlement:
    """The end with what was reported, which is forgotten where the message goes again."""
    again = _goes_again(attempt, settlement)
    return settlement._replace(
        noted=found.forgotten(known, settlement.ending) if again else report_items.attributes(known),
        gone=_gone(attempt.message, settlement, again=again),
    )


def _gone(message: Message, settlement: Settlement, *, again: bool) -> tuple[str, ...]:
    """The attributes of the earlier end that are no longer true."""
    reason, channel = ("failure", "lastChannel") if message.is_first else ("reason", "channel")
    if again:
        return (reason, channel, "sentAt", reported.MESSAGE_ID, *reported.ATTRIBUTES)
    return (reason,) if settlement.ending is Ending.SENT else ()


def _news(
    message: Message, channel: Channel, settlement: Settlement, *, again: bool
) -> tuple[dict[str, int], Told | None]:
    """The counters and the news of an end."""
    if settlement.ending is Ending.SENT:
        return {f"sent_{channel}": 1, f"sent_{message.kind}": 1}, Told.SENT
    if settlement.ending in AGAIN:
        return {"deferred": 1}, None
    if settlement.ending is Ending.OPTED_OUT:
        return {}, Told.OPTED_OUT
    return {}, None if again else Told.FAILED
