"""Who may assume a role."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.corpus.case import Collection
from tests.corpus.surroundings import Surroundings, aws
from tests.policies.documents import FOREIGN, OWN, arn, as_object, assume, document, root

CASES = Collection()

GITHUB = {"Federated": f"arn:aws:iam::{OWN}:oidc-provider/token.actions.githubusercontent.com"}
TOKEN = "token.actions.githubusercontent.com"
AUDIENCE = {"StringEquals": {f"{TOKEN}:aud": "sts.amazonaws.com"}}
WEB = "sts:AssumeRoleWithWebIdentity"
LAMBDA, SCHEDULER = {"Service": "lambda.amazonaws.com"}, {"Service": "scheduler.amazonaws.com"}


def trusted(name: str, says: str, *statements: Mapping[str, Any]) -> None:
    """Add a role with a trust of these statements."""
    role_trusting(name, says, lambda stack: document(*statements))


def role_trusting(name: str, says: str, policy: Callable[[Surroundings], Any]) -> None:
    """Add a role with this trust."""
    CASES.defect(
        f"trust-{name}",
        "trust",
        says,
        lambda stack: stack.role("worker", assume_role_policy=policy(stack)),
    )


def in_order(name: str, says: str, service: str, condition: Mapping[str, Any]) -> None:
    """Add a role of a service that acts for others, bound to what it acts for."""
    CASES.clean(
        f"ok-iam-{name}",
        "trust",
        says,
        lambda stack: stack.role("worker", service=service, condition=condition),
    )


trusted("star", "Everybody assumes the role.", assume({"AWS": "*"}))
trusted(
    "star-external-id",
    "Everybody with an external id (which is no secret).",
    assume({"AWS": "*"}, {"StringEquals": {"sts:ExternalId": "abc"}}),
)
trusted(
    "star-org-any",
    "Everybody of some organisation.",
    assume({"AWS": "*"}, {"StringLike": {"aws:PrincipalOrgID": "o-*"}}),
)
trusted(
    "star-arn-pattern",
    "Everybody whose role is called 'deploy'.",
    assume({"AWS": "*"}, {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/deploy"}}),
)
trusted("foreign", "Another account assumes the role.", assume(root(FOREIGN)))
trusted(
    "foreign-external-id",
    "Another account with an external id.",
    assume(root(FOREIGN), {"StringEquals": {"sts:ExternalId": "abc"}}),
)
trusted(
    "service-and-foreign",
    "Lambda, and another account.",
    assume({"Service": "lambda.amazonaws.com", "AWS": FOREIGN}),
)
trusted("two-services", "Lambda and EC2.", assume({"Service": ["lambda.amazonaws.com", "ec2.amazonaws.com"]}))
trusted(
    "github-any",
    "GitHub Actions of every repository (sub '*').",
    assume(GITHUB, {**AUDIENCE, "StringLike": {f"{TOKEN}:sub": "*"}}, WEB),
)
trusted(
    "github-no-sub", "GitHub Actions without sub: every repository of GitHub.", assume(GITHUB, AUDIENCE, WEB)
)
trusted(
    "github-any-repo",
    "sub 'repo:*'.",
    assume(GITHUB, {**AUDIENCE, "StringLike": {f"{TOKEN}:sub": "repo:*"}}, WEB),
)
trusted(
    "github-org-prefix",
    "sub 'repo:shop*': organisations with that beginning, too.",
    assume(GITHUB, {**AUDIENCE, "StringLike": {f"{TOKEN}:sub": "repo:shop*"}}, WEB),
)
trusted(
    "cognito-no-aud",
    "Cognito identities of every pool.",
    assume(
        {"Federated": "cognito-identity.amazonaws.com"},
        {"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}},
        WEB,
    ),
)
trusted("google", "Every Google account.", assume({"Federated": "accounts.google.com"}, None, WEB))
trusted(
    "saml-foreign",
    "A SAML provider of another account.",
    assume(
        {"Federated": f"arn:aws:iam::{FOREIGN}:saml-provider/x"},
        {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}},
        "sts:AssumeRoleWithSAML",
    ),
)
trusted(
    "not-principal",
    "Everybody but one account.",
    {"Effect": "Allow", "NotPrincipal": root(FOREIGN), "Action": "sts:AssumeRole"},
)
trusted("service-star", "Service '*'.", assume({"Service": "*"}))
trusted(
    "scheduler-unbound",
    "Scheduler without source: any customer's schedule that knows the ARN.",
    assume(SCHEDULER),
)
trusted(
    "scheduler-source-any-account",
    "Scheduler bound to a group of any account.",
    assume(SCHEDULER, {"ArnLike": {"aws:SourceArn": "arn:aws:scheduler:us-east-1:*:schedule-group/*"}}),
)
trusted(
    "scheduler-account-pattern",
    "Scheduler bound to '????????????'.",
    assume(SCHEDULER, {"StringLike": {"aws:SourceAccount": "????????????"}}),
)
trusted(
    "scheduler-foreign",
    "Scheduler bound to another account.",
    assume(SCHEDULER, {"StringEquals": {"aws:SourceAccount": FOREIGN}}),
)
trusted(
    "tag-session",
    "Everybody tags sessions (the second statement).",
    {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["sts:TagSession", "sts:AssumeRole"]},
)
trusted(
    "second-statement",
    "The first statement is Lambda's, the second another account's.",
    assume(LAMBDA),
    assume(root(FOREIGN)),
)
role_trusting("as-args", "The trust is given as an object.", lambda stack: as_object(assume(root(FOREIGN))))
role_trusting(
    "data-source",
    "The trust by get_policy_document for '*'.",
    lambda stack: (
        aws.iam.get_policy_document(
            statements=[
                {"actions": ["sts:AssumeRole"], "principals": [{"type": "AWS", "identifiers": ["*"]}]}
            ]
        ).json
    ),
)
in_order(
    "scheduler-role",
    "A role for Scheduler bound to the own group.",
    "scheduler.amazonaws.com",
    {
        "ArnEquals": {"aws:SourceArn": arn("scheduler", "schedule-group/default")},
        "StringEquals": {"aws:SourceAccount": OWN},
    },
)
in_order(
    "states-role",
    "A role for Step Functions bound as its guide says.",
    "states.amazonaws.com",
    {
        "ArnLike": {"aws:SourceArn": arn("states", "stateMachine:*")},
        "StringEquals": {"aws:SourceAccount": OWN},
    },
)
in_order(
    "ecs-role",
    "A task role for ECS, bound as its guide says.",
    "ecs-tasks.amazonaws.com",
    {"ArnLike": {"aws:SourceArn": arn("ecs", "*")}, "StringEquals": {"aws:SourceAccount": OWN}},
)
