"""Other teams' programs: what the pack finds in those that tutorials write, and nothing in those well written."""

import json
import warnings
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pulumi_aws as aws
import pytest
from pulumi.runtime import mocks

from local.deployment import recorder
from policies.guardrails import PACK, RegisteredResource
from tests.policies.documents import OWN, REGION
from tests.policies.programs import api, containers, site
from tests.policies.recording import judged

with warnings.catch_warnings():
    # The SDK warns of deprecated classes of its own while this is imported.
    warnings.simplefilter("ignore", DeprecationWarning)
    _ = aws.ec2.get_vpc

CONFIG = json.loads((Path(__file__).parent / "programs" / "config.json").read_text("utf-8"))
PROGRAMS = {"an API": api, "containers": containers, "a site": site}

ARNS: Mapping[str, Callable[[str], str]] = {
    "aws:apigatewayv2/api:Api": lambda name: f"arn:aws:apigateway:{REGION}::/apis/{name}",
    "aws:dynamodb/table:Table": lambda name: f"arn:aws:dynamodb:{REGION}:{OWN}:table/{name}",
    "aws:iam/role:Role": lambda name: f"arn:aws:iam::{OWN}:role/{name}",
    "aws:lambda/function:Function": lambda name: f"arn:aws:lambda:{REGION}:{OWN}:function:{name}",
    "aws:s3/bucket:Bucket": lambda name: f"arn:aws:s3:::{name}",
    "aws:sqs/queue:Queue": lambda name: f"arn:aws:sqs:{REGION}:{OWN}:{name}",
}


class Provider(mocks.Mocks):
    """An AWS that knows a network and an account, and names what it makes; before that, nothing is known."""

    def __init__(self, *, preview: bool) -> None:
        self._preview = preview

    def call(self, args: mocks.MockCallArgs) -> Any:
        return {
            "aws:index/getCallerIdentity:getCallerIdentity": {"accountId": OWN},
            "aws:ec2/getVpc:getVpc": {"id": "vpc-0a1b2c3d4e5f60718"},
            "aws:ec2/getSubnets:getSubnets": {"ids": ["subnet-0a1b2c3d4e5f60718"]},
        }[args.token]

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        if self._preview:
            return None, dict(args.inputs)
        name = args.inputs.get("name") or args.inputs.get("bucket") or f"{args.name}-1a2b3c4"
        computed = {
            "arn": ARNS[args.typ](name) if args.typ in ARNS else f"arn:aws:other:{REGION}:{OWN}:{name}",
            "name": name,
            "bucket": name,
            "url": f"https://sqs.{REGION}.amazonaws.com/{OWN}/{name}",
            "executionArn": f"arn:aws:execute-api:{REGION}:{OWN}:a1b2c3d4e5",
            "invokeArn": f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{name}/invocations",
            "websiteEndpoint": f"{name}.s3-website-{REGION}.amazonaws.com",
            "bucketRegionalDomainName": f"{name}.s3.{REGION}.amazonaws.com",
        }
        return name, {**computed, **args.inputs}


@cache
def registered(program: Callable[[], None], *, preview: bool) -> tuple[RegisteredResource, ...]:
    provider = Provider(preview=preview)
    return tuple(judged(recorder.record_program(program, preview=preview, project="shop", provider=provider)))


def findings(program: Callable[[], None], *, preview: bool) -> dict[str, set[str]]:
    """Return for each rule the resources that break it."""
    found: dict[str, set[str]] = defaultdict(set)
    for violation in PACK.judge(registered(program, preview=preview), CONFIG):
        found[violation.rule].add(violation.name)
    return found


FOUND: Mapping[ModuleType, Mapping[str, set[str]]] = {
    api: {
        "table-point-in-time-recovery": {"orders"},
        "required-tags": {"api", "api-role", "default", "http-api", "orders"},
        "no-wildcard-action": {"api-orders"},
        "no-privilege-escalation": {"api-orders"},
        "no-aws-managed-policy": {"api-logs"},
        "runtime-allowed": {"api"},
        "function-sized": {"api"},
        "table-on-demand": {"orders"},
        "function-tracing-active": {"api"},
        "function-has-log-group": {"api"},
        "function-errors-watched": {"api"},
        "function-throttles-watched": {"api"},
        "table-throttles-watched": {"orders"},
    },
    containers: {
        "required-tags": {"app", "balancer", "cluster", "listener", "targets", "task-exec", "web"},
        "no-aws-managed-policy": {"task-exec"},
    },
    site: {
        "required-tags": {"content", "site"},
        "bucket-versioned": {"content"},
        "bucket-blocks-public-access": {"content"},
        "bucket-tls-only": {"content"},
        "no-public-principal": {"content"},
    },
}
"""For each program as a tutorial has it, what it breaks: each of these has been looked at, and is right."""

UNKNOWN_AT_FIRST: Mapping[ModuleType, tuple[set[str], set[str]]] = {
    api: ({"no-wildcard-action", "no-privilege-escalation"}, {"api-orders"}),
    site: ({"no-public-principal"}, {"content"}),
}
"""The rules that need a document made of ARNs which nobody knows before the deployment, and its resource."""


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_what_a_tutorial_leaves_out_is_found(program: ModuleType) -> None:
    assert findings(program.tutorial, preview=False) == FOUND[program]


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_preview_finds_the_same_and_says_which_document_it_cannot_know(program: ModuleType) -> None:
    expected = dict(FOUND[program])
    if program in UNKNOWN_AT_FIRST:
        rules, resources = UNKNOWN_AT_FIRST[program]
        expected = {rule: names for rule, names in expected.items() if rule not in rules}
        expected["readable-policy-document"] = resources
    assert findings(program.tutorial, preview=True) == expected


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
@pytest.mark.parametrize("preview", [True, False], ids=["at preview", "deployed"])
def test_a_program_that_is_well_written_breaks_no_rule(program: ModuleType, preview: bool) -> None:
    found = PACK.judge(registered(program.hardened, preview=preview), CONFIG)
    assert [str(violation) for violation in found] == []
