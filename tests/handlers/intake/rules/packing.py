"""Workbooks put together part by part, as no spreadsheet program would."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import workbooks

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

HEADER = b"".join(
    b'<c r="%s1" t="inlineStr"><is><t>%s</t></is></c>' % (column, name)
    for column, name in ((b"A", b"Nome"), (b"B", b"Email"), (b"C", b"Telefone"))
)


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return body.getvalue()


def parts(
    sheets: Mapping[str, bytes], strings: bytes = b"", state: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """Return the parts of a workbook with those sheets, as XML; ``state`` hides some of them."""
    hidden = {name: f' state="{how}"' for name, how in (state or {}).items()}
    entries = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"{hidden.get(name, "")}/>'
        for number, name in enumerate(sheets, start=1)
    )
    targets = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    document = f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    relations = '<Relationships xmlns="' + _PACKAGE + '">{}</Relationships>'
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{entries}</sheets></workbook>'
    named = {
        f"xl/worksheets/sheet{number}.xml": content for number, content in enumerate(sheets.values(), start=1)
    }
    return {
        "_rels/.rels": relations.format(document).encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": relations.format(targets).encode(),
        **({STRINGS: strings} if strings else {}),
        **named,
    }


def sheet(rows: bytes, header: bytes = b"<row>" + HEADER + b"</row>") -> bytes:
    """Return a sheet with rows of XML under a header."""
    return b'<worksheet xmlns="%s"><sheetData>%s%s</sheetData></worksheet>' % (_MAIN.encode(), header, rows)


def book(rows: bytes, strings: bytes = b"") -> bytes:
    """Return a workbook whose sheet Leads has those rows under a header."""
    return packed(parts({"Leads": sheet(rows)}, strings))


def refusal(body: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        workbooks.read(body)
    assert len(refused.value.message) < 400
    return refused.value


def rows(body: bytes) -> list[list[object]]:
    """Return the rows of a list below its header."""
    return [list(record) for _, record in workbooks.read(body).records()]
