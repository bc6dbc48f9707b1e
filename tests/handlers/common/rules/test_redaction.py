"""What is kept of errors: where they happened and what they are about, and nobody's data."""

import traceback
from typing import Any

import pytest
from botocore.exceptions import ClientError
from pydantic import BaseModel, ValidationError

from handlers.common.rules import redaction
from handlers.common.rules.contracts import ContractError
from handlers.common.rules.refusals import Refused

PERSONAL = "Ana Souza +5511987654321"


class _Model(BaseModel):
    number: int


def _raised(error: Exception) -> Exception:
    try:
        try:
            raise KeyError(PERSONAL)
        except KeyError as cause:
            raise error from cause
    except Exception as caught:
        return caught


def _invalid() -> Exception:
    with pytest.raises(ValidationError) as caught:
        _Model.model_validate({"number": PERSONAL})
    return caught.value


REFUSED = ClientError({"Error": {"Code": "ValidationException", "Message": PERSONAL}}, "PutItem")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ContractError("slot", "the slot is missing"), "the slot is missing"),
        (KeyError(PERSONAL), redaction.WITHHELD),
        (ValueError(PERSONAL), redaction.WITHHELD),
        (Refused("no_phone", PERSONAL), redaction.WITHHELD),
        (REFUSED, "ValidationException in PutItem"),
        (_invalid(), "_Model does not fit (int_parsing)"),
        (ZeroDivisionError("division by zero"), "division by zero"),
    ],
)
def test_an_error_is_kept_with_its_name_its_place_and_its_causes_and_without_personal_data(
    error: Exception, told: str
) -> None:
    kept = redaction.safe(_raised(error))
    assert (type(kept).__name__, str(kept)) == (type(error).__name__, told)
    text = "".join(traceback.format_exception(kept))
    assert "_raised" in text
    assert f"KeyError: {redaction.WITHHELD}" in text
    assert "Ana" not in text
    assert "98765" not in text


def test_errors_that_cause_each_other_come_to_an_end() -> None:
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert redaction.safe(first).__cause__ is not None


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "null"),
        (True, "true"),
        (7, "7"),
        (5511987654321, "a large number"),
        (float("nan"), "a large number"),
        ("", "empty text"),
        (PERSONAL, "text of 24 characters"),
        ([PERSONAL], "a list of 1"),
        ({PERSONAL: 1}, "an object of 1 fields"),
        (b"x", "a bytes"),
    ],
)
def test_a_value_is_told_by_kind_and_size(value: Any, told: str) -> None:
    assert redaction.described(value) == told
