"""Other accounts outside of documents: permissions, layers, targets, endpoints; and the account itself."""

from typing import Any

from tests.corpus.case import Build, Collection
from tests.corpus.names import bucket_arn, function_arn, named, queue_arn, role_arn, rule_arn, topic_arn
from tests.corpus.surroundings import ABSENT, TAGS, aws
from tests.policies.documents import FOREIGN, ORGANIZATION, OWN, allow, arn, grant

CASES = Collection()


def other_account(name: str, says: str, build: Build, **more: Any) -> None:
    """Add a resource that another account has to do with."""
    CASES.defect(f"foreign-{name}", "trust", says, build, **more)


def in_order(name: str, says: str, build: Build, **more: Any) -> None:
    """Add a resource that has to do with nobody from outside."""
    CASES.clean(f"ok-{name}", "trust", says, build, **more)


def permitted(**permission: Any) -> Build:
    """Return the program of a function with a permission to start it."""
    return lambda stack: (stack.function("charge"), stack.permission(**permission))


def permitted_to_s3(account: str) -> Build:
    """Return the program of a function that S3 may start for a bucket of an account."""
    return lambda stack: (
        stack.failure_queue("failed"),
        stack.function_with_destination(),
        stack.permission(
            principal="s3.amazonaws.com", source_arn=bucket_arn("files"), source_account=account
        ),
    )


