"""The policy of operators: only where it is asked for, attached to nobody, and about the stack alone."""

import json

from local.deployment import recorder
from tests.recordings import recorded

POLICY = "aws:iam/policy:Policy"


def test_without_the_key_there_is_no_such_policy() -> None:
    assert recorded("dev").of_type(POLICY) == []
    assert "operatorPolicyArn" not in recorded("dev").outputs


def test_with_the_key_there_is_one_and_an_output_names_it() -> None:
    recording = recorded("dev", config={"operatorPolicy": "true"})
    (policy,) = recording.of_type(POLICY)
    assert policy.inputs["name"] == f"{recorder.PROJECT}-dev-operators"
    assert policy.inputs["tags"]["Environment"] == "dev"
    assert "operatorPolicyArn" in recording.outputs
    attached = [each.type for each in recording.resources if "ttachment" in each.type]
    assert attached == []


def test_each_statement_is_about_the_stack_or_what_has_no_name() -> None:
    recording = recorded("dev", config={"operatorPolicy": "true", "sesIdentity": "example.com"})
    (policy,) = recording.of_type(POLICY)
    stack, secrets = f"{recorder.PROJECT}-dev", f"secret:/repo/terraform/{recorder.PROJECT}/"
    nameless = {"cloudwatch:GetMetricData", "ses:DescribeActiveReceiptRuleSet", "ses:GetAccount"}
    for statement in json.loads(policy.inputs["policy"])["Statement"]:
        assert not any("*" in action for action in statement["Action"])
        for on in statement["Resource"]:
            if on == "*":
                assert set(statement["Action"]) <= nameless
            elif statement["Action"] == ["events:PutEvents"]:
                assert statement["Condition"] == {
                    "StringEquals": {"events:source": ["nigredo.atendimento", recorder.PROJECT]}
                }
            else:
                assert stack in on or secrets in on or on.endswith(":identity/example.com"), on
