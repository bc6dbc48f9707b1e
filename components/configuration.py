"""A stack's configuration, read into a pydantic model and checked before anything is registered.

Every wrong value is reported at once, each with its key, the value found and the command that cures it. Pulumi
itself accepts a misspelt key in silence; here it is refused with the nearest key that exists.
"""

import difflib
import json
from collections.abc import Collection, Mapping
from typing import Annotated, Any, TypeVar

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env, get_config_secret_keys_env
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from components import cures, provider_keys

_REASON = "reason"
_PROVIDER = "aws:"
_LIKE = 0.5

Model = TypeVar("Model", bound=BaseModel)


def setting(description: str, must: str, example: str, **rest: Any) -> Any:
    """Return a field of a model, to be found under its alias.

    ``must`` completes "it must …" in the report of a wrong value, ``example`` is a value that would be right; that of
    a list is one of its items. ``rest`` is passed on to pydantic's ``Field``.
    """
    return Field(description=description, json_schema_extra={"must": must, "example": example}, **rest)


def text(pattern: str) -> Any:
    """Return the constraint of a text that a regular expression matches as a whole."""
    return StringConstraints(pattern=f"^(?:{pattern})$")


def refusal(must: str, cure: str | None = None, example: str | None = None) -> PydanticCustomError:
    """Return the error for a validator of a model to raise: "it ``must``".

    It is cured at ``cure`` if at another key, and with ``example`` if with another value than the setting's own.
    """
    context = {"must": must, "cure": cure, "example": example}
    return PydanticCustomError(_REASON, "{must}", {name: text for name, text in context.items() if text})


def _parsed(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


FROM_JSON = BeforeValidator(_parsed)
"""The constraint of a list or an object, which the engine hands over as JSON text."""


def _region(value: str) -> str:
    if value in provider_keys.REGIONS:
        return value

    def likeness(region: str) -> float:
        return difflib.SequenceMatcher(None, value, region).ratio()

    # Of two that are equally near the first: us-est-1 is us-east-1 before it is us-west-1.
    near = max(provider_keys.REGIONS, key=likeness)
    if likeness(near) < _LIKE:
        raise refusal("must be a region of AWS, in the partition aws")
    raise refusal(f"must be a region of AWS; the nearest is {near}", example=near)


def _digits(value: object) -> object:
    # The CLI stores the digits that it is given for an item of a list as a number.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Region = Annotated[str, AfterValidator(_region)]
AccountIds = Annotated[tuple[Annotated[str, BeforeValidator(_digits), text(r"\d{12}")], ...], FROM_JSON]


def load(model: type[Model]) -> Model:
    """Read the running stack's configuration; ``pulumi.RunError`` lists everything that is wrong with it."""
    config = {**get_config_env(), **CONFIG.get()}
    return parse(model, config, pulumi.get_project(), get_config_secret_keys_env())


def parse(model: type[Model], config: Mapping[str, Any], project: str, secret: Collection[str] = ()) -> Model:
    """Read ``config``, whose keys carry their namespace (``<project>:environment``, ``aws:region``).

    ``pulumi.RunError`` lists everything that is wrong with it, but no value of the keys in ``secret``.
    """
    known, prefix = keys(model), f"{project}:"
    ours = {key.removeprefix(prefix): value for key, value in config.items() if key.startswith(prefix)}
    values = ours | {key: config[key] for key in known if ":" in key and key in config}
    # The defaults in Pulumi.yaml know no null: a key that is set to nothing is a key that is not set.
    values = {key: value for key, value in values.items() if value != ""}
    provider = {f"{_PROVIDER}{key}" for key in provider_keys.KEYS}
    names = [name for name in known if ":" not in name]
    hidden = {key.removeprefix(prefix) for key in secret}
    problems = [_unknown(key, value, names, key in hidden) for key, value in ours.items() if key not in known]
    problems += [
        _unknown(key, value, sorted(provider), key in hidden)
        for key, value in config.items()
        if key.startswith(_PROVIDER) and key not in provider
    ]
    try:
        found = model.model_validate({key: value for key, value in values.items() if key in known})
    except ValidationError as error:
        shown = {key: _shown(value, key in hidden) for key, value in values.items()}
        problems = _wrong_values(model, error, shown) + problems
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
    model: type[BaseModel], error: ValidationError, shown: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return what is wrong with each key and the command that cures it; ``shown`` has the values as they are told."""
    # An item of a list has a path of its own; one line for the key is enough.
    # A default that is wrong goes by the name of its field.
    wrong = {str(found["loc"][0]): found for found in reversed(error.errors())}
    found = {key: wrong.get(key, wrong.get(field)) for key, field in keys(model).items()}
    return [_wrong(model, key, what, shown) for key, what in found.items() if what]


def _wrong(model: type[BaseModel], key: str, error: Any, shown: Mapping[str, str]) -> tuple[str, str]:
    context = error.get("ctx") or {}
    must = error["msg"] if error["type"] == _REASON else f"must {_extra(model, key)['must']}"
    return f"{key} is {shown.get(key, 'not set')}: it {must}.", cure_of(
        model, context.get("cure", key), context.get("example"), anew=key in shown and "cure" not in context
    )


def cure_of(model: type[BaseModel], key: str, value: str | None = None, anew: bool = False) -> str:
    """Return the command that sets ``key`` to ``value``, its own example if none is given.

    ``anew`` says that a list is there already: an item cannot be set in what is no list, and a wrong item would stay
    beside the new one, so that it is removed first.
    """
    example = value or _extra(model, key)["example"]
    if model.model_fields[keys(model)[key]].default != ():
        return cures.command(key, example)
    return (f"{cures.removal(key)} && " if anew else "") + cures.command(f"{key}[0]", example, in_path=True)


def _extra(model: type[BaseModel], key: str) -> dict[str, str]:
    extra: Any = model.model_fields[keys(model)[key]].json_schema_extra
    return extra


def _unknown(key: str, value: Any, known: list[str], secret: bool) -> tuple[str, str]:
    near = next(iter(difflib.get_close_matches(key, known, n=1, cutoff=_LIKE)), None)
    hidden = secret or (near or "").removeprefix(_PROVIDER) in provider_keys.CREDENTIALS
    found = f"{key} is {_shown(value, hidden)}: there is no such key"
    if near is None:
        return f"{found}.", cures.removal(key)
    right = cures.secret(near) if hidden else cures.set_to(near, value)
    return f"{found}; did you mean {near}?", f"{right} && {cures.removal(key)}"


def _shown(value: Any, hidden: bool) -> str:
    return "a secret" if hidden else f'"{value}"'
