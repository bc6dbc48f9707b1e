"""Remarks on records: kept with the job as it goes, and told to the list's owner at the end."""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

from handlers.common.rules.refusals import Problem


@dataclass(frozen=True, slots=True)
class Remark:
    """The reasons why a record was refused, or notes on what was left out of it."""

    row: int
    """The record's number."""
    record: list[str] | None
    """The record as it came, if it was refused."""
    problems: tuple[Problem, ...]


def pack(remarks: Iterable[Remark]) -> bytes:
    """Return the remarks as bytes for `unpack`; empty if there are none."""
    content = [(remark.row, remark.record, [*map(astuple, remark.problems)]) for remark in remarks]
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode()) if content else b""


def unpack(packed: bytes) -> Iterator[Remark]:
    """Return the remarks that `pack` was given."""
    for row, record, problems in json.loads(zlib.decompress(packed)) if packed else ():
        yield Remark(row, record, tuple(Problem(*problem) for problem in problems))
