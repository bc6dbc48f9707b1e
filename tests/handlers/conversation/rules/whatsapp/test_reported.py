"""Payloads in the shape of Meta's documentation, with invented people."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules import buttons
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.model import Channel
from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.references import Reference
from handlers.common.rules.reports import Report, Reported
from handlers.common.rules.steps import OUTREACH
from handlers.conversation.rules.whatsapp import reported as whatsapp_inbound
from handlers.conversation.rules.whatsapp.reported import Ignored, Notice, Written

REFERENCE = Reference("c1", OUTREACH, Channel.WHATSAPP)
AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
STAMP = str(int(AT.timestamp()))


def body(field: str = "messages", **value: Any) -> dict[str, Any]:
    metadata = {"display_phone_number": "551130000000", "phone_number_id": "106540352242922"}
    contact = {"profile": {"name": "Zoé"}, "wa_id": "559287654321", "user_id": "BR.1349120865"}
    whole = {"messaging_product": "whatsapp", "metadata": metadata, "contacts": [contact], **value}
    return {
        "version": 1,
        "kind": "whatsapp",
        "receivedAt": "2026-11-26T12:00:05.000Z",
        "line": "106540352242922",
        "field": field,
        "value": whole,
    }


def message(kind: str, content: Any, **more: Any) -> dict[str, Any]:
    fields = {"from": "559287654321", "id": "wamid.1", "timestamp": STAMP, "type": kind, kind: content}
    return body(messages=[{**fields, **more}])


def heard(told: dict[str, Any]) -> Written:
    found = whatsapp_inbound.read(told)
    assert isinstance(found, Written)
    return found


def status(told: str, **more: Any) -> dict[str, Any]:
    fields = {
        "id": "wamid.2",
        "status": told,
        "timestamp": STAMP,
        "recipient_id": "559287654321",
        "biz_opaque_callback_data": REFERENCE.text,
    }
    return body(statuses=[{**fields, **more}])


def test_a_text_is_read_with_who_wrote_it_when_and_to_which_line() -> None:
    found = heard(message("text", {"body": "Tenho interesse"}, context={"from": "55113", "id": "wamid.0"}))
    assert found == Written(
        "106540352242922",
        "559287654321",
        "BR.1349120865",
        "wamid.1",
        AT,
        "Tenho interesse",
        context="wamid.0",
    )


@pytest.mark.parametrize(
    ("kind", "content", "text", "button"),
    [
        ("button", {"payload": buttons.OPT_OUT, "text": "Não quero mais"}, "Não quero mais", "opt_out"),
        (
            "interactive",
            {"type": "button_reply", "button_reply": {"id": "slot.m1.1.2", "title": "qui 10h"}},
            "qui 10h",
            "slot.m1.1.2",
        ),
        (
            "interactive",
            {"type": "list_reply", "list_reply": {"id": "slot.m1.1.3", "title": "sex", "description": "9h"}},
            "sex",
            "slot.m1.1.3",
        ),
        ("image", {"id": "1", "mime_type": "image/jpeg", "caption": "pode ser"}, "pode ser", None),
        ("video", {"id": "1", "caption": "pode ser"}, "pode ser", None),
        ("document", {"id": "1", "filename": "a.pdf", "caption": "SAIR"}, "SAIR", None),
    ],
)
def test_buttons_lists_and_captions_are_read(kind: str, content: Any, text: str, button: str | None) -> None:
    found = heard(message(kind, content))
    assert (found.text, found.button, found.shown) == (text, button, "")


@pytest.mark.parametrize(
    ("kind", "content", "shown", "text"),
    [
        ("audio", {"id": "1", "mime_type": "audio/ogg", "voice": True}, "voice", "[voice]"),
        ("audio", {"id": "1", "mime_type": "audio/mpeg"}, "audio", "[audio]"),
        ("image", {"id": "1"}, "image", "[image]"),
        ("sticker", {"id": "1", "animated": False}, "sticker", "[sticker]"),
        ("document", {"id": "1", "filename": "contrato.pdf"}, "document", "[document] contrato.pdf"),
        (
            "location",
            {"latitude": -23.5, "longitude": -46.6, "name": "Praça", "address": "Rua A"},
            "location",
            "[location] Praça, Rua A, -23.5, -46.6",
        ),
        (
            "contacts",
            [{"name": {"formatted_name": "Ana"}, "phones": [{"phone": "+55 11 98888-7777"}]}],
            "contacts",
            "[contacts] Ana +55 11 98888-7777",
        ),
        ("reaction", {"message_id": "wamid.0", "emoji": "👍"}, "reaction", "[reaction] 👍"),
        (
            "system",
            {"body": "Zoé mudou de número", "wa_id": "5592999990000", "type": "user_changed_number"},
            "system",
            "[system] Zoé mudou de número 5592999990000",
        ),
        ("order", {"catalog_id": "7", "text": "dois"}, "order", "[order] catalog_id: 7, text: dois"),
        (
            "interactive",
            {"type": "nfm_reply", "nfm_reply": {"response_json": "{}"}},
            "interactive",
            "[interactive] nfm_reply: (response_json: {}), type: nfm_reply",
        ),
    ],
)
def test_what_is_no_text_is_shown_to_a_human(kind: str, content: Any, shown: str, text: str) -> None:
    found = heard(message(kind, content))
    assert (found.shown, found.text, found.button) == (shown, text, None)


def test_an_unsupported_message_is_shown_with_its_error() -> None:
    errors = [{"code": 131051, "title": "Message type unknown"}]
    found = heard(message("unsupported", {"type": "poll"}, errors=errors))
    assert (found.shown, found.text) == ("unsupported", "[unsupported] Message type unknown")


def test_a_reaction_that_is_taken_back_is_no_message() -> None:
    assert isinstance(whatsapp_inbound.read(message("reaction", {"message_id": "wamid.0"})), Ignored)


def test_an_edit_is_the_new_wording_of_the_message_that_it_names() -> None:
    inner = {"type": "text", "text": {"body": "quinta, não sexta"}}
    found = heard(message("edit", {"original_message_id": "wamid.0", "message": inner}))
    assert (found.message_id, found.replaces, found.text) == ("wamid.1", "wamid.0", "quinta, não sexta")
    found = heard(message("edit", {"original_message_id": "wamid.0"}))
    assert (found.shown, found.replaces) == ("edit", None)


def test_a_deletion_names_the_message_that_it_takes_back() -> None:
    found = heard(message("revoke", {"original_message_id": "wamid.0"}))
    assert (found.shown, found.deletes) == ("revoke", "wamid.0")


def test_who_hides_the_number_is_known_by_the_business_scoped_id() -> None:
    told = message("text", {"body": "oi"})
    told["value"]["contacts"] = [{"profile": {"name": "Zoé", "username": "zoe"}, "user_id": "BR.1349120865"}]
    del told["value"]["messages"][0]["from"]
    told["value"]["messages"][0]["from_user_id"] = "BR.1349120865"
    found = heard(told)
    assert (found.sender, found.user_id) == ("BR.1349120865", "BR.1349120865")


@pytest.mark.parametrize(
    ("told", "reported"),
    [("sent", Reported.SENT), ("delivered", Reported.DELIVERED), ("read", Reported.READ)],
)
def test_a_status_is_a_report_on_the_message_that_it_names(told: str, reported: Reported) -> None:
    assert whatsapp_inbound.read(status(told)) == Report(REFERENCE, reported, AT, "wamid.2")


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (131026, Outcome.CONTACT_FAULT),
        (131050, Outcome.OPTED_OUT),
        (131049, Outcome.NOT_NOW),
        (130472, Outcome.NOT_NOW),
        (131047, Outcome.WINDOW_CLOSED),
        (131000, None),
        (132015, Outcome.KIND_REFUSED),
        (131042, Outcome.REFUSED_CREDENTIALS),
    ],
)
def test_a_failed_status_brings_its_code_and_what_it_means(code: int, outcome: Outcome | None) -> None:
    found = whatsapp_inbound.read(status("failed", errors=[{"code": code, "title": "t"}]))
    assert found == Report(REFERENCE, Reported.FAILED, AT, "wamid.2", str(code), outcome)


@pytest.mark.parametrize(
    ("number", "outcome"),
    [("351912345678", Outcome.CONTACT_FAULT), ("5511987654321", Outcome.REFUSED_CREDENTIALS)],
)
def test_a_country_that_may_not_be_written_to_is_the_contacts_fault_unless_it_is_the_accounts_own(
    number: str, outcome: Outcome
) -> None:
    found = whatsapp_inbound.read(status("failed", errors=[{"code": 130497}], recipient_id=number))
    assert isinstance(found, Report)
    assert found.outcome is outcome


@pytest.mark.parametrize("more", [{"biz_opaque_callback_data": None}, {"status": "warning"}])
def test_a_status_of_another_sender_or_of_no_news_is_ignored(more: dict[str, Any]) -> None:
    assert isinstance(whatsapp_inbound.read(status("sent", **more)), Ignored)


def test_a_stop_of_marketing_is_an_opt_out_that_nobody_acknowledges_and_a_resume_undoes_nothing() -> None:
    def preference(value: str) -> dict[str, Any]:
        told = {"wa_id": "559287654321", "category": "marketing_messages", "value": value, "timestamp": STAMP}
        return body("user_preferences", user_preferences=[told])

    stop, resume = heard(preference("stop")), heard(preference("resume"))
    assert (stop.button, stop.quiet, stop.sender) == (buttons.OPT_OUT, True, "559287654321")
    assert (resume.button, resume.shown) == (None, "resume")
    assert stop.message_id != resume.message_id
    assert isinstance(whatsapp_inbound.read(preference("pause")), Notice)


def test_what_the_business_writes_itself_is_no_reply() -> None:
    echo = {
        "from": "551130000000",
        "to": "559287654321",
        "id": "wamid.9",
        "type": "text",
        "text": {"body": "oi"},
    }
    assert isinstance(whatsapp_inbound.read(body("smb_message_echoes", message_echoes=[echo])), Ignored)


@pytest.mark.parametrize("field", ["message_template_status_update", "account_update", "something_new"])
def test_notices_about_templates_and_accounts_go_to_the_operators(field: str) -> None:
    told = body(field, event="PAUSED", message_template_name="oferta")
    found = whatsapp_inbound.read(told)
    assert isinstance(found, Notice)
    assert (found.field, found.line) == (field, "106540352242922")
    assert "event: PAUSED" in found.detail


@pytest.mark.parametrize(
    "told",
    [
        {**body(), "value": None},
        body(messages=["text"]),
        body(messages=[{"id": "wamid.1", "type": "text"}], contacts=[]),
        body(messages=[{"from": "559287654321", "type": "text"}]),
        {**message("text", {"body": "oi"}, timestamp="soon"), "receivedAt": "soon"},
    ],
)
def test_a_body_that_can_never_be_read_is_refused_with_its_field(told: dict[str, Any]) -> None:
    with pytest.raises(ContractError) as refused:
        whatsapp_inbound.read(told)
    assert refused.value.field
    assert "559287654321" not in str(refused.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
KINDS = [
    "text",
    "button",
    "interactive",
    "edit",
    "revoke",
    "reaction",
    "image",
    "audio",
    "location",
    "contacts",
]


@given(st.sampled_from(KINDS), JSON, st.sampled_from(["messages", "statuses", "user_preferences"]), JSON)
def test_whatever_a_provider_puts_into_a_message_it_is_read_or_refused(
    kind: str, content: Any, name: str, more: Any
) -> None:
    element = {"from": "5592", "id": "w", "timestamp": more, "type": kind, kind: content, "errors": more}
    with suppress(ContractError):
        whatsapp_inbound.read(body(name, **{name: [element]}))
