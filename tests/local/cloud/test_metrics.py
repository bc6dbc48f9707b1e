"""The embedded cloud counts a function's invocations as CloudWatch does."""

from types import SimpleNamespace
from typing import Any

import pytest

from local.cloud import emulated_metrics


class Service:
    """MiniStack's functions, of which one succeeds, one fails and one breaks its executor."""

    def __init__(self) -> None:
        self.counted: list[tuple[str, bool, bool]] = []
        self.service = SimpleNamespace(
            _emit_lambda_metrics=self._emit, _execute_function_dispatch=self._dispatch
        )
        emulated_metrics.count(self.service)

    def _emit(self, name: str, duration_ms: float, error: bool, throttle: bool) -> None:
        assert duration_ms >= 0
        self.counted.append((name, error, throttle))

    def _dispatch(
        self, function: Any, configuration: Any, event: str, request_id: str, started: float
    ) -> Any:
        if event == "break":
            raise RuntimeError(event)
        return {"error": event == "fail"}

    def run(self, event: str) -> Any:
        return self.service._execute_function_dispatch({}, {"FunctionName": "sender"}, event, "1", 0.0)


def test_each_invocation_counts_where_it_is_run() -> None:
    service = Service()
    assert service.run("work") == {"error": False}
    assert service.run("fail") == {"error": True}
    with pytest.raises(RuntimeError):
        service.run("break")
    assert service.counted == [("sender", False, False), ("sender", True, False), ("sender", True, False)]


def test_an_invocation_that_somebody_asked_for_counts_once_and_a_throttled_one_too() -> None:
    service = Service()
    service.service._emit_lambda_metrics("sender", duration_ms=5.0, error=False, throttle=False)
    assert service.counted == []
    service.service._emit_lambda_metrics("sender", duration_ms=0.0, error=False, throttle=True)
    assert service.counted == [("sender", False, True)]
