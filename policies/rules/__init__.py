"""All rules of the pack. A rule is registered by standing in its module's `RULES`, and the module here."""

from . import (
    documents,
    negations,
    permissions,
    recovery,
    roles,
    tagging,
    trust,
    wildcard_actions,
    wildcard_resources,
)
from .core import Rule

MODULES = (
    recovery,
    tagging,
    wildcard_actions,
    wildcard_resources,
    negations,
    documents,
    trust,
    roles,
    permissions,
)

RULES: tuple[Rule, ...] = tuple(rule for module in MODULES for rule in module.RULES)
"""Every rule, in the order in which a run reports them."""

__all__ = ["RULES", "Rule"]
