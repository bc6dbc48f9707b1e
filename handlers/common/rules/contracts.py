"""Parsing of events and requests into models."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar, get_args

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError

from handlers.common.rules.contract_error import ContractError
from handlers.common.rules.redaction import described

_Model = TypeVar("_Model", bound=BaseModel)
_Detail = TypeVar("_Detail")

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
MOST_FAULTS = 5
"""Faults that a message names; the first ones are enough to find the rest."""


def _within_reach(moment: datetime) -> datetime:
    try:
        if EARLIEST <= moment.astimezone(UTC) < LATEST:
            return moment
    except OverflowError:
        pass
    raise ValueError(f"give an instant from {EARLIEST.year} to {LATEST.year - 1}")


Instant = Annotated[AwareDatetime, AfterValidator(_within_reach)]
"""An instant with its offset that any zone and any calendar can express."""

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:#/=-]{0,199}$")]
"""An id, ours or somebody else's: it is logged, so no address and no name of several words is one."""


class Raised(BaseModel, Generic[_Detail]):
    """An event of the bus, with its detail as a model."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Token
    detail: _Detail


def parse(model: type[_Model], data: object, what: str) -> _Model:
    """Return ``data`` as a ``model``.

    Raise ``ContractError``, which names ``what`` the data are and the fields at fault.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _refused(model, error, what) from None


def parse_json(model: type[_Model], text: str, what: str) -> _Model:
    """Return a JSON document as a ``model``; raise ``ContractError`` as ``parse`` does."""
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise _refused(model, error, what) from None


def _refused(model: type[BaseModel], error: ValidationError, what: str) -> ContractError:
    names = frozenset(_names(model))
    faults = error.errors(include_url=False, include_context=False)
    fields = [_field(fault["loc"], names) for fault in faults]
    told = [f"{field}: {_problem(fault)}" for field, fault in zip(fields, faults, strict=True)]
    more = f"; and {len(told) - MOST_FAULTS} more" if len(told) > MOST_FAULTS else ""
    return ContractError(
        fields[0],
        f"{what} is malformed, correct it where it is raised: {'; '.join(told[:MOST_FAULTS])}{more}",
    )


def _problem(fault: Any) -> str:
    message = fault["msg"].removeprefix("Value error, ")
    return message if fault["type"] == "missing" else f"{message}, not {described(fault['input'])}"


def _field(place: tuple[str | int, ...], names: frozenset[str]) -> str:
    """The path of a field; a name that is not ours, which may be anything, is left out."""
    return ".".join(str(part) if isinstance(part, int) or part in names else "…" for part in place) or "it"


def _names(model: type[BaseModel]) -> Iterator[str]:
    """The names of all fields of a model and of the models in it."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for each in (field.annotation, *get_args(field.annotation)):
            if isinstance(each, type) and issubclass(each, BaseModel):
                yield from _names(each)
