"""Functions: the runtime is one that the archives are built for."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..framework import tokens
from ..framework.rule import Family, Finding, ResourceRule, Subject
from ..framework.values import value


def _allowed(function: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    runtime = value(function.props, "runtime")
    if runtime not in settings["allowed"] and value(function.props, "packageType") != "Image":
        yield Finding("runtime", runtime, f"allowed is {', '.join(settings['allowed'])}")


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
    )
]
