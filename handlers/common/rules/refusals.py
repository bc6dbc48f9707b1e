"""How the intake says no: to a value, to a row or to a whole list."""

from dataclasses import asdict, dataclass

SHOWN_CHARACTERS = 60


class Refused(ValueError):  # noqa: N818 (a verdict on the input, not a fault of the program)
    """Input that cannot be taken.

    ``code`` is for programs and never changes; ``message`` names the value and the cure, for the owner of the list.
    The message may hold an address, so it goes into answers and reports and never into a log.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of a row; ``field`` is the name of section 3's request."""

    field: str
    code: str
    message: str

    def located(self, row: int) -> dict[str, str | int]:
        """As an entry of the answer's ``errors`` and ``notes``."""
        return {"row": row, **asdict(self)}


def shown(value: object) -> str:
    """A value as a message quotes it, cut where it is long."""
    text = repr(value)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"