other_account(
    "permission", "Another account invokes the function.", permitted(principal=FOREIGN, source_arn=ABSENT)
)
other_account(
    "permission-root",
    "Another account invokes the function, by the ARN of its root.",
    permitted(principal=f"arn:aws:iam::{FOREIGN}:root", source_arn=ABSENT),
)
other_account(
    "permission-role",
    "Another account invokes the function, by one of its roles.",
    permitted(principal=role_arn("x", FOREIGN), source_arn=ABSENT),
)
other_account(
    "permission-source",
    "A service on behalf of another account's rule.",
    permitted(source_arn=rule_arn("paid", FOREIGN)),
)
other_account(
    "permission-source-account", "S3 on behalf of another account's bucket.", permitted_to_s3(FOREIGN)
)
other_account(
    "permission-org",
    "Everybody of an organisation nobody listed.",
    permitted(principal="*", principal_org_id="o-zzzzzzzzzz", source_arn=ABSENT),
    debatable=True,
)
other_account(
    "layer",
    "A layer of another account runs inside the function.",
    lambda stack: stack.function("charge", layers=[arn("lambda", "layer:helper:1", FOREIGN)]),
)
other_account(
    "image",
    "The function's image is another account's.",
    lambda stack: stack.function(
        "charge",
        code=ABSENT,
        handler=ABSENT,
        package_type="Image",
        image_uri=f"{FOREIGN}.dkr.ecr.us-east-1.amazonaws.com/app:1",
    ),
    debatable=True,
)
other_account(
    "target-bus",
    "Events go to another account's bus.",
    lambda stack: (
        stack.failed_deliveries(),
        stack.rule(),
        stack.target(arn=arn("events", "event-bus/default", FOREIGN), role_arn=role_arn("x")),
    ),
)
other_account(
    "target-queue",
    "Events go to another account's queue.",
    lambda stack: (stack.failed_deliveries(), stack.rule(), stack.target(arn=queue_arn("orders", FOREIGN))),
)
other_account(
    "sns-endpoint-queue",
    "Notifications go to another account's queue.",
    lambda stack: (
        stack.topic("news"),
        aws.sns.TopicSubscription(
            "s", topic=topic_arn("news"), protocol="sqs", endpoint=queue_arn("orders", FOREIGN)
        ),
    ),
)
other_account(
    "sns-endpoint-lambda",
    "Notifications go to another account's function.",
    lambda stack: (
        stack.topic("news"),
        aws.sns.TopicSubscription(
            "s", topic=topic_arn("news"), protocol="lambda", endpoint=function_arn("charge", FOREIGN)
        ),
    ),
)
other_account(
    "sns-topic",
    "We subscribe to another account's topic.",
    lambda stack: (
        stack.queue("orders"),
        aws.sns.TopicSubscription(
            "s", topic=topic_arn("news", FOREIGN), protocol="sqs", endpoint=queue_arn("orders")
        ),
    ),
    debatable=True,
)
other_account(
    "alarm-topic",
    "Alarms notify another account's topic.",
    lambda stack: stack.alarm(
        "a",
        "AWS/SQS",
        "NumberOfMessagesSent",
        {"QueueName": "x"},
        alarm_actions=[topic_arn("alerts", FOREIGN)],
    ),
    debatable=True,
)
other_account(
    "log-subscription",
    "Logs stream to another account.",
    lambda stack: aws.cloudwatch.LogSubscriptionFilter(
        "s",
        name="s",
        log_group="/aws/lambda/shop-charge",
        filter_pattern="",
        destination_arn=arn("logs", "destination:d", FOREIGN),
    ),
)
other_account(
    "invoke-destination",
    "Failed events go to another account's queue.",
    lambda stack: (
        stack.function("charge", allow("sqs:SendMessage", queue_arn("failed", FOREIGN))),
        stack.invocations(destination=queue_arn("failed", FOREIGN)),
    ),
)
other_account(
    "mapping-source",
    "A function reads another account's queue.",
    lambda stack: (
        stack.function("charge"),
        aws.lambda_.EventSourceMapping(
            "m",
            function_name=named("charge"),
            event_source_arn=queue_arn("orders", FOREIGN),
            function_response_types=["ReportBatchItemFailures"],
            scaling_config={"maximum_concurrency": 5},
            tags=TAGS,
        ),
    ),
    debatable=True,
)
other_account(
    "schedule",
    "A schedule starts another account's function.",
    lambda stack: (
        stack.failed_deliveries(),
        stack.role(
            "nightly-role",
            allow("lambda:InvokeFunction", function_arn("charge", FOREIGN)),
            allow("sqs:SendMessage", queue_arn("failed")),
            service="scheduler.amazonaws.com",
            condition={"ArnEquals": {"aws:SourceArn": arn("scheduler", "schedule-group/default")}},
        ),
        stack.schedule(target={"arn": function_arn("charge", FOREIGN)}),
    ),
    debatable=True,
)
other_account(
    "replication",
    "The bucket is replicated to another account.",
    lambda stack: (
        stack.bucket("files"),
        aws.s3.BucketReplicationConfig(
            "r",
            bucket=named("files"),
            role=role_arn("replication"),
            rules=[
                {
                    "id": "all",
                    "status": "Enabled",
                    "destination": {"bucket": "arn:aws:s3:::elsewhere", "account": FOREIGN},
                }
            ],
        ),
    ),
    debatable=True,
)
other_account(
    "pipe",
    "A pipe feeds another account's queue.",
    lambda stack: aws.pipes.Pipe(
        "p",
        name="p",
        role_arn=role_arn("pipe"),
        source=queue_arn("orders"),
        target=queue_arn("orders", FOREIGN),
        tags=TAGS,
    ),
    debatable=True,
)
other_account(
    "kms-key",
    "The queue is encrypted by another account's key.",
    lambda stack: stack.queue(
        "orders", sqs_managed_sse_enabled=ABSENT, kms_master_key_id=arn("kms", "key/1", FOREIGN)
    ),
    debatable=True,
)
other_account(
    "function-role",
    "The function runs with a role ARN of another account (Lambda refuses it half-way).",
    lambda stack: stack.function("charge", role=role_arn("charge-role", FOREIGN)),
    debatable=True,
)
in_order(
    "perm-api",
    "API Gateway's permission for one API of ours: stage and method stay open, as AWS's own snippet has it.",
    permitted(principal="apigateway.amazonaws.com", source_arn=arn("execute-api", "a1b2c3d4e5/*/*")),
)
in_order(
    "perm-api-path",
    "API Gateway's permission for one route of an API of ours.",
    permitted(
        principal="apigateway.amazonaws.com", source_arn=arn("execute-api", "a1b2c3d4e5/*/POST/orders")
    ),
)
in_order(
    "perm-org",
    "principal_org_id with principal '*'.",
    permitted(principal="*", principal_org_id=ORGANIZATION, source_arn=ABSENT),
    debatable=True,
)
in_order(
    "perm-own", "The own account's role invokes.", permitted(principal=role_arn("reader"), source_arn=ABSENT)
)
in_order("perm-own-id", "The own account by its number.", permitted(principal=OWN, source_arn=ABSENT))
in_order("perm-s3", "S3 with bucket and account.", permitted_to_s3(OWN))
in_order(
    "perm-logs",
    "CloudWatch Logs with the group's ARN and ':*' (its own format).",
    permitted(principal="logs.amazonaws.com", source_arn=arn("logs", "log-group:/aws/lambda/shop-x:*")),
    debatable=True,
)
in_order(
    "layer-powertools",
    "The public Powertools layer of AWS's account (a configuration has to trust it).",
    lambda stack: stack.function(
        "charge",
        layers=[arn("lambda", "layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:20", "017000801446")],
    ),
    debatable=True,
)
in_order(
    "layer-own",
    "A layer of the own account.",
    lambda stack: stack.function("charge", layers=[arn("lambda", "layer:helper:1")]),
)
in_order(
    "subscription-own",
    "A subscription of an own queue.",
    lambda stack: (
        stack.queue(
            "orders",
            grant(
                {"Service": "sns.amazonaws.com"},
                "sqs:SendMessage",
                queue_arn("orders"),
                {"ArnEquals": {"aws:SourceArn": topic_arn("news")}},
            ),
        ),
        stack.topic("news"),
        aws.sns.TopicSubscription("s", topic=topic_arn("news"), protocol="sqs", endpoint=queue_arn("orders")),
    ),
)
in_order(
    "subscription-email",
    "An e-mail subscription of operators.",
    lambda stack: (
        stack.topic("news"),
        aws.sns.TopicSubscription("s", topic=topic_arn("news"), protocol="email", endpoint="ops@example.com"),
    ),
)
