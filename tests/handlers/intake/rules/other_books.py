"""Small workbooks in the formats for which there is no writer: ODS, XLS (BIFF8) and XLSB."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.handlers.intake.rules.packing import packed

Rows = Sequence[Sequence[str | float]]

_ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{0}"/>{1}</manifest:manifest>'
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def ods_cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def ods_row(row: Iterable[str | float], attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(map(ods_cell, row))}</table:table-row>"


def ods(sheets: Mapping[str, str], manifest: str = "") -> bytes:
    """Return a workbook of OpenDocument with those sheets, whose rows are XML."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}><table:table-column/>{rows}</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" '
        f'xmlns:text="{_ODF}:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": _ODS.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": _ODS_MANIFEST.format(_ODS, manifest).encode(),
        }
    )


def _biff(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def biff_sheet(rows: Rows, dimensions: tuple[int, int, int, int] | None = None) -> bytes:
    """Return the records of a sheet; ``dimensions`` claims first row, last row, first column and last column."""
    first, last, left, right = dimensions or (0, len(rows), 0, max(map(len, rows), default=0))
    records = [_biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))]
    records.append(_biff(0x0200, struct.pack("<IIHHH", first, last, left, right, 0)))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", number, column, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                records.append(_biff(0x0204, place + text))
            else:
                records.append(_biff(0x0203, place + struct.pack("<d", value)))
    return b"".join([*records, _biff(0x000A, b"")])


def biff(sheets: Mapping[str, bytes], password: bool = False) -> bytes:
    """Return the records of a workbook with those sheets."""
    begin = _biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if password:
        begin += _biff(0x002F, b"\x01\0" + b"\0" * 52)
    bound = [name.encode("utf-16-le") for name in sheets]
    offset = len(begin) + sum(4 + 8 + len(name) for name in bound) + 4
    entries = []
    for name, records in zip(bound, sheets.values(), strict=True):
        entries.append(_biff(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(name) // 2, 1) + name))
        offset += len(records)
    return b"".join([begin, *entries, _biff(0x000A, b""), *sheets.values()])


def compound(stream: bytes, name: str = "Workbook", next_of_directory: int = 0xFFFFFFFE) -> bytes:
    """Return a compound file of 512-byte sectors with one stream of at least 4,096 bytes."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    tables = -(-(sectors + 1) // 127)
    chain = [0xFFFFFFFD] * tables + [next_of_directory]
    chain += [tables + 2 + number for number in range(sectors - 1)] + [0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * 512, b"\xff")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
    )
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + _entry(name, 2, tables + 1, len(stream), 0xFFFFFFFF)
    return header + table + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written) + 2, kind, 1, none, none, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def xls(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook of Excel 97."""
    return compound(biff({name: biff_sheet(rows) for name, rows in sheets.items()}))


def _record(kind: int, content: bytes = b"") -> bytes:
    written = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(content)
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | 0x80 * bool(size)])
        if not size:
            return written + length + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(sheets: Mapping[str, Rows]) -> bytes:
    """Return a binary workbook."""
    relation = '<Relationship Id="rId{0}" Type="worksheet" Target="worksheets/sheet{0}.bin"/>'
    relations = "".join(relation.format(number) for number in range(1, len(sheets) + 1))
    bundle = b"".join(
        _record(0x9C, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(sheets, start=1)
    )
    book = _record(0x83) + _record(0x8F) + bundle + _record(0x90) + _record(0x9D, b"\0" * 26) + _record(0x84)
    return packed(
        {
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f"<Relationships>{relations}</Relationships>".encode(),
            **{
                f"xl/worksheets/sheet{n}.bin": _xlsb_sheet(rows)
                for n, rows in enumerate(sheets.values(), start=1)
            },
        }
    )


def _xlsb_sheet(rows: Rows) -> bytes:
    last, right = max(0, len(rows) - 1), max(0, max(map(len, rows), default=1) - 1)
    records = [_record(0x81), _record(0x94, struct.pack("<IIII", 0, last, 0, right)), _record(0x91)]
    for number, row in enumerate(rows):
        records.append(_record(0x00, struct.pack("<I", number) + b"\0" * 21))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, str):
                records.append(_record(0x06, place + _wide(value)))
            else:
                records.append(_record(0x05, place + struct.pack("<d", value)))
    return b"".join([*records, _record(0x92), _record(0x82)])
