"""Closing what has come to its end: offers that nobody took up, and meetings that are over."""

from collections.abc import Callable
from datetime import datetime, timedelta

from handlers.common import counting
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Kind, MeetingStatus
from handlers.common.storage import configuration, contacts, outbox, persons
from handlers.common.storage.writes import ChangedError
from handlers.meetings import asking
from handlers.meetings.reading_back import Reading
from handlers.meetings.rounds import Round, subject
from handlers.meetings.rules import ending, messages, offers
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import finding, meeting_contacts, meetings, offer_messages

GRACE = timedelta(minutes=10)
"""The time that an offer that is over is left alone: a choice made in time, or the next offer, may be on its way."""
UNFINISHED = timedelta(hours=12)
"""The time for which a run looks back for proposals that an earlier run let expire and could not finish with."""
RETRIED = timedelta(hours=2)
"""The same for offers beside an agreed time; its contact, who may be told again, hears it once all the same."""
_Told = dict[tuple[str, str, str], set[str]]
"""The ids of the contacts to whom one run has said what stands, by tenant, address and sentence."""
LONGEST_OFFER = timedelta(days=40)
"""Longer than an offer stands, whatever the holidays, and is found expired; its first slot lies after it was made."""


def expire_proposals(now: datetime, this: Round, reading: Reading) -> int:
    """Close the offers that are over; return the number closed by this call.

    Of an offer beside an agreed time the contact hears that this stands, so the calendar is asked before.
    """
    expired = 0
    told = _Told()
    for meeting in list(finding.proposals_expired(now - GRACE, this.alone)):
        with this.alone(subject(meeting)):
            standing = meeting if meeting.time is None else reading.borne_out(meeting)
            expired += standing is not None and _expire(standing, now, told)
    # A run that was cut short after its write has left the contact behind, and perhaps untold.
    span = now - LONGEST_OFFER, now - UNFINISHED
    for meeting in finding.changed_since(MeetingStatus.EXPIRED, *span, this.alone):
        with this.alone(subject(meeting)):
            if meeting_contacts.waits_for(meeting):
                _follow(meeting, now, told)
    for meeting in finding.lapsed_since(now - RETRIED, now - LONGEST_OFFER, this.alone):
        with this.alone(subject(meeting)):
            _follow(meeting, now, told)
    return expired


def complete_meetings(now: datetime, this: Round, seconds_left: Callable[[], float]) -> int:
    """Complete the meetings that are over, unless their host is asked first; return the number completed.

    Raises ``OutOfTimeError`` where the function's time, of which ``seconds_left`` tells, is not enough to ask.
    """
    completed = 0
    past = list(finding.scheduled_between(MeetingStatus.CONFIRMED, finding.EVER, now, this.alone))
    for meeting in past:
        if not meeting.stands(now):
            with this.alone(subject(meeting)):
                if not (asking.waits(meeting, now, seconds_left) or _may_be_moved(meeting, now)):
                    completed += _complete(meeting, now)
    return completed


def _may_be_moved(meeting: Meeting, now: datetime) -> bool:
    """True of one that its contact asked to move, until it has heard that nothing came of it, and for a day after."""
    is_lapsed = meeting.awaits_choice and meeting.lapsed_round == meeting.round
    return (
        is_lapsed and now < meeting.expires_at + LONGEST_OFFER and offer_messages.lapse_is_news(meeting, now)
    )


def _expire(meeting: Meeting, now: datetime, told: _Told) -> bool:
    """Let an offer expire; return False if the meeting has changed meanwhile."""
    after = offers.lapsed(meeting, now)
    try:
        meetings.save(meeting, after)
    except ChangedError:
        return False
    tenant = configuration.tenant(after.tenant_id)
    if tenant is not None:
        counting.count_today(tenant, after.campaign_id, now, {"proposals_expired": 1})
    _follow(after, now, told)
    return True


def _follow(meeting: Meeting, now: datetime, told: _Told) -> None:
    """Tell the contact that the offer is over, then move it to where its meeting is.

    Nothing is said while a human talks with it, or where it has heard that nothing of the offer can be had; and only
    once to a person whose offers in two campaigns are over with the same run.
    """
    tenant, contact = configuration.tenant(meeting.tenant_id), contacts.find(meeting.contact_id)
    if tenant is not None and contact is not None and _is_to_hear(contact, meeting, now):
        lapse = messages.lapse(meeting, tenant, contact, now, _channel(contact))
        said = [(contact.tenant_id, each, lapse.variables["standing"]) for each in contact.addresses]
        if not _is_told(contact, set[str]().union(*(told.get(each, ()) for each in said))):
            outbox.enqueue([lapse])
            for each in said:
                told.setdefault(each, set()).add(contact.contact_id)
    meeting_contacts.follow(meeting, now)


def _is_told(contact: Contact, told: set[str]) -> bool:
    """True where one of the contacts told, who share an address with the contact, is it or its person.

    Costs ``persons.others`` where there is one: two colleagues with one mailbox are two people.
    """
    if not told or contact.contact_id in told:
        return bool(told)
    return any(each.contact_id in told for each in persons.others(contact))


def _is_to_hear(contact: Contact, meeting: Meeting, now: datetime) -> bool:
    is_its_meeting = contact.meeting_id == meeting.meeting_id
    is_news = is_its_meeting and meeting.exhausted_round < meeting.round and not contact.is_with_human(now)
    return is_news and offer_messages.may_have_arrived(meeting)


def _channel(contact: Contact) -> Channel | None:
    """The channel on which a contact hears that an offer is over; None: the main one.

    By then it is a day since the contact wrote, and WhatsApp takes approved templates only.
    """
    saved = configuration.template(contact.tenant_id, Channel.WHATSAPP, Kind.LAPSE)
    return Channel.EMAIL if contact.email and not saved else None


def _complete(meeting: Meeting, now: datetime) -> bool:
    """Complete a meeting, its contact first: a run that is cut short finds both again."""
    after = ending.completed(meeting, now)
    meeting_contacts.follow(after, now)
    try:
        meetings.save(meeting, after)
    except ChangedError:
        return False
    return True
