from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.accounting import AccountPlace, account, account_of_states, entered, moved
from handlers.common.rules.model import FINAL_STATES, State, may_become

STEPS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(State)), max_size=60)


@given(STEPS)
def test_the_counters_and_the_contacts_give_the_same_account_whatever_happens(
    events: list[tuple[int, State]],
) -> None:
    contacts = [State.NEW] * 5
    counters = Counter(entered(5))
    for number, target in events:
        if may_become(contacts[number], target):
            counters.update(moved(contacts[number], target))
            contacts[number] = target
    counted = account(counters)
    assert counted == account_of_states(Counter(contacts))
    assert counted.balanced


@given(STEPS)
def test_no_sequence_of_events_leaves_a_final_state(events: list[tuple[int, State]]) -> None:
    contacts = [State.NEW] * 5
    ended: dict[int, State] = {}
    for number, target in events:
        if may_become(contacts[number], target):
            contacts[number] = target
        if contacts[number] in FINAL_STATES:
            assert ended.setdefault(number, contacts[number]) is contacts[number]


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_place(state: State) -> None:
    assert sum(account_of_states({state: 1})[1:]) == 1


def test_a_change_within_a_place_counts_nothing() -> None:
    assert moved(State.QUEUED, State.SENDING) == {}
    assert moved(State.SENDING, State.CONTACTED) == {AccountPlace.WAITING: -1, AccountPlace.SENT: 1}
