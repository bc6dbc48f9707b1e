"""Resources by aws-native, by Cloud Control and by templates of CloudFormation."""

import json
from collections.abc import Mapping
from typing import Any

from tests.corpus.case import Build, Collection
from tests.corpus.names import named, queue_arn, queue_url, table_arn, topic_arn
from tests.corpus.surroundings import TAG_LIST, TAGS, aws
from tests.policies.documents import (
    ADMINISTRATOR,
    FOREIGN,
    OWN,
    OWN_ROOT,
    allow,
    as_object,
    assume,
    grant,
    root,
)

CASES = Collection()
held = CASES.holding

IN_YAML = """
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
        - Effect: Allow
          Action: 'dynamodb:*'
          Resource: !Sub 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/x'
"""


EVERYBODY_SENDS = as_object(grant("*", "sqs:SendMessage", queue_arn("orders")))
EVERYTHING = as_object(allow("*", "*"))
ALL_OF_A_TABLE = as_object(allow("dynamodb:*", table_arn("customers")))
NEW_KEYS = as_object(allow("iam:CreateAccessKey", f"arn:aws:iam::{OWN}:user/admin"))
TRUST = as_object(assume({"Service": "lambda.amazonaws.com"}))
PASCAL_TAGS = [{"Key": key, "Value": value} for key, value in TAGS.items()]
NATIVE_TABLE = {
    "tableName": named("t"),
    "billingMode": "PAY_PER_REQUEST",
    "keySchema": [{"attributeName": "pk", "keyType": "HASH"}],
    "attributeDefinitions": [{"attributeName": "pk", "attributeType": "S"}],
}


def native(name: str, family: str, says: str, type_: str, props: dict[str, Any]) -> None:
    """Add a resource of the package aws-native."""
    held(
        f"native-{name}",
        f"aws-native: {says}",
        lambda stack: stack.resource(f"aws-native:{type_}", "n", props),
        family=family,
    )


def cloud_control(name: str, family: str, says: str, type_name: str, state: Any) -> None:
    """Add a resource by Cloud Control."""
    held(f"cc-{name}", f"Cloud Control: {says}", controlled(type_name, json.dumps(state)), family=family)


def controlled(type_name: str, state: str) -> Build:
    return lambda stack: aws.cloudcontrol.Resource("n", type_name=type_name, desired_state=state)


def in_order(name: str, says: str, build: Build, family: str) -> None:
    CASES.clean(f"ok-doc-{name}", family, says, build)


def template(type_: str, properties: Mapping[str, Any]) -> str:
    """Return a template of CloudFormation with one resource."""
    resources = {"R": {"Type": type_, "Properties": properties}}
    return json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})


