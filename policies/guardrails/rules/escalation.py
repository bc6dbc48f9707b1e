"""Least privilege: no role can extend its own rights, or those of another."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity

from ..framework import grants, tokens
from ..framework.rule import Family, Finding, StackRule
from ..framework.stack import Stack

COMBINATIONS: tuple[tuple[str, ...], ...] = (
    # Rights written into a policy, or a policy put on a principal
    ("iam:CreatePolicyVersion",),
    ("iam:SetDefaultPolicyVersion",),
    ("iam:AttachUserPolicy",),
    ("iam:AttachGroupPolicy",),
    ("iam:AttachRolePolicy",),
    ("iam:PutUserPolicy",),
    ("iam:PutGroupPolicy",),
    ("iam:PutRolePolicy",),
    ("iam:AddUserToGroup",),
    ("iam:DeleteRolePermissionsBoundary",),
    ("iam:DeleteUserPermissionsBoundary",),
    # Somebody else's identity
    ("iam:CreateAccessKey",),
    ("iam:CreateLoginProfile",),
    ("iam:UpdateLoginProfile",),
    ("iam:UpdateAssumeRolePolicy",),
    ("sts:GetFederationToken",),
    # Code that runs with a role already given to it
    ("lambda:UpdateFunctionCode",),
    ("lambda:UpdateFunctionConfiguration",),
    ("glue:UpdateDevEndpoint",),
    ("ssm:SendCommand",),
    ("ssm:StartSession",),
    ("codestar:CreateProject",),
    # A role handed to something new that runs code
    ("iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"),
    ("iam:PassRole", "lambda:CreateFunction", "lambda:AddPermission"),
    ("iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
    ("iam:PassRole", "ec2:RunInstances"),
    ("iam:PassRole", "ec2:RequestSpotInstances"),
    ("iam:PassRole", "ecs:RunTask"),
    ("iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:CreateService"),
    ("iam:PassRole", "cloudformation:CreateStack"),
    ("iam:PassRole", "cloudformation:UpdateStack"),
    ("iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuild"),
    ("iam:PassRole", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"),
    ("iam:PassRole", "glue:CreateDevEndpoint"),
    ("iam:PassRole", "glue:CreateJob"),
    ("iam:PassRole", "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"),
    ("iam:PassRole", "sagemaker:CreateTrainingJob"),
    ("iam:PassRole", "states:CreateStateMachine", "states:StartExecution"),
    ("iam:PassRole", "bedrock-agentcore:CreateCodeInterpreter"),
)
"""Sets of actions that together give more rights than each was meant to."""


def _escalation(role: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    statements = list(grants.of_role(role, stack))
    ways = [
        " + ".join(combination)
        for combination in COMBINATIONS
        if all(any(statement.grants(action) for statement in statements) for action in combination)
    ]
    if ways:
        yield Finding("what the role's statements allow together", ways)


RULES = [
    StackRule(
        name="no-privilege-escalation",
        family=Family.LEAST_PRIVILEGE,
        severity=Severity.CRITICAL,
        description="No role, all its documents taken together, can give itself or another more rights.",
        why="Whoever takes over the function takes over the account, however narrow the rest of the role is.",
        cure="Take one of the actions away. Rights are changed by deployments, not by functions.",
        sources=(
            "CKV_AWS_286",
            "iam_inline_policy_allows_privilege_escalation",
            "parliament",
            "cloudsplaining",
        ),
        types={tokens.ROLE},
        check=_escalation,
    )
]
