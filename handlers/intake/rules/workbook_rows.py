"""Rows of a sheet that a filter, or somebody, has hidden: the reader of workbooks does not tell.

Only the tags of rows are looked at, while the reader is at work. Known for XLSX, XLSM and ODS; in XLS and XLSB it is
not looked for.
"""

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from zipfile import ZipInfo

from handlers.intake.rules import workbook_parts
from handlers.intake.rules.workbook_parts import Parts

_ROW = re.compile(rb"<(?:[^<>\s/:]+:)?row(?=[\s/>])([^>]*)>")
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d{1,9})["']""")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")

_ODS_TAG = re.compile(rb"<(/?)table:table(-row)?(?=[\s/>])([^>]*)>")
_ODS_NAME = re.compile(rb"""\stable:name\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ODS_HIDDEN = re.compile(rb"""\stable:visibility\s*=\s*["'](?:filter|collapse)["']""")
_ODS_REPEATED = re.compile(rb"""\stable:number-rows-repeated\s*=\s*["'](\d{1,9})["']""")


def sheet_part(body: bytes, parts: Parts, name: str) -> ZipInfo | None:
    """Return the part of a workbook that holds a sheet, None where that is not known.

    Raises ``Refused`` (``damaged_file``).
    """
    if "content.xml" in parts:
        return parts["content.xml"]
    path = next((path for path in parts if posixpath.basename(path) == "workbook.xml"), "")
    folder = posixpath.dirname(path)
    relations = parts.get(posixpath.join(folder, "_rels/workbook.xml.rels"))
    if relations is None:
        return None
    for element in workbook_parts.index(body, parts[path]).iter():
        if _local(element.tag) == "sheet" and element.get("name") == name:
            ids = {value for key, value in element.items() if _local(key) == "id"}
            target = _target(body, relations, ids)
            return parts.get(posixpath.normpath(posixpath.join("/", folder, target)).strip("/"))
    return None


def shared_texts(parts: Parts) -> ZipInfo | None:
    """Return the part with the texts that the cells of an XLSX show."""
    return next(
        (entry for path, entry in parts.items() if posixpath.basename(path) == "sharedstrings.xml"), None
    )


def _target(body: bytes, relations: ZipInfo, ids: Iterable[str]) -> str:
    """Return the path to which one of the ids leads, in lower case."""
    relation = next(
        (one for one in workbook_parts.index(body, relations).iter() if one.get("Id") in ids), None
    )
    return "" if relation is None else relation.get("Target", "").replace("\\", "/").lower()


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def hidden(body: bytes, part: ZipInfo, name: str) -> list[range]:
    """Return the numbers of the hidden rows of a sheet; raises ``Refused`` (``damaged_file``)."""
    pieces = workbook_parts.whole_tags(workbook_parts.inflate(body, part))
    return list(_in_ods(pieces, name) if part.filename == "content.xml" else _in_xlsx(pieces))


def up_to(last: int, rows: Iterable[range]) -> frozenset[int]:
    """Return the numbers in the ranges, none behind ``last``: rows without an end are hidden below many a list."""
    return frozenset(chain.from_iterable(range(some.start, min(some.stop, last + 1)) for some in rows))


def _in_xlsx(pieces: Iterator[bytes]) -> Iterator[range]:
    row, numbered = 0, False
    for piece in pieces:
        # Where rows have numbers, those without a word of hiding need not be looked at.
        if numbered and b"hidden" not in piece:
            continue
        for attributes in _ROW.findall(piece):
            number = _NUMBER.search(attributes)
            numbered = number is not None
            row = int(number[1]) if number else row + 1
            if _HIDDEN.search(attributes):
                yield range(row, row + 1)


def _in_ods(pieces: Iterator[bytes], name: str) -> Iterator[range]:
    row, inside = 0, False
    for tag in chain.from_iterable(map(_ODS_TAG.finditer, pieces)):
        if not tag[2]:
            inside = not tag[1] and _named(tag[3]) == name
        elif inside and not tag[1]:
            repeated = _ODS_REPEATED.search(tag[3])
            count = int(repeated[1]) if repeated else 1
            if _ODS_HIDDEN.search(tag[3]):
                yield range(row + 1, row + 1 + count)
            row += count


def _named(attributes: bytes) -> str:
    found = _ODS_NAME.search(attributes)
    return html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""
