"""Values of shapes that nothing should have: they are blocked by name, and no rule fails on them."""

import json
from pathlib import Path
from typing import Any

import pulumi

from tests.corpus.case import Build, Collection
from tests.corpus.names import named, queue_arn, role_arn, table_arn
from tests.corpus.surroundings import TAGS, aws
from tests.policies.documents import OWN, allow, document, grant, redrive

CASES = Collection()

SLUG = str.maketrans({" ": "-", "'": None})
TABLE_PROPS = {
    "name": named("t"),
    "billingMode": "PAY_PER_REQUEST",
    "hashKey": "pk",
    "attributes": [{"name": "pk", "type": "S"}],
    "deletionProtectionEnabled": True,
    "tags": TAGS,
}


def malformed(name: str, says: str, build: Build, **more: Any) -> None:
    """Add a value of a wrong shape."""
    CASES.defect(f"malformed-{name}", "malformed", says, build, **more)


def in_order(name: str, says: str, build: Build, **more: Any) -> None:
    """Add something unusual that is in order."""
    CASES.clean(f"ok-malformed-{name}", "malformed", says, build, **more)


def worker_with(text: str) -> Build:
    """Return the program of a role with a document."""
    return lambda stack: (stack.role("worker"), stack.role_policy("worker", text))


def not_a_document(what: str, text: str, **more: Any) -> None:
    """Add a role whose document is none."""
    says = f"A role's document is none, {what}: it is blocked by name, not by a traceback."
    malformed(f"document-{what.lower().translate(SLUG)}", says, worker_with(text), **more)


def principal(found: Any) -> Build:
    """Return the program of a queue with a principal in its policy."""
    statement = grant(found, "sqs:SendMessage", queue_arn("orders"))
    return lambda stack: stack.queue("orders", statement)


def parameter(tags: Any) -> Build:
    """Return the program of a parameter with tags."""
    props = {"name": "/x", "type": "String", "value": "1", "tags": tags}
    return lambda stack: stack.resource("aws:ssm/parameter:Parameter", "p", props)


def table(recovery: Any) -> Build:
    """Return the program of a table with such point-in-time recovery."""
    props = {**TABLE_PROPS, "pointInTimeRecovery": recovery}
    return lambda stack: (stack.resource("aws:dynamodb/table:Table", "t", props), stack.table_alarm("t"))


for what, text in (
    ("a JSON list", "[]"),
    ("a JSON number", "7"),
    ("null", "null"),
    ("a JSON string", '"x"'),
    ("Statement is a string", json.dumps({"Version": "2012-10-17", "Statement": "x"})),
    ("Statement holds a number", json.dumps({"Statement": [7]})),
    ("Statement is null", json.dumps({"Statement": None})),
    ("Action is a number", document(allow(7, "x"))),
    ("Action is an object", document(allow({"a": 1}, "x"))),
    ("Action holds null", document(allow([None], "x"))),
    ("Effect is a list", document({"Effect": ["Allow"], "Action": "dynamodb:GetItem", "Resource": "x"})),
    ("nested 2000 deep", '{"Statement":' + "[" * 2000 + "]" * 2000 + "}"),
    ("a byte order mark", "\ufeff" + document(allow("dynamodb:*", "*"))),
    ("NaN", '{"Statement": [NaN]}'),
):
    not_a_document(what, text)
for what, text in (
    ("Resource is null", document(allow("dynamodb:GetItem", None))),
    ("Condition is a list", document(allow("dynamodb:GetItem", table_arn("x"), Condition=["x"]))),
    (
        "Condition's operator holds a string",
        document(allow("iam:PassRole", role_arn("x"), Condition={"StringEquals": "iam:PassedToService"})),
    ),
    ("a lone surrogate", document(allow("dynamodb:GetItem", "\ud800"))),
):
    not_a_document(what, text, debatable=True)
