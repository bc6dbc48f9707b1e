"""What a program registered, as the pack takes it."""

from local.deployment import policing
from local.deployment.recorder import Recording
from policies.guardrails import RegisteredResource


def judged(recording: Recording) -> list[RegisteredResource]:
    return [policing.judged(found) for found in recording.resources]
