"""References to another account's, another region's or no resource, and several policies of which AWS keeps one."""

import json
from collections.abc import Mapping
from typing import Any

import pulumi

from tests.corpus.case import Build, Collection
from tests.corpus.names import bucket_arn, function_arn, named, queue_arn, queue_url, rule_arn, topic_arn
from tests.corpus.surroundings import ABSENT, TAGS, Surroundings, aws
from tests.policies.documents import (
    FOREIGN,
    OWN,
    allow,
    arn,
    document,
    grant,
    redrive,
    redrive_allowed,
    root,
    tls_only,
)

CASES = Collection()

WEST = "eu-west-1"
OF_THE_GROUP = {"ArnEquals": {"aws:SourceArn": arn("scheduler", "schedule-group/default")}}


def reference(name: str, says: str, build: Build, **more: Any) -> None:
    """Add a reference that leads elsewhere."""
    CASES.defect(f"ref-{name}", "references", says, build, **more)


def in_order(name: str, says: str, build: Build, **more: Any) -> None:
    """Add resources that refer to each other as they should."""
    CASES.clean(f"ok-ref-{name}", "references", says, build, **more)


def redriven_to(target: str) -> Build:
    """Return the program of a queue whose failures go to another one."""
    return lambda stack: stack.queue(redrive_policy=redrive(target))


def policed(*statements: Mapping[str, Any], **over: Any) -> Build:
    """Return the program of a queue whose policy is another than the compliant one."""
    return lambda stack: (stack.queue(policy=False), stack.queue_policy("orders", *statements, **over))


def admitting(source: str) -> Build:
    """Return the program of a function that a rule starts, whose dead-letter queue admits a rule."""
    service, condition = {"Service": "events.amazonaws.com"}, {"ArnEquals": {"aws:SourceArn": source}}
    return lambda stack: (
        stack.failure_queue("failed", grant(service, "sqs:SendMessage", queue_arn("failed"), condition)),
        stack.function_with_destination(),
        stack.rule(),
        stack.target(),
        stack.permission(),
    )


def failing_to(allowed: str, destination: str | None = None) -> Build:
    """Return the program of a function whose failures go to a queue, with the right to send to one."""
    return lambda stack: (
        stack.failed_deliveries(),
        stack.function("charge", allow("sqs:SendMessage", allowed)),
        stack.invocations(destination=destination),
        stack.rule(),
        stack.target(),
        stack.permission(),
    )


def scheduled(target: Mapping[str, Any]) -> Build:
    """Return the program of a function on a schedule."""
    rights = (
        allow("lambda:InvokeFunction", function_arn("charge")),
        allow("sqs:SendMessage", queue_arn("failed")),
    )
    return lambda stack: (
        stack.failed_deliveries(),
        stack.function_with_destination(),
        stack.role("nightly-role", *rights, service="scheduler.amazonaws.com", condition=OF_THE_GROUP),
        stack.schedule(target=target),
    )


def _two_inline(stack: Surroundings) -> None:
    own = grant(root(OWN), "sqs:SendMessage", queue_arn("parcels"))
    inline = document(tls_only("sqs:*", queue_arn("parcels")))
    stack.dead_letters("parcels-dlq", source="parcels")
    aws.sqs.Queue(
        "parcels",
        name=named("parcels"),
        sqs_managed_sse_enabled=True,
        message_retention_seconds=345600,
        tags=TAGS,
        redrive_policy=redrive(queue_arn("parcels-dlq")),
        policy=inline,
    )
    stack.queue_policy("parcels", own, secure=False)


def _dlq_elsewhere(stack: Surroundings) -> None:
    west = pulumi.ResourceOptions(provider=aws.Provider("west", region=WEST, allowed_account_ids=[OWN]))
    aws.sqs.Queue(
        "orders-dlq",
        name=named("orders-dlq"),
        message_retention_seconds=1209600,
        sqs_managed_sse_enabled=True,
        tags=TAGS,
        redrive_allow_policy=redrive_allowed(queue_arn("orders")),
        opts=west,
    )
    stack.queue_policy("orders-dlq")
    stack.messages_alarm("orders-dlq")
    stack.queue(dlq=False)


