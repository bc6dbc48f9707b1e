"""Phone numbers: every notation in use gives the same number, and an ambiguous one is refused."""

from random import Random

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules import area_codes, phones
from handlers.common.rules.refusals import Refused
from tests import lines
from tests.phones import judging, mutations

AREAS = sorted(area_codes.STATES)

mobiles = st.builds(
    "{}9{}{:07d}".format, st.sampled_from(AREAS), st.integers(6, 9), st.integers(0, 9_999_999)
)
land_lines = st.builds(
    "{}{}{:07d}".format, st.sampled_from(AREAS), st.integers(2, 5), st.integers(0, 9_999_999)
)

NOTATIONS = [
    "{area}{local}",
    "{area} {local}",
    "({area}) {local}",
    "({area}){head}-{tail}",
    "({area}) {head}-{tail}",
    "({area}) {head} {tail}",
    "{area}.{head}.{tail}",
    "{area}-{head}-{tail}",
    "{area}/{head}-{tail}",
    "0{area}{local}",
    "(0{area}) {head}-{tail}",
    "0xx{area} {head}-{tail}",
    "(0XX{area}) {head}-{tail}",
    "015{area}{local}",
    "0 41 {area} {head}-{tail}",
    "0xx15 {area} {local}",
    "55{area}{local}",
    "55 {area} {local}",
    "+55{area}{local}",
    "+55 ({area}) {head}-{tail}",
    "+55 (0{area}) {head}-{tail}",
    "(+55) {area} {local}",
    "0055{area}{local}",
    "tel:+55{area}{local}",
    "WhatsApp: ({area}) {head}-{tail}",
    "({area}) {head}-{tail} (Ana)",
    " \t({area})\u00a0{head}\u2011{tail} ",
    "'{area}{local}",
    "{area}{local}.0",
    "{area}{local},00",
    "({area}) {head}-{tail} ramal 22",
]

BEHIND_CARRIER = ("015{area}{local}", "0 41 {area} {head}-{tail}", "0xx15 {area} {local}")
"""A carrier code counts only with a whole number behind it."""


def written(notation: str, national: str) -> str:
    local = national[2:]
    return notation.format(area=national[:2], local=local, head=local[:-4], tail=local[-4:])


def scientific(national: str) -> str:
    return f"{national[0]}.{national[1:].rstrip('0') or '0'}E+{len(national) - 1}"


@settings(deadline=None)
@given(national=mobiles | land_lines, notation=st.sampled_from(NOTATIONS))
def test_every_notation_of_a_valid_number_gives_the_same_e164_and_the_library_calls_it_valid(
    national: str, notation: str
) -> None:
    two_ways = "9" in national[:2] if len(national) == 10 else national[:2] in ("96", "97", "98", "99")
    if notation == "015{area}{local}" and two_ways:
        # As well a mobile of area 15 with a digit too many, or two.
        notation = "0 15 {area} {local}"
    phone = phones.normalise(written(notation, national))
    assert phone.e164 == f"+55{national}"
    assert phone.mobile == (len(national) == 11)
    assert phone.region == "BR"
    assert phone.zone == area_codes.ZONES[national[:2]]
    assert phonenumbers.is_valid_number(phonenumbers.parse(phone.e164))


@settings(deadline=None)
@given(national=mobiles, notation=st.sampled_from(NOTATIONS).filter(lambda each: each not in BEHIND_CARRIER))
def test_a_number_without_its_ninth_digit_is_completed(national: str, notation: str) -> None:
    old = national[:2] + national[3:]
    assert phones.normalise(written(notation, old)).e164 == f"+55{national}"


@settings(deadline=None)
@given(text=st.sampled_from(NOTATIONS).flatmap(lambda n: mobiles.map(lambda m: written(n, m))) | st.text())
def test_any_text_is_refused_or_gives_a_valid_number_that_stays_the_same_when_read_again(text: str) -> None:
    try:
        phone = phones.normalise(text)
    except Refused:
        return
    assert phonenumbers.is_valid_number(phonenumbers.parse(phone.e164))
    assert phones.normalise(phone.e164) == phone


@settings(deadline=None)
@given(national=mobiles)
def test_a_number_grouped_with_its_area_code_at_the_end_is_refused(national: str) -> None:
    area, head, tail = national[:2], national[2:7], national[7:]
    for text in (f"{head}-{tail} ({area})", f"{head}{tail} {area}", f"{head}-{tail}/{area}"):
        with pytest.raises(Refused) as refused:
            phones.normalise(text)
        assert refused.value.code == "area_code_at_end"


