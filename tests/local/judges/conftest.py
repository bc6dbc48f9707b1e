from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from local.deployment.recorder import RecordedResource
from tests.recordings import recorded

Change = Callable[..., RecordedResource]


@pytest.fixture(scope="session")
def dev() -> tuple[RecordedResource, ...]:
    return tuple(recorded("dev").resources)


@pytest.fixture(scope="session")
def prod() -> tuple[RecordedResource, ...]:
    return tuple(recorded("prod").resources)


@pytest.fixture
def resource(dev: tuple[RecordedResource, ...]) -> Callable[[str, str], RecordedResource]:
    """The resource of dev with a type and a logical name."""
    by_name = {(each.type, each.name): each for each in dev}
    return lambda type_, name: by_name[type_, name]


@pytest.fixture
def changed() -> Change:
    """A resource with other inputs; an input that is None is taken away."""

    def change(found: RecordedResource, **inputs: Any) -> RecordedResource:
        merged = {key: value for key, value in {**found.inputs, **inputs}.items() if value is not None}
        return replace(found, inputs=merged)

    return change
