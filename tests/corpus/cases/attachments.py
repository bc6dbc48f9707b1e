"""Ways to give rights: inline, attached, exclusive, by group, by role, by whatever writes the document."""

import json
from typing import Any

import pulumi

from tests.corpus.case import Build, Collection
from tests.corpus.names import named, role_arn, table_arn
from tests.corpus.surroundings import TAGS, Surroundings, aws
from tests.policies.documents import ADMINISTRATOR, OWN, allow, document

CASES = Collection()

TABLE = table_arn("customers")
ALL_OF_A_TABLE = allow("dynamodb:*", TABLE)
BOUNDARY = f"arn:aws:iam::{OWN}:policy/boundary"
RIGHTS = f"arn:aws:iam::{OWN}:policy/rights"


def attached(name: str, says: str, build: Build, **more: Any) -> None:
    """Add rights that are too wide, given in some way."""
    CASES.defect(f"iam-{name}", "least privilege", says, build, **more)


def worker_with(policy_arn: Any) -> Build:
    """Return the program of a role with a policy attached, by its ARN."""
    return lambda stack: (
        stack.role("worker"),
        aws.iam.RolePolicyAttachment("a", role=named("worker"), policy_arn=policy_arn),
    )


def _shared_role(stack: Surroundings) -> None:
    role = stack.role("both")
    stack.function("charge", role=role.arn)
    stack.function("refund", role=role.arn)


def _attached(stack: Surroundings) -> None:
    policy = stack.policy("reader", allow("dynamodb:GetItem", TABLE))
    role = stack.role("worker")
    aws.iam.RolePolicyAttachment("a", role=role.name, policy_arn=policy.arn)


def _right_in_component(stack: Surroundings) -> None:
    stack.in_component(
        lambda opts: aws.iam.RolePolicy(
            "rights", name="rights", role=named("worker"), policy=document(ALL_OF_A_TABLE), opts=opts
        )
    )


