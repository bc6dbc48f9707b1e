"""Untidy cells, headers and files as people have them: each gives the person whom it means, or nobody.

``untidy/`` has a cell a line, with what it must give: the addresses of its contact, the main one first, or its name.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import files
from tests.handlers.intake.judging import Fate, fates
from tests.handlers.intake.loading import workbook
from tests.handlers.intake.rules import other_books

UNTIDY = Path(__file__).parent / "untidy"
ANA, BIA = "+5511987654321", "+5521998765432"
MAIL = "ana@empresa.com.br"


def cases(name: str) -> list[tuple[str, list[str]]]:
    lines = (UNTIDY / name).read_text(encoding="utf-8").splitlines()
    return [(cell, right) for cell, *right in map(json.loads, lines)]


def separated(delimiter: str, encoding: str) -> Callable[[Sequence[Sequence[str]]], bytes]:
    def written(rows: Sequence[Sequence[str]]) -> bytes:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
        return text.getvalue().encode(encoding)

    return written


def sheet(rows: Sequence[Sequence[str]]) -> bytes:
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        leads = book.add_worksheet("Leads")
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                leads.write_string(row, column, text)
    return body.getvalue()


FORMS = {
    "semicolon": separated(";", "utf-8-sig"),
    "comma": separated(",", "utf-8"),
    "tab": separated("\t", "utf-16"),
    "xlsx": sheet,
}


def told(fate: Fate) -> list[str]:
    contact = fate.contact
    if contact is None:
        return []
    main = contact.main_address
    return [main, *(each for each in contact.addresses if each != main)]


def in_order(found: list[Fate]) -> list[Fate]:
    return sorted(found, key=lambda fate: fate.row)


def found_in(rows: Sequence[Sequence[str]], form: str) -> list[Fate]:
    found = in_order(fates("lista", FORMS[form](rows)))
    assert len(found) == len(rows) - 1
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("kind", "header"), [("phones", "Telefone"), ("emails", "E-mail")])
def test_every_writing_of_an_address_gives_its_owner_or_nobody(kind: str, header: str, form: str) -> None:
    listed = cases(f"{kind}.jsonl")
    found = found_in([("Nome", header), *(("Loja", cell) for cell, _ in listed)], form)
    wrong = [
        (cell, right, told(fate))
        for (cell, right), fate in zip(listed, found, strict=True)
        if told(fate)[:1] != right[:1] or {*told(fate)} != {*right}
    ]
    assert wrong == []


@pytest.mark.parametrize("form", FORMS)
def test_every_name_is_a_persons_or_left_out(form: str) -> None:
    listed = cases("names.jsonl")
    rows = [("Nome", "Contato", "Celular"), *(("Loja", name, "11987654321") for name, _ in listed)]
    names = [fate.contact.contact_name if fate.contact else None for fate in found_in(rows, form)]
    wrong = [
        (cell, right, name)
        for (cell, right), name in zip(listed, names, strict=True)
        if name != next(iter(right), "")
    ]
    assert wrong == []


def test_every_header_of_an_address_is_understood() -> None:
    for header, (kind,) in cases("headers.jsonl"):
        cell = "11 98765-4321" if kind == "phone" else MAIL
        (fate,) = fates("lista.csv", f"Nome;{header}\nLoja;{cell}\n".encode())
        assert told(fate) == [ANA if kind == "phone" else MAIL], header


@pytest.mark.parametrize(
    ("header", "row", "right"),
    [
        ("Nome;DDD;Telefone", "Loja;11;98765-4321", [ANA]),
        ("Nome;DDD;Telefone", "Loja;(011);98765 4321", [ANA]),
        ("Nome;DDD;Telefone", "Loja;11;8765-4321", [ANA]),
        ("Nome;DDD;Telefone", "Loja;21;(11) 98765-4321", [ANA]),
        ("Nome;DDD;Telefone", "Loja;;98765-4321", []),
        ("Nome;DDD;Telefone", "Loja;11;98765-43210", []),
        ("Nome;DDD;Telefone", "Loja;11 21;98765-4321", []),
        ("Nome;DDD 1;Telefone 1;DDD 2;Telefone 2", "Loja;11;98765-4321;21;99876-5432", [ANA, BIA]),
    ],
)
def test_an_area_code_in_a_column_of_its_own_belongs_to_the_number_beside_it(
    header: str, row: str, right: list[str]
) -> None:
    (fate,) = fates("lista.csv", f"{header}\n{row}\n".encode())
    assert told(fate) == right


LETTERS = [("José Antônio", "Padaria São João"), ("Conceição", "AÇÃO"), ("Érica Fábia", "Pão & Água")]


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "cp1252",
        "iso8859-15",
        "cp850",
        "cp860",
        "mac_roman",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
    ],
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_accents_survive_every_encoding(encoding: str, delimiter: str) -> None:
    rows = [("Empresa", "Contato", "Celular"), *((shop, name, "11987654321") for name, shop in LETTERS)]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)
    found = [fate.contact for fate in fates("lista.csv", text.encode(encoding))]
    assert [(each.contact_name, each.company) for each in found if each] == LETTERS


@pytest.mark.parametrize(("name", "shown"), [("Lu’s D’Ávila", "“Bar” – Ação"), ("Müller", "Ñandú ®")])
def test_what_windows_writes_is_not_taken_for_an_older_code_page(name: str, shown: str) -> None:
    body = f"Empresa;Contato;Celular\n{shown};{name};11987654321\n".encode("cp1252")
    (fate,) = fates("lista.csv", body)
    assert fate.contact
    assert (fate.contact.contact_name, fate.contact.company) == (name, shown)


def test_the_report_names_an_old_code_page() -> None:
    listed = files.read("lista.csv", "Nome;Celular\nJosé;11987654321\nJoão;11987654322\n".encode("mac_roman"))
    assert listed.read_as == "CSV (;), UTF-8/Mac Roman"


@pytest.mark.parametrize(
    "body",
    [
        "Tel 11 98765-4321;Loja\nTel 21 99876-5432;Bar\n",
        '[{"phone":"11 98765-4321"},',
        "Loja;11 98765-4321\n",
        "ana@empresa.com.br\nbia@empresa.com.br\n",
    ],
)
def test_a_contact_is_never_taken_for_a_header(body: str) -> None:
    with pytest.raises(Refused):
        fates("lista", body.encode())


def test_a_row_in_which_nothing_is_seen_is_blank() -> None:
    body = "Nome;Celular\n\u200b;\u00a0\n\x1a"
    assert [fate.blank for fate in fates("lista.csv", body.encode())] == [True, True]


def test_a_workbook_with_macros_is_read_like_any_other() -> None:
    plain = zipfile.ZipFile(io.BytesIO(workbook([("Loja", "Ana", "", MAIL, "11 98765-4321")])))
    body = io.BytesIO()
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(body, "w") as archive:
        for part in plain.namelist():
            content = plain.read(part)
            assert kind in content or part != "[Content_Types].xml"
            archive.writestr(
                part, content.replace(kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
            )
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))
    (fate,) = fates("LEADS.XLSM", body.getvalue())
    assert told(fate) == [ANA, MAIL]


def test_a_number_that_a_workbook_has_rounded_is_nobodys() -> None:
    body = workbook([("Loja", "Ana", "", "", 5.51199e12), ("Loja", "Bia", "", "", 5511987654321.0)])
    assert [told(fate) for fate in fates("lista.xlsx", body)] == [[], [ANA]]


@pytest.mark.parametrize("written", [other_books.xls, other_books.xlsb])
def test_the_report_says_where_hidden_rows_cannot_be_told(written: Callable[..., bytes]) -> None:
    listed = files.read("lista", written({"Leads": [("Nome", "Telefone"), ("Loja", "11987654321")]}))
    assert listed.read_as == "Leads (com as linhas ocultas, que neste formato não se reconhecem)"
