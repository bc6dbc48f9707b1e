"""Kinds of lists that public reports on other systems tell of, and what each gives here; the data are invented."""

import io
import re

import pytest
import xlsxwriter

from handlers.intake.rules import cells
from tests.handlers.intake.judging import fates
from tests.handlers.intake.tables import workbook
from tests.handlers.intake.test_found import ANA, BIA, FOUND

HEAD = "Nome;Contato;Email;Telefone\n"


def found(name: str) -> bytes:
    return (FOUND / name).read_bytes()


def with_phone(*phones: str) -> bytes:
    return (HEAD + "".join(f"Loja;Ana;;{phone}\n" for phone in phones)).encode()


def rich() -> bytes:
    """A workbook with rich text, a formula with its saved value, and an error."""
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True})
    sheet, bold = book.add_worksheet("Leads"), book.add_format({"bold": True})
    sheet.write_row(0, 0, ("Nome", "Contato", "Email", "Telefone"))
    sheet.write_rich_string(1, 0, "Loja ", bold, "Modelo")
    sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 3, '="11"&"987654321"', None, "11987654321")
    book.close()
    return body.getvalue()


REPORTED = {
    "a mark and commas from Excel": ("x.csv", f"\ufeffNome,Telefone\nAna,{ANA}\n".encode(), [ANA]),
    "semicolons": ("x.csv", f"Nome;Telefone\nAna;{ANA}\n".encode(), [ANA]),
    "a line that names the separator": ("x.csv", f"sep=;\nNome;Telefone\nAna;{ANA}\n".encode(), [ANA]),
    "the same in quotation marks": ("x.csv", f'"sep=;"\n"Nome";"Telefone"\n"Ana";"{ANA}"\n'.encode(), [ANA]),
    "the template nome;numero;email": (
        "x.csv",
        b"nome;numero;email\nAna;5511987654321;ana@example.com\n",
        [ANA],
    ),
    "no ninth digit": ("x.csv", with_phone("+5511 8765-4321", "11 8765-4322"), [ANA, BIA]),
    "two zeros and 55": ("x.csv", with_phone("005521987654321"), ["+5521987654321"]),
    "a carrier code": ("x.csv", with_phone("099 11 98765-4321", "0 15 11 98765-4322"), [ANA, BIA]),
    "two zeros and another country": (
        "x.csv",
        with_phone("00351 912 345 678", "0055 11 98765-4321"),
        ["+351912345678", ANA],
    ),
    "twelve digits with 55": ("x.csv", with_phone("557588251234"), ["+5575988251234"]),
    "WhatsApp's ids and links": (
        "x.csv",
        with_phone(
            "5511987654321@s.whatsapp.net",
            "5511987654322@c.us",
            "https://api.whatsapp.com/send?phone=5511987654321",
            "https://wa.me/5511987654322",
        ),
        [ANA, BIA, ANA, BIA],
    ),
    "the same number twice": ("x.csv", with_phone(ANA, "(11) 98765-4321"), [ANA, ANA]),
    "a reason for each row": (
        "x.csv",
        with_phone("11 98765-432", "0800 123 4567", "98765-4321"),
        ["phone:too_few_digits", "phone:service_number", "phone:no_area_code"],
    ),
    "invisible characters": (
        "x.csv",
        with_phone(*(f"{mark}+55 11 98765-4321{mark}" for mark in "\u202a\u200b\u2068\ufeff\u00ad\u200e")),
        [ANA] * 6,
    ),
    "numbers that a spreadsheet took for decimal": (
        "x.csv",
        with_phone("5,51199E+12", "11987654321,00", "5,511987654321E+12", "11987654321.0"),
        ["phone:rounded", ANA, ANA, ANA],
    ),
    "cells without a reference": ("x.xlsx", found("no_r_attributes.xlsx"), [ANA]),
    "a row formatted to the last column": ("x.xlsx", found("row_formatted_to_XFD.xlsx"), [ANA]),
    "another sheet of 300 columns": ("x.xlsx", found("other_sheet_300_columns.xlsx"), [ANA]),
    "a picture": ("x.xlsx", found("picture.xlsx"), [ANA]),
    "a row that a filter hides": ("x.xlsx", found("hidden_row.xlsx"), [ANA, BIA]),
    "rich text, formulas and errors": ("x.xlsx", rich(), [ANA]),
    "a stray quotation mark": (
        "x.csv",
        found("stray_quote.csv"),
        ["row:stray_quote", *(f"+551190000000{number}" for number in (2, 3, 4, 5))],
    ),
    "quotation marks that are characters": (
        "x.csv",
        f'Nome;Telefone\n"Zé" Modelo;{ANA}\nTubos 3";{BIA}\n'.encode(),
        [ANA, BIA],
    ),
    "Google's contacts": ("x.csv", found("google_contacts.csv"), [ANA]),
    "endings in capitals": ("LISTA.CSV", found("UPPERCASE_SUFFIX.CSV"), [ANA]),
    "a workbook's ending in capitals": (
        "LEADS.XLSX",
        workbook([("Loja", "Ana", "11987654321", "", "", "")]),
        [ANA],
    ),
    "a column of who has left": (
        "x.csv",
        f"Nome;Telefone;Descadastrado\nAna;{ANA};sim\nBia;{BIA};não\n".encode(),
        ["opted out", BIA],
    ),
    "accents in Latin-1 and no country's code": (
        "x.csv",
        "Nome;Telefone\nJosé Conceição;11 98765-4321\n".encode("latin-1"),
        [ANA],
    ),
    "one line of Latin-1 in UTF-8": ("x.csv", found("mixed_encoding.csv"), [ANA, BIA]),
    "Celular and Empresa": ("x.csv", b"Empresa;Nome completo;Celular\nLoja;Ana;11987654321\n", [ANA]),
    "WhatsApp and Raz\u00e3o Social": (
        "x.csv",
        "Razão Social;WhatsApp\nLoja;11987654321\n".encode(),
        [ANA],
    ),
    "Fone": ("x.csv", b"Nome;Fone\nAna;11987654321\n", [ANA]),
    "a number of a phone": ("x.csv", "Nome;Número de telefone\nAna;11987654321\n".encode(), [ANA]),
    "Telefone 1": ("x.csv", b"Nome;Telefone 1;Telefone 2\nAna;1133334444;11987654321\n", [ANA]),
}
"""Name and content of a file, and for each row the main address or what is wrong."""


