"""Lists that once went wrong: each row gives the person whom it means, or nobody and the reason."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from handlers import handle_replies, ingest_contacts
from handlers.common.rules.model import State
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import configuration, contacts, dynamo, keys, stats
from tests.handlers.intake.judging import Fate, fates
from tests.handlers.intake.loading import Context, notification
from tests.handlers.intake.wishing import counts, people
from tests.handlers.meetings.appointments import CONTEXT, world

FOUND = Path(__file__).parent / "found"
TWICE_LISTED = ("optout_second_address_A.csv", "optout_second_address_B.csv")
ANA = "+5511987654321"
BIA = "+5511987654322"


def taken(
    row: int,
    main: str,
    company: str = "Loja Modelo",
    name: str = "",
    *,
    others: tuple[str, ...] = (),
    document: str | None = None,
    notes: tuple[str, ...] = (),
) -> tuple[Any, ...]:
    channel = "email" if "@" in main else "whatsapp"
    return row, channel, main, company, name, others, document, notes


def refused(row: int, field: str, code: str) -> tuple[Any, ...]:
    return row, "refused", ((field, code),)


def told(fate: Fate) -> tuple[Any, ...]:
    """A fate, as `taken` and `refused` write it."""
    contact = fate.contact
    if contact is None:
        return fate.row, "refused", fate.problems
    further = tuple(each for each in contact.addresses if each != contact.main_address)
    return (
        fate.row,
        str(contact.channel),
        contact.main_address,
        contact.company,
        contact.contact_name,
        further,
        contact.document,
        fate.notes,
    )


RIGHT = {
    "UPPERCASE_SUFFIX.CSV": [taken(2, ANA, name="Ana")],
    "cnpj_and_cpf_columns.csv": [taken(2, ANA, document="11222333000181")],
    "equals_quoted_phone.csv": [taken(2, ANA, name="Ana", document="11222333000181")],
    "google_contacts.csv": [taken(2, ANA, name="Ana Teste", others=("ana@example.com", "+551133334444"))],
    "headers_celular.csv": [taken(2, ANA, "Ana Teste")],
    "hidden_row.xlsx": [
        taken(2, ANA, "Loja", "Ana"),
        taken(3, BIA, "Oculta", "Bia", notes=("hidden_row",)),
    ],
    "invisible_characters.csv": [
        taken(2, ANA, name="Ana"),
        taken(3, BIA, name="Bia"),
        taken(4, "caio@example.com", name="Caio"),
    ],
    "mixed_encoding.csv": [
        taken(2, ANA, "Comércio São João", "José"),
        taken(3, BIA, "Padaria Pão", "Ana"),
    ],
    "mobile_in_second_column.csv": [taken(2, ANA, name="Ana Teste", others=("+551133334444",))],
    "names_that_are_errors.csv": [
        taken(row, who, notes=("broken_name",)) for row, who in ((2, ANA), (3, BIA))
    ],
    "no_r_attributes.xlsx": [taken(2, ANA, "Loja")],
    "optout_second_address_A.csv": [
        taken(2, "+5511987657011", "Loja Teste", "Ana", others=("opta@example.com", "+5511987657012"))
    ],
    "optout_second_address_B.csv": [taken(2, "+5511987657012", "Loja Teste", "Ana")],
    "other_sheet_300_columns.xlsx": [taken(2, ANA, "Loja", "Ana")],
    "phone_only_no_email_column.csv": [taken(2, ANA, "Ana")],
    "picture.xlsx": [taken(2, ANA)],
    "row_formatted_to_XFD.xlsx": [taken(2, ANA, "Loja")],
    "semicolon_formula.xlsx": [
        refused(2, "phone", "service_number"),
        refused(3, "phone", "too_few_digits"),
        refused(4, "phone", "not_a_phone"),
        refused(5, "phone", "not_a_phone"),
    ],
    "stray_quote.csv": [
        refused(2, "row", "stray_quote"),
        taken(3, "+5511900000002", "Ana Teste"),
        taken(4, "+5511900000003", "Bia Teste"),
        taken(5, "+5511900000004", "Loja Exemplo"),
        taken(6, "+5511900000005", "Caio Teste"),
    ],
    "tabs.csv": [taken(2, ANA)],
    "wrong_person_00_foreign.csv": [
        taken(2, "+351912345678", name="Ana"),
        taken(3, "+595961123456", name="Bia"),
        taken(4, "+244923123456", name="Caio"),
        taken(5, "+447911123456", name="Davi"),
    ],
    "wrong_person_0DD_one_digit_too_many.csv": [refused(2, "phone", "too_many_digits")],
    "wrong_person_double_zero.csv": [refused(2, "phone", "ambiguous"), refused(3, "phone", "ambiguous")],
    "wrong_person_email_with_blank.csv": [
        refused(2, "email", "invalid_email"),
        refused(3, "email", "invalid_email"),
    ],
}


def test_each_list_that_was_found_is_here_with_its_right_answer() -> None:
    assert {file.name for file in FOUND.iterdir()} == RIGHT.keys()


@pytest.mark.parametrize("name", RIGHT)
def test_every_row_gives_the_person_whom_it_means_or_nobody(name: str) -> None:
    assert [told(fate) for fate in fates(name, (FOUND / name).read_bytes())] == RIGHT[name]


def test_who_leaves_by_one_address_is_not_written_to_under_another_one_of_a_later_list(
    place: dict[str, str],
    tables: dict[str, str],
    drop: Any,
    started: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = world(monkeypatch)
    configuration.put_campaign(Campaign(tenantId="acme", campaignId="summer", name="Verão", offer="outra"))
    first, second = (drop(name, (FOUND / name).read_bytes()) for name in TWICE_LISTED)
    (answer,) = ingest_contacts.handler(notification(first), Context())["files"]
    assert counts(answer) == {"ingested": 1}
    (ana,) = people(tables)
    written_to(ana["contactId"], "+5511987657011")
    said = {"tenantId": "acme", "channel": "whatsapp", "from": "+5511987657011", "text": "SAIR"}
    more = {"messageId": "r1", "receivedAt": datetime.now(UTC).isoformat()}
    assert handle_replies.handler(said | more, CONTEXT)["intent"] == "opt_out"
    assert here.state(ana["contactId"]) == State.OPTED_OUT

    request = {"tenantId": "acme", "campaignId": "summer", "file": second}
    answer = ingest_contacts.handler(request, Context())
    assert counts(dict(answer)) == {"optedOut": 1}
    assert [(note["row"], note["code"]) for note in answer["notes"]] == [(2, "opted_out")]
    assert people(tables, "summer") == []
    assert stats.totals("acme", "summer") == {"optedOut": 1}
    assert started == [("release", place)]


def written_to(contact_id: str, address: str) -> None:
    """Put on record that a contact was written to, as the dispatch does."""
    contacts.move(contact_id, State.QUEUED, datetime.now(UTC), "released", remove=contacts.BACKLOG)
    contacts.move(contact_id, State.SENDING, datetime.now(UTC), "claimed")
    contacts.move(contact_id, State.CONTACTED, datetime.now(UTC), "sent")
    key = {"pk": keys.address_pk("acme", address), "sk": keys.ADDRESS_SK}
    item = {**key, "lastContactId": contact_id, "contacts": {contact_id}, "optedOut": False}
    dynamo.client().put_item(TableName=contacts.table(), Item=dynamo.encode(item))
