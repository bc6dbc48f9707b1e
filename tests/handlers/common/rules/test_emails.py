"""E-mail addresses come out in one form, without the text around them, or are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules import emails
from handlers.common.rules.refusals import Refused
from tests import lines


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("Ana@Empresa.COM.br", "ana@empresa.com.br"),
        (" ana+leads@empresa.com ", "ana+leads@empresa.com"),
        ("mailto:ana@empresa.com", "ana@empresa.com"),
        ("<ana@empresa.com>", "ana@empresa.com"),
        ("Ana, a dona <ana@empresa.com>", "ana@empresa.com"),
        ("ana@empresa.com.", "ana@empresa.com"),
        ("ana@empresa.com | rui@empresa.com", "ana@empresa.com"),
        ("ana@@empresa.com | rui@empresa.com", "rui@empresa.com"),
        ("ana@empresa.com; rui@empresa.com", "ana@empresa.com"),
        ("ana@empresa.com/rui@empresa.com", "ana@empresa.com"),
        ("ana@empresa.com (financeiro)", "ana@empresa.com"),
        ("ana@empresa.com rui@empresa.com", "ana@empresa.com"),
        ("ana@empresa.com e rui@empresa.com", "ana@empresa.com"),
        ("ana@empresa.com ::: rui@empresa.com", "ana@empresa.com"),
        ("n/d; rui@empresa.com", "rui@empresa.com"),
        ('"Lima, Ana" <ana@empresa.com>, Rui <rui@empresa.com>', "ana@empresa.com"),
        ("ana@empresa.com <ana@empresa.com>", "ana@empresa.com"),
        ("mailto:ana@empresa.com?subject=Oi", "ana@empresa.com"),
        ("E-mail: ana@empresa.com", "ana@empresa.com"),
        ("ana@empresa.com\u200b", "ana@empresa.com"),
        ("\u202aana@empresa.com\u202c\u00a0", "ana@empresa.com"),
        ('="ana@empresa.com"', "ana@empresa.com"),
        ("'ana@empresa.com", "ana@empresa.com"),
        ("ana@xn--empresa-a1a.com", "ana@xn--empresa-a1a.com"),
    ],
)
def test_the_first_valid_address_of_a_cell_counts_in_lower_case(cell: str, address: str) -> None:
    assert emails.first_valid(cell) == address


@lines.over(
    "cell",
    [
        "ana",
        "ana@",
        "@empresa.com",
        "ana@empresa",
        "ana@@empresa.com",
        "ana @empresa.com",
        "ana@empresa .com",
        "ana@empresa,com",
        ".ana@empresa.com",
        "ana..maria@empresa.com",
        "ana@-empresa.com",
        "ana@empresa..com",
        "ana@empresa.c",
        "joão@empresa.com",
        "con tato@empresa.com",
        "ana/maria@empresa.com",
        "ana,lima@empresa.com",
        "ana;lima@empresa.com",
        "ana@empresa.com,br",
        "ana@empresa.com(financeiro)",
        "ana@empresa.com - Ana",
        "Ana <ana@empresa.com",
        "ana@gmail.com <ana@empresa.com>",
        "=ana@empresa.com",
        "?to=ana@empresa.com",
        "to=ana@empresa.com",
        "%20ana@empresa.com",
        "a***@empresa.com",
        "{{ana}}@empresa.com",
        "-ana@empresa.com",
        "an\na@empresa.com",
        "ana@empresa.com\n.br",
        "Ana\r\nana@empresa.com\nRui",
        "ana@empresa.comrui@empresa.com",
        "ana@empresa\u212a.com",
        "5511987654321@s.whatsapp.net",
        "n/a",
        "a" * 65 + "@empresa.com",
        "a@" + "b." * 130 + "com",
        "x" * 10_000_000,
    ],
)
def test_a_broken_address_is_refused(cell: str) -> None:
    with pytest.raises(Refused) as refused:
        emails.first_valid(cell)
    assert refused.value.code == "invalid_email"
    assert len(refused.value.message) < 200


def test_all_addresses_of_a_cell_are_found_in_order_each_once() -> None:
    cell = "Ana@empresa.com | con tato@empresa.com; rui@empresa.com\nana@empresa.com"
    assert emails.valid_in(cell) == ["ana@empresa.com", "rui@empresa.com"]
    assert emails.valid_in("-") == []


@given(
    address=st.from_regex(r"[a-z0-9]{1,9}([._+-][a-z0-9]{1,9})?@empresa\.com\.br", fullmatch=True),
    broken_by=st.sampled_from([" ", "\n", "\r\n", "\u2028", "/", ",", ";", "(", " - ", "\t", "<", " x "]),
    place=st.integers(1, 70),
)
def test_no_piece_of_a_broken_address_is_ever_written_to(address: str, broken_by: str, place: int) -> None:
    place = min(place, len(address) - 1)
    broken = address[:place] + broken_by + address[place:]
    assert set(emails.valid_in(broken)) <= {address.lower()}


def test_addresses_in_lines_of_their_own_are_read_and_a_phone_in_its_own_line_breaks_none() -> None:
    assert emails.valid_in("ana@empresa.com\n\nrui@empresa.com\n(11) 98765-4321") == [
        "ana@empresa.com",
        "rui@empresa.com",
    ]
    assert emails.valid_in("ana\nlima@empresa.com\nrui@empresa.com") == ["rui@empresa.com"]


def test_an_empty_cell_is_refused_as_empty() -> None:
    with pytest.raises(Refused) as refused:
        emails.first_valid(" - ")
    assert refused.value.code == "empty"


@given(st.emails(domains=st.just("empresa.com.br")))
def test_an_address_normalised_twice_is_the_same_address_in_lower_case(address: str) -> None:
    try:
        once = emails.normalise(address)
    except Refused:
        return
    assert emails.normalise(once) == once == once.lower()
