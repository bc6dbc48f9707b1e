"""One spelling of every resource: that of the classic AWS provider, which the rules are written in.

A program may also write a resource in CloudFormation's names, by `aws-native`, by its `ExtensionResource` or by Cloud
Control, or under a token that the SDK has since renamed. `data/cloudformation.json` says for each type that a rule
knows what it is there: `names` has the properties whose names differ (an empty one gives its entries to what is above),
`verbatim` those whose content is the user's own.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from ..aws import knowledge, shapes
from .marks import Secret
from .wire import secret

Properties = Mapping[str, Any]

CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource"
EXTENSION = "aws-native:index:ExtensionResource"
GENERIC = {CLOUD_CONTROL: ("typeName", "desiredState"), EXTENSION: ("type", "properties")}
"""Types that make a resource of any type, each with the properties that hold its type and its own properties."""
PAIRS = frozenset({"tags", "dimensions"})
"""Maps of the user's that CloudFormation has as lists of names and values."""


def canonical(resource_type: str, props: Properties) -> tuple[str, Properties]:
    """Return a resource's type and properties, which are plain data, as the classic provider would have them.

    A type without a counterpart there keeps its own; within a generic resource it is named as in `aws-native`.
    """
    if resource_type in GENERIC:
        return _within(resource_type, props)
    if resource_type.startswith(knowledge.NATIVE):
        return _classic(resource_type, props)
    token = knowledge.alias(resource_type)
    return (token, _LATER.get(token, dict)(props)) if token else (resource_type, props)


def _within(generic: str, props: Properties) -> tuple[str, Properties]:
    """Return the resource within a generic one; one whose state is unknown or unreadable stays as it is."""
    name, state = (props.get(key) for key in GENERIC[generic])
    inner = shapes.structure_in(state) if isinstance(state, str) else state
    if not isinstance(name, str) or name.count("::") != 2 or not isinstance(inner, Mapping):
        return generic, props
    _, service, kind = name.split("::")
    if isinstance(state, Secret):
        inner = secret(inner)
    return _classic(f"{knowledge.NATIVE}{service.lower()}:{kind}", inner)


def _classic(resource_type: str, props: Properties) -> tuple[str, Properties]:
    spelling = _spellings().get(knowledge.name_of(resource_type), {})
    names = {path.lower(): name for path, name in spelling.get("names", {}).items()}
    verbatim = {path.lower() for path in spelling.get("verbatim", ())}
    verbatim |= knowledge.properties(resource_type).documents.keys()
    found = _renamed(props, "", names, verbatim)
    kind = spelling.get("type", resource_type)
    return kind, _SHAPED.get(resource_type.rpartition(":")[2], dict)(found) if spelling else found


def classic_name(resource_type: str, key: str) -> str:
    """Return the name that a property of a resource with this type has in the classic provider."""
    if not resource_type.startswith(knowledge.NATIVE):
        return key
    names = _spellings().get(knowledge.name_of(resource_type), {}).get("names", {})
    return names.get(key, key)


def _renamed(found: Any, path: str, names: Mapping[str, str], verbatim: set[str]) -> Any:
    """Return a value with every name in it as the classic provider has it; `path` is in lower case."""
    if isinstance(found, list):
        return [_renamed(each, path, names, verbatim) for each in found]
    if not isinstance(found, Mapping) or path in verbatim:
        return found
    renamed: dict[str, Any] = {}
    for key, value in found.items():
        place = f"{path}.{key.lower()}" if path else key.lower()
        name = names.get(place, lower_camel(key))
        pairs = name in PAIRS or name.endswith("Tags")
        inner = _mapped(value) if pairs else _renamed(value, place, names, verbatim)
        if name:
            renamed[name] = inner
        elif isinstance(inner, Mapping):
            renamed.update(inner)
    return renamed


def lower_camel(name: str) -> str:
    """Return `queueName` for `QueueName`, and `okActions` for `OKActions`."""
    return re.sub(r"^([A-Z]+)(?=[A-Z][a-z])|^[A-Z]+", lambda match: match.group().lower(), name)


def _mapped(found: Any) -> Any:
    """Return the map in a list of names and values; anything else as it is."""
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        return found
    entries = [shapes.lowered(each) for each in found]
    names = [each.get("key", each.get("name")) for each in entries]
    return {
        name if isinstance(name, str) else str(name): each.get("value")
        for name, each in zip(names, entries, strict=True)
    }


@cache
def _spellings() -> Mapping[str, Any]:
    return {name.lower(): spelling for name, spelling in knowledge.load("cloudformation").items()}


def _global_table(table: Properties) -> Properties:
    """Return a global table as one of its replicas, with the others in it."""
    replicas = table.get("replicas")
    if not isinstance(replicas, list) or not replicas or not isinstance(replicas[0], Mapping):
        return table
    first, *others = replicas
    recovery = {
        "enabled": first.get("pointInTimeRecovery"),
        "recoveryPeriodInDays": first.get("recoveryPeriodInDays"),
    }
    own = {key: first[key] for key in ("deletionProtectionEnabled", "tags", "resourcePolicy") if key in first}
    own["pointInTimeRecovery"] = {key: value for key, value in recovery.items() if value is not None}
    return {**table, **own, "replicas": others}


def _first(listed: str, name: str) -> Callable[[Properties], Properties]:
    """Return the conversion of a policy for several resources: it is that of the first; `parts` has the others."""

    def convert(policy: Properties) -> Properties:
        entries = policy.get(listed)
        return {**policy, name: entries[0]} if isinstance(entries, list) and entries else policy

    return convert


def _bus_policy(policy: Properties) -> Properties:
    """Return the policy of a bus, of which CloudFormation also takes the parts of one statement."""
    if "policy" in policy or "principal" not in policy:
        return policy
    principal = policy["principal"]
    statement = {
        "Effect": "Allow",
        "Action": policy.get("action"),
        "Principal": "*" if principal == "*" else {"AWS": principal},
    }
    if isinstance(condition := policy.get("condition"), Mapping):
        statement["Condition"] = {condition.get("type"): {condition.get("key"): condition.get("value")}}
    return {**policy, "policy": {"Statement": [statement]}}


def _older_bucket(bucket: Properties) -> Properties:
    """Return a `BucketV2`, whose settings are lists of one."""
    settings = {"versionings": "versioning", "websites": "website", "loggings": "logging"}
    return {
        settings.get(key, key): value[0] if key in settings and isinstance(value, list) and value else value
        for key, value in bucket.items()
    }


_SHAPED: Mapping[str, Callable[[Properties], Properties]] = {
    "EventBusPolicy": _bus_policy,
    "GlobalTable": _global_table,
    "QueuePolicy": _first("queues", "queueUrl"),
    "TopicPolicy": _first("topics", "arn"),
    "Policy": _first("roles", "role"),
}
"""Conversions of more than names, by the last part of a type."""
_LATER: Mapping[str, Callable[[Properties], Properties]] = {"aws:s3/bucket:Bucket": _older_bucket}
"""Conversions of properties that were renamed with their type, by its present token."""
