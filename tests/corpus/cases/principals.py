"""Principals of a queue's policy: outsiders and services in every disguise, and those of the account itself."""

import json
from collections.abc import Mapping
from typing import Any

from tests.corpus.case import Build, Collection
from tests.corpus.names import bucket_arn, queue_arn, queue_url, role_arn, topic_arn
from tests.corpus.surroundings import aws
from tests.policies.documents import FOREIGN, OWN, as_object, document, grant, root, tls_only

CASES = Collection()

ACTION, QUEUE = "sqs:SendMessage", queue_arn("orders")
SNS = {"Service": "sns.amazonaws.com"}


def queue_with(*statements: Mapping[str, Any]) -> Build:
    """Return the program of a queue with these statements in its policy."""
    return lambda stack: stack.queue("orders", *statements)


def queue_by(policy: Any) -> Build:
    """Return the program of a queue with this policy."""
    return lambda stack: (stack.queue("orders", policy=False), stack.queue_policy("orders", policy=policy))


for name, principal, says in (
    ("star", "*", "Principal '*'"),
    ("aws-star", {"AWS": "*"}, "AWS '*'"),
    ("aws-list", {"AWS": ["*"]}, "a list with '*'"),
    ("own-and-star", {"AWS": [f"arn:aws:iam::{OWN}:root", "*"]}, "'*' behind the own account"),
    ("service-and-star", {"Service": "sns.amazonaws.com", "AWS": "*"}, "'*' behind a service"),
):
    CASES.defect(
        f"exp-principal-{name}",
        "exposure",
        f"Queue policy without condition for {says}.",
        queue_with(grant(principal, ACTION, QUEUE)),
    )
