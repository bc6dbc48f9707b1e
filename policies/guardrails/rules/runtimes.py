"""Functions: the runtime is one of those that are allowed."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import value

SUPPORTED = (
    "dotnet10",
    "java21",
    "java25",
    "nodejs22.x",
    "nodejs24.x",
    "provided.al2023",
    "python3.12",
    "python3.13",
    "python3.14",
    "ruby3.4",
)
"""Runtimes that AWS supported in November 2026, the oldest ones left out:
https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"""


def _allowed(function: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    runtime = value(function.props, "runtime")
    if runtime not in settings["allowed"] and value(function.props, "packageType") != "Image":
        yield Finding("runtime", runtime, f"allowed is {', '.join(settings['allowed'])}")


RULES = [
    ResourceRule(
        name="runtime-allowed",
        family=Family.FUNCTIONS,
        description="A function runs on one of the runtimes that are allowed.",
        why="AWS stops patching old runtimes, and compiled dependencies fit one version of their language only.",
        cure="Set runtime to an allowed one; or add yours to the setting `allowed`, once it is built and tested for.",
        sources=("CKV_AWS_363", "AwsSolutions-L1", "Lambda.2"),
        types={tokens.FUNCTION},
        parameters={
            "allowed": {
                "type": "array",
                "items": {"type": "string"},
                "default": list(SUPPORTED),
                "description": "The runtimes; a list of what is forbidden would go stale",
            }
        },
        check=_allowed,
    )
]
