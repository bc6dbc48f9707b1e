"""A stack's configuration, read into a pydantic model and checked before anything is registered.

Every wrong value is reported at once, each with its key, the value found and the command that cures it. Pulumi
itself accepts a misspelt key in silence; here it is refused with the nearest key that exists.
"""

import difflib
import json
import shlex
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env
from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

_REASON = "reason"

Model = TypeVar("Model", bound=BaseModel)


def setting(description: str, must: str, example: str, **rest: Any) -> Any:
    """Return a field of a model, to be found under its alias.

    ``must`` completes "it must …" in the report of a wrong value, ``example`` is the rest of the ``pulumi config set``
    that cures it, with ``{key}`` for the key. ``rest`` is passed on to pydantic's ``Field``.
    """
    return Field(description=description, json_schema_extra={"must": must, "example": example}, **rest)


def text(pattern: str) -> Any:
    """Return the constraint of a text that a regular expression matches as a whole."""
    return StringConstraints(pattern=f"^(?:{pattern})$")


def refusal(must: str, cure: str | None = None) -> PydanticCustomError:
    """Return the error for a validator of a model to raise: "it ``must``", cured at ``cure`` if at another key."""
    return PydanticCustomError(_REASON, "{must}", {"must": must, "cure": cure} if cure else {"must": must})


def _parsed(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


FROM_JSON = BeforeValidator(_parsed)
"""The constraint of a list or an object, which the engine hands over as JSON text."""

Region = Annotated[str, text(r"(us|ca|sa|eu|me|af|ap|il|mx)-[a-z]+-\d")]
AccountIds = Annotated[tuple[Annotated[str, text(r"\d{12}")], ...], FROM_JSON]


def load(model: type[Model]) -> Model:
    """Read the running stack's configuration; ``pulumi.RunError`` lists everything that is wrong with it."""
    return parse(model, {**get_config_env(), **CONFIG.get()}, pulumi.get_project())


def parse(model: type[Model], config: Mapping[str, Any], project: str) -> Model:
    """Read ``config``, whose keys carry their namespace (``<project>:environment``, ``aws:region``).

    ``pulumi.RunError`` lists everything that is wrong with it.
    """
    known, prefix = keys(model), f"{project}:"
    ours = {key.removeprefix(prefix): value for key, value in config.items() if key.startswith(prefix)}
    values = ours | {key: config[key] for key in known if ":" in key and key in config}
    # The defaults in Pulumi.yaml know no null: a key that is set to nothing is a key that is not set.
    values = {key: value for key, value in values.items() if value != ""}
    problems = [_unknown(key, value, known) for key, value in ours.items() if key not in known]
    try:
        found = model.model_validate({key: value for key, value in values.items() if key in known})
    except ValidationError as error:
        problems = _wrong_values(model, error, values) + problems
    else:
        if not problems:
            return found
    lines = [f"  {what}\n    {cure}" for what, cure in problems]
    raise pulumi.RunError(
        "\n".join(["The stack's configuration is wrong; nothing has been changed.", *lines])
    )


def keys(model: type[BaseModel]) -> dict[str, str]:
    """Map each key of the configuration to its field; keys of the provider carry its namespace."""
    return {field.alias: name for name, field in model.model_fields.items() if field.alias}


def _wrong_values(
    model: type[BaseModel], error: ValidationError, values: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Return what is wrong with each key and the command that cures it."""
    # An item of a list has a path of its own; one line for the key is enough.
    # A default that is wrong goes by the name of its field.
    wrong = {str(found["loc"][0]): found for found in reversed(error.errors())}
    found = {key: wrong.get(key, wrong.get(field)) for key, field in keys(model).items()}
    return [_wrong(model, key, what, values) for key, what in found.items() if what]


def _wrong(model: type[BaseModel], key: str, error: Any, values: Mapping[str, Any]) -> tuple[str, str]:
    found = f'"{values[key]}"' if key in values else "not set"
    must = error["msg"] if error["type"] == _REASON else f"must {_extra(model, key)['must']}"
    cure = (error.get("ctx") or {}).get("cure", key)
    # An item cannot be set in what is no list, and a wrong item would stay beside the new one.
    first = (
        f"pulumi config rm {key} && "
        if key in values and "--path" in _extra(model, key)["example"] and cure == key
        else ""
    )
    return (
        f"{key} is {found}: it {must}.",
        f"{first}pulumi config set {_extra(model, cure)['example'].format(key=cure)}",
    )


def _extra(model: type[BaseModel], key: str) -> dict[str, str]:
    extra: Any = model.model_fields[keys(model)[key]].json_schema_extra
    return extra


def _unknown(key: str, value: Any, known: Mapping[str, str]) -> tuple[str, str]:
    near = difflib.get_close_matches(key, [name for name in known if ":" not in name], n=1, cutoff=0.5)
    if not near:
        return f'{key} is "{value}": there is no such key.', f"pulumi config rm {shlex.quote(key)}"
    return (
        f'{key} is "{value}": there is no such key; did you mean {near[0]}?',
        f"pulumi config set {near[0]} {shlex.quote(str(value))} && pulumi config rm {shlex.quote(key)}",
    )
