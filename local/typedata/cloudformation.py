"""The resource types of CloudFormation, from the schemas that cfn-lint brings; `aws-native` has the same ones."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from local.judges.environments import environment
from policies.guardrails.aws.knowledge import sounds_like_a_document

SCHEMAS = "lib/python*/site-packages/cfnlint/data/schemas/resources/*.json"
TRANSFORMED = "AWS::Serverless::"
"""Types that only a template knows: CloudFormation turns them into others."""
Schema = Mapping[str, Any]


@cache
def read(build: Path) -> dict[str, Schema]:
    """Return the schema of each type, by its name (`AWS::SQS::Queue`)."""
    schemas: dict[str, Schema] = {}
    for path in sorted(environment("cfn-lint", build).glob(SCHEMAS)):
        schema = json.loads(path.read_text("utf-8"))
        if schema["typeName"].startswith("AWS::") and not schema["typeName"].startswith(TRANSFORMED):
            schemas.setdefault(schema["typeName"], schema)
    return schemas


def tagged(build: Path) -> Iterator[str]:
    """Yield the names of the types that take tags, some under a name of their own (`UserPoolTags`)."""
    for name, schema in read(build).items():
        declared = schema.get("tagging", {}).get("tagProperty", "").removeprefix("/properties/")
        if not {"Tags", declared}.isdisjoint(schema.get("properties", {})):
            yield name


def candidates(build: Path) -> Iterator[tuple[str, str]]:
    """Yield type and path (`Policies.PolicyDocument`) of each property that may hold a policy document."""
    for name, schema in sorted(read(build).items()):
        read_only = {path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", ())}
        for path in dict.fromkeys(_paths(schema, schema, "", frozenset())):
            if path.replace(".", "/") not in read_only:
                yield name, path


def _paths(whole: Schema, part: Schema, before: str, seen: frozenset[str]) -> Iterator[str]:
    for name, found in part.get("properties", {}).items():
        path, reference, prop = f"{before}{name}", found.get("$ref", ""), _resolved(whole, found)
        if "items" in prop:
            reference, prop = prop["items"].get("$ref", ""), _resolved(whole, prop["items"])
        if "properties" in prop:
            if reference not in seen:
                yield from _paths(whole, prop, f"{path}.", seen | {reference})
        elif sounds_like_a_document(name) and _open(prop):
            yield path


def _open(prop: Schema) -> bool:
    """Return True if the property takes texts or objects of any content."""
    kinds = prop.get("type", "object")
    return "enum" not in prop and bool(
        {"string", "object"}.intersection([kinds] if isinstance(kinds, str) else kinds)
    )


def _resolved(whole: Schema, part: Schema) -> Schema:
    while reference := part.get("$ref"):
        part = whole
        for key in reference.removeprefix("#/").split("/"):
            part = part[key]
    return part
