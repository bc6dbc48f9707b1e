"""Rights that give more rights.

The methods are those that Rhino Security Labs published as AWS IAM privilege escalation, and pathfinding.cloud.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.corpus.case import Build, Collection
from tests.corpus.names import bucket_arn, function_arn, named, role_arn
from tests.corpus.surroundings import Surroundings, aws
from tests.policies.documents import OWN, allow, arn, document

CASES = Collection()

USER, ROLE = f"arn:aws:iam::{OWN}:user/admin", f"arn:aws:iam::{OWN}:role/admin"
POLICY, GROUP = f"arn:aws:iam::{OWN}:policy/rights", f"arn:aws:iam::{OWN}:group/admins"
FUNCTION = function_arn("charge")
MACHINE = arn("states", "stateMachine:x")


def escalating(name: str, says: str, build: Build, **more: Any) -> None:
    """Add rights that give more rights."""
    CASES.defect(f"esc-{name}", "escalation", says, build, **more)


def passing(service: str) -> dict[str, Any]:
    """Return the right to pass a role to one service."""
    return allow(
        "iam:PassRole", ROLE, Condition={"StringEquals": {"iam:PassedToService": f"{service}.amazonaws.com"}}
    )


def elsewhere(*statements: Mapping[str, Any]) -> Build:
    """Return the program of a document on a role that is not in the stack."""
    return lambda stack: aws.iam.RolePolicy(
        "rights", name="rights", role="existing", policy=document(*statements)
    )


def of_user(*statements: Mapping[str, Any]) -> Build:
    """Return the program of a user with rights."""
    return lambda stack: (
        stack.user(),
        aws.iam.UserPolicy("p", user=named("ci"), name="p", policy=document(*statements)),
    )


def of_group(*statements: Mapping[str, Any]) -> Build:
    """Return the program of a group with rights."""
    return lambda stack: (
        stack.group(),
        aws.iam.GroupPolicy("p", group=named("ops"), name="p", policy=document(*statements)),
    )


def alone(*statements: Mapping[str, Any]) -> Build:
    """Return the program of a policy that nothing here attaches."""
    return lambda stack: stack.policy("rights", *statements)


SERVICES = (
    "scheduler",
    "lambda",
    "ec2",
    "cloudformation",
    "glue",
    "ecs-tasks",
    "states",
    "sagemaker",
    "codebuild",
    "datapipeline",
)
PASSING = {"pass-role-bound": {"services": [f"{service}.amazonaws.com" for service in SERVICES]}}
"""Passing the role itself is in order: only the combination is not."""
CREATE = allow(["lambda:CreateFunction", "lambda:InvokeFunction"], FUNCTION)
CREATE_SCHEDULE = allow("scheduler:CreateSchedule", arn("scheduler", "schedule/default/x"))
ONE_STEP = {
    "create-access-key": ("iam:CreateAccessKey", USER),
    "create-login-profile": ("iam:CreateLoginProfile", USER),
    "update-login-profile": ("iam:UpdateLoginProfile", USER),
    "put-user-policy": ("iam:PutUserPolicy", USER),
    "attach-user-policy": ("iam:AttachUserPolicy", USER),
    "put-group-policy": ("iam:PutGroupPolicy", GROUP),
    "attach-group-policy": ("iam:AttachGroupPolicy", GROUP),
    "add-user-to-group": ("iam:AddUserToGroup", GROUP),
    "put-role-policy": ("iam:PutRolePolicy", ROLE),
    "attach-role-policy": ("iam:AttachRolePolicy", ROLE),
    "update-assume-role-policy": ("iam:UpdateAssumeRolePolicy", ROLE),
    "create-policy-version": ("iam:CreatePolicyVersion", POLICY),
    "set-default-policy-version": ("iam:SetDefaultPolicyVersion", POLICY),
}
HOLDERS: Mapping[str, Callable[..., Build]] = {
    "of-user": of_user,
    "elsewhere": elsewhere,
    "alone": alone,
    "of-group": of_group,
}


def with_function(build: Build) -> Build:
    """Return the program with a function beside it."""
    return lambda stack: (stack.function("charge"), build(stack))


def _split(stack: Surroundings, how: str) -> None:
    """Half the rights in a role's own document, half in a policy that the role gets in one of four ways."""
    half = stack.policy("half", CREATE)
    managed: dict[str, Any] = {"managed_policy_arns": [half.arn]} if how == "managed" else {}
    role = stack.role("worker", passing("lambda"), **managed)
    if how == "attachment":
        aws.iam.RolePolicyAttachment("a", role=role.name, policy_arn=half.arn)
    elif how == "policy-attachment":
        aws.iam.PolicyAttachment("a", name="a", roles=[role.name], policy_arn=half.arn)
    elif how == "exclusive":
        aws.iam.RolePolicyAttachmentsExclusive("a", role_name=role.name, policy_arns=[half.arn])


