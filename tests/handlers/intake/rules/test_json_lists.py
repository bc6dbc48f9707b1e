"""JSON lists are read element by element, as an array or as the direct request that holds one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import json_lists, lists
from handlers.intake.rules.new_contacts import Draft

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def records(body: bytes) -> list[object]:
    return [record for _, record in json_lists.read(body).records()]


@given(items=st.lists(values), indent=st.sampled_from([None, 2]))
def test_the_elements_are_those_of_the_array(items, indent):
    assert records(json.dumps(items, indent=indent).encode()) == items
    request = {"tenantId": "acme", "other": items, "contacts": items, "more": 1}
    assert records(json.dumps(request, indent=indent).encode()) == items


def test_a_list_may_be_walked_again():
    found = json_lists.read(b'[{"phone": "1"}, null]')
    assert list(found.records()) == list(found.records()) == [(1, {"phone": "1"}), (2, None)]


def test_an_element_gives_a_draft_or_its_problems():
    found = json_lists.read(b'[{"phone": 11987654321, "metadata": null}, {}, 5, {"phone": true}]')
    first, blank, number, boolean = [found.draft(record) for _, record in found.records()]
    assert first == Draft(phone="11987654321")
    assert blank is None
    assert isinstance(number, tuple)
    assert isinstance(boolean, tuple)
    assert (number[0].code, boolean[0].code) == ("not_an_object", "wrong_type")


def test_a_record_comes_back_as_it_was():
    found = json_lists.read(b'[{"phone": "1", "metadata": {"a": "b"}}, [1]]')
    object_, array = [found.cells(record) for _, record in found.records()]
    assert object_ == ["", "", "1", "", "", "", "", "", '{"a": "b"}']
    assert array == ["[1]"]


def test_half_a_surrogate_pair_becomes_a_question_mark():
    body = rb'[{"company": "\ud800", "metadata": {"\ud800": "\udc00"}, "\ud800": 1}]'
    found = json_lists.read(body)
    ((_, record),) = found.records()
    draft = found.draft(record)
    assert isinstance(draft, Draft)
    assert (draft.company, draft.metadata, draft.notes[0].field) == ("?", {"?": "?"}, "?")
    "".join(found.cells(record)).encode()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "invalid_json"),
        (b"{}", "invalid_json"),
        (b'{"contacts": 5}', "invalid_json"),
        (b'"text"', "invalid_json"),
        (b"[1, 2", "invalid_json"),
        (b"[1 2]", "invalid_json"),
        (b'[{"phone": }]', "invalid_json"),
        (b"[" * 100_000, "invalid_json"),
        (b"[" + b"9" * 10_000 + b"]", "invalid_json"),
        ("[]".encode("utf-16"), "wrong_encoding"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused(body, code):
    with pytest.raises(Refused) as refused:
        json_lists.read(body)
    assert refused.value.code == code


def test_a_file_of_more_elements_than_an_ingest_counts_is_refused(monkeypatch):
    monkeypatch.setattr(lists, "MAX_RECORDS", 10)
    with pytest.raises(Refused) as refused:
        json_lists.read(b"[" + b"0," * 10 + b"0]")
    assert refused.value.code == "too_many_rows"
