"""Workbooks put together part by part, as no spreadsheet program would."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import workbook_limits

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return body.getvalue()


def sheet(content: bytes) -> bytes:
    return b"<worksheet><sheetData><row>" + content + b"</row></sheetData></worksheet>"


def refusal(body: bytes) -> str:
    with pytest.raises(Refused) as refused:
        workbook_limits.check(body)
    assert len(refused.value.message) < 400
    return refused.value.code
