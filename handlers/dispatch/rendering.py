"""Writing each message of a batch, in the tenant's words or the default ones.

A message that cannot be written, because its template or its campaign's host is wrong, waits for somebody to correct
that: its contact returns to the backlog, and a human is called.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache

from handlers.common.rules import passing, redaction
from handlers.common.rules.envelope import Invitation, Message
from handlers.common.rules.model import PACED_KINDS, Channel, Kind
from handlers.common.rules.partner import Provider
from handlers.common.rules.time_left import PUNCTUAL, time_until
from handlers.common.storage import configuration
from handlers.dispatch import access, holding, room
from handlers.dispatch.holding import UNWRITABLE
from handlers.dispatch.journal import Journal
from handlers.dispatch.partners.whatsapp_cloud import NO_TEMPLATE
from handlers.dispatch.plans import Plan
from handlers.dispatch.rules import templates, wording
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.facts import Facts, Status
from handlers.dispatch.rules.judgements import Defer, LeaseOver, Record
from handlers.dispatch.rules.outgoing import Outgoing
from handlers.dispatch.rules.templates import TemplateError
from handlers.dispatch.rules.whatsapp_bodies import is_window_open

_NO_EMAIL_CHANNEL = Record(Status.SKIPPED, "no_email_channel")
"""The end of a copy by e-mail in a stack that sends none: no reason to close a channel and ring an alarm."""
_AWAIT_A_TEMPLATE = PACED_KINDS | {Kind.REMINDER}
"""The kinds that wait for a template to be saved; of the others somebody is to hear at once."""
PAUSE = timedelta(hours=1)
"""The time after which a message that could not be written is tried again."""


class UntemplatedError(TemplateError):
    """Only an approved template may go out, and its kind has none."""


def rendered(plans: Sequence[Plan], journal: Journal) -> list[Plan]:
    """The plans with their contents; those whose text cannot be written wait, and a human is called."""
    kept: list[Plan] = []
    provider = cache(access.provider_of)
    for plan in plans:
        if _is_copy_for_nobody(plan.attempt):
            journal.record(plan.record, plan.attempt.facts, _NO_EMAIL_CHANNEL)
            continue
        try:
            outgoing = _outgoing(plan.attempt, journal.now)
            _check_writable(outgoing, provider)
            kept.append(plan._replace(outgoing=outgoing))
        except (TemplateError, LookupError) as error:
            room.give_back([plan])
            _hold(plan, error, journal)
        except Exception as error:
            room.give_back([plan])
            journal.refuse_for(plan.record, plan.message, error)
    return kept


def _is_copy_for_nobody(attempt: Attempt) -> bool:
    """True for a copy by e-mail, not on its way yet, in a stack that sends no e-mails."""
    is_new = attempt.message.step.is_copy and attempt.go.takes_over is None
    return is_new and not access.is_configured(Channel.EMAIL)


def _hold(plan: Plan, error: Exception, journal: Journal) -> None:
    attempt, lease = plan.attempt, plan.attempt.facts.lease
    if attempt.go.takes_over is not None and lease is not None:
        journal.give_up(plan.record, attempt.facts, LeaseOver(lease.attempt, lease.channel))
        return
    if isinstance(error, UntemplatedError) and plan.message.kind not in _AWAIT_A_TEMPLATE:
        _end_untold(plan, error, journal)
        return
    problem = redaction.message(error)
    journal.defer(plan.record, attempt.facts, Defer(journal.now + PAUSE, f"{UNWRITABLE}: {problem}"))
    holding.tell_once(attempt, problem, journal)


def _end_untold(plan: Plan, error: UntemplatedError, journal: Journal) -> None:
    """End a message that only a template could carry: a human is called for whoever does not hear of it otherwise."""
    is_heard = plan.message.kind is Kind.LAPSE or _goes_by_email_too(plan.attempt)
    ended = Record(Status.SKIPPED if is_heard else Status.FAILED, NO_TEMPLATE)
    journal.record(plan.record, plan.attempt.facts, ended)
    if plan.message.kind is not Kind.LAPSE:
        holding.tell_once(plan.attempt, redaction.message(error), journal)


def _goes_by_email_too(attempt: Attempt) -> bool:
    """True for a message that has a copy by e-mail, which brings its iCalendar document, in a stack that sends them."""
    has_copy = attempt.message.invitation is not None and Channel.EMAIL in attempt.facts.contact.reachable()
    return has_copy and access.is_configured(Channel.EMAIL)


def _outgoing(attempt: Attempt, now: datetime) -> Outgoing:
    """The message with its texts."""
    message, channel = attempt.message, attempt.go.channel
    saved = configuration.template(message.tenantId, channel, message.kind)
    template = templates.from_saved(saved) if saved else templates.default(channel, message.kind)
    variables = _variables(attempt.facts) | _time_left(message, now) | passing.over(message.variables, now)
    text = templates.render(channel, message.kind, template, variables)
    known = attempt.facts.addresses.get(attempt.go.address)
    wrote_at = None if known is None else known.last_wrote_at
    is_open = is_window_open(wrote_at, now, attempt.facts.window_closed_at)
    return Outgoing(attempt, text, _invitation(attempt), window_open=is_open)


def _check_writable(outgoing: Outgoing, provider: Callable[[Channel], Provider | None]) -> None:
    """``UntemplatedError`` for a message that the channel's provider would not take as it is."""
    if outgoing.window_open or outgoing.text.approved or outgoing.channel is not Channel.WHATSAPP:
        return
    if provider(outgoing.channel) is Provider.WHATSAPP_CLOUD:
        message = outgoing.attempt.message
        raise UntemplatedError(
            f"tenant {message.tenantId} has no template for {message.kind} that Meta has approved, which WhatsApp "
            "asks for unless the contact wrote within a day: save its name, language and parameters with "
            f"python -m ops template put {message.tenantId} whatsapp {message.kind} FILE"
        )


