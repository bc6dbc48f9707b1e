"""docs/fields.md against the models of a tenant and a campaign."""

import pytest

from handlers.common.rules.tenants import Campaign, Tenant
from ops import fields
from tests.docs import markdown

PAGE = markdown.ROOT / fields.PAGE


def test_the_page_is_what_the_models_say_today() -> None:
    assert PAGE.read_text("utf-8") == fields.page(), "write it again: make docs"


@pytest.mark.parametrize("model", [Tenant, Campaign])
def test_every_field_has_its_row(model: type[Tenant | Campaign]) -> None:
    rows = markdown.table(PAGE, "field", under=model.__name__)
    assert [markdown.code(row[0])[0] for row in rows] == list(model.model_fields)
    needed = {markdown.code(row[0])[0] for row in rows if row[2] == "must be given"}
    assert needed == {name for name, field in model.model_fields.items() if field.is_required()}


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 1}, "whole number, 1 at least"),
        ({"type": "integer", "minimum": 0, "maximum": 9_000}, "whole number, 0 to 9,000"),
        ({"anyOf": [{"type": "string", "maxLength": 3}, {"type": "null"}]}, "text, 3 at most or null"),
        ({"type": "array", "items": {"$ref": "#/$defs/Host"}}, "list of [Host](#host)"),
        ({"type": "string", "format": "time"}, "time of day"),
    ],
)
def test_the_values_of_a_field_are_told_in_words(schema: dict[str, object], words: str) -> None:
    assert fields.value(schema) == words


def test_a_field_without_a_text_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Tenant.model_fields, "colour", Tenant.model_fields["name"])
    with pytest.raises(LookupError, match="Tenant says nothing of colour"):
        fields.descriptions(Tenant)
