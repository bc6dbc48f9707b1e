"""The configuration of a pack, in the form of the file for `--policy-pack-config`: for each rule, its settings."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

from pulumi_policy import EnforcementLevel

from .exemptions import LONGEST, longest
from .rule import COMMON, Family, Rule

Config = Mapping[str, Any]

_COMMON_KEYS = frozenset({"enforcementLevel", *COMMON})
_NOT_RULES = frozenset({"all", "environments"})


def check(config: Config, rules: Sequence[Rule]) -> None:
    """Raise `ValueError` on a rule that does not exist, and on a setting that its rule does not take."""
    by_name = {rule.name: rule for rule in rules}
    for name, given in config.items():
        if name not in by_name and name not in _NOT_RULES:
            raise ValueError(
                f"The policy configuration names {name}, which is no rule: see policies/README.md"
            )
        known = _COMMON_KEYS.union(by_name[name].parameters if name in by_name else ())
        if isinstance(given, Mapping) and (strange := sorted(set(given) - known)):
            raise ValueError(f"The policy configuration of {name} has {strange[0]}; it knows {sorted(known)}")


def check_mandate(config: Config, rules: Sequence[Rule], mandate: Set[Family]) -> None:
    """Raise `ValueError` where the configuration weakens a rule of a family that the mandate keeps mandatory.

    Exemptions remain: each has its resource, its reason and its last day.
    """
    for rule in rules:
        if rule.family in mandate and (fault := _weakening(config, rule)):
            families = ", ".join(sorted(mandate))
            raise ValueError(
                f"The policy configuration {fault}, but {rule.name} is part of the mandate ({families}): remove"
                " that, and exempt single resources with a reason and a last day"
            )


def _weakening(config: Config, rule: Rule) -> str | None:
    found, given = level(config, rule), of_rule(config, rule)
    if found is not EnforcementLevel.MANDATORY:
        return f"makes {rule.name} {found.value}"
    if given.get("unknown") == "ignored":
        return f"ignores unknown values in {rule.name}"
    if longest(given) > LONGEST:
        return f"lets exemptions from {rule.name} last {longest(given)} days, longer than {LONGEST}"
    return None


def of_rule(config: Config, rule: Rule) -> Mapping[str, Any]:
    """Return a rule's own configuration; empty where it has none, or only a level."""
    given = config.get(rule.name)
    return given if isinstance(given, Mapping) else {}


def level(config: Config, rule: Rule) -> EnforcementLevel:
    """Return the level at which a rule is enforced: its own, else that of `all`, else the rule's default."""
    for name in (rule.name, "all"):
        given = config.get(name)
        found = given.get("enforcementLevel") if isinstance(given, Mapping) else given
        if found:
            return EnforcementLevel(found)
    return rule.level
