"""Formats are told by what a file holds, and what is no list is refused with what it seems to be."""

import io
import zipfile

import pytest

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import formats
from handlers.intake.rules.formats import Format

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def zipped(*names: str, content: bytes = b"<x/>") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), Format.WORKBOOK),
        (zipped("[Content_Types].xml", "xl/workbook.bin"), Format.WORKBOOK),
        (zipped("mimetype", content=b"application/vnd.oasis.opendocument.spreadsheet"), Format.WORKBOOK),
        (
            zipped("xl/workbook.xml", "xl/embeddings/a.docx", content=zipped("word/document.xml")),
            Format.WORKBOOK,
        ),
        (OLE + "Workbook".encode("utf-16-le"), Format.WORKBOOK),
        (b"\xef\xbb\xbf \n [1]", Format.JSON),
        ('{"contacts": []}'.encode("utf-16"), Format.JSON),
        (b"Nome;Telefone\n", Format.TEXT),
        ("Nome;Telefone\n".encode("utf-16-le"), Format.TEXT),
        (b"Nome;Telefone\nAna\0;1\n" * 5, Format.TEXT),
        (b"From;To\n", Format.TEXT),
        (b"", Format.TEXT),
    ],
)
def test_the_content_tells_the_format(body, expected):
    assert formats.of("LISTA.qualquer", body) is expected


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a text document"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a presentation"),
        (zipped("mimetype", content=b"application/vnd.oasis.opendocument.text"), "a text document"),
        (zipped("lista.csv"), "an archive"),
        (zipped("Index/Document.iwa"), "a Numbers"),
        (OLE + "WordDocument".encode("utf-16-le"), "a text document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a workbook with a password"),
        (OLE + "__substg1.0".encode("utf-16-le"), "an e-mail"),
        (b"\x1f\x8b\x08\0", "an archive"),
        (rb"{\rtf1\ansi Nome}", "a text document"),
        (b"\xef\xbb\xbf\n<TABLE><tr><td>Nome</td></tr></TABLE>", "a web page"),
        ("<html><body>".encode("utf-16"), "a web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML"),
        (b"Received: from a\r\nFrom: ana@example.com\r\nSubject: lista\r\n\r\nsegue", "an e-mail"),
        (b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n", "a vCard"),
        (bytes(range(256)) * 20, "no text"),
        (b"ab\0\0\0\0cd" * 500, "no text"),
    ],
)
def test_what_is_no_list_is_refused_with_what_it_seems_to_be_and_the_cure(body, named):
    with pytest.raises(Refused) as refused:
        formats.of("lista.csv", body)
    assert refused.value.code == ("protected" if "password" in named else "unknown_format")
    assert f"'lista.csv' seems to be {named}" in refused.value.message
    assert refused.value.value == "lista.csv"
