"""Writes leads.xlsx and leads.csv: a contact list in the customers' format, with the faults of real lists.

Everybody in it is invented (see README.md). Run it after a change: python local/samples/make_leads.py
The same script writes the same bytes on any machine and day.
"""

import csv
import io
import re
import unicodedata
import zipfile
from pathlib import Path

from openpyxl import Workbook

FOLDER = Path(__file__).parent
HEADER = ("Nome", "Contato", "CNPJ/CPF", "Email", "Telefone")
Row = tuple[str, str, str, str, str | float]

TIDY_ROWS = 44
BLANK: Row = ("", "", "", "", "")
AREA_CODES = (11, 21, 31, 41, 51, 61, 71, 81, 85, 91, 92, 27, 48, 62, 19)
_FIRST_NAMES = (
    "João", "Conceição", "Antônio", "Márcia", "José", "Íris", "Luís", "Cecília", "André", "Júlia",
    "Ângelo", "Letícia", "Otávio", "Flávia", "César", "Mônica", "Inês", "Fábio", "Débora", "Estêvão",
    "Lúcia", "Túlio", "Verônica", "Aurélio", "Zoé", "Caíque", "Simões", "Tainá", "Ubirajara", "Noêmia",
    "Heloísa", "Raí", "Sônia", "Vinícius", "Patrícia", "Érico", "Amália", "Bárbara", "Cláudio", "Dídimo",
)  # fmt: skip
_LAST_NAMES = (
    "Gonçalves", "d'Ávila", "Assunção", "Brandão", "Calçada", "Falcão", "Leitão", "Magalhães", "Nuñez",
    "Peçanha", "Quintão", "Röhrig", "São João", "Taváres",
)  # fmt: skip
_TRADES = (
    "Padaria", "Oficina", "Clínica", "Ateliê", "Papelaria", "Construções", "Agropecuária", "Farmácia",
    "Confecções", "Transportes",
)  # fmt: skip


def cnpj(number: int) -> str:
    """Return a CNPJ with right check digits for a made-up company number, punctuated."""
    digits = [int(digit) for digit in f"{number:08d}0001"]
    for weights in ((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)):
        digits.append(_check_digit(digits, weights))
    text = "".join(map(str, digits))
    return f"{text[:2]}.{text[2:5]}.{text[5:8]}/{text[8:12]}-{text[12:]}"


def cpf(number: int) -> str:
    """Return a CPF with right check digits for a made-up person's number, punctuated."""
    digits = [int(digit) for digit in f"{number:09d}"]
    for first in (10, 11):
        digits.append(_check_digit(digits, tuple(range(first, 1, -1))))
    text = "".join(map(str, digits))
    return f"{text[:3]}.{text[3:6]}.{text[6:9]}-{text[9:]}"


def _check_digit(digits: list[int], weights: tuple[int, ...]) -> int:
    rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return 0 if rest < 2 else 11 - rest


def mailbox(name: str, company: str) -> str:
    """Return an address such as conceicao@padaria-falcao.example."""
    return f"{_plain(name.split()[0])}@{_plain(company)}.example"


def _plain(text: str) -> str:
    stripped = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", stripped.lower()).strip("-")


def tidy(number: int) -> Row:
    """Return a well-formed row; its phone is written in one of the ways people write them."""
    person = f"{_FIRST_NAMES[number % len(_FIRST_NAMES)]} {_LAST_NAMES[number % len(_LAST_NAMES)]}"
    family = _LAST_NAMES[(number * 5 + 3) % len(_LAST_NAMES)]
    company = f"{_TRADES[number % len(_TRADES)]} {family} {number}"
    area, line = AREA_CODES[number % len(AREA_CODES)], f"90000{1000 + number:04d}"
    phone: str | float = (
        f"({area}) {line[:5]}-{line[5:]}",
        f"{area}{line}",
        f"+55 {area} {line[:5]} {line[5:]}",
        f"0{area} {line[:5]}.{line[5:]}",
        float(f"{area}{line}"),
        f" {area}-{line} ",
    )[number % 6]
    return company, person, cnpj(10_000_000 + number * 137), mailbox(person, company), phone


