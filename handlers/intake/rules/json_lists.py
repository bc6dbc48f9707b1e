"""Lists in JSON: an array of contacts as in the direct request, such a request with ``contacts``, or a contact a line.

A file is read one element at a time: a million empty elements cost no more than one.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from handlers.common.rules.refusals import Problem, Refused, shown
from handlers.intake.rules import encodings, headers, requests
from handlers.intake.rules.json_text import JsonText
from handlers.intake.rules.lists import check_length
from handlers.intake.rules.new_contacts import Draft


class ItemList:
    """A list of JSON values, each of which should be a contact."""

    columns = ("JSON",)
    delimiter = ""

    def __init__(
        self,
        items: Callable[[], Iterator[Any]],
        columns: Mapping[str, str] | None = None,
        read_as: str = "JSON",
    ) -> None:
        """``items`` begins anew at each call. ``columns``: further names of fields, see `headers.find`."""
        self._items = items
        self._names = columns
        self.read_as = read_as

    def records(self) -> Iterator[tuple[int, Any]]:
        return enumerate(self._items(), start=1)

    def cells(self, record: Any) -> list[str]:
        return [json.dumps(record)]

    def draft(self, record: Any) -> Draft | tuple[Problem, ...] | None:
        if record is None or record == {}:
            return None
        return requests.draft_of(record, self._names)


def of_items(items: Sequence[Any], columns: Mapping[str, str] | None = None) -> ItemList:
    """Return the list in a direct request."""
    return ItemList(lambda: iter(items), columns)


def read(body: bytes, columns: Mapping[str, str] | None = None) -> ItemList:
    """Return the list in a file; raises ``Refused``: ``wrong_encoding``, ``invalid_json``, ``too_many_rows``."""
    text, encoding = encodings.as_utf8(body)
    del body
    check_length(sum(1 for _ in _elements(text, columns)))
    return ItemList(lambda: _elements(text, columns), columns, f"JSON, {encoding}")


def _elements(body: bytes, names: Mapping[str, str] | None) -> Iterator[Any]:
    """Return the elements of an array, of the array under ``contacts`` in an object, or the objects one by one."""
    text = JsonText(body)
    if text.peek() == "{" and not _goes_to_contacts(text, names):
        text = JsonText(body)
        while text.peek():
            yield text.value()
    else:
        if text.peek() != "[":
            found = shown(text.value()) if text.peek() else "an empty file"
            raise Refused("invalid_json", f"the file holds no list of contacts: {found} is not one")
        yield from _array(text)


def _array(text: JsonText) -> Iterator[Any]:
    text.skip("[")
    while text.peek() != "]":
        yield text.value()
        if text.peek() != "]":
            text.skip(",]")


def _goes_to_contacts(text: JsonText, columns: Mapping[str, str] | None) -> bool:
    """Go to the value of ``contacts`` in an object; return False if the object is a contact itself.

    An object that stands alone is one only if most of its names are understood: a pointer to a document in the cloud
    has an ``email`` too. Raises ``Refused`` (``invalid_json``) if it is neither.
    """
    names: list[str] = []
    text.skip("{")
    while text.peek() == '"':
        name = text.value()
        text.skip(":")
        names.append(name)
        if name == "contacts":
            return True
        text.value()
        if text.peek() != "}":
            text.skip(",")
    text.skip("}")
    header = headers.named(tuple(names), columns)
    if not header.understood or (not text.peek() and 2 * header.known <= len(names)):
        raise text.invalid("an object without contacts")
    return False
