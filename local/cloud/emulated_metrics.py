"""The metrics of functions as CloudWatch counts them: each invocation, whatever started it.

MiniStack counts those that a caller asks for, and none that a queue, a rule or a schedule starts, nor the retries.
"""

from collections.abc import Callable
from time import time
from typing import Any


def count(service: Any) -> None:
    """Let MiniStack's functions (``lambda_svc``) count each invocation once, where it is run."""
    emit, dispatch = service._emit_lambda_metrics, service._execute_function_dispatch
    service._emit_lambda_metrics = _throttles(emit)
    service._execute_function_dispatch = _counted(dispatch, emit)


def _throttles(emit: Callable[..., None]) -> Callable[..., None]:
    """Return what counts a throttled invocation, which is never run, and no other."""

    def throttled(name: str, duration_ms: float, error: bool, throttle: bool) -> None:
        if throttle:
            emit(name, duration_ms=duration_ms, error=error, throttle=throttle)

    return throttled


def _counted(dispatch: Callable[..., Any], emit: Callable[..., None]) -> Callable[..., Any]:
    def run(function: Any, configuration: Any, event: Any, request_id: str, started: float) -> Any:
        failed = True
        try:
            result = dispatch(function, configuration, event, request_id, started)
            failed = isinstance(result, dict) and bool(result.get("error"))
            return result
        finally:
            name, spent = configuration.get("FunctionName", "unknown"), 1000 * (time() - started)
            emit(name, duration_ms=spent, error=failed, throttle=False)

    return run
