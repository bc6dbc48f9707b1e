"""The policy pack for Python callers, who apply its rules without the Pulumi engine: `policies.guardrails.PACK`."""

from .judging.judge import RuleSet, Violation
from .judging.registered import RegisteredResource
from .judging.rule import Family
from .rules import RULES

MANDATE = frozenset({Family.RECOVERY, Family.TAGGING, Family.LEAST_PRIVILEGE})
"""The families that no configuration may weaken; a team that wants to makes a `RuleSet` of its own."""

PACK = RuleSet(RULES, MANDATE)
"""Every rule of the pack, ready to judge resources."""

__all__ = ["MANDATE", "PACK", "RegisteredResource", "RuleSet", "Violation"]