def _invitation(attempt: Attempt) -> str | None:
    """The iCalendar document that goes with an e-mail; the queue holds only what it is made of."""
    facts, invited = attempt.facts, attempt.message.invitation
    if attempt.go.channel is not Channel.EMAIL or not isinstance(invited, Invitation):
        return invited if isinstance(invited, str) else None
    # Its library is not for every cold start to pay for: one kind of message on one channel needs it.
    from handlers.common.rules.invitations import Appointment, Person, cancel, request

    host = facts.tenant.host(invited.hostId)
    appointment = Appointment(
        meeting_id=attempt.message.meetingId or "",
        version=invited.sequence or attempt.message.meetingVersion or 1,
        start=invited.start,
        end=invited.end,
        stamp=invited.stamp,
        summary=f"Reunião com {host.name} ({facts.tenant.name})",
        place=attempt.message.variables.get("place", ""),
    )
    guest = Person(next(iter(facts.contact.names), ""), attempt.go.address)
    write = request if attempt.message.kind is Kind.CONFIRMATION else cancel
    return write(appointment, Person(host.name, host.email), [guest])


def _variables(facts: Facts) -> dict[str, str]:
    return wording.variables(facts.tenant, facts.campaign, facts.contact, facts.message.variables)


def _time_left(message: Message, now: datetime) -> dict[str, str]:
    """The time left until the meeting of a reminder that has waited, as it is by now; it expires as that begins."""
    waited = now > message.createdAt + PUNCTUAL
    if message.kind is not Kind.REMINDER or message.expiresAt is None or not waited:
        return {}
    return {"lead": time_until(message.expiresAt, now)}


def opening(attempt: Attempt) -> str:
    """The subject of the contact's first e-mail, under which its thread goes on; empty where there was none before.

    As the tenant's template has it by now; ``TemplateError`` where that cannot be rendered.
    """
    facts = attempt.facts
    if facts.message.is_first or facts.contact.first_channel is not Channel.EMAIL:
        return ""
    saved = configuration.template(facts.message.tenantId, Channel.EMAIL, Kind.OUTREACH)
    template = templates.from_saved(saved) if saved else templates.default(Channel.EMAIL, Kind.OUTREACH)
    return templates.render(Channel.EMAIL, Kind.OUTREACH, template, _variables(facts)).subject or ""
