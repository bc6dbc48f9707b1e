"""Mails in the shape of the programs that people write with, each with what must come of it beside it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from handlers.conversation.rules import mail_bodies

MAILS = sorted((Path(__file__).parents[1] / "mail").glob("*.eml"))
DOMAIN = "respostas.acme.com.br"
RECEIVED = datetime(2026, 11, 23, 13, 42, 8, tzinfo=UTC)


def read(raw: bytes) -> dict[str, Any]:
    return mail_bodies.body(raw, RECEIVED, DOMAIN)


def test_there_are_mails_of_every_kind() -> None:
    assert len(MAILS) >= 80


@pytest.mark.parametrize("path", MAILS, ids=[path.stem for path in MAILS])
def test_a_mail_says_what_its_sender_meant_and_nothing_else(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    body = read(path.read_bytes())
    assert {name: body.get(name) for name in expected} == expected
    assert (body["version"], body["receivedAt"]) == (1, "2026-11-23T13:42:08+00:00")
