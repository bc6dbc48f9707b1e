"""Lists in XLSX workbooks, in the sheet ``Leads``."""

import io
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager

from python_calamine import CalamineSheet, load_workbook

from handlers.common.rules.refusals import Refused, shown
from handlers.intake.rules import cells, workbook_limits
from handlers.intake.rules.lists import TableList

SHEET = "Leads"


def read(body: bytes, *, judged: bool = False, columns: Mapping[str, str] | None = None) -> TableList:
    """Return the list in a workbook; of a formula, the value that the spreadsheet program has saved with it.

    ``judged``: the same bytes were read to their end before, and are not looked through for harm again.
    Raises ``Refused``: ``no_such_sheet``, ``damaged_file``, and the codes of `workbook_limits` and `TableList`.
    """
    if not judged:
        workbook_limits.check(body)
    with _reading():
        sheet = _sheet(body)
        # To the end, before the first row is used: a date out of range shows only here.
        if not judged:
            for _ in sheet.iter_rows():
                pass
    return TableList(lambda: _rows(sheet), columns=columns)


@contextmanager
def _reading() -> Generator[None]:
    """Turn whatever the reader raises into ``Refused``."""
    try:
        yield
    except Refused:
        raise
    except BaseException as error:
        # The reader's panics are not Exceptions, and their class cannot be imported.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Refused(
                "damaged_file",
                f"the workbook cannot be read ({shown(str(error))}): open it in Excel and save it again",
            ) from None
        raise


def _sheet(body: bytes) -> CalamineSheet:
    workbook = load_workbook(io.BytesIO(body))
    return workbook.get_sheet_by_name(_sheet_name(workbook.sheet_names))


def _sheet_name(names: list[str]) -> str:
    for name in names:
        if cells.folded(name) == cells.folded(SHEET):
            return name
    raise Refused(
        "no_such_sheet",
        f"the workbook has no sheet {SHEET}; found: {shown(', '.join(names))}. Name the sheet {SHEET}",
    )


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[object]]]:
    # The reader gives the empty rows above the first cell too, so the numbers are the sheet's own.
    return enumerate(map(list, sheet.iter_rows()), start=1)
