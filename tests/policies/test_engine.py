"""The pack's own server of policies, called as the engine calls it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime import proto
from pulumi_policy import EnforcementLevel

from policies.guardrails import RegisteredResource
from policies.guardrails.judging.engine import Analyzer, initial_config
from policies.guardrails.resources import holders, wire
from policies.guardrails.rules import RULES
from tests.policies.stack import STACK, UNKNOWN, changed
from tests.policies.test_judge import RECOVERY, failing_on

SECRET = {wire.SIGNATURE: wire.SECRET}
BROKEN = changed("contacts", "pointInTimeRecovery.enabled", False)(STACK)


def struct(values: Any) -> Any:
    return json_format.ParseDict(values, struct_pb2.Struct())  # ty: ignore[missing-attribute]


def analyzer(rules: Any = RULES, **levels: EnforcementLevel) -> Analyzer:
    served = Analyzer("pack", "1.0.0", [rule.policy() for rule in rules], EnforcementLevel.MANDATORY)
    request = proto.ConfigureAnalyzerRequest()
    for name, level in levels.items():
        request.policyConfig[name.replace("_", "-")].enforcementLevel = served._map_enforcement_level(level)
    served.Configure(request, None)
    return served


def told(found: RegisteredResource) -> dict[str, Any]:
    """Return what the engine tells of a resource."""
    return {
        "type": found.type,
        "urn": found.urn,
        "name": found.name,
        "properties": struct(found.props),
        "options": proto.AnalyzerResourceOptions(protect=found.protect),
    }


def request(found: RegisteredResource) -> Any:
    return proto.AnalyzeRequest(**told(found))


def stack_request(stack: Iterable[RegisteredResource]) -> Any:
    return proto.AnalyzeStackRequest(resources=[proto.AnalyzerResource(**told(found)) for found in stack])


def judged(served: Analyzer, stack: Any) -> list[Any]:
    """Return every diagnostic: of the resources one by one, then of the stack."""
    found = [each for resource in stack for each in served.Analyze(request(resource), None).diagnostics]
    return [*found, *served.AnalyzeStack(stack_request(stack), None).diagnostics]


def test_the_engine_hears_of_a_stack_what_python_callers_do() -> None:
    assert judged(analyzer(), STACK) == []
    (found,) = judged(analyzer(), BROKEN)
    assert (found.policyName, found.enforcementLevel) == (RECOVERY, proto.MANDATORY)
    assert "pointInTimeRecovery.enabled is false." in found.message


def test_the_properties_of_a_resource_are_read_once_for_all_policies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[Any] = []
    reading = wire.properties

    def counted(struct: Any) -> Any:
        read.append(struct)
        return reading(struct)

    monkeypatch.setattr("policies.guardrails.judging.engine.wire.properties", counted)
    served = analyzer()
    served.Analyze(request(STACK[0]), None)
    alone = len(read)
    served.AnalyzeStack(stack_request(STACK), None)
    assert alone == 1
    assert len(read) - alone == len(STACK)


def test_the_documents_of_a_resource_are_searched_once_for_resource_and_stack_policies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[str] = []
    searching = holders._searched

    def counted(props: Any, resource_type: str, urn: str) -> Any:
        searched.append(urn)
        return searching(props, resource_type, urn)

    monkeypatch.setattr(holders, "_searched", counted)
    judged(analyzer(), STACK)
    assert sorted(searched) == sorted(each.urn for each in STACK)


def test_a_disabled_policy_is_not_run_and_an_advisory_one_advises() -> None:
    levels = {RECOVERY.replace("-", "_"): EnforcementLevel.DISABLED}
    assert judged(analyzer(**levels), BROKEN) == []
    levels = {RECOVERY.replace("-", "_"): EnforcementLevel.ADVISORY}
    (found,) = judged(analyzer(**levels), BROKEN)
    assert found.enforcementLevel == proto.ADVISORY


def test_a_value_unknown_at_preview_is_a_violation_at_the_rules_own_level() -> None:
    stack = changed("contacts", "pointInTimeRecovery.enabled", UNKNOWN)(STACK)
    (found,) = judged(analyzer(), stack)
    assert (found.policyName, found.enforcementLevel) == (RECOVERY, proto.MANDATORY)
    assert "pointInTimeRecovery.enabled is not known before the deployment" in found.message


@pytest.mark.parametrize("level", [EnforcementLevel.MANDATORY, EnforcementLevel.ADVISORY])
def test_a_rule_that_fails_is_mandatory_on_its_resource_and_leaves_the_other_rules_running(
    level: EnforcementLevel,
) -> None:
    others = [rule for rule in RULES if rule.name != RECOVERY]
    contacts = next(
        each for each in changed("contacts", "billingMode", "PROVISIONED")(STACK) if each.name == "contacts"
    )
    served = analyzer([failing_on("contacts"), *others], **{RECOVERY.replace("-", "_"): level})
    failed, other = served.Analyze(request(contacts), None).diagnostics
    assert (failed.policyName, failed.enforcementLevel) == (RECOVERY, proto.MANDATORY)
    assert f"The rule {RECOVERY} failed on contacts" in failed.message
    assert other.policyName == "table-on-demand"


def test_what_the_program_marked_as_secret_is_not_in_what_the_engine_is_told() -> None:
    secret = {**SECRET, "value": "hunter2-of-the-billing"}
    (found,) = judged(analyzer(), changed("contacts", "billingMode", secret)(STACK))
    assert found.policyName == "table-on-demand"
    assert "billingMode is a value that is not shown" in found.message
    assert "hunter2" not in found.message


@pytest.mark.parametrize(
    "found",
    [
        {"a": 1, "b": 1.5, "c": True, "d": None},
        {"a": [1, "x", {"y": []}]},
        {"a": {"b": {"c": UNKNOWN}}},
    ],
    ids=["scalars", "a list", "an unknown value"],
)
def test_properties_are_read_as_they_were_sent(found: Any) -> None:
    assert wire.properties(struct(found)) == found


def test_no_rule_changes_a_resource() -> None:
    assert not analyzer().Remediate(request(STACK[0]), None).remediations


def test_the_configuration_beside_the_pack_is_the_first_one(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_text(
        '{"all": "advisory", "required-tags": {"enforcementLevel": "advisory", "required": ["Owner"]}}'
    )
    assert initial_config(path, RULES) == {
        "all": EnforcementLevel.ADVISORY,
        "required-tags": {"enforcementLevel": EnforcementLevel.ADVISORY, "required": ["Owner"]},
    }
