"""Mails in the shape of the programs that people write with, each with what must come of it beside it."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.common.rules import reply_addresses
from handlers.common.rules.model import Channel
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import OUTREACH, Step
from handlers.conversation.rules.mail import bodies

MAILS = sorted((Path(__file__).parents[2] / "mail").glob("*.eml"))
DOMAIN = "respostas.acme.com.br"
RECEIVED = datetime(2026, 11, 23, 13, 42, 8, tzinfo=UTC)


def read(raw: bytes) -> dict[str, Any]:
    return bodies.body(raw, RECEIVED, DOMAIN)


def test_there_are_mails_of_every_kind() -> None:
    assert len(MAILS) >= 80


@pytest.mark.parametrize("path", MAILS, ids=[path.stem for path in MAILS])
def test_a_mail_says_what_its_sender_meant_and_nothing_else(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    body = read(path.read_bytes())
    assert {name: body.get(name) for name in expected} == expected
    assert (body["version"], body["receivedAt"]) == (1, "2026-11-23T13:42:08+00:00")


HEAVY = tuple(
    piece.encode("latin-1")
    for piece in (
        *(
            "<",
            "<a ",
            "<!--",
            "<![",
            "<div>",
            "<blockquote>x",
            "</b><i>",
            "&#x",
            "> a\nb\n",
            "Att,\n",
            "--\n",
            "-",
        ),
        *(
            "Em 2026 10:00 x\n",
            "De: a\n",
            "escreveu: ",
            "Am schrieb ",
            "Esta mensagem\n",
            "clique aqui ",
            "\xff\xfe",
        ),
        *("=?utf-8?q?a?= ", "(", "a@b.co, ", "; a=b", "=\n", "Enviado do meu x\n", "\n"),
    )
)
"""Pieces that naive readers take the square or the cube of."""
KINDS = (
    b"text/plain",
    b"text/html",
    b"text/calendar; method=REPLY",
    b"multipart/mixed; boundary=a",
    b"message/rfc822",
)


def is_sound(body: dict[str, Any]) -> bool:
    """Return True for a body that the queue takes and its reader knows."""
    text = json.dumps(body)
    return len(text.encode()) < 256 * 1024 and body["kind"] in ("mail", "mail-report")


@settings(max_examples=50)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(raw: bytes) -> None:
    assert is_sound(read(raw))


@settings(max_examples=60)
@given(st.sampled_from(MAILS), st.data())
def test_a_mail_that_is_broken_anywhere_is_read(path: Path, data: st.DataObject) -> None:
    raw = path.read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 200)))
    assert is_sound(read(raw[:start] + data.draw(st.binary(max_size=30)) + raw[end:]))


@settings(max_examples=15)
@given(st.sampled_from(KINDS), st.lists(st.sampled_from(HEAVY), min_size=1, max_size=6))
def test_a_mail_made_of_what_is_hard_to_read_is_read(kind: bytes, pieces: list[bytes]) -> None:
    content = b"".join(piece * (20_000 // len(piece)) for piece in pieces)
    assert is_sound(read(b"Content-Type: " + kind + b"\n\n" + content))


@pytest.mark.parametrize("piece", HEAVY)
def test_a_header_made_of_what_is_hard_to_read_is_read(piece: bytes) -> None:
    value = piece.replace(b"\n", b"") * 20_000
    names = (
        b"From",
        b"To",
        b"Subject",
        b"References",
        b"Content-Type",
        b"Authentication-Results",
        b"Received",
    )
    assert is_sound(read(b"".join(name + b": " + value + b"\n" for name in names) + b"\nPode ser."))


def test_mails_within_mails_without_end_are_read() -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5_000)
    )
    assert is_sound(read(nested + b"Content-Type: text/plain\n\nPode ser."))
    assert is_sound(read(b"Content-Type: message/rfc822\n\n" * 5_000))


def test_a_parameter_that_the_standard_library_fails_on_costs_the_parts_and_not_the_mail() -> None:
    raw = (
        b"From: ana@example.com\nContent-Type: multipart/mixed; boundary*" + b"9" * 5_000 + b"=x\n\nPode ser."
    )
    assert read(raw)["from"] == "ana@example.com"


def test_words_over_the_limit_are_cut_where_the_quotation_is_gone() -> None:
    quoted = "\n".join("> SAIR" for _ in range(10_000))
    raw = f"Content-Type: text/plain\n\n{quoted}\n{'sim ' * 10_000}".encode()
    text = read(raw)["text"]
    assert len(text) == bodies.LONGEST_TEXT
    assert set(text.split()) == {"sim"}


def test_the_same_mail_without_an_id_has_the_same_one_again_and_another_mail_another() -> None:
    first, other = read(b"From: a@example.com\n\nsim"), read(b"From: a@example.com\n\nnao")
    assert first["messageId"].startswith("sha256:")
    assert first == read(b"From: a@example.com\n\nsim")
    assert first["messageId"] != other["messageId"]


@pytest.mark.parametrize(
    ("written", "sender"),
    [
        ("Ana <ANA@Example.com>", "ana@example.com"),
        ('"Silva, Ana" <ana@example.com>', "ana@example.com"),
        ('"boss@example.com" <ana@example.com>', "ana@example.com"),
        ("boss@example.com <ana@example.com>", "ana@example.com"),
        ("ana@example.com (Ana)", "ana@example.com"),
        ("=?utf-8?q?Ana_=3Cboss=40example=2Ecom=3E?= <ana@example.com>", "ana@example.com"),
        ("Ana", ""),
        ("", ""),
    ],
)
def test_the_sender_is_the_address_alone_and_no_name_that_looks_like_one(written: str, sender: str) -> None:
    assert read(f"From: {written}\n\nsim".encode())["from"] == sender


def test_only_reply_addresses_of_ours_are_named_those_of_the_envelope_too() -> None:
    ours = f"0f1e.5d1f0c9a7b3e@{DOMAIN}"
    other = f"0f1e.a1b2c3d4e5f6@{DOMAIN}"
    raw = (
        f"Received: from x by inbound-smtp.us-east-1.amazonaws.com with SMTP id 1 for {other}; Mon\n"
        f"To: vendas@{DOMAIN}, Acme <{ours.upper()}>, 0f1e.5d1f0c9a7b3e@example.com\n\nsim"
    )
    assert read(raw.encode())["to"] == [ours, other]


@pytest.mark.parametrize("step", [OUTREACH, Step.follow_up(1), Step.follow_up(9), Step.proposal("m1", 1)])
def test_a_report_names_the_message_by_its_reference_where_the_reply_address_tells_it(step: Step) -> None:
    reference = Reference("0f1e", step, Channel.EMAIL)
    ours = reply_addresses.address(reference, DOMAIN)
    path = next(path for path in MAILS if path.stem == "bounce-exchange")
    body = read(re.sub(rb"Reply-To: <[^>]*>", f"Reply-To: <{ours}>".encode(), path.read_bytes()))
    assert body["replyAddress"] == ours
    assert body.get("reference") == (None if step.startswith("proposal") else reference.text)


OURS = f"References: <0f1e.5d1f0c9a7b3e@{DOMAIN}>"


@pytest.mark.parametrize(
    ("header", "automatic"),
    [
        ("X-Auto-Response-Suppress: All", False),
        (f"{OURS}\nList-Id: <compras.example.com>\nList-Unsubscribe: <https://x.example>", False),
        ("In-Reply-To: <0100-1-000000@email.amazonses.com>\nList-Unsubscribe: <https://crm.example>", False),
        ("References: <1@x.example>\nList-Unsubscribe: <https://crm.example>", True),
        ("List-Id: <ofertas.example.com>", True),
        (f"{OURS}\nAuto-Submitted: auto-replied", True),
        (f"{OURS}\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated", True),
        (f"{OURS}\nPrecedence: bulk\nX-Autoreply: yes", True),
        (f"{OURS}\nReturn-Path: <>", True),
        (f"{OURS}\nX-Auto-Response-Suppress: All\nSubject: Resposta automática: férias", True),
    ],
)
def test_headers_of_help_desks_and_lists_make_no_machine_of_whoever_answers(
    header: str, automatic: bool
) -> None:
    raw = f"From: ana@example.com\n{header}\n\nA segunda opção, por favor."
    assert read(raw.encode())["automatic"] is automatic


def test_what_a_server_says_in_a_report_is_nobodys_words() -> None:
    body = read(next(path for path in MAILS if path.stem == "bounce-delayed").read_bytes())
    assert (body["text"], body["automatic"]) == ("", True)


@pytest.mark.parametrize(
    ("subject", "text", "unsaid"),
    [
        ("SAIR", "", {"subject": "SAIR"}),
        ("Não quero mais receber e-mails", "Att,\nAna Luz", {"subject": "Não quero mais receber e-mails"}),
        ("Re: Estoque", "", {"shown": "[assunto: Re: Estoque]"}),
        (
            "[Padaria Sol] RES: Estoque",
            "Ana Luz",
            {"shown": "[assunto: [Padaria Sol] RES: Estoque]\nAna Luz"},
        ),
        (
            "ENC: Agenda",
            "-----Mensagem original-----\nDe: Rui\n\nQuero cancelar",
            {
                "shown": "[assunto: ENC: Agenda]\n"
                "[encaminhado: -----Mensagem original----- De: Rui Quero cancelar]"
            },
        ),
        ("", "", {"shown": ""}),
        ("SAIR", "Pode ser a 2", None),
        ("SAIR", "obrigado", None),
        ("SAIR", "Obrigada,\nAna Luz", None),
    ],
)
def test_where_the_body_says_nothing_the_subject_does_or_is_shown(
    subject: str, text: str, unsaid: dict[str, str] | None
) -> None:
    raw = f"From: Ana Luz <ana@example.com>\nSubject: {subject}\n\n{text}"
    assert read(raw.encode()).get("unsaid") == unsaid


@pytest.mark.parametrize("header", ["Auto-Submitted: auto-replied", "Return-Path: <>"])
def test_a_machine_that_says_nothing_is_shown_to_nobody(header: str) -> None:
    assert "unsaid" not in read(f"From: ana@example.com\nSubject: SAIR\n{header}\n\n".encode())
