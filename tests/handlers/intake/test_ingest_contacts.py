"""ingest-contacts on the embedded cloud: from a request or a file to contacts in the backlog, each of them once."""

import io
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from openpyxl import load_workbook

from handlers import ingest_contacts
from handlers.common.storage import dynamo, stats
from tests.handlers.intake.loading import (
    COLUMNS,
    Context,
    answers,
    contacts,
    counted,
    folders,
    notification,
    workbook,
)

ROWS = [
    ("Padaria Pão Quente", "Ana", "11.222.333/0001-81", "ana@padaria.com.br", "(11) 98765-4321"),
    ("Oficina do Zé", "José", "111.444.777-35", "", "21 8765-4321 | 2133334444"),
    ("", "", "", "", ""),
    ("Mercado Azul", "Lia", "11.222.333/0001-82", "LIA@azul.com", "1133334444"),
    ("Padaria (outra vez)", "Ana", "", "", "+55 11 98765-4321"),
    ("Sem endereço", "Rui", "", "rui@@nada", "98765-4321"),
    ("@SUM(1)", "Eva", "", "", "3333-4444 11"),
]


def test_a_spreadsheet_becomes_contacts_in_the_backlog_and_a_report_beside_it(place, tables, drop, started):
    file = drop("novos leads (março).xlsx", workbook(ROWS))
    answer = ingest_contacts.handler(notification(file), Context())["files"][0]

    assert counted(answer) == (3, 1, 2, 1)
    assert answer["report"].startswith("reports/acme/spring/novos leads (março).xlsx/20")
    assert [(error["row"], error["field"], error["code"]) for error in answer["errors"]] == [
        (7, "phone", "no_area_code"),
        (7, "email", "invalid_email"),
        (8, "phone", "area_code_at_end"),
    ]
    assert [(note["row"], note["code"]) for note in answer["notes"]] == [
        (5, "invalid_document"),
        (6, "duplicate_of_row"),
    ]
    told = answers(file, answer["report"])
    assert told.keys() == {"report.html", "report.json", "linhas-a-corrigir.xlsx"}
    document = json.loads(told["report.json"])
    assert {name: document[name] for name in answer if name not in ("errors", "notes")} == {
        name: value for name, value in answer.items() if name not in ("errors", "notes")
    }
    assert document["errors"] == [{**error, "outcome": "invalid"} for error in answer["errors"]]
    assert started == [("release", place)]

    by_name = {contact["company"]: contact for contact in contacts(tables)}
    bakery, workshop, market = (
        by_name[name] for name in ("Padaria Pão Quente", "Oficina do Zé", "Mercado Azul")
    )
    assert (bakery["channel"], bakery["phone"], bakery["segment"]) == ("whatsapp", "+5511987654321", "B2B")
    assert (workshop["phone"], workshop["segment"], workshop["uf"]) == ("+5521987654321", "B2C", "RJ")
    assert (market["channel"], market["email"], market["phone"]) == ("email", "lia@azul.com", "+551133334444")
    assert "document" not in market
    for contact in by_name.values():
        assert contact["state"] == "new"
        assert contact["nextStep"] == "outreach"
        assert contact["backlog"].startswith("acme#spring#")
        assert contact["backlogOrder"].startswith("2#")
        assert contact["timezone"] == "America/Sao_Paulo"

    totals = stats.totals("acme", "spring")
    assert totals == {"ingested": 3, "duplicates": 1, "invalid": 2, "blank": 1, "contacts_waiting": 3}


def test_the_rejected_rows_come_back_as_they_were_and_open_safely_in_a_spreadsheet_program(drop):
    file = drop("leads.xlsx", workbook(ROWS))
    ingest_contacts.handler(notification(file), Context())
    body = io.BytesIO(answers(file)["linhas-a-corrigir.xlsx"])
    header, *rows = load_workbook(body)["Leads"].iter_rows(values_only=True)
    assert header == (*COLUMNS, "Linha e motivo")
    assert [cell or "" for cell in rows[0][:5]] == list(ROWS[5])
    assert rows[1][0] == "@SUM(1)"
    assert rows[1][5].startswith("linha 8: Telefone")


def test_the_same_file_loaded_twice_adds_nobody(place, tables, drop):
    file = drop("leads.xlsx", workbook(ROWS))
    first = ingest_contacts.handler({**place, "file": file}, Context())
    again = ingest_contacts.handler({**place, "file": file}, Context())
    assert counted(first) == (3, 1, 2, 1)
    assert counted(again) == (0, 4, 2, 1)
    assert len(contacts(tables)) == 3


def test_the_same_file_loaded_at_once_adds_nobody(place, tables, drop):
    rows = [(f"Empresa {number}", "", "", f"c{number}@empresa.com", "") for number in range(300)]
    file = drop("leads.xlsx", workbook(rows))
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda _: ingest_contacts.handler({**place, "file": file}, Context()), range(4))
        )
    assert sum(answer["ingested"] for answer in answers) == 300
    assert all(answer["ingested"] + answer["duplicates"] == 300 for answer in answers)
    assert len(contacts(tables)) == 300


