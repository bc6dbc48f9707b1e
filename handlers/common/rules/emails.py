"""Normalisation of e-mail addresses as people write them.

An address is a whole cell, a part between separators, or what stands in ``Name <…>``; never a piece of something
broken, whose owner would be somebody else. The grammar is narrower than RFC 5322's: quoted local parts, domains without
a dot and letters beyond ASCII are refused, and so are the signs of formulas, links, templates and masks (``=``, ``?``,
``%``, ``{``, ``*``), which no provider gives to people. Only a delivery shows if a mailbox exists.
"""

import re
from collections.abc import Iterator

from handlers.common.rules import visible
from handlers.common.rules.refusals import Refused, attempt, first_accepted, shown

_LONGEST = 254
_LONGEST_LOCAL = 64
_LONGEST_CELL = 2_000
_LONGEST_VALUE = 300

_ADDRESS = re.compile(
    r"(?P<local>[a-z0-9_][a-z0-9#&'+_~-]*(?:\.[a-z0-9#&'+_~-]+)*)"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})"
)
_WHATSAPP_ID = re.compile(r"[\d:-]+@(?:s\.whatsapp\.net|c\.us|g\.us)")
_WRAPPINGS = ("<>", "()", "[]", '""', "''")
_LABEL = re.compile(r"(?:e-?mail|mail|correio)\s*:\s*", re.IGNORECASE)
_MAILTO = re.compile(r"mailto:([^?]*)(?:\?.*)?", re.IGNORECASE | re.DOTALL)
_REMARK = re.compile(r"\s+\([^()@]*\)$")

_STRONG_SEPARATOR = re.compile(r"\s:::\s|\s//\s|\|+")
_LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+")
_PHONE = re.compile(r"(?=.*\W)(?:[^0-9]*[0-9]){8,}.*")
"""A line with at least eight digits and a mark or blank, which is no piece of an address."""
_BESIDE_PHONE = re.compile(r"\s+/\s+")
_ONLY_PHONE = re.compile(r"(?=.*\D)(?:[\s().+-]*[0-9]){8,}\)?")
"""A phone number alone, with a mark or blank in it."""
_DISPLAYED = re.compile(r'(?P<before>^|[,;])(?:"[^"]*"|[^<>@"])*<(?P<address>[^<>]*)>')
_LIST_SEPARATOR = re.compile(r"(\s*[,;]\s*)")
_HAS_PARTS = re.compile(r"[\s|,;:/<]")
_BETWEEN_ADDRESSES = re.compile(r"\s*/\s*|\s+(?:[eE]|ou|OU)\s+|\s+")


def normalise(text: str) -> str:
    """Return the address in lower case, without ``mailto:``, brackets, quotes and a final dot around it.

    The local part is in lower case too: it identifies a contact, and providers ignore its case. Raise ``Refused``
    (``empty``, ``invalid_email``) for anything else, a WhatsApp id included.
    """
    address = _bare(visible.plain(text[: _LONGEST_CELL + 1]))
    if not address:
        raise Refused("empty", "the e-mail is empty", text[:_LONGEST_VALUE])
    match = _ADDRESS.fullmatch(address.lower()) if len(address) <= _LONGEST and address.isascii() else None
    if match is None or len(match["local"]) > _LONGEST_LOCAL or _WHATSAPP_ID.fullmatch(match[0]):
        raise _invalid(text)
    return match[0]


def read(cell: str) -> list[str | Refused]:
    """Return the address, or the refusal, of each part of a cell in order; parts without a letter or digit are blank.

    The parts are separated by ``|``, ``;``, a comma or ``:::``; by a line break if no line may be a piece of the one
    beside it; by white space or a slash only if each piece is a whole address.
    """
    if len(cell) > _LONGEST_CELL:
        return [_invalid(cell)]
    if not _HAS_PARTS.search(cell):
        return [attempt(normalise, cell)] if any(map(str.isalnum, cell)) else []
    parts = [line for part in _STRONG_SEPARATOR.split(visible.visible(cell)) for line in _lines(part)]
    return [found for part in parts for found in ([part] if isinstance(part, Refused) else _read_part(part))]


def valid_in(cell: str) -> list[str]:
    """Return the valid addresses of a cell in order, each once."""
    return list(dict.fromkeys(found for found in read(cell) if isinstance(found, str)))


def first_valid(cell: str) -> str:
    """Return the first valid address of a cell; raise the ``Refused`` of its main one if it holds none."""
    return first_accepted(read(cell), "the e-mail is empty")


def _invalid(text: str) -> Refused:
    cure = "write it like ana@empresa.com.br"
    return Refused("invalid_email", f"{shown(text)} is no e-mail address: {cure}", text[:_LONGEST_VALUE])


def _bare(text: str) -> str:
    """Return an address without what stands around it."""
    bare = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    for pair in _WRAPPINGS:
        if len(bare) > 1 and bare[0] == pair[0] and bare[-1] == pair[1]:
            bare = bare[1:-1].strip()
    if mailto := _MAILTO.fullmatch(bare):
        bare = mailto[1].strip()
    return _REMARK.sub("", bare).removesuffix(".")


def _lines(part: str) -> list[str | Refused]:
    """Return the lines of a part that have letters or digits; the refusal of one that may be a piece of an address.

    A line without an ``@`` may belong to the address above or below it, whose owner would be another without it.
    """
    lines = [line.strip() for line in _LINE_BREAK.split(part) if any(map(str.isalnum, line))]
    broken = [len(lines) > 1 and "@" not in line and not _PHONE.fullmatch(line) for line in lines]
    return [
        _invalid(line) if any(broken[max(place - 1, 0) : place + 2]) else line
        for place, line in enumerate(lines)
    ]


def _read_part(part: str) -> Iterator[str | Refused]:
    """Yield the addresses of a part that commas and semicolons may separate."""
    listed = _DISPLAYED.sub(r"\g<before>\g<address>", part)
    pieces = _LIST_SEPARATOR.split(listed)
    if _is_doubtful(pieces):
        yield _invalid(part.strip())
        return
    for piece in filter(str.strip, pieces[::2]):
        yield from _read_piece(piece.strip())


def _is_doubtful(pieces: list[str]) -> bool:
    """Return True for a comma or semicolon that may stand for a dot, as in ``ana,lima@empresa.com``.

    ``pieces`` are what is separated, with the separators in between. A semicolon with a blank beside it is none, nor
    is what stands beside a phone number.
    """
    for place in range(1, len(pieces), 2):
        before, separator, after = pieces[place - 1 : place + 2]
        typed = "," in separator or separator == ";"
        if typed and any(map(_may_be_piece, (before.strip(), after.strip()))):
            return True
    return False


def _may_be_piece(beside: str) -> bool:
    return bool(beside) and "@" not in beside and not _ONLY_PHONE.fullmatch(beside)


def _read_piece(piece: str) -> Iterator[str | Refused]:
    sides = _BESIDE_PHONE.split(piece)
    if any(map(_ONLY_PHONE.fullmatch, sides)) and not any(map(_may_be_piece, sides)):
        yield from (attempt(normalise, side) for side in sides)
        return
    whole = attempt(normalise, piece)
    pieces = [attempt(normalise, each) for each in _BETWEEN_ADDRESSES.split(piece) if each]
    whole_addresses = all(isinstance(each, str) for each in pieces)
    if isinstance(whole, Refused) and whole_addresses and ("<" not in piece or len({*map(str, pieces)}) == 1):
        yield from pieces
    else:
        yield whole
