"""Checks that a campaign kept the system's promises, pure functions of the evidence.

Each check compares the functions' own records with those of the partners' stand-ins, which know nothing of each other.
Source: docs/system.md, "Contacts", "Pace", "Sending", "Conversation" and "Meetings".
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from handlers.common.rules.model import Kind, MeetingStatus, State
from local.campaign import accounts
from local.campaign.accounts import Check, checked
from local.campaign.evidence import Evidence, Item


def check(evidence: Evidence) -> list[Check]:
    """Run every check; return them in the order in which the summary shows them."""
    return [*accounts.check(evidence), *conduct(evidence)]


def conduct(evidence: Evidence) -> list[Check]:
    """Run the checks that do not count contacts."""
    return [
        checked(
            "the campaign came to rest",
            []
            if evidence.settled
            else ["messages, replies or invocations were still under way at the deadline"],
            "no message, reply, event or invocation is under way",
        ),
        _one_outreach(evidence),
        _messages_have_an_owner(evidence),
        _opted_out_are_left_alone(evidence),
        _cancellations_are_told(evidence),
        _no_overlap(evidence),
        _calendar_agrees(evidence),
        _replies_were_taken(evidence),
        *_providers(evidence),
        checked(
            "the queues of failures are empty",
            [f"{count} in {queue}" for queue, count in evidence.dead_letters.items() if count],
            ", ".join(evidence.dead_letters),
        ),
    ]


def _one_outreach(evidence: Evidence) -> Check:
    accepted = Counter((entry.contact_id, entry.step) for entry in evidence.outgoing if entry.contact_id)
    problems = [
        f"contact {contact}: {step} was accepted {count} times"
        for (contact, step), count in accepted.items()
        if count > 1
    ]
    outreaches = sum(entry.step == Kind.OUTREACH for entry in evidence.outgoing)
    return checked(
        "no message was accepted twice",
        problems,
        f"{outreaches} first messages, {len(accepted)} in all, {evidence.record['repeats']} repeats recognised",
    )


def _messages_have_an_owner(evidence: Evidence) -> Check:
    problems = [
        f"a message by {entry.channel} at {entry.at:%H:%M:%S} is nobody's"
        for entry in evidence.outgoing
        if entry.contact_id is None and entry.to not in evidence.colleagues
    ]
    accepted = {(entry.contact_id, entry.step) for entry in evidence.outgoing}
    recorded = [
        (contact["contactId"], str(Kind.OUTREACH))
        for contact in evidence.contacts
        # What was sent and came back keeps the instant at which it was.
        if "sentAt" in contact and contact["state"] != State.UNDELIVERABLE
    ]
    recorded += [
        (claim["contactId"], claim["step"]) for claim in evidence.claims if claim["status"] == "sent"
    ]
    problems += [
        f"contact {contact}: {step} is recorded as sent, and no partner has it"
        for contact, step in recorded
        if (contact, step) not in accepted
    ]
    return checked("the partners' record and ours agree", problems, f"{len(recorded)} messages on both sides")


def _opted_out_are_left_alone(evidence: Evidence) -> Check:
    since = {
        address["pk"].rsplit("#", 1)[1]: _instant(address["optedOutAt"])
        for address in evidence.addresses
        if address.get("optedOut")
    }
    problems = [
        f"{entry.kind} to an opted-out {entry.channel} contact at {entry.at:%H:%M:%S}"
        for entry in evidence.outgoing
        if entry.to in since and entry.at > since[entry.to] and entry.kind != Kind.OPT_OUT_ACK
    ]
    return checked(
        "who has opted out is left alone",
        problems,
        f"{len(since)} addresses, nothing but the acknowledgement after it",
    )


def _cancellations_are_told(evidence: Evidence) -> Check:
    told = {(claim["contactId"], claim["step"]) for claim in evidence.claims}
    ended = {each["contactId"] for each in evidence.contacts if each["state"] == State.UNSUCCESSFUL}
    called_off = [each for each in evidence.meetings if each["status"] == "cancelled" and "start" in each]
    wanted = {(each["contactId"], f"cancellation#{each['meetingId']}") for each in called_off}
    problems = [f"contact {of}: there is no {step}" for of, step in sorted(wanted - told) if of in ended]
    return checked("who calls a meeting off hears so", problems, f"{len(wanted)} meetings called off")


def _no_overlap(evidence: Evidence) -> Check:
    hosts: dict[str, list[tuple[datetime, datetime]]] = {}
    for meeting in booked(evidence):
        margin = timedelta(minutes=meeting["bufferMinutes"])
        span = (_instant(meeting["start"]) - margin, _instant(meeting["end"]))
        hosts.setdefault(f"{meeting['tenantId']}/{meeting['hostId']}", []).append(span)
    problems = [
        f"{host}: two meetings around {second[0]:%d/%m %H:%M} UTC"
        for host, spans in hosts.items()
        for first, second in pairwise(sorted(spans))
        if second[0] < first[1]
    ]
    figures = ", ".join(f"{len(spans)} of {host}" for host, spans in sorted(hosts.items())) or "none booked"
    return checked("no two meetings of a host overlap", problems, figures)


def _calendar_agrees(evidence: Evidence) -> Check:
    ours = {meeting["calendarEventId"] for meeting in booked(evidence) if "calendarEventId" in meeting}
    theirs = set(evidence.record["events"])
    problems = [
        f"meeting {meeting['meetingId']} has no calendar event"
        for meeting in booked(evidence)
        if "calendarEventId" not in meeting
    ]
    problems += [f"{event} is in the calendar and belongs to no meeting" for event in sorted(theirs - ours)]
    problems += [f"{event} is missing from the calendar" for event in sorted(ours - theirs)]
    return checked("the calendar holds the meetings and nothing else", problems, f"{len(theirs)} events")


def _replies_were_taken(evidence: Evidence) -> Check:
    replies = evidence.record["replies"]
    problems = [f"{reply['messageId']}: {reply['error']}" for reply in replies if reply["error"]]
    repeated = sum(reply["deliveries"] > 1 for reply in replies)
    understood = sum(
        count
        for totals in evidence.totals.values()
        for name, count in totals.items()
        if name.startswith("reply_")
    )
    # An answer that is mended before it was read counts once, else its mending is another.
    most = len(replies) + evidence.record.get("amendments", 0)
    if not problems and not len(replies) <= understood <= most:
        problems.append(f"{len(replies)} replies were given, {understood} were counted")
    return checked(
        "every reply counted once", problems, f"{len(replies)} replies, {repeated} of them delivered twice"
    )


def _providers(evidence: Evidence) -> Iterator[Check]:
    """Yield what only real providers can tell: their stand-ins have webhooks and mail programs."""
    if (webhooks := evidence.record.get("webhooks")) is not None:
        yield checked(
            "every webhook was taken", webhooks["open"], f"{webhooks['taken']} messages and statuses"
        )
    if (faults := evidence.record.get("mailFaults")) is not None:
        mails = sum(entry.channel == "email" for entry in evidence.outgoing)
        yield checked(
            "every e-mail is fit for a mail program", faults, f"{mails} e-mails, one thread for each"
        )


def booked(evidence: Evidence) -> list[Item]:
    """Return the meetings that took or will take place at an agreed time."""
    held = (MeetingStatus.CONFIRMED, MeetingStatus.COMPLETED)
    return [meeting for meeting in evidence.meetings if meeting["status"] in held]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
