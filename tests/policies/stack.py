"""A small stack that complies with every rule, and ways to change one thing in it.

Every fixture is this stack with one change, so that a rule that fires does so for that change alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

from policies.guardrails import RegisteredResource
from policies.guardrails.aws import tokens
from tests.policies.documents import (
    OWN,
    REGION,
    allow,
    arn,
    document,
    grant,
    redrive,
    redrive_allowed,
    tls_only,
    trust,
)

PREFIX = "agent-prod"
TAGS = {"Project": "AlquimistaAI", "Component": "agent", "Environment": "prod", "ManagedBy": "Pulumi"}
ABSENT: Final = object()
"""As a new value: leave the property out."""
UNKNOWN = UNKNOWN_STRING_VALUE
"""The string that the engine sends for one that preview cannot know."""

Resources = tuple[RegisteredResource, ...]
Change = Callable[[Resources], Resources]


def urn(name: str, kind: str) -> str:
    return f"urn:pulumi:prod::agent::{kind}::{name}"


def physical(thing: str) -> str:
    return f"{PREFIX}-{thing}"


def queue_arn(thing: str) -> str:
    return arn("sqs", physical(thing))


def function_arn(thing: str) -> str:
    return arn("lambda", f"function:{physical(thing)}")


def role_arn(thing: str) -> str:
    return f"arn:aws:iam::{OWN}:role/{physical(thing)}"


def resource(kind: str, label: str, /, *, protect: bool = False, **props: Any) -> RegisteredResource:
    return RegisteredResource(type=kind, name=label, urn=urn(label, kind), props=props, protect=protect)


def made(kind: str, label: str, props: Mapping[str, Any]) -> RegisteredResource:
    return RegisteredResource(type=kind, name=label, urn=urn(label, kind), props=props)


def changed(name: str, path: str, new: Any) -> Change:
    """The stack with the property at a dotted path of one resource given a new value."""

    def change(stack: Resources) -> Resources:
        assert any(each.name == name for each in stack), name
        return tuple(
            replace(each, props=_with(each.props, path.split("."), new)) if each.name == name else each
            for each in stack
        )

    return change


def option(name: str, **options: Any) -> Change:
    """The stack with options (protect, provider, dependencies) of one resource changed."""
    return lambda stack: tuple(replace(each, **options) if each.name == name else each for each in stack)


def added(*resources: RegisteredResource) -> Change:
    return lambda stack: (*stack, *resources)


def removed(name: str) -> Change:
    def change(stack: Resources) -> Resources:
        assert any(each.name == name for each in stack), name
        return tuple(each for each in stack if each.name != name)

    return change


def both(*changes: Change) -> Change:
    def change(stack: Resources) -> Resources:
        for each in changes:
            stack = each(stack)
        return stack

    return change


def _with(props: Mapping[str, Any], path: list[str], new: Any) -> dict[str, Any]:
    key, *rest = path
    if rest:
        return {**props, key: _with(props.get(key) or {}, rest, new)}
    if new is ABSENT:
        return {name: found for name, found in props.items() if name != key}
    return {**props, key: new}


def queue(name: str, *statements: Mapping[str, Any], **props: Any) -> Resources:
    """A queue and its policy."""
    return (
        resource(
            tokens.QUEUE,
            name,
            name=physical(name),
            messageRetentionSeconds=1_209_600,
            sqsManagedSseEnabled=True,
            tags=TAGS,
            **props,
        ),
        resource(
            tokens.QUEUE_POLICY,
            f"{name}-policy",
            queueUrl=f"https://sqs.{REGION}.amazonaws.com/{OWN}/{physical(name)}",
            policy=document(tls_only("sqs:*", queue_arn(name)), *statements),
        ),
    )


def function(name: str, *statements: Mapping[str, Any]) -> Resources:
    """A function with its role, its log group and the alarm on its errors."""
    return (
        resource(
            tokens.ROLE,
            f"{name}-role",
            name=physical(f"{name}-role"),
            assumeRolePolicy=trust("lambda.amazonaws.com"),
            tags=TAGS,
        ),
        resource(
            tokens.ROLE_POLICY,
            f"{name}-role-policy",
            role=physical(f"{name}-role"),
            policy=document(allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"), *statements),
        ),
        resource(
            tokens.LOG_GROUP,
            f"{name}-logs",
            name=f"/aws/lambda/{physical(name)}",
            retentionInDays=30,
            tags=TAGS,
        ),
        resource(
            tokens.FUNCTION,
            name,
            name=physical(name),
            role=role_arn(f"{name}-role"),
            runtime="python3.13",
            memorySize=256,
            timeout=60,
            tracingConfig={"mode": "Active"},
            environment={"variables": {"LOG_LEVEL": "INFO", "SECRET_WHATSAPP": "/repo/agent/whatsapp"}},
            tags=TAGS,
        ),
        alarm(f"{name}-errors", "AWS/Lambda", "Errors", FunctionName=physical(name)),
    )


def asynchronous(name: str) -> RegisteredResource:
    """Return the destination of a function's failures."""
    return resource(
        tokens.FUNCTION_EVENT_INVOKE_CONFIG,
        f"{name}-invocations",
        functionName=physical(name),
        destinationConfig={"onFailure": {"destination": queue_arn("failed-events")}},
    )


