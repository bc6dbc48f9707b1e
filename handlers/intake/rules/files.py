"""Files of contacts by the ending of their names, and the names of what is put beside them."""

from handlers.common.rules.refusals import Refused, shown
from handlers.intake.rules import csv_lists, json_lists, workbooks
from handlers.intake.rules.lists import ContactList
from handlers.intake.rules.workbook_limits import MEBIBYTE

REPORT = ".report.json"
REJECTED = ".rejected.csv"

MAX_BYTES = {".xlsx": 32 * MEBIBYTE, ".csv": 64 * MEBIBYTE, ".json": 64 * MEBIBYTE}
"""A list of 200,000 contacts has about 7, 16 and 40 MiB."""


def is_ours(key: str) -> bool:
    """Whether the file is one that an ingest has put beside a list."""
    return key.lower().endswith((REPORT, REJECTED))


def check_size(key: str, size: int) -> None:
    """``Refused`` (``unknown_format``, ``file_too_large``, ``empty_file``) if such a file is not read."""
    ending = _ending(key)
    if size == 0:
        raise Refused("empty_file", "the file is empty")
    if size > MAX_BYTES[ending]:
        raise Refused(
            "file_too_large",
            f"the file has {size / MEBIBYTE:.1f} MiB, a {ending} may have {MAX_BYTES[ending] // MEBIBYTE}: split it",
        )


def read(key: str, body: bytes, *, judged: bool = False) -> ContactList:
    """The list in a file; ``Refused`` with the reason if it cannot be read.

    ``judged``: the same bytes were read before, and what is costly to find out about them is known.
    """
    ending = _ending(key)
    if ending == ".xlsx":
        return workbooks.read(body, judged=judged)
    return csv_lists.read(body) if ending == ".csv" else json_lists.read(body)


def place(key: str) -> tuple[str, str]:
    """Tenant and campaign of a file in the intake bucket; ``Refused`` (``wrong_place``) if its key names none."""
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
