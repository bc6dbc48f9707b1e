from typing import Any

import pytest

from handlers.conversation.rules.inbound.incoming import LONGEST_TEXT, InvalidRequestError, parse

REQUEST = {
    "tenantId": "acme",
    "channel": "whatsapp",
    "from": "+5511987654321",
    "text": "oi",
    "messageId": "wamid.1",
    "receivedAt": "2026-11-23T12:00:00Z",
}


def addresses(sender: str, channel: str = "whatsapp") -> tuple[str, ...]:
    return parse(REQUEST | {"from": sender, "channel": channel}).addresses


@pytest.mark.parametrize("sender", ["+5511987654321", "5511987654321", "551187654321", "(11) 98765-4321"])
def test_a_brazilian_mobile_is_known_with_and_without_its_ninth_digit(sender: str) -> None:
    assert addresses(sender) == ("+5511987654321", "+551187654321")


def test_a_number_without_plus_that_is_none_in_brazil_is_another_countrys() -> None:
    assert addresses("14155550132") == ("+14155550132",)


def test_digits_that_are_a_whole_international_number_are_no_brazilian_one():
    assert addresses("51987654321") == ("+51987654321",)
    assert addresses("5551987654321") == ("+5551987654321", "+555187654321")


def test_what_is_quoted_below_a_reply_is_cut_before_its_length_is_judged() -> None:
    quoted = "\n> responda SAIR" * LONGEST_TEXT
    text = f"Tenho interesse!\n\nEm seg., 23 de nov. de 2026, Ana <ana@acme.example> escreveu:{quoted}"
    assert (
        parse(REQUEST | {"channel": "email", "from": "ze@cliente.com.br", "text": text}).text
        == "Tenho interesse!"
    )


@pytest.mark.parametrize(
    "below",
    [
        "El mar, 24 nov 2026 a las 9:15, Acme (<v@a.example>) escribió:\n\nquero cancelar a reunião",
        '24 de novembro de 2026 às 09:15, "Acme" <v@a.example> escreveu:\n\nSAIR',
        "Acme <v@a.example> escreveu (terça, 24/11/2026 à(s) 09:15):\n\nSAIR",
        "De: José Lima\nEnviado: terça-feira\nPara: Acme\nAssunto: Estoque\n\nSAIR",
        "Esta mensagem é confidencial e destinada apenas ao destinatário. Não quero mais receber e-mails",
        "Unsubscribe <https://padaria.example/u>",
    ],
)
def test_of_an_e_mail_by_direct_invoke_the_same_is_cut_as_of_one_in_the_bucket(below: str) -> None:
    mail = {"channel": "email", "from": "ze@cliente.com.br", "text": f"Ok, combinado.\n\n{below}"}
    assert parse(REQUEST | mail).text == "Ok, combinado."


@pytest.mark.parametrize("sender", ["ze@cliente.com.br", "ZE@Cliente.com.br", "Zé Souza <ze@cliente.com.br>"])
def test_an_e_mail_address_is_known_in_lower_case_without_the_name_beside_it(sender: str) -> None:
    assert addresses(sender, "email") == ("ze@cliente.com.br",)


@pytest.mark.parametrize(
    ("sender", "channel"), [("ze@cliente.com.br", "whatsapp"), ("+5511987654321", "email")]
)
def test_a_sender_that_does_not_fit_its_channel_is_refused(sender: str, channel: str) -> None:
    with pytest.raises(InvalidRequestError) as refusal:
        _ = addresses(sender, channel)
    assert refusal.value.field == "from"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"tenantId": "a#b"}, "tenantId"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "text"),
        ({"messageId": None}, "messageId"),
        ({"receivedAt": "2026-11-23"}, "receivedAt"),
    ],
)
def test_a_field_at_fault_is_named_with_its_value_and_the_cure(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidRequestError, match="send") as refusal:
        parse(REQUEST | change)
    assert refusal.value.field == field
    assert repr(change[field])[:80] in str(refusal.value)


def test_an_empty_text_is_taken_as_a_reply() -> None:
    assert parse(REQUEST | {"text": ""}).text == ""
