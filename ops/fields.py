"""docs/fields.md, written from the models of a tenant and a campaign: ``python -m ops.fields``.

The description of a field is the text below it in the model's source, which at run time nobody pays for.
"""

import ast
import inspect
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from handlers.common.rules import tenants
from handlers.common.rules.tenants import Campaign, Host, Hours, Limits, Tenant

PAGE = Path("docs") / "fields.md"
MODELS: Mapping[type[BaseModel], str] = {
    Tenant: "Loaded with `python -m ops tenant put FILE`, printed with `ops tenant show TENANT`.",
    Campaign: "Loaded with `python -m ops campaign put FILE`; its tenant comes first.",
    Host: "An entry of a tenant's `hosts`.",
    Hours: "The `hours` of a tenant, in which messages go out, and those of a host, in which meetings are.",
    Limits: "The `limits` of a tenant.",
}
_INTRODUCTION = """\
# Fields of a tenant and a campaign

*Written by `make docs` from the models in `handlers/common/rules/tenants.py`; a test compares it.*

Both are JSON. A field that is not here is refused with its name, a wrong value with what is wrong with it. Times are
`"08:00"`, days `"2026-12-24"`, ids letters, digits, `.`, `_` and `-`.
"""


def page() -> str:
    """Return the page."""
    parts = [_INTRODUCTION]
    for model, lead in MODELS.items():
        parts += [f"## {model.__name__}\n", f"{lead}\n", _table(list(_rows(model)))]
    return "\n".join(parts)


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [["field", "value", "default", "what it is"], ["---"] * 4, *rows]
    return (
        "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines)
        + "\n"
    )


def _rows(model: type[BaseModel]) -> Iterator[list[str]]:
    schema = model.model_json_schema()
    told = descriptions(model)
    for name, field in schema["properties"].items():
        yield [f"`{name}`", value(field), _default(name, field, schema), told[name]]


def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return the text below each field of a model, on one line; ``LookupError`` names a field that has none."""
    tree = ast.parse(inspect.getsource(tenants))
    (body,) = [
        each.body for each in tree.body if isinstance(each, ast.ClassDef) and each.name == model.__name__
    ]
    found = {}
    for node, after in zip(body, [*body[1:], None], strict=True):
        match node, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                # In JSON there is no None.
                found[name] = re.sub(r"\bNone\b", "null", " ".join(text.replace("``", "`").split()))
    if missing := [name for name in model.model_fields if name not in found]:
        raise LookupError(
            f"{model.__name__} says nothing of {', '.join(missing)}: add a text below the field"
        )
    return found


def value(field: Mapping[str, Any]) -> str:
    """Return the values that a field takes, in words, from its JSON schema."""
    if "anyOf" in field:
        return " or ".join(value(each) for each in field["anyOf"])
    if "$ref" in field:
        return f"[{(name := field['$ref'].rpartition('/')[2])}](#{name.lower()})"
    if "enum" in field:
        return ", ".join(f"`{each}`" for each in field["enum"])
    match field.get("type"):
        case "array":
            return f"list of {value(field['items'])}{_bounds(field, 'minItems', 'maxItems')}"
        case "object":
            return f"object of {value(field['additionalProperties'])}"
        case "integer":
            return f"whole number{_bounds(field, 'minimum', 'maximum')}"
        case "string":
            form = {"time": "time of day", "date": "day"}.get(field.get("format", ""), "text")
            return form + _bounds(field, "minLength", "maxLength")
        case "boolean":
            return "true or false"
        case "null":
            return "null"
        case other:
            raise LookupError(f"no word for a value of type {other}: add it to ops/fields.py")


def _bounds(field: Mapping[str, Any], low: str, high: str) -> str:
    least, most = field.get(low), field.get(high)
    if least is not None and most is not None:
        return f", {least:,} to {most:,}"
    return f", {least:,} at least" if least is not None else f", {most:,} at most" if most is not None else ""


def _default(name: str, field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if name in schema.get("required", ()):
        return "must be given"
    return f"`{json.dumps(field['default'], ensure_ascii=False)}`"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} is written")


if __name__ == "__main__":
    main()