def alarm(name: str, namespace: str, metric: str, **dimensions: str) -> RegisteredResource:
    return resource(
        tokens.ALARM,
        name,
        name=physical(name),
        namespace=namespace,
        metricName=metric,
        dimensions=dimensions,
        statistic="Sum" if namespace == "AWS/Lambda" else "Maximum",
        comparisonOperator="GreaterThanThreshold",
        threshold=3_600 if metric == "ApproximateAgeOfOldestMessage" else 0,
        period=300,
        evaluationPeriods=2,
        alarmActions=[arn("sns", physical("alerts"))],
        treatMissingData="notBreaching",
        tags=TAGS,
    )


def throttles(namespace: str, metric: str, dimension: str, *names: str) -> dict[str, Any]:
    """The metrics of an alarm that adds up."""
    metrics = [
        {
            "id": f"m{number}",
            "metric": {
                "namespace": namespace,
                "metricName": metric,
                "dimensions": {dimension: physical(name)},
                "stat": "Sum",
                "period": 300,
            },
        }
        for number, name in enumerate(names)
    ]
    return {"metricQueries": [{"id": "total", "expression": "SUM(METRICS())", "returnData": True}, *metrics]}


def summed(name: str, **queries: Any) -> RegisteredResource:
    return resource(
        tokens.ALARM,
        name,
        name=physical(name),
        comparisonOperator="GreaterThanThreshold",
        threshold=0,
        evaluationPeriods=1,
        alarmActions=[arn("sns", physical("alerts"))],
        treatMissingData="notBreaching",
        tags=TAGS,
        **queries,
    )


def table(name: str, **props: Any) -> RegisteredResource:
    return resource(
        tokens.TABLE,
        name,
        protect=True,
        name=physical(name),
        billingMode="PAY_PER_REQUEST",
        pointInTimeRecovery={"enabled": True},
        deletionProtectionEnabled=True,
        tags=TAGS,
        **props,
    )


SEND_TO_FAILED = allow("sqs:SendMessage", queue_arn("failed-events"))
RULE_ARN = arn("events", f"rule/{physical('booked')}")
GROUP_ARN = arn("scheduler", f"schedule-group/{PREFIX}")
BUCKET_ARN = f"arn:aws:s3:::{physical('intake')}"
TOPIC_ARN = arn("sns", physical("alerts"))
PROVIDER_URN = urn("aws", tokens.PROVIDER)

