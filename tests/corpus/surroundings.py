"""Compliant surroundings for a case: it changes one thing in them by keyword."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pulumi_aws

from tests.corpus.names import (
    bucket_arn,
    function_arn,
    named,
    queue_arn,
    queue_url,
    role_arn,
    rule_arn,
    topic_arn,
)
from tests.policies.documents import (
    OWN_ROOT,
    allow,
    document,
    grant,
    redrive,
    redrive_allowed,
    tls_only,
    trust,
)

aws: Any = pulumi_aws
"""The SDK without its types: many a case gives what they forbid."""

TAGS = {"Project": "Shop", "Component": "shop", "Environment": "dev", "ManagedBy": "Pulumi"}
TAG_LIST = [{"key": key, "value": value} for key, value in TAGS.items()]
ALERTS = topic_arn("alerts")
CONFIDENTIAL = "hIdDeN7f3e9b1c"
"""A value that stands where a secret or personal data would: nothing that is printed may show it."""

ABSENT = object()
"""As a value: leave the property out."""


def present(**properties: Any) -> dict[str, Any]:
    """Return the properties that are not left out."""
    return {key: value for key, value in properties.items() if value is not ABSENT}


class Surroundings:
    """What a case builds with: each method registers compliant resources, changed by keywords."""

    def resource(
        self, type_: str, name: str, props: dict[str, Any], opts: pulumi.ResourceOptions | None = None
    ) -> pulumi.CustomResource:
        """Register a resource by its token, with properties that no class would take."""
        return pulumi.CustomResource(type_, name, dict(props), opts)

    def dead_letters(self, name: str, *, watched: bool = True, source: str | None = None, **over: Any) -> Any:
        """Register a dead-letter queue, of the queue ``source``."""
        allowed = {"redrive_allow_policy": redrive_allowed(queue_arn(source))} if source else {}
        return self.failure_queue(name, watched=watched, **{**allowed, **over})

    def failure_queue(self, name: str, *statements: Any, watched: bool = True, **over: Any) -> Any:
        """Register a queue that takes failures; the statements are of its policy."""
        defaults = {
            "name": named(name),
            "message_retention_seconds": 1209600,
            "sqs_managed_sse_enabled": True,
            "tags": TAGS,
        }
        queue = aws.sqs.Queue(name, **present(**{**defaults, **over}))
        self.queue_policy(name, *statements)
        if watched:
            self.messages_alarm(name)
        return queue

    def messages_alarm(self, name: str, **over: Any) -> Any:
        """Register the alarm on the messages in a queue."""
        defaults = {
            "namespace": "AWS/SQS",
            "metric": "ApproximateNumberOfMessagesVisible",
            "dimensions": {"QueueName": named(name)},
            "statistic": "Maximum",
        }
        return self.alarm(f"{name}-messages", **{**defaults, **over})

    def failed_deliveries(self, rule: str = "paid") -> Any:
        """Register the queue that takes failed deliveries of a rule."""
        source = {"ArnEquals": {"aws:SourceArn": rule_arn(rule)}}
        service = {"Service": "events.amazonaws.com"}
        return self.failure_queue("failed", grant(service, "sqs:SendMessage", queue_arn("failed"), source))

    def queue_policy(
        self, name: str, *statements: Any, label: str | None = None, secure: bool = True, **over: Any
    ) -> Any:
        """Register a queue's policy; ``secure`` denies requests without TLS."""
        denial = [tls_only("sqs:*", queue_arn(name))] if secure else []
        defaults = {"queue_url": queue_url(name), "policy": document(*denial, *statements)}
        return aws.sqs.QueuePolicy(label or f"{name}-policy", **{**defaults, **over})

    def queue(
        self,
        name: str = "orders",
        *statements: Any,
        policy: bool = True,
        dlq: bool = True,
        opts: pulumi.ResourceOptions | None = None,
        **over: Any,
    ) -> Any:
        """Register a queue with its dead-letter queue and policy."""
        if dlq:
            self.dead_letters(f"{name}-dlq", source=name)
        defaults = {
            "name": named(name),
            "message_retention_seconds": 345600,
            "sqs_managed_sse_enabled": True,
            "visibility_timeout_seconds": 400,
            "redrive_policy": redrive(queue_arn(f"{name}-dlq")),
            "tags": TAGS,
        }
        queue = aws.sqs.Queue(name, opts=opts, **present(**{**defaults, **over}))
        if policy:
            self.queue_policy(name, *statements)
        return queue

    def topic_policy(self, name: str, *statements: Any, **over: Any) -> Any:
        policy = document(tls_only("sns:Publish", topic_arn(name)), *statements)
        return aws.sns.TopicPolicy(
            f"{name}-topic-policy", **{"arn": topic_arn(name), "policy": policy, **over}
        )

    def topic(self, name: str = "news", *statements: Any, policy: bool = True, **over: Any) -> Any:
        """Register a topic with its policy."""
        topic = aws.sns.Topic(name, **present(**{"name": named(name), "tags": TAGS, **over}))
        if policy:
            self.topic_policy(name, *statements)
        return topic

    def table(
        self,
        name: str = "customers",
        *,
        watched: bool = True,
        opts: pulumi.ResourceOptions | None = None,
        **over: Any,
    ) -> Any:
        """Register a table, and the alarm on its throttled requests."""
        defaults = {
            "name": named(name),
            "billing_mode": "PAY_PER_REQUEST",
            "hash_key": "pk",
            "attributes": [{"name": "pk", "type": "S"}],
            "point_in_time_recovery": {"enabled": True},
            "deletion_protection_enabled": True,
            "tags": TAGS,
        }
        table = aws.dynamodb.Table(name, opts=opts, **present(**{**defaults, **over}))
        if watched:
            self.table_alarm(name)
        return table

    def table_alarm(self, name: str) -> Any:
        metric = {
            "namespace": "AWS/DynamoDB",
            "period": 300,
            "stat": "Sum",
            "dimensions": {"TableName": named(name)},
        }
        total = {"id": "total", "expression": "SUM(METRICS())", "label": "total", "return_data": True}
        queries = [
            {"id": f"m{number}", "metric": {**metric, "metric_name": each}}
            for number, each in enumerate(("ReadThrottleEvents", "WriteThrottleEvents"))
        ]
        return self.alarm(
            f"{name}-table-throttles", period=ABSENT, statistic=ABSENT, metric_queries=[total, *queries]
        )

    def bucket_policy(self, name: str, *statements: Any, **over: Any) -> Any:
        policy = document(tls_only("s3:*", bucket_arn(name), f"{bucket_arn(name)}/*"), *statements)
        return aws.s3.BucketPolicy(
            f"{name}-bucket-policy", **{"bucket": named(name), "policy": policy, **over}
        )

    def public_access_block(self, name: str, bucket: Any = None, **over: Any) -> Any:
        """Register the block of public access to a bucket, all four ways."""
        four = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
        defaults = {"bucket": bucket or named(name), **dict.fromkeys(four, True)}
        return aws.s3.BucketPublicAccessBlock(f"{name}-private", **present(**{**defaults, **over}))

    def bucket(
        self,
        name: str = "files",
        *statements: Any,
        policy: bool = True,
        versioning: Any = "Enabled",
        private: bool = True,
        kind: str = "Bucket",
        **over: Any,
    ) -> Any:
        """Register a bucket with its versions, block of public access and policy."""
        bucket = getattr(aws.s3, kind)(name, **present(**{"bucket": named(name), "tags": TAGS, **over}))
        if versioning:
            self.versioning(name, versioning)
        if private:
            self.public_access_block(name)
        if policy:
            self.bucket_policy(name, *statements)
        return bucket

    def versioning(self, name: str, status: Any = "Enabled", bucket: Any = None) -> Any:
        """Register the versioning of a bucket."""
        return aws.s3.BucketVersioning(
            f"{name}-versions", bucket=bucket or named(name), versioning_configuration={"status": status}
        )

    def alarm(
        self,
        name: str,
        namespace: Any = ABSENT,
        metric: Any = ABSENT,
        dimensions: Any = ABSENT,
        **over: Any,
    ) -> Any:
        """Register an alarm that rings at the first occurrence in five minutes."""
        defaults = {
            "name": named(name),
            "comparison_operator": "GreaterThanOrEqualToThreshold",
            "evaluation_periods": 1,
            "threshold": 1,
            "period": 300,
            "statistic": "Sum",
            "namespace": namespace,
            "metric_name": metric,
            "dimensions": dimensions,
            "alarm_actions": [ALERTS],
            "treat_missing_data": "notBreaching",
            "tags": TAGS,
        }
        return aws.cloudwatch.MetricAlarm(name, **present(**{**defaults, **over}))

    def role(
        self,
        name: str,
        *statements: Any,
        service: str = "lambda.amazonaws.com",
        condition: Any = None,
        **over: Any,
    ) -> Any:
        """Register a role that a service assumes; the statements are its rights."""
        defaults = {"name": named(name), "assume_role_policy": trust(service, condition), "tags": TAGS}
        role = aws.iam.Role(name, **{**defaults, **over})
        if statements:
            self.role_policy(name, document(*statements))
        return role

    def role_policy(self, role: str, policy: Any, *, label: str = "rights") -> Any:
        """Register a document of a role's rights."""
        return aws.iam.RolePolicy(f"{role}-{label}", name=label, role=named(role), policy=policy)

    def function(
        self,
        name: str = "charge",
        *statements: Any,
        errors: Any = None,
        throttles: Any = None,
        role: Any = None,
        logs: bool = True,
        **over: Any,
    ) -> Any:
        """Register a function with role, log group and alarms; ``errors`` changes its alarm (False: none)."""
        if role is None:
            tracing = allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*")
            self.role(f"{name}-role", tracing, *statements)
        if logs:
            self.log_group(f"/aws/lambda/{named(name)}", label=f"{name}-logs")
        code = pulumi.StringAsset("def handler(event, context):\n    return None\n")
        defaults = {
            "name": named(name),
            "role": role or role_arn(f"{name}-role"),
            "runtime": "python3.13",
            "handler": "app.handler",
            "memory_size": 256,
            "timeout": 60,
            "code": pulumi.AssetArchive({"app.py": code}),
            "tracing_config": {"mode": "Active"},
            "environment": {"variables": {"LOG_LEVEL": "INFO"}},
            "tags": TAGS,
        }
        function = aws.lambda_.Function(name, **present(**{**defaults, **over}))
        for metric, changed in (("Errors", errors), ("Throttles", throttles)):
            if changed is not False:
                self.function_alarm(name, metric, **(changed or {}))
        return function

    def function_alarm(self, function: str, kind: str, /, **over: Any) -> Any:
        """Register the alarm on one of a function's metrics, its errors or throttles."""
        defaults = {
            "namespace": "AWS/Lambda",
            "metric": kind,
            "dimensions": {"FunctionName": named(function)},
        }
        return self.alarm(f"{function}-{kind.lower()}", **{**defaults, **over})

    def log_group(self, path: str, *, label: str = "logs") -> Any:
        return aws.cloudwatch.LogGroup(label, name=path, retention_in_days=30, tags=TAGS)

    def invocations(self, name: str = "charge", destination: str | None = None, **over: Any) -> Any:
        """Register the destination of a function's failures."""
        return aws.lambda_.FunctionEventInvokeConfig(
            f"{name}-invocations",
            function_name=named(name),
            destination_config={"on_failure": {"destination": destination or queue_arn("failed")}},
            **over,
        )

    def rule(self, name: str = "paid", **over: Any) -> Any:
        """Register an event rule."""
        pattern = json.dumps({"source": ["shop"], "detail-type": ["Order Paid"]})
        return aws.cloudwatch.EventRule(
            name, **present(**{"name": named(name), "event_pattern": pattern, "tags": TAGS, **over})
        )

    def target(self, name: str = "paid-target", rule: str = "paid", arn: Any = None, **over: Any) -> Any:
        """Register the target of a rule, by default the function."""
        defaults = {
            "rule": named(rule),
            "arn": arn or function_arn("charge"),
            "dead_letter_config": {"arn": queue_arn("failed")},
            "retry_policy": {"maximum_event_age_in_seconds": 3600, "maximum_retry_attempts": 5},
        }
        return aws.cloudwatch.EventTarget(name, **{**defaults, **over})

    def permission(self, name: str = "charge-permission", **over: Any) -> Any:
        """Register the permission of the rule to start the function."""
        defaults = {
            "function": named("charge"),
            "action": "lambda:InvokeFunction",
            "principal": "events.amazonaws.com",
            "source_arn": rule_arn("paid"),
        }
        return aws.lambda_.Permission(name, **present(**{**defaults, **over}))

    def function_with_destination(self) -> None:
        """Register a function and the destination of its failures."""
        self.function("charge", allow("sqs:SendMessage", queue_arn("failed")))
        self.invocations()

    def event_function(self, *, target: Any = None, permission: Any = None, rule: Any = None) -> None:
        """Register a function that a rule starts, all of it compliant."""
        self.failed_deliveries()
        self.function_with_destination()
        self.rule(**(rule or {}))
        self.target(**(target or {}))
        self.permission(**(permission or {}))

    def mapped_function(self, *, age: Any = None, mapping: Any = None) -> None:
        """Register a function that is fed by a queue, and the alarm on the age of its messages."""
        polling = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        self.queue("orders")
        self.function("charge", allow(polling, queue_arn("orders")))
        defaults = {
            "function_name": named("charge"),
            "event_source_arn": queue_arn("orders"),
            "batch_size": 10,
            "function_response_types": ["ReportBatchItemFailures"],
            "scaling_config": {"maximum_concurrency": 5},
            "tags": TAGS,
        }
        aws.lambda_.EventSourceMapping("charge-mapping", **{**defaults, **(mapping or {})})
        oldest: dict[str, Any] = {"statistic": "Maximum", "threshold": 900}
        self.alarm(
            "orders-age",
            "AWS/SQS",
            "ApproximateAgeOfOldestMessage",
            {"QueueName": named("orders")},
            **{**oldest, **(age or {})},
        )

    def schedule(self, name: str = "nightly", *, target: Any = None) -> Any:
        """Register a schedule that starts the function."""
        defaults = {
            "arn": function_arn("charge"),
            "role_arn": role_arn("nightly-role"),
            "dead_letter_config": {"arn": queue_arn("failed")},
            "retry_policy": {"maximum_event_age_in_seconds": 3600, "maximum_retry_attempts": 5},
        }
        return aws.scheduler.Schedule(
            name,
            name=named(name),
            schedule_expression="cron(0 3 * * ? *)",
            schedule_expression_timezone="America/Sao_Paulo",
            flexible_time_window={"mode": "OFF"},
            target={**defaults, **(target or {})},
        )

    def secret(self, name: str = "partner", **over: Any) -> Any:
        return aws.secretsmanager.Secret(name, **present(**{"name": f"/shop/{name}", "tags": TAGS, **over}))

    def key(self, name: str = "data", *statements: Any, **over: Any) -> Any:
        """Register a key with the key policy that AWS proposes: the account's IAM decides."""
        defaults = {
            "description": name,
            "enable_key_rotation": True,
            "tags": TAGS,
            "policy": document(OWN_ROOT, *statements),
        }
        return aws.kms.Key(name, **present(**{**defaults, **over}))

    def user(self, name: str = "ci") -> Any:
        return aws.iam.User(name, name=named(name), tags=TAGS)

    def group(self, name: str = "ops") -> Any:
        return aws.iam.Group(name, name=named(name))

    def policy(self, name: str = "rights", *statements: Any) -> Any:
        """Register a policy that can be attached."""
        return aws.iam.Policy(name, name=named(name), policy=document(*statements), tags=TAGS)

    def access_point(self, **over: Any) -> Any:
        return aws.s3.AccessPoint("files", bucket=named("files"), name=named("files"), tags=TAGS, **over)

    def autoscaling_group(self, tags: Mapping[str, Any] | None) -> Any:
        """Register a group of machines, whose tags are a list."""
        pairs = [
            {"key": key, "value": value, "propagate_at_launch": True} for key, value in (tags or {}).items()
        ]
        return aws.autoscaling.Group("g", name="g", max_size=1, min_size=0, tags=pairs or None)

    def in_component(self, build: Callable[[pulumi.ResourceOptions], object]) -> None:
        """Register a component, and in it what ``build`` registers with the options that it is given."""

        class Part(pulumi.ComponentResource):
            def __init__(self) -> None:
                super().__init__("shop:index:Part", "part")
                build(pulumi.ResourceOptions(parent=self))

        Part()