def test_a_notification_delivered_twice_is_one_job(drop):
    file = drop("leads.xlsx", workbook(ROWS))
    first = ingest_contacts.handler(notification(file), Context())
    again = ingest_contacts.handler(notification(file), Context())
    assert again == first
    assert stats.totals("acme", "spring")["ingested"] == 3


def test_a_contact_that_was_written_to_is_never_touched(place, tables):
    contact = {"phone": "11987654321", "company": "Antes"}
    ingest_contacts.handler({**place, "contacts": [contact]}, Context())
    item = contacts(tables)[0]
    written = {**item, "state": "contacted", "step": "outreach"}
    del written["backlog"], written["backlogOrder"]
    dynamo.client().put_item(TableName=tables["contacts"], Item=dynamo.encode(written))

    again = ingest_contacts.handler({**place, "contacts": [{**contact, "company": "Depois"}]}, Context())
    assert counted(again) == (0, 1, 0, 0)
    assert contacts(tables) == [written]


def test_one_bad_row_of_a_request_stops_none_of_the_others(place, tables):
    request = [
        {"phone": 11987654321, "segment": "b2b", "priority": "hot", "timezone": "America/Manaus"},
        {"phone": ["11987654321"]},
        "no object",
        {"email": "a@b.com", "segment": "B2X"},
        {"email": "eva@empresa.com", "metadata": {"source": "fair", "seats": 3}, "ramal": "1"},
        {"phone": None, "email": ""},
    ]
    answer = ingest_contacts.handler({**place, "contacts": request}, Context())
    assert counted(answer) == (2, 0, 4, 0)
    assert [(error["row"], error["field"], error["code"]) for error in answer["errors"]] == [
        (2, "phone", "wrong_type"),
        (3, "row", "not_an_object"),
        (4, "segment", "unknown_segment"),
        (6, "phone", "no_address"),
    ]
    assert [(note["row"], note["field"], note["code"]) for note in answer["notes"]] == [
        (5, "ramal", "unknown_field")
    ]
    assert answer["report"] is None
    first, second = sorted(contacts(tables), key=lambda contact: contact["row"])
    assert (first["backlogOrder"][:2], first["timezone"], first["segment"]) == ("1#", "America/Manaus", "B2B")
    assert second["metadata"] == {"source": "fair", "seats": "3"}


def test_what_is_left_out_of_a_refused_row_is_told_with_its_errors(place, tables):
    row = {"phone": "3333-4444", "document": "11222333000182", "ramal": "1", "contactName": "null"}
    answer = ingest_contacts.handler({**place, "contacts": [row]}, Context())
    assert counted(answer) == (0, 0, 1, 0)
    assert [(error["field"], error["code"]) for error in answer["errors"]] == [
        ("phone", "no_area_code"),
        ("ramal", "unknown_field"),
        ("contactName", "broken_name"),
        ("document", "invalid_document"),
    ]
    assert answer["notes"] == []


@pytest.mark.parametrize(
    ("change", "code", "cure"),
    [
        ({"tenantId": "nobody"}, "unknown_tenant", "python -m ops tenant put tenant.json"),
        ({"campaignId": "nothing"}, "unknown_campaign", "python -m ops campaign put campaign.json"),
        ({"contacts": None}, "invalid_request", "either contacts or file"),
        ({"tenantId": "a#b"}, "invalid_request", "tenantId"),
    ],
)
def test_a_request_that_names_no_known_place_is_refused_whole(place, tables, change, code, cure):
    request = {**place, "contacts": [{"phone": "11987654321"}], **change}
    answer = ingest_contacts.handler(request, Context())
    assert answer["status"] == "refused"
    assert answer["errors"][0]["code"] == code
    assert cure in answer["errors"][0]["message"]
    assert contacts(tables) == []


def test_a_file_that_cannot_be_read_is_refused_beside_it(drop, tables):
    file = drop("leads.xlsx", b"not a workbook")
    answer = ingest_contacts.handler(notification(file), Context())["files"][0]
    assert answer["errors"][0]["code"] == "missing_columns"
    told = answers(file, answer["report"])
    document = json.loads(told["report.json"])
    assert (document["status"], document["errors"][0]["code"]) == ("refused", "missing_columns")
    assert "A lista não foi lida: ninguém entrou." in told["report.html"].decode()
    assert contacts(tables) == []


def test_what_an_ingest_puts_beside_a_list_is_not_taken_for_a_list(drop):
    file = drop("leads.xlsx", workbook(ROWS))
    ingest_contacts.handler(notification(file), Context())
    for name in answers(file):
        answered = {**file, "key": folders(file)[0] + name}
        assert ingest_contacts.handler(notification(answered), Context()) == {
            "files": [{"status": "ignored"}]
        }
