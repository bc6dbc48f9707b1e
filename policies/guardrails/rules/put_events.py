"""Least privilege: events are published in the stack's own name."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..aws import iam
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..resources import holders

ACTION = "events:PutEvents"
NAMED = re.compile(r"[^*?]*\w[./:_-]")
"""The beginning of a pattern of sources that names whose they are (`shop.*`), and not some letters of it (`s*`)."""


def _bound(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for statement in holders.statements(holder, iam.DocumentKind.IDENTITY):
        if statement.grants(ACTION) and _shared(statement, settings["sharedBuses"]):
            sources = statement.bound("events:source", strictly=False)
            if not sources or any(iam.wild(source) and not NAMED.match(source) for source in sources):
                yield Finding(f'{statement.path}.Condition["events:source"]', sources or None)


def _shared(statement: iam.PolicyStatement, shared: list[str]) -> bool:
    """Return True if the statement may reach one of the shared buses."""
    buses = [resource.rpartition("event-bus/")[2] for resource in statement.resources]
    return not buses or any(iam.wild(bus) or iam.matches(pattern, bus) for bus in buses for pattern in shared)


RULES = [
    ResourceRule(
        name="put-events-bound-to-source",
        family=Family.LEAST_PRIVILEGE,
        description="events:PutEvents on a shared bus is bound to the sources in whose name the stack may speak.",
        why="Without it a function can publish events in any other system's name on a bus that all share.",
        cure='Add Condition {"StringEquals": {"events:source": "<the stack\'s own source>"}}.',
        types=None,
        parameters={
            "sharedBuses": {
                "type": "array",
                "items": {"type": "string"},
                "default": ["default"],
                "description": "Event buses that several systems share, by name; `*` stands for any text",
            }
        },
        check=_bound,
    )
]