@pytest.mark.parametrize("kind", REPORTED)
def test_each_row_of_a_reported_list_gives_its_person_or_the_reason(kind: str) -> None:
    name, body, right = REPORTED[kind]
    told = [
        fate.contact.main_address
        if fate.contact
        else "opted out"
        if fate.opted_out
        else ":".join(fate.problems[0])
        for fate in fates(name, body)
    ]
    assert told == right


@pytest.mark.parametrize("cell", ["Loja;=1+1;x", "Loja\t=1+1", "=1+1", "Loja,@SUM(1)"])
def test_a_cell_of_a_text_to_mend_is_no_formula_and_comes_back_as_it_was(cell: str) -> None:
    written = cells.escaped(cell)
    parts = re.split(r"[;,\t]", written)
    assert not any(part.startswith(("=", "+", "-", "@")) for part in parts)
    assert cells.unescaped(written) == cell


def test_names_in_wrong_letters_are_mended_or_left_out() -> None:
    ana, jose = fates("x.csv", f"Nome;Contato;Telefone\nLoja;JosÃ©;{ANA}\nLoja;#REF!;{BIA}\n".encode())
    assert ana.contact is not None
    assert ana.contact.contact_name == "José"
    assert jose.contact is not None
    assert (jose.contact.contact_name, jose.notes) == ("", ("broken_name",))
