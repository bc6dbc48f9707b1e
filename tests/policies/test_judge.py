"""Rules applied without the engine, and the policies that the engine gets."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pulumi_policy import (
    EnforcementLevel,
    PolicyCustomTimeouts,
    PolicyResource,
    PolicyResourceOptions,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.proxy import unknown_checking_proxy

from policies.guardrails import PACK, RegisteredResource, RuleSet
from policies.guardrails.aws import tokens
from policies.guardrails.graph.stack import Stack
from policies.guardrails.judging.rule import Finding, ResourceRule, StackRule, Subject
from policies.guardrails.rules import RULES
from tests.policies.stack import STACK, UNKNOWN, changed, removed, resource

TODAY = date(2026, 11, 22)
WITHOUT_RECOVERY = changed("contacts", "pointInTimeRecovery.enabled", False)(STACK)
RECOVERY = "table-point-in-time-recovery"


def the(stack: tuple[RegisteredResource, ...], name: str) -> RegisteredResource:
    return next(found for found in stack if found.name == name)


def test_a_violation_says_what_was_found_why_it_matters_and_how_to_fix_it() -> None:
    (violation,) = PACK.judge(WITHOUT_RECOVERY, today=TODAY)
    assert violation.message.splitlines() == [
        "pointInTimeRecovery.enabled is false.",
        "Why: Without it a bad deployment or a bad script that overwrites items cannot be undone.",
        'Fix: Set point_in_time_recovery={"enabled": True} on the table, point_in_time_recovery=True on a replica.',
    ]
    assert (violation.rule, violation.family, violation.name) == (RECOVERY, "recovery", "contacts")
    assert violation.urn == the(STACK, "contacts").urn
    assert violation.mandatory


def test_a_resource_is_judged_alone_before_it_is_made() -> None:
    assert [found.rule for found in PACK.judge_resource(the(WITHOUT_RECOVERY, "contacts"))] == [RECOVERY]
    assert PACK.judge_resource(the(STACK, "contacts")) == []


def test_stack_rules_judge_what_the_program_said_and_not_what_became_of_it() -> None:
    filled_in = {"visibilityTimeoutSeconds": 30, "redrivePolicy": UNKNOWN, "policy": UNKNOWN, "arn": UNKNOWN}
    assert PACK.judge_stack([replace(found, outputs=filled_in) for found in STACK]) == []


def test_a_resource_is_found_by_what_aws_called_it() -> None:
    queue = the(STACK, "send-queue")
    stack = changed("send-queue-policy", "queueUrl", "https://sqs/1/made-up")(STACK)
    made = replace(queue, outputs={"url": "https://sqs/1/made-up"})
    assert [found.name for found in PACK.judge_stack(stack)] == ["send-queue"]
    assert PACK.judge_stack([made if found.urn == queue.urn else found for found in stack]) == []


def test_a_value_that_preview_cannot_know_is_a_violation_with_its_property_and_cure() -> None:
    stack = changed("contacts", "pointInTimeRecovery.enabled", UNKNOWN)(STACK)
    (violation,) = PACK.judge(stack, today=TODAY)
    assert (violation.name, violation.mandatory, violation.judged) == ("contacts", True, False)
    what, why, cure = violation.message.splitlines()
    assert what.startswith("pointInTimeRecovery.enabled is not known before the deployment")
    assert why.startswith("Why: Without it a bad deployment")
    assert cure.startswith("Fix: Make pointInTimeRecovery.enabled of values that are known from the start")


def test_an_unknown_value_has_the_level_of_the_rule_or_is_ignored_where_the_configuration_says_so() -> None:
    stack = changed("contacts", "pointInTimeRecovery.enabled", UNKNOWN)(STACK)
    (advice,) = PACK.judge(stack, {RECOVERY: {"enforcementLevel": "advisory"}}, today=TODAY)
    assert (advice.level, advice.stops) == (EnforcementLevel.ADVISORY, False)
    assert PACK.judge(stack, {RECOVERY: {"unknown": "ignored"}}, today=TODAY) == []


def test_a_stack_rule_names_the_resource_whose_value_is_unknown() -> None:
    stack = changed("send-queue-policy", "policy", UNKNOWN)(STACK)
    (found,) = [each for each in PACK.judge(stack, today=TODAY) if each.rule == "queue-tls-only"]
    assert found.name == "send-queue"
    assert found.message.startswith("policy of send-queue-policy is not known before the deployment")


def test_an_unknown_value_hides_no_violation_of_another_resource() -> None:
    stack = removed("book-logs")(changed("send", "name", UNKNOWN)(STACK))
    found = [violation for violation in PACK.judge(stack) if violation.rule == "function-has-log-group"]
    assert {(violation.name, violation.judged) for violation in found} == {("book", True), ("send", False)}


def failing_on(name: str) -> ResourceRule:
    """Return a rule that everything breaks, and that fails on one resource."""

    def check(subject: Subject, settings: Mapping[str, object]) -> Iterator[Finding]:
        if subject.name == name:
            raise TypeError("hunter2")
        yield Finding("name", subject.name)

    recovery = next(rule for rule in RULES if rule.name == RECOVERY)
    assert isinstance(recovery, ResourceRule)
    return replace(recovery, check=check)


@pytest.mark.parametrize("level", ["mandatory", "advisory"])
def test_a_rule_that_fails_on_a_resource_is_a_mandatory_violation_and_the_others_go_on(level: str) -> None:
    tables = [found for found in STACK if found.type == tokens.TABLE]
    assert len(tables) > 1
    found = RuleSet([failing_on("contacts")]).judge(tables, {RECOVERY: level}, today=TODAY)
    failures = [each for each in found if not each.judged]
    assert [each.name for each in failures] == ["contacts"]
    assert failures[0].stops
    assert failures[0].message.startswith(
        f"The rule {RECOVERY} failed on contacts (aws:dynamodb/table:Table) with TypeError"
    )
    assert "hunter2" not in failures[0].message
    assert "Fix: " in failures[0].message
    assert {each.name for each in found if each.judged} == {each.name for each in tables} - {"contacts"}


def test_a_failing_stack_rule_goes_on_with_the_other_resources() -> None:
    def check(subject: PolicyResource, settings: Mapping[str, object], stack: Stack) -> Iterator[Finding]:
        yield Finding("name", {"send": 1}[subject.name])

    rule = next(rule for rule in RULES if rule.name == "one-role-per-function")
    assert isinstance(rule, StackRule)
    found = RuleSet([replace(rule, check=check)]).judge(STACK, today=TODAY)
    assert {each.judged for each in found if each.name == "send"} == {True}
    assert {each.judged for each in found if each.name != "send"} == {False}
    assert "KeyError" in next(each.message for each in found if each.name != "send")


def test_an_exemption_for_longer_than_the_longest_term_is_void_and_reported() -> None:
    def found(expires: str, **config: object) -> list[str]:
        entry = {"resource": "contacts", "reason": "agreed", "expires": expires}
        settings = {RECOVERY: {"exemptions": [entry], **config}}
        return [each.message for each in PACK.judge(WITHOUT_RECOVERY, settings, today=TODAY)]

    assert found("2027-05-21") == []
    too_long, broken = found("2027-05-22")
    assert too_long == (
        f"The exemption of contacts from {RECOVERY} ends on 2027-05-22, later than 180 days from today."
        " Set its last day to 2027-05-21 at most."
    )
    assert broken.startswith("pointInTimeRecovery.enabled is false.")
    assert len(found("2026-12-01", longestExemptionDays=7)) == 2
    assert found("2027-06-30", longestExemptionDays=365) == []


@pytest.mark.parametrize(
    ("config", "levels"),
    [
        ({RECOVERY: "advisory"}, ["advisory"]),
        ({RECOVERY: {"enforcementLevel": "advisory"}}, ["advisory"]),
        ({RECOVERY: "disabled"}, []),
        ({"all": "advisory"}, ["advisory"]),
        ({"all": "disabled", RECOVERY: "mandatory"}, ["mandatory"]),
    ],
)
def test_levels_are_configured_as_the_engine_takes_them(config: dict[str, object], levels: list[str]) -> None:
    assert [found.level.value for found in PACK.judge(WITHOUT_RECOVERY, config, today=TODAY)] == levels


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ({"table-point-in-time-recovry": "advisory"}, "table-point-in-time-recovry, which is no rule"),
        ({RECOVERY: {"exemption": []}}, "has exemption; it knows"),
    ],
)
def test_a_configuration_that_no_rule_knows_is_refused(
    config: dict[str, object], says: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=says):
        PACK.judge(STACK, config)
    path = tmp_path / "config.json"
    path.write_text(json.dumps(config))
    with pytest.raises(ValueError, match=says):
        PACK.read_config(path)


def test_an_exemption_by_urn_spares_only_that_resource() -> None:
    stack = changed("rate-limit", "pointInTimeRecovery.enabled", False)(WITHOUT_RECOVERY)
    entry = {"resource": the(STACK, "contacts").urn, "reason": "agreed", "expires": "2027-01-31"}
    assert [found.name for found in PACK.judge(stack, {RECOVERY: {"exemptions": [entry]}}, today=TODAY)] == [
        "rate-limit"
    ]


def test_an_exemption_past_its_date_is_a_violation_even_of_a_resource_that_complies() -> None:
    entry = {"resource": "contacts", "reason": "agreed", "expires": "2026-11-21"}
    (violation,) = PACK.judge(STACK, {RECOVERY: {"exemptions": [entry]}}, today=TODAY)
    assert violation.message.startswith(f"The exemption of contacts from {RECOVERY} ended on 2026-11-21.")


def test_the_engine_gets_every_rule_with_its_level_and_a_schema_with_defaults() -> None:
    for rule in RULES:
        policy = rule.policy()
        assert policy.name == rule.name
        assert policy.enforcement_level in (EnforcementLevel.MANDATORY, EnforcementLevel.ADVISORY)
        assert policy.config_schema is not None
        assert all("default" in schema for schema in policy.config_schema.properties.values())


def test_a_resource_rule_reports_to_the_engine() -> None:
    policy = next(rule for rule in RULES if rule.name == RECOVERY).policy()
    assert isinstance(policy, ResourceValidationPolicy)
    table = resource(tokens.TABLE, "contacts")
    options = PolicyResourceOptions(False, [], None, [], PolicyCustomTimeouts(0, 0, 0), [])
    args = ResourceValidationArgs(
        table.type, unknown_checking_proxy(dict(table.props)), table.urn, table.name, options, None
    )
    reported: list[tuple[str, str | None]] = []
    policy.validate(args, lambda message, urn=None: reported.append((message, urn)))
    assert [urn for _, urn in reported] == [table.urn]


def test_a_stack_rule_gets_from_the_engine_what_the_resource_rules_were_shown() -> None:
    rules = {rule.name: rule.policy() for rule in RULES}
    recovery, tls = rules[RECOVERY], rules["queue-tls-only"]
    assert isinstance(recovery, ResourceValidationPolicy)
    assert isinstance(tls, StackValidationPolicy)
    options = PolicyResourceOptions(False, [], None, [], PolicyCustomTimeouts(0, 0, 0), [])

    def report(message: str, urn: str | None = None) -> None:
        pytest.fail(f"{urn}: {message}")

    seen = []
    for found in STACK:
        inputs = unknown_checking_proxy(dict(found.props))
        recovery.validate(
            ResourceValidationArgs(found.type, inputs, found.urn, found.name, options, None), report
        )
        outputs = unknown_checking_proxy({**found.props, "policy": UNKNOWN, "arn": UNKNOWN})
        seen.append(PolicyResource(found.type, outputs, found.urn, found.name, options, None, None, [], {}))
    tls.validate(StackValidationArgs(seen), report)


def test_a_rule_set_of_ones_own_judges_by_its_rules_alone() -> None:
    own = RuleSet([rule for rule in RULES if rule.name == RECOVERY])
    broken = changed("contacts", "deletionProtectionEnabled", False)(WITHOUT_RECOVERY)
    assert [found.rule for found in own.judge(broken, today=TODAY)] == [RECOVERY]


def test_a_violation_is_data_for_a_report() -> None:
    (violation,) = PACK.judge(WITHOUT_RECOVERY, today=TODAY)
    data = json.loads(json.dumps(violation.data()))
    assert (data["rule"], data["level"], data["severity"], data["judged"]) == (
        RECOVERY,
        "mandatory",
        "critical",
        True,
    )
