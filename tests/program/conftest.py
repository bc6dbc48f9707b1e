from dataclasses import dataclass

import pytest

from local.deployment import recorder
from tests.recordings import recorded


@dataclass(frozen=True)
class Case:
    """One run of the whole program."""

    environment: str
    preview: bool
    recording: recorder.Recording

    @property
    def prefix(self) -> str:
        return f"micro-agente-disparo-agendamento-{self.environment}"

    def arn(self, service: str, resource: str) -> str:
        """The ARN of something in the stack's account and region."""
        return f"arn:aws:{service}:us-east-1:{recorder.ACCOUNT}:{resource}"


@pytest.fixture(
    scope="session",
    params=[("dev", False), ("dev", True), ("prod", False), ("prod", True)],
    ids=["dev", "dev-preview", "prod", "prod-preview"],
)
def case(request: pytest.FixtureRequest) -> Case:
    environment, preview = request.param
    return Case(environment, preview, recorded(environment, preview=preview))
