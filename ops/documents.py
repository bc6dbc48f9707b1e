"""Reader of the operators' files: JSON documents that a pydantic model describes, checked strictly."""

import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)


class DocumentError(Exception):
    """A file that cannot be loaded. One line per problem: the place, the field, the value and the cure."""


def read(model: type[Model], path: Path) -> Model:
    """Read a file as ``model``; ``DocumentError`` if it cannot be read, is not JSON or does not fit the model."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DocumentError(
            f"{path}: cannot be read ({error.strerror}): check the path and its permissions"
        ) from None
    except UnicodeDecodeError:
        raise DocumentError(f"{path}: is not UTF-8: save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise DocumentError(
            f"{path}: line {error.lineno}, column {error.colno}: not JSON ({error.msg}): correct it there"
        ) from None
    return parse(model, document, str(path))


def parse(model: type[Model], document: Any, source: str) -> Model:
    """Validate a decoded JSON document; ``DocumentError`` lists every problem, each line beginning with ``source``."""
    try:
        # Strict, so that "120" or true is no number; from JSON, so that a date may be text all the same.
        return model.model_validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        lines = [_problem(model, problem) for problem in error.errors(include_url=False)]
        raise DocumentError("\n".join(f"{source}: {line}" for line in lines)) from None


def _problem(model: type[BaseModel], problem: ErrorDetails) -> str:
    place = ".".join(str(part) for part in problem["loc"]) or "the document"
    if problem["type"] == "missing":
        return f"{place}: is missing: add it"
    value = json.dumps(problem["input"], ensure_ascii=False, default=str)
    value = value if len(value) <= 60 else value[:57] + "…"
    if problem["type"] == "extra_forbidden":
        known = _fields_at(model, problem["loc"][:-1])
        nearest = difflib.get_close_matches(str(problem["loc"][-1]), known, 1)
        cure = f"did you mean {nearest[0]}?" if nearest else f"the fields here are {', '.join(known)}"
        return f"{place}: no such field (value {value}): {cure}"
    message = problem["msg"].removeprefix("Value error, ")
    return f"{place}: {value} is refused: {message[:1].lower()}{message[1:]}"


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """Return the names of the fields of the object at ``path``, taken from the model's JSON schema."""
    schema = model.model_json_schema()
    node: Mapping[str, Any] = _resolved(schema, schema)
    for part in path:
        branch = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
        node = _resolved(branch or {}, schema)
    return sorted(node.get("properties", {}))


def _resolved(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = node.get("$ref")
    return schema["$defs"][reference.rsplit("/", 1)[1]] if reference else node
