"""Who can be written to, under which address, and what is left out on the way."""

from typing import Any

import pytest

from handlers.common.rules.model import Channel
from handlers.intake.rules.new_contacts import Draft, JudgedRow, NewContact, judge


def accepted(**fields: Any) -> NewContact:
    judged = judge(Draft(**fields))
    assert judged.contact is not None
    return judged.contact


def codes(judged: JudgedRow) -> tuple[list[str], list[str]]:
    return [problem.code for problem in judged.problems], [note.code for note in judged.notes]


def test_a_valid_mobile_is_written_to_by_whatsapp():
    contact = accepted(phone="(81) 98765-4321", email="ana@empresa.com")
    assert (contact.channel, contact.main_address) == (Channel.WHATSAPP, "+5581987654321")
    assert (contact.email, contact.timezone, contact.uf) == ("ana@empresa.com", "America/Recife", "PE")


def test_a_land_line_is_kept_and_written_to_by_email():
    contact = accepted(phone="1133334444", email="ana@empresa.com")
    assert (contact.channel, contact.main_address) == (Channel.EMAIL, "ana@empresa.com")
    assert (contact.phone, contact.uf) == ("+551133334444", "SP")


def test_a_mobile_behind_a_land_line_stands_in_where_nobody_could_be_written_to():
    cell = "1133334444 | (21) 98765-4321 | 11987654321"
    contact = accepted(phone=cell)
    assert (contact.channel, contact.main_address) == (Channel.WHATSAPP, "+5521987654321")
    assert (contact.phone, contact.uf) == ("+5521987654321", "RJ")
    by_email = accepted(phone=cell, email="ana@empresa.com")
    assert (by_email.channel, by_email.phone) == (Channel.EMAIL, "+551133334444")


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({}, ["no_address"]),
        ({"company": "Acme"}, ["no_address"]),
        ({"phone": "1133334444"}, ["land_line"]),
        ({"phone": "1133334444 | 2133334444"}, ["land_line"]),
        ({"phone": "98765-4321"}, ["no_area_code"]),
        ({"phone": "123456", "email": "ana@"}, ["too_few_digits", "invalid_email"]),
        ({"phone": "11987654321", "segment": "B2X"}, ["unknown_segment"]),
        ({"phone": "11987654321", "priority": "urgent"}, ["unknown_priority"]),
        ({"phone": "11987654321", "timezone": "America/Recifee"}, ["unknown_timezone"]),
        ({"phone": "11987654321", "timezone": "../../etc/passwd"}, ["unknown_timezone"]),
        ({"phone": "11987654321", "company": "x" * 201}, ["too_long"]),
    ],
)
def test_a_row_is_invalid_with_every_reason(fields, problems):
    judged = judge(Draft(**fields))
    assert judged.contact is None
    assert codes(judged) == (problems, [])


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"phone": "11987654321", "email": "ana@"}, "invalid_email"),
        ({"phone": "98765-4321", "email": "ana@empresa.com"}, "no_area_code"),
        ({"phone": "11987654321", "document": "123"}, "invalid_document"),
        ({"phone": "11987654321", "contactName": "#REF!"}, "broken_name"),
        ({"phone": "11987654321", "company": "null"}, "broken_name"),
        ({"phone": "11987654321", "contactName": "11987654321"}, "broken_name"),
        ({"phone": "11987654321", "consent": "x" * 501}, "left_out"),
        ({"phone": "11987654321 | 11 98765-43"}, "too_few_digits"),
        ({"phone": "ana@empresa.com"}, "email_in_phone"),
        ({"phone": "11987654321", "metadata": {"notes": "x" * 501}}, "left_out"),
        ({"phone": "11987654321", "metadata": {str(number): "x" for number in range(21)}}, "left_out"),
    ],
)
def test_what_is_wrong_but_not_needed_is_left_out_and_noted(fields, note):
    judged = judge(Draft(**fields))
    assert judged.contact is not None
    assert codes(judged) == ([], [note])


@pytest.mark.parametrize(
    ("fields", "segment"),
    [
        ({"document": "11.222.333/0001-81"}, "B2B"),
        ({"document": "111.444.777-35"}, "B2C"),
        ({"document": "111.444.777-35", "segment": "b2b"}, "B2B"),
        ({"document": "111.444.777-36"}, None),
        ({}, None),
    ],
)
def test_the_segment_is_the_given_one_or_the_documents(fields, segment):
    assert accepted(phone="11987654321", **fields).segment == segment


def test_the_contacts_own_time_zone_goes_before_its_area_codes():
    assert accepted(phone="11987654321", timezone="America/Manaus").timezone == "America/Manaus"
    assert accepted(email="ana@empresa.com").timezone is None
    assert accepted(phone="+351912345678").timezone is None


@pytest.mark.parametrize(
    ("written", "priority"), [("HOT", "hot"), ("quente", "hot"), ("Frio", "cold"), ("", None)]
)
def test_a_priority_may_be_portuguese(written, priority):
    assert accepted(phone="11987654321", priority=written).priority == priority


def test_a_name_stays_in_one_line_and_is_never_interpreted():
    contact = accepted(phone="11987654321", company=" Acme\r\nBcc: x ", contactName="{{ 7 * 7 }} =1+1")
    assert (contact.company, contact.contact_name) == ("Acme Bcc: x", "{{ 7 * 7 }} =1+1")


def test_other_addresses_source_and_consent_are_carried():
    contact = accepted(
        phone="11987654321 | 1133334444",
        email="ana@empresa.com",
        source=" Feira\u200b 2026 ",
        consent="opt-in\nsite",
    )
    assert contact.other_addresses == ("+551133334444",)
    assert contact.addresses == ("+5511987654321", "ana@empresa.com", "+551133334444")
    assert (contact.source, contact.consent) == ("Feira 2026", "opt-in site")


def test_a_broken_name_is_not_greeted_and_the_contact_stays():
    contact = accepted(phone="11987654321", contactName="{{nome}}", company="JosÃ© &amp; Cia")
    assert (contact.contact_name, contact.company) == ("", "José & Cia")
