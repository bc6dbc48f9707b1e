"""The graph as a Terraform plan, which checkov judges: the properties map one to one."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from local.deployment.recorder import RecordedResource
from local.judges.graph import plain

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


def plan(resources: Iterable[RecordedResource]) -> dict[str, Any]:
    """Return a plan document, format 1.2, of nothing but creations."""
    planned = [
        _planned(kind, found) for found in resources if found.custom and (kind := terraform_type(found.type))
    ]
    owners = {
        each["values"]["bucket"]: each["address"] for each in planned if each["type"] == "aws_s3_bucket"
    }
    return {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": planned}},
        "resource_changes": [_creation(each) for each in planned],
        "configuration": {"root_module": {"resources": [_configuration(each, owners) for each in planned]}},
    }


def terraform_type(token: str) -> str | None:
    """Return the Terraform type of a token: `aws_sqs_queue` for `aws:sqs/queue:Queue`; None for the provider itself."""
    package, module, name = token.split(":")
    if package != "aws":
        return None
    # In cloudwatch/, the event and log resources carry their service in their own name.
    return f"aws_{module.partition('/')[0]}_{_snake(name)}"


def _planned(kind: str, found: RecordedResource) -> dict[str, Any]:
    return {
        "address": f"{kind}.{_identifier(found.name)}",
        "mode": "managed",
        "type": kind,
        "name": _identifier(found.name),
        "provider_name": "hashicorp/aws",
        "values": _values(plain(found.inputs)),
    }


def _creation(planned: Mapping[str, Any]) -> dict[str, Any]:
    change = {"actions": ["create"], "before": None, "after": planned["values"], "after_unknown": {}}
    return {key: value for key, value in planned.items() if key != "values"} | {"change": change}


def _configuration(planned: Mapping[str, Any], buckets: Mapping[str, str]) -> dict[str, Any]:
    """Return the expressions behind the values; checkov finds a bucket's settings by their reference to it."""
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
