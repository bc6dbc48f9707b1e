"""The addresses of a row, the one that is written to, and the reasons where there is none."""

import pytest

from handlers.common.rules.model import Channel
from handlers.intake.rules import reach


@pytest.mark.parametrize(
    ("phone", "email", "main"),
    [
        ("(81) 98765-4321", "ana@empresa.com", (Channel.WHATSAPP, "+5581987654321")),
        ("1133334444", "ana@empresa.com", (Channel.EMAIL, "ana@empresa.com")),
        ("1133334444 | (21) 98765-4321", "", (Channel.WHATSAPP, "+5521987654321")),
        ("", "ana@empresa.com", (Channel.EMAIL, "ana@empresa.com")),
    ],
)
def test_a_mobile_is_written_to_before_an_email(phone, email, main):
    assert reach.addresses(phone, email).main == main


@pytest.mark.parametrize(
    ("phone", "email", "reasons"),
    [
        ("", " ", ["no_address"]),
        ("1133334444", "", ["land_line"]),
        ("98765-4321", "", ["no_area_code"]),
        ("1133334444", "ana@", ["invalid_email"]),
        ("123456", "ana@", ["too_few_digits", "invalid_email"]),
        ("1133334444 | 4004-1234", "", ["service_number"]),
        ("-", "-", ["no_address"]),
    ],
)
def test_a_row_that_nobody_can_be_written_to_under_has_every_reason(phone, email, reasons):
    found = reach.addresses(phone, email)
    assert found.main is None
    assert [problem.code for problem in found.unreachable] == reasons


def test_all_other_addresses_are_kept_in_order_without_repeats():
    found = reach.addresses(
        "(11) 98765-4321 | 1133334444 ::: +55 11 98765-4321 | (21) 98765-4321",
        "a@empresa.com; b@empresa.com, a@empresa.com",
    )
    assert found.main == (Channel.WHATSAPP, "+5511987654321")
    assert (found.email, found.others) == (
        "a@empresa.com",
        ("+551133334444", "+5521987654321", "b@empresa.com"),
    )
    assert found.problems == ()


def test_a_bad_address_beside_a_good_one_is_named_with_its_text():
    found = reach.addresses("11 98765-4321 | 11 98765-43", "con tato@empresa.com")
    assert [(each.field, each.code, each.value) for each in found.problems] == [
        ("phone", "too_few_digits", "11 98765-43"),
        ("email", "invalid_email", "con tato@empresa.com"),
    ]


def test_an_address_in_the_column_of_the_other_kind_is_read_and_noted():
    found = reach.addresses("ana@empresa.com", "(11) 98765-4321")
    assert found.main == (Channel.WHATSAPP, "+5511987654321")
    assert (found.email, found.problems) == ("ana@empresa.com", ())
    assert [each.code for each in found.notes] == ["email_in_phone", "phone_in_email"]


def test_a_whatsapp_id_in_the_column_of_the_e_mail_is_a_phone():
    assert reach.addresses("", "5511987654321@s.whatsapp.net").main == (Channel.WHATSAPP, "+5511987654321")


def test_part_of_a_cell_is_never_taken_for_an_address_of_the_other_kind():
    found = reach.addresses("ligar para ana@empresa.com", "Ana 11 98765-4321 ou ana@")
    assert (found.main, found.others) == (None, ())


@pytest.mark.parametrize(
    "cell", ["an\na@empresa.com", "11 98765-4321/ana/maria@empresa.com", "ana, maria@empresa.com"]
)
def test_a_piece_of_a_broken_email_in_the_phones_column_is_nobodys_address(cell):
    assert reach.addresses(cell, "").email is None


def test_addresses_beyond_the_limit_are_left_out_and_noted():
    found = reach.addresses(" | ".join(f"11 98765-{number:04d}" for number in range(30)), "")
    assert len(found.others) == reach.MAX_OTHER
    assert [each.code for each in found.problems] == ["left_out"]
