"""Encryption and exposure: the values of secrets stay out of the state."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..framework import tokens
from ..framework.rule import Family, Finding, ResourceRule, Subject
from ..framework.values import is_set


def _no_value(version: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for field in ("secretString", "secretBinary"):
        if is_set(version.props, field):
            yield Finding(field, "(a value)")


RULES = [
    ResourceRule(
        name="no-secret-value-in-state",
        family=Family.EXPOSURE,
        severity=Severity.CRITICAL,
        description="No secret's value is part of the program.",
        why="It would stand in the stack's configuration and state, and be overwritten at each deployment.",
        cure="Make the secret alone, and put its value in with `aws secretsmanager put-secret-value`.",
        types={tokens.SECRET_VERSION},
        check=_no_value,
    )
]
