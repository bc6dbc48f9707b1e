"""References and ids of buttons come back as what they were, and nothing else is taken for one."""

import re

from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules import buttons
from handlers.common.rules.buttons import SlotButton
from handlers.common.rules.model import Channel
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import OUTREACH, Step

CONTACTS = st.text("0123456789abcdef", min_size=32, max_size=32)
STEPS = st.one_of(
    st.just(OUTREACH),
    st.integers(1, 60).map(Step.follow_up),
    st.builds(Step.proposal, CONTACTS, st.integers(1, 9)),
    st.builds(Step.reminder, st.sampled_from(("24h", "1h")), CONTACTS, st.integers(1, 9)),
)


@given(st.builds(Reference, CONTACTS, STEPS, st.sampled_from(Channel)))
def test_a_reference_comes_back_from_a_text_that_every_provider_carries(reference: Reference) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", reference.text)
    assert Reference.parse(reference.text) == reference


@given(st.one_of(st.none(), st.integers(), st.text(), st.binary().map(bytes.hex)))
def test_what_is_no_reference_is_nobodys(text: object) -> None:
    found = Reference.parse(text)
    assert found is None or found.text == text


@given(st.builds(SlotButton, CONTACTS, st.integers(1, 9), st.integers(1, 9)))
def test_a_slot_comes_back_from_the_id_of_its_button(button: SlotButton) -> None:
    assert buttons.slot(button.id) == button
    assert len(button.id) <= 256


def test_any_other_id_is_no_slot() -> None:
    assert [
        buttons.slot(text) for text in ("", buttons.OPT_OUT, "slot.m.0.1", "slot.m.1.1x", "slot..1.1")
    ] == [None] * 5
