"""The note about the cloud that ``make up KEEP=1`` has left: how to reach it, and the partners' stand-ins beside it.

It is ``build/local/kept.json``. The keys in it are worth nothing outside of this machine, and only its owner may read
it. ``make down`` removes it.
"""

import json
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from local.cloud import Account, Credentials, ToldTime
from local.cloud.workplace import kept_file
from local.errors import LocalError

START = "start one with make up KEEP=1"
AGAIN = "make down, then make up KEEP=1"
ANSWER_SECONDS = 2.0


class _Noted(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid")


class StandIns(_Noted):
    """The partners' stand-ins."""

    endpoints: Mapping[str, str]
    """The URL of each partner's API: whatsapp, email, calendar."""
    key: str
    """The bearer token for the stand-ins' record."""
    app_secret: str
    """The key that webhooks are signed with."""
    verify_token: str
    lines: Mapping[str, str]
    """The displayed number of each WhatsApp line, by ``phone_number_id``."""
    sent_mail: str
    """The folder with the e-mails that Amazon SES has accepted."""


class Kept(_Noted):
    """A deployed stack that was left running; ``outputs`` are the stack's."""

    stack: str
    provider: str
    """``cloud`` or ``gateway``: the kind of partners."""
    environment: Mapping[str, str]
    """The variables that make the AWS CLI or any SDK talk to the cloud as its administrator."""
    outputs: Mapping[str, Any]
    stand_ins: StandIns
    told_time: str
    """The file with the seconds by which the cloud and the stand-ins are ahead of the machine's clock."""
    program: Mapping[str, str]
    """The digests of the program's files at the deployment (``local.loop.program``)."""

    def account(self) -> Account:
        """Return the account behind the cloud's endpoint."""
        credentials = Credentials(
            self.environment["AWS_ACCESS_KEY_ID"], self.environment["AWS_SECRET_ACCESS_KEY"]
        )
        return Account(self.environment["AWS_ENDPOINT_URL"], credentials)

    def clock(self) -> ToldTime:
        """Return the clock of the cloud and the stand-ins."""
        return ToldTime(Path(self.told_time))


def leave(build: Path, kept: Kept) -> None:
    """Write the note."""
    file = kept_file(build)
    file.unlink(missing_ok=True)
    text = json.dumps(kept.model_dump(by_alias=True), ensure_ascii=False, indent=2)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as note:
        note.write(f"{text}\n")


def read(build: Path) -> Kept:
    """Return the note; ``LocalError`` where no cloud was kept, and where it has ended."""
    file = kept_file(build)
    try:
        kept = Kept.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        raise LocalError(f"no cloud is kept: {START}") from None
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(map(str, problem["loc"])) or "the whole"
        raise LocalError(
            f"{file} is not of this version ({field}: {problem['msg'].lower()}): {AGAIN}"
        ) from None
    for what, url in (
        ("embedded cloud", kept.environment["AWS_ENDPOINT_URL"]),
        ("stand-in for WhatsApp", kept.stand_ins.endpoints["whatsapp"]),
    ):
        if not _answers(url):
            raise LocalError(f"the {what} that was kept no longer runs: {AGAIN}")
    return kept


def _answers(url: str) -> bool:
    """Return True if somebody listens at a URL's port."""
    place = urlsplit(url)
    try:
        with socket.create_connection((place.hostname or "", place.port or 0), ANSWER_SECONDS):
            return True
    except OSError:
        return False