for number, (name, (action, resource)) in enumerate(ONE_STEP.items()):
    holder = list(HOLDERS)[number % len(HOLDERS)]
    escalating(
        f"{name}-{holder}",
        f"{action} in a document {holder.replace('-', ' ')}.",
        HOLDERS[holder](allow(action, resource)),
    )

escalating(
    "put-role-policy-own-role",
    "iam:PutRolePolicy in a role of the stack.",
    lambda stack: stack.role("worker", allow("iam:PutRolePolicy", ROLE)),
)
escalating(
    "create-policy-version-attached",
    "iam:CreatePolicyVersion by PolicyAttachment.",
    lambda stack: (
        stack.role("worker"),
        stack.policy("rights", allow("iam:CreatePolicyVersion", POLICY)),
        aws.iam.PolicyAttachment("a", name="a", roles=[named("worker")], policy_arn=POLICY),
    ),
)
escalating(
    "managed-arns-output",
    "PassRole in the role, the other half by managed_policy_arns=[policy.arn], unknown at preview.",
    lambda stack: _split(stack, "managed"),
    config=PASSING,
)
escalating(
    "attachment-output",
    "PassRole in the role, the other half by RolePolicyAttachment(policy_arn=policy.arn).",
    lambda stack: _split(stack, "attachment"),
    config=PASSING,
)
escalating(
    "policy-attachment-output",
    "PassRole in the role, the other half by PolicyAttachment(roles=[role.name]).",
    lambda stack: _split(stack, "policy-attachment"),
    config=PASSING,
)
escalating(
    "exclusive-output",
    "PassRole in the role, the other half by RolePolicyAttachmentsExclusive.",
    lambda stack: _split(stack, "exclusive"),
    config=PASSING,
)
escalating(
    "user-and-group",
    "Half in the user's policy, half in its group's.",
    lambda stack: (
        stack.user(),
        stack.group(),
        aws.iam.UserGroupMembership("m", user=named("ci"), groups=[named("ops")]),
        aws.iam.UserPolicy("p", user=named("ci"), name="p", policy=document(passing("scheduler"))),
        aws.iam.GroupPolicy("g", group=named("ops"), name="g", policy=document(CREATE_SCHEDULE)),
    ),
    debatable=True,
)
escalating(
    "two-documents-elsewhere",
    "Half in each of two documents of one role that is elsewhere.",
    lambda stack: (
        aws.iam.RolePolicy("a", name="a", role="existing", policy=document(passing("scheduler"))),
        aws.iam.RolePolicy("b", name="b", role="existing", policy=document(CREATE_SCHEDULE)),
    ),
    debatable=True,
)
escalating(
    "pass-lambda",
    "PassRole to Lambda and CreateFunction.",
    lambda stack: stack.role("worker", passing("lambda"), CREATE),
    config=PASSING,
)
escalating(
    "pass-lambda-elsewhere",
    "PassRole to Lambda and CreateFunction on a role elsewhere.",
    elsewhere(passing("lambda"), CREATE),
    config=PASSING,
)
escalating(
    "pass-lambda-user",
    "PassRole to Lambda and CreateFunction for a user.",
    of_user(passing("lambda"), CREATE),
    config=PASSING,
)
for service, actions, resource in (
    ("ec2", ["ec2:RunInstances"], arn("ec2", "instance/i-1")),
    ("cloudformation", ["cloudformation:CreateStack"], arn("cloudformation", "stack/x/1")),
    ("glue", ["glue:CreateJob", "glue:StartJobRun"], arn("glue", "job/j")),
    ("ecs-tasks", ["ecs:RegisterTaskDefinition", "ecs:RunTask"], arn("ecs", "task-definition/x:1")),
    ("states", ["states:CreateStateMachine", "states:StartExecution"], MACHINE),
    (
        "sagemaker",
        ["sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"],
        arn("sagemaker", "notebook-instance/x"),
    ),
    ("codebuild", ["codebuild:CreateProject", "codebuild:StartBuild"], arn("codebuild", "project/x")),
    (
        "datapipeline",
        ["datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"],
        arn("datapipeline", "pipeline/x"),
    ),
):
    escalating(
        f"pass-{service}",
        f"PassRole to {service} and {actions[0]}.",
        of_user(passing(service), allow(actions, resource)),
        config=PASSING,
    )
