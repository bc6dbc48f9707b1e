"""Events and requests as models: what is wrong is named, and what was sent is not repeated."""

from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from handlers.common.rules.contracts import ContractError, Instant, Raised, parse, parse_json


class _Detail(BaseModel):
    model_config = ConfigDict(extra="forbid")

    at: Instant
    number: int = 0


def refused(data: Any) -> ContractError:
    with pytest.raises(ContractError) as caught:
        parse(Raised[_Detail], data, "the event")
    return caught.value


NOON = "2026-11-23T12:00:00Z"


@pytest.mark.parametrize(
    ("detail", "field", "told"),
    [
        ({}, "detail.at", "Field required"),
        ({"at": NOON, "number": "Ana"}, "detail.number", "not text of 3 characters"),
        ({"at": NOON, "Ana": 1}, "detail.…", "Extra inputs are not permitted, not 1"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "detail.at", "give an instant from 2000 to 2099"),
        ({"at": "9999-12-31T23:59:59-12:00"}, "detail.at", "give an instant from 2000 to 2099"),
        ({"at": "2026-11-23T12:00:00"}, "detail.at", "timezone"),
        (None, "detail", "not null"),
    ],
)
def test_a_field_that_does_not_fit_is_named_with_the_kind_of_its_value(
    detail: Any, field: str, told: str
) -> None:
    error = refused({"id": "e", "detail": detail})
    assert error.field == field
    assert f"the event is malformed, correct it where it is raised: {field}: " in str(error)
    assert told in str(error)
    assert "Ana" not in str(error)


def test_an_event_that_is_no_object_is_named_as_a_whole() -> None:
    assert refused([]).field == "it"
    with pytest.raises(ContractError, match="Invalid JSON"):
        parse_json(_Detail, "?", "the message")


def test_of_many_faults_the_first_are_named_and_the_rest_are_counted() -> None:
    extra = {f"x{number}": 1 for number in range(9)}
    assert "; and 4 more" in str(refused({"id": "e", "detail": {"at": NOON, **extra}}))
