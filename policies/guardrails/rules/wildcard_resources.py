"""Least privilege: resources are named, except where AWS has none or adds to the name itself."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..framework import holders, iam
from ..framework.rule import Family, Finding, ResourceRule, Subject

WITHOUT_RESOURCE = frozenset(
    {
        "cloudwatch:putmetricdata",
        "dynamodb:describelimits",
        "dynamodb:listtables",
        "kms:generaterandom",
        "kms:listaliases",
        "lambda:createeventsourcemapping",
        "lambda:listeventsourcemappings",
        "logs:describeloggroups",
        "logs:putresourcepolicy",
        "scheduler:listschedules",
        "secretsmanager:batchgetsecretvalue",
        "secretsmanager:getrandompassword",
        "secretsmanager:listsecrets",
        "sqs:listqueues",
        "xray:getsamplingrules",
        "xray:getsamplingstatisticsummaries",
        "xray:getsamplingtargets",
        "xray:puttelemetryrecords",
        "xray:puttracesegments",
        # Lambda asks for these on every resource before it puts a function into a VPC.
        "ec2:assignprivateipaddresses",
        "ec2:createnetworkinterface",
        "ec2:deletenetworkinterface",
        "ec2:describenetworkinterfaces",
        "ec2:describesecuritygroups",
        "ec2:describesubnets",
        "ec2:describevpcs",
        "ec2:unassignprivateipaddresses",
    }
)
"""Actions for which AWS offers no resource: `Resource: "*"` is the only way to grant them."""

JUSTIFIED: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    # Secrets Manager appends a hyphen and six characters of its own to the name.
    (
        frozenset({"secretsmanager:getsecretvalue", "secretsmanager:describesecret"}),
        re.compile(r"arn:aws[\w-]*:secretsmanager:[\w-]+:\d{12}:secret:[^*?]+-\?{6}"),
    ),
    # The objects of one bucket, or of a folder in it: their keys come with the files.
    (
        frozenset({"s3:getobject", "s3:putobject"}),
        re.compile(r"arn:aws[\w-]*:s3:::[^*?/]+/(?:[^*?]+/)?\*"),
    ),
    # Lambda names the streams within the function's log group.
    (
        frozenset({"logs:createlogstream", "logs:putlogevents"}),
        re.compile(r"arn:aws[\w-]*:logs:[\w-]+:\d{12}:log-group:[^*?:]+:(?:log-stream:)?\*"),
    ),
)
"""Wildcards that the name itself needs: for these actions, an ARN of this shape."""


def _wildcard_resource(holder: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    for document in holders.documents(holder):
        if document.kind is iam.DocumentKind.KEY:
            continue
        for statement in document.statements:
            if not statement.allows:
                continue
            for resource in statement.resources:
                if iam.wild(resource) and (offenders := _unjustified(statement, resource)):
                    actions = ", ".join(offenders)
                    yield Finding(f"{statement.path}.Resource", resource, f"it is granted for {actions}")


def _unjustified(statement: iam.PolicyStatement, resource: str) -> list[str]:
    """Return the statement's actions that do not need this wildcard."""
    return [action for action in statement.actions or ("every action",) if not _justified(action, resource)]


def _justified(action: str, resource: str) -> bool:
    if resource == "*":
        return action.lower() in WITHOUT_RESOURCE
    return any(action.lower() in actions and shape.fullmatch(resource) for actions, shape in JUSTIFIED)


RULES = [
    ResourceRule(
        name="no-wildcard-resource",
        family=Family.LEAST_PRIVILEGE,
        description="No statement allows a wildcard in a resource, except where AWS has nothing else.",
        why="Whoever takes over the function reaches every resource that the pattern covers, other stacks' too.",
        cure="Name the ARN in full. An action that knows no resource goes into a statement of its own with"
        ' "*"; shapes that are justified are listed in guardrails/rules/wildcard_resources.py.',
        sources=("CKV_AWS_355", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290", "AwsSolutions-IAM5"),
        types=holders.HOLDERS.keys(),
        check=_wildcard_resource,
    )
]
