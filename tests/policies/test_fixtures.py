"""Every rule against its fixtures, through the engine's proxies."""

from datetime import date
from typing import Any

import pytest

from policies.guardrails import PACK, RegisteredResource, RuleSet, Violation
from policies.guardrails.rules import RULES
from tests import lines
from tests.policies.cases import AtPreview, Cases, Compliant, Unknown, Violating
from tests.policies.fixtures import CASES
from tests.policies.stack import STACK, resource

TODAY = date(2026, 11, 22)
NAMES = [rule.name for rule in RULES]
ALONE = {rule.name: RuleSet([rule]) for rule in RULES}
LEVELS = {rule.name: rule.level for rule in RULES}
OTHER = resource("random:index/randomString:RandomString", "other", length=8)


def found(
    rule: str, stack: tuple[RegisteredResource, ...], config: dict[str, Any] | None = None
) -> list[Violation]:
    """Return the violations of one rule, alone, on a stack."""
    settings = {"enforcementLevel": LEVELS[rule].value, **(CASES[rule].config or {}), **(config or {})}
    return ALONE[rule].judge(stack, {rule: settings}, today=TODAY)


def each(field: str) -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule}: {case.what}")
        for rule, cases in CASES.items()
        for case in getattr(cases, field)
    ]


def test_every_rule_has_fixtures_and_every_fixture_a_rule() -> None:
    assert sorted(CASES) == sorted(NAMES)
    assert len(set(NAMES)) == len(NAMES)


@lines.over("rule", NAMES)
def test_a_rule_has_a_violating_fixture_and_one_with_an_unknown_value(rule: str) -> None:
    assert CASES[rule].violating
    assert CASES[rule].unknown


def test_the_compliant_stack_passes_every_rule() -> None:
    assert PACK.judge(STACK, today=TODAY) == []


@lines.over(("rule", "case"), each("violating"))
def test_what_breaks_a_rule_is_reported_on_its_resource_with_the_value_found(
    rule: str, case: Violating
) -> None:
    violations = found(rule, case.change(STACK))
    assert [v.message for v in violations if v.name == case.on and v.judged and case.says in v.message], (
        violations
    )
    assert {violation.level for violation in violations} == {LEVELS[rule]}, violations


@lines.over(("rule", "case"), each("compliant"))
def test_what_complies_in_another_way_is_left_alone(rule: str, case: Compliant) -> None:
    assert found(rule, case.change(STACK)) == []


@lines.over(("rule", "case"), each("unknown"))
def test_a_value_unknown_at_preview_means_what_the_rule_decided(rule: str, case: AtPreview) -> None:
    violations = found(rule, case.change(STACK))
    match case.outcome:
        case Unknown.PASSES:
            assert violations == []
        case Unknown.UNJUDGED:
            assert violations
            assert not any(violation.judged for violation in violations), violations
            assert all("is not known before the deployment" in found.message for found in violations)
        case Unknown.VIOLATES:
            assert any(violation.judged for violation in violations)


@lines.over("rule", NAMES)
def test_a_resource_of_another_type_is_none_of_a_rules_business(rule: str) -> None:
    assert found(rule, (OTHER,)) == []


def _exempt(rule: str, cases: Cases, **entry: str) -> list[Violation]:
    case = cases.violating[0]
    broken = case.change(STACK)
    names = {violation.name for violation in found(rule, broken)}
    entries = [{"resource": name, **entry} for name in sorted(names)]
    return found(rule, broken, {"exemptions": entries})


@lines.over(("rule", "cases"), CASES.items(), ids=list(CASES))
def test_an_exemption_with_a_reason_holds_until_its_last_day(rule: str, cases: Cases) -> None:
    assert _exempt(rule, cases, reason="agreed with the customer", expires=TODAY.isoformat()) == []


@lines.over(("rule", "cases"), CASES.items(), ids=list(CASES))
@lines.over(
    ("entry", "fault"),
    [
        ({"expires": "2027-01-31"}, "has no reason"),
        ({"reason": " ", "expires": "2027-01-31"}, "has no reason"),
        ({"reason": "agreed"}, "has no expiry date"),
        ({"reason": "agreed", "expires": "soon"}, "has no expiry date"),
        ({"reason": "agreed", "expires": "2026-11-21"}, "ended on 2026-11-21"),
    ],
    ids=["no reason", "blank reason", "no date", "no real date", "past its date"],
)
def test_an_exemption_that_does_not_hold_is_a_violation_beside_the_one_it_meant(
    rule: str, cases: Cases, entry: dict[str, str], fault: str
) -> None:
    violations = _exempt(rule, cases, **entry)
    assert any(fault in violation.message for violation in violations)
    assert any(cases.violating[0].says in violation.message for violation in violations)
