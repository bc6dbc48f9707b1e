"""Columns of a table, with the fields of a contact that they stand for, and the contact that a row describes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from handlers.common.rules import phones, visible
from handlers.common.rules.refusals import Problem
from handlers.intake.rules import cells, column_names
from handlers.intake.rules.column_names import NAME_PARTS
from handlers.intake.rules.new_contacts import Draft

GLUE = " | "
"""Between the cells of several columns of one field."""

_ADDRESS = re.compile(r"\S+@\S+\.\S+|[\d\s()+./-]{8,}")
_AREA_CODE = re.compile(r"\(?0?([1-9][1-9])\)?(?:\.0)?")
_LOCAL = re.compile(r"9? ?[0-9]{4}[ .-]?[0-9]{4}(?:\.0)?")
"""A number without its area code."""
_NO = frozenset(
    {"nao", "no", "n", "0", "false", "falso", "f", "recusado", "recusou", "negado", "negou", "revogado"}
)
_NOT_OPTED_OUT = _NO | frozenset(
    {"", "none", "null", "nan", "nunca", "never", "ativo", "inscrito", "subscribed"}
)


@dataclass(frozen=True)
class Header:
    """The columns of a table."""

    rows: int
    """The number of rows up to and with the header."""
    columns: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    """Fields of a contact and parts of a person's name, each with the places of its columns; mobiles come first."""
    labels: Mapping[int, int]
    """The places of phones that have a label, each with the place of that."""
    metadata: tuple[tuple[str, int], ...]
    """Names of the other columns, each with its place."""
    known: int
    """The number of columns with a name that is understood."""
    notes: tuple[Problem, ...] = ()
    """Notes on columns that do not count."""
    area_codes: Mapping[int, int] = field(default_factory=dict)
    """The places of phones whose area code stands in a column of its own, each with the place of that."""

    @property
    def understood(self) -> bool:
        """True if a column holds phones or e-mail addresses."""
        return "phone" in self.fields or "email" in self.fields

    def holds_address(self, place: int, text: str) -> bool:
        """Return True if a cell stands in a column of addresses and looks like one."""
        return (
            place in self.fields.get("phone", ()) or place in self.fields.get("email", ())
        ) and looks_like_address(text)

    def values(self, texts: Sequence[str]) -> dict[str, str]:
        """Return the fields of a contact in a row of as many cells as there are columns."""
        if self.area_codes:
            texts = self._with_area_codes(texts)
        values = {name: texts[place] for name, place in self._single}
        for name, places in self._several:
            values[name] = self._joined(name, places, texts)
        if self._parts and not values.get("contactName", "").strip():
            values["contactName"] = " ".join(filter(None, (texts[place].strip() for place in self._parts)))
        if self._asks:
            values["optedOut"] = self._opted_out(texts)
        return values

    @cached_property
    def _single(self) -> list[tuple[str, int]]:
        return [
            (name, places[0])
            for name, places in self.fields.items()
            if len(places) == 1 and name not in NAME_PARTS
        ]

    @cached_property
    def _several(self) -> list[tuple[str, tuple[int, ...]]]:
        return [(name, places) for name, places in self.fields.items() if len(places) > 1]

    @cached_property
    def _parts(self) -> list[int]:
        """The places of the parts of a person's name, in order."""
        return [place for name in NAME_PARTS for place in self.fields.get(name, ())]

    @cached_property
    def _asks(self) -> bool:
        """True if a column says who is not to be written to."""
        return "optedOut" in self.fields or "consent" in self.fields

    def draft(self, texts: Sequence[str], notes: tuple[Problem, ...] = ()) -> Draft:
        """Return what a row says."""
        values: dict[str, Any] = self.values(texts)
        if self.metadata:
            extra = ((name, texts[place].strip()) for name, place in self.metadata)
            values["metadata"] = {name: text for name, text in extra if text}
        return Draft(**values, notes=notes)

    def _joined(self, name: str, places: Sequence[int], texts: Sequence[str]) -> str:
        if name == "phone" and self.labels:
            places = sorted(places, key=lambda place: not self._labelled_mobile(place, texts))
        return GLUE.join(filter(None, (texts[place].strip() for place in places)))

    def _with_area_codes(self, texts: Sequence[str]) -> Sequence[str]:
        """Return the cells, with its area code in front of each phone that has none of its own."""
        whole = list(texts)
        for place, beside in self.area_codes.items():
            area = _AREA_CODE.fullmatch(visible.plain(texts[beside]))
            local = visible.plain(texts[place])
            if area and _LOCAL.fullmatch(local):
                whole[place] = f"({area[1]}) {local.removesuffix('.0')}"
        return whole

    def _labelled_mobile(self, place: int, texts: Sequence[str]) -> bool:
        label = texts[self.labels[place]] if place in self.labels else self.columns[place]
        return column_names.is_mobile(cells.folded(label))

    def _opted_out(self, texts: Sequence[str]) -> str:
        """Return the cells that ask not to be written to, a refused consent among them."""
        asked = (texts[place].strip() for place in self.fields.get("optedOut", ()))
        refused = (texts[place].strip() for place in self.fields.get("consent", ()))
        return GLUE.join(
            [text for text in asked if cells.folded(text) not in _NOT_OPTED_OUT]
            + [text for text in refused if cells.folded(text) in _NO]
        )


def looks_like_address(text: str) -> bool:
    """Return True for text with the form of a phone number or an e-mail address, valid or not, or of several."""
    parts = phones.split(text)
    return bool(parts) and all(map(_ADDRESS.fullmatch, parts))
