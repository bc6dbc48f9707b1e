"""The lists in the intake bucket: handed in, followed while they are read, and the reports that answer them."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handlers.common.storage import clients
from handlers.intake.rules import places
from handlers.intake.rules.ingest_answer import IngestStatus
from handlers.intake.rules.job import RowCounts

HEAD_BYTES = 4096
"""The beginning of a report's document, in which its summary is; the rows behind it may be many megabytes."""
_FOLDER = re.compile(r"(.+)/(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-([0-9a-f]+)/")
_ENTRIES = ', "errors": ['

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Report:
    """A report on a list, by its folder in the bucket."""

    folder: str

    @property
    def path(self) -> str:
        """The list that it answers, as ``tenant/campaign/name``."""
        return self._parts()[1].removeprefix(places.REPORTS)

    @property
    def handed_in(self) -> datetime:
        """The instant at which the list was handed in."""
        return datetime.strptime(self._parts()[2], "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC)

    @property
    def id(self) -> str:
        """The last part of the folder, by which operators name it."""
        return self.folder.rstrip("/").rpartition("/")[2]

    def _parts(self) -> re.Match[str]:
        match = _FOLDER.fullmatch(self.folder)
        assert match is not None, self.folder
        return match


def hand_in(bucket: str, tenant_id: str, campaign_id: str, file: Path) -> str:
    """Put a file into the inbox; return its key."""
    key = f"{places.INBOX}{tenant_id}/{campaign_id}/{file.name}"
    with file.open("rb") as content:
        clients.s3().put_object(Bucket=bucket, Key=key, Body=content)
    return key


def reports(bucket: str, beginning: str = "") -> list[Report]:
    """Return the reports on lists whose ``tenant/campaign/name`` begins so, the latest first."""
    pages = (
        clients.s3()
        .get_paginator("list_objects_v2")
        .paginate(Bucket=bucket, Prefix=f"{places.REPORTS}{beginning}")
    )
    folders = (
        each["Key"].removesuffix(places.DOCUMENT)
        for page in pages
        for each in page.get("Contents", ())
        if each["Key"].endswith(f"/{places.DOCUMENT}")
    )
    found = [Report(folder) for folder in folders if _FOLDER.fullmatch(folder)]
    return sorted(found, key=lambda report: (report.handed_in, report.id), reverse=True)


def reports_on(bucket: str, key: str) -> list[Report]:
    """Return the reports on the file at a key of the inbox, the latest first."""
    folder = places.report_folder(key, datetime.now(UTC), "")
    return reports(bucket, folder.rstrip("/").rpartition("/")[0].removeprefix(places.REPORTS) + "/")


def summary(bucket: str, report: Report) -> Document:
    """Return the status, the counts and the names of the files of a report, without its rows."""
    answer = clients.s3().get_object(
        Bucket=bucket, Key=report.folder + places.DOCUMENT, Range=f"bytes=0-{HEAD_BYTES - 1}"
    )
    head = answer["Body"].read().decode("utf-8", "ignore")
    return json.loads(head.partition(_ENTRIES)[0] + "}") if _ENTRIES in head else document(bucket, report)


def document(bucket: str, report: Report) -> Document:
    """Return the whole document of a report."""
    return json.loads(content(bucket, report, places.DOCUMENT))


def content(bucket: str, report: Report, name: str) -> bytes:
    """Return a file of a report."""
    return clients.s3().get_object(Bucket=bucket, Key=report.folder + name)["Body"].read()


def rows(found: Document) -> int:
    """Return the number of records that a report has counted so far."""
    return RowCounts.of(found).rows


def followed(
    bucket: str, key: str, known: set[str], wait: Callable[[], None]
) -> Iterator[tuple[Report, Document]]:
    """Yield what the report on a file says, again and again, until it is complete; nothing while there is none.

    ``known``: the folders of earlier reports on the same file; ``wait`` is called before each further look, and
    raises what ends the waiting.
    """
    while True:
        new = [report for report in reports_on(bucket, key) if report.folder not in known]
        if new:
            found = summary(bucket, new[0])
            yield new[0], found
            if found["status"] != IngestStatus.CONTINUING:
                return
        wait()


def beside(file: Path, name: str) -> Path:
    """Return where the rows to mend go: beside the list, under a name that no file has yet."""
    ending = Path(name).suffix
    base = f"{file.stem}-{places.ROWS_TO_MEND}"
    target, number = file.with_name(base + ending), 2
    while target.exists():
        target, number = file.with_name(f"{base}-{number}{ending}"), number + 1
    return target
