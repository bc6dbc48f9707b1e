"""A Terraform state in the shape of the module that this project replaces, made from what was given.

Names, keys, limits and schedules are the customer's; what a provider adds to each resource is there as far as somebody
could stumble over it: blocks that are lists, absent values that are null or empty, ids that are no names.
"""

from collections.abc import Iterable, Mapping
from typing import Any

ACCOUNT = "123456789012"
REGION = "us-east-1"
PROVIDER = 'provider["registry.terraform.io/hashicorp/aws"]'

TABLES: Mapping[str, tuple[str, str | None, str | None, Mapping[str, tuple[str, str | None]]]] = {
    "config": ("pk", "sk", None, {"tenant-index": ("tenantId", None)}),
    "rate-limit": ("pk", None, "ttl", {}),
    "idempotency": ("pk", None, "ttl", {}),
    "stats": ("pk", "sk", None, {"date-index": ("date", "pk")}),
    "meetings": (
        "pk",
        "sk",
        None,
        {
            "status-index": ("status", "scheduledAt"),
            "tenant-meetings-index": ("tenantId", "scheduledAt"),
        },
    ),
}
FUNCTIONS = {
    "send-messages": (512, 300),
    "ingest-contacts": (512, 60),
    "handle-replies": (256, 30),
    "schedule-meeting": (512, 60),
    "confirm-meeting": (256, 30),
    "send-reminders": (256, 60),
    "generate-briefing": (512, 120),
}
RULES = {
    "schedule-requested": ("Schedule Requested", "schedule-meeting"),
    "meeting-proposed": ("Meeting Proposed", "generate-briefing"),
    "meeting-confirmed": ("Meeting Confirmed", "confirm-meeting"),
}
ALARMS = {
    "send-messages-errors": ("AWS/Lambda", "Errors", 0),
    "send-messages-duration": ("AWS/Lambda", "Duration", 240_000),
    "send-queue-congested": ("AWS/SQS", "ApproximateNumberOfMessagesVisible", 100),
    "dlq-messages": ("AWS/SQS", "ApproximateNumberOfMessagesVisible", 0),
    "ingest-contacts-errors": ("AWS/Lambda", "Errors", 0),
    "handle-replies-errors": ("AWS/Lambda", "Errors", 0),
    "schedule-meeting-errors": ("AWS/Lambda", "Errors", 0),
    "lambda-throttles": ("AWS/Lambda", "Throttles", 0),
    "dynamodb-throttles": ("AWS/DynamoDB", "ThrottledRequests", 0),
}


def state(environment: str, module: str | None = "module.agent") -> dict[str, Any]:
    """Return the state of one environment, as ``terraform state pull`` prints it."""
    made = _Module(f"micro-agente-disparo-agendamento-{environment}", module)
    return {
        "version": 4,
        "terraform_version": "1.5.7",
        "serial": 42,
        "lineage": "5f4d1c7e-0000-4000-8000-000000000000",
        "outputs": {"send_queue_url": {"value": made.queue_url("send-queue"), "type": "string"}},
        "resources": [
            made.data("aws_caller_identity", "current", {"account_id": ACCOUNT, "id": ACCOUNT}),
            *made.tables(),
            *made.queues(),
            *made.roles(),
            *made.functions(),
            *made.events(),
            *made.alarms(),
        ],
        "check_results": None,
    }


