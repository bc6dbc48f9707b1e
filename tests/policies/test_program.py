"""The whole program, for dev and prod, before every rule."""

import json
from functools import cache
from pathlib import Path

import pytest

from local.deployment import recorder
from policies.guardrails import PACK, RegisteredResource
from tests.policies.recording import judged

CONFIG = PACK.read_config(Path(__file__).parents[2] / "policies" / "config.json")
IN_A_VPC = {
    "vpcSubnetIds": json.dumps(["subnet-0123456789abcdef0"]),
    "vpcSecurityGroupIds": json.dumps(["sg-0123456789abcdef0"]),
}
WITH_ANOTHERS = {
    "alertsTopicArn": f"arn:aws:sns:us-east-1:{recorder.ACCOUNT}:operations",
    "artifactBucket": "artifacts-of-the-team",
}


WITH_MAIL = {
    "sesIdentity": "example.com",
    "makeSesIdentity": "true",
    "inboundMailDomain": "respostas.example.com",
}
WITH_A_MODEL = {"replyModelId": "amazon.nova-lite-v1:0"}
WITH_OPERATORS = {"operatorPolicy": "true", "sesIdentity": "example.com"}
WITH_A_PROFILE = {"replyModelId": "global.anthropic.claude-haiku-4-5-20251001-v1:0"}


@cache
def recorded(stack: str, *, preview: bool = False, settings: str = "{}") -> list[RegisteredResource]:
    """Return the resources that the program registers; `settings` are further configuration, as JSON."""
    return judged(recorder.record(stack, preview=preview, config=json.loads(settings)))


@pytest.mark.parametrize("stack", ["dev", "prod"])
@pytest.mark.parametrize("preview", [True, False], ids=["at preview", "deployed"])
def test_the_program_breaks_no_rule_and_leaves_none_unjudged(stack: str, preview: bool) -> None:
    assert [str(violation) for violation in PACK.judge(recorded(stack, preview=preview), CONFIG)] == []


@pytest.mark.parametrize(
    "config",
    [IN_A_VPC, WITH_ANOTHERS, WITH_MAIL, WITH_A_MODEL, WITH_A_PROFILE, WITH_OPERATORS],
    ids=[
        "in a VPC",
        "with another's topic and bucket",
        "with e-mail",
        "with a model",
        "with an inference profile",
        "with a policy of operators",
    ],
)
def test_the_program_breaks_no_rule_in_its_other_shapes(config: dict[str, str]) -> None:
    resources = recorded("prod", preview=True, settings=json.dumps(config))
    assert [str(violation) for violation in PACK.judge(resources, CONFIG)] == []


def test_every_exemption_is_of_a_resource_that_the_program_has() -> None:
    there = {
        name for stack in ("dev", "prod") for found in recorded(stack) for name in (found.name, found.urn)
    }
    exempt = {
        entry["resource"]
        for settings in CONFIG.values()
        if isinstance(settings, dict)
        for entry in settings.get("exemptions", ())
    }
    assert exempt <= there
