"""The intake bucket's layout: what is dropped lies under ``inbox/``, what answers it under ``reports/``.

A list lies at ``inbox/<tenant>/<campaign>/<name>``, where the name may have folders of its own, and a list of people
not to be written to at ``inbox/<tenant>/do-not-contact/<name>``. What answers a file is in one folder for each time
that it was handed in, at the same path: ``reports/<tenant>/<campaign>/<name>/<time>-<id>/``.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from handlers.common.rules.refusals import Refused, shown

INBOX = "inbox/"
REPORTS = "reports/"
PAGE = "report.html"
DOCUMENT = "report.json"
ROWS_TO_MEND = "linhas-a-corrigir"
"""The beginning of the name, to which the ending of the list's form is added.

In Portuguese, as it is for the person who sent the list.
"""

MAX_PATH_BYTES = 900
"""S3 takes keys of up to 1,024 bytes; a folder and the name of a file come behind the path."""


@dataclass(frozen=True)
class Dropped:
    """A list in the inbox, whatever it is called."""

    tenant_id: str
    campaign_id: str
    """The campaign that it is for; ``do-not-contact`` for a list of people who are not to be written to."""
    name: str


def dropped(key: str) -> Dropped | None:
    """Return what a file is by its place; None for one that is not to be answered: a folder or a report.

    Raises ``Refused`` (``wrong_place``) for a file whose place names no tenant and campaign.
    """
    if key.endswith("/") or key.startswith(REPORTS):
        return None
    parts = key.removeprefix(INBOX).split("/", 2)
    if not key.startswith(INBOX) or len(parts) < 3 or not all(parts):
        raise Refused(
            "wrong_place",
            f"{shown(key)} names no tenant and campaign: put it at {INBOX}<tenant>/<campaign>/<name>",
            key,
        )
    tenant_id, campaign_id, name = parts
    return Dropped(tenant_id, campaign_id, name)


def report_folder(key: str, handed_in: datetime, identity: str) -> str:
    """Return the folder, with its slash, of what answers a file that was handed in then.

    ``identity`` tells apart what was handed in at the same time: the same one gives the same folder.
    """
    short = hashlib.sha256(f"{key}\x1f{identity}".encode()).hexdigest()[:8]
    time = handed_in.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    return f"{REPORTS}{_fitting(key.removeprefix(INBOX))}/{time}-{short}/"


def inbox_of(key: str) -> str:
    """Return the folder, with its slash, in which the file lies."""
    return key[: key.rfind("/") + 1]


def _fitting(path: str) -> str:
    """Return the path, shortened where it would make the key of a report too long for S3."""
    written = path.encode()
    if len(written) <= MAX_PATH_BYTES:
        return path
    mark = hashlib.sha256(written).hexdigest()[:8]
    return f"{written[:MAX_PATH_BYTES].decode(errors='ignore')}…{mark}"
