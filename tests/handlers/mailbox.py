"""A stand-in of the e-mail partner for mails to hosts and teams."""

from dataclasses import dataclass, field

import pytest

from handlers.common import mailing
from handlers.common.rules.partner import PartnerSecret
from handlers.common.rules.retries import Ending
from handlers.common.storage import secrets


@dataclass
class Mailbox:
    """Stands in for the e-mail partner: what it was sent, and how each next mail ends."""

    sent: list[tuple[str, str, str, str]] = field(default_factory=list)
    endings: list[Ending | BaseException] = field(default_factory=list)
    invitations: list[str | None] = field(default_factory=list)
    idempotent: bool = False

    def send(
        self, to: str, subject: str, body: str, key: str, seconds: float, invitation: str | None = None
    ) -> Ending:
        ending = self.endings.pop(0) if self.endings else Ending.SENT
        if isinstance(ending, BaseException):
            raise ending
        self.sent.append((to, subject, body, key))
        self.invitations.append(invitation)
        return ending


def mailbox_in_place(monkeypatch: pytest.MonkeyPatch, box: Mailbox | None = None) -> Mailbox:
    """Put a mailbox, a new one if none is given, in the place of the partner, and return it."""
    box = box or Mailbox()
    monkeypatch.setattr(mailing, "HOST_MAIL", box)
    monkeypatch.setattr(
        secrets, "partner", lambda _: PartnerSecret("http://mail.example", "key", box.idempotent)
    )
    return box
