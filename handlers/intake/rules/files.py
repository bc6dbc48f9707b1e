"""Files of contacts, by the ending of their names, and the names of the reports that are put beside them."""

from handlers.common.rules.refusals import Refused, shown
from handlers.intake.rules import csv_lists, json_lists, workbooks
from handlers.intake.rules.lists import ContactList
from handlers.intake.rules.workbook_parts import MEBIBYTE

REPORT = ".report.json"
REJECTED = ".rejected.csv"

MAX_BYTES = {".xlsx": 32 * MEBIBYTE, ".csv": 64 * MEBIBYTE, ".json": 64 * MEBIBYTE}
"""A list of 200,000 contacts has about 7, 16 and 40 MiB."""


def is_ours(key: str) -> bool:
    """Return True for a file that an ingest has put beside a list."""
    return key.lower().endswith((REPORT, REJECTED))


def check_size(key: str, size: int) -> None:
    """Raise ``Refused`` (``unknown_format``, ``file_too_large``, ``empty_file``) for a file that is not read."""
    ending = _ending(key)
    if size == 0:
        raise Refused("empty_file", "the file is empty")
    if size > MAX_BYTES[ending]:
        raise Refused(
            "file_too_large",
            f"the file has {size / MEBIBYTE:.1f} MiB, a {ending} may have {MAX_BYTES[ending] // MEBIBYTE}: split it",
        )


def read(key: str, body: bytes, *, judged: bool = False) -> ContactList:
    """Return the list in a file; raises ``Refused`` with the reason if it cannot be read.

    ``judged``: the same bytes were read to their end before, and are not looked through for harm again.
    """
    ending = _ending(key)
    if ending == ".xlsx":
        return workbooks.read(body)
    return csv_lists.read(body) if ending == ".csv" else json_lists.read(body)


def place(key: str) -> tuple[str, str]:
    """Return tenant and campaign of a file in the intake bucket; raises ``Refused`` (``wrong_place``)."""
    parts = key.split("/")
    if len(parts) != 3 or not all(parts):
        raise Refused(
            "wrong_place", f"{shown(key)} names no tenant and campaign: put it at <tenant>/<campaign>/<name>"
        )
    return parts[0], parts[1]


def _ending(key: str) -> str:
    ending = "." + key.rpartition(".")[2].lower()
    if ending not in MAX_BYTES:
        raise Refused(
            "unknown_format", f"{shown(key)} is none of {', '.join(MAX_BYTES)}: save it as one of them"
        )
    return ending
