"""The e-mails that Amazon SES accepts on a kept cloud, as they come."""

import json
from dataclasses import dataclass
from pathlib import Path

from local.campaign.stand_ins.mail.reading import Letter, SentMail


@dataclass(frozen=True)
class Mail:
    """An e-mail, in short."""

    to: str
    subject: str
    text: str
    invitation: str = ""
    """The method of the iCalendar in it: REQUEST, CANCEL; empty where there is none."""

    def is_about(self, words: str) -> bool:
        """Return True if the e-mail names somebody or something."""
        return words in self.subject or words in self.text


class Mailbag:
    """The e-mails that are new since it was made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = set(self._files())

    def new(self) -> list[Mail]:
        """Return those that were not returned before, in the order in which they were sent."""
        files = [file for file in self._files() if file not in self._known]
        self._known |= set(files)
        return [_read(file) for file in files]

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []


def _read(file: Path) -> Mail:
    letter = Letter.read(SentMail.read(json.loads(file.read_text("utf-8"))))
    invitations = (part for part in letter.message.walk() if part.get_content_type() == "text/calendar")
    method = next((str(part.get_param("method") or "") for part in invitations), "")
    return Mail(letter.sent.to, letter.subject, letter.text.strip(), method)
