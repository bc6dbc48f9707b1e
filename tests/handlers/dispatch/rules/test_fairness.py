import random

from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.model import Priority
from handlers.common.rules.steps import OUTREACH
from handlers.dispatch.rules.fairness import Waiting, in_turn, order_of_release


def waiting(campaign: str, number: int, priority: str = "2") -> Waiting:
    return Waiting(
        f"{priority}#2026-11-22T00:00:{number:02}.000Z",
        Priority(priority),
        campaign,
        f"{campaign}{number}",
        "CONTACT",
        OUTREACH,
    )


def test_groups_take_turns_until_all_are_through() -> None:
    assert list(in_turn([[1, 2, 3], [4], [], [5, 6]])) == [1, 4, 5, 2, 6, 3]


@given(
    st.dictionaries(
        st.sampled_from("abc"), st.lists(st.tuples(st.integers(0, 59), st.sampled_from("0123")), max_size=9)
    ),
    st.integers(),
)
def test_everybody_gets_a_turn_and_no_lower_priority_before_a_higher_one(
    backlogs: dict[str, list[tuple[int, str]]], seed: int
) -> None:
    waits = {name: [waiting(name, number, p) for number, p in entries] for name, entries in backlogs.items()}
    order = list(order_of_release(waits, random.Random(seed)))
    assert sorted(order) == sorted(each for backlog in waits.values() for each in backlog)
    assert [each.priority for each in order] == sorted(each.priority for each in order)


def test_a_large_campaign_does_not_push_a_small_one_aside() -> None:
    waits = {
        "large": [waiting("large", n) for n in range(50)],
        "small": [waiting("small", n) for n in range(5)],
    }
    first = list(order_of_release(waits, random.Random(1)))[:10]
    assert [each.campaign_id for each in first].count("small") == 5


def test_whoever_is_due_the_longest_comes_first_in_a_campaign() -> None:
    waits = {"one": [waiting("one", 9), waiting("one", 1), waiting("one", 5)]}
    assert [each.pk for each in order_of_release(waits, random.Random(1))] == ["one1", "one5", "one9"]
