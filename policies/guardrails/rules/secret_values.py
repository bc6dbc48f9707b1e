"""Encryption and exposure: the values of secrets stay out of the state."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import is_set, value

VALUES = {
    tokens.SECRET_VERSION: ("secretString", "secretBinary"),
    tokens.PARAMETER: ("value", "insecureValue"),
}
"""Types that hold a secret, each with the properties for its value; those that only write it keep no state."""


def _no_value(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if holder.resource_type == tokens.PARAMETER and value(holder.props, "type") != "SecureString":
        return
    for field in VALUES[holder.resource_type]:
        if is_set(holder.props, field):
            yield Finding(field, "(a value)")


RULES = [
    ResourceRule(
        name="no-secret-value-in-state",
        family=Family.EXPOSURE,
        severity=Severity.CRITICAL,
        description="No secret's value is part of the program.",
        why="It would stand in the stack's configuration and state, and be overwritten at each deployment.",
        cure="Make the secret alone, and put its value in with `aws secretsmanager put-secret-value`, or that of a"
        " parameter with `aws ssm put-parameter`.",
        types=VALUES.keys(),
        check=_no_value,
    )
]
