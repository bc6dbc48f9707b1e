"""Every event of Amazon SES, in the shape of its documentation, and what it settles."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.model import Channel
from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.references import Reference
from handlers.common.rules.reports import Report, Reported
from handlers.common.rules.steps import Step
from handlers.conversation.rules.inbound import ses_events

REFERENCE = Reference("a1" * 16, Step.follow_up(2), Channel.EMAIL)
SENT = datetime(2026, 11, 23, 12, 0, 0, 500_000, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 12, 3, 7, 120_000, tzinfo=UTC)
MAIL: dict[str, Any] = {
    "timestamp": "2026-11-23T12:00:00.500Z",
    "source": "Vendas <vendas@example.com>",
    "sourceArn": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
    "sendingAccountId": "123456789012",
    "messageId": "0100019abc-ses",
    "destination": ["ana@cliente.example"],
    "headersTruncated": False,
    "headers": [{"name": "From", "value": "Vendas <vendas@example.com>"}],
    "commonHeaders": {"from": ["Vendas <vendas@example.com>"], "subject": "Uma conversa"},
    "tags": {
        "ses:operation": ["SendEmail"],
        "ses:configuration-set": ["dev-mail"],
        "ses:from-domain": ["example.com"],
        "reference": [REFERENCE.text],
    },
}
AT = "2026-11-23T12:03:07.120Z"
RECIPIENT = {"emailAddress": "ana@cliente.example"}


def bounce(kind: str, detail: str, **more: Any) -> dict[str, Any]:
    return {
        "bounceType": kind,
        "bounceSubType": detail,
        "bouncedRecipients": [
            RECIPIENT
            | {"action": "failed", "status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1 no such user"}
        ],
        "timestamp": AT,
        "feedbackId": "0100019abc-feedback",
        "reportingMTA": "dsn; mx.cliente.example",
    } | more


def complaint(**more: Any) -> dict[str, Any]:
    return {"complainedRecipients": [RECIPIENT], "timestamp": AT, "feedbackId": "0100019abc-feedback"} | more


DELIVERY = {
    "timestamp": AT,
    "processingTimeMillis": 1_200,
    "recipients": ["ana@cliente.example"],
    "smtpResponse": "250 2.6.0 Message received",
    "remoteMtaIp": "192.0.2.7",
    "reportingMTA": "a1.smtp-out.amazonses.com",
}
DELAY = {
    "delayType": "TransientCommunicationFailure",
    "timestamp": AT,
    "expirationTime": "2026-11-24T02:00:00.000Z",
    "delayedRecipients": [
        RECIPIENT | {"status": "4.4.1", "diagnosticCode": "smtp; 421 4.4.1 Unable to connect"}
    ],
}


def event(kind: str, detail_type: str, **parts: Any) -> dict[str, Any]:
    return {
        "version": "0",
        "id": "6a7e8feb-0000-4000-8000-000000000001",
        "detail-type": detail_type,
        "source": "aws.ses",
        "account": "123456789012",
        "time": "2026-11-23T12:03:09Z",
        "region": "us-east-1",
        "resources": ["arn:aws:ses:us-east-1:123456789012:configuration-set/dev-mail"],
        "detail": copy.deepcopy({"eventType": kind, "mail": MAIL, **parts}),
    }


@pytest.mark.parametrize(
    ("given_event", "at", "status", "code", "outcome"),
    [
        (event("Send", "Email Sent", send={}), SENT, Reported.SENT, "", None),
        (event("Delivery", "Email Delivered", delivery=DELIVERY), LATER, Reported.DELIVERED, "", None),
        (
            event("Bounce", "Email Bounced", bounce=bounce("Permanent", "General")),
            LATER,
            Reported.FAILED,
            "bounce_permanent_general",
            Outcome.CONTACT_FAULT,
        ),
        (
            event("Bounce", "Email Bounced", bounce=bounce("Permanent", "NoEmail")),
            LATER,
            Reported.FAILED,
            "bounce_permanent_noemail",
            Outcome.CONTACT_FAULT,
        ),
        (
            event("Bounce", "Email Bounced", bounce=bounce("Permanent", "OnAccountSuppressionList")),
            LATER,
            Reported.FAILED,
            "bounce_permanent_onaccountsuppressionlist",
            Outcome.CONTACT_FAULT,
        ),
        (
            event("Bounce", "Email Bounced", bounce=bounce("Permanent", "UnsubscribedRecipient")),
            LATER,
            Reported.FAILED,
            "bounce_permanent_unsubscribedrecipient",
            Outcome.OPTED_OUT,
        ),
        (
            event("Bounce", "Email Bounced", bounce=bounce("Transient", "MailboxFull")),
            LATER,
            Reported.FAILED,
            "bounce_transient_mailboxfull",
            None,
        ),
        (
            event("Bounce", "Email Bounced", bounce=bounce("Undetermined", "Undetermined")),
            LATER,
            Reported.FAILED,
            "bounce_undetermined_undetermined",
            None,
        ),
        (
            event(
                "Complaint",
                "Email Complaint Received",
                complaint=complaint(
                    complaintFeedbackType="abuse",
                    userAgent="FeedbackLoop/1",
                    arrivalDate="2026-11-23T12:02:00.000Z",
                ),
            ),
            LATER,
            Reported.COMPLAINED,
            "complaint",
            None,
        ),
        (
            event("Complaint", "Email Complaint Received", complaint=complaint(complaintSubType=None)),
            LATER,
            Reported.COMPLAINED,
            "complaint",
            None,
        ),
        (
            event("Reject", "Email Rejected", reject={"reason": "Bad content"}),
            SENT,
            Reported.FAILED,
            "reject",
            None,
        ),
    ],
    ids=lambda value: value["detail-type"] if isinstance(value, dict) else "",
)
def test_an_event_reports_the_fate_of_its_message(
    given_event: dict[str, Any], at: datetime, status: Reported, code: str, outcome: Outcome | None
) -> None:
    expected = Report(REFERENCE, status, at, "0100019abc-ses", code, outcome)
    assert ses_events.report(given_event) == expected


@pytest.mark.parametrize(
    "given_event",
    [
        event("DeliveryDelay", "Email Delivery Delayed", deliveryDelay=DELAY),
        event("Open", "Email Opened", open={"timestamp": AT, "ipAddress": "192.0.2.1"}),
        event("Click", "Email Clicked", click={"timestamp": AT, "link": "https://example.com"}),
        event("Subscription", "Email Subscribed", subscription={"timestamp": AT, "source": "x"}),
        *(
            event("Complaint", "Email Complaint Received", complaint=complaint(complaintFeedbackType=kind))
            for kind in ("not-spam", "auth-failure", "virus")
        ),
        {"source": "aws.ses", "detail-type": "Sending Status Disabled", "detail": {"version": "1.0"}},
    ],
    ids=lambda value: value["detail-type"],
)
def test_an_event_that_settles_nothing_is_no_report(given_event: dict[str, Any]) -> None:
    assert ses_events.report(given_event) is None


def test_an_event_of_a_mail_to_a_host_or_of_somebody_else_is_no_report() -> None:
    mine = event("Delivery", "Email Delivered", delivery=DELIVERY)
    for tags in ({}, {"reference": []}, {"reference": ["?"]}, {"reference": REFERENCE.text}):
        mine["detail"]["mail"]["tags"] = tags
        assert ses_events.report(mine) is None
    other = event("Delivery", "Email Delivered", delivery=DELIVERY) | {"source": "acme.mail"}
    assert ses_events.report(other) is None


def test_an_instant_that_cannot_be_read_is_the_one_at_which_the_event_was_raised() -> None:
    found = event("Delivery", "Email Delivered", delivery={"timestamp": "yesterday"})
    found["detail"]["mail"]["timestamp"] = 7
    report = ses_events.report(found)
    assert report is not None
    assert report.at == datetime(2026, 11, 23, 12, 3, 9, tzinfo=UTC)


nothing_in_particular = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@given(
    nothing_in_particular, st.sampled_from(("mail", "bounce", "eventType", "tags", "reference", "messageId"))
)
def test_what_is_broken_is_no_report_and_no_error(value: object, place: str) -> None:
    assert ses_events.report(value) is None
    broken = event("Bounce", "Email Bounced", bounce=bounce("Permanent", "General"))
    inside = {"mail": broken["detail"], "bounce": broken["detail"], "eventType": broken["detail"]}
    mail = broken["detail"]["mail"]
    inside |= {"tags": mail, "messageId": mail, "reference": mail["tags"]}
    inside[place][place] = value
    found = ses_events.report(broken)
    assert found is None or found.reference == REFERENCE