CASES.defect(
    "exp-not-principal",
    "exposure",
    "Allow with NotPrincipal grants everybody else, anonymous included (IAM guide).",
    queue_with({"Effect": "Allow", "NotPrincipal": root(FOREIGN), "Action": ACTION, "Resource": QUEUE}),
)
CASES.defect(
    "exp-foreign-root",
    "trust",
    "Queue policy for another account's root.",
    queue_with(grant(root(FOREIGN), ACTION, QUEUE)),
)
CASES.defect(
    "exp-foreign-id",
    "trust",
    "Queue policy for another account by its bare number.",
    queue_with(grant({"AWS": FOREIGN}, ACTION, QUEUE)),
)
CASES.defect(
    "exp-foreign-role",
    "trust",
    "Queue policy for a role of another account.",
    queue_with(grant({"AWS": role_arn("reader", FOREIGN)}, ACTION, QUEUE)),
)
CASES.defect(
    "exp-foreign-second",
    "trust",
    "The second of two principals is another account's.",
    queue_with(grant({"AWS": [f"arn:aws:iam::{OWN}:root", role_arn("reader", FOREIGN)]}, ACTION, QUEUE)),
)
CASES.defect(
    "exp-foreign-sts",
    "trust",
    "ACTION session of another account's role.",
    queue_with(grant({"AWS": f"arn:aws:sts::{FOREIGN}:assumed-role/reader/session"}, ACTION, QUEUE)),
)
CASES.defect(
    "exp-foreign-narrowed-by-ip",
    "trust",
    "Another account, from one address: still another account.",
    queue_with(grant(root(FOREIGN), ACTION, QUEUE, {"IpAddress": {"aws:SourceIp": "203.0.113.7/32"}})),
)
CASES.defect(
    "exp-canonical",
    "trust",
    "ACTION canonical user that nobody knows may read the bucket.",
    lambda stack: stack.bucket(
        "files",
        grant(
            {"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},
            "s3:GetObject",
            bucket_arn("files") + "/report.csv",
        ),
    ),
)
CASES.defect(
    "exp-federated-oidc-in-queue",
    "exposure",
    "ACTION federated principal of everybody's (Google) in a queue policy.",
    queue_with(grant({"Federated": "accounts.google.com"}, ACTION, QUEUE)),
    debatable=True,
)
CASES.defect(
    "exp-service-unbound",
    "exposure",
    "sns.amazonaws.com without source: any customer's topic may send (confused deputy).",
    queue_with(grant(SNS, ACTION, QUEUE)),
)
CASES.defect(
    "exp-service-source-any-account",
    "exposure",
    "Service bound to a source of any account.",
    queue_with(grant(SNS, ACTION, QUEUE, {"ArnLike": {"aws:SourceArn": "arn:aws:sns:us-east-1:*:*"}})),
)
CASES.defect(
    "exp-service-source-account-pattern",
    "exposure",
    "Service bound to aws:SourceAccount by twelve question marks.",
    queue_with(grant(SNS, ACTION, QUEUE, {"StringLike": {"aws:SourceAccount": "????????????"}})),
)
CASES.defect(
    "exp-service-source-any-bucket",
    "exposure",
    "S3 may send for every bucket of the world.",
    queue_with(
        grant(
            {"Service": "s3.amazonaws.com"}, ACTION, QUEUE, {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}
        )
    ),
)
CASES.defect(
    "exp-service-source-foreign",
    "trust",
    "Service bound to another account's topic.",
    queue_with(grant(SNS, ACTION, QUEUE, {"ArnEquals": {"aws:SourceArn": topic_arn("news", FOREIGN)}})),
)
CASES.defect(
    "exp-service-ifexists",
    "exposure",
    "Service with …IfExists on the source: absent means allowed.",
    queue_with(grant(SNS, ACTION, QUEUE, {"ArnEqualsIfExists": {"aws:SourceArn": topic_arn("news")}})),
)
CASES.defect(
    "exp-service-not-equals",
    "exposure",
    "Service for every source but one.",
    queue_with(grant(SNS, ACTION, QUEUE, {"ArnNotEquals": {"aws:SourceArn": topic_arn("news", FOREIGN)}})),
)
CASES.defect(
    "exp-service-secure-transport",
    "exposure",
    "Service with TLS as its only condition.",
    queue_with(grant(SNS, ACTION, QUEUE, {"Bool": {"aws:SecureTransport": "true"}})),
)
CASES.defect(
    "exp-two-services-one-statement",
    "exposure",
    "ACTION list of services, none of them bound.",
    queue_with(grant({"Service": ["events.amazonaws.com", "sns.amazonaws.com"]}, ACTION, QUEUE)),
)
CASES.defect(
    "exp-unicode-star",
    "exposure",
    "The '*' of the principal is written as a JSON escape.",
    queue_by(document(tls_only("sqs:*", QUEUE), grant("@@", ACTION, QUEUE)).replace("@@", "\\u002a")),
)
CASES.defect(
    "exp-statement-as-dict",
    "exposure",
    "Statement is one object rather than a list (TLS denial kept in a queue of its own rule: the topic's own policy).",
    lambda stack: (
        stack.topic("news", policy=False),
        stack.topic_policy(
            "news",
            policy=json.dumps(
                {"Version": "2012-10-17", "Statement": grant("*", "sns:Subscribe", topic_arn("news"))}
            ),
        ),
    ),
)
CASES.defect(
    "exp-second-statement",
    "exposure",
    "The open statement stands behind six good ones.",
    queue_with(*[grant(root(OWN), "sqs:SendMessage", QUEUE) for _ in range(6)], grant("*", ACTION, QUEUE)),
)
CASES.defect(
    "exp-duplicated-sid",
    "exposure",
    "Two statements with one Sid, the second open (a reader by Sid sees the first).",
    queue_with(
        {"Sid": "Send", **grant(root(OWN), ACTION, QUEUE)}, {"Sid": "Send", **grant("*", ACTION, QUEUE)}
    ),
)
CASES.defect(
    "exp-duplicate-json-key",
    "exposure",
    "Principal twice in one object: readers differ on which counts.",
    queue_by(
        document(tls_only("sqs:*", QUEUE), grant("@@", ACTION, QUEUE)).replace(
            '"Principal": "@@"', '"Principal": "*", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}'
        )
    ),
    debatable=True,
)
CASES.defect(
    "exp-document-as-args",
    "exposure",
    "The policy is given as PolicyDocumentArgs, not as text.",
    lambda stack: (
        stack.queue("orders", policy=False),
        aws.sqs.QueuePolicy(
            "orders-policy",
            queue_url=queue_url("orders"),
            policy=as_object(tls_only("sqs:*", QUEUE), grant("*", ACTION, QUEUE)),
        ),
    ),
)
CASES.defect(
    "exp-deny-is-no-confinement",
    "exposure",
    "Open to '*', with a Deny that excludes one network only.",
    queue_with(
        grant("*", ACTION, QUEUE),
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": ACTION,
            "Resource": QUEUE,
            "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}},
        },
    ),
)
CASES.defect(
    "exp-policy-document-data-source",
    "exposure",
    "Written with aws.iam.get_policy_document, as most programs do.",
    lambda stack: queue_by(
        aws.iam.get_policy_document(
            statements=[
                {
                    "effect": "Deny",
                    "actions": ["sqs:*"],
                    "resources": [QUEUE],
                    "principals": [{"type": "*", "identifiers": ["*"]}],
                    "conditions": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}],
                },
                {
                    "actions": [ACTION],
                    "resources": [QUEUE],
                    "principals": [{"type": "AWS", "identifiers": ["*"]}],
                    "conditions": [
                        {"test": "StringLike", "variable": "aws:PrincipalOrgID", "values": ["o-*"]}
                    ],
                },
            ]
        ).json
    )(stack),
)
CASES.defect(
    "exp-lowercase-elements",
    "exposure",
    "Elements in lower case: AWS takes some of them, a reader that looks for 'Principal' sees none.",
    queue_by(
        json.dumps(
            as_object(
                tls_only("sqs:*", QUEUE),
                {"effect": "Allow", "principal": "*", "action": ACTION, "resource": QUEUE},
            )
        )
    ),
    debatable=True,
)
CASES.clean(
    "ok-exp-own-root",
    "exposure",
    "The own account's root in a queue policy.",
    queue_with(grant(root(OWN), ACTION, QUEUE)),
)
CASES.clean(
    "ok-exp-own-role",
    "exposure",
    "ACTION role of the own account in a queue policy.",
    queue_with(grant({"AWS": role_arn("reader")}, ACTION, QUEUE)),
)
CASES.clean(
    "ok-exp-own-id",
    "exposure",
    "The own account by its bare number.",
    queue_with(grant({"AWS": OWN}, ACTION, QUEUE)),
)
CASES.clean(
    "ok-exp-service-bound",
    "exposure",
    "ACTION service bound to a topic of ours.",
    queue_with(grant(SNS, ACTION, QUEUE, {"ArnEquals": {"aws:SourceArn": topic_arn("news")}})),
)
CASES.clean(
    "ok-exp-service-account",
    "exposure",
    "ACTION service bound to the own account.",
    queue_with(
        grant({"Service": "s3.amazonaws.com"}, ACTION, QUEUE, {"StringEquals": {"aws:SourceAccount": OWN}})
    ),
)
CASES.clean(
    "ok-exp-service-bucket-and-account",
    "exposure",
    "S3's own recipe: ArnLike bucket and SourceAccount.",
    queue_with(
        grant(
            {"Service": "s3.amazonaws.com"},
            ACTION,
            QUEUE,
            {"ArnLike": {"aws:SourceArn": bucket_arn("files")}, "StringEquals": {"aws:SourceAccount": OWN}},
        )
    ),
)
CASES.clean(
    "ok-exp-document-as-args",
    "exposure",
    "The policy as PolicyDocumentArgs with a bound service.",
    lambda stack: (
        stack.queue("orders", policy=False),
        aws.sqs.QueuePolicy(
            "orders-policy", queue_url=queue_url("orders"), policy=as_object(tls_only("sqs:*", QUEUE))
        ),
    ),
)
CASES.clean(
    "ok-exp-data-source",
    "exposure",
    "aws.iam.get_policy_document with known values.",
    lambda stack: queue_by(
        aws.iam.get_policy_document(
            statements=[
                {
                    "effect": "Deny",
                    "actions": ["sqs:*"],
                    "resources": [QUEUE],
                    "principals": [{"type": "*", "identifiers": ["*"]}],
                    "conditions": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}],
                },
                {
                    "actions": [ACTION],
                    "resources": [QUEUE],
                    "principals": [{"type": "Service", "identifiers": ["sns.amazonaws.com"]}],
                    "conditions": [
                        {"test": "ArnEquals", "variable": "aws:SourceArn", "values": [topic_arn("news")]}
                    ],
                },
            ]
        ).json
    )(stack),
)
CASES.clean(
    "ok-exp-deny-wide",
    "exposure",
    "ACTION wide Deny with NotPrincipal-like condition: everything outside the account is denied.",
    queue_with(
        {
            "Sid": "DenyOutside",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sqs:*",
            "Resource": QUEUE,
            "Condition": {
                "StringNotEquals": {"aws:PrincipalAccount": OWN},
                "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
            },
        }
    ),
)
