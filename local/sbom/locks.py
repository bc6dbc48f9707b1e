"""Reading the locks: what is installed where, and what asked for it. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LOCKS: Mapping[str, str] = MappingProxyType(
    {
        "functions": "handlers/requirements.txt",
        "program": "requirements.txt",
        "policies": "policies/requirements.txt",
    }
)
"""Bill: the lock that it is made of."""

_PINNED = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"\s+#\s+(?:via\s+)?([A-Za-z0-9][A-Za-z0-9._-]*)\s*$")


@dataclass
class Locked:
    """A package in a lock."""

    name: str
    version: str
    hashes: list[str] = field(default_factory=list)
    """Of each file that may be installed, SHA-256."""
    wanted_by: list[str] = field(default_factory=list)
    """The packages of the lock that need it; empty for what a person has asked for."""


def read(text: str) -> list[Locked]:
    """Return the packages of a lock, in its order."""
    found: list[Locked] = []
    for line in text.splitlines():
        pinned = _PINNED.match(line)
        if pinned:
            found.append(Locked(pinned[1], pinned[2]))
        elif found:
            found[-1].hashes += _HASH.findall(line)
            found[-1].wanted_by += _via(line)
    return found


def _via(line: str) -> Iterator[str]:
    named = _VIA.match(line)
    if named and named[1] != "via":
        yield named[1]
