"""Least privilege: events are published in the stack's own name."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..framework import holders, iam
from ..framework.rule import Family, Finding, ResourceRule, Subject


def _bound(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for statement in holders.statements(holder, iam.DocumentKind.IDENTITY):
        if statement.grants("events:PutEvents"):
            sources = statement.bound("events:source", strictly=False)
            if not sources or any(source.strip("*") == "" for source in sources):
                yield Finding(f'{statement.path}.Condition["events:source"]', sources or None)


RULES = [
    ResourceRule(
        name="put-events-bound-to-source",
        family=Family.LEAST_PRIVILEGE,
        description="events:PutEvents is bound to the sources in whose name the stack may speak.",
        why="Without it a function can publish events in any other system's name on the bus that all share.",
        cure='Add Condition {"StringEquals": {"events:source": "<the stack\'s own source>"}}.',
        types=None,
        check=_bound,
    )
]
