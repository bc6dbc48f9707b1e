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
        ("123", "ana@", ["invalid_phone", "invalid_email"]),
    ],
)
def test_a_row_that_nobody_can_be_written_to_under_has_every_reason(phone, email, reasons):
    found = reach.addresses(phone, email)
    assert found.main is None
    assert [problem.code for problem in found.unreachable] == reasons