UNTIDY: tuple[Row, ...] = (
    BLANK,
    # The same contact again, written otherwise.
    ("PADARIA SÃO JOÃO 0", "joão gonçalves", "", "", "11 90000 1000"),
    ("Oficina do Túlio", "Túlio", cnpj(20_000_001), "TULIO@OFICINA-DO-TULIO.EXAMPLE", ""),
    ("Oficina do Tulio", "Tulio Falcão", "", "tulio@oficina-do-tulio.example", ""),
    # Land lines: with a mailbox they are written to by e-mail, without one not at all.
    ("Cartório Assunção", "Noêmia", cnpj(20_000_002), "noemia@cartorio-assuncao.example", "1133334444"),
    ("Cerâmica Leitão", "Seu Leitão", cnpj(20_000_003), "", "(27) 3333-4444"),
    ("Usina Brandão", "Recepção", "", "recepcao@usina-brandao.example", 4133335555.0),
    # Mobiles from before the ninth digit.
    ("Bazar Calçada", "Zoé Calçada", cnpj(20_000_004), "", "(11) 6000-0101"),
    ("Mercearia Peçanha", "Estêvão", "", "estevao@mercearia-pecanha.example", "21 60000102"),
    ("Estúdio Röhrig", "Íris Röhrig", "", "", 5160000103.0),
    # Several addresses in one cell; the first valid one counts.
    (
        "Hotel Magalhães",
        "Ângelo",
        cnpj(20_000_005),
        "angelo@hotel-magalhaes.example",
        "(48) 3333-6666 | (48) 90000-0201",
    ),
    (
        "Gráfica Quintão",
        "Cecília",
        "",
        "cecilia@ | cecilia@grafica-quintao.example",
        "(31) 90000-0202 | (31) 90000-0203",
    ),
    (
        "Viveiro Nuñez",
        "Raí Nuñez",
        "",
        "rai@viveiro-nunez.example | rai.nunez@viveiro-nunez.example",
        "123",
    ),
    # Broken addresses, with and without another way in.
    ("Loja Simões", "Mônica", "", "monica@loja-simoes", "(62) 90000-0301"),
    ("Loja do Raí", "Raí", "", "rai.loja.example", ""),
    ("Drogaria Leitão", "Fábio", "", "fabio@@drogaria-leitao.example", "(62) 0000"),
    ("Ótica Falcão", "Débora", "", "debora@otica falcao.example", "não tem"),
    # Nothing to write to.
    ("Moinho d'Ávila", "Aurélio d'Ávila", cnpj(20_000_006), "", ""),
    ("Moinho Novo", "A definir", "", "-", "-"),
    # An area code at the end can be read in two ways.
    ("Curtume Brandão", "Otávio", "", "", "90000-0401 (85)"),
    ("Curtume Norte", "Otávio", "", "otavio@curtume-norte.example", "90000 0402 / 91"),
    # Abroad.
    ("Quinta do Falcão, Lda.", "Inês Falcão", "", "ines@quinta-do-falcao.example", "+351 910 000 501"),
    ("Adega Tejo, Lda.", "Luís", "", "", "+351 21 000 0502"),
    ("Tienda Nuñez", "Verônica Nuñez", "", "", "+54 9 11 6000-0503"),
    # Documents that are none; they are no reason to refuse a contact.
    ("Serraria Túlio", "Túlio", "11.111.111/1111-11", "", "(71) 90000-0601"),
    ("Floricultura Amália", "Amália", "12.345.678/0001-99", "amalia@floricultura.example", ""),
    ("Dídimo Peçanha", "Dídimo Peçanha", "123.456.789-00", "", "(81) 90000-0602"),
    ("Patrícia Brandão", "Patrícia Brandão", cpf(111_444_777), "", "(81) 90000-0603"),
    # Text that looks like a formula or a template stays text.
    ("=SOMA(A1:A9)", "Sônia", "", "sonia@formulas.example", "(19) 90000-0701"),
    ("+55 Produções", "@Caíque", "", "", "(19) 90000-0702"),
    ("{{ config }} & Filhos", "Érico {{ 7*7 }}", "", "erico@modelos.example", "(19) 90000-0703"),
    # Spaces, line breaks and marks from copying.
    (
        "  Lavanderia\u00a0Brandão ",
        "Heloísa\nBrandão",
        "",
        " heloisa@lavanderia.example ",
        " (92) 90000-0801\t",
    ),
    ("Mudanças Taváres", "Cláudio", "", "mailto:claudio@mudancas.example", "tel: (92) 90000-0802"),
    BLANK,
    # The same number for two companies: one contact.
    ("Contábil Assunção", "Bárbara", "", "barbara@contabil-assuncao.example", "(61) 90000-0901"),
    (
        "Contábil Assunção Filial",
        "Bárbara Assunção",
        "",
        "filial@contabil-assuncao.example",
        "61900000901",
    ),
    ("", "Sem empresa", "", "sem-empresa@pessoas.example", "(61) 90000-0902"),
    ("Cooperativa Íris", "", "", "contato@cooperativa-iris.example", "(61) 90000-0903"),
)
"""The rows with faults, in the order of the file."""


def rows() -> list[Row]:
    """Return all rows, the untidy ones spread among the tidy ones."""
    mixed: list[Row] = []
    for number, bad in enumerate(UNTIDY):
        mixed += [tidy(number), bad]
    return [*mixed, *map(tidy, range(len(mixed) // 2, TIDY_ROWS)), BLANK]


def write_xlsx(path: Path) -> None:
    """Write the sheet Leads and, as in the customers' files, another one that is not for us."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Leads")
    for column, title in enumerate(HEADER, 1):
        sheet.cell(1, column, title)
    for line, row in enumerate(rows(), 2):
        for column, value in enumerate(row, 1):
            if value != "":
                cell = sheet.cell(line, column, value)
                # openpyxl takes a text that begins with "=" for a formula.
                if isinstance(value, str):
                    cell.data_type = "s"
    book.create_sheet("Resumo").cell(1, 1, "Total de leads: ver a aba Leads")
    made = io.BytesIO()
    book.save(made)
    path.write_bytes(_with_fixed_dates(made))


def _with_fixed_dates(archive: io.BytesIO) -> bytes:
    """Return the same workbook without the moment at which it was made."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return fixed.getvalue()


def write_csv(path: Path) -> None:
    """Write the same rows as a Brazilian spreadsheet program exports them."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(
            [f"{value:.0f}" if isinstance(value, float) else value for value in row] for row in rows()
        )


if __name__ == "__main__":
    write_xlsx(FOLDER / "leads.xlsx")
    write_csv(FOLDER / "leads.csv")
