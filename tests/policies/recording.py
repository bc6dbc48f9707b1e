"""What a program registered, as the pack takes it."""

from local.deployment.recorder import Recording
from policies.guardrails import RegisteredResource


def judged(recording: Recording) -> list[RegisteredResource]:
    return [
        RegisteredResource(
            type=found.type,
            name=found.name,
            urn=found.urn,
            props=found.inputs,
            outputs=found.outputs,
            parent=found.parent,
            protect=found.protect,
            provider=found.provider or None,
            dependencies=found.property_dependencies,
            position=found.position,
        )
        for found in recording.resources
    ]
