"""Values that a preview cannot know: what they hide is a defect."""

from collections.abc import Callable
from typing import Any

import pulumi

from tests.corpus.case import Build, Collection
from tests.corpus.names import bucket_arn, named, queue_arn, table_arn, topic_arn
from tests.corpus.surroundings import TAGS, Surroundings, aws
from tests.policies.documents import (
    ADMINISTRATOR,
    FOREIGN,
    OWN,
    allow,
    arn,
    as_object,
    document,
    grant,
    redrive,
    redrive_allowed,
    tls_only,
)

CASES = Collection()


def unknown(name: str, says: str, build: Build, **more: Any) -> None:
    """Add a value that a preview cannot know, with a defect in it."""
    CASES.defect(f"unk-{name}", "unknown values", says, build, **more)


def in_order(name: str, says: str, build: Build, **more: Any) -> None:
    """Add a value that a preview need not know."""
    CASES.clean(f"ok-unk-{name}", "unknown values", says, build, **more)


def hidden(stack: Surroundings, value: Any) -> pulumi.Output[Any]:
    """Return a value that depends on one known after the deployment only."""
    return stack.topic("news").arn.apply(lambda arn: value)


def worker_with(policy: Callable[[Surroundings], Any]) -> Build:
    """Return the program of a role with this document."""
    return lambda stack: (stack.role("worker"), stack.role_policy("worker", policy(stack)))


def _pet(stack: Surroundings) -> pulumi.CustomResource:
    return stack.resource("random:index/randomPet:RandomPet", "pet", {"length": 2})


def _api(stack: Surroundings) -> None:
    api = aws.apigatewayv2.Api("api", name="api", protocol_type="HTTP", tags=TAGS)
    stack.function("charge")
    stack.permission(
        principal="apigateway.amazonaws.com", source_arn=pulumi.Output.concat(api.execution_arn, "/*/*")
    )


def _function_with_url(stack: Surroundings) -> None:
    queue = stack.queue("orders")
    stack.function(
        "charge",
        allow("sqs:SendMessage", queue_arn("orders")),
        environment={"variables": {"QUEUE_URL": queue.url}},
    )


def _function_by_role(stack: Surroundings) -> None:
    role = stack.role("charge-role", allow("dynamodb:GetItem", table_arn("customers")))
    stack.function("charge", role=role.arn)


def _alarm_by_topic(stack: Surroundings) -> None:
    account = {"StringEquals": {"aws:SourceAccount": OWN}}
    topic = stack.topic(
        "alerts", grant({"Service": "cloudwatch.amazonaws.com"}, "sns:Publish", topic_arn("alerts"), account)
    )
    stack.alarm("a", "AWS/SQS", "NumberOfMessagesSent", {"QueueName": "x"}, alarm_actions=[topic.arn])


def _by_outputs(stack: Surroundings) -> None:
    dead = aws.sqs.Queue("dead", sqs_managed_sse_enabled=True, message_retention_seconds=1209600, tags=TAGS)
    queue = aws.sqs.Queue(
        "orders",
        sqs_managed_sse_enabled=True,
        message_retention_seconds=345600,
        tags=TAGS,
        redrive_policy=dead.arn.apply(redrive),
    )
    aws.sqs.RedriveAllowPolicy(
        "allow", queue_url=dead.id, redrive_allow_policy=queue.arn.apply(redrive_allowed)
    )
    for name, each in (("orders", queue), ("dead", dead)):
        policy = as_object({**tls_only("sqs:*"), "Resource": each.arn})
        stack.queue_policy(name, queue_url=each.id, policy=policy)
    stack.messages_alarm("dead", dimensions={"QueueName": dead.name})


