"""What the rights of a role name: wildcards, negations, roles to pass, text that readers read differently."""

import json
from collections.abc import Mapping
from typing import Any

from tests.corpus.case import Collection
from tests.corpus.names import bucket_arn, queue_arn, role_arn, table_arn
from tests.policies.documents import FOREIGN, OWN, REGION, allow, arn, as_object, document

CASES = Collection()

TABLE = table_arn("customers")
SCHEDULER = {"StringEquals": {"iam:PassedToService": "scheduler.amazonaws.com"}}


def role_may(name: str, says: str, *statements: Mapping[str, Any], **more: Any) -> None:
    """Add a role that may too much."""
    CASES.defect(
        f"iam-{name}", "least privilege", says, lambda stack: stack.role("worker", *statements), **more
    )


def role_may_well(name: str, says: str, *statements: Mapping[str, Any], **more: Any) -> None:
    """Add a role whose rights are in order."""
    CASES.clean(
        f"ok-iam-{name}", "least privilege", says, lambda stack: stack.role("worker", *statements), **more
    )


def role_with_text(name: str, says: str, text: str, **more: Any) -> None:
    """Add a role whose document is this text."""
    CASES.defect(
        f"iam-{name}",
        "least privilege",
        says,
        lambda stack: (stack.role("worker"), stack.role_policy("worker", text)),
        **more,
    )


