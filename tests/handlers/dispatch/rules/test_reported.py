from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.model import Channel, State
from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.references import Reference
from handlers.common.rules.reports import Report, Reported
from handlers.common.rules.retries import PAUSES, Ending
from handlers.common.rules.steps import OUTREACH
from handlers.dispatch.rules.facts import Status
from handlers.dispatch.rules.reported import Known, Standing, of_first, of_further, settlement
from handlers.dispatch.storage.report_items import attributes

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
REFERENCE = Reference("c1", OUTREACH, Channel.WHATSAPP)


def report(status: Reported, seconds: int = 0, **more: Any) -> Report:
    return Report(REFERENCE, status, AT + timedelta(seconds=seconds), "wamid.1", **more)


reports = st.builds(
    Report,
    st.just(REFERENCE),
    st.sampled_from(Reported),
    st.integers(0, 100).map(lambda seconds: AT + timedelta(seconds=seconds)),
    st.just("wamid.1"),
    st.sampled_from(["", "131000", "131026", "131047", "131049", "131050"]),
    st.sampled_from([None, *Outcome]),
)


@given(st.lists(reports, min_size=1, max_size=8), st.data())
def test_any_order_and_repetition_of_reports_says_the_same(told: list[Report], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(told), max_size=4))
    repeated = data.draw(st.permutations([*told, *again]))
    assert Known().merged(repeated) == Known().merged(told)


@given(st.lists(reports, max_size=8), st.integers(0, 8))
def test_reports_that_come_in_two_deliveries_say_what_they_say_in_one(told: list[Report], cut: int) -> None:
    first = attributes(Known().merged(told[:cut]))
    assert Known.of(first).merged(told[cut:]) == Known().merged(told)


@given(st.lists(reports, min_size=1, max_size=8), st.sampled_from(Standing))
def test_a_message_ends_where_the_furthest_report_says(told: list[Report], standing: Standing) -> None:
    ended = settlement(standing, Known().merged(told), AT)
    failed = any(each.status is Reported.FAILED for each in told)
    if standing not in (Standing.UNKNOWN, Standing.SENT):
        assert ended is None
    elif failed:
        assert ended is not None
        ends = {Ending.FAILED, Ending.UNDELIVERABLE, Ending.DEFERRED, Ending.WINDOW_CLOSED, Ending.OPTED_OUT}
        arrived = any(each.status in (Reported.DELIVERED, Reported.READ) for each in told)
        assert ended.ending in (ends - {Ending.DEFERRED, Ending.WINDOW_CLOSED} if arrived else ends)
    elif standing is Standing.UNKNOWN:
        assert ended is not None
        assert (ended.ending, ended.at) == (Ending.SENT, min(each.at for each in told))
    else:
        assert ended is None


@pytest.mark.parametrize(
    ("code", "outcome", "ending"),
    [
        ("131026", Outcome.CONTACT_FAULT, Ending.UNDELIVERABLE),
        ("131049", Outcome.NOT_NOW, Ending.DEFERRED),
        ("131047", Outcome.WINDOW_CLOSED, Ending.WINDOW_CLOSED),
        ("131042", Outcome.REFUSED_CREDENTIALS, Ending.DEFERRED),
        ("131048", Outcome.RESTRICTED, Ending.DEFERRED),
        ("132015", Outcome.KIND_REFUSED, Ending.DEFERRED),
        ("131056", Outcome.NOT_ACCEPTED, Ending.DEFERRED),
        ("131050", Outcome.OPTED_OUT, Ending.OPTED_OUT),
        ("131000", Outcome.AMBIGUOUS, Ending.FAILED),
        ("999999", None, Ending.FAILED),
    ],
)
def test_a_reported_failure_ends_by_its_code(code: str, outcome: Outcome | None, ending: Ending) -> None:
    known = Known().merged([report(Reported.FAILED, code=code, outcome=outcome)])
    ended = settlement(Standing.SENT, known, AT)
    assert ended is not None
    assert (ended.ending, ended.reason) == (ending, code)
    assert known.opts_out is (outcome is Outcome.OPTED_OUT)


def test_what_was_held_back_waits_for_a_day_from_now_on() -> None:
    known = Known().merged([report(Reported.FAILED, code="131049", outcome=Outcome.NOT_NOW)])
    ended = settlement(Standing.UNKNOWN, known, AT + timedelta(hours=3))
    assert ended is not None
    assert ended.until == AT + timedelta(hours=3) + PAUSES[Outcome.NOT_NOW]


@pytest.mark.parametrize("outcome", [Outcome.REFUSED_CREDENTIALS, Outcome.RESTRICTED, Outcome.KIND_REFUSED])
def test_a_fault_of_the_account_costs_no_contact_its_message_but_an_hour(outcome: Outcome) -> None:
    known = Known().merged([report(Reported.FAILED, code="131042", outcome=outcome)])
    ended = settlement(Standing.SENT, known, AT + timedelta(hours=3))
    assert ended is not None
    assert (ended.ending, ended.until) == (Ending.DEFERRED, AT + timedelta(hours=4))


def test_a_complaint_shows_that_the_message_arrived_and_opts_out() -> None:
    known = Known().merged([report(Reported.COMPLAINED)])
    ended = settlement(Standing.UNKNOWN, known, AT)
    assert ended is not None
    assert ended.ending is Ending.SENT
    assert known.opts_out


def test_every_state_and_status_has_a_standing_and_only_a_request_under_way_is_held() -> None:
    assert [state for state in State if of_first(state) is Standing.HELD] == [State.SENDING]
    assert [status for status in Status if of_further(status) is Standing.HELD] == [Status.SENDING]
    assert {of_first(state) for state in (State.NEW, State.QUEUED)} == {Standing.WAITING}
    assert {of_first(state) for state in (State.INTERESTED, State.OPTED_OUT)} == {Standing.ENDED}
