"""Remarks survive being kept with the job."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.refusals import Problem
from handlers.intake.rules import remarks
from handlers.intake.rules.remarks import Remark, Subject

found = st.lists(
    st.builds(
        Remark,
        row=st.integers(1, 10**6),
        subject=st.sampled_from(Subject),
        record=st.none() | st.lists(st.text()),
        problems=st.lists(st.builds(Problem, st.text(), st.text(), st.text(), st.text())).map(tuple),
    ),
    max_size=5,
)


@given(found)
def test_what_was_packed_comes_back(made):
    assert list(remarks.unpack(remarks.pack(made))) == made


def test_no_remarks_pack_to_nothing():
    assert remarks.pack([]) == b""
