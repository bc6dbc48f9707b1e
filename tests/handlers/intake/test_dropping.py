"""What is dropped in the bucket is answered there, whatever it is: from the notification to the files of the report."""

import csv
import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from handlers import ingest_contacts
from handlers.common.storage import clients, dynamo, keys
from handlers.intake import reporting, walk
from handlers.intake.storage import bucket
from tests.handlers.intake.loading import (
    Context,
    answers,
    contacts,
    counted,
    counted_in,
    folders,
    notification,
    workbook,
)

WISHES = "inbox/acme/do-not-contact/"
LIST = "Nome;Telefone\nLoja {0};+55119876000{0}\nSem DDD;98765-4321\n"


def answered(file: dict[str, str], seconds: float = 60) -> dict[str, Any]:
    (answer,) = ingest_contacts.handler(notification(file), Context(seconds))["files"]
    return answer


def page(file: dict[str, str]) -> str:
    return answers(file)["report.html"].decode()


def long_list(rows: int = 6) -> bytes:
    return workbook([(f"Loja {row}", "", "", "", f"+551198760{row:04}") for row in range(rows)])


def test_a_do_not_contact_list_blocks_its_addresses_and_is_answered_as_one(drop, tables):
    body = "Telefone;Email\n(11) 98765-4321;ana@empresa.com\n3333-4444;\n;ana@empresa.com\n"
    file = drop("lista.csv", body.encode(), WISHES)
    answer = answered(file)
    assert counted(answer) == (1, 1, 1, 0)
    for address in ("+5511987654321", "ana@empresa.com"):
        item = dynamo.read_item(tables["contacts"], keys.address_pk("acme", address), keys.ADDRESS_SK)
        assert item is not None
        assert item["blocked"] is True
    assert "1 linha foi bloqueada; 1 linha precisa de correção." in page(file)
    assert "lista de não contatar" in page(file)
    assert (
        answers(file)["linhas-a-corrigir.csv"].decode("utf-8-sig").splitlines()[1].startswith("3333-4444;;")
    )


@pytest.mark.parametrize(
    ("folder", "named"), [("inbox/acme/spring/", "Spring"), (WISHES, "lista de não contatar")]
)
def test_a_file_that_is_replaced_between_two_runs_ends_where_the_first_one_stopped(
    drop, started, monkeypatch, folder, named
):
    monkeypatch.setattr(walk, "STEP", 2)
    file = drop("longa.xlsx", long_list(), folder)
    assert answered(file, seconds=1)["status"] == "continuing"
    drop("longa.xlsx", b"Telefone\n1", folder)
    again = started.pop()[1]
    answer = ingest_contacts.handler(again, Context())
    assert (answer["status"], answer["ingested"]) == ("cut_short", 2)
    assert [error["code"] for error in answer["errors"]] == ["file_replaced"]
    assert counted_in(file)["status"] == "cut_short"
    assert "A leitura parou no meio: 2" in page(file)
    assert "O arquivo foi trocado enquanto era lido." in page(file)
    assert named in page(file)
    before = answers(file)
    assert ingest_contacts.handler(again, Context())["ingested"] == 2
    assert answers(file) == before


def test_a_continuation_of_an_earlier_release_is_understood(drop, started, monkeypatch):
    monkeypatch.setattr(walk, "STEP", 2)
    file = drop("longa.xlsx", long_list())
    answered(file, seconds=1)
    event = started.pop()[1]
    event["continue"]["judged"] = event["continue"].pop("listId")
    assert ingest_contacts.handler(event, Context())["ingested"] == 6


def test_a_list_is_not_cut_short_once_it_is_done(drop, started, monkeypatch):
    monkeypatch.setattr(walk, "STEP", 4)
    file = drop("longa.xlsx", long_list())
    answered(file, seconds=1)
    again = started.pop()[1]
    assert ingest_contacts.handler(again, Context())["status"] == "done"
    clients.s3().delete_object(Bucket=file["bucket"], Key=file["key"])
    assert ingest_contacts.handler(again, Context())["status"] == "done"
    assert counted_in(file)["status"] == "done"


def test_the_page_of_a_long_list_says_how_far_it_is(drop, started, monkeypatch):
    monkeypatch.setattr(walk, "STEP", 2)
    monkeypatch.setattr(reporting, "PROGRESS_ROWS", 4)
    told: list[dict[str, Any]] = []
    write = bucket.write

    def spy(name: str, key: str, body: Any, kind: str) -> None:
        if key.endswith(".json"):
            told.append(json.load(body))
            body.seek(0)
        write(name, key, body, kind)

    monkeypatch.setattr(bucket, "write", spy)
    answered(drop("longa.xlsx", long_list()))
    assert [(each["status"], each["ingested"], each.get("total")) for each in told] == [
        ("continuing", 4, 6),
        ("done", 6, None),
    ]
    file = drop("outra.xlsx", long_list(7))
    assert answered(file, seconds=1)["status"] == "continuing"
    assert "2 de 7 linhas lidas (28 %)." in page(file)
    assert started[-1][1]["continue"]["total"] == 7


def test_a_run_without_the_time_for_a_long_report_leaves_it_to_the_next_one(drop, started, monkeypatch):
    monkeypatch.setattr(reporting, "seconds_needed", lambda _: 100)
    file = drop("leads.csv", LIST.format(1).encode())
    assert answered(file)["status"] == "continuing"
    name, again = started.pop()
    answer = ingest_contacts.handler(again, Context())
    assert (name, answer["status"], counted(answer)) == ("ingest", "done", (1, 0, 1, 0))
    assert answers(file).keys() == {"report.html", "report.json", "linhas-a-corrigir.csv"}


