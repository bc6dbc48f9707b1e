from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.common.rules.model import FINAL_STATES, State, may_become
from handlers.common.storage import contacts, dynamo, keys, stats
from handlers.common.storage.contacts import UnknownContactError, history, move, note, read, record
from handlers.environment import required
from tests.handlers.items import contact_item

pytestmark = pytest.mark.usefixtures("tables")

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


TODAY = date(2026, 11, 22)


def contact(state: State, contact_id: str = "c1", **more: Any) -> str:
    item = {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.CONTACT_SK,
        "contactId": contact_id,
        "tenantId": "acme",
        "campaignId": "spring",
        "state": str(state),
    }
    dynamo.client().put_item(TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(item | more))
    return contact_id


def lines(contact_id: str = "c1") -> list[tuple[Any, ...]]:
    return [
        (line["what"], line.get("from"), line.get("to"), line.get("detail")) for line in history(contact_id)
    ]


def test_a_move_changes_state_and_attributes_and_tells_why_in_one_write() -> None:
    contact(State.CONTACTED, backlog="b", backlogOrder="o")
    before = move(
        "c1",
        State.INTERESTED,
        NOW,
        "reply",
        "sim",
        attributes={"meetingId": "m1"},
        remove=("backlog", "backlogOrder"),
    )
    assert before is State.CONTACTED
    after = contact_item("c1")
    assert (after["state"], after["meetingId"], after["updatedAt"]) == (
        "interested",
        "m1",
        "2026-11-23T12:00:00.000Z",
    )
    assert "backlog" not in after
    assert lines() == [("reply", "contacted", "interested", "sim")]


def test_a_move_is_counted_with_it_on_the_tenants_day_and_its_repeat_is_not() -> None:
    contact_id = contact(State.CONTACTED)
    for _ in range(2):
        move(contact_id, State.OPTED_OUT, NOW, "opted_out", today=TODAY, counters={"opted_out": 1})
    item = read(contact_id)
    counted = {"opted_out": 1, "contacts_sent": -1, "contacts_opted_out": 1}
    assert stats.totals(item.tenant_id, item.campaign_id) == counted
    key = keys.counters_pk(item.tenant_id, item.campaign_id), keys.counters_sk(TODAY.isoformat())
    assert dynamo.read_item(stats.table(), *key) is not None


def test_a_repeated_move_answers_the_same_and_writes_no_second_line() -> None:
    contact(State.CONTACTED)
    move("c1", State.INTERESTED, NOW, "reply")
    assert move("c1", State.INTERESTED, NOW.replace(hour=13), "reply") is State.INTERESTED
    assert len(lines()) == 1


@given(state=st.sampled_from(State), target=st.sampled_from(State))
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_a_contact_moves_exactly_where_the_table_of_states_lets_it(state: State, target: State) -> None:
    contact(state)
    may = state == target or may_become(state, target)
    assert move("c1", target, NOW, "test") == (state if may else None)
    assert read("c1").state == (target if may else state)


@pytest.mark.parametrize("state", sorted(FINAL_STATES))
def test_a_final_state_is_never_left(state: State) -> None:
    contact(state)
    assert [move("c1", target, NOW, "late") for target in State if target != state] == [None] * (
        len(State) - 1
    )
    assert lines() == []


def test_of_moves_that_exclude_each_other_one_is_made() -> None:
    contact(State.INTERESTED)
    targets = [State.UNSUCCESSFUL, State.OPTED_OUT, State.UNDELIVERABLE] * 2
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda target: move("c1", target, NOW, str(target)), targets))
    changes = [line for line in lines() if line[1] != line[2]]
    assert len(changes) == 1
    assert changes[0][2] == read("c1").state


def test_a_record_keeps_the_state_and_answers_it() -> None:
    contact(State.SCHEDULED, backlog="b")
    assert (
        record("c1", NOW, "reply", "question", attributes={"answered": True}, remove=("backlog",))
        is State.SCHEDULED
    )
    assert (contact_item("c1")["answered"], "backlog" in contact_item("c1")) == (True, False)
    assert lines() == [("reply", "scheduled", "scheduled", "question")]


def test_a_note_is_a_line_of_history_and_changes_nothing() -> None:
    contact(State.NEW)
    before = read("c1")
    note("c1", NOW, "out_of_office", "until Monday")
    assert read("c1") == before
    assert lines() == [("out_of_office", None, None, "until Monday")]


def test_the_history_is_told_in_order() -> None:
    contact(State.CONTACTED)
    for hour in (3, 1, 2):
        note("c1", NOW.replace(hour=hour), f"at {hour}")
    assert [what for what, *_ in lines()] == ["at 1", "at 2", "at 3"]


@pytest.mark.parametrize(
    "change",
    [
        lambda: move("c9", State.NEW, NOW, "x"),
        lambda: record("c9", NOW, "x"),
        lambda: contacts.read("c9"),
    ],
)
def test_a_contact_that_is_not_there_is_an_error_that_names_it(change: Any) -> None:
    with pytest.raises(UnknownContactError, match="c9"):
        change()
