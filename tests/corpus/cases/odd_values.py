"""Values of an odd form: what they hide is blocked, and what they hold back is not printed."""

import json
from typing import Any

import pulumi

from tests.corpus.case import Collection
from tests.corpus.names import named, role_arn, table_arn
from tests.corpus.surroundings import CONFIDENTIAL, TAG_LIST, TAGS, aws
from tests.policies.documents import OWN, allow, as_object, document

CASES = Collection()

TABLE = table_arn("customers")
SCHEDULER = {"StringEquals": {"iam:PassedToService": "scheduler.amazonaws.com"}}
PASS = allow("iam:PassRole", role_arn("admin"), Condition=SCHEDULER)
MAKE = allow("scheduler:CreateSchedule", f"arn:aws:scheduler:us-east-1:{OWN}:schedule/shop/x")


def tagged(name: str, says: str, **changed: Any) -> None:
    """Add a log group with a tag changed."""
    CASES.defect(
        f"tag-{name}",
        "tagging",
        says,
        lambda stack: stack.resource(
            "aws:cloudwatch/logGroup:LogGroup",
            "t",
            {"name": "t", "retentionInDays": 30, "tags": {**TAGS, **changed}},
        ),
    )


tagged("no-break-space", "Project is a no-break space.", Project="\u00a0")
tagged("list-value", "Environment is a list.", Environment=["dev"])
CASES.defect(
    "tag-native-user-pool",
    "tagging",
    "aws-native: a user pool, whose tags have a name of their own, has none.",
    lambda stack: stack.resource("aws-native:cognito:UserPool", "p", {"userPoolName": "x"}),
)
CASES.clean(
    "ok-tag-native-user-pool",
    "tagging",
    "aws-native: a user pool has its tags in userPoolTags.",
    lambda stack: stack.resource(
        "aws-native:cognito:UserPool", "p", {"userPoolName": "x", "userPoolTags": TAGS}
    ),
)
CASES.defect(
    "tag-autoscaling-default",
    "tagging",
    "An auto-scaling group relies on default tags, which it does not get.",
    lambda stack: aws.autoscaling.Group(
        "g",
        min_size=1,
        max_size=1,
        opts=pulumi.ResourceOptions(
            provider=aws.Provider("p", region="us-east-1", default_tags={"tags": TAGS})
        ),
    ),
)


def global_table(days: int) -> Any:
    """Return a program with a global table whose second replica can be restored for so many days."""
    recovery = {"pointInTimeRecoveryEnabled": True}
    return lambda stack: (
        stack.table_alarm("customers"),
        stack.resource(
            "aws-native:dynamodb:GlobalTable",
            "customers",
            {
                "tableName": named("customers"),
                "billingMode": "PAY_PER_REQUEST",
                "replicas": [
                    {
                        "region": region,
                        "tags": TAG_LIST,
                        "deletionProtectionEnabled": True,
                        "pointInTimeRecoverySpecification": {**recovery, "recoveryPeriodInDays": number},
                    }
                    for region, number in (("us-east-1", 35), ("sa-east-1", days))
                ],
            },
        ),
    )


CASES.defect(
    "rec-native-second-replica",
    "recovery",
    "aws-native: a global table's second replica can be restored for one day.",
    global_table(1),
)
CASES.clean(
    "ok-rec-native-replicas",
    "recovery",
    "aws-native: a global table's replicas can all be restored.",
    global_table(35),
)
CASES.defect(
    "rec-extension-table",
    "recovery",
    "aws-native: a table within an ExtensionResource cannot be restored.",
    lambda stack: stack.resource(
        "aws-native:index:ExtensionResource",
        "t",
        {
            "type": "AWS::DynamoDB::Table",
            "properties": {"TableName": "t", "BillingMode": "PAY_PER_REQUEST", "Tags": TAG_LIST},
        },
    ),
)
CASES.defect(
    "malformed-wildcards-without-end",
    "malformed",
    "An action of wildcards that a backtracking matcher never gets through.",
    lambda stack: stack.role("worker", allow("*?" * 12 + "!", TABLE)),
)
CASES.defect(
    "malformed-json-twice",
    "malformed",
    "A document that is JSON within a JSON text.",
    lambda stack: (
        stack.role("worker"),
        stack.role_policy("worker", json.dumps(document(allow("s3:*", "*")))),
    ),
)
CASES.defect(
    "esc-two-packages",
    "escalation",
    "Half of the right is of the classic provider's, half of aws-native's, for one role elsewhere.",
    lambda stack: (
        aws.iam.RolePolicy("a", role="existing", policy=document(PASS)),
        stack.resource(
            "aws-native:iam:RolePolicy",
            "b",
            {"roleName": "existing", "policyName": "b", "policyDocument": as_object(MAKE)},
        ),
    ),
)
CASES.defect(
    "esc-denied-without-mfa",
    "escalation",
    "The right is denied only to whoever has no second factor.",
    lambda stack: stack.role(
        "worker",
        allow("iam:PutRolePolicy", role_arn("worker")),
        {
            **allow(
                "iam:PutRolePolicy", "*", Condition={"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
            ),
            "Effect": "Deny",
        },
    ),
)
CASES.defect(
    "sec-variable-names",
    "secrets",
    "A whole secret map of variables: its keys are not printed either.",
    lambda stack: stack.function(
        environment={"variables": pulumi.Output.secret({f"{CONFIDENTIAL}_PASSWORD": "correct-horse"})}
    ),
)
CASES.defect(
    "sec-tag-names",
    "secrets",
    "A whole secret map of tags that lacks some: its keys are not printed either.",
    lambda stack: stack.resource(
        "aws:cloudwatch/logGroup:LogGroup",
        "t",
        {"name": "t", "retentionInDays": 30, "tags": pulumi.Output.secret({CONFIDENTIAL: "x"})},
    ),
    by=("tagging",),
)
CASES.defect(
    "sec-tag-names-list",
    "secrets",
    "Cloud Control: the same within a secret state, where tags are a list.",
    lambda stack: stack.resource(
        "aws:cloudcontrol/resource:Resource",
        "t",
        {
            "typeName": "AWS::SNS::Topic",
            "desiredState": pulumi.Output.secret(
                json.dumps({"TopicName": "t", "Tags": [{"Key": CONFIDENTIAL, "Value": "x"}]})
            ),
        },
    ),
    by=("tagging",),
)
