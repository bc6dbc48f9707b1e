"""Webhooks split into the messages that wait for handle-replies: each thing once, and nothing changed or lost."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.contract_error import ContractError
from handlers.conversation.rules.whatsapp import webhook_messages

NOW = "2026-11-23T12:00:00.000Z"
METADATA = {"display_phone_number": "551140028922", "phone_number_id": "106540352242922"}


def text(number: int, sender: str = "5511987654321") -> dict[str, Any]:
    return {
        "id": f"wamid.{number}",
        "from": sender,
        "timestamp": "1",
        "type": "text",
        "text": {"body": "Olá"},
    }


def status(number: int, what: str = "delivered") -> dict[str, Any]:
    return {"id": f"wamid.{number}", "status": what, "timestamp": "1", "recipient_id": "5511987654321"}


def value(**more: Any) -> dict[str, Any]:
    return {"messaging_product": "whatsapp", "metadata": METADATA, **more}


def webhook(*values: Any, field: str = "messages") -> bytes:
    changes = [{"field": field, "value": each} for each in values]
    return json.dumps(
        {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}
    ).encode()


def split(body: bytes) -> list[dict[str, Any]]:
    faults: list[ContractError] = []
    found = list(webhook_messages.split(webhook_messages.read(body), NOW, faults))
    assert faults == []
    return [json.loads(each) for each in found]


def test_a_message_waits_with_its_line_its_field_and_its_value_as_they_came() -> None:
    whole = value(contacts=[{"wa_id": "5511987654321", "profile": {"name": "Ana"}}], messages=[text(1)])
    assert split(webhook(whole)) == [
        {
            "version": 1,
            "kind": "whatsapp",
            "receivedAt": NOW,
            "line": "106540352242922",
            "field": "messages",
            "value": whole,
        }
    ]


def test_each_message_status_and_preference_of_every_change_is_a_message_of_its_own() -> None:
    preference = {"wa_id": "5511987654321", "value": "stop", "category": "marketing_messages"}
    body = webhook(
        value(messages=[text(1), text(2)], statuses=[status(3)]), value(user_preferences=[preference])
    )
    found = [{name: each["value"].get(name) for name in webhook_messages.LISTS} for each in split(body)]
    nothing = dict.fromkeys(webhook_messages.LISTS)
    assert found == [
        {**nothing, "messages": [text(1)]},
        {**nothing, "messages": [text(2)]},
        {**nothing, "statuses": [status(3)]},
        {**nothing, "user_preferences": [preference]},
    ]


def test_a_message_keeps_the_contact_who_wrote_it_and_no_other() -> None:
    ana, bia = {"wa_id": "5511987654321"}, {"user_id": "BR.1"}
    by_bia = {"id": "wamid.2", "from_user_id": "BR.1"}
    first, second = split(webhook(value(contacts=[ana, bia], messages=[text(1), by_bia])))
    assert (first["value"]["contacts"], second["value"]["contacts"]) == ([ana], [bia])


@pytest.mark.parametrize("field", ["message_template_status_update", "account_update", "smb_message_echoes"])
def test_a_change_of_another_kind_waits_whole(field: str) -> None:
    change = {"event": "PAUSED", "message_echoes": [text(1), text(2)]}
    (found,) = split(webhook(change, field=field))
    assert (found["field"], found["line"], found["value"]) == (field, "", change)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40), st.integers(0, 30_000))
def test_whatever_the_sizes_everything_is_there_once_and_in_order(counts: list[int], length: int) -> None:
    number, values, expected = 0, [], []
    for count in counts:
        texts = [{**text(number + each), "text": {"body": "é" * (length // 100)}} for each in range(count)]
        number += count
        expected += [each["id"] for each in texts]
        values += [value(messages=texts)] if texts else []
    bodies = list(webhook_messages.split(webhook_messages.read(webhook(*values)), NOW, []))
    requests = list(webhook_messages.batches(bodies))
    assert [body for request in requests for body in request] == bodies
    assert [json.loads(body)["value"]["messages"][0]["id"] for body in bodies] == expected
    assert len(requests) == -(-len(bodies) // 10)


def test_a_request_holds_ten_messages_and_a_mebibyte_at_the_most() -> None:
    bodies = ["x" * size for size in (200_000, 200_000, 200_000, 200_000, 200_000, 200_000, 1, 1)]
    assert [len(each) for each in webhook_messages.batches(bodies)] == [5, 3]
    assert [len(each) for each in webhook_messages.batches(["x"] * 21)] == [10, 10, 1]


def test_a_text_of_any_length_is_kept_with_its_beginning_and_a_mark() -> None:
    long = {**text(1), "text": {"body": "Quero sair. " + "x" * 1_000_000}}
    (found,) = split(webhook(value(messages=[long])))
    assert found["truncated"] is True
    (kept,) = found["value"]["messages"]
    assert kept["text"]["body"].startswith("Quero sair. ")
    assert (kept["id"], kept["from"], found["line"]) == ("wamid.1", "5511987654321", "106540352242922")


def test_a_thing_too_large_in_every_part_is_kept_with_what_tells_it_from_others() -> None:
    bloated = {**text(1), "context": {str(number): "x" * 4_000 for number in range(400)}}
    (found,) = split(webhook(value(messages=[bloated])))
    assert found["truncated"] is True
    assert found["value"]["messages"] == [
        {"id": "wamid.1", "from": "5511987654321", "timestamp": "1", "type": "text"}
    ]


@given(
    st.recursive(
        st.text(max_size=5_000) | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_message_is_larger_than_a_queue_takes(anything: Any) -> None:
    for body in webhook_messages.split(
        webhook_messages.read(webhook(value(messages=[anything] * 2))), NOW, []
    ):
        assert len(body.encode()) <= webhook_messages.LARGEST_MESSAGE


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", "body"),
        (b'{"entry": [', "body"),
        (b"\xff\xfe\x00", "body"),
        (b"[" * 100_000, "body"),
        (b"[]", "entry"),
        (b"{}", "entry"),
        (b'{"entry": {}}', "entry"),
    ],
)
def test_what_is_no_webhook_is_refused_by_the_field_at_fault(body: bytes, field: str) -> None:
    with pytest.raises(ContractError, match="a signed webhook cannot be read") as refusal:
        webhook_messages.read(body)
    assert refusal.value.field == field


def test_a_part_that_cannot_be_read_is_told_and_stops_no_other() -> None:
    entries = [
        {"changes": None},
        {"changes": ["?", {"field": "messages", "value": value(messages=[text(1)])}, {"field": "messages"}]},
    ]
    faults: list[ContractError] = []
    (found,) = webhook_messages.split(entries, NOW, faults)
    assert json.loads(found)["value"]["messages"] == [text(1)]
    assert [fault.field for fault in faults] == [
        "entry.0.changes",
        "entry.1.changes.0.value",
        "entry.1.changes.2.value",
    ]
