"""The names under which resources refer to each other: plain names, ARNs, and queues' URLs."""

from collections.abc import Mapping
from typing import Any

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

from ..aws import arns, tokens
from ..aws.arns import Arn
from ..resources.declared import HANDLES, Declared
from ..values import value

NAMES = ("name", "bucket", *HANDLES)
"""Properties by which one resource may refer to another."""

SERVICES: Mapping[str, str] = {
    tokens.ALARM: "cloudwatch",
    tokens.EVENT_BUS: "events",
    tokens.EVENT_RULE: "events",
    tokens.LOG_GROUP: "logs",
}
"""Services in ARNs, for types that the SDK keeps under another."""

PREFIXES: Mapping[str, str] = {
    tokens.ALARM: "alarm:",
    tokens.BUCKET: "",
    tokens.EVENT_BUS: "event-bus/",
    tokens.FUNCTION: "function:",
    tokens.LOG_GROUP: "log-group:",
    tokens.POLICY: "policy/",
    tokens.QUEUE: "",
    tokens.ROLE: "role/",
    tokens.SECRET: "secret:",
    tokens.TABLE: "table/",
    tokens.TOPIC: "",
}
"""The part before the name in the ARNs of a type, where that is always the same."""


def physical_name(reference: str) -> str:
    """Return the name within an ARN, a queue's URL or a plain name.

    `arn:aws:lambda:us-east-1:1:function:send:live` → `send`; `https://sqs…/1/queue` → `queue`;
    `arn:aws:events:us-east-1:1:rule/bus/booked` → `booked`; `arn:aws:s3:::bucket/*` → `bucket`.
    """
    if "://" in reference:
        return reference.rstrip("/").rpartition("/")[2]
    if not reference.startswith("arn:"):
        return reference
    _, _, service, _, _, resource = (reference.split(":", 5) + [""] * 6)[:6]
    match service:
        case "lambda" | "logs":
            return resource.split(":")[1] if ":" in resource else resource
        case "dynamodb":
            return resource.split("/")[1] if "/" in resource else resource
        case "s3":
            return resource.partition("/")[0]
        case "iam" | "events" | "scheduler":
            return resource.rpartition("/")[2]
        case _:
            return resource.rpartition(":")[2]


def service(resource_type: str) -> str:
    """Return the service in the ARNs of a type: `sqs` for `aws:sqs/queue:Queue`."""
    return SERVICES.get(resource_type) or resource_type.partition(":")[2].partition("/")[0].partition(":")[0]


def text(props: Mapping[str, Any], path: str) -> str:
    """Return the text at a path; empty where there is none, or none that is known."""
    try:
        found = value(props, path)
    except UnknownValueError:
        return ""
    return found if isinstance(found, str) else ""


def handles(resource: PolicyResource) -> list[str]:
    """Return the names that a resource goes by, as far as they are known; else its Pulumi name."""
    return [found for key in NAMES if (found := text(resource.props, key))] or [resource.name]


def resource_part(resource: PolicyResource) -> str | None:
    """Return the last part of a resource's ARN, or None where that of its type is not known here."""
    kind = resource.resource_type
    name = text(resource.props, "bucket" if kind == tokens.BUCKET else "name") or resource.name
    if kind == tokens.EVENT_RULE:
        bus = physical_name(text(resource.props, "eventBusName"))
        return f"rule/{name}" if bus in ("", "default") else f"rule/{bus}/{name}"
    if kind == tokens.SCHEDULE:
        return f"schedule/{text(resource.props, 'groupName') or 'default'}/{name}"
    if kind in (tokens.ROLE, tokens.POLICY):
        name = f"{text(resource.props, 'path').lstrip('/')}{name}"
    if kind == tokens.SECRET:
        # Secrets Manager puts a dash and six characters of its own behind the name.
        name = f"{name}-AbCdEf"
    prefix = PREFIXES.get(kind)
    return None if prefix is None else f"{prefix}{name}"


def own_arn(resource: PolicyResource) -> Arn | None:
    """Return the ARN that AWS gave a resource, or None where it is not known yet; an input `arn` is another's."""
    made = resource.props.handles if isinstance(resource.props, Declared) else {}
    return arns.parse(str(made.get("arn") or ""))
