"""What mail programs, servers and calendars make of an answer, read as its sender meant it."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules.contracts import ContractError
from handlers.conversation.rules.inbound import bodies
from handlers.conversation.rules.mail import bodies as mail_bodies
from tests.handlers.conversation.mail_cases import envelopes, reports
from tests.handlers.conversation.mail_cases.envelopes import Case

CASES = Path(__file__).parents[2] / "mail_cases"
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


SMALL = [raw for _, raw, _ in ALL if len(raw) < 20_000]


@settings(max_examples=60)
@given(st.sampled_from(SMALL), st.randoms(use_true_random=False))
def test_a_mail_that_was_mangled_on_its_way_is_neither_lost_nor_in_the_way(
    raw: bytes, chance: Random
) -> None:
    body = mail_bodies.body(mangled(raw, chance), RECEIVED, envelopes.DOMAIN)
    assert body["kind"] in ("mail", "mail-report")
    assert len(json.dumps(body, ensure_ascii=False).encode()) < 256 * 1024
    # What nobody can deal with is refused by name, and waits with the dead letters.
    with suppress(ContractError):
        assert bodies.read(json.dumps(body)) is not None


def mangled(raw: bytes, chance: Random) -> bytes:
    """Return a mail with bytes lost, doubled, altered or moved, a few times."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(raw))
        end = min(len(raw), start + chance.choice((1, 2, 20, 200, 5_000)))
        before, piece, after = raw[:start], raw[start:end], raw[end:]
        raw = chance.choice(
            (
                before + after,
                before + piece + piece + after,
                before + chance.randbytes(len(piece) % 30) + after,
                piece + before + after,
                before + after + piece,
                before,
            )
        )
    return raw
