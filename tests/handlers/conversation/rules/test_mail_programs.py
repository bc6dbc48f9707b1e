"""What mail programs, servers and calendars make of an answer, read as its sender meant it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from handlers.conversation.rules import mail_bodies
from tests.handlers.conversation.mail_cases import envelopes, reports
from tests.handlers.conversation.mail_cases.envelopes import Case

CASES = Path(__file__).parents[1] / "mail_cases"
RECEIVED = datetime(2026, 11, 23, 13, 42, 8, tzinfo=UTC)
_WRITTEN = re.compile(r"^##### (?!=)(.+)\n([\s\S]*?)\n##### =\n([\s\S]*?)\n(?=##### |\Z)", re.MULTILINE)
"""A case of a file: its name, what a program sends, and after ``##### =`` the words of the person."""


def written(file: str) -> Iterator[tuple[str, str, str]]:
    for found in _WRITTEN.finditer((CASES / file).read_text("utf-8")):
        yield found[1], found[2], found[3]


def cases() -> Iterator[Case]:
    for name, text, words in written("plain.txt"):
        yield f"text: {name}", envelopes.plain(text), {**envelopes.SAID, "text": words}
    for name, html, words in written("pages.txt"):
        yield f"page: {name}", envelopes.page(html), {**envelopes.SAID, "text": words}
    for name, raw, automatic in envelopes.AUTOMATIC:
        yield f"automatic: {name}", raw, {"kind": "mail", "automatic": automatic}
    for name, raw, trusted in envelopes.TRUST:
        yield f"trust: {name}", raw, {"kind": "mail", "trusted": trusted}
    groups = {
        "shape": envelopes.SHAPES,
        "address": envelopes.ADDRESSES,
        "bounce": reports.BOUNCES,
        "complaint": reports.COMPLAINTS,
        "calendar": reports.CALENDARS,
    }
    yield from ((f"{kind}: {name}", raw, told) for kind, group in groups.items() for name, raw, told in group)


ALL = list(cases())


@pytest.mark.parametrize(("raw", "told"), [case[1:] for case in ALL], ids=[case[0] for case in ALL])
def test_a_mail_of_this_program_says_what_its_sender_meant(raw: bytes, told: dict[str, Any]) -> None:
    body = mail_bodies.body(raw, RECEIVED, envelopes.DOMAIN)
    assert {name: body.get(name) for name in told} == told


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({name for name, _, _ in ALL}) == len(ALL) >= 400
