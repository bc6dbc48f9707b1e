"""Kinds of resources, each as Pulumi and as Terraform know it: what tells one from another, and its import id.

A resource is recognised by what AWS itself knows it by, its physical name or those of the things that it relates. The
ids are those that ``pulumi import`` takes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Properties = Mapping[str, Any]
Key = tuple[str, ...]

DEFAULT = "default"
"""The name of the bus and of the group of schedules that AWS takes where none is named."""


@dataclass(frozen=True)
class Fixed:
    """A property that AWS cannot change: another value means another resource, and the loss of this one."""

    name: str
    """The name, for people."""
    planned: Callable[[Properties], object]
    """The value that the program gives it."""
    found: Callable[[Properties], object]
    """The value that Terraform's resource has."""


@dataclass(frozen=True)
class Kind:
    """A kind of resource."""

    terraform: str
    """Terraform's type."""
    pulumi: str
    """Pulumi's type token."""
    planned: Callable[[Properties], Key]
    """The key by which a resource of the program is recognised, by its inputs."""
    found: Callable[[Properties], Key]
    """The same key, by the attributes in Terraform's state."""
    id: Callable[[Properties], str]
    """The id to import, by the attributes in Terraform's state."""
    fixed: tuple[Fixed, ...] = ()
    """The properties beside the key that cannot be changed."""
    keeps: bool = False
    """True if it holds what cannot be made again: items, messages, logs."""


def _last(name: Any) -> str:
    """Return the name at the end of an ARN or a URL; a name is its own."""
    return str(name).rpartition(":")[2].rpartition("/")[2]


def _of(*properties: str, default: str | None = None) -> Callable[[Properties], Key]:
    """Return the key that is made of properties, ARNs and URLs by the names in them."""
    return lambda each: tuple(_last(each.get(name) or default or "") for name in properties)


def _named(property_: str = "name") -> Callable[[Properties], str]:
    return lambda each: str(each[property_])


def _on_bus(found: Properties) -> str:
    """Return the first part of the id of a rule or a target, which the default bus has not."""
    bus = found.get("event_bus_name") or DEFAULT
    return "" if bus == DEFAULT else f"{bus}/"


def _key_types(definitions: Any, keys: set[str]) -> dict[str, str]:
    return {each["name"]: each["type"] for each in definitions or () if each["name"] in keys}


_TABLE_FIXED = (
    Fixed("partition key", lambda new: new.get("hashKey"), lambda old: old.get("hash_key")),
    Fixed("sort key", lambda new: new.get("rangeKey"), lambda old: old.get("range_key") or None),
    Fixed(
        "types of the keys",
        lambda new: _key_types(new.get("attributes"), {new.get("hashKey", ""), new.get("rangeKey", "")}),
        lambda old: _key_types(old.get("attribute"), {old.get("hash_key", ""), old.get("range_key", "")}),
    ),
    Fixed(
        "local indexes",
        lambda new: sorted(each["name"] for each in new.get("localSecondaryIndexes", ())),
        lambda old: sorted(each["name"] for each in old.get("local_secondary_index") or ()),
    ),
)

KINDS = (
    Kind(
        "aws_dynamodb_table",
        "aws:dynamodb/table:Table",
        _of("name"),
        _of("name"),
        _named(),
        _TABLE_FIXED,
        keeps=True,
    ),
    Kind(
        "aws_sqs_queue",
        "aws:sqs/queue:Queue",
        _of("name"),
        _of("name"),
        _named("id"),
        (Fixed("order", lambda new: bool(new.get("fifoQueue")), lambda old: bool(old.get("fifo_queue"))),),
        keeps=True,
    ),
    Kind(
        "aws_sqs_queue_policy",
        "aws:sqs/queuePolicy:QueuePolicy",
        _of("queueUrl"),
        _of("queue_url"),
        _named("queue_url"),
    ),
    Kind(
        "aws_cloudwatch_log_group",
        "aws:cloudwatch/logGroup:LogGroup",
        lambda new: (str(new.get("name")),),
        lambda old: (str(old.get("name")),),
        _named(),
        keeps=True,
    ),
    Kind(
        "aws_lambda_function",
        "aws:lambda/function:Function",
        _of("name"),
        _of("function_name"),
        _named("function_name"),
        (
            Fixed(
                "package",
                lambda new: new.get("packageType", "Zip"),
                lambda old: old.get("package_type") or "Zip",
            ),
        ),
    ),
    Kind(
        "aws_lambda_event_source_mapping",
        "aws:lambda/eventSourceMapping:EventSourceMapping",
        _of("eventSourceArn", "functionName"),
        _of("event_source_arn", "function_name"),
        _named("uuid"),
    ),
    Kind(
        "aws_lambda_function_event_invoke_config",
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
        _of("functionName", "qualifier"),
        _of("function_name", "qualifier"),
        _named("id"),
    ),
    Kind(
        "aws_lambda_permission",
        "aws:lambda/permission:Permission",
        lambda new: (
            _last(new.get("function")),
            *_permission(new.get("action"), new.get("principal"), new.get("sourceArn")),
        ),
        lambda old: (
            _last(old.get("function_name")),
            *_permission(old.get("action"), old.get("principal"), old.get("source_arn")),
        ),
        lambda old: f"{_last(old['function_name'])}/{old['statement_id']}",
    ),
    Kind(
        "aws_cloudwatch_event_rule",
        "aws:cloudwatch/eventRule:EventRule",
        lambda new: (new.get("eventBusName") or DEFAULT, str(new.get("name"))),
        lambda old: (old.get("event_bus_name") or DEFAULT, str(old.get("name"))),
        lambda old: f"{_on_bus(old)}{old['name']}",
    ),
    Kind(
        "aws_cloudwatch_event_target",
        "aws:cloudwatch/eventTarget:EventTarget",
        lambda new: (new.get("eventBusName") or DEFAULT, str(new.get("rule")), str(new.get("arn"))),
        lambda old: (old.get("event_bus_name") or DEFAULT, str(old.get("rule")), str(old.get("arn"))),
        lambda old: f"{_on_bus(old)}{old['rule']}/{old['target_id']}",
    ),
    Kind(
        "aws_scheduler_schedule",
        "aws:scheduler/schedule:Schedule",
        lambda new: (new.get("groupName") or DEFAULT, str(new.get("name"))),
        lambda old: (old.get("group_name") or DEFAULT, str(old.get("name"))),
        lambda old: f"{old.get('group_name') or DEFAULT}/{old['name']}",
    ),
    Kind("aws_iam_role", "aws:iam/role:Role", _of("name"), _of("name"), _named()),
    Kind(
        "aws_iam_role_policy",
        "aws:iam/rolePolicy:RolePolicy",
        _of("role", "name"),
        _of("role", "name"),
        lambda old: f"{_last(old['role'])}:{old['name']}",
    ),
    Kind(
        "aws_cloudwatch_metric_alarm",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        _of("name"),
        _of("alarm_name"),
        _named("alarm_name"),
    ),
    Kind("aws_sns_topic", "aws:sns/topic:Topic", _of("name"), _of("name"), _named("arn")),
    Kind("aws_sns_topic_policy", "aws:sns/topicPolicy:TopicPolicy", _of("arn"), _of("arn"), _named("arn")),
)


def _permission(action: Any, principal: Any, source: Any) -> Key:
    return str(action), str(principal), str(source or "")


BY_TERRAFORM = {kind.terraform: kind for kind in KINDS}
BY_PULUMI = {kind.pulumi: kind for kind in KINDS}
