"""The template of a recorded graph."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from local.deployment.recorder import RecordedResource
from local.judges.cloudformation.conversions import CfnProperties
from local.judges.cloudformation.parts import PARTS
from local.judges.cloudformation.types import TAGGED_BY_A_MAP, TYPES
from local.judges.graph import plain


def template(resources: Iterable[RecordedResource]) -> dict[str, Any]:
    """Return a template with every resource of AWS in the graph.

    Raises ``LookupError`` for a type that is not mapped.
    """
    found = [(each, plain(each.inputs)) for each in resources if each.custom and each.type.startswith("aws:")]
    body: dict[str, Any] = {}
    owners: dict[tuple[str, str], CfnProperties] = {}
    for each, inputs in found:
        if each.type not in PARTS:
            converted = _converted(each, inputs)
            # A function and its table may share a name, which is unique among resources of one type alone.
            logical = _logical(each.name)
            body[logical if logical not in body else logical + converted["Type"].rpartition(":")[2]] = (
                converted
            )
            name = inputs.get("bucket") or inputs.get("name") or each.name
            owners[each.type, name] = converted["Properties"]
    for each, inputs in found:
        if each.type in PARTS:
            owner, key, merge = PARTS[each.type]
            merge(owners[owner, inputs[key]], inputs)
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": body}


def _converted(resource: RecordedResource, inputs: Mapping[str, Any]) -> dict[str, Any]:
    if resource.type not in TYPES:
        raise LookupError(
            f"{resource.type} is not mapped to CloudFormation: add it to local/judges/cloudformation/types.py"
        )
    kind, convert = TYPES[resource.type]
    properties = convert(dict(inputs))
    if tags := inputs.get("tags"):
        properties["Tags"] = tags if kind in TAGGED_BY_A_MAP else _tags(tags)
    return {"Type": kind, "Properties": properties}


def _logical(name: str) -> str:
    return "".join(part.capitalize() for part in re.split(r"[^A-Za-z0-9]+", name))


def _tags(tags: Mapping[str, str]) -> Any:
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]
