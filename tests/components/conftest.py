from typing import Any

import pytest

from components.names import Names
from local.deployment import recorder


@pytest.fixture
def names() -> Names:
    """The names of another stack than ours."""
    return Names("shop", "dev", "us-east-1", recorder.ACCOUNT)


@pytest.fixture
def shared(names: Names) -> dict[str, Any]:
    """The arguments that every component takes."""
    return {"names": names, "tags": {"Project": "P"}}
