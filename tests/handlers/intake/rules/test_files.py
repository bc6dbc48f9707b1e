"""Files are read by what they hold and have their place in the bucket."""

import pytest

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import files
from handlers.intake.rules.new_contacts import Draft

TABLE = b"Nome,Email,Telefone\nAcme,,11987654321\n"


@pytest.mark.parametrize(
    "name", ["LEADS.CSV", "leads.txt", "leads", "leads.xlsx", "leads.2026-01", "LEADS.Json"]
)
def test_a_list_is_read_by_what_it_holds_whatever_its_name(name):
    assert files.read(f"acme/spring/{name}", TABLE).columns == ("Nome", "Email", "Telefone")
    assert files.read(f"acme/spring/{name}", b"[]").columns == ("JSON",)


def test_a_table_that_begins_like_json_is_a_table():
    body = b"[CRM] Lista;;\nNome;Email;Telefone\nAcme;;11987654321\n"
    assert files.read("leads.csv", body).read_as == "CSV (;), UTF-8"
    with pytest.raises(Refused, match="not valid JSON"):
        files.read("leads.csv", b"[1, 2")


def test_the_columns_that_a_campaign_names_reach_every_format():
    columns = {"Ramal": "phone"}
    for body in (b"Nome;Ramal\nAcme;11987654321\n", b'[{"nome": "Acme", "ramal": "11987654321"}]'):
        listed = files.read("leads", body, columns=columns)
        ((_, record),) = listed.records()
        assert listed.draft(record) == Draft(company="Acme", phone="11987654321")


@pytest.mark.parametrize(
    ("key", "size", "code"),
    [
        ("acme/spring/leads.csv", 0, "empty_file"),
        ("acme/spring/leads.csv", 64 * 2**20 + 1, "file_too_large"),
    ],
)
def test_a_file_that_is_not_read_is_refused_by_its_name_and_size(key, size, code):
    with pytest.raises(Refused, match=r"'leads\.csv'") as refused:
        files.check_size(key, size)
    assert refused.value.code == code


def test_each_format_has_its_limit_and_the_refusal_names_it():
    with pytest.raises(Refused, match="a workbook may have 32") as refused:
        files.read("leads.xlsx", b"PK\x03\x04[Content_Types].xml" + bytes(32 * 2**20))
    assert refused.value.code == "file_too_large"


def test_what_is_no_list_is_refused():
    with pytest.raises(Refused, match="seems to be a PDF"):
        files.read("acme/spring/leads.csv", b"%PDF-1.7")