class _Module:
    """The resources of the old module, under a prefix."""

    def __init__(self, prefix: str, module: str | None) -> None:
        self._prefix = prefix
        self._module = {"module": module} if module else {}
        self._tags = {
            "Project": "AlquimistaAI",
            "Component": "micro-agente-disparo-agendamento",
            "Environment": prefix.rpartition("-")[2],
            "ManagedBy": "Terraform",
        }

    def data(self, kind: str, name: str, attributes: Mapping[str, Any]) -> dict[str, Any]:
        return self._resource(kind, name, [{"attributes": attributes}], mode="data")

    def _resource(
        self, kind: str, name: str, instances: Iterable[Mapping[str, Any]], mode: str = "managed"
    ) -> dict[str, Any]:
        full = [
            {"schema_version": 0, "sensitive_attributes": [], "private": "bnVsbA==", **each}
            for each in instances
        ]
        return {
            **self._module,
            "mode": mode,
            "type": kind,
            "name": name,
            "provider": PROVIDER,
            "instances": full,
        }

    def _one(self, kind: str, name: str, attributes: Mapping[str, Any]) -> dict[str, Any]:
        return self._resource(kind, name, [{"attributes": attributes}])

    def _each(self, kind: str, name: str, by_key: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """Return what ``for_each`` makes."""
        return self._resource(
            kind, name, [{"index_key": key, "attributes": each} for key, each in by_key.items()]
        )

    def _arn(self, service: str, resource: str) -> str:
        return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"

    def _named(self, thing: str) -> str:
        return f"{self._prefix}-{thing}"

    def queue_url(self, queue: str) -> str:
        return f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{self._named(queue)}"

    def tables(self) -> Iterable[dict[str, Any]]:
        for table, (partition, sort, ttl, indexes) in TABLES.items():
            name = self._named(table)
            keys = {partition, sort, *(key for pair in indexes.values() for key in pair)} - {None}
            attributes = {
                "arn": self._arn("dynamodb", f"table/{name}"),
                "attribute": [{"name": key, "type": "S"} for key in sorted(map(str, keys))],
                "billing_mode": "PAY_PER_REQUEST",
                "deletion_protection_enabled": False,
                "global_secondary_index": [
                    {
                        "hash_key": first,
                        "name": index,
                        "non_key_attributes": None,
                        "projection_type": "ALL",
                        "range_key": second or "",
                        "read_capacity": 0,
                        "write_capacity": 0,
                    }
                    for index, (first, second) in indexes.items()
                ],
                "hash_key": partition,
                "id": name,
                "local_secondary_index": [],
                "name": name,
                "point_in_time_recovery": [{"enabled": True}],
                "range_key": sort,
                "read_capacity": 0,
                "replica": [],
                "server_side_encryption": [],
                "stream_enabled": False,
                "table_class": "STANDARD",
                "tags": self._tags,
                "tags_all": self._tags,
                "ttl": [{"attribute_name": ttl or "", "enabled": bool(ttl)}],
                "write_capacity": 0,
            }
            yield self._one("aws_dynamodb_table", table.replace("-", "_"), attributes)

    def queues(self) -> Iterable[dict[str, Any]]:
        for queue in ("send-queue", "send-dlq"):
            url, arn = self.queue_url(queue), self._arn("sqs", self._named(queue))
            label = queue.replace("-", "_")
            attributes = {
                "arn": arn,
                "fifo_queue": False,
                "id": url,
                "message_retention_seconds": 1_209_600,
                "name": self._named(queue),
                "sqs_managed_sse_enabled": True,
                "tags": self._tags,
                "url": url,
                "visibility_timeout_seconds": 300,
            }
            yield self._one("aws_sqs_queue", label, attributes)
            policy = {"id": url, "policy": "{}", "queue_url": url}
            yield self._one("aws_sqs_queue_policy", label, policy)

    def roles(self) -> Iterable[dict[str, Any]]:
        """One role for all functions, as the old module had it, and one for the schedule."""
        for label, thing in (("lambda", "lambda-role"), ("scheduler", "scheduler-role")):
            name = self._named(thing)
            arn = f"arn:aws:iam::{ACCOUNT}:role/{name}"
            yield self._one("aws_iam_role", label, {"arn": arn, "id": name, "name": name, "path": "/"})
            policy = f"{name}-policy"
            yield self._one(
                "aws_iam_role_policy",
                label,
                {"id": f"{name}:{policy}", "name": policy, "policy": "{}", "role": name},
            )

    def functions(self) -> Iterable[dict[str, Any]]:
        names = {function: self._named(function) for function in FUNCTIONS}
        groups = {
            function: {
                "arn": self._arn("logs", f"log-group:/aws/lambda/{name}"),
                "id": f"/aws/lambda/{name}",
                "name": f"/aws/lambda/{name}",
                "retention_in_days": 7,
            }
            for function, name in names.items()
        }
        yield self._each("aws_cloudwatch_log_group", "function", groups)
        made = {
            function: {
                "architectures": ["x86_64"],
                "arn": self._arn("lambda", f"function:{names[function]}"),
                "function_name": names[function],
                "handler": "index.handler",
                "id": names[function],
                "memory_size": memory,
                "package_type": "Zip",
                "role": f"arn:aws:iam::{ACCOUNT}:role/{self._named('lambda-role')}",
                "runtime": "nodejs20.x",
                "tags": self._tags,
                "timeout": timeout,
            }
            for function, (memory, timeout) in FUNCTIONS.items()
        }
        yield self._each("aws_lambda_function", "function", made)
        uuid = "0b1c2d3e-4f50-4161-8273-8495a6b7c8d9"
        mapping = {
            "batch_size": 10,
            "event_source_arn": self._arn("sqs", self._named("send-queue")),
            "function_arn": made["send-messages"]["arn"],
            "function_name": made["send-messages"]["arn"],
            "id": uuid,
            "uuid": uuid,
        }
        yield self._one("aws_lambda_event_source_mapping", "send_messages", mapping)

    def events(self) -> Iterable[dict[str, Any]]:
        rules, targets, permissions = {}, {}, {}
        for rule, (detail_type, function) in RULES.items():
            name, target = self._named(rule), self._named(function)
            rule_arn = self._arn("events", f"rule/{name}")
            rules[rule] = {
                "arn": rule_arn,
                "event_bus_name": "default",
                "event_pattern": f'{{"detail-type":["{detail_type}"]}}',
                "id": name,
                "name": name,
            }
            targets[rule] = {
                "arn": self._arn("lambda", f"function:{target}"),
                "event_bus_name": "default",
                "id": f"{name}-{function}",
                "rule": name,
                "target_id": function,
            }
            permissions[rule] = {
                "action": "lambda:InvokeFunction",
                "function_name": target,
                "id": f"AllowEventBridge-{rule}",
                "principal": "events.amazonaws.com",
                "source_arn": rule_arn,
                "statement_id": f"AllowEventBridge-{rule}",
            }
        yield self._each("aws_cloudwatch_event_rule", "this", rules)
        yield self._each("aws_cloudwatch_event_target", "this", targets)
        yield self._each("aws_lambda_permission", "events", permissions)
        schedule = self._named("send-reminders")
        yield self._one(
            "aws_scheduler_schedule",
            "send_reminders",
            {"group_name": "default", "id": f"default/{schedule}", "name": schedule},
        )

    def alarms(self) -> Iterable[dict[str, Any]]:
        for alarm, (namespace, metric, threshold) in ALARMS.items():
            name = self._named(alarm)
            attributes = {
                "alarm_name": name,
                "arn": self._arn("cloudwatch", f"alarm:{name}"),
                "id": name,
                "metric_name": metric,
                "namespace": namespace,
                "threshold": threshold,
            }
            yield self._one("aws_cloudwatch_metric_alarm", alarm.replace("-", "_"), attributes)
