"""Files of contacts, by what they hold."""

from collections.abc import Mapping

from handlers.common.rules.refusals import Refused, shown
from handlers.intake.rules import csv_lists, formats, json_lists, workbooks
from handlers.intake.rules.formats import Format
from handlers.intake.rules.lists import ContactList
from handlers.intake.rules.workbook_parts import MEBIBYTE

MAX_BYTES = {Format.WORKBOOK: 32 * MEBIBYTE, Format.TEXT: 64 * MEBIBYTE, Format.JSON: 64 * MEBIBYTE}
"""A list of 200,000 contacts has about 7, 16 and 40 MiB."""
_CALLED = {Format.WORKBOOK: "workbook", Format.TEXT: "text file", Format.JSON: "JSON file"}


def check_size(key: str, size: int) -> None:
    """Raise ``Refused`` (``file_too_large``, ``empty_file``) for a file that is too large in any format, or empty."""
    if size == 0:
        raise Refused("empty_file", f"{shown(_name(key))} is empty: put the list here again")
    _check_size(key, size, max(MAX_BYTES, key=lambda kind: MAX_BYTES[kind]))


def read(key: str, body: bytes, *, columns: Mapping[str, str] | None = None) -> ContactList:
    """Return the list in a file; raises ``Refused`` with the reason if it cannot be read.

    ``columns``: further names of columns and the fields that they stand for, see `headers.find`.
    """
    found = formats.of(_name(key), body)
    _check_size(key, len(body), found)
    if found is Format.WORKBOOK:
        return workbooks.read(body, columns=columns)
    if found is Format.TEXT:
        return csv_lists.read(body, columns)
    try:
        return json_lists.read(body, columns)
    except Refused as refused:
        return _table_after_all(body, columns, refused)


def _table_after_all(body: bytes, columns: Mapping[str, str] | None, refused: Refused) -> ContactList:
    """Return the table in a file that begins like JSON; raises ``refused`` if it is none."""
    try:
        return csv_lists.read(body, columns)
    except Refused:
        raise refused from None


def _check_size(key: str, size: int, kind: Format) -> None:
    most = MAX_BYTES[kind]
    if size > most:
        raise Refused(
            "file_too_large",
            f"{shown(_name(key))} has {size / MEBIBYTE:.1f} MiB, a {_CALLED[kind]} may have {most // MEBIBYTE}: "
            "split it",
            f"{size / MEBIBYTE:.1f} MiB",
        )


def _name(key: str) -> str:
    return key.rpartition("/")[2]
