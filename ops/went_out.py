"""The file of what went out after the point to which a table was restored: JSON lines or CSV.

A line is either a sending (contactId, step and what else is known) or the wish of an address's owner (tenantId,
address, optedOut or blocked). ``recovery compare`` writes such a file, an export of the log can be made one.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic.types import GetPydanticSchema

from handlers.common.rules.envelope import Identifier, StepText
from handlers.common.rules.model import Channel, Kind, State
from handlers.common.rules.steps import Step
from ops.documents import DocumentError, parse


def _instant(value: Any) -> Any:
    """Read an instant without an offset as UTC, as CloudWatch Logs exports it."""
    if not isinstance(value, str):
        return value
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_TRUTH = {"true": True, "false": False}
Address = Annotated[str, StringConstraints(min_length=1, max_length=320)]
Instant = Annotated[datetime, BeforeValidator(_instant)]


class Sending(BaseModel):
    """A message that went out, or of which nobody knows whether it did."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contactId: Identifier
    step: Annotated[Step, GetPydanticSchema(lambda _, handler: handler.generate_schema(StepText))]
    sentAt: Instant | None = None
    channel: Channel | None = None
    outcome: Literal["sent", "unknown"] = "sent"
    state: State | None = None
    """The contact's state, where it has moved on since."""
    meetingId: Identifier | None = None
    """The contact's latest meeting."""

    @property
    def kind(self) -> Kind:
        """The kind of the message, which its step begins with."""
        prefix = self.step.partition("#")[0]
        return Kind.REMINDER if prefix.startswith(f"{Kind.REMINDER}_") else Kind(prefix)

    @model_validator(mode="after")
    def _has_a_kind(self) -> "Sending":
        try:
            self.kind  # noqa: B018  it raises
        except ValueError:
            known = ", ".join(kind.value for kind in Kind)
            raise ValueError(f"the step {self.step} is of no kind: it begins with one of {known}") from None
        return self


class Wish(BaseModel):
    """An address whose owner has opted out, or that its tenant blocks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tenantId: Identifier
    address: Address
    optedOut: bool = False
    blocked: bool = False


class Line(NamedTuple):
    """An entry of the file, and its place for messages."""

    place: str
    entry: Sending | Wish


def write(path: Path, entries: Iterator[Sending | Wish]) -> int:
    """Write entries as JSON lines; return their number."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for entry in entries:
            file.write(entry.model_dump_json(exclude_defaults=True) + "\n")
            number += 1
    return number


def read(path: Path) -> tuple[list[Line], list[str]]:
    """Return the entries of a file in the order in which they can be placed, and what is wrong with the others.

    Raises ``DocumentError`` if the file cannot be read at all.
    """
    lines: list[Line] = []
    problems: list[str] = []
    for number, document in _documents(path):
        place = f"{path}: line {number}"
        try:
            if isinstance(document, DocumentError):
                raise document
            model = Wish if "address" in document else Sending
            lines.append(Line(place, parse(model, document, place)))
        except DocumentError as error:
            problems.append(str(error))
    return sorted(lines, key=_order), problems


def _order(line: Line) -> tuple[int, str]:
    """Wishes first, then first messages, then follow-ups by their number, then the others."""
    if isinstance(line.entry, Wish):
        return 0, ""
    if line.entry.kind is Kind.OUTREACH:
        return 1, ""
    return (2, f"{line.entry.step.follow_ups_done:04}") if line.entry.step.follows_up else (3, "")


def _documents(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | DocumentError]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}): check the path") from None
    except UnicodeDecodeError:
        raise DocumentError(f"{path}: is not UTF-8: save it as UTF-8") from None
    rows = text.splitlines()
    if text.lstrip().startswith("{"):
        yield from ((number, _json(path, number, row)) for number, row in enumerate(rows, 1) if row.strip())
    else:
        for number, row in enumerate(csv.DictReader(rows), 2):
            yield number, {name: _TRUTH.get(value, value) for name, value in row.items() if value}


def _json(path: Path, number: int, row: str) -> Mapping[str, Any] | DocumentError:
    try:
        document = json.loads(row)
    except ValueError as error:
        return DocumentError(f"{path}: line {number}: not JSON ({error}): correct it there")
    if not isinstance(document, dict):
        return DocumentError(f"{path}: line {number}: {row[:40]} is no object: write one JSON object a line")
    return document
