"""Secrets and personal data in a program: some are defects, and none may be printed."""

from typing import Any

import pulumi

from tests.corpus.case import Build, Collection
from tests.corpus.names import named, queue_arn, role_arn, table_arn, topic_arn
from tests.corpus.surroundings import CONFIDENTIAL, TAG_LIST, TAGS, aws
from tests.policies.documents import allow, arn, document, grant, tls_only

CASES = Collection()


def secret_value(name: str, says: str, build: Build, *, family: str = "secrets", **more: Any) -> None:
    """Add a program with a confidential value in it."""
    CASES.defect(f"sec-{name}", family, says, build, **more)


def secret(text: str = CONFIDENTIAL) -> pulumi.Output[str]:
    """Return a text that the program marks as secret."""
    return pulumi.Output.secret(text)


def variables(**variables: Any) -> Build:
    """Return the program of a function with these environment variables."""
    return lambda stack: stack.function("charge", environment={"variables": variables})


def in_order(name: str, says: str, build: Build) -> None:
    CASES.clean(f"ok-sec-{name}", "secrets", says, build)


secret_value(
    "tag-secret",
    "A secret tag value that is not allowed: blocked, and never printed.",
    lambda stack: stack.queue(tags={**TAGS, "Environment": secret()}),
    family="tagging",
)
secret_value(
    "tag-personal",
    "An e-mail address in a tag that is not allowed: never printed.",
    lambda stack: stack.queue(tags={**TAGS, "Environment": f"{CONFIDENTIAL}@example.com"}),
    family="tagging",
)
secret_value(
    "tag-list-secret",
    "A secret value in an auto-scaling group's list.",
    lambda stack: stack.autoscaling_group({**TAGS, "Environment": secret()}),
    family="tagging",
)
secret_value(
    "env-password", "DB_PASSWORD in the function's environment.", variables(DB_PASSWORD=CONFIDENTIAL + "!x9Q")
)
secret_value(
    "env-password-secret",
    "DB_PASSWORD in the environment as a Pulumi secret.",
    lambda stack: stack.function("charge", environment={"variables": {"DB_PASSWORD": secret()}}),
)
secret_value(
    "env-whole-secret",
    "The whole environment is a Pulumi secret, with a key in it.",
    lambda stack: stack.function(
        "charge", environment=pulumi.Output.secret({"variables": {"API_KEY": CONFIDENTIAL}})
    ),
)
secret_value(
    "env-github",
    "A GitHub token under a harmless name.",
    variables(SETTING="ghp_" + CONFIDENTIAL + "AbCdEfGhIjKlMnOpQrSt12"),
)
secret_value(
    "env-url",
    "A password inside a URL.",
    lambda stack: stack.function(
        "charge", environment={"variables": {"DATABASE": f"postgres://app:{CONFIDENTIAL}@db.internal/shop"}}
    ),
)
secret_value(
    "env-pem",
    "A private key under a harmless name.",
    lambda stack: stack.function(
        "charge",
        environment={
            "variables": {
                "CERT": f"-----BEGIN RSA PRIVATE KEY-----\n{CONFIDENTIAL}\n-----END RSA PRIVATE KEY-----"
            }
        },
    ),
)
secret_value(
    "secret-version",
    "A secret's value in the program.",
    lambda stack: (
        stack.secret(),
        aws.secretsmanager.SecretVersion("v", secret_id="/shop/partner", secret_string=CONFIDENTIAL),
    ),
)
secret_value(
    "secret-version-secret",
    "A secret's value in the program as a Pulumi secret: in the state all the same.",
    lambda stack: (
        stack.secret(),
        aws.secretsmanager.SecretVersion("v", secret_id="/shop/partner", secret_string=secret()),
    ),
)
secret_value(
    "parameter-secure",
    "A SecureString's value in the program.",
    lambda stack: aws.ssm.Parameter(
        "p", name="/shop/key", type="SecureString", value=CONFIDENTIAL, tags=TAGS
    ),
)
secret_value(
    "parameter-plain",
    "A password in a plain parameter.",
    lambda stack: aws.ssm.Parameter(
        "p", name="/shop/db-password", type="String", value=CONFIDENTIAL, tags=TAGS
    ),
    debatable=True,
)
secret_value(
    "native-env",
    "aws-native: a password in a function's environment.",
    lambda stack: stack.resource(
        "aws-native:lambda:Function",
        "f",
        {
            "functionName": named("f"),
            "role": role_arn("f"),
            "runtime": "python3.13",
            "handler": "a.b",
            "memorySize": 256,
            "timeout": 60,
            "tracingConfig": {"mode": "Active"},
            "code": {"zipFile": "x"},
            "environment": {"variables": {"DB_PASSWORD": CONFIDENTIAL}},
            "tags": TAG_LIST,
        },
    ),
    debatable=True,
)
secret_value(
    "rds",
    "A database's password in the program.",
    lambda stack: stack.resource(
        "aws:rds/instance:Instance",
        "d",
        {
            "instanceClass": "db.t4g.micro",
            "engine": "postgres",
            "backupRetentionPeriod": 35,
            "username": "app",
            "password": CONFIDENTIAL,
            "tags": TAGS,
        },
    ),
    debatable=True,
)
secret_value(
    "codebuild",
    "A password in a build's environment.",
    lambda stack: stack.resource(
        "aws:codebuild/project:Project",
        "b",
        {
            "name": "b",
            "serviceRole": role_arn("b"),
            "artifacts": {"type": "NO_ARTIFACTS"},
            "source": {"type": "NO_SOURCE"},
            "environment": {
                "computeType": "BUILD_GENERAL1_SMALL",
                "image": "x",
                "type": "LINUX_CONTAINER",
                "environmentVariables": [{"name": "DB_PASSWORD", "value": CONFIDENTIAL, "type": "PLAINTEXT"}],
            },
            "tags": TAGS,
        },
    ),
    debatable=True,
)
secret_value(
    "policy-condition",
    "A secret value in a condition of an open policy: blocked, and never printed.",
    lambda stack: (
        stack.queue(policy=False),
        stack.queue_policy(
            "orders",
            policy=pulumi.Output.secret(
                document(
                    tls_only("sqs:*", queue_arn("orders")),
                    grant(
                        "*",
                        "sqs:SendMessage",
                        queue_arn("orders"),
                        {"StringEquals": {"aws:UserAgent": CONFIDENTIAL}},
                    ),
                )
            ),
        ),
    ),
    family="exposure",
)
secret_value(
    "policy-not-json",
    "An unreadable document that holds a secret: its text is not printed.",
    lambda stack: (stack.role("worker"), stack.role_policy("worker", secret("{" + CONFIDENTIAL))),
    family="least privilege",
)
secret_value(
    "policy-action",
    "A secret in the place of an action.",
    lambda stack: (
        stack.role("worker"),
        stack.role_policy("worker", secret(document(allow(f"{CONFIDENTIAL}:*", table_arn("x"))))),
    ),
    family="least privilege",
)
secret_value(
    "redrive",
    "A secret in an unreadable redrive policy.",
    lambda stack: stack.queue(redrive_policy=secret("{" + CONFIDENTIAL)),
    family="references",
    debatable=True,
)
secret_value(
    "runtime",
    "A secret in the place of a runtime.",
    lambda stack: stack.function("charge", runtime=secret()),
    family="secrets",
    debatable=True,
)
secret_value(
    "url-endpoint",
    "A subscription's endpoint with a password in it, on a topic without TLS denial.",
    lambda stack: (
        stack.topic(policy=False),
        aws.sns.TopicSubscription(
            "s",
            topic=topic_arn("news"),
            protocol="https",
            endpoint=f"https://app:{CONFIDENTIAL}@hook.example.com/",
        ),
    ),
    family="exposure",
)
in_order(
    "name",
    "A variable names a secret by its path.",
    variables(PARTNER_SECRET_ARN=arn("secretsmanager", "secret:/shop/partner-AbCdEf"), LOG_LEVEL="INFO"),
)
in_order(
    "harmless",
    "Variables with long, harmless values.",
    variables(
        POWERTOOLS_SERVICE_NAME="charge",
        TABLE=named("customers"),
        API_URL="https://api.example.com/v1/orders?limit=100",
        FEATURES="a,b,c",
    ),
)
in_order(
    "parameter",
    "A plain parameter.",
    lambda stack: aws.ssm.Parameter("p", name="/shop/rate", type="String", value="10", tags=TAGS),
)
in_order(
    "tag",
    "A secret value in a tag beyond the required ones.",
    lambda stack: stack.queue(tags={**TAGS, "Owner": secret()}),
)
secret_value(
    "alarm-description",
    "A personal value in an alarm that notifies nobody: never printed.",
    lambda stack: stack.alarm(
        "a",
        "AWS/SQS",
        "NumberOfMessagesSent",
        {"QueueName": "x"},
        alarm_actions=[],
        alarm_description=f"call {CONFIDENTIAL}",
    ),
    family="alarms",
)
