"""The invocation of other functions of the stack."""

import json
from collections.abc import Mapping
from typing import Any

from handlers.common.storage import clients


def start(name: str, payload: Mapping[str, Any]) -> None:
    """Invoke a function without waiting for it: AWS keeps the call, repeats it if it fails, and loses none."""
    clients.lambda_().invoke(FunctionName=name, InvocationType="Event", Payload=json.dumps(payload).encode())