STACK: Resources = (
    resource(tokens.PROVIDER, "aws", region=REGION, allowedAccountIds=f'["{OWN}"]'),
    # Tables
    replace(table("contacts"), provider=f"{PROVIDER_URN}::id"),
    table("rate-limit", ttl={"enabled": True, "attributeName": "ttl"}),
    summed(
        "table-throttles",
        **throttles("AWS/DynamoDB", "WriteThrottleEvents", "TableName", "contacts", "rate-limit"),
    ),
    # Queues
    *queue(
        "send-dlq",
        redriveAllowPolicy=redrive_allowed(queue_arn("send-queue")),
    ),
    *queue(
        "send-queue",
        visibilityTimeoutSeconds=365,
        redrivePolicy=redrive(queue_arn("send-dlq"), 3),
    ),
    *queue(
        "failed-events",
        grant(
            {"Service": "events.amazonaws.com"},
            "sqs:SendMessage",
            queue_arn("failed-events"),
            {"ArnEquals": {"aws:SourceArn": [RULE_ARN]}},
        ),
    ),
    alarm(
        "send-dlq-messages", "AWS/SQS", "ApproximateNumberOfMessagesVisible", QueueName=physical("send-dlq")
    ),
    alarm(
        "failed-messages",
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        QueueName=physical("failed-events"),
    ),
    alarm("send-queue-age", "AWS/SQS", "ApproximateAgeOfOldestMessage", QueueName=physical("send-queue")),
    # A function fed by a queue
    *function("send", allow(["sqs:ReceiveMessage", "sqs:DeleteMessage"], queue_arn("send-queue"))),
    resource(
        tokens.MAPPING,
        "send-mapping",
        functionName=physical("send"),
        eventSourceArn=queue_arn("send-queue"),
        batchSize=10,
        maximumBatchingWindowInSeconds=5,
        functionResponseTypes=["ReportBatchItemFailures"],
        scalingConfig={"maximumConcurrency": 10},
        tags=TAGS,
    ),
    # A function started by a rule
    *function("book", SEND_TO_FAILED),
    asynchronous("book"),
    resource(
        tokens.EVENT_RULE,
        "booked",
        name=physical("booked"),
        eventPattern='{"source": ["agent"], "detail-type": ["Meeting Confirmed"]}',
        tags=TAGS,
    ),
    resource(
        tokens.EVENT_TARGET,
        "booked-target",
        rule=physical("booked"),
        arn=function_arn("book"),
        deadLetterConfig={"arn": queue_arn("failed-events")},
        retryPolicy={"maximumEventAgeInSeconds": 3600, "maximumRetryAttempts": 10},
    ),
    resource(
        tokens.PERMISSION,
        "book-permission",
        function=physical("book"),
        action="lambda:InvokeFunction",
        principal="events.amazonaws.com",
        sourceArn=RULE_ARN,
    ),
    # A function started by a schedule
    *function("remind", SEND_TO_FAILED),
    asynchronous("remind"),
    resource(
        tokens.ROLE,
        "scheduler-role",
        name=physical("scheduler-role"),
        assumeRolePolicy=trust("scheduler.amazonaws.com", {"ArnEquals": {"aws:SourceArn": GROUP_ARN}}),
        tags=TAGS,
    ),
    resource(
        tokens.ROLE_POLICY,
        "scheduler-policy",
        role=physical("scheduler-role"),
        policy=document(allow("lambda:InvokeFunction", function_arn("remind")), SEND_TO_FAILED),
    ),
    resource(
        tokens.SCHEDULE,
        "remind-schedule",
        name=physical("remind"),
        scheduleExpression="cron(0 8-18 ? * MON-FRI *)",
        scheduleExpressionTimezone="America/Sao_Paulo",
        target={
            "arn": function_arn("remind"),
            "roleArn": role_arn("scheduler-role"),
            "deadLetterConfig": {"arn": queue_arn("failed-events")},
            "retryPolicy": {"maximumEventAgeInSeconds": 3600, "maximumRetryAttempts": 10},
        },
    ),
    # A function started by files
    *function("ingest", SEND_TO_FAILED),
    asynchronous("ingest"),
    summed(
        "function-throttles",
        **throttles("AWS/Lambda", "Throttles", "FunctionName", "send", "book", "remind", "ingest"),
    ),
    resource(tokens.BUCKET, "intake", protect=True, bucket=physical("intake"), forceDestroy=False, tags=TAGS),
    resource(
        tokens.BUCKET_POLICY,
        "intake-policy",
        bucket=physical("intake"),
        policy=document(tls_only("s3:*", BUCKET_ARN, f"{BUCKET_ARN}/*")),
    ),
    resource(
        tokens.BUCKET_PUBLIC_ACCESS_BLOCK,
        "intake-private",
        bucket=physical("intake"),
        blockPublicAcls=True,
        blockPublicPolicy=True,
        ignorePublicAcls=True,
        restrictPublicBuckets=True,
    ),
    resource(
        tokens.BUCKET_VERSIONING,
        "intake-versions",
        bucket=physical("intake"),
        versioningConfiguration={"status": "Enabled"},
    ),
    resource(
        tokens.BUCKET_NOTIFICATION,
        "intake-notification",
        bucket=physical("intake"),
        lambdaFunctions=[{"lambdaFunctionArn": function_arn("ingest"), "events": ["s3:ObjectCreated:*"]}],
    ),
    resource(
        tokens.PERMISSION,
        "ingest-permission",
        function=physical("ingest"),
        action="lambda:InvokeFunction",
        principal="s3.amazonaws.com",
        sourceArn=BUCKET_ARN,
        sourceAccount=OWN,
    ),
    # Who is told
    resource(tokens.TOPIC, "alerts", name=physical("alerts"), tags=TAGS),
    resource(
        tokens.TOPIC_POLICY,
        "alerts-policy",
        arn=TOPIC_ARN,
        policy=document(
            tls_only("sns:Publish", TOPIC_ARN),
            grant(
                {"Service": "cloudwatch.amazonaws.com"},
                "sns:Publish",
                TOPIC_ARN,
                {"StringEquals": {"aws:SourceAccount": OWN}},
            ),
        ),
    ),
)
"""A stack of the environment prod with nothing to object to."""
