"""Further things that a list says of a contact: where the data come from, the ground to write, and metadata."""

from collections.abc import Mapping
from itertools import islice

from handlers.common.rules import visible
from handlers.common.rules.refusals import Problem, shown
from handlers.intake.rules import cells

MAX_SOURCE = 200
MAX_CONSENT = 500
MAX_METADATA = 20
MAX_METADATA_NAME = 64
MAX_METADATA_VALUE = 500


def text(field_name: str, written: str, longest: int, notes: list[Problem]) -> str:
    """Return a field in one line; one that is too long is left out and noted, as half of it may say the contrary."""
    line = cells.clean(visible.displayed(written))
    if len(line) <= longest:
        return line
    message = f"{shown(line)} has {len(line)} characters, more than {longest}: it is left out"
    notes.append(Problem(field_name, "left_out", message, line[:longest]))
    return ""


def metadata(given: Mapping[str, str], notes: list[Problem]) -> Mapping[str, str]:
    """Return the entries that are short enough, up to the limit; the others are noted."""
    short = (
        (name, value)
        for name, value in given.items()
        if len(name) <= MAX_METADATA_NAME and len(value) <= MAX_METADATA_VALUE
    )
    kept = dict(islice(short, MAX_METADATA))
    if len(kept) < len(given):
        notes.append(_left_out([name for name in given if name not in kept]))
    return kept


def _left_out(names: list[str]) -> Problem:
    return Problem(
        "metadata",
        "left_out",
        f"{shown(', '.join(names))} is left out: up to {MAX_METADATA} entries are kept, with names of up to "
        f"{MAX_METADATA_NAME} characters and values of up to {MAX_METADATA_VALUE}",
    )
