"""Costs of units of work, and the recording that holds them.

A cost is a map of lines to numbers: requests by operation and resource, and DynamoDB's write and read units by table
(or ``table.index``) and by the pattern of the partition key that they land on, such as ``TENANT#<tenant>#<day>``.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

RECORDED = Path(__file__).with_name("recorded.json")
SPREAD = ("<id>", "<address>", "<event>")
"""Parts of a key of which there are as many as contacts, replies or events: such keys spread by themselves."""

_PARTS = (
    (re.compile(r"^([a-z]+-[a-z]+)#.+"), r"\1#<event>"),
    (re.compile(r"tenant-\d+"), "<tenant>"),
    (re.compile(r"campaign-\d+"), "<campaign>"),
    (re.compile(r"\+\d{8,}|[\w.]+@[\w.]+"), "<address>"),
    (re.compile(r"\b[0-9a-f]{32}\b|\b[0-9a-f-]{36}\b"), "<id>"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "<day>"),
    (re.compile(r"(?<=<campaign>)#\d+$"), "#<shard>"),
    (re.compile(r"(?<=#)\d{9,}$"), "<second>"),
)
"""Parts of the keys that a recording meets, whose tenants are ``tenant-1``, ``tenant-2``, …, and their names."""


class Line(NamedTuple):
    """One line of a cost."""

    kind: str
    """``requests``, ``writes`` or ``reads``."""
    place: str
    """The operation of a request (``dynamodb.Query``), else a table or ``table.index``."""
    key: str
    """The resource of a request, else the pattern of the partition key."""


Cost = Mapping[Line, float]


class Recording(NamedTuple):
    """The units of work with their costs, and the figures of the stack that they ran with."""

    units: Mapping[str, Cost]
    functions: Mapping[str, Mapping[str, int]]
    """Function to its ``memory`` (MB) and ``timeout`` (s); of the queue's consumer ``batch`` and ``window`` (s) too."""
    request_ms: float
    """Milliseconds of a whole processor that a request to AWS takes, the least that was measured."""
    contact_ms: float
    """Milliseconds of a whole processor that a contact of a list takes, the least that was measured."""


def key_pattern(key: str) -> str:
    """Return the pattern of a partition key."""
    for part, name in _PARTS:
        key = part.sub(name, key)
    return key


def total(*parts: tuple[Cost, float]) -> dict[Line, float]:
    """Return the sum of costs, each times its number; lines that come to nothing are left out."""
    sums: dict[Line, float] = {}
    for cost, number in parts:
        for line, amount in cost.items():
            sums[line] = sums.get(line, 0) + amount * number
    return {line: amount for line, amount in sums.items() if abs(amount) > 1e-9}


def requests(cost: Cost, service: str = "") -> float:
    """Return the number of requests, of one operation or service (``dynamodb.``) or of all."""
    return sum(
        amount for line, amount in cost.items() if line.kind == "requests" and line.place.startswith(service)
    )


def as_document(cost: Cost) -> dict[str, dict[str, float]]:
    """Return a cost for JSON: kind, then ``place key``, then the number."""
    document: dict[str, dict[str, float]] = {}
    for line, amount in sorted(cost.items()):
        document.setdefault(line.kind, {})[f"{line.place} {line.key}".rstrip()] = round(amount, 4)
    return document


def from_document(document: Mapping[str, Mapping[str, float]]) -> dict[Line, float]:
    """Return the cost that ``as_document`` gave."""
    return {
        Line(kind, place.partition(" ")[0], place.partition(" ")[2]): amount
        for kind, places in document.items()
        for place, amount in places.items()
    }


def load(path: Path = RECORDED) -> Recording:
    """Return the recording that a file holds."""
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    units = {name: from_document(cost) for name, cost in document["units"].items()}
    spent = document["processorMs"]
    return Recording(units, document["functions"], spent["request"], spent["contact"])
