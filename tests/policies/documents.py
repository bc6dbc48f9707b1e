"""Policy documents and ARNs, as fixtures and cases write them."""

import json
from typing import Any

OWN, FOREIGN, REGION, ORGANIZATION = "123456789012", "999999999999", "us-east-1", "o-a1b2c3d4e5"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def document(*statements: Any) -> str:
    """Return a policy document of these statements, as text."""
    return json.dumps(as_object(*statements))


def as_object(*statements: Any) -> dict[str, Any]:
    """Return a policy document of these statements, as an object."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(action: Any, resource: Any, **rest: Any) -> dict[str, Any]:
    """Return a statement of an identity's document."""
    return {"Effect": "Allow", "Action": action, "Resource": resource, **rest}


def grant(principal: Any, action: Any, resource: Any, condition: Any = None) -> dict[str, Any]:
    """Return a statement of a resource's document."""
    return {
        "Effect": "Allow",
        "Principal": principal,
        "Action": action,
        "Resource": resource,
        **({"Condition": condition} if condition else {}),
    }


def tls_only(action: str, *resources: str) -> dict[str, Any]:
    """Return the statement that denies requests without TLS."""
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": list(resources),
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def assume(principal: Any, condition: Any = None, action: str = "sts:AssumeRole") -> dict[str, Any]:
    """Return a statement of a role's trust."""
    return {
        "Effect": "Allow",
        "Principal": principal,
        "Action": action,
        **({"Condition": condition} if condition else {}),
    }


def trust(service: str, condition: Any = None) -> str:
    """Return the trust of a role that one service assumes."""
    return document(assume({"Service": service}, condition))


def public(action: Any, resource: Any, principal: Any = "*", condition: Any = None) -> str:
    """Return a document that lets a principal in, by default everybody."""
    return document(grant(principal, action, resource, condition))


def redrive(target: str, count: Any = 5) -> str:
    """Return the redrive policy of a queue whose failures go to another one, by its ARN."""
    return json.dumps({"deadLetterTargetArn": target, "maxReceiveCount": count})


def redrive_allowed(*sources: str) -> str:
    """Return the redrive policy of a dead-letter queue that takes from these queues, by their ARNs."""
    return json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": list(sources)})


def arn(service: str, rest: str, account: str = OWN, region: str = REGION) -> str:
    return f"arn:aws:{service}:{region}:{account}:{rest}"


def root(account: str) -> dict[str, str]:
    """Return the principal that is a whole account."""
    return {"AWS": f"arn:aws:iam::{account}:root"}


OWN_ROOT = {"Sid": "Root", **grant(root(OWN), "kms:*", "*")}
"""The statement of the key policy that AWS proposes: the account's IAM decides."""
