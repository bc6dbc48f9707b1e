"""Runs the policy pack's own rules on a deployment: on each resource before it is made, and on the whole at the end."""

from functools import cache
from pathlib import Path

from local.deployment.recorder import RecordedResource
from local.deployment.results import DeployedResource, Deployment, PolicyResult
from local.deployment.stack_configuration import ROOT
from local.errors import LocalError
from policies.guardrails import PACK, RegisteredResource
from policies.guardrails.judging.config import Config

CONFIG = ROOT / "policies" / "config.json"
"""Levels, parameters and exemptions, as given to the engine by ``--policy-pack-config``."""


@cache
def config(path: Path) -> Config:
    """Return the pack's configuration. Raises ``LocalError`` where it is not the pack's, or weakens the mandate."""
    try:
        return PACK.read_config(path)
    except ValueError as error:
        raise LocalError(f"{path.name}: {error}") from error


def admit(resource: DeployedResource) -> None:
    """Refuse a resource that the engine would not make: ``LocalError`` with the first reason."""
    for violation in PACK.judge_resource(judged(resource), config(CONFIG)):
        if violation.stops:
            raise LocalError(f"a policy stops the deployment: {violation}")


def police(deployment: Deployment) -> PolicyResult:
    """Run every rule on every resource and on the whole, as ``pulumi preview --policy-pack policies`` would."""
    resources = [judged(each) for each in deployment.resources]
    of_aws = sum(each.custom for each in deployment.resources)
    return PolicyResult(len(PACK.rules), of_aws, PACK.judge(resources, config(CONFIG)))


def judged(resource: DeployedResource | RecordedResource) -> RegisteredResource:
    """Return a resource, deployed or only recorded, as the pack takes it."""
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
