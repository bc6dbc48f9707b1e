"""The report as data, and the same on the terminal."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pulumi_policy import EnforcementLevel, Severity
from rich.console import Console

from local.campaign import report, summary
from local.campaign.evidence import Evidence, Outgoing, Waiting, outgoing, split, waiting
from local.campaign.gathering import first_message
from local.campaign.intake import IntakeAnswer
from local.campaign.reminding import due_runs
from local.campaign.tenants import sample_tenants
from local.deployment.results import DeployedResource, Deployment, PolicyResult
from policies.guardrails import Violation
from policies.guardrails.judging.rule import Family

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
def data() -> dict[str, Any]:
    """The report on a small campaign: one meeting, one refused row, one contact waiting."""
    contact = {"contactId": "c1", "tenantId": "aurora", "campaignId": "primavera"}
    evidence = Evidence(
        contacts=[
            contact | {"state": "scheduled", "sentAt": NOW.isoformat()},
            contact | {"contactId": "c2", "state": "new", "backlogOrder": "2#2026-11-24T12:00:00.000Z"},
        ],
        claims=[],
        addresses=[],
        meetings=[
            {
                "meetingId": "m1",
                "tenantId": "aurora",
                "hostId": "ana",
                "status": "confirmed",
                "start": "2026-11-25T13:00:00.000Z",
                "end": "2026-11-25T14:00:00.000Z",
                "bufferMinutes": 15,
                "calendarEventId": "e1",
                "createdAt": "2026-11-23T14:00:00.000Z",
                "confirmedAt": "2026-11-23T14:00:00.000Z",
                "remindersDone": {"24h": "sent", "1h": "skipped"},
                "briefing": "# Briefing\n\n- [bold]data[/bold]",
            }
        ],
        totals={
            "aurora/primavera": {
                "ingested": 2,
                "contacts_sent": 1,
                "contacts_waiting": 1,
                "meetings_proposed": 1,
                "meetings_confirmed": 1,
            }
        },
        outgoing=[
            Outgoing("whatsapp", "+5511900001000", NOW, "c1", "outreach", "outreach"),
            Outgoing("email", "ana@aurora.example", NOW, None, None, None),
        ],
        record={"events": {"e1": {}}, "repeats": 1, "replies": []},
        dead_letters={"send-dlq": 0},
        ingested={"aurora/primavera": 2},
        colleagues=frozenset({"ana@aurora.example"}),
        waiting=[Waiting("aurora/primavera", datetime(2026, 11, 24, 12, tzinfo=UTC))],
    )
    answer: dict[str, Any] = {
        "ingested": 2,
        "duplicates": 1,
        "invalid": 1,
        "optedOut": 0,
        "blank": 3,
        "rowsToMend": "linhas-a-corrigir.xlsx",
        "errors": [
            {"row": 7, "field": "phone", "code": "no_address", "message": "neither [i]phone[/i] nor e-mail"}
        ],
    }
    answer["notes"] = [{"row": 9, "field": "document", "code": "invalid", "message": "no CNPJ"}]
    deployment = Deployment(
        "project",
        "dev",
        (
            DeployedResource("urn:1", "project:Tables", "tables", False, "", {}),
            DeployedResource("urn:2", "aws:sqs/queue:Queue", "send-queue", True, "urn:1", {}),
        ),
        {},
    )
    advice = Violation(
        "some-rule",
        Family.TAGGING,
        EnforcementLevel.ADVISORY,
        Severity.LOW,
        "urn:2",
        "send-queue",
        "could be better",
    )
    return report.build(
        deployment,
        PolicyResult(3, 2, [advice]),
        [
            IntakeAnswer(
                "aurora/primavera", "leads.xlsx", answer, Path("build/reports/leads.xlsx/report.html")
            )
        ],
        evidence,
        report.Times(10.0, 12.5, 40.0),
        NOW,
    )


def shown(data: dict[str, Any], **options: Any) -> str:
    text = StringIO()
    summary.show(Console(file=text, width=120, **options), data, Path("build/report.json"))
    return text.getvalue()


def test_the_report_is_plain_data_and_holds_what_happened(data: dict[str, Any]) -> None:
    assert json.loads(json.dumps(data)) == data
    assert data["holds"]
    assert data["resources"] == {"total": 1, "byType": {"aws:sqs/queue:Queue": 1}}
    assert data["messages"] == [
        {"channel": "email", "kind": "to the host", "accepted": 1},
        {"channel": "whatsapp", "kind": "outreach", "accepted": 1},
    ]
    assert data["reminders"] == {"sent": 1, "skipped": 1}
    assert data["waiting"] == [
        {"campaign": "aurora/primavera", "from": "2026-11-24T12:00:00.000Z", "contacts": 1}
    ]


def test_the_summary_is_plain_where_there_is_no_terminal_and_takes_data_for_data(
    data: dict[str, Any],
) -> None:
    text = shown(data)
    assert "\x1b" not in text
    assert "neither [i]phone[/i] nor e-mail" in text
    assert "  | - [bold]data[/bold]" in text
    assert "no CNPJ" in text
    assert "Tue 24 Nov 2026 12:00 UTC" in text
    assert "2 = 1 sent + 0 failed + 0 unknown + 0 opted out + 1 waiting" in text
    assert "The same as data: build/report.json" in text
    assert "BROKEN" not in text


def last_line(data: dict[str, Any]) -> str:
    text = StringIO()
    summary.verdict(Console(file=text, width=120), data)
    return text.getvalue()


def test_a_run_ends_with_one_line_all_hold_or_those_that_do_not(data: dict[str, Any]) -> None:
    count = len(data["checks"])
    assert last_line(data) == f"all {count} checks hold\n"
    for number in (0, 3):
        data["checks"][number]["holds"] = False
    names = "; ".join(data["checks"][number]["name"] for number in (0, 3))
    assert last_line(data) == f"2 of {count} checks do not hold: {names}\n"


def test_where_nothing_was_briefed_none_is_announced(data: dict[str, Any]) -> None:
    assert "Briefings written: 1; one of them:\n  | # Briefing" in shown(data)
    data["briefings"] = {"count": 0, "example": None}
    assert "Briefings written: 0\n" in shown(data)


def test_on_a_terminal_the_briefing_is_set(data: dict[str, Any]) -> None:
    assert "Briefing" in shown(data, force_terminal=True, color_system="standard")


def test_advice_does_not_stop_a_deployment_and_a_mandatory_rule_does() -> None:
    def violation(level: EnforcementLevel, judged: bool = True) -> Violation:
        return Violation("rule", Family.RECOVERY, level, Severity.HIGH, "urn", "name", "message", judged)

    advisory, mandatory = EnforcementLevel.ADVISORY, EnforcementLevel.MANDATORY
    found = [violation(advisory), violation(mandatory), violation(mandatory, judged=False)]
    assert PolicyResult(1, 1, found).stopping == found[1:]


def test_the_closed_tenant_takes_today_off_in_its_own_time_zone() -> None:
    late = datetime(2026, 11, 24, 2, tzinfo=UTC)
    assert datetime(2026, 11, 23).date() in sample_tenants(late).closed.holidays


def test_who_waits_does_so_until_the_backlog_and_the_contacts_own_clock_permit() -> None:
    tenants = sample_tenants(NOW)
    new = {"contactId": "c1", "state": "new", "campaignId": "c", "phone": "+5592900005001"}
    contacts = [
        new | {"tenantId": "horizonte", "backlogOrder": "1#2026-11-23T14:00:00.000Z"},
        new | {"tenantId": "aurora", "backlogOrder": "1#2026-11-26T14:00:00.000Z"},
        new | {"tenantId": "aurora", "backlogOrder": "0#2026-11-26T14:00:00.000Z", "state": "contacted"},
    ]
    # Today is a day off; Manaus opens at eight, which is noon in UTC.
    assert waiting(contacts, (tenants.open, tenants.closed), NOW) == [
        Waiting("horizonte/c", datetime(2026, 11, 24, 12, tzinfo=UTC)),
        Waiting("aurora/c", datetime(2026, 11, 26, 14, tzinfo=UTC)),
    ]


def test_reminders_are_due_for_confirmed_meetings_at_the_handlers_own_runs() -> None:
    confirmed = {
        "sk": "MEETING",
        "status": "confirmed",
        "start": "2026-11-30T13:00:00.000Z",
        "confirmedAt": "2026-11-23T14:00:00.000Z",
    }
    # Monday at ten: the 24-hour reminder goes out on Friday at six, the other one an hour before.
    assert due_runs([confirmed, {"sk": "MEETING", "status": "proposed"}, {"sk": "CELL#1"}]) == [
        datetime(2026, 11, 27, 21, tzinfo=UTC),
        datetime(2026, 11, 30, 12, tzinfo=UTC),
    ]


def test_the_first_message_is_the_earliest_that_is_no_calendar_event() -> None:
    accepted = [
        {"partner": "calendar", "at": "2026-11-23T14:00:00+00:00"},
        {"partner": "email", "at": "2026-11-23T15:00:00+00:00"},
    ]
    assert first_message({"accepted": accepted}) == NOW
    assert first_message({"accepted": []}) is None


def test_the_items_of_the_contacts_table_are_told_apart() -> None:
    items = [
        {"pk": "CONTACT#c1", "sk": "CONTACT"},
        {"pk": "CONTACT#c1", "sk": "MESSAGE#follow_up#1", "status": "sent"},
        {"pk": "CONTACT#c1", "sk": "HISTORY#…"},
        {"pk": "ADDRESS#aurora#a@b.example", "sk": "ADDRESS"},
    ]
    contacts, claims, addresses = split(items)
    assert [len(contacts), len(addresses)] == [1, 1]
    assert claims == [items[1] | {"contactId": "c1", "step": "follow_up#1"}]


def test_an_accepted_message_belongs_to_whoever_recorded_its_id() -> None:
    def accepted(partner: str, number: int) -> dict[str, Any]:
        return {
            "partner": partner,
            "at": NOW.isoformat(),
            "answer": {"messageId": f"m{number}"},
            "body": {"to": f"+{number}"},
        }

    record = {"accepted": [accepted("whatsapp", 1), accepted("email", 2), accepted("email", 3)]}
    record["accepted"].append({"partner": "calendar", "at": NOW.isoformat(), "answer": {}, "body": {}})
    contacts = [{"contactId": "c1", "partnerMessageId": "m1"}, {"contactId": "c2"}]
    claims = [
        {"contactId": "c1", "step": "follow_up#1", "kind": "follow_up", "partnerMessageId": "m2"},
        {"contactId": "c2", "step": "follow_up#1", "kind": "follow_up"},
    ]
    assert outgoing(record, contacts, claims) == [
        Outgoing("whatsapp", "+1", NOW, "c1", "outreach", "outreach"),
        Outgoing("email", "+2", NOW, "c1", "follow_up#1", "follow_up"),
        Outgoing("email", "+3", NOW, None, None, None),
    ]
