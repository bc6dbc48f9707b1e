"""The policy pack for Python callers, who apply its rules without the Pulumi engine: `policies.guardrails.PACK`."""

from .framework.judge import RuleSet, Violation
from .framework.registered import RegisteredResource
from .rules import RULES

PACK = RuleSet(RULES)
"""Every rule of the pack, ready to judge resources."""

__all__ = ["PACK", "RegisteredResource", "RuleSet", "Violation"]
