"""The figures of a report: how far contacts came, messages against limits and hours, and what they cost."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from handlers.common.rules.tenants import Hours, Limits, Tenant
from ops.report import pricing, reckoning
from ops.report.collecting import metrics
from ops.report.data import Bar, Span
from ops.report.operation import FunctionUse
from ops.report.pricing import Work
from ops.scale import prices
from ops.scale.costs import Line, Recording

HOST = {"hostId": "ana", "name": "Ana", "email": "ana@aurora.example", "calendarId": "ana"}
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""Nine in the morning in São Paulo."""


def tenant(**changes: object) -> Tenant:
    return Tenant.model_validate({"tenantId": "aurora", "name": "Aurora", "hosts": [HOST], **changes})


def line(*sent: tuple[timedelta, str], span: Span | None = None, **changes: object):
    moments = [reckoning.Moment(MONDAY + after, kind) for after, kind in sent]
    whole = span or Span(MONDAY, MONDAY + timedelta(hours=9))
    return reckoning.timeline(tenant(**changes), moments, whole, fitted=span is None)


def test_who_came_far_has_passed_every_step_before() -> None:
    steps = reckoning.funnel({"a", "b", "c", "d"}, {"a", "b"}, {"b"}, set(), {"c"}, set(), {"c", "elsewhere"})
    assert [step.contacts for step in steps] == [4, 3, 2, 1, 1, 1, 1]
    assert steps[0].name == "Ingested"


def test_the_unit_fits_the_span_of_what_went_out() -> None:
    units = [
        line((timedelta(0), "outreach"), (last, "outreach")).unit
        for last in (timedelta(minutes=5), timedelta(hours=1), timedelta(days=2), timedelta(days=90))
    ]
    assert units == ["5 seconds", "minute", "hour", "day"]


def test_paced_messages_are_told_from_the_others() -> None:
    sent = [(timedelta(minutes=minute), kind) for minute in (1, 2, 63) for kind in ("outreach", "reminder")]
    found = line(*sent, (timedelta(minutes=2), "follow_up"), span=Span(MONDAY, MONDAY + timedelta(hours=9)))
    assert found.bars == [Bar(MONDAY, 3, 2), Bar(MONDAY + timedelta(hours=1), 1, 1)]
    assert found.unit == "hour"
    assert found.limit == 100


def test_the_peaks_are_those_of_the_limits_windows_and_count_what_is_paced() -> None:
    sent = [(timedelta(minutes=minute), "outreach") for minute in (1, 1, 1, 59, 61)]
    found = line(*sent, (timedelta(minutes=1), "reminder"), limits=Limits(perMinute=3, perHour=8, perDay=9))
    assert [(peak.window, peak.most, peak.limit) for peak in found.peaks] == [
        ("minute", 3, 3),
        ("hour", 4, 8),
        ("day", 5, 9),
    ]
    assert found.peaks[0].at == MONDAY + timedelta(minutes=1)
    assert found.peaks[2].at == datetime(2026, 11, 23, 3, tzinfo=UTC)


def test_a_message_that_came_back_is_not_shown_and_has_used_its_room() -> None:
    moments = [reckoning.Moment(MONDAY, "outreach"), reckoning.Moment(MONDAY, "outreach", came_back=True)]
    found = reckoning.timeline(tenant(), moments, Span(MONDAY, MONDAY + timedelta(hours=9)), fitted=False)
    assert [bar.paced for bar in found.bars] == [1]
    assert found.peaks[0].most == 2


def test_days_are_those_of_the_tenants_clock() -> None:
    found = line(
        (timedelta(hours=14, minutes=30), "outreach"), span=Span(MONDAY, MONDAY + timedelta(days=30))
    )
    assert found.unit == "day"
    assert [bar.start for bar in found.bars] == [datetime(2026, 11, 23, 3, tzinfo=UTC)]


def test_the_last_part_is_shown_of_what_is_longer_than_a_chart() -> None:
    found = line((timedelta(0), "outreach"), (timedelta(days=800), "outreach"))
    assert found.span.end - found.span.start <= reckoning.LONGEST + timedelta(days=2)
    assert sum(bar.paced for bar in found.bars) == 1
    assert found.peaks[0].most == 1


def test_hours_leave_weekends_holidays_and_the_tenants_own_days_out() -> None:
    week = Span(datetime(2026, 11, 16, 3, tzinfo=UTC), datetime(2026, 11, 23, 3, tzinfo=UTC))
    found = reckoning.open_hours(tenant(holidays=frozenset({date(2026, 11, 18)})), week, by_day=False)
    # Friday the 20th is a holiday.
    assert [span.start.day for span in found] == [16, 17, 19]
    assert {(span.start.hour, span.end.hour) for span in found} == {(11, 21)}


