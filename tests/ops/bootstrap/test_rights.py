"""The rights of the pipeline's roles: those of what the program makes, no more, and as AWS knows them."""

import fnmatch
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from local.deployment import recorder
from local.judges.cloudformation.types import TYPES
from local.judges.environments import environment
from local.typedata import authorization, cloudformation
from ops.bootstrap import documents
from ops.bootstrap.documents import Scope
from ops.bootstrap.rights import ARTIFACTS, EMPTYING, MAIL, RIGHTS, VPC, Rights
from tests.recordings import recorded

BUILD = recorder.ROOT / "build"
KEY = "arn:aws:kms:us-east-1:123456789012:key/0e1f"
SCOPE = Scope(
    recorder.PROJECT, recorder.PROJECT, "dev", "123456789012", "us-east-1", "pulumi-state-123456789012"
)
WIDEST = Scope(
    *(SCOPE.project, "a" * 32, "prod", SCOPE.account, SCOPE.region, "b" * 63),
    identity="mail.example.com",
    artifacts="artifacts",
    vpc=True,
)
CONFIGURATIONS: dict[str, dict[str, str]] = {
    "plain": {"operatorPolicy": "true"},
    "mail": {
        "operatorPolicy": "true",
        "sesIdentity": "example.com",
        "makeSesIdentity": "true",
        "inboundMailDomain": "r.example.com",
    },
    "artifacts": {"artifactBucket": "artifacts"},
}
_BUCKET_PARTS = (
    *("Versioning", "LifecycleConfiguration", "Notification", "PublicAccessBlock"),
    "ServerSideEncryptionConfiguration",
)
CLOUDFORMATION = {
    **{token: kind for token, (kind, _) in TYPES.items()},
    **{f"aws:s3/bucket{part}:Bucket{part}": "AWS::S3::Bucket" for part in _BUCKET_PARTS},
    "aws:cloudwatch/eventTarget:EventTarget": "AWS::Events::Rule",
    "aws:sesv2/configurationSet:ConfigurationSet": "AWS::SES::ConfigurationSet",
    "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination": (
        "AWS::SES::ConfigurationSetEventDestination"
    ),
    "aws:sesv2/emailIdentity:EmailIdentity": "AWS::SES::EmailIdentity",
    "aws:ses/receiptRule:ReceiptRule": "AWS::SES::ReceiptRule",
    "aws:ses/receiptRuleSet:ReceiptRuleSet": "AWS::SES::ReceiptRuleSet",
}
"""Token to type of CloudFormation, of which some are parts."""
PROVIDERS_OWN = {
    "iam:ListInstanceProfilesForRole": "it looks for them before it removes a role",
    "lambda:ListTags lambda:ListVersionsByFunction": "it reads tags and versions apart",
    "s3:GetBucketRequestPayment": "it reads all that a bucket may have",
    "ses:ListTagsForResource": "it reads tags apart",
    "sns:GetTopicAttributes sqs:GetQueueAttributes": "it reads a policy back",
    "iam:TagPolicy iam:UntagPolicy": "it tags policies, which CloudFormation does not",
    "ssm:GetParameter": "it reads one parameter, not several",
}
"""The calls of Pulumi's provider beyond CloudFormation's handlers: actions to the reason."""
EVERY = {**RIGHTS, **MAIL, **ARTIFACTS}
ALL = [*(each for found in EVERY.values() for each in found), VPC, *EMPTYING]


def actions_of(rights: Rights) -> set[str]:
    service = "" if rights.on == "*" else f"{rights.on.partition(':')[0]}:"
    return {service + name for name in f"{rights.read} {rights.write}".split()}


@cache
def made(configuration: str) -> set[str]:
    found = recorded("prod", config=CONFIGURATIONS[configuration])
    return {resource.type for resource in found.resources if resource.custom}


@cache
def reference() -> dict[str, Any]:
    (path,) = environment("cloudsplaining", BUILD).glob(authorization.DEFINITION)
    return json.loads(Path(path).read_text("utf-8"))


