"""A sender is what the stack may send from, or is refused with its cure."""

import pytest

from handlers.common.rules import senders
from handlers.common.rules.senders import Sender, SenderError

WHERE = "the secret's sender"


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("vendas@example.com", "", "vendas@example.com"),
        ("Vendas <Vendas@Example.com>", "Vendas", "vendas@example.com"),
        ('"Aurora, Ltda." <vendas@example.com>', "Aurora, Ltda.", "vendas@example.com"),
        ("Aurora, Ltda. <vendas@example.com>", "Aurora, Ltda.", "vendas@example.com"),
        (" João da Conceição  <vendas@example.com> ", "João da Conceição", "vendas@example.com"),
        ("Vendas\r\nBcc: eva <vendas@example.com>", "Vendas Bcc: eva", "vendas@example.com"),
    ],
)
def test_a_sender_is_read_as_people_write_it(text: str, name: str, address: str) -> None:
    assert senders.sender(text, "example.com", WHERE) == Sender(name, address)


@pytest.mark.parametrize(
    ("address", "identity", "covered"),
    [
        ("vendas@example.com", "example.com", True),
        ("vendas@example.com", "Example.COM", True),
        ("vendas@news.example.com", "example.com", True),
        ("vendas@example.com", "vendas@example.com", True),
        ("outro@example.com", "vendas@example.com", False),
        ("vendas@badexample.com", "example.com", False),
        ("vendas@example.com", "news.example.com", False),
        ("vendas@example.com.br", "example.com", False),
    ],
)
def test_an_identity_covers_its_own_senders_alone(address: str, identity: str, covered: bool) -> None:
    assert Sender("", address).within(identity) is covered


@pytest.mark.parametrize(
    ("text", "identity", "told"),
    [
        ("", "example.com", "the secret's sender is '', which names no address"),
        ("Vendas", "example.com", "write it like Vendas <vendas@example.com>"),
        ("a@example.com <b@example.com> c", "example.com", "names no address"),
        ("a@example.com, b@example.com", "example.com", "names no address"),
        ("vendas@example.com", "", "pulumi config set sesIdentity"),
        ("vendas@outra.example", "example.com", "sends from example.com alone"),
    ],
)
def test_what_may_not_send_is_refused_with_its_cure(text: str, identity: str, told: str) -> None:
    with pytest.raises(SenderError) as refused:
        senders.sender(text, identity, WHERE)
    assert told in str(refused.value)
