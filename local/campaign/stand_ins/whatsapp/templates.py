"""Approved templates, and the messages that they make with their values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from local.campaign.stand_ins.offers import Button
from local.campaign.stand_ins.whatsapp.bodies import Component, Template
from local.campaign.stand_ins.whatsapp.errors import GraphError

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_UNREADABLE = re.compile(r"[\r\n\t]| {5}")
LONGEST_BODY = 1024
"""Characters of a body with its values."""
_STATUS_ERRORS: Mapping[str, int] = MappingProxyType({"PAUSED": 132015, "DISABLED": 132016})


@dataclass(frozen=True)
class Approved:
    """A template as the business account holds it: the object of the API."""

    definition: Mapping[str, Any]
    """``id``, ``name``, ``language``, ``status``, ``category`` and ``components``."""

    @property
    def status(self) -> str:
        return self.definition["status"]

    def part(self, kind: str) -> Mapping[str, Any]:
        """Return the component of a kind (HEADER, BODY, FOOTER, BUTTONS); empty if there is none."""
        return next((each for each in self.definition["components"] if each["type"] == kind), {})

    @property
    def quick_replies(self) -> dict[int, str]:
        """The words on the quick replies, by their index among the buttons."""
        buttons = self.part("BUTTONS").get("buttons", ())
        return {number: each["text"] for number, each in enumerate(buttons) if each["type"] == "QUICK_REPLY"}


class Catalogue:
    """The templates of a business account."""

    def __init__(self, definitions: Iterable[Mapping[str, Any]]) -> None:
        self.templates = [Approved(each) for each in definitions]

    def rendered(self, template: Template) -> tuple[str, list[Button]]:
        """Return the text that the person reads, and the quick replies. Raises ``GraphError``."""
        approved = self._approved(template.name, template.language.code)
        _check_parts(approved, template.components)
        texts = []
        for kind in ("HEADER", "BODY", "FOOTER"):
            text, values = approved.part(kind).get("text", ""), _values(template.components, kind)
            if text or values:
                texts.append(_filled(kind, text, values))
        return "\n\n".join(texts), list(_choices(approved, template.components))

    def _approved(self, name: str, language: str) -> Approved:
        for each in self.templates:
            if (each.definition["name"], each.definition["language"]) == (name, language):
                if each.status in _STATUS_ERRORS:
                    raise GraphError(_STATUS_ERRORS[each.status])
                if each.status == "APPROVED":
                    return each
        raise GraphError(132001, f"template name ({name}) does not exist in {language}")


def _check_parts(approved: Approved, components: Iterable[Component]) -> None:
    """Refuse a request without what a picture at the head or the end of a link has to be filled in with."""
    given = list(components)
    wanted = approved.part("HEADER").get("format", "TEXT")
    if wanted != "TEXT":
        raise GraphError(132012, f"header: Format mismatch, expected {wanted}, received UNKNOWN")
    filled = {each.index for each in given if each.sub_type == "url" and each.parameters}
    for index, button in enumerate(approved.part("BUTTONS").get("buttons", ())):
        if _PLACEHOLDER.search(button.get("url", "")) and index not in filled:
            raise GraphError(131008, f"buttons: Button at index {index} of type Url requires a parameter")


def _values(components: Iterable[Component], kind: str) -> Sequence[tuple[str | None, str]]:
    """Return the names (None by position) and texts of the values for a part."""
    return [
        (each.parameter_name, each.text)
        for component in components
        if component.type == kind.lower()
        for each in component.parameters
    ]


def _filled(kind: str, text: str, values: Sequence[tuple[str | None, str]]) -> str:
    """Return a text of a template with its values."""
    wanted = list(dict.fromkeys(_PLACEHOLDER.findall(text)))
    if len(values) != len(wanted):
        raise GraphError(
            132000,
            f"{kind.lower()}: number of localizable_params ({len(values)}) does not match the expected number of "
            f"params ({len(wanted)})",
        )
    for number, (_, value) in enumerate(values):
        if not value.strip():
            raise GraphError(131008, f"{kind.lower()}: parameter at index {number} is missing text value")
        if _UNREADABLE.search(value):
            details = "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
            raise GraphError(132018, details)
    named = {name or place: value for (name, value), place in zip(values, wanted, strict=True)}
    if missing := [name for name in wanted if name not in named]:
        raise GraphError(132012, f"{kind.lower()}: parameter name {missing[0]} is missing or empty")
    filled = _PLACEHOLDER.sub(lambda found: named[found[1]], text)
    if len(filled) > LONGEST_BODY:
        raise GraphError(132005, f"{kind.lower()}: the text with its values is longer than {LONGEST_BODY}")
    return filled


def _choices(approved: Approved, components: Iterable[Component]) -> Iterable[Button]:
    """Yield the quick replies; without a payload of the request, one brings its own words back."""
    payloads = {}
    for component in components:
        if component.type == "button" and component.sub_type == "quick_reply":
            if component.index not in approved.quick_replies:
                raise GraphError(
                    132012, f"buttons: index {component.index} is no quick reply of the template"
                )
            payloads[component.index] = component.parameters[0].payload if component.parameters else ""
    for index, words in approved.quick_replies.items():
        yield Button(payloads.get(index) or words, words)