escalating(
    "update-code-elsewhere",
    "lambda:UpdateFunctionCode on a function of the stack, by a role elsewhere: acts with the function's role.",
    with_function(elsewhere(allow("lambda:UpdateFunctionCode", FUNCTION))),
)
escalating(
    "update-code-user",
    "lambda:UpdateFunctionCode by a user.",
    with_function(of_user(allow("lambda:UpdateFunctionCode", FUNCTION))),
)
escalating(
    "update-code-policy",
    "lambda:UpdateFunctionCode by a policy that nothing here attaches.",
    with_function(alone(allow("lambda:UpdateFunctionCode", FUNCTION))),
)
escalating(
    "update-code-other-function",
    "lambda:UpdateFunctionCode of a function that is not in the stack.",
    lambda stack: alone(allow("lambda:UpdateFunctionCode", function_arn("elsewhere")))(stack),
)
escalating(
    "update-code-own-role",
    "lambda:UpdateFunctionCode by another role of the stack.",
    lambda stack: (
        stack.function("charge"),
        stack.role("worker", allow("lambda:UpdateFunctionCode", FUNCTION)),
    ),
)
escalating(
    "update-code-qualified",
    "lambda:UpdateFunctionCode by the function's unqualified name and alias.",
    lambda stack: (
        stack.function("charge"),
        stack.role("worker", allow("lambda:UpdateFunctionCode", [FUNCTION, FUNCTION + ":live"])),
    ),
)
escalating(
    "update-configuration",
    "lambda:UpdateFunctionConfiguration: another layer or handler runs with its role.",
    with_function(of_user(allow("lambda:UpdateFunctionConfiguration", FUNCTION))),
)
escalating(
    "boundary-delete",
    "iam:DeleteRolePermissionsBoundary.",
    of_user(allow("iam:DeleteRolePermissionsBoundary", ROLE)),
    debatable=True,
)
escalating(
    "boundary-put",
    "iam:PutUserPermissionsBoundary.",
    of_user(allow("iam:PutUserPermissionsBoundary", USER)),
    debatable=True,
)
escalating(
    "ssm-send-command",
    "ssm:SendCommand on an instance acts with its role.",
    of_user(allow("ssm:SendCommand", arn("ec2", "instance/i-1"))),
    debatable=True,
)
escalating(
    "cloudformation-update",
    "cloudformation:UpdateStack acts with the stack's role.",
    of_user(allow("cloudformation:UpdateStack", arn("cloudformation", "stack/x/1"))),
    debatable=True,
)
escalating(
    "glue-dev-endpoint",
    "glue:UpdateDevEndpoint puts a key on an endpoint that has a role.",
    of_user(allow("glue:UpdateDevEndpoint", arn("glue", "devEndpoint/x"))),
    debatable=True,
)
escalating(
    "states-update",
    "states:UpdateStateMachine acts with the machine's role.",
    of_user(allow(["states:UpdateStateMachine", "states:StartExecution"], MACHINE)),
    debatable=True,
)
escalating(
    "sso",
    "sso:PutInlinePolicyToPermissionSet.",
    of_user(allow("sso:PutInlinePolicyToPermissionSet", "arn:aws:sso:::permissionSet/ssoins-1/ps-1")),
    debatable=True,
)
escalating(
    "kms-policy",
    "kms:PutKeyPolicy gives oneself the key.",
    of_user(allow("kms:PutKeyPolicy", arn("kms", "key/1"))),
    debatable=True,
)
escalating(
    "bucket-policy",
    "s3:PutBucketPolicy gives oneself the bucket.",
    of_user(allow("s3:PutBucketPolicy", bucket_arn("files"))),
    debatable=True,
)
escalating(
    "lambda-add-permission",
    "lambda:AddPermission lets others invoke the function.",
    of_user(allow("lambda:AddPermission", FUNCTION)),
    debatable=True,
)
escalating(
    "not-only-exact",
    "iam:PutRole* catches PutRolePolicy (a wildcard, too).",
    elsewhere(allow("iam:PutRole*", ROLE)),
)
escalating(
    "role-inline",
    "iam:AttachRolePolicy in inline_policies of a role.",
    lambda stack: stack.role(
        "worker", inline_policies=[{"name": "p", "policy": document(allow("iam:AttachRolePolicy", ROLE))}]
    ),
)
escalating(
    "assume-privileged",
    "sts:AssumeRole on a role of the stack that may escalate.",
    lambda stack: (
        stack.role("powerful", allow("iam:PutRolePolicy", ROLE)),
        stack.role("worker", allow("sts:AssumeRole", role_arn("powerful"))),
    ),
)
escalating("case", "IAM:putrolepolicy: actions know no case.", elsewhere(allow("IAM:putrolepolicy", ROLE)))
escalating(
    "condition-no-cure",
    "iam:PutRolePolicy with a condition that confines nothing.",
    elsewhere(allow("iam:PutRolePolicy", ROLE, Condition={"Bool": {"aws:SecureTransport": "true"}})),
)
escalating(
    "deny-elsewhere",
    "iam:PutRolePolicy, and a Deny of something else.",
    elsewhere(
        allow("iam:PutRolePolicy", ROLE), {"Effect": "Deny", "Action": "iam:CreateUser", "Resource": "*"}
    ),
)
escalating(
    "sso-inline",
    "iam:CreateAccessKey in a permission set.",
    lambda stack: aws.ssoadmin.PermissionSetInlinePolicy(
        "p",
        instance_arn="arn:aws:sso:::instance/ssoins-1",
        permission_set_arn="arn:aws:sso:::permissionSet/ssoins-1/ps-1",
        inline_policy=document(allow("iam:CreateAccessKey", USER)),
    ),
)
