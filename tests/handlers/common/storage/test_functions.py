"""The address of another function is asked for once, and has one slash at its end."""

from typing import Any

import pytest

from handlers.common.storage import clients, functions


@pytest.mark.parametrize(
    "told", ["https://a1b2.lambda-url.us-east-1.on.aws/", "https://a1b2.lambda-url.us-east-1.on.aws"]
)
def test_the_url_of_a_function_is_read_once(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Lambda:
        def get_function_url_config(self, FunctionName: str) -> dict[str, Any]:  # noqa: N803  the client's own name
            asked.append(FunctionName)
            return {"FunctionUrl": told}

    monkeypatch.setattr(clients, "lambda_", Lambda)
    functions.url.cache_clear()
    assert [functions.url("receive-webhook") for _ in range(2)] == [f"{told.rstrip('/')}/"] * 2
    assert asked == ["receive-webhook"]
    functions.url.cache_clear()
