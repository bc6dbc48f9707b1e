"""Reading what an event or a request brings as one of the models."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

_Model = TypeVar("_Model", bound=BaseModel)


class ContractError(ValueError):
    """What came is not what was agreed. The message names the fields and never what they hold: it is logged."""


def parse(model: type[_Model], data: object, what: str) -> _Model:
    """``data`` as a ``model``; ``ContractError`` that says what is wrong with ``what`` and where."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'detail'}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_context=False, include_input=False)
        )
        raise ContractError(f"{what} is malformed, correct it where it is raised: {faults}") from None