def test_hours_round_the_clock_are_one_piece_and_stay_within_the_span() -> None:
    hours = Hours(opens=time(0), closes=time(0), weekdays=frozenset(range(1, 8)), holidays=True)
    span = Span(MONDAY, MONDAY + timedelta(days=3))
    assert reckoning.open_hours(tenant(hours=hours), span, by_day=False) == [span]


def test_whole_working_days_are_shaded_where_hours_would_be_too_fine() -> None:
    span = Span(datetime(2026, 11, 21, 3, tzinfo=UTC), datetime(2026, 11, 28, 3, tzinfo=UTC))
    found = reckoning.open_hours(tenant(), span, by_day=True)
    assert found == [Span(datetime(2026, 11, 23, 3, tzinfo=UTC), span.end)]


def test_no_hours_are_shaded_in_a_year_whose_holidays_are_not_known() -> None:
    span = Span(datetime(2090, 1, 2, tzinfo=UTC), datetime(2090, 1, 9, tzinfo=UTC))
    assert reckoning.open_hours(tenant(), span, by_day=True) == []


@pytest.mark.parametrize(
    ("days", "ago", "seconds"),
    [
        (0.1, 0, 60),
        (0.5, 0, 300),
        (6, 0, 3600),
        (60, 0, 21_600),
        (400, 0, 86_400),
        (0.1, 30, 300),
        (0.1, 100, 3600),
    ],
)
def test_the_period_of_metrics_is_one_that_cloudwatch_still_has(days: float, ago: int, seconds: int) -> None:
    end = MONDAY - timedelta(days=ago)
    assert metrics.period(Span(end - timedelta(days=days), end), MONDAY) == seconds


class TestCosts:
    """What the recorded work costs at list price."""

    recording = Recording(
        {
            name: {}
            for name in (
                "ingest.contact", "release.run", "release.tenant", "release.message", "send.batch", "send.tenant",
                "send.of-meeting", "reply.choice", "reply.interested", "meeting.offer", "meeting.briefing",
                "meeting.booking", "remind.run", "remind.due", "ingest.list",
            )
        }
        | {
            "send.message": {
                Line("writes", "contacts", "CONTACT#<id>"): 3.0,
                Line("writes", "contacts.backlog-index", ""): 1.0,
                Line("requests", "sqs.SendMessageBatch", ""): 0.1,
                Line("requests", "dynamodb.BatchExecuteStatement", "contacts"): 5.0,
            }
        },
        {}, 1.0, 1.0,
    )  # fmt: skip
    work = Work(10, 1, 1000, 0, 200, 5, 2, 1, 0)
    sender = FunctionUse("send-messages", 100, 0, 0, 2000.0, 3000.0, 512)

    def test_each_unit_of_work_costs_as_often_as_it_came_up(self) -> None:
        found = {
            (line.service, line.unit): line for line in pricing.costs(self.work, (), self.recording).lines
        }
        assert found["DynamoDB", "units"].amount == 4000
        assert found["DynamoDB", "units"].usd == pytest.approx(4000 * 0.625e-6)
        assert found["SQS", "requests"].amount == pytest.approx(100)
        assert found["SES", "e-mails"].usd == pytest.approx(0.02)
        assert set(found) == {("DynamoDB", "units"), ("SQS", "requests"), ("SES", "e-mails")}

    def test_functions_cost_their_requests_and_their_time_by_memory(self) -> None:
        found = {line.what: line for line in pricing.costs(self.work, [self.sender], self.recording).lines}
        assert found["time, arm64"].amount == pytest.approx(100)
        assert found["time, arm64"].usd == pytest.approx(100 * 13.3334e-6)
        assert found["requests"].service in ("Lambda", "SQS")

    def test_a_thousand_messages_cost_their_share(self) -> None:
        found = pricing.costs(self.work, [self.sender], self.recording)
        assert found.per_thousand == pytest.approx(found.usd)
        assert pricing.costs(self.work._replace(paced=0), (), self.recording).per_thousand is None

    def test_it_is_said_that_lambda_is_left_out_where_it_was_not_counted(self) -> None:
        said = " ".join(pricing.costs(self.work, (), self.recording).sources)
        assert "Lambda: left out" in said

    def test_every_price_names_its_page(self) -> None:
        assert all(price.source.startswith("https://aws.amazon.com/") for price in prices.PRICES.values())
