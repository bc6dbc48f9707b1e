"""Text whose lines a mail program has broken and marked as broken (``format=flowed``, RFC 3676), joined again."""

import re
from itertools import groupby

_FLOWED = re.compile(r"format\s*=\s*\"?flowed", re.IGNORECASE)
_DELETES = re.compile(r"delsp\s*=\s*\"?yes", re.IGNORECASE)
_LINE = re.compile(r"(>*)( ?)(.*)", re.DOTALL)
_SIGNATURE = "-- "


def joined(text: str, declared: str) -> str:
    """Return a text as its sender wrote it, by what its ``Content-Type`` declares; a quoted line begins with ``> ``."""
    if not _FLOWED.search(declared):
        return text
    lines = [_parted(line) for line in text.replace("\r\n", "\n").split("\n")]
    keep = -1 if _DELETES.search(declared) else None
    return "\n".join(
        f"{marks} {line}" if marks else line
        for marks, each in groupby(lines, key=lambda line: line[0])
        for line in _paragraphs([content for _, content in each], keep)
    )


def _parted(line: str) -> tuple[str, str]:
    """Return the marks of a quotation and the content of a line, without the blank that stuffs it."""
    found = _LINE.match(line)
    return (found[1], found[3]) if found else ("", line)


def _paragraphs(lines: list[str], keep: int | None) -> list[str]:
    paragraphs, pending = list[str](), list[str]()
    for line in lines:
        if line == _SIGNATURE:
            paragraphs += ["".join(pending)] if pending else []
            paragraphs.append(line)
            pending = []
        elif line.endswith(" ") and line.strip():
            pending.append(line[:keep])
        else:
            paragraphs.append("".join([*pending, line]))
            pending = []
    return [*paragraphs, "".join(pending)] if pending else paragraphs
