"""Runs the policy pack's own rules on a deployment: on each resource before it is made, and on the whole at the end."""

from local.deployment.results import DeployedResource, Deployment, PolicyResult
from local.deployment.stack_configuration import ROOT
from local.errors import LocalError
from policies.guardrails import PACK, RegisteredResource

CONFIG = PACK.read_config(ROOT / "policies" / "config.json")
"""Levels, parameters and exemptions, as given to the engine by ``--policy-pack-config``."""


def admit(resource: DeployedResource) -> None:
    """Refuse a resource that the engine would not make: ``LocalError`` with the first reason."""
    for violation in PACK.judge_resource(_judged(resource), CONFIG):
        if violation.stops:
            raise LocalError(f"a policy stops the deployment: {violation}")


def police(deployment: Deployment) -> PolicyResult:
    """Run every rule on every resource and on the whole, as ``pulumi preview --policy-pack policies`` would."""
    resources = [_judged(each) for each in deployment.resources]
    return PolicyResult(len(PACK.rules), len(resources), PACK.judge(resources, CONFIG))


def _judged(resource: DeployedResource) -> RegisteredResource:
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
        position=resource.position,
    )
