"""Files are read by the ending of their names and have their place in the bucket."""

import pytest

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import files

TABLE = b"Nome,Email,Telefone\nAcme,,11987654321\n"


def test_the_ending_tells_the_format_whatever_its_case():
    assert files.read("acme/spring/LEADS.CSV", TABLE).columns == ("Nome", "Email", "Telefone")
    assert files.read("acme/spring/leads.json", b"[]").columns[0] == "company"


@pytest.mark.parametrize(
    ("key", "size", "code"),
    [
        ("acme/spring/leads.csv", 0, "empty_file"),
        ("acme/spring/leads.xlsx", 32 * 2**20 + 1, "file_too_large"),
        ("acme/spring/leads.pdf", 10, "unknown_format"),
        ("acme/spring/leads", 10, "unknown_format"),
    ],
)
def test_a_file_that_is_not_read_is_refused_by_its_name_and_size(key, size, code):
    with pytest.raises(Refused) as refused:
        files.check_size(key, size)
    assert refused.value.code == code


def test_the_key_of_a_file_names_tenant_and_campaign():
    assert files.place("acme/spring/leads.csv") == ("acme", "spring")


@pytest.mark.parametrize(
    "key", ["leads.csv", "acme/leads.csv", "acme/spring/2026/leads.csv", "acme//leads.csv"]
)
def test_a_file_in_another_place_is_refused_with_the_right_one(key):
    with pytest.raises(Refused, match="<tenant>/<campaign>/<name>"):
        files.place(key)


@pytest.mark.parametrize("name", ["leads.csv.rejected.csv", "leads.xlsx.Report.JSON"])
def test_a_report_of_ours_is_known_by_its_name(name):
    assert files.is_ours(f"acme/spring/{name}")
    assert not files.is_ours("acme/spring/report.json")