def test_there_are_rights_for_every_type_that_the_program_makes_and_for_no_other() -> None:
    assert set(RIGHTS) == made("plain")
    assert set(MAIL) == made("mail") - made("plain")
    assert set(ARTIFACTS) == made("artifacts") - made("plain")


@pytest.mark.parametrize("token", sorted(EVERY.keys() - ARTIFACTS.keys()))
def test_each_action_is_one_that_aws_itself_needs_for_the_type(token: str) -> None:
    handlers = cloudformation.read(BUILD)[CLOUDFORMATION[token]].get("handlers", {})
    needed = {action for handler in handlers.values() for action in handler["permissions"]}
    own = {action for actions in PROVIDERS_OWN for action in actions.split()}
    assert {action for rights in EVERY[token] for action in actions_of(rights)} - needed - own == set()


@pytest.mark.parametrize("rights", ALL, ids=lambda each: each.on)
def test_each_action_exists_and_can_be_granted_on_what_it_is_granted_on(rights: Rights) -> None:
    for action in actions_of(rights):
        service, _, name = action.partition(":")
        known = reference()[service]["privileges"]
        assert name in known
        kinds = {kind.rstrip("*") for kind in known[name]["resource_types"] if kind}
        arns = [reference()[service]["resources"][kind]["arn"] for kind in kinds]
        if rights.on == "*":
            assert not kinds, f"{action} can be granted on {kinds}"
            continue
        granted = re.sub(r"\{\w+\}", "x", f"arn:aws:{rights.on}").replace("*", "x")
        assert any(fnmatch.fnmatch(granted, re.sub(r"\$\{\w+\}", "*", arn)) for arn in arns), (action, arns)


def test_a_role_is_passed_to_the_two_services_that_take_one_and_mappings_are_the_stacks() -> None:
    statements = documents.deploying(SCOPE, KEY)["Statement"]
    (passing,) = [each for each in statements if "iam:PassRole" in each["Action"]]
    assert passing["Resource"] == f"arn:aws:iam::123456789012:role/{SCOPE.prefix}-*"
    assert passing["Condition"]["StringEquals"]["iam:PassedToService"] == [
        "lambda.amazonaws.com",
        "scheduler.amazonaws.com",
    ]
    mappings = [each for each in statements if "lambda:CreateEventSourceMapping" in each["Action"]]
    assert all("lambda:FunctionArn" in each["Condition"]["ArnLike"] for each in mappings)


@pytest.mark.parametrize("document", [documents.deploying, documents.previewing])
def test_neither_role_can_change_the_roles_of_the_pipeline(document: Any) -> None:
    for statement in document(SCOPE, KEY)["Statement"]:
        if any(action.startswith("iam:") for action in statement["Action"]):
            role = f"arn:aws:iam::123456789012:role/pulumi-deploy-{SCOPE.prefix}"
            assert not fnmatch.fnmatch(role, statement["Resource"])


def test_the_role_that_previews_reads_descriptions_and_no_contact() -> None:
    for statement in documents.previewing(SCOPE, KEY)["Statement"]:
        actions = statement["Action"]
        for action in [actions] if isinstance(actions, str) else actions:
            service, _, name = action.partition(":")
            level = reference()[service]["privileges"][name]["access_level"]
            assert level in ("Read", "List") or action == "kms:Decrypt"
            assert action not in ("dynamodb:GetItem", "secretsmanager:GetSecretValue", "sqs:ReceiveMessage")
            if action == "s3:GetObject":
                assert all("/.pulumi/" in on for on in statement["Resource"])


@pytest.mark.parametrize(("environment_", "emptied"), [("dev", True), ("prod", False)])
def test_only_a_bucket_of_dev_is_emptied(environment_: str, emptied: bool) -> None:
    scope = Scope(SCOPE.project, "x", environment_, SCOPE.account, SCOPE.region, "state")
    text = documents.compact(documents.deploying(scope, KEY))
    assert (f"arn:aws:s3:::x-{environment_}-*/*" in text) is emptied


def test_the_document_of_the_widest_stack_fits_into_a_role() -> None:
    assert len(documents.compact(documents.deploying(WIDEST, KEY))) <= 10_240
