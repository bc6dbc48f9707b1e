"""Other functions of the stack: their invocation, and the addresses at which the world reaches them."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from handlers.common.storage import clients


def start(name: str, payload: Mapping[str, Any]) -> None:
    """Invoke a function without waiting for it: AWS keeps the call, repeats it if it fails, and loses none."""
    clients.lambda_().invoke(FunctionName=name, InvocationType="Event", Payload=json.dumps(payload).encode())


@cache
def url(name: str) -> str:
    """Return the URL of a function, with a slash at its end; boto's ``ClientError`` if it has none."""
    found = clients.lambda_().get_function_url_config(FunctionName=name)["FunctionUrl"]
    return f"{str(found).rstrip('/')}/"
