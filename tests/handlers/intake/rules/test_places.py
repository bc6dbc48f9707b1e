"""Where a list lies says what it is, and where its answers go."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import places
from handlers.intake.rules.places import Dropped

NOW = datetime(2026, 11, 26, 10, 30, 5, 250_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("inbox/acme/spring/leads.csv", Dropped("acme", "spring", "leads.csv")),
        ("inbox/acme/spring/LISTA DE MARÇO+1.XLSX", Dropped("acme", "spring", "LISTA DE MARÇO+1.XLSX")),
        ("inbox/acme/spring/feira/dia 2/leads", Dropped("acme", "spring", "feira/dia 2/leads")),
        ("inbox/acme/do-not-contact/sair.csv", Dropped("acme", "do-not-contact", "sair.csv")),
    ],
)
def test_a_list_says_by_its_place_for_whom_it_is_whatever_it_is_called(key, expected):
    assert places.dropped(key) == expected


@pytest.mark.parametrize(
    "key", ["inbox/", "inbox/acme/spring/", "reports/acme/spring/leads.csv/x/report.json"]
)
def test_a_folder_and_a_report_are_no_lists(key):
    assert places.dropped(key) is None


@pytest.mark.parametrize(
    "key",
    [
        "inbox/leads.csv",
        "inbox/acme/leads.csv",
        "inbox//spring/leads.csv",
        "acme/spring/leads.csv",
        "leads.csv",
    ],
)
def test_a_list_whose_place_names_no_campaign_is_refused_with_the_right_place(key):
    with pytest.raises(Refused, match="put it at inbox/<tenant>/<campaign>/<name>") as refused:
        places.dropped(key)
    assert (refused.value.code, refused.value.value) == ("wrong_place", key)


def test_the_reports_of_a_list_lie_at_its_own_path_one_folder_for_each_time_in_order():
    key = "inbox/acme/spring/leads.csv"
    first = places.report_folder(key, NOW, "job-1")
    assert first.startswith("reports/acme/spring/leads.csv/2026-11-26T10-30-05Z-")
    assert first.endswith("/")
    assert places.report_folder(key, NOW, "job-1") == first
    assert places.report_folder(key, NOW, "job-2") != first
    assert places.report_folder(key, NOW + timedelta(seconds=1), "job-0") > first


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(lambda name: name * 50))
def test_no_report_has_a_key_that_is_too_long_for_s3_or_is_told_as_a_list(name):
    key = places.report_folder(f"inbox/acme/spring/{name}", NOW, "x") + "linhas-a-corrigir.xlsx"
    assert len(key.encode()) <= 1024
    assert places.dropped(key) is None


def test_long_names_that_begin_alike_have_reports_of_their_own():
    first, second = (places.report_folder(f"inbox/acme/spring/{'é' * 480}{end}", NOW, "x") for end in "ab")
    assert first != second
