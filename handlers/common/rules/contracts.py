"""Parsing of events and requests into models."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

_Model = TypeVar("_Model", bound=BaseModel)


class ContractError(ValueError):
    """An event or request that does not match its model.

    The message names the fields and never their values, because it is logged.
    """


def parse(model: type[_Model], data: object, what: str) -> _Model:
    """Return ``data`` as a ``model``.

    Raise ``ContractError``, which names ``what`` the data are and the fields at fault.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'detail'}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_context=False, include_input=False)
        )
        raise ContractError(f"{what} is malformed, correct it where it is raised: {faults}") from None
