"""Observability: a request can be followed through the functions."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import value


def _active(function: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    mode = value(function.props, "tracingConfig.mode")
    if mode != "Active":
        yield Finding("tracingConfig.mode", mode)


RULES = [
    ResourceRule(
        name="function-tracing-active",
        family=Family.OBSERVABILITY,
        severity=Severity.MEDIUM,
        description="Every function is traced by X-Ray.",
        why="No log shows where a request was held up between queue, function and the services that it calls.",
        cure='Set tracing_config={"mode": "Active"}.',
        sources=("CKV_AWS_50", "WS1000"),
        types={tokens.FUNCTION},
        check=_active,
    )
]
