"""Markdown files as the tests of the documentation read them: headings, anchors, links and tables."""

import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_FENCE = re.compile(r"^(?P<fence>[`~]{3,}).*?^(?P=fence)`*$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_CELL_END = re.compile(r"(?<!\\)\|")


@cache
def tracked() -> tuple[Path, ...]:
    """The files that git tracks or would track, as they are in the working tree."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def files() -> list[Path]:
    """The Markdown files of the repository."""
    return [path for path in tracked() if path.suffix == ".md"]


def name(path: Path) -> str:
    """The path from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def headings(path: Path) -> list[str]:
    """The texts of the headings, in order."""
    return _HEADING.findall(_FENCE.sub("", path.read_text("utf-8")))


def anchors(path: Path) -> set[str]:
    """The fragments by which GitHub links to the headings; a repeated one gets a number."""
    seen: Counter[str] = Counter()
    found: set[str] = set()
    for heading in headings(path):
        anchor = re.sub(r"[^\w\- ]", "", _text(heading).lower()).replace(" ", "-")
        found.add(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return found


def links(path: Path) -> list[str]:
    """The targets of the links and images, without those that leave the repository."""
    text = _SPAN.sub("", _FENCE.sub("", path.read_text("utf-8")))
    return [target for target in _LINK.findall(text) if not re.match(r"[a-z][a-z+.-]*:", target)]


def paths(path: Path) -> list[str]:
    """What stands in backticks and looks like a path with a folder in it."""
    spans = code(_FENCE.sub("", path.read_text("utf-8")))
    return [span for span in spans if re.fullmatch(r"[\w.-]+/[\w.*/-]*", span)]


def table(path: Path, first_column: str, under: str) -> list[list[str]]:
    """The rows of the tables below a heading whose first column is so named, up to the next heading of its rank."""
    text = path.read_text("utf-8")
    start = re.search(rf"^(#+) {re.escape(under)}$", text, re.MULTILINE)
    assert start, f"{name(path)} has no heading {under!r}"
    section = re.split(rf"^#{{1,{len(start[1])}}} ", text[start.end() :], maxsplit=1, flags=re.MULTILINE)[0]
    rows: list[list[str]] = []
    wanted = False
    for line in section.splitlines():
        if not line.startswith("|"):
            wanted = False
            continue
        cells = [cell.strip() for cell in _CELL_END.split(line)[1:-1]]
        if wanted and not re.fullmatch(r":?-+:?", cells[0]):
            rows.append(cells)
        wanted = wanted or cells[0] == first_column
    return rows


def code(text: str) -> list[str]:
    """The texts in backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def _text(heading: str) -> str:
    """A heading as it is shown: of a link only its text."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
