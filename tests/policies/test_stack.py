"""The references between the resources of a stack, and the accounts and regions that are its own."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pulumi_aws
import pytest

from policies.guardrails import RegisteredResource
from policies.guardrails.access import sharing
from policies.guardrails.aws import tokens
from policies.guardrails.graph.stack import Stack
from policies.guardrails.judging.registered import stack_resources
from tests.policies.documents import OWN, REGION, allow, document
from tests.policies.stack import UNKNOWN, function_arn, queue_arn, resource, role_arn, urn

SDK = Path(pulumi_aws.__file__).parent
STRANGER = "999999999999"
QUEUE = resource(tokens.QUEUE, "jobs", name="agent-prod-jobs")
JOBS = queue_arn("jobs")
FUNCTION = resource(tokens.FUNCTION, "send", name="agent-prod-send", role=role_arn("send-role"))


def provider(**props: Any) -> RegisteredResource:
    return resource(tokens.PROVIDER, "aws", **props)


def stack(*resources: RegisteredResource) -> Stack:
    return Stack(stack_resources(resources))


def queue_policy(target: str, **elements: Any) -> RegisteredResource:
    policy = document(allow("sqs:SendMessage", target, **elements))
    return resource(tokens.QUEUE_POLICY, "jobs-policy", queueUrl=UNKNOWN, policy=policy)


def key(*principals: str) -> RegisteredResource:
    policy = document(*(allow("kms:*", "*", Principal={"AWS": each}) for each in principals))
    return resource(tokens.KMS_KEY, "key", policy=policy)


ROOT, OTHER_ROOT = (f"arn:aws:iam::{account}:root" for account in (OWN, STRANGER))


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        ([provider(allowedAccountIds=json.dumps([OWN]))], {OWN}),
        ([provider(allowedAccountIds=[OWN])], {OWN}),
        ([provider(assumeRoles=json.dumps([{"roleArn": f"arn:aws:iam::{OWN}:role/x"}]))], {OWN}),
        ([provider(allowedAccountIds=[OWN]), queue_policy(JOBS.replace(OWN, STRANGER))], {OWN}),
        ([replace(QUEUE, outputs={"arn": JOBS})], {OWN}),
        ([FUNCTION, queue_policy(JOBS.replace(OWN, STRANGER))], {OWN}),
        ([queue_policy(JOBS)], {OWN}),
        ([key(ROOT)], {OWN}),
        ([key(ROOT, OTHER_ROOT)], set()),
        ([key(OTHER_ROOT), FUNCTION], {OWN}),
        ([queue_policy("*", Principal={"AWS": OTHER_ROOT})], set()),
        ([queue_policy("*", Condition={"StringEquals": {"aws:SourceAccount": OWN}})], {OWN}),
        ([queue_policy("*", Condition={"StringEquals": {"aws:SourceAccount": [OWN, STRANGER]}})], set()),
        ([resource(tokens.EVENT_TARGET, "target", arn=JOBS.replace(OWN, STRANGER))], set()),
        ([], set()),
    ],
    ids=[
        "the provider's only account, as the engine sends it",
        "the provider's only account, as a list",
        "the account of the role that the provider takes on",
        "the provider's before that of a policy's resource",
        "the account of an ARN that AWS gave",
        "the account of a function's role before that of a policy's resource",
        "the account of a policy's resource",
        "the account of a key's only administrator",
        "of two administrators neither",
        "the account of a function's role before that of an administrator",
        "never that of a principal",
        "the only account in any condition, where nothing else tells",
        "of two in conditions neither",
        "never that of what a rule sends to",
        "nothing to tell",
    ],
)
def test_the_own_accounts_are_read_where_only_the_owners_can_stand(
    resources: list[RegisteredResource], expected: set[str]
) -> None:
    assert stack(*resources).accounts == expected


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        ([provider(region=REGION)], REGION),
        ([provider(region=REGION), queue_policy(JOBS.replace(REGION, "eu-west-1"))], REGION),
        ([queue_policy(JOBS)], REGION),
        ([queue_policy(JOBS), replace(QUEUE, outputs={"arn": JOBS.replace(REGION, "eu-west-1")})], ""),
        ([], ""),
    ],
    ids=[
        "the provider's",
        "the provider's first",
        "that of a policy's resource",
        "several",
        "nothing to tell",
    ],
)
def test_the_region_is_the_providers_or_the_one_that_all_name(
    resources: list[RegisteredResource], expected: str
) -> None:
    assert stack(*resources).region == expected


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        (JOBS, True),
        ("agent-prod-jobs", True),
        (f"https://sqs.{REGION}.amazonaws.com/{OWN}/agent-prod-jobs", True),
        (f"http://127.0.0.1:4566/{OWN}/agent-prod-jobs", True),
        (JOBS.replace(OWN, STRANGER), False),
        (JOBS.replace(REGION, "eu-west-1"), False),
        (JOBS.replace("sqs", "sns"), False),
        (f"https://sqs.{REGION}.amazonaws.com/{STRANGER}/agent-prod-jobs", False),
        (f"https://sqs.eu-west-1.amazonaws.com/{OWN}/agent-prod-jobs", False),
    ],
)
def test_a_reference_is_to_the_stacks_queue_only_in_its_own_account_and_region(
    reference: str, found: bool
) -> None:
    own = stack(provider(allowedAccountIds=[OWN], region=REGION), QUEUE)
    assert (own.named(reference, tokens.QUEUE) is not None) is found


def test_a_resource_with_a_region_of_its_own_is_found_there_only() -> None:
    abroad = resource(tokens.QUEUE, "abroad", name="agent-prod-jobs", region="eu-west-1")
    own = stack(provider(allowedAccountIds=[OWN], region=REGION), QUEUE, abroad)
    for region, name in ((REGION, "jobs"), ("eu-west-1", "abroad")):
        found = own.named(JOBS.replace(REGION, region), tokens.QUEUE)
        assert found is not None
        assert found.name == name


def test_a_plain_name_is_looked_up_in_the_region_of_who_uses_it() -> None:
    rule = resource(tokens.EVENT_RULE, "booked", name="booked")
    abroad = resource(tokens.EVENT_TARGET, "abroad", rule="booked", region="eu-west-1")
    here = resource(tokens.EVENT_TARGET, "here", rule="booked")
    own = stack(provider(region=REGION), rule, abroad, here)
    [subject] = own.of(tokens.EVENT_RULE)
    assert [each.name for each in own.referring(subject, "rule", tokens.EVENT_TARGET)] == ["here"]


def test_where_nothing_tells_whose_the_stack_is_a_name_is_enough() -> None:
    assert stack(QUEUE).named(JOBS, tokens.QUEUE) is not None


def test_an_unknown_reference_is_followed_through_a_functions_alias() -> None:
    alias = replace(
        resource("aws:lambda/alias:Alias", "live", functionName=UNKNOWN),
        dependencies={"functionName": [urn("send", tokens.FUNCTION)]},
    )
    target = replace(
        resource(tokens.EVENT_TARGET, "target", arn=UNKNOWN),
        dependencies={"arn": [urn("live", "aws:lambda/alias:Alias")]},
    )
    own = stack(FUNCTION, alias, target)
    [subject] = own.of(tokens.EVENT_TARGET)
    found = own.referred(subject, "arn", tokens.FUNCTION)
    assert found is not None
    assert found.name == "send"
    assert own.referred(subject, "arn", tokens.QUEUE) is None


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("*", True),
        (function_arn("send"), True),
        (f"{function_arn('send')}:*", True),
        (f"arn:aws:lambda:*:{OWN}:function:agent-prod-*", True),
        (function_arn("sen"), False),
        (function_arn("send").replace(OWN, STRANGER), False),
        (f"arn:aws:sqs:{REGION}:{OWN}:*", False),
        ("send", False),
    ],
)
def test_an_iam_pattern_covers_what_it_matches_in_the_own_account(pattern: str, covered: bool) -> None:
    own = stack(FUNCTION)
    [subject] = own.of(tokens.FUNCTION)
    assert own.covered(subject, pattern) is covered


@pytest.mark.parametrize("token", sharing.SHARES)
def test_a_property_that_shares_is_one_of_the_sdks_own_class(token: str) -> None:
    service, name = token.removeprefix("aws:").split("/")[0], token.rpartition(":")[2]
    # Read, not imported: some of these modules take seconds.
    module = re.sub("(?<!^)([A-Z])", r"_\1", name).lower()
    source = (SDK / service / f"{module}.py").read_text(encoding="utf-8")
    assert f'"{token}"' in source
    for path in sharing.SHARES[token]:
        key = path.split(".")[0]
        assert f'@pulumi.getter(name="{key}")' in source or f"def {key}(self)" in source, path
