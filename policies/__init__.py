"""The rules of this stack, for runners that are not the Pulumi engine: see `policies.rules.judge`."""

from .rules.judge import Resource, Violation, judge, judge_resource, judge_stack

__all__ = ["Resource", "Violation", "judge", "judge_resource", "judge_stack"]
