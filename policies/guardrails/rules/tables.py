"""Tables: billing by request, and expiry of passing items."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import switch, value


def _on_demand(table: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    mode = value(table.props, "billingMode")
    if mode != "PAY_PER_REQUEST":
        yield Finding("billingMode", mode)


def _expiry(table: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    name = str(value(table.props, "name") or table.name)
    for thing, attribute in settings["tables"].items():
        if name != thing and not name.endswith(f"-{thing}"):
            continue
        if switch(value(table.props, "ttl.enabled")) is not True:
            yield Finding("ttl.enabled", value(table.props, "ttl.enabled"))
        elif value(table.props, "ttl.attributeName") != attribute:
            found = value(table.props, "ttl.attributeName")
            yield Finding("ttl.attributeName", found, f"the expiry is written to {attribute}")


RULES = [
    ResourceRule(
        name="table-on-demand",
        family=Family.TABLES,
        severity=Severity.MEDIUM,
        description="Every table is billed by request, without a capacity of its own.",
        why="Load comes in bursts: a set capacity throttles them, or is paid for all night.",
        cure='Set billing_mode="PAY_PER_REQUEST".',
        sources=("CKV2_AWS_16", "DynamoDB.1"),
        types={tokens.TABLE},
        check=_on_demand,
    ),
    ResourceRule(
        name="table-expires-items",
        family=Family.TABLES,
        severity=Severity.MEDIUM,
        description="The tables that hold passing things expire them.",
        why="They would grow by every request ever made.",
        cure='Set ttl={"enabled": True, "attribute_name": "<attribute>"}.',
        types={tokens.TABLE},
        parameters={
            "tables": {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "default": {},
                "description": "Each table (its name, or what follows the prefix) with the attribute of its expiry",
            }
        },
        check=_expiry,
    ),
]
