"""Lists in JSON: an array of contacts as in the direct request, or such a request with ``contacts``.

The array of a file is read one element at a time: a million empty elements cost no more than one.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from handlers.common.rules.refusals import Problem, Refused, shown
from handlers.intake.rules import cells
from handlers.intake.rules.lists import check_length
from handlers.intake.rules.new_contacts import FIELDS, Draft
from handlers.intake.rules.requests import draft_of

_BLANK = " \t\n\r"
_decoder = json.JSONDecoder()


class ItemList:
    """A list of JSON values, each of which should be a contact."""

    columns = (*FIELDS, "metadata")
    delimiter = ","

    def __init__(self, items: Callable[[], Iterator[Any]]) -> None:
        """``items`` begins anew at each call."""
        self._items = items

    def records(self) -> Iterator[tuple[int, Any]]:
        return enumerate(self._items(), start=1)

    def cells(self, record: Any) -> list[str]:
        values = map(record.get, self.columns) if isinstance(record, dict) else [json.dumps(record)]
        return [_text(value) for value in values]

    def draft(self, record: Any) -> Draft | tuple[Problem, ...] | None:
        if record is None or record == {}:
            return None
        return draft_of(record)


def _text(value: Any) -> str:
    nested = isinstance(value, dict | list)
    return cells.encodable(json.dumps(value, ensure_ascii=False) if nested else cells.text(value))


def of_items(items: Sequence[Any]) -> ItemList:
    """Return the list in a direct request."""
    return ItemList(lambda: iter(items))


def read(body: bytes) -> ItemList:
    """Return the list in a file; raises ``Refused``: ``wrong_encoding``, ``invalid_json``, ``too_many_rows``."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("wrong_encoding", "the file is not text in UTF-8: save it as UTF-8") from None
    start = _start_of_list(text)
    check_length(sum(1 for _ in _elements(text, start)))
    return ItemList(lambda: _elements(text, start))


def _elements(text: str, start: int) -> Iterator[Any]:
    """Return the elements of the array whose bracket stands at ``start``."""
    try:
        at = _skip_blank(text, start + 1)
        while text[at : at + 1] != "]":
            value, at = _decoder.raw_decode(text, at)
            yield value
            at = _skip_blank(text, at)
            if text[at : at + 1] == ",":
                at = _skip_blank(text, at + 1)
            elif text[at : at + 1] != "]":
                raise json.JSONDecodeError("Expecting ',' or ']'", text, at)
    except (ValueError, RecursionError) as error:
        raise _invalid(error) from None


def _start_of_list(text: str) -> int:
    """Return the place of the array's bracket: at the start, or as the value of ``contacts`` in an object."""
    try:
        at = _skip_blank(text, 0)
        if text[at : at + 1] == "{":
            at = _start_of_contacts(text, at)
    except (ValueError, RecursionError) as error:
        raise _invalid(error) from None
    if text[at : at + 1] != "[":
        found = shown(text[at : at + 20])
        raise Refused("invalid_json", f"the file holds no list of contacts: {found} is not one")
    return at


def _start_of_contacts(text: str, at: int) -> int:
    """Return the place of the value of ``contacts`` in the object whose brace stands at ``at``."""
    while True:
        name, at = _decoder.raw_decode(text, _skip_blank(text, at + 1))
        at = _skip_blank(text, at)
        if not isinstance(name, str) or text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting a list, or an object with contacts", text, at)
        at = _skip_blank(text, at + 1)
        if name == "contacts":
            return at
        _, at = _decoder.raw_decode(text, at)
        at = _skip_blank(text, at)


def _skip_blank(text: str, at: int) -> int:
    while text[at : at + 1] in _BLANK and at < len(text):
        at += 1
    return at


def _invalid(error: Exception) -> Refused:
    what = (
        f"line {error.lineno}: {error.msg}"
        if isinstance(error, json.JSONDecodeError)
        else type(error).__name__
    )
    return Refused("invalid_json", f'the file is not valid JSON ({what}): write [{{"phone": …}}, …]')
