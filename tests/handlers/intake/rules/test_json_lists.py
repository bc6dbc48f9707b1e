"""JSON lists are read element by element, as an array or as the direct request that holds one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import json_lists, json_text, lists
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
    assert object_ == ['{"phone": "1", "metadata": {"a": "b"}}']
    assert array == ["[1]"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_any_unicode_is_read(encoding):
    assert records('[{"company": "Pão 😀"}]'.encode(encoding)) == [{"company": "Pão 😀"}]


def test_the_names_of_columns_are_fields_too():
    body = b"""[{"nome": "Ana", "celular": 11987654321, "Telefone": "11 3", "error": "x", "Linha e motivo": "y",
        "descadastrado": true, "cidade": "Recife"}, {"phone": "1", "optedOut": false}]"""
    found = json_lists.read(body)
    (_, record), (_, plain) = found.records()
    draft = found.draft(record)
    assert isinstance(draft, Draft)
    assert (draft.company, draft.phone, draft.optedOut) == ("Ana", "11987654321 | 11 3", "true")
    assert [(note.field, note.code) for note in draft.notes] == [("cidade", "unknown_field")]
    assert found.draft(plain) == Draft(phone="1")


def test_what_is_left_out_of_a_refused_row_is_told_too():
    found = json_lists.read(b'[{"phone": true, "cidade": "Recife"}]')
    ((_, record),) = found.records()
    problems = found.draft(record)
    assert isinstance(problems, tuple)
    assert [problem.code for problem in problems] == ["wrong_type", "unknown_field"]


def test_a_contact_a_line_is_a_list_too():
    assert records(b'{"phone": "1"}\n{"phone": "2"}\n') == [{"phone": "1"}, {"phone": "2"}]


@pytest.mark.parametrize(
    "body",
    [
        b'{"url": "https://docs.google.com/open?id=x", "doc_id": "x", "email": "rui@empresa.com"}',
        b'{"": "WARNING!", "doc_id": "x", "resource_key": "", "email": "rui@empresa.com"}',
        b'{"doc_id": "x", "email": "rui@empresa.com"}\n',
        b'{"name": "app", "version": "1.0.0"}',
    ],
)
def test_an_object_that_is_no_contact_is_no_list_either(body):
    with pytest.raises(Refused, match="an object without contacts"):
        json_lists.read(body)


def test_a_contact_alone_is_a_list_of_one():
    assert records(b'{"nome": "Ana", "phone": "1", "cidade": "Recife"}') == [
        {"nome": "Ana", "phone": "1", "cidade": "Recife"}
    ]


def test_a_file_is_read_in_pieces_wherever_they_are_cut(monkeypatch):
    items = [{"company": "Pão 😀", "phone": 11987654321}, 12345, -1.5e3, [True, None]]
    body = json.dumps({"a": {"b": 1}, "contacts": items}, ensure_ascii=False, indent=1).encode()
    for size in range(1, 60):
        monkeypatch.setattr(json_text, "PIECE_BYTES", size)
        assert records(body) == items


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
        ('[{}, "P\xe3o"]'.encode("latin-1"), "wrong_encoding"),
        (b'{"tenantId": "acme"}', "invalid_json"),
        (b'[{"phone": "1}]', "invalid_json"),
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