malformed("principal-null", "Principal is null.", principal(None), debatable=True)
malformed("principal-number", "Principal is a number.", principal(7), debatable=True)
malformed("principal-nested", "Principal {AWS: {…}}.", principal({"AWS": {"x": 1}}), debatable=True)
malformed(
    "trust-list",
    "A role's trust is a JSON list.",
    lambda stack: stack.role("worker", assume_role_policy="[]"),
)
malformed(
    "redrive-text",
    "A redrive policy that is no JSON.",
    lambda stack: stack.queue(redrive_policy="orders-dlq"),
    by=("queues",),
)
malformed(
    "redrive-list",
    "A redrive policy that is a list.",
    lambda stack: stack.queue(redrive_policy="[]"),
    by=("queues",),
)
malformed(
    "redrive-count-text",
    "maxReceiveCount is a text that is no number.",
    lambda stack: stack.queue(redrive_policy=redrive(queue_arn("orders-dlq"), "many")),
    by=("queues",),
)
malformed(
    "pattern-text",
    "An event pattern that is no JSON.",
    lambda stack: stack.event_function(rule={"event_pattern": "{source: shop}"}),
    by=("events",),
)
malformed(
    "pattern-list",
    "An event pattern that is a list.",
    lambda stack: stack.event_function(rule={"event_pattern": "[]"}),
    by=("events",),
)
malformed("tags-text", "Tags are a text.", parameter("Project=x"), by=("tagging",))
malformed(
    "tags-number-value",
    "A required tag is a number, Environment a list.",
    parameter({**TAGS, "Environment": ["dev"]}),
    by=("tagging",),
)
malformed(
    "tags-list-null",
    "A list of tags with null in it.",
    lambda stack: stack.resource(
        "aws:autoscaling/group:Group",
        "g",
        {"name": "g", "maxSize": 1, "minSize": 0, "tags": [None, {"key": "Project"}]},
    ),
    by=("tagging",),
)
malformed("pitr-text", "pointInTimeRecovery is a text.", table("on"), by=("recovery",))
malformed("pitr-list", "pointInTimeRecovery is a list.", table([{"enabled": False}]), by=("recovery",))
malformed(
    "cc-not-json",
    "Cloud Control: the desired state is no JSON.",
    lambda stack: aws.cloudcontrol.Resource(
        "n", type_name="AWS::IAM::ManagedPolicy", desired_state="{'PolicyDocument'"
    ),
    debatable=True,
)
malformed(
    "cc-list",
    "Cloud Control: the desired state is a list.",
    lambda stack: aws.cloudcontrol.Resource("n", type_name="AWS::IAM::ManagedPolicy", desired_state="[]"),
    debatable=True,
)
malformed(
    "native-text",
    "aws-native: policies is a text.",
    lambda stack: stack.resource(
        "aws-native:iam:Role", "n", {"assumeRolePolicyDocument": "x", "policies": "x", "tags": "x"}
    ),
)
malformed(
    "boundless",
    "A statement with 3000 actions, the last one a wildcard.",
    lambda stack: stack.role(
        "worker", allow([f"dynamodb:Action{n}" for n in range(3000)] + ["dynamodb:*"], table_arn("x"))
    ),
)
in_order(
    "odd-type",
    "A type token without a slash, of another package.",
    lambda stack: stack.resource("tls:index:PrivateKey", "k", {"algorithm": "ED25519"}),
)
in_order(
    "many-tags", "Fifty tags.", lambda stack: stack.queue(tags={**TAGS, **{f"k{n}": "v" for n in range(46)}})
)
in_order(
    "unicode-tag",
    "A tag in Portuguese.",
    lambda stack: stack.queue(tags={**TAGS, "Dono": "Operações São Paulo"}),
)
in_order(
    "provider",
    "A provider with every setting.",
    lambda stack: aws.Provider(
        "p",
        region="us-east-1",
        allowed_account_ids=[OWN],
        default_tags={"tags": TAGS},
        max_retries=3,
        skip_metadata_api_check=True,
    ),
)
in_order(
    "empty-asset",
    "An archive with an empty file, such as __init__.py, which the SDK of policies cannot read by itself.",
    lambda stack: stack.function(
        "charge",
        code=pulumi.AssetArchive(
            {"__init__.py": pulumi.StringAsset(""), "app.py": pulumi.StringAsset("x = 1")}
        ),
    ),
    debatable=True,
)
in_order(
    "file-archive",
    "An archive of a folder.",
    lambda stack: stack.function("charge", code=pulumi.FileArchive(str(Path(__file__).parent))),
)
