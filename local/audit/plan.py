"""The graph as a Terraform plan, which checkov judges: the properties map one to one."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from local.audit.graph import Resource, plain

_MAPS = frozenset({"tags", "variables", "dimensions"})
"""Properties whose keys are the user's own; all other objects are blocks, which a plan holds as lists."""
_BLOCKS = {
    "attributes": "attribute",
    "global_secondary_indexes": "global_secondary_index",
    "lambda_functions": "lambda_function",
    "metric_queries": "metric_query",
    "rules": "rule",
}
"""Blocks that may stand several times: plural in Pulumi, singular in a plan."""
_RENAMED = {"code": "filename", "function": "function_name"}


def plan(resources: Iterable[Resource]) -> dict[str, Any]:
    """A plan document, format 1.2, of nothing but creations."""
    planned: list[dict[str, Any]] = [
        {
            "address": f"{kind}.{_identifier(found.name)}",
            "mode": "managed",
            "type": kind,
            "name": _identifier(found.name),
            "provider_name": "hashicorp/aws",
            "values": _values(plain(found.inputs)),
        }
        for found in resources
        if found.custom and (kind := terraform_type(found.type))
    ]
    owners = {
        each["values"]["bucket"]: each["address"] for each in planned if each["type"] == "aws_s3_bucket"
    }
    changes = [
        {key: value for key, value in each.items() if key != "values"}
        | {"change": {"actions": ["create"], "before": None, "after": each["values"], "after_unknown": {}}}
        for each in planned
    ]
    return {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": planned}},
        "resource_changes": changes,
        "configuration": {"root_module": {"resources": [_configuration(each, owners) for each in planned]}},
    }


def terraform_type(token: str) -> str | None:
    """`aws:sqs/queue:Queue` is `aws_sqs_queue`; the provider itself is nothing there."""
    package, module, name = token.split(":")
    if package != "aws":
        return None
    # In cloudwatch/, the event and log resources carry their service in their own name.
    return f"aws_{module.partition('/')[0]}_{_snake(name)}"


def _configuration(planned: Mapping[str, Any], buckets: Mapping[str, str]) -> dict[str, Any]:
    """The expressions behind the values; a bucket's settings are found through their reference to it."""
    expressions: dict[str, Any] = {
        name: {"constant_value": value} for name, value in planned["values"].items()
    }
    bucket = planned["values"].get("bucket")
    if planned["type"] != "aws_s3_bucket" and bucket in buckets:
        expressions["bucket"] = {"references": [f"{buckets[bucket]}.id", buckets[bucket]]}
    kept = {key: planned[key] for key in ("address", "mode", "type", "name")}
    return kept | {"provider_config_key": "aws", "expressions": expressions}


def _values(inputs: Mapping[str, Any]) -> dict[str, Any]:
    values = {}
    for key, value in inputs.items():
        name = _snake(key)
        if name in _MAPS:
            values[name] = value
        elif isinstance(value, Mapping):
            values[name] = [_values(value)]
        elif isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            values[_BLOCKS.get(name, name)] = [_values(item) for item in value]
        else:
            values[_RENAMED.get(name, name)] = value
    return values


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _identifier(name: str) -> str:
    return name.replace("-", "_")
