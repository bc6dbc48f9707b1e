"""The mandate as a contract: recovery, tagging and least privilege stay mandatory, whatever is configured."""

import json
from pathlib import Path
from typing import Any

import pytest
from pulumi_policy import EnforcementLevel

from local.deployment import policing
from local.errors import LocalError
from local.judges import analysis
from policies.guardrails import MANDATE, PACK, RuleSet
from policies.guardrails.judging.rule import COMMON
from policies.guardrails.rules import RULES

CONFIG = Path(__file__).parents[2] / "policies" / "config.json"
MANDATED = [rule for rule in RULES if rule.family in MANDATE]
NAMES = [rule.name for rule in MANDATED]
CUSTOMERS_TAGS = {"Project", "Component", "Environment", "ManagedBy"}
AGREED: dict[str, set[str]] = {
    "pass-role-bound": {"services"},
    "put-events-bound-to-source": {"sharedBuses"},
    "required-tags": {"required", "allowed"},
}
"""The settings of mandated rules that this repository may give: each is the customer's own word."""


def written(folder: Path, config: dict[str, Any]) -> Path:
    path = folder / "config.json"
    path.write_text(json.dumps(config))
    return path


def test_the_mandate_is_recovery_tagging_and_least_privilege() -> None:
    assert (
        {family.value for family in MANDATE}
        == {"recovery", "tagging", "least privilege"}
        == {rule.family.value for rule in MANDATED}
    )
    assert PACK.mandate == MANDATE


@pytest.mark.parametrize("rule", MANDATED, ids=NAMES)
def test_a_rule_of_the_mandate_is_mandatory_by_itself(rule: Any) -> None:
    assert rule.level is EnforcementLevel.MANDATORY
    assert rule.policy().enforcement_level is EnforcementLevel.MANDATORY


@pytest.mark.parametrize("level", ["disabled", "advisory", "remediate"])
@pytest.mark.parametrize("form", ["level", "object"])
def test_the_whole_pack_cannot_be_weakened_by_the_configuration(
    level: str, form: str, tmp_path: Path
) -> None:
    given = level if form == "level" else {"enforcementLevel": level}
    with pytest.raises(ValueError, match=r"part of the mandate \(least privilege, recovery, tagging\)"):
        PACK.read_config(written(tmp_path, {"all": given}))


@pytest.mark.parametrize("rule", NAMES)
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("disabled", "disabled"),
        ("advisory", "advisory"),
        ({"enforcementLevel": "advisory"}, "advisory"),
        ({"unknown": "ignored"}, "ignores unknown values"),
        ({"longestExemptionDays": 181}, "181 days, longer than 180"),
    ],
    ids=["disabled", "advisory", "advisory as an object", "unknown ignored", "exemptions without end"],
)
def test_a_rule_of_the_mandate_cannot_be_weakened_by_the_configuration(
    rule: str, given: Any, says: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=f"{says}.*{rule} is part of the mandate"):
        PACK.read_config(written(tmp_path, {rule: given}))


@pytest.mark.parametrize("config", [{"all": "disabled"}, {"required-tags": "advisory"}])
def test_make_up_and_make_analyze_refuse_a_configuration_that_weakens_the_mandate(
    config: dict[str, Any], tmp_path: Path
) -> None:
    path = written(tmp_path, config)
    with pytest.raises(LocalError, match=r"config\.json: .* is part of the mandate"):
        policing.config(path)
    with pytest.raises(LocalError, match=r"config\.json: .* is part of the mandate"):
        analysis.analyze("dev", tmp_path / "dev.json", tmp_path, pack=tmp_path)


def test_the_configuration_of_this_repository_keeps_the_mandate() -> None:
    config = PACK.read_config(CONFIG)
    for rule in MANDATED:
        given = config.get(rule.name, {})
        strange = set(given) - AGREED.get(rule.name, set()) - {"enforcementLevel", *COMMON}
        assert not strange, f"{rule.name}: {strange} is no setting that the customer has agreed to"
    tagging = next(rule for rule in MANDATED if rule.name == "required-tags")
    assert set(tagging.settings(config.get("required-tags", {}))["required"]) >= CUSTOMERS_TAGS


def test_other_rules_are_the_teams_to_weaken_and_a_pack_of_ones_own_has_no_mandate(tmp_path: Path) -> None:
    assert PACK.read_config(written(tmp_path, {"function-tracing-active": "advisory"}))
    assert RuleSet(RULES).read_config(written(tmp_path, {"all": "advisory"}))
