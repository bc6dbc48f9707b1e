"""A provider double with an account behind it in which Terraform has already made something.

Run as ``python -m tests.engine.existing FILE``: the file maps a type token and an id to the properties that AWS would
tell of that resource.
"""
# ruff: noqa: N802 (the methods have the names that the protocol gives them)

import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import grpc
from google.protobuf.json_format import MessageToDict
from pulumi.runtime.proto import provider_pb2

from ops.adopting.kinds import BY_TERRAFORM
from ops.adopting.terraform import Managed
from tests.engine.double import Double, serve, struct, token_of

RENAMED = {
    "attribute": "attributes",
    "global_secondary_index": "globalSecondaryIndexes",
    "local_secondary_index": "localSecondaryIndexes",
    "function_name": {"aws_lambda_function": "name", "aws_lambda_permission": "function"},
    "alarm_name": "name",
}
"""Attributes of Terraform that have other names in Pulumi, some of them on one type only."""
SINGLE = {"ttl", "point_in_time_recovery", "server_side_encryption"}
"""Blocks of which there is one at the most: Terraform keeps a list, Pulumi an object."""
COMPUTED = {
    "arn",
    "id",
    "tags_all",
    "url",
    "uuid",
    "function_arn",
    "stream_enabled",
    "table_class",
    "replica",
}
"""Attributes that are no inputs, or that a provider leaves out where they are as by default."""


class Existing(Double):
    """Reads what is there, and nothing else."""

    def __init__(self, there: Mapping[str, Any]) -> None:
        self._there = there

    def Read(self, request: Any, context: Any) -> Any:
        inputs = self._there.get(f"{token_of(request.urn)} {request.id}")
        if inputs is None and not MessageToDict(request.properties):
            # As a provider says that there is no such thing.
            return provider_pb2.ReadResponse()
        if inputs is None:
            return super().Read(request, context)
        outputs = self._outputs(request.urn, inputs, preview=False)
        return provider_pb2.ReadResponse(id=request.id, properties=struct(outputs), inputs=struct(inputs))

    def Diff(self, request: Any, context: Any) -> Any:
        # What a table lists are sets to the provider, and none is an empty one.
        for each in (request.old_inputs, request.news):
            each.CopyFrom(struct(_unordered(MessageToDict(each))))
        return super().Diff(request, context)

    def Create(self, request: Any, context: Any) -> Any:
        inputs, token = MessageToDict(request.properties), token_of(request.urn)
        there = [each for key, each in self._there.items() if key.startswith(f"{token} ")]
        if not request.preview and "name" in inputs and _name(inputs) in map(_name, there):
            context.abort(grpc.StatusCode.ALREADY_EXISTS, f"{token} {inputs['name']} is there already")
        return super().Create(request, context)


def _name(properties: Mapping[str, Any]) -> tuple[Any, Any]:
    return properties.get("name"), properties.get("groupName")


def account(state: Iterable[Managed]) -> dict[str, Any]:
    """Return what AWS would tell of the resources in a Terraform state."""
    found = {}
    for managed in state:
        if kind := BY_TERRAFORM.get(managed.type):
            found[f"{kind.pulumi} {kind.id(managed.attributes)}"] = _inputs(managed)
    return found


def _inputs(managed: Managed) -> dict[str, Any]:
    found = {}
    for name, value in managed.attributes.items():
        if name in COMPUTED - ({"arn"} if managed.type.endswith("target") else set()) or (
            value in (None, "", [], 0, {}) and value is not False
        ):
            continue
        renamed = RENAMED.get(name, _camel(name))
        if isinstance(renamed, dict):
            renamed = renamed.get(managed.type, _camel(name))
        if name == "function_name":
            # Terraform may hold the ARN; a provider takes both for the same.
            found[renamed] = value.rpartition(":")[2]
        elif name == "global_secondary_index":
            found[renamed] = [_index(each) for each in value]
        elif name in SINGLE:
            if any(part for part in value[0].values()):
                found[renamed] = {_camel(key): each for key, each in value[0].items()}
        else:
            found[renamed] = value
    return found


def _index(index: Mapping[str, Any]) -> dict[str, Any]:
    keys = [("HASH", index["hash_key"]), ("RANGE", index["range_key"])]
    schemas = [{"attributeName": name, "keyType": kind} for kind, name in keys if name]
    return {"keySchemas": schemas, "name": index["name"], "projectionType": index["projection_type"]}


def _unordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _unordered(each) for name, each in value.items() if each != []}
    if isinstance(value, list):
        return sorted(map(_unordered, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def _camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda letter: letter[1].upper(), name)


if __name__ == "__main__":
    serve(Existing(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