reference(
    "dlq-foreign",
    "The dead-letter queue is another account's of our name.",
    redriven_to(queue_arn("orders-dlq", FOREIGN)),
)
reference(
    "dlq-region",
    "The dead-letter queue is another region's of our name (SQS refuses it half-way).",
    redriven_to(queue_arn("orders-dlq", region="eu-west-1")),
)
reference(
    "dlq-nowhere",
    "The dead-letter queue is nowhere in the stack.",
    lambda stack: (
        stack.dead_letters("orders-dlq", source="orders"),
        stack.queue(dlq=False, redrive_policy=redrive(queue_arn("orders-dead"))),
    ),
)
reference(
    "redrive-allow-foreign",
    "The dead-letter queue admits another account's queue of our name.",
    lambda stack: (
        stack.dead_letters("orders-dlq", redrive_allow_policy=redrive_allowed(queue_arn("orders", FOREIGN))),
        stack.queue(dlq=False),
    ),
)
reference(
    "tls-foreign",
    "The TLS denial names another account's queue of our name.",
    policed(tls_only("sqs:*", queue_arn("orders", FOREIGN)), secure=False),
)
reference(
    "tls-region",
    "The TLS denial names another region's queue of our name.",
    policed(tls_only("sqs:*", queue_arn("orders", region="eu-west-1")), secure=False),
)
reference(
    "tls-on-other-queue",
    "The policy hangs on another account's queue (queue_url).",
    policed(queue_url=queue_url("orders", FOREIGN)),
)
reference(
    "tls-on-other-region",
    "The policy hangs on another region's queue (queue_url).",
    policed(queue_url=queue_url("orders", region="eu-west-1")),
)
reference(
    "topic-tls-foreign",
    "The topic's TLS denial names another account's topic.",
    lambda stack: (
        stack.topic(policy=False),
        stack.topic_policy("news", policy=document(tls_only("sns:Publish", topic_arn("news", FOREIGN)))),
    ),
)
reference(
    "two-queue-policies",
    "Two policies on one queue: one denies without TLS, AWS keeps either.",
    lambda stack: (
        stack.queue(),
        stack.queue_policy(
            "orders", grant(root(OWN), "sqs:SendMessage", queue_arn("orders")), secure=False, label="second"
        ),
    ),
)
reference("two-queue-policies-inline", "The queue's own policy and a QueuePolicy.", _two_inline)
reference(
    "two-topic-policies",
    "Two policies on one topic.",
    lambda stack: (
        stack.topic(),
        aws.sns.TopicPolicy(
            "second",
            arn=topic_arn("news"),
            policy=document(grant(root(OWN), "sns:Publish", topic_arn("news"))),
        ),
    ),
)
reference(
    "two-bucket-policies",
    "Two policies on one bucket.",
    lambda stack: (
        stack.bucket(),
        aws.s3.BucketPolicy(
            "second",
            bucket=named("files"),
            policy=document(grant(root(OWN), "s3:GetObject", bucket_arn("files") + "/a")),
        ),
    ),
)
reference(
    "two-notifications",
    "Two notification configurations on one bucket: AWS keeps one.",
    lambda stack: (
        stack.bucket(),
        aws.s3.BucketNotification("a", bucket=named("files"), eventbridge=True),
        aws.s3.BucketNotification("b", bucket=named("files"), eventbridge=False),
    ),
    debatable=True,
)
reference(
    "target-dlq-foreign",
    "An event target's dead-letter queue is another account's of our name.",
    lambda stack: stack.event_function(target={"dead_letter_config": {"arn": queue_arn("failed", FOREIGN)}}),
)
reference(
    "target-dlq-region",
    "An event target's dead-letter queue is another region's of our name.",
    lambda stack: stack.event_function(
        target={"dead_letter_config": {"arn": queue_arn("failed", region="eu-west-1")}}
    ),
)
reference(
    "dlq-admits-foreign-rule",
    "The dead-letter queue admits another account's rule of our name.",
    admitting(rule_arn("paid", FOREIGN)),
)
reference(
    "dlq-admits-other-region",
    "The dead-letter queue admits another region's rule of our name.",
    admitting(rule_arn("paid", region="eu-west-1")),
)
reference(
    "permission-other-region",
    "The permission is for another region's rule of our name.",
    lambda stack: stack.event_function(permission={"source_arn": rule_arn("paid", region="eu-west-1")}),
)
reference(
    "permission-other-function",
    "The permission is for another account's function of our name.",
    lambda stack: stack.event_function(permission={"function": function_arn("charge", FOREIGN)}),
)
reference(
    "function-role-foreign",
    "The role's grant names another account's queue of our name.",
    failing_to(queue_arn("failed", FOREIGN)),
)
reference(
    "invoke-destination-region",
    "The destination of failures is another region's queue of our name.",
    failing_to(queue_arn("failed"), queue_arn("failed", region="eu-west-1")),
)
reference(
    "log-group-other",
    "The log group is another function's.",
    lambda stack: (
        stack.function("charge", logs=False),
        stack.log_group("/aws/lambda/shop-charge-old", label="l"),
    ),
)
reference(
    "alarm-other-region",
    "The alarm is in another region than the function: alarms see their own.",
    lambda stack: stack.function("charge", errors={"region": "eu-west-1"}),
    by=("observability",),
)
reference(
    "alarm-other-account",
    "The alarm watches another account's function of our name (metric query with account_id).",
    lambda stack: stack.function(
        "charge",
        errors={
            "namespace": ABSENT,
            "metric": ABSENT,
            "dimensions": ABSENT,
            "period": ABSENT,
            "statistic": ABSENT,
            "metric_queries": [
                {
                    "id": "m",
                    "account_id": FOREIGN,
                    "return_data": True,
                    "metric": {
                        "namespace": "AWS/Lambda",
                        "metric_name": "Errors",
                        "period": 300,
                        "stat": "Sum",
                        "dimensions": {"FunctionName": named("charge")},
                    },
                }
            ],
        },
    ),
    by=("observability",),
)
reference(
    "block-other-bucket",
    "The public access block is another bucket's.",
    lambda stack: (
        stack.bucket(private=False),
        aws.s3.BucketPublicAccessBlock(
            "b",
            bucket=named("others"),
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        ),
    ),
)
reference(
    "dlq-provider-region",
    "The dead-letter queue is made in another region by its provider; the reference says us-east-1.",
    _dlq_elsewhere,
    debatable=True,
)
reference("dlq-itself", "The queue is its own dead-letter queue.", redriven_to(queue_arn("orders")))
reference(
    "mapping-foreign",
    "The visibility is right for our queue; the function reads another account's of our name.",
    lambda stack: stack.mapped_function(mapping={"event_source_arn": queue_arn("orders", FOREIGN)}),
    debatable=True,
)
reference(
    "schedule-foreign-dlq",
    "A schedule's dead-letter queue is another account's of our name.",
    scheduled({"dead_letter_config": {"arn": queue_arn("failed", FOREIGN)}}),
)
in_order("queue", "A queue in order.", lambda stack: stack.queue())
in_order("event", "A function that a rule starts, all in order.", lambda stack: stack.event_function())
in_order("mapped", "A function fed by a queue, all in order.", lambda stack: stack.mapped_function())
in_order("schedule", "A function on a schedule, all in order.", scheduled({}))
in_order(
    "redrive-resource",
    "The redrive policy as a resource of its own.",
    lambda stack: (
        stack.dead_letters("orders-dlq", source="orders"),
        stack.queue(dlq=False, redrive_policy=ABSENT),
        aws.sqs.RedrivePolicy(
            "r", queue_url=queue_url("orders"), redrive_policy=redrive(queue_arn("orders-dlq"))
        ),
    ),
)
in_order(
    "bucket-function",
    "A function that a bucket's files start.",
    lambda stack: (
        stack.bucket("files"),
        stack.failure_queue("failed"),
        stack.function(
            "charge",
            allow("s3:GetObject", bucket_arn("files") + "/*"),
            allow("sqs:SendMessage", queue_arn("failed")),
        ),
        stack.invocations(),
        stack.permission(principal="s3.amazonaws.com", source_arn=bucket_arn("files"), source_account=OWN),
        aws.s3.BucketNotification(
            "n",
            bucket=named("files"),
            lambda_functions=[
                {"lambda_function_arn": function_arn("charge"), "events": ["s3:ObjectCreated:*"]}
            ],
        ),
    ),
)
in_order(
    "topic-function",
    "A function that a topic starts.",
    lambda stack: (
        stack.topic("news"),
        stack.failure_queue(
            "failed",
            grant(
                {"Service": "sns.amazonaws.com"},
                "sqs:SendMessage",
                queue_arn("failed"),
                {"ArnEquals": {"aws:SourceArn": topic_arn("news")}},
            ),
        ),
        stack.function_with_destination(),
        stack.permission(principal="sns.amazonaws.com", source_arn=topic_arn("news")),
        aws.sns.TopicSubscription(
            "s",
            topic=topic_arn("news"),
            protocol="lambda",
            endpoint=function_arn("charge"),
            redrive_policy=json.dumps({"deadLetterTargetArn": queue_arn("failed")}),
        ),
    ),
)
in_order(
    "alias",
    "The rule starts an alias of the function.",
    lambda stack: (
        stack.failed_deliveries(),
        stack.function("charge", allow("sqs:SendMessage", queue_arn("failed")), publish=True),
        aws.lambda_.Alias("live", name="live", function_name=named("charge"), function_version="1"),
        stack.invocations(),
        aws.lambda_.FunctionEventInvokeConfig(
            "live-invocations",
            function_name=named("charge"),
            qualifier="live",
            destination_config={"on_failure": {"destination": queue_arn("failed")}},
        ),
        stack.rule(),
        stack.target(arn=function_arn("charge") + ":live"),
        stack.permission(qualifier="live"),
    ),
    debatable=True,
)
