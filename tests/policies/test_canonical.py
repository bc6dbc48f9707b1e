"""Resources in CloudFormation's spelling, by `aws-native` and by Cloud Control, before the same rules."""

import json
from typing import Any

import pytest

from local.judges.cloudformation.template import template
from local.typedata import sdk
from policies.guardrails import PACK, RegisteredResource
from policies.guardrails.aws import knowledge, tokens
from policies.guardrails.graph.stack import Stack
from policies.guardrails.judging.registered import stack_resources
from policies.guardrails.resources import parts
from policies.guardrails.resources.canonical import CLOUD_CONTROL, canonical, lower_camel
from policies.guardrails.resources.parts import PARTS, with_parts
from tests import lines
from tests.policies.documents import allow, arn
from tests.policies.stack import STACK, TAGS, UNKNOWN, queue_arn, resource
from tests.policies.test_fixtures import ALONE
from tests.policies.test_program import CONFIG
from tests.recordings import recorded

ANY = {"Statement": [allow("sqs:*", "*")]}
"""A structure with a wildcard."""
LISTED_TAGS = [{"Key": key, "Value": value} for key, value in TAGS.items()]
OPEN = {"Statement": [allow("sqs:SendMessage", queue_arn("x"), Principal="*")]}
SPELLINGS = ("aws-native", "Cloud Control")


def written(spelling: str, kind: str, properties: dict[str, Any], name: str = "other") -> RegisteredResource:
    """Return a resource of a type of CloudFormation as a program writes it."""
    if spelling == "Cloud Control":
        return resource(CLOUD_CONTROL, name, typeName=kind, desiredState=json.dumps(properties))
    _, service, last = kind.split("::")
    return resource(f"{knowledge.NATIVE}{service.lower()}:{last}", name, **_camel(properties))


def _camel(found: Any) -> Any:
    if isinstance(found, list):
        return [_camel(each) for each in found]
    if not isinstance(found, dict) or "Statement" in found or "Variables" in found:
        return found
    return {lower_camel(key): _camel(value) for key, value in found.items()}


STRANGER = "999999999999"
ROLE = f"arn:aws:iam::{STRANGER}:role/x"
OPEN_COLLECTION = json.dumps([{"Rules": [], "AllowFromPublic": True}])
SHARED: dict[str, dict[str, Any]] = {
    "AWS::ACMPCA::Permission": {"Principal": STRANGER},
    "AWS::EC2::VPCPeeringConnection": {"PeerOwnerId": STRANGER},
    "AWS::EKS::AccessEntry": {"PrincipalArn": ROLE},
    "AWS::GlobalAccelerator::CrossAccountAttachment": {"Principals": [STRANGER]},
    "AWS::LakeFormation::Permissions": {"DataLakePrincipal": {"DataLakePrincipalIdentifier": ROLE}},
    "AWS::LakeFormation::PrincipalPermissions": {"Principal": {"DataLakePrincipalIdentifier": ROLE}},
    "AWS::OpenSearchServerless::AccessPolicy": {"Policy": json.dumps([{"Rules": [], "Principal": [ROLE]}])},
    "AWS::RAM::ResourceShare": {"Name": "x", "Principals": [STRANGER]},
    "AWS::Redshift::EndpointAuthorization": {"Account": STRANGER},
    "AWS::S3::AccessGrant": {"Grantee": {"GranteeType": "IAM", "GranteeIdentifier": ROLE}},
    "AWS::ServiceCatalog::PortfolioShare": {"AccountId": STRANGER},
    "AWS::Signer::ProfilePermission": {"Principal": STRANGER},
}
"""Resources that let in somebody of another account, by type."""

DEFECTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("queue-encrypted", "AWS::SQS::Queue", {"QueueName": "q", "SqsManagedSseEnabled": False}),
    ("queue-has-dead-letter-queue", "AWS::SQS::Queue", {"QueueName": "q"}),
    ("queue-tls-only", "AWS::SQS::Queue", {"QueueName": "q"}),
    ("required-tags", "AWS::SQS::Queue", {"Tags": LISTED_TAGS[1:]}),
    ("no-public-principal", "AWS::SQS::QueuePolicy", {"Queues": ["a"], "PolicyDocument": OPEN}),
    ("no-public-principal", "AWS::SNS::TopicPolicy", {"Topics": ["a", "b"], "PolicyDocument": OPEN}),
    ("no-public-principal", "AWS::S3::BucketPolicy", {"Bucket": "b", "PolicyDocument": OPEN}),
    ("no-public-principal", "AWS::S3::AccessPoint", {"Bucket": "b", "Policy": OPEN}),
    ("no-public-principal", "AWS::KMS::ReplicaKey", {"PrimaryKeyArn": "a", "KeyPolicy": OPEN}),
    ("no-public-principal", "AWS::EFS::FileSystem", {"FileSystemPolicy": OPEN}),
    ("no-public-principal", "AWS::Events::EventBus", {"Name": "b", "Policy": OPEN}),
    (
        "no-public-principal",
        "AWS::Events::EventBusPolicy",
        {"StatementId": "s", "Statement": OPEN["Statement"][0]},
    ),
    (
        "no-public-principal",
        "AWS::Events::EventBusPolicy",
        {"StatementId": "s", "Action": "events:PutEvents", "Principal": "*"},
    ),
    (
        "no-public-principal",
        "AWS::DynamoDB::Table",
        {"TableName": "t", "ResourcePolicy": {"PolicyDocument": OPEN}},
    ),
    ("no-public-principal", "AWS::SecretsManager::ResourcePolicy", {"SecretId": "s", "ResourcePolicy": OPEN}),
    ("no-public-principal", "AWS::S3::Bucket", {"BucketName": "b", "AccessControl": "PublicReadWrite"}),
    ("no-public-principal", "AWS::EC2::VPCEndpointServicePermissions", {"AllowedPrincipals": ["*"]}),
    ("no-public-principal", "AWS::OpenSearchServerless::SecurityPolicy", {"Policy": OPEN_COLLECTION}),
    (
        "no-public-principal",
        "AWS::ImageBuilder::DistributionConfiguration",
        {
            "Distributions": [
                {"AmiDistributionConfiguration": {"LaunchPermissionConfiguration": {"UserGroups": ["all"]}}}
            ]
        },
    ),
    *(("no-outside-account", kind, shared) for kind, shared in SHARED.items()),
    (
        "no-outside-resource",
        "AWS::Logs::SubscriptionFilter",
        {"LogGroupName": "/x", "DestinationArn": f"arn:aws:logs:us-east-1:{STRANGER}:destination:x"},
    ),
    ("no-wildcard-action", "AWS::IAM::Role", {"Policies": [{"PolicyName": "p", "PolicyDocument": ANY}]}),
    ("no-wildcard-action", "AWS::IAM::User", {"Policies": [{"PolicyName": "p", "PolicyDocument": ANY}]}),
    ("no-wildcard-action", "AWS::IAM::Group", {"Policies": [{"PolicyName": "p", "PolicyDocument": ANY}]}),
    ("no-wildcard-action", "AWS::IAM::ManagedPolicy", {"PolicyDocument": ANY}),
    ("no-wildcard-action", "AWS::IAM::Policy", {"PolicyName": "p", "Users": ["u"], "PolicyDocument": ANY}),
    ("no-wildcard-action", "AWS::SSO::PermissionSet", {"Name": "s", "InlinePolicy": ANY}),
    (
        "no-aws-managed-policy",
        "AWS::IAM::Role",
        {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/PowerUserAccess"]},
    ),
    (
        "role-trusts-one-service",
        "AWS::IAM::Role",
        {"AssumeRolePolicyDocument": {"Statement": [allow("sts:AssumeRole", "*", Principal={"AWS": "*"})]}},
    ),
    ("table-point-in-time-recovery", "AWS::DynamoDB::Table", {"TableName": "t"}),
    (
        "table-point-in-time-recovery",
        "AWS::DynamoDB::GlobalTable",
        {"TableName": "t", "Replicas": [{"Region": "us-east-1"}]},
    ),
    (
        "table-on-demand",
        "AWS::DynamoDB::Table",
        {"TableName": "t", "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}},
    ),
    ("prod-table-deletion-protection", "AWS::DynamoDB::Table", {"TableName": "t", "Tags": LISTED_TAGS}),
    ("bucket-versioned", "AWS::S3::Bucket", {"BucketName": "b"}),
    ("bucket-blocks-public-access", "AWS::S3::Bucket", {"BucketName": "b"}),
    (
        "bucket-blocks-public-access",
        "AWS::S3::Bucket",
        {"BucketName": "b", "PublicAccessBlockConfiguration": {"BlockPublicAcls": True}},
    ),
    ("function-url-authenticated", "AWS::Lambda::Url", {"TargetFunctionArn": "f", "AuthType": "NONE"}),
    (
        "permission-bound-to-source",
        "AWS::Lambda::Permission",
        {"FunctionName": "f", "Action": "lambda:InvokeFunction", "Principal": "events.amazonaws.com"},
    ),
    ("runtime-allowed", "AWS::Lambda::Function", {"FunctionName": "f", "Runtime": "python3.8"}),
    (
        "no-secret-in-environment",
        "AWS::Lambda::Function",
        {"Environment": {"Variables": {"DB_PASSWORD": "correct horse"}}},
    ),
    (
        "mapping-reports-partial-batches",
        "AWS::Lambda::EventSourceMapping",
        {"EventSourceArn": queue_arn("send-queue"), "FunctionName": "send"},
    ),
    ("log-group-retention", "AWS::Logs::LogGroup", {"LogGroupName": "/aws/lambda/f"}),
    (
        "delivery-has-dead-letter-queue",
        "AWS::Events::Rule",
        {"Name": "r", "Targets": [{"Id": "t", "Arn": arn("lambda", "function:f")}]},
    ),
    (
        "delivery-has-dead-letter-queue",
        "AWS::Scheduler::Schedule",
        {"Name": "s", "ScheduleExpression": "rate(1 hour)", "Target": {"Arn": arn("lambda", "function:f")}},
    ),
    ("alarm-has-action", "AWS::CloudWatch::Alarm", {"AlarmName": "a"}),
    (
        "no-secret-value-in-state",
        "AWS::SecretsManager::Secret",
        {"Name": "s", "SecretString": "correct horse"},
    ),
)


@lines.over("spelling", SPELLINGS)
@lines.over(("rule", "kind", "properties"), DEFECTS)
def test_a_defect_is_reported_in_whatever_spelling_it_is_written(
    spelling: str, rule: str, kind: str, properties: dict[str, Any]
) -> None:
    stack = (*STACK, written(spelling, kind, properties))
    violations = ALONE[rule].judge(stack, {rule: CONFIG[rule]} if rule in CONFIG else {})
    assert "other" in {violation.name for violation in violations}, violations


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_rule_fails_on_a_resource_for_the_way_it_is_spelled(spelling: str) -> None:
    defects = (
        written(spelling, kind, properties, f"defect-{number}")
        for number, (_, kind, properties) in enumerate(DEFECTS)
    )
    violations = PACK.judge((*STACK, *defects), CONFIG)
    assert {f"defect-{number}" for number in range(len(DEFECTS))} <= {each.name for each in violations}
    assert not [violation for violation in violations if " failed on " in violation.message]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_program_breaks_no_rule_in_cloudformations_spelling(spelling: str) -> None:
    made = template(recorded("prod").resources)["Resources"]
    assert len(made) > 50
    for each in made.values():
        if each["Type"] in ("AWS::SSM::Parameter", "AWS::CloudWatch::Dashboard"):
            each["Properties"]["Tags"] = LISTED_TAGS
    resources = [
        RegisteredResource(
            type=found.type, name=name, urn=found.urn, props=found.props, outputs=found.outputs, protect=True
        )
        for name, each in made.items()
        for found in (written(spelling, each["Type"], each["Properties"], name),)
    ]
    assert [str(violation) for violation in PACK.judge(resources, CONFIG)] == []


def test_a_resource_of_cloud_control_that_is_not_known_yet_is_reported_once() -> None:
    unknown = resource(CLOUD_CONTROL, "other", typeName="AWS::SQS::Queue", desiredState=UNKNOWN)
    (violation,) = PACK.judge((*STACK, unknown))
    assert violation.rule == "readable-policy-document"
    assert "desiredState is not known before the deployment" in violation.message


def test_a_resource_under_an_older_token_is_judged_like_one_under_the_present() -> None:
    older = resource("aws:s3/bucketV2:BucketV2", "other", bucket="other", forceDestroy=True, tags=TAGS)
    broken = {violation.rule for violation in PACK.judge((*STACK, older)) if violation.name == "other"}
    assert {"bucket-versioned", "bucket-tls-only", "prod-bucket-not-emptied"} <= broken


def test_a_target_that_preview_does_not_know_is_followed_to_what_it_was_made_of() -> None:
    rule = RegisteredResource(
        type="aws-native:events:Rule",
        name="other",
        urn="urn:pulumi:prod::agent::aws-native:events:Rule::other",
        props={
            "name": "other",
            "eventPattern": {"source": ["agent"], "detail-type": ["x"]},
            "tags": [{"key": key, "value": value} for key, value in TAGS.items()],
            "targets": [{"id": "t", "arn": UNKNOWN, "deadLetterConfig": {"arn": queue_arn("failed-events")}}],
        },
        dependencies={"targets": [each.urn for each in STACK if each.name == "remind"]},
    )
    judged = [each for found in stack_resources((*STACK, rule)) for each in with_parts(found)]
    (target,) = (
        each for each in judged if each.name == "other" and each.resource_type == tokens.EVENT_TARGET
    )
    function = Stack(judged).referred(target, "arn", tokens.FUNCTION)
    assert function is not None
    assert function.name == "remind"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("QueueName", "queueName"),
        ("OKActions", "okActions"),
        ("KMSMasterKeyId", "kmsMasterKeyId"),
        ("arn", "arn"),
    ],
)
def test_names_of_cloudformation_begin_with_a_small_letter(name: str, expected: str) -> None:
    assert lower_camel(name) == expected


def test_a_resource_of_another_provider_stays_as_it_is() -> None:
    assert canonical("random:index/randomId:RandomId", {"byteLength": 4}) == (
        "random:index/randomId:RandomId",
        {"byteLength": 4},
    )
    assert canonical(tokens.QUEUE, {"name": "q"}) == (tokens.QUEUE, {"name": "q"})


def test_every_type_that_is_turned_into_another_is_one_of_the_sdks() -> None:
    spellings = knowledge.load("cloudformation")
    assert [name for name in spellings if not knowledge.known(name)] == []
    assert [each["type"] for each in spellings.values() if not knowledge.known(each["type"])] == []


def test_no_part_is_a_property_that_the_classic_provider_has_too() -> None:
    read = sdk.read()
    own = {
        (part.of, part.key)
        for part in PARTS
        for name, _ in sdk._parameters(read.signatures[read.tokens[part.of]])
        if sdk._camel(name) == part.key
    }
    assert own == set()
    assert all(knowledge.known(part.type) for part in PARTS)
    assert {each["type"] for each in knowledge.load("cloudformation").values()} >= parts.HOMES