unknown(
    "permission-source",
    "source_arn = concat(api.execution_arn, '/*/*'): green at preview, refused half-way.",
    _api,
    debatable=True,
)
unknown(
    "permission-source-any",
    "source_arn unknown, made of the ARN of something that invokes nothing.",
    lambda stack: (
        stack.function("charge"),
        stack.permission(source_arn=hidden(stack, "arn:aws:events:*:*:rule/*")),
    ),
    debatable=True,
)
unknown(
    "permission-source-elsewhere",
    "source_arn unknown, made of a resource of another package.",
    lambda stack: (
        stack.function("charge"),
        stack.permission(source_arn=_pet(stack).id.apply(lambda pet: f"arn:aws:events:*:*:rule/{pet}")),
    ),
)
unknown(
    "permission-principal",
    "principal unknown: it is '*'.",
    lambda stack: (stack.function("charge"), stack.permission(principal=hidden(stack, "*"))),
)
unknown(
    "role-policy",
    "The document is made in apply, of a wildcard.",
    worker_with(lambda stack: hidden(stack, document(allow("dynamodb:*", "*")))),
)
unknown(
    "role-policy-json-dumps",
    "Output.json_dumps with an unknown resource: the wildcard action in it stays unseen.",
    worker_with(
        lambda stack: pulumi.Output.json_dumps(
            as_object({"Effect": "Allow", "Action": "sns:*", "Resource": stack.topic("news").arn})
        )
    ),
)
unknown(
    "policy-data-source",
    "get_policy_document_output with an unknown resource.",
    lambda stack: aws.iam.Policy(
        "p",
        name=named("p"),
        tags=TAGS,
        policy=aws.iam.get_policy_document_output(
            statements=[{"actions": ["sns:*"], "resources": [stack.topic("news").arn]}]
        ).json,
    ),
)
unknown(
    "args-unknown-action",
    "PolicyDocumentArgs with an unknown action.",
    lambda stack: aws.iam.Policy(
        "p",
        name=named("p"),
        tags=TAGS,
        policy=as_object({"Effect": "Allow", "Action": [hidden(stack, "*")], "Resource": table_arn("x")}),
    ),
)
unknown(
    "queue-policy",
    "A queue's policy in apply, open to everybody.",
    lambda stack: (
        stack.queue("orders", policy=False),
        stack.queue_policy(
            "orders", policy=hidden(stack, document(grant("*", "sqs:SendMessage", queue_arn("orders"))))
        ),
    ),
)
unknown(
    "bucket-policy",
    "A bucket's policy in apply, public.",
    lambda stack: (
        stack.bucket("files", policy=False),
        stack.bucket_policy(
            "files", policy=hidden(stack, document(grant("*", "s3:GetObject", bucket_arn("files") + "/*")))
        ),
    ),
)
unknown(
    "trust",
    "A role's trust in apply, for everybody.",
    lambda stack: stack.role(
        "worker",
        assume_role_policy=hidden(
            stack, document({"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"})
        ),
    ),
)
unknown(
    "user-policy",
    "A user's policy in apply.",
    lambda stack: (
        stack.user(),
        aws.iam.UserPolicy("p", user=named("ci"), name="p", policy=hidden(stack, document(allow("*", "*")))),
    ),
)
unknown(
    "key-policy",
    "A key's policy in apply.",
    lambda stack: stack.key("data", policy=hidden(stack, document(grant("*", "kms:*", "*")))),
)
unknown(
    "secret-policy",
    "A secret's policy in apply.",
    lambda stack: stack.secret(
        policy=hidden(stack, document(grant("*", "secretsmanager:GetSecretValue", "*")))
    ),
)
unknown(
    "tags", "All tags in apply: there are none.", lambda stack: stack.queue("orders", tags=hidden(stack, {}))
)
unknown(
    "tag-environment",
    "The value of Environment in apply.",
    lambda stack: stack.queue("orders", tags={**TAGS, "Environment": hidden(stack, "qa")}),
)
unknown(
    "tag-required-value",
    "The value of Project in apply: it is there, but may be empty.",
    lambda stack: stack.queue("orders", tags={**TAGS, "Project": hidden(stack, "")}),
    debatable=True,
)
unknown(
    "pitr",
    "point_in_time_recovery in apply.",
    lambda stack: stack.table(point_in_time_recovery=hidden(stack, {"enabled": False})),
)
unknown(
    "pitr-enabled",
    "Only 'enabled' of point_in_time_recovery in apply.",
    lambda stack: stack.table(point_in_time_recovery={"enabled": hidden(stack, False)}),
)
unknown(
    "pitr-days",
    "Only the days of point_in_time_recovery in apply.",
    lambda stack: stack.table(
        point_in_time_recovery={"enabled": True, "recovery_period_in_days": hidden(stack, 1)}
    ),
)
unknown(
    "versioning",
    "The versioning's status in apply.",
    lambda stack: (
        stack.bucket(versioning=None),
        aws.s3.BucketVersioning(
            "v", bucket=named("files"), versioning_configuration={"status": hidden(stack, "Suspended")}
        ),
    ),
)
unknown(
    "managed-policy",
    "The attached policy's ARN in apply: it is AdministratorAccess.",
    lambda stack: (
        stack.role("worker"),
        aws.iam.RolePolicyAttachment("a", role=named("worker"), policy_arn=hidden(stack, ADMINISTRATOR)),
    ),
)
unknown(
    "managed-arns",
    "managed_policy_arns in apply.",
    lambda stack: stack.role("worker", managed_policy_arns=hidden(stack, [ADMINISTRATOR])),
)
unknown(
    "public-access-block",
    "A public access block in apply.",
    lambda stack: (
        stack.bucket(private=False),
        aws.s3.BucketPublicAccessBlock(
            "b",
            bucket=named("files"),
            block_public_acls=True,
            block_public_policy=hidden(stack, False),
            ignore_public_acls=True,
            restrict_public_buckets=True,
        ),
    ),
)
unknown(
    "function-url",
    "The URL's authorisation in apply: NONE.",
    lambda stack: (
        stack.function("charge"),
        aws.lambda_.FunctionUrl("u", function_name=named("charge"), authorization_type=hidden(stack, "NONE")),
    ),
    by=("functions",),
)
unknown(
    "native-document",
    "aws-native: the document in apply.",
    lambda stack: stack.resource(
        "aws-native:iam:ManagedPolicy", "p", {"policyDocument": hidden(stack, as_object(allow("*", "*")))}
    ),
)
unknown(
    "cc-state",
    "Cloud Control: the desired state in apply.",
    lambda stack: aws.cloudcontrol.Resource(
        "n", type_name="AWS::IAM::ManagedPolicy", desired_state=hidden(stack, "{}")
    ),
)
unknown(
    "alarm-threshold",
    "An alarm's threshold in apply: 1e9.",
    lambda stack: stack.function("charge", errors={"threshold": hidden(stack, 1e9)}),
    by=("observability",),
)
unknown(
    "layer",
    "A layer's ARN in apply: another account's.",
    lambda stack: stack.function("charge", layers=[hidden(stack, arn("lambda", "layer:helper:1", FOREIGN))]),
    debatable=True,
)
unknown(
    "two-in-one",
    "An unknown document on a role, and a known wildcard beside it: the known one must still be named.",
    lambda stack: (
        stack.role("worker", allow("dynamodb:*", table_arn("x"))),
        stack.role_policy(
            "worker", hidden(stack, document(allow("dynamodb:GetItem", table_arn("x")))), label="more"
        ),
    ),
)
in_order(
    "environment-variable",
    "A variable of the function is a queue's URL, unknown at preview.",
    _function_with_url,
)
in_order("role-output", "The function's role by its output.", _function_by_role)
in_order("alarm-topic", "An alarm notifies a topic of the stack by its output.", _alarm_by_topic)
in_order(
    "names",
    "Names of Pulumi's own making, references by outputs: queue, dead-letter queue and alarm.",
    _by_outputs,
    debatable=True,
)
