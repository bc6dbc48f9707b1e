"""An e-mail reads back as it was written, whatever is in it, and nothing in it becomes a header."""

import email
import re
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules import letters
from handlers.common.rules.letters import Letter
from handlers.common.rules.senders import Sender

INVITATION = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
LETTER = Letter(
    Sender("Vendas", "vendas@example.com"), "ana@cliente.example", "Reunião", "Olá!\n\nTudo bem?\n"
)
OURS = {"From", "To", "Subject", "MIME-Version", "Content-Type"}

any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


def read(letter: Letter) -> EmailMessage:
    content = letters.raw(letter)
    content.decode("ascii")
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def test_an_email_has_a_text_and_the_same_as_html() -> None:
    message = read(LETTER)
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert body(message, "plain") == LETTER.text
    assert "<p>Olá!</p>\n<p>Tudo bem?</p>" in body(message, "html")


def test_the_html_of_a_template_goes_out_as_it_is() -> None:
    assert body(read(LETTER._replace(html="<b>Olá!</b>\n")), "html") == "<b>Olá!</b>\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1) segunda\n2) terça", "<p>1) segunda<br>\n2) terça</p>"),
        ("a\n \t\n\nb\n", "<p>a</p>\n<p>b</p>"),
        (
            "<script>alert('x')</script> & cia",
            "<p>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; cia</p>",
        ),
        ("", "<body>\n\n</body>"),
    ],
)
def test_the_html_of_a_text_says_no_more_than_the_text(text: str, expected: str) -> None:
    assert expected in letters.page(text)


@given(any_text, any_text, any_text)
def test_nothing_in_an_email_becomes_a_header(subject: str, text: str, name: str) -> None:
    letter = LETTER._replace(
        subject=f"A {subject}", text=text, sender=Sender(letters.one_line(name), "v@example.com")
    )
    message = read(letter)
    assert message["subject"] == letters.one_line(letter.subject)
    assert set(message.keys()) == OURS
    assert len(message.keys()) == len(OURS)
    assert message["to"].addresses[0].addr_spec == "ana@cliente.example"
    assert message["from"].addresses[0].addr_spec == "v@example.com"


@pytest.mark.parametrize(
    "words", ["Reunião " * 24, "ação 😀 " * 28, "a" * 200, "a " * 100, "=?utf-8?q?x?= oi", "."]
)
def test_subject_and_sender_read_as_they_were_written_however_long_they_are(words: str) -> None:
    message = read(LETTER._replace(subject=words))
    assert message["subject"] == words.strip()
    # The library's own reading of names puts blanks between the encoded words of one name (RFC 2047, section 6.2).
    content = letters.raw(LETTER._replace(sender=Sender(words.strip(), "vendas@example.com")))
    name, address = parseaddr(email.message_from_bytes(content)["from"])
    assert (str(make_header(decode_header(name))), address) == (words.strip(), "vendas@example.com")


@pytest.mark.parametrize("line", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00"])
def test_a_line_break_in_a_subject_is_a_blank(line: str) -> None:
    message = read(LETTER._replace(subject=f"Olá{line}Bcc: eva@example.com"))
    assert message["subject"] == "Olá Bcc: eva@example.com"
    assert message["bcc"] is None


@pytest.mark.parametrize("header", ["Reply-To", "References", "List-Unsubscribe", "Auto-Submitted"])
def test_a_line_break_in_another_header_is_a_blank(header: str) -> None:
    message = read(LETTER._replace(headers={header: "<a@example.com>\r\nBcc: eva@example.com"}))
    assert message["bcc"] is None


def test_addresses_ids_and_links_are_never_broken() -> None:
    link, ids = f"<https://example.com/{'a' * 330}>", [f"<{letter * 60}@example.com>" for letter in "bc"]
    content = letters.raw(
        LETTER._replace(headers={"List-Unsubscribe": link, "References": " ".join(ids)})
    ).decode()
    assert f"List-Unsubscribe: {link}\r\n" in content
    assert f"References: {ids[0]}\r\n {ids[1]}\r\n" in content


def test_an_address_beyond_ascii_is_refused_and_never_sent_elsewhere() -> None:
    with pytest.raises(ValueError, match="ascii"):
        letters.raw(LETTER._replace(to="joão@example.com"))


def test_an_invitation_is_a_form_of_the_email_and_an_attachment() -> None:
    message = read(LETTER._replace(invitation=INVITATION))
    alternatives, attached = message.iter_parts()
    assert isinstance(alternatives, EmailMessage)
    kinds = [part.get_content_type() for part in alternatives.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    *_, calendar = alternatives.iter_parts()
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_param("charset") == "utf-8"
    assert calendar.get_payload(decode=True) == INVITATION.encode()
    assert attached.get_filename() == "reuniao.ics"
    assert attached.get_payload(decode=True) == INVITATION.encode()
