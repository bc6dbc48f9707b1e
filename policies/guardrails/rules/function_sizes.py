"""Functions: memory and time-out are declared."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import is_set


def _sized(function: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for field in ("memorySize", "timeout"):
        if not is_set(function.props, field):
            yield Finding(field)


RULES = [
    ResourceRule(
        name="function-sized",
        family=Family.FUNCTIONS,
        severity=Severity.MEDIUM,
        description="A function says how much memory and time it gets.",
        why="Left to itself AWS gives 128 MB and 3 seconds: less than most calls of other services may take.",
        cure="Set memory_size and timeout.",
        sources=("ES1005", "ES1006"),
        types={tokens.FUNCTION},
        check=_sized,
    )
]
