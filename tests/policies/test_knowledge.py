"""What the pack knows of AWS, against the installed SDK."""

import json
from importlib.metadata import version

import pytest

from local.typedata import __main__ as typedata
from local.typedata import sdk
from policies.guardrails.aws import knowledge
from policies.guardrails.aws.iam import DocumentKind

DOCUMENTS = json.loads((knowledge.DATA / "documents.json").read_text("utf-8"))
TYPES = json.loads((knowledge.DATA / "types.json").read_text("utf-8"))


def test_every_property_of_the_sdk_that_may_hold_a_policy_document_is_classified() -> None:
    candidates = list(sdk.candidates())
    assert ("aws:iam/role:Role", "inlinePolicies.policy") in candidates
    assert typedata.unclassified(candidates) == []


def test_a_property_that_nobody_has_classified_is_found() -> None:
    new = ("aws:sqs/queue:Queue", "senderPolicy")
    assert typedata.unclassified([new, ("aws:sqs/queue:Queue", "policy")]) == [new]


def test_the_types_are_those_of_the_installed_sdk() -> None:
    read = sdk.read()
    assert TYPES["sdk"] == version("pulumi_aws"), "run: python -m local.typedata"
    for token in read.tokens:
        found = knowledge.known(token)
        assert (found is not None and found.tagged) is (token in read.tagged), token
    assert {old: knowledge.alias(old) for old in read.aliases} == read.aliases


def test_only_types_that_exist_are_classified() -> None:
    named = {name for types in DOCUMENTS["documents"].values() for name in types}
    named |= {name for types in DOCUMENTS["meaningItself"].values() for name in types}
    named |= {
        entry.partition(" ")[0] for group in DOCUMENTS["others"].values() for entry in group if " " in entry
    }
    assert [
        name for name in sorted(named) if name != "pulumi:providers:aws" and not knowledge.known(name)
    ] == []


@pytest.mark.parametrize(
    ("token", "path", "kind"),
    [
        ("aws:iam/role:Role", "assumerolepolicy", DocumentKind.TRUST),
        ("aws-native:iam:Role", "assumerolepolicydocument", DocumentKind.TRUST),
        ("AWS::KMS::ReplicaKey", "keypolicy", DocumentKind.KEY),
        ("aws:s3/bucketV2:BucketV2", "policy", DocumentKind.RESOURCE),
        ("aws:ec2/vpcEndpoint:VpcEndpoint", "policy", DocumentKind.BOUNDARY),
        ("aws:sqs/queue:Queue", "redrivepolicy", None),
    ],
)
def test_a_type_is_known_by_each_of_its_names(token: str, path: str, kind: DocumentKind | None) -> None:
    assert knowledge.known(token)
    assert knowledge.properties(token).documents.get(path) is kind


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("ecr:GetAuthorizationToken", True),
        ("SQS:listqueues", True),
        ("xray:PutTraceSegments", True),
        ("sqs:SendMessage", False),
        ("iam:PassRole", False),
        ("sqs:Send*", False),
        ("sqs:NoSuchThing", False),
    ],
)
def test_which_actions_know_no_resource_is_said_by_aws(action: str, *, expected: bool) -> None:
    assert knowledge.without_resource(action) is expected


def test_every_justified_wildcard_says_why() -> None:
    assert all(len(entry["reason"]) > 20 for entry in knowledge.justified_wildcards())