native(
    "queue-policy",
    "exposure",
    "queue policy open to '*' (document as an object).",
    "sqs:QueuePolicy",
    {"queues": [queue_url("orders")], "policyDocument": EVERYBODY_SENDS},
)
native(
    "queue-inline-policy",
    "exposure",
    "topic policy for another account.",
    "sns:TopicPolicy",
    {
        "topics": [topic_arn("news")],
        "policyDocument": as_object(grant(root(FOREIGN), "sns:Subscribe", topic_arn("news"))),
    },
)
native(
    "role-inline",
    "least privilege",
    "role with an inline policy for everything.",
    "iam:Role",
    {
        "assumeRolePolicyDocument": TRUST,
        "policies": [{"policyName": "all", "policyDocument": EVERYTHING}],
        "tags": TAG_LIST,
    },
)
native(
    "role-managed",
    "least privilege",
    "role with AdministratorAccess.",
    "iam:Role",
    {"assumeRolePolicyDocument": TRUST, "managedPolicyArns": [ADMINISTRATOR], "tags": TAG_LIST},
)
native(
    "role-trust",
    "trust",
    "role that another account assumes.",
    "iam:Role",
    {
        "assumeRolePolicyDocument": as_object(
            {"Effect": "Allow", "Principal": root(FOREIGN), "Action": "sts:AssumeRole"}
        ),
        "tags": TAG_LIST,
    },
)
native(
    "role-policy",
    "least privilege",
    "RolePolicy with dynamodb:*.",
    "iam:RolePolicy",
    {"policyName": "p", "roleName": named("r"), "policyDocument": ALL_OF_A_TABLE},
)
native(
    "managed-policy",
    "least privilege",
    "ManagedPolicy with dynamodb:*.",
    "iam:ManagedPolicy",
    {"policyDocument": ALL_OF_A_TABLE},
)
native(
    "user-policy",
    "escalation",
    "UserPolicy with iam:CreateAccessKey.",
    "iam:UserPolicy",
    {"policyName": "p", "userName": "u", "policyDocument": NEW_KEYS},
)
native(
    "table",
    "recovery",
    "table without point-in-time recovery.",
    "dynamodb:Table",
    {**NATIVE_TABLE, "tags": TAG_LIST},
)
native(
    "global-table",
    "recovery",
    "global table of which a replica has no recovery.",
    "dynamodb:GlobalTable",
    {
        **NATIVE_TABLE,
        "replicas": [
            {
                "region": "us-east-1",
                "pointInTimeRecoverySpecification": {"pointInTimeRecoveryEnabled": True},
                "tags": TAG_LIST,
            },
            {"region": "eu-west-1", "tags": TAG_LIST},
        ],
    },
)
native(
    "bucket",
    "recovery",
    "bucket without versioning.",
    "s3:Bucket",
    {
        "bucketName": named("b"),
        "tags": TAG_LIST,
        "publicAccessBlockConfiguration": {
            "blockPublicAcls": True,
            "blockPublicPolicy": True,
            "ignorePublicAcls": True,
            "restrictPublicBuckets": True,
        },
    },
)
native(
    "queue-tags",
    "tagging",
    "queue without tags.",
    "sqs:Queue",
    {"queueName": named("q"), "sqsManagedSseEnabled": True},
)
native(
    "queue-tags-partial",
    "tagging",
    "topic with two of four tags in a list.",
    "sns:Topic",
    {"topicName": named("t"), "tags": TAG_LIST[:2]},
)
native(
    "parameter-tags",
    "tagging",
    "parameter whose tags (a map here) lack one.",
    "ssm:Parameter",
    {"type": "String", "value": "x", "tags": {k: v for k, v in TAGS.items() if k != "ManagedBy"}},
)
native(
    "key",
    "exposure",
    "key for everybody (keyPolicy).",
    "kms:Key",
    {
        "enableKeyRotation": True,
        "tags": TAG_LIST,
        "keyPolicy": as_object(OWN_ROOT, grant("*", "kms:Decrypt", "*")),
    },
)
native(
    "lambda-permission",
    "exposure",
    "permission for '*'.",
    "lambda:Permission",
    {"action": "lambda:InvokeFunction", "functionName": named("charge"), "principal": "*"},
)
native(
    "secret",
    "exposure",
    "resource policy of a secret for everybody.",
    "secretsmanager:ResourcePolicy",
    {"secretId": "x", "resourcePolicy": as_object(grant("*", "secretsmanager:GetSecretValue", "*"))},
)
cloud_control(
    "queue-policy",
    "exposure",
    "queue policy open to '*'.",
    "AWS::SQS::QueuePolicy",
    {"Queues": [queue_url("orders")], "PolicyDocument": EVERYBODY_SENDS},
)
cloud_control(
    "role",
    "least privilege",
    "role with everything.",
    "AWS::IAM::Role",
    {
        "AssumeRolePolicyDocument": TRUST,
        "Policies": [{"PolicyName": "all", "PolicyDocument": EVERYTHING}],
        "Tags": PASCAL_TAGS,
    },
)
cloud_control(
    "role-managed",
    "least privilege",
    "role with AdministratorAccess.",
    "AWS::IAM::Role",
    {"AssumeRolePolicyDocument": TRUST, "ManagedPolicyArns": [ADMINISTRATOR], "Tags": PASCAL_TAGS},
)
cloud_control(
    "table",
    "recovery",
    "table without point-in-time recovery.",
    "AWS::DynamoDB::Table",
    {
        "TableName": "t",
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "Tags": PASCAL_TAGS,
    },
)
cloud_control(
    "bucket",
    "recovery",
    "bucket with versioning suspended.",
    "AWS::S3::Bucket",
    {"BucketName": "b", "VersioningConfiguration": {"Status": "Suspended"}, "Tags": PASCAL_TAGS},
)
cloud_control("tags", "tagging", "topic without tags.", "AWS::SNS::Topic", {"TopicName": "t"})
cloud_control(
    "user-policy",
    "escalation",
    "user policy with iam:CreateAccessKey.",
    "AWS::IAM::UserPolicy",
    {"PolicyName": "p", "UserName": "u", "PolicyDocument": NEW_KEYS},
)
held(
    "cfn-role",
    "A CloudFormation stack whose template makes an administrator role.",
    lambda stack: aws.cloudformation.Stack(
        "s",
        name="s",
        tags=TAGS,
        capabilities=["CAPABILITY_IAM"],
        template_body=template(
            "AWS::IAM::Role",
            {
                "AssumeRolePolicyDocument": TRUST,
                "Policies": [{"PolicyName": "all", "PolicyDocument": EVERYTHING}],
            },
        ),
    ),
    family="least privilege",
)
held(
    "cfn-table",
    "A CloudFormation stack whose table has no point-in-time recovery.",
    lambda stack: aws.cloudformation.Stack(
        "s",
        name="s",
        tags=TAGS,
        template_body=template("AWS::DynamoDB::Table", {"BillingMode": "PAY_PER_REQUEST"}),
    ),
    family="recovery",
    by=("least privilege",),
)
held(
    "cfn-yaml",
    "A template with a role's wildcard as YAML with short intrinsics (no JSON at all).",
    lambda stack: aws.cloudformation.Stack(
        "s",
        name="s",
        tags=TAGS,
        capabilities=["CAPABILITY_IAM"],
        template_body=IN_YAML,
    ),
    family="least privilege",
)
held(
    "cfn-stackset",
    "A stack set with an administrator role for every account.",
    lambda stack: aws.cloudformation.StackSet(
        "s",
        name="s",
        tags=TAGS,
        permission_model="SERVICE_MANAGED",
        template_body=template(
            "AWS::IAM::Role", {"AssumeRolePolicyDocument": TRUST, "ManagedPolicyArns": [ADMINISTRATOR]}
        ),
    ),
    family="least privilege",
)
held(
    "cfn-url",
    "A stack whose template is elsewhere: nothing of it can be judged, and that must be said.",
    lambda stack: aws.cloudformation.Stack(
        "s", name="s", tags=TAGS, template_url="https://s3.amazonaws.com/somewhere/template.json"
    ),
    family="least privilege",
    debatable=True,
)
in_order(
    "native-queue",
    "aws-native: a topic in order, tags as a list.",
    lambda stack: stack.resource(
        "aws-native:logs:LogGroup", "n", {"logGroupName": "/shop/x", "retentionInDays": 30, "tags": TAG_LIST}
    ),
    family="tagging",
)
in_order(
    "native-parameter",
    "aws-native: a parameter with its tags as a map.",
    lambda stack: stack.resource(
        "aws-native:ssm:Parameter", "n", {"type": "String", "value": "x", "tags": TAGS}
    ),
    family="tagging",
)
in_order(
    "native-role",
    "aws-native: a role in order.",
    lambda stack: stack.resource(
        "aws-native:iam:Role",
        "n",
        {
            "roleName": named("r"),
            "assumeRolePolicyDocument": TRUST,
            "policies": [
                {
                    "policyName": "one",
                    "policyDocument": as_object(allow("dynamodb:GetItem", table_arn("customers"))),
                }
            ],
            "tags": TAG_LIST,
        },
    ),
    family="least privilege",
)
in_order(
    "cc-log-group",
    "Cloud Control: a log group in order.",
    controlled(
        "AWS::Logs::LogGroup",
        json.dumps({"LogGroupName": "/shop/x", "RetentionInDays": 30, "Tags": PASCAL_TAGS}),
    ),
    family="tagging",
)
in_order(
    "native-table",
    "aws-native: a table with recovery.",
    lambda stack: (
        stack.resource(
            "aws-native:dynamodb:Table",
            "n",
            {
                **NATIVE_TABLE,
                "deletionProtectionEnabled": True,
                "pointInTimeRecoverySpecification": {"pointInTimeRecoveryEnabled": True},
                "tags": TAG_LIST,
            },
        ),
        stack.table_alarm("t"),
    ),
    family="recovery",
)
