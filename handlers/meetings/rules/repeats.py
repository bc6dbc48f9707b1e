"""The token by which a repeated event is known for what it is.

The bus gives every event an id of its own, also one that is put again because the answer to the first was lost. So
what asks for something carries the id of the asking, the same in every repeat.
"""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:#/=-]{0,127}")


def _ours(value: object) -> object:
    """Leave out what the customer's own systems may mean by such a field."""
    return value if isinstance(value, str) and _TOKEN.fullmatch(value) else None


RequestId = Annotated[str | None, BeforeValidator(_ours)]
"""The id of a request or a choice; None in the events of others, whose own id stands in for it."""

CorrelationId = RequestId
"""The id that ties together all that follows from one thing; None where it is no such id."""

Round = Annotated[int, Field(ge=1, le=10_000)]
"""The number of an offer of a meeting."""