role_may("action-star", "Everything may be done to one table.", allow("*", TABLE))
role_may("action-service", "dynamodb:* on one table.", allow("dynamodb:*", TABLE))
role_may("action-part", "s3:Get* on one object.", allow("s3:Get*", bucket_arn("files") + "/a.csv"))
role_may(
    "action-question-mark",
    "s3:?etObject: a question mark is a wildcard too.",
    allow("s3:?etObject", bucket_arn("files") + "/a.csv"),
)
role_may(
    "action-second-in-list",
    "The wildcard is the third of four actions.",
    allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:*Table", "dynamodb:Query"], TABLE),
)
role_may("action-upper-case", "DYNAMODB:*: services know no case.", allow("DYNAMODB:*", TABLE))
role_may(
    "action-service-wildcard",
    "A wildcard in the service: '*:GetItem'.",
    allow("*:GetItem", TABLE),
    debatable=True,
)
role_may("resource-star", "dynamodb:GetItem on every table.", allow("dynamodb:GetItem", "*"))
role_may(
    "resource-any-account",
    "A table of any account and region.",
    allow("dynamodb:GetItem", "arn:aws:dynamodb:*:*:table/shop-customers"),
)
role_may(
    "resource-any-table", "Every table of the account.", allow("dynamodb:GetItem", arn("dynamodb", "table/*"))
)
role_may(
    "resource-prefix",
    "Every table with a prefix.",
    allow("dynamodb:GetItem", arn("dynamodb", "table/shop-*")),
)
role_may(
    "resource-question-mark",
    "A question mark in the resource.",
    allow("dynamodb:GetItem", arn("dynamodb", "table/shop-customer?")),
)
role_may(
    "resource-all-buckets",
    "Every object of every bucket of the world.",
    allow("s3:GetObject", "arn:aws:s3:::*/*"),
)
role_may(
    "resource-bucket-prefix",
    "Buckets by prefix: others can make such.",
    allow("s3:GetObject", "arn:aws:s3:::shop-*/a.csv"),
)
role_may("resource-arn-short", "'arn:aws:sqs:*'.", allow("sqs:SendMessage", "arn:aws:sqs:*"))
role_may(
    "resource-second", "The star is the second of two resources.", allow("dynamodb:GetItem", [TABLE, "*"])
)
role_may(
    "resource-mixed-star-only",
    "xray:PutTraceSegments needs '*', dynamodb:DeleteTable beside it does not.",
    allow(["xray:PutTraceSegments", "dynamodb:DeleteTable"], "*"),
)
role_may(
    "resource-logs-star",
    "logs:PutLogEvents on every log group.",
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], "*"),
)
role_may(
    "resource-secret-any",
    "Every secret of the account.",
    allow("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:*")),
)
role_may(
    "resource-condition-no-cure",
    "'*' with a condition on a tag remains '*'.",
    allow("dynamodb:DeleteItem", "*", Condition={"StringEquals": {"aws:ResourceTag/Project": "x"}}),
    debatable=True,
)
role_may(
    "resource-variable",
    "A resource by the caller's own tag.",
    allow("dynamodb:GetItem", arn("dynamodb", "table/${aws:PrincipalTag/table}")),
    debatable=True,
)
role_may(
    "not-action",
    "NotAction allows all the rest.",
    {"Effect": "Allow", "NotAction": "iam:CreateUser", "Resource": TABLE},
)
role_may(
    "not-resource",
    "NotResource allows all the rest.",
    {"Effect": "Allow", "Action": "dynamodb:GetItem", "NotResource": TABLE},
)
role_may(
    "put-events-unbound",
    "events:PutEvents without events:source: the role speaks for anybody.",
    allow("events:PutEvents", arn("events", "event-bus/default")),
)
role_may(
    "put-events-source-star",
    "events:source StringLike '*' confines nothing.",
    allow(
        "events:PutEvents",
        arn("events", "event-bus/default"),
        Condition={"StringLike": {"events:source": "*"}},
    ),
)
role_may(
    "put-events-source-ifexists",
    "events:source …NotEquals one: all others.",
    allow(
        "events:PutEvents",
        arn("events", "event-bus/default"),
        Condition={"StringNotEquals": {"events:source": "aws.s3"}},
    ),
)
role_may(
    "pass-role-unbound",
    "iam:PassRole without iam:PassedToService.",
    allow("iam:PassRole", role_arn("worker")),
)
role_may("pass-role-star", "iam:PassRole for every role.", allow("iam:PassRole", "*", Condition=SCHEDULER))
role_may(
    "pass-role-prefix",
    "iam:PassRole for roles by prefix.",
    allow("iam:PassRole", f"arn:aws:iam::{OWN}:role/shop-*", Condition=SCHEDULER),
)
role_may(
    "pass-role-service-pattern",
    "PassedToService '*.amazonaws.com' confines nothing.",
    allow(
        "iam:PassRole",
        role_arn("worker"),
        Condition={"StringLike": {"iam:PassedToService": "*.amazonaws.com"}},
    ),
)
role_may(
    "pass-role-ifexists",
    "PassedToService …IfExists.",
    allow(
        "iam:PassRole",
        role_arn("worker"),
        Condition={"StringEqualsIfExists": {"iam:PassedToService": "scheduler.amazonaws.com"}},
    ),
    debatable=True,
)
role_may(
    "pass-role-not-equals",
    "PassedToService …NotEquals one.",
    allow(
        "iam:PassRole",
        role_arn("worker"),
        Condition={"StringNotEquals": {"iam:PassedToService": "ec2.amazonaws.com"}},
    ),
)
role_may(
    "pass-role-second-service",
    "PassedToService scheduler, or EC2.",
    allow(
        "iam:PassRole",
        role_arn("worker"),
        Condition={"StringEquals": {"iam:PassedToService": ["scheduler.amazonaws.com", "ec2.amazonaws.com"]}},
    ),
)
role_may("pass-role-case", "IAM:passrole: actions know no case.", allow("IAM:passrole", role_arn("worker")))
role_may("assume-any", "sts:AssumeRole on every role.", allow("sts:AssumeRole", "*"))
role_may(
    "assume-any-account",
    "sts:AssumeRole on a role name in any account.",
    allow("sts:AssumeRole", "arn:aws:iam::*:role/deploy"),
)
role_may(
    "assume-foreign",
    "sts:AssumeRole on a role of another account.",
    allow("sts:AssumeRole", role_arn("deploy", FOREIGN)),
    by=("least privilege", "encryption and exposure"),
    debatable=True,
)
role_may(
    "write-foreign",
    "The role writes to another account's queue.",
    allow("sqs:SendMessage", queue_arn("orders", FOREIGN)),
    by=("least privilege", "encryption and exposure"),
    debatable=True,
)
role_with_text(
    "unicode-star", "The star is a JSON escape.", document(allow("dynamodb:@", TABLE)).replace("@", "\\u002a")
)
role_with_text(
    "unicode-action",
    "The action is spelled in JSON escapes: iam:PutRolePolicy.",
    document(allow("@", role_arn("admin"))).replace("@", "\\u0069am:PutRole\\u0050olicy"),
)
role_with_text(
    "statement-dict",
    "Statement is one object.",
    json.dumps({"Version": "2012-10-17", "Statement": allow("dynamodb:*", TABLE)}),
)
role_with_text(
    "no-version",
    "No Version (so 2008-10-17), and a wildcard.",
    json.dumps({"Statement": [allow("dynamodb:*", TABLE)]}),
)
role_with_text(
    "whitespace", "The text begins with blank lines.", "\n\n  " + document(allow("dynamodb:*", TABLE))
)
role_with_text("not-json", "No JSON: AWS refuses it half-way.", "{'Version': '2012-10-17'}")
role_with_text("empty", "An empty text.", "")
role_with_text(
    "no-effect", "A statement without Effect.", document({"Action": "dynamodb:GetItem", "Resource": TABLE})
)
role_with_text("no-action", "A statement without Action.", document({"Effect": "Allow", "Resource": TABLE}))
role_with_text("no-statement", "No statement.", json.dumps({"Version": "2012-10-17"}), debatable=True)
role_with_text(
    "lower-case-keys",
    "Elements in lower case.",
    json.dumps(as_object({"effect": "Allow", "action": "dynamodb:*", "resource": TABLE})),
)
role_with_text(
    "duplicate-key",
    "Action twice in one object: the wide one first.",
    document(allow("dynamodb:GetItem", TABLE)).replace('"Action"', '"Action": "dynamodb:*", "Action"'),
    debatable=True,
)
role_with_text(
    "statement-twice",
    "Statement twice in the document: the wide one first.",
    document(allow("dynamodb:*", TABLE)).replace("}]}", '}], "Statement": []}'),
    debatable=True,
)
role_may_well("item", "GetItem on a table.", allow("dynamodb:GetItem", TABLE))
role_may_well(
    "index", "Query on every index of one table.", allow("dynamodb:Query", [TABLE, TABLE + "/index/*"])
)
role_may_well(
    "objects",
    "Get, put and delete of one bucket's objects.",
    allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], bucket_arn("files") + "/*"),
)
role_may_well(
    "objects-prefix", "Objects under a prefix.", allow("s3:GetObject", bucket_arn("files") + "/incoming/*")
)
role_may_well(
    "multipart",
    "What a multipart upload needs.",
    allow(
        ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], bucket_arn("files") + "/*"
    ),
)
role_may_well(
    "ecr-token",
    "ecr:GetAuthorizationToken knows no resource.",
    allow("ecr:GetAuthorizationToken", "*"),
    allow(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], arn("ecr", "repository/app")),
)
role_may_well(
    "xray", "X-Ray knows no resource.", allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*")
)
role_may_well(
    "metrics",
    "cloudwatch:PutMetricData knows no resource; its namespace is a condition.",
    allow("cloudwatch:PutMetricData", "*", Condition={"StringEquals": {"cloudwatch:namespace": "Shop"}}),
)
role_may_well(
    "network-interfaces",
    "The network interfaces of a function in a VPC.",
    allow(["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface"], "*"),
    debatable=True,
)
role_may_well(
    "describe",
    "sts:GetCallerIdentity and kms:ListAliases know no resource.",
    allow(["sts:GetCallerIdentity", "kms:ListAliases"], "*"),
)
role_may_well(
    "log-streams",
    "Streams of one log group: its ARN ends in ':*' by AWS's own format.",
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], arn("logs", "log-group:/aws/lambda/shop-charge:*")),
)
role_may_well(
    "secret-suffix",
    "A secret by name: six characters follow it by AWS's own format.",
    allow("secretsmanager:GetSecretValue", arn("secretsmanager", "secret:/shop/partner-??????")),
)
role_may_well(
    "stream",
    "A DynamoDB stream has a time in its ARN.",
    allow(
        ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"], TABLE + "/stream/*"
    ),
    allow("dynamodb:ListStreams", "*"),
    debatable=True,
)
role_may_well(
    "deny-wide",
    "A wide Deny.",
    allow("dynamodb:GetItem", TABLE),
    {
        "Effect": "Deny",
        "Action": "*",
        "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:RequestedRegion": REGION}},
    },
)
role_may_well(
    "deny-not-action",
    "Deny by NotAction.",
    allow("dynamodb:GetItem", TABLE),
    {"Effect": "Deny", "NotAction": ["dynamodb:GetItem"], "Resource": "*"},
    debatable=True,
)
role_may_well(
    "pass-role",
    "PassRole of one role to Scheduler.",
    allow("iam:PassRole", role_arn("nightly-role"), Condition=SCHEDULER),
)
role_may_well(
    "put-events",
    "PutEvents in the stack's own name.",
    allow(
        "events:PutEvents",
        arn("events", "event-bus/default"),
        Condition={"StringEquals": {"events:source": "shop"}},
    ),
)
role_may_well(
    "leading-keys",
    "Items of one leading key.",
    allow(
        "dynamodb:GetItem", TABLE, Condition={"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["x"]}}
    ),
)
role_may_well(
    "kms-decrypt",
    "Decrypt with one key.",
    allow("kms:Decrypt", arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab")),
)
role_may_well(
    "ssm-parameters",
    "Parameters under a path.",
    allow("ssm:GetParametersByPath", arn("ssm", "parameter/shop")),
    allow("ssm:GetParameter", arn("ssm", "parameter/shop/rate")),
)
role_may_well("self-manage", "A role reads its own description.", allow("iam:GetRole", role_arn("worker")))
