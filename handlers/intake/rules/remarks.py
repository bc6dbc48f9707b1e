"""Remarks on records: kept with the job as it goes, and told to the list's owner at the end."""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from enum import StrEnum

from handlers.common.rules.refusals import Problem


class Subject(StrEnum):
    """The fate of the record that a remark is on."""

    INVALID = "invalid"
    """Refused: it can be mended and loaded again."""
    NOTED = "noted"
    """Taken in; something of it was left out or mended."""
    DUPLICATE = "duplicate"
    """There already: the problem names the row or the contact that it repeats."""
    OPTED_OUT = "opted_out"
    """Left out, because its owner or the tenant wants it so."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A record's fate and the reasons for it."""

    row: int
    """The record's number."""
    subject: Subject
    record: list[str] | None
    """The record as it came, if it was refused."""
    problems: tuple[Problem, ...]


def pack(remarks: Iterable[Remark]) -> bytes:
    """Return the remarks as bytes for `unpack`; empty if there are none."""
    content = [
        (remark.row, remark.subject, remark.record, [*map(astuple, remark.problems)]) for remark in remarks
    ]
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode()) if content else b""


def unpack(packed: bytes) -> Iterator[Remark]:
    """Return the remarks that `pack` was given."""
    for row, subject, record, problems in json.loads(zlib.decompress(packed)) if packed else ():
        yield Remark(row, Subject(subject), record, tuple(Problem(*problem) for problem in problems))