def test_a_report_for_which_there_is_no_time_has_the_first_rows_and_says_so(drop, started, monkeypatch):
    monkeypatch.setattr(walk, "STEP", 2)
    file = drop("leads.csv", ("Telefone\n" + "98765-4321\n" * 6).encode())
    answer = answered(file, seconds=1)
    while answer["status"] == "continuing":
        answer = ingest_contacts.handler(started.pop()[1], Context(1))
    assert (answer["invalid"], len(answer["errors"])) == (6, 2)
    document = counted_in(file)
    assert (document["status"], document["partial"], len(document["errors"])) == ("done", True, 2)
    assert "divida a lista em partes" in page(file)


@pytest.mark.parametrize(
    ("folder", "name", "code", "said"),
    [
        ("inbox/", "x.csv", "wrong_place", "Ponha o arquivo em inbox/"),
        ("inbox/acme/", "x.csv", "wrong_place", "Ponha o arquivo em inbox/"),
        ("inbox/Não é/spring/", "x.csv", "wrong_place", "Ponha o arquivo em inbox/"),
        ("inbox/nobody/spring/", "x.csv", "unknown_tenant", "empresa que não está cadastrada"),
        ("inbox/acme/nothing/", "x.csv", "unknown_campaign", "campanha da pasta não está cadastrada"),
        ("inbox/acme/spring/", "contrato.PDF", "unknown_format", "Salve a lista como planilha do Excel"),
    ],
)
def test_what_lies_in_the_wrong_place_or_is_no_list_is_answered_with_the_cure(
    drop, tables, folder, name, code, said
):
    file = drop(name, b"%PDF-1.7\n" if name.endswith("PDF") else LIST.format(1).encode(), folder)
    answer = answered(file)
    assert (answer["status"], answer["errors"][0]["code"]) == ("refused", code)
    assert counted_in(file)["errors"][0]["code"] == code
    assert said in page(file)
    assert contacts(tables) == []


@pytest.mark.parametrize("name", ["a+b c.csv", "março & cia/são joão (1).csv", "100%25.CSV", "名簿.txt"])
def test_a_list_may_be_called_anything(drop, name):
    file = drop(name, LIST.format(1).encode())
    assert counted(answered(file)) == (1, 0, 1, 0)
    assert f"linhas-a-corrigir.{name[-3:].lower()}" in answers(file)


@pytest.mark.parametrize("name", ["vazia.csv", "vazia.xlsx", "vazia.json"])
def test_an_empty_file_is_answered(drop, name):
    file = drop(name, b"")
    assert answered(file)["errors"][0]["code"] == "empty_file"
    assert "o arquivo está vazio" in page(file).lower()


def test_a_file_that_has_vanished_is_answered_and_a_folder_is_not(drop):
    file = drop("leads.csv", b"Telefone\n1")
    clients.s3().delete_object(Bucket=file["bucket"], Key=file["key"])
    assert answered(file)["errors"][0]["code"] == "no_such_file"
    assert "Coloque-o de novo." in page(file)
    folder = drop("nova/", b"")
    assert answered(folder) == {"status": "ignored"}
    assert folders(folder) == []


def mended_csv(body: bytes, phone: str) -> bytes:
    header, row = csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";")
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(
        [header, [phone if cell == "98765-4321" else cell for cell in row]]
    )
    return text.getvalue().encode("utf-8-sig")


def mended_workbook(body: bytes, phone: str) -> bytes:
    book = load_workbook(io.BytesIO(body))
    for (cell,) in book["Leads"].iter_rows(min_row=2, min_col=5, max_col=5):
        cell.value = phone
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def mended_json(body: bytes, phone: str) -> bytes:
    return json.dumps([{**each, "phone": phone} for each in json.loads(body)]).encode()


GOOD, BAD = "+5511987600001", "98765-4321"


@pytest.mark.parametrize(
    ("name", "body", "mend"),
    [
        ("leads.csv", f"Nome;Telefone;Notas\nBoa;{GOOD};x\nRuim;{BAD};=1+1\n".encode(), mended_csv),
        ("leads.xlsx", workbook([("Boa", "", "", "", GOOD), ("Ruim", "", "", "", BAD)]), mended_workbook),
        (
            "leads.json",
            json.dumps([{"phone": GOOD}, {"phone": BAD, "company": "Ruim"}]).encode(),
            mended_json,
        ),
    ],
)
def test_the_rows_to_mend_dropped_back_are_refused_again_until_they_are_mended(
    drop, tables, name, body, mend
):
    file = drop(name, body)
    answer = answered(file)
    assert counted(answer) == (1, 0, 1, 0)
    to_mend = answers(file)[f"linhas-a-corrigir.{name.rpartition('.')[2]}"]

    again = drop(f"linhas-a-corrigir {name}", to_mend)
    same = answered(again)
    assert counted(same) == (0, 0, 1, 0)
    known = ("field", "code", "message")
    assert [[error[each] for each in known] for error in same["errors"]] == [
        [error[each] for each in known] for error in answer["errors"]
    ]

    corrected = drop(f"mended {name}", mend(to_mend, "(11) 98765-4321"))
    assert counted(answered(corrected)) == (1, 0, 0, 0)
    by_phone = {contact["phone"]: contact for contact in contacts(tables)}
    assert by_phone.keys() == {GOOD, "+5511987654321"}
    assert "Linha e motivo" not in by_phone["+5511987654321"].get("metadata", {})