attached(
    "inline-of-role",
    "The wildcard stands in the role's inline_policies.",
    lambda stack: stack.role("worker", inline_policies=[{"name": "p", "policy": document(ALL_OF_A_TABLE)}]),
)
attached("policy", "A customer managed policy.", lambda stack: stack.policy("rights", ALL_OF_A_TABLE))
attached(
    "user-policy",
    "A user's policy.",
    lambda stack: (
        stack.user(),
        aws.iam.UserPolicy("p", user=named("ci"), name="p", policy=document(ALL_OF_A_TABLE)),
    ),
)
attached(
    "group-policy",
    "A group's policy.",
    lambda stack: (
        stack.group(),
        aws.iam.GroupPolicy("p", group=named("ops"), name="p", policy=document(ALL_OF_A_TABLE)),
    ),
)
attached(
    "policy-as-args",
    "The document as PolicyDocumentArgs.",
    lambda stack: aws.iam.Policy(
        "p",
        name=named("p"),
        tags=TAGS,
        policy=aws.iam.PolicyDocumentArgs(
            version="2012-10-17",
            statement=[aws.iam.PolicyStatementArgs(effect="Allow", action="dynamodb:*", resource=TABLE)],
        ),
    ),
)
attached(
    "policy-data-source",
    "The document by aws.iam.get_policy_document.",
    lambda stack: aws.iam.Policy(
        "p",
        name=named("p"),
        tags=TAGS,
        policy=aws.iam.get_policy_document(
            statements=[{"actions": ["dynamodb:*"], "resources": [TABLE]}]
        ).json,
    ),
)
attached(
    "policy-data-source-output",
    "The document by get_policy_document_output, known at preview.",
    lambda stack: aws.iam.Policy(
        "p",
        name=named("p"),
        tags=TAGS,
        policy=aws.iam.get_policy_document_output(
            statements=[{"actions": ["dynamodb:*"], "resources": [TABLE]}]
        ).json,
    ),
)
attached(
    "policy-secret",
    "The document is a secret output.",
    lambda stack: aws.iam.Policy(
        "p", name=named("p"), tags=TAGS, policy=pulumi.Output.secret(document(ALL_OF_A_TABLE))
    ),
)
attached("role-attach-admin", "AdministratorAccess on a role.", worker_with(ADMINISTRATOR))
attached(
    "user-attach-admin",
    "AdministratorAccess on a user.",
    lambda stack: (
        stack.user(),
        aws.iam.UserPolicyAttachment("a", user=named("ci"), policy_arn=ADMINISTRATOR),
    ),
)
attached(
    "group-attach-admin",
    "AdministratorAccess on a group.",
    lambda stack: (
        stack.group(),
        aws.iam.GroupPolicyAttachment("a", group=named("ops"), policy_arn=ADMINISTRATOR),
    ),
)
attached(
    "policy-attach-power",
    "PowerUserAccess by PolicyAttachment.",
    lambda stack: (
        stack.role("worker"),
        aws.iam.PolicyAttachment(
            "a", name="a", roles=[named("worker")], policy_arn="arn:aws:iam::aws:policy/PowerUserAccess"
        ),
    ),
)
attached(
    "role-exclusive",
    "AdministratorAccess by RolePolicyAttachmentsExclusive.",
    lambda stack: (
        stack.role("worker"),
        aws.iam.RolePolicyAttachmentsExclusive("a", role_name=named("worker"), policy_arns=[ADMINISTRATOR]),
    ),
)
attached(
    "user-exclusive",
    "AdministratorAccess by UserPolicyAttachmentsExclusive.",
    lambda stack: (
        stack.user(),
        aws.iam.UserPolicyAttachmentsExclusive("a", user_name=named("ci"), policy_arns=[ADMINISTRATOR]),
    ),
)
attached(
    "group-exclusive",
    "AdministratorAccess by GroupPolicyAttachmentsExclusive.",
    lambda stack: (
        stack.group(),
        aws.iam.GroupPolicyAttachmentsExclusive("a", group_name=named("ops"), policy_arns=[ADMINISTRATOR]),
    ),
)
attached(
    "role-managed-arns",
    "AdministratorAccess by managed_policy_arns of the role.",
    lambda stack: stack.role("worker", managed_policy_arns=[ADMINISTRATOR]),
)
attached(
    "attach-read-only",
    "ReadOnlyAccess reads every table and object.",
    worker_with("arn:aws:iam::aws:policy/ReadOnlyAccess"),
)
attached(
    "attach-job-function",
    "A job function's policy, with a path.",
    worker_with("arn:aws:iam::aws:policy/job-function/DatabaseAdministrator"),
)
attached(
    "attach-gov",
    "AdministratorAccess in the GovCloud partition.",
    worker_with("arn:aws-us-gov:iam::aws:policy/AdministratorAccess"),
)
attached(
    "attach-basic",
    "AWSLambdaBasicExecutionRole: logs of every group (the README allows no AWS managed policy).",
    worker_with("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
)
attached(
    "attach-enum",
    "The SDK's enum ManagedPolicy.ADMINISTRATOR_ACCESS.",
    lambda stack: (
        stack.role("worker"),
        aws.iam.RolePolicyAttachment(
            "a", role=named("worker"), policy_arn=aws.iam.ManagedPolicy.ADMINISTRATOR_ACCESS
        ),
    ),
)
attached(
    "group-membership",
    "A user joins the existing group 'Administrators'.",
    lambda stack: (
        stack.user(),
        aws.iam.UserGroupMembership("m", user=named("ci"), groups=["Administrators"]),
    ),
    debatable=True,
)
attached(
    "boundary-admin",
    "A permissions boundary that bounds nothing.",
    lambda stack: stack.role("worker", permissions_boundary=ADMINISTRATOR),
    debatable=True,
)
attached(
    "access-key",
    "A long-lived access key for a user.",
    lambda stack: (stack.user(), aws.iam.AccessKey("k", user=named("ci"))),
    debatable=True,
)
attached("component", "The wildcard inside a component.", _right_in_component)
attached(
    "two-functions-one-role",
    "Two functions share a role.",
    lambda stack: (stack.function("charge"), stack.function("refund", role=role_arn("charge-role"))),
)
attached("two-functions-one-role-output", "Two functions share a role by its output.", _shared_role)
attached(
    "eks-access",
    "An EKS access entry as cluster administrator.",
    lambda stack: aws.eks.AccessPolicyAssociation(
        "a",
        cluster_name="c",
        principal_arn=role_arn("x"),
        policy_arn="arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        access_scope={"type": "cluster"},
    ),
    debatable=True,
)
CASES.clean(
    "ok-iam-upper-case",
    "least privilege",
    "Actions in odd case, exact.",
    lambda stack: stack.role("worker", allow("DynamoDB:getitem", TABLE)),
)
CASES.clean(
    "ok-iam-string-statement",
    "least privilege",
    "Statement as one object.",
    lambda stack: (
        stack.role("worker"),
        stack.role_policy(
            "worker", json.dumps({"Version": "2012-10-17", "Statement": allow("dynamodb:GetItem", TABLE)})
        ),
    ),
)
CASES.clean(
    "ok-iam-attach-own", "least privilege", "A policy of the stack attached by its output.", _attached
)
CASES.clean(
    "ok-iam-attach-arn", "least privilege", "A customer managed policy attached by ARN.", worker_with(RIGHTS)
)
CASES.clean(
    "ok-iam-data-source",
    "least privilege",
    "get_policy_document for trust and rights.",
    lambda stack: (
        stack.role(
            "worker",
            assume_role_policy=aws.iam.get_policy_document(
                statements=[
                    {
                        "actions": ["sts:AssumeRole"],
                        "principals": [{"type": "Service", "identifiers": ["lambda.amazonaws.com"]}],
                    }
                ]
            ).json,
        ),
        stack.role_policy(
            "worker",
            aws.iam.get_policy_document(
                statements=[{"actions": ["dynamodb:GetItem"], "resources": [TABLE]}]
            ).json,
        ),
    ),
)
CASES.clean(
    "ok-iam-args",
    "least privilege",
    "PolicyDocumentArgs.",
    lambda stack: aws.iam.Policy(
        "p",
        name=named("p"),
        tags=TAGS,
        policy=aws.iam.PolicyDocumentArgs(
            version="2012-10-17",
            statement=[
                aws.iam.PolicyStatementArgs(effect="Allow", action="dynamodb:GetItem", resource=TABLE)
            ],
        ),
    ),
)
CASES.clean(
    "ok-iam-user-read",
    "least privilege",
    "A user that reads one table.",
    lambda stack: (
        stack.user(),
        aws.iam.UserPolicy(
            "p", user=named("ci"), name="p", policy=document(allow("dynamodb:GetItem", TABLE))
        ),
    ),
)
CASES.clean(
    "ok-iam-boundary",
    "least privilege",
    "A role with the company's permissions boundary.",
    lambda stack: stack.role("worker", allow("dynamodb:GetItem", TABLE), permissions_boundary=BOUNDARY),
)
CASES.clean(
    "ok-iam-policy-deny-only",
    "least privilege",
    "A policy that only denies.",
    lambda stack: stack.policy(
        "guard",
        {"Effect": "Deny", "Action": ["dynamodb:DeleteTable", "dynamodb:DeleteBackup"], "Resource": "*"},
    ),
)
CASES.clean(
    "ok-iam-service-linked",
    "least privilege",
    "A service-linked role.",
    lambda stack: aws.iam.ServiceLinkedRole("s", aws_service_name="ecs.amazonaws.com", tags=TAGS),
)