@settings(deadline=None)
@given(national=mobiles)
def test_both_forms_of_a_mobile_are_the_same_person(national: str) -> None:
    old = f"+55{national[:2]}{national[3:]}"
    assert phones.match_forms(f"+55{national}") == (f"+55{national}", old)
    assert set(phones.match_forms(old)) == {f"+55{national}", old}
    assert {phones.normalise(form).e164 for form in phones.match_forms(f"+55{national}")} == {
        f"+55{national}"
    }


@settings(deadline=None)
@given(national=mobiles | land_lines)
def test_a_number_in_scientific_notation_is_read_or_refused_but_never_changed(national: str) -> None:
    text = scientific(national)
    if national.endswith("0"):
        with pytest.raises(Refused, match="has lost digits"):
            phones.normalise(text)
    else:
        assert phones.normalise(text).e164 == f"+55{national}"


@lines.over(
    ("text", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("n/a", "not_a_phone"),
        ("não tem", "not_a_phone"),
        ("1198765432l", "not_a_phone"),
        ("=11987654321", "not_a_phone"),
        ("1,19877E+10", "rounded"),
        ("98765-4321", "no_area_code"),
        ("3333-4444", "no_area_code"),
        ("3333-4444 (11)", "area_code_at_end"),
        ("3333-4444 11", "area_code_at_end"),
        ("98765432111", "area_code_at_end"),
        ("190", "service_number"),
        ("0800 123 4567", "service_number"),
        ("0300 123 4567", "service_number"),
        ("4004-1234", "service_number"),
        ("(20) 98765-4321", "area_code_unknown"),
        ("(00) 98765-4321", "area_code_unknown"),
        ("(7) 98825-1234", "area_code_unknown"),
        ("(xx) 98765-4321", "no_area_code"),
        ("11 98765-43", "too_few_digits"),
        ("11 98765-432", "too_few_digits"),
        ("11 98765-43210", "too_many_digits"),
        ("(011) 98765-43210", "too_many_digits"),
        ("(015) 98765-43210", "too_many_digits"),
        ("(015) 993456-7890", "ambiguous"),
        ("0151933334444", "ambiguous"),
        ("0 11 21 98765-4321", "carrier_code_unknown"),
        ("01041983507905", "carrier_code_unknown"),
        ("0 19 (11) 98765-4321", "carrier_code_unknown"),
        ("01599963810600", "ambiguous"),
        ("015 99963-810600", "ambiguous"),
        ("0 15 11 8765-4321", "ambiguous"),
        ("00 11 98765-4321", "ambiguous"),
        ("00 51 98765-4321", "ambiguous"),
        ("0051912345678", "ambiguous"),
        ("004556364697", "ambiguous"),
        ("004367.4472.6436", "ambiguous"),
        ("0 0xx11 98765-4322", "ambiguous"),
        ("(55) 987654-3210", "ambiguous"),
        ("+51 98765-4321", "ambiguous"),
        ("wa.me/51987654321", "ambiguous"),
        ("wa.me/message/ABC123", "not_a_phone"),
        ("5511987654321@g.us", "not_a_phone"),
        ("11 9876-5432 fundos 1", "ambiguous"),
        ("11 9876-5432\u00b9", "not_a_phone"),
        ("119.876.543-21", "not_a_phone"),
        ("CPF 11987654321", "not_a_phone"),
        ("119876543.00", "too_few_digits"),
        ("1198765432.1", "not_a_phone"),
        ("5,5119876543E+12", "rounded"),
        ("5.51199E+12", "rounded"),
        ("5511990000000", "rounded"),
        ("Rua 11, 98765-4321", "not_a_phone"),
        ("(11) 08765-4321", "invalid_phone"),
        ("14155552671", "invalid_phone"),
        ("+1 198 765 4321", "invalid_phone"),
        ("+999 1234 5678", "invalid_phone"),
        ("+44 20 7946 0958", "foreign_not_mobile"),
    ],
)
def test_what_is_no_usable_number_is_refused_with_a_reason(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        phones.normalise(text)
    assert refused.value.code == code
    assert refused.value.value == text


@pytest.mark.parametrize(
    "text",
    [
        "\u202a+55 11 98765-4321\u202c",
        "\u200b(11)\u00a098765\u20114321\ufeff",
        '="11987654321"',
        "'11987654321",
        "11987654321,00",
        "5,511987654321E+12",
        "0055 11 98765-4321",
        "0 15 11 98765-4321",
        "0xx11 98765-4321",
        "(11) 9876-54321",
        "(11) 9 87654321",
        "+55 11 987 654 321",
        "1198765-4321",
        "11 9 87 65 43 21",
        "5511987654321@s.whatsapp.net",
        "551187654321:12@s.whatsapp.net",
        "5511987654321@c.us",
        "https://wa.me/5511987654321?text=Oi%201",
        "wa.me/11987654321",
        "https://api.whatsapp.com/send?phone=5511987654321&text=Oi",
        "https://web.whatsapp.com/send/?text=1&phone=%2B5511987654321",
        "tel:+55-11-98765-4321",
        "\U0001f4f1 (11) 98765-4321",
        "\uff11\uff11987654321",
    ],
)
def test_what_programs_put_around_a_number_is_taken_off(text: str) -> None:
    assert phones.normalise(text).e164 == "+5511987654321"


@pytest.mark.parametrize(
    ("text", "e164", "region"),
    [
        ("+1 415 555 2671", "+14155552671", "US"),
        ("+351 912 345 678", "+351912345678", "PT"),
        ("+44 (0)7400 123456", "+447400123456", "GB"),
        ("00351 912 345 678", "+351912345678", "PT"),
        ("00595 961 123456", "+595961123456", "PY"),
        ("00244 923 123 456", "+244923123456", "AO"),
        ("+51 987 654 321", "+51987654321", "PE"),
        ("+54 9 11 2345-6789", "+5491123456789", "AR"),
    ],
)
def test_another_countrys_mobile_is_kept_and_tells_no_brazilian_zone(
    text: str, e164: str, region: str
) -> None:
    assert phones.normalise(text) == phones.Phone(e164, True, region, None, None)


@pytest.mark.parametrize(
    "text", ["0 15 99 96381-0600", "015 (99) 96381-0600", "0xx15 (99) 96381-0600", "(99) 96381-0600"]
)
def test_a_carrier_code_that_is_an_area_code_too_is_told_apart_by_blanks_and_brackets(text: str) -> None:
    assert phones.normalise(text).e164 == "+5599963810600"


@pytest.mark.parametrize("carrier", ["10", "13", "19", "24", "55"])
def test_a_carrier_code_that_is_not_surely_in_use_is_never_skipped(carrier: str) -> None:
    for text in (f"0{carrier}41983507905", f"0 {carrier} 41 98350-7905", f"0{carrier} (41) 98350-7905"):
        with pytest.raises(Refused):
            phones.normalise(text)


@pytest.mark.parametrize(
    "text",
    [
        "7197729789…",
        "7197729789...",
        "71 9772-9789 …",
        "…1198765432",
        "11 9876…5432",
        "11 9*876-5432",
        "11 9876-5432 X",
        "1198765432*",
        "1198765432_",
        "1198765432?",
        "11 98765-4321…",
    ],
)
def test_a_number_that_is_cut_off_or_masked_is_never_completed(text: str) -> None:
    with pytest.raises(Refused) as refused:
        phones.normalise(text)
    assert (refused.value.code, refused.value.value) == ("cut_off", text)


@pytest.mark.parametrize(
    "text",
    [
        "11 9 876-5432",
        "(11) 9-876-5432",
        "11 9876-543-2",
        "55 92 572-0494",
        "5599 499-1208",
        "0119/5171-9480",
        "289-5793-1266",
        "0 15 91 480-1942",
    ],
)
def test_a_number_whose_groups_show_a_digit_too_few_or_too_many_is_not_read_otherwise(text: str) -> None:
    with pytest.raises(Refused):
        phones.normalise(text)


@pytest.mark.parametrize(
    "cell",
    [
        "https://example.com/11987654321",
        "https://www.instagram.com/11987654321",
        "instagram.com/11987654321",
        "www.example.com/a,11987654321",
        "insta/11987654321",
        "t.me/11987654321",
        "https://wa.me/p/123/5511987654321",
        "https://wa.me/c/5511987654321",
        "https://example.com/?phone=5511987654321&ref=21987654322",
        "https://chat.whatsapp.com/AbC11987654321",
        "5511987654321-1612345678@g.us",
        "123456789012345@lid",
    ],
)
def test_a_link_or_an_id_that_is_no_persons_number_is_refused(cell: str) -> None:
    assert phones.valid_in(cell) == []


def test_a_link_beside_a_number_does_no_harm() -> None:
    cell = "11 98765-4321 / instagram.com/ana2020, https://wa.me/5521987654321"
    assert [phone.e164 for phone in phones.valid_in(cell)] == ["+5511987654321", "+5521987654321"]


@pytest.mark.parametrize(
    "cell",
    [
        "(11/21) 99433-1844",
        "11/21 99433-1844",
        "(11)/(21) 99433-1844",
        "DDD 11 ou 21 99433-1844",
        "11 9876-5432/1",
    ],
)
def test_a_slash_that_leaves_open_whose_number_it_is_makes_the_cell_ambiguous(cell: str) -> None:
    with pytest.raises(Refused) as refused:
        phones.first_valid(cell)
    assert refused.value.code == "ambiguous"


@pytest.mark.parametrize("text", ["+870 773 111 632", "+8816 1234 5678", "+883 5100 012345"])
def test_a_satellite_or_an_international_network_is_no_country_with_mobiles(text: str) -> None:
    with pytest.raises(Refused):
        phones.normalise(text)


def test_a_ten_digit_land_line_is_brazilian_and_no_mobile() -> None:
    phone = phones.normalise("1133334444")
    assert (phone.e164, phone.mobile, phone.state) == ("+551133334444", False, "SP")


@pytest.mark.parametrize(
    ("cell", "e164"),
    [
        ("11987654321 | 1133334444", "+5511987654321"),
        ("1133334444 | 11987654321", "+551133334444"),
        ("123 | 11987654321", "+5511987654321"),
        ("11987654321;1133334444", "+5511987654321"),
        ("123\n11987654321", "+5511987654321"),
        ("11 98765-4321/3333-4444", "+5511987654321"),
        ("11/98765-4321", "+5511987654321"),
        ("3333-4444 / 11 98765-4321", "+5511987654321"),
        ("11 98765-4321, 11 3333-4444", "+5511987654321"),
        ("11 98765-4321 e 11 3333-4444", "+5511987654321"),
        ("11 98765-4321 ou 3333-4444", "+5511987654321"),
        ("1,1987654321E+10", "+5511987654321"),
        ("+55 11 98765-4321 ::: +55 11 3333-4444", "+5511987654321"),
        ("Ana e Rui 11 98765-4321", "+5511987654321"),
        ("98765-4321 (11) | 21 98765-4321", "+5521987654321"),
    ],
)
def test_of_several_numbers_in_a_cell_the_first_valid_one_counts(cell: str, e164: str) -> None:
    assert phones.first_valid(cell).e164 == e164


def test_all_numbers_of_a_cell_are_found_in_order_each_once() -> None:
    found = phones.valid_in("1133334444 | 98765-4321; 11 98765-4321\n+55 11 98765-4321 ::: -")
    assert [phone.e164 for phone in found] == ["+551133334444", "+5511987654321"]
    assert phones.valid_in("-") == []


@settings(deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_spoilt_number_is_the_same_person_or_refused_or_stands_there_digit_for_digit(seed: int) -> None:
    spoilt = mutations.spoilt(Random(seed))
    assert judging.outcome(spoilt) != judging.STRANGER, spoilt
    assert not (judging.difference(spoilt.text) or "").startswith("unexplained")


@given(text=st.text(alphabet="0123456789+() -./x", min_size=8, max_size=24))
def test_no_digit_of_a_number_is_dropped_split_or_moved(text: str) -> None:
    try:
        found = phones.normalise(text)
    except Refused:
        return
    assert judging.stands(found.e164, text)


def test_a_cell_without_a_valid_number_is_refused_for_its_main_one() -> None:
    with pytest.raises(Refused) as refused:
        phones.first_valid("98765-4321 | n/a")
    assert refused.value.code == "no_area_code"


@given(parts=st.lists(st.text(alphabet="0123456789 -()", min_size=1).filter(str.strip), max_size=5))
def test_a_cell_is_split_into_the_numbers_that_were_joined_in_it(parts: list[str]) -> None:
    assert phones.split(" | ".join(parts)) == [part.strip() for part in parts]
