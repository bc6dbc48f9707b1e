"""The policy pack for Python callers, who apply its rules without the Pulumi engine: `policies.PACK`."""

from policies.framework.judge import RuleSet, Violation
from policies.framework.registered import RegisteredResource
from policies.rules import RULES

PACK = RuleSet(RULES)
"""Every rule of the pack, ready to judge resources."""

__all__ = ["PACK", "RegisteredResource", "RuleSet", "Violation"]
