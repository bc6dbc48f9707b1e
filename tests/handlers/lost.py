"""Answers of AWS that get lost: the request is done, and boto3 hears nothing and repeats it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ReadTimeoutError


@contextmanager
def lost_answers(client: Any, operation: str, times: int = 1) -> Generator[list[int]]:
    """Lose the answers of the first ``times`` requests of an operation; gives how many requests there were."""
    session = client._endpoint.http_session
    real, asked = session.send, [0]

    def send(request: Any) -> Any:
        answer = real(request)
        target = request.headers.get("X-Amz-Target", b"")
        if (target.decode() if isinstance(target, bytes) else target).endswith(f".{operation}"):
            asked[0] += 1
            if asked[0] <= times:
                raise ReadTimeoutError(endpoint_url=request.url)
        return answer

    session.send = send
    try:
        yield asked
    finally:
        session.send = real
