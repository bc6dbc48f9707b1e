"""Runs the policy pack's own rules on a deployment: on each resource before it is made, and on the whole at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from local import deploy
from local.errors import LocalError
from policies import PACK, RegisteredResource, Violation


@dataclass(frozen=True)
class Verdict:
    """What the policies say. ``violations`` holds the advisory ones too."""

    rules: int
    resources: int
    violations: Sequence[Violation]

    @property
    def stopping(self) -> list[Violation]:
        """The violations that would stop a deployment on AWS."""
        return [violation for violation in self.violations if violation.stops]


CONFIG = PACK.read_config(Path(__file__).resolve().parent.parent / "policies" / "config.json")
"""Levels, parameters and exemptions, as given to the engine by ``--policy-pack-config``."""


def admit(resource: deploy.Resource) -> None:
    """Refuses a resource that the engine would not make: ``LocalError`` with the first reason."""
    for violation in PACK.judge_resource(_judged(resource), CONFIG):
        if violation.stops:
            raise LocalError(f"a policy stops the deployment: {violation}")


def judged(deployment: deploy.Deployment) -> Verdict:
    """Every rule on every resource and on the whole, as ``pulumi preview --policy-pack policies`` would."""
    resources = [_judged(each) for each in deployment.resources]
    return Verdict(len(PACK.rules), len(resources), PACK.judge(resources, CONFIG))


def _judged(resource: deploy.Resource) -> RegisteredResource:
    return RegisteredResource(
        type=resource.type,
        name=resource.name,
        urn=resource.urn,
        props=resource.inputs,
        outputs=resource.outputs,
        parent=resource.parent or None,
        protect=resource.protect,
        provider=resource.provider or None,
        dependencies=resource.property_dependencies,
    )
