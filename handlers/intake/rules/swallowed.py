"""Text between two quotation marks that may be rows: somebody typed the marks, and no program that writes lists did."""

from collections.abc import Sequence

from handlers.intake.rules.columns import Header, looks_like_address


def holds_rows(lines: Sequence[Sequence[str]], column: int, header: Header) -> bool:
    """Return True if the text of a quoted cell looks like rows of the table.

    ``lines``: what each of its lines gives when read with the table's separator. ``column``: the cell's place, which is
    that of the first line's first part too; the last line's last part ends at the closing mark.

    It does if a part that would be a whole cell has an address in a column of addresses; if the closing mark begins a
    line and the opening one an address with more cells behind it; or if lines fill whole rows, with nothing but
    addresses and blanks in these columns. An address with a comma, in a table with commas, does not.
    """
    if len(lines) < 2:
        return False
    first, *middle, last = lines
    width = len(header.columns)
    pieces = [(column + 1, first[1:]), *((0, line) for line in middle if len(line) > 1), (0, last[:-1])]
    if any(
        header.holds_address(place, cell)
        for start, piece in pieces
        for place, cell in enumerate(piece, start)
    ):
        return True
    if last == [""] and len(first) > 1 and header.holds_address(column, first[0]):
        return True
    fill_two_rows = column + len(first) == width and len(last) - 1 == column and len(first) + len(last) > 2
    if fill_two_rows and all(_may_be_row(header, *piece) for piece in (pieces[0], pieces[-1])):
        return True
    return any(1 < width == len(line) and _may_be_row(header, 0, line) for line in middle)


def _may_be_row(header: Header, start: int, cells: Sequence[str]) -> bool:
    """Return True if cells, from the column ``start`` on, have only addresses and blanks where addresses belong."""
    addresses = {*header.fields.get("phone", ()), *header.fields.get("email", ())}
    return all(
        looks_like_address(cell) or not any(map(str.isalnum, cell))
        for place, cell in enumerate(cells, start)
        if place in addresses
    )
