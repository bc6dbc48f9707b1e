"""Functions: what they run on."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from . import tokens
from .core import Family, Finding, ResourceRule, Subject
from .values import is_set, value


def _allowed(function: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    runtime = value(function.props, "runtime")
    if runtime not in settings["allowed"] and value(function.props, "packageType") != "Image":
        yield Finding("runtime", runtime, f"allowed is {', '.join(settings['allowed'])}")


def _sized(function: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for field in ("memorySize", "timeout"):
        if not is_set(function.props, field):
            yield Finding(field)


RULES = [
    ResourceRule(
        name="runtime-allowed",
        family=Family.FUNCTIONS,
        description="A function runs on a runtime that the archives are built and tested for.",
        why="Compiled dependencies fit one version of Python only, and AWS stops patching the old ones.",
        cure='Set runtime="python3.13", or build and test for another one and add it to the setting `allowed`.',
        sources=("CKV_AWS_363", "AwsSolutions-L1", "Lambda.2"),
        types={tokens.FUNCTION},
        parameters={
            "allowed": {
                "type": "array",
                "items": {"type": "string"},
                "default": ["python3.13"],
                "description": "The runtimes; a list of what is forbidden would go stale",
            }
        },
        check=_allowed,
    ),
    ResourceRule(
        name="function-sized",
        family=Family.FUNCTIONS,
        severity=Severity.MEDIUM,
        description="A function says how much memory and time it gets.",
        why="Left to itself AWS gives 128 MB and 3 seconds: less than a partner may take to answer.",
        cure="Set memory_size and timeout.",
        sources=("ES1005", "ES1006"),
        types={tokens.FUNCTION},
        check=_sized,
    ),
]
