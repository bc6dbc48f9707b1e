"""Runs the policy pack's own rules on what a deployment has made."""

from collections.abc import Sequence
from dataclasses import dataclass

from local.deploy import Deployment
from policies.rules import RULES
from policies.rules.judge import Resource, Violation, judge


@dataclass(frozen=True)
class Verdict:
    """What the policies say. ``violations`` holds the advisory ones too."""

    rules: int
    resources: int
    violations: Sequence[Violation]

    @property
    def stopping(self) -> list[Violation]:
        """The violations that would stop a deployment on AWS."""
        return [violation for violation in self.violations if violation.mandatory or not violation.judged]


def judged(deployment: Deployment) -> Verdict:
    """Every rule on every resource and on the whole, as ``pulumi preview --policy-pack policies`` would."""
    resources = [
        Resource(
            type=each.type,
            name=each.name,
            urn=each.urn,
            props=each.inputs,
            outputs=each.outputs,
            parent=each.parent or None,
            protect=each.protect,
            provider=each.provider or None,
            dependencies=each.property_dependencies,
        )
        for each in deployment.resources
    ]
    return Verdict(len(RULES), len(resources), judge(resources))
