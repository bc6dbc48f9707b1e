"""Lists of contacts handed to ingest-contacts, and its answers."""

import json
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from handlers.common.rules.tenants import Campaign
from handlers.intake.rules import places
from handlers.intake.rules.job import RowCounts
from local.campaign.stage import Stage
from local.errors import LocalError

POLL_SECONDS = 0.4
ANSWER_SECONDS = 90.0
COUNTED = tuple(each.name for each in fields(RowCounts))


@dataclass(frozen=True)
class IntakeAnswer:
    """The answer of ingest-contacts for one list."""

    campaign: str
    """``tenant/campaign``."""
    source: str
    """The file's name, or how else the list came in."""
    answer: Mapping[str, Any]
    page: Path | None = None
    """The copy of the page that answers it, for a file."""


def take_in_file(stage: Stage, campaign: Campaign, file: Path, reports: Path) -> IntakeAnswer:
    """Drop the file into the inbox, wait for the report that answers it, and copy that into the folder ``reports``.

    Raises ``LocalError`` if the list is refused, or if no further report comes in time.
    """
    bucket, path = stage.outputs["intakeBucket"], f"{campaign.tenantId}/{campaign.campaignId}/{file.name}"
    stage.cloud.client("s3").put_object(Bucket=bucket, Key=f"{places.INBOX}{path}", Body=file.read_bytes())
    deadline, told = time.monotonic() + ANSWER_SECONDS, -1
    while time.monotonic() < deadline:
        stage.check()
        answer = _document(stage, bucket, f"{places.REPORTS}{path}/")
        if answer and answer["status"] != "continuing":
            copied = _copied(stage, bucket, answer["report"], reports / file.name)
            return _accepted(campaign, file.name, answer, copied)
        if answer and sum(answer[name] for name in COUNTED) > told:
            deadline, told = time.monotonic() + ANSWER_SECONDS, sum(answer[name] for name in COUNTED)
        time.sleep(POLL_SECONDS)
    raise LocalError(
        f"ingest-contacts left no answer to {file.name} within {ANSWER_SECONDS:.0f} s: run make up KEEP=1 and read "
        f"the log group of {stage.outputs['functions']['ingest-contacts']}"
    )


def take_in_request(stage: Stage, campaign: Campaign, contacts: Path) -> IntakeAnswer:
    """Hand a JSON list to ingest-contacts directly. Raises ``LocalError`` if it is refused."""
    request = {
        "tenantId": campaign.tenantId,
        "campaignId": campaign.campaignId,
        "contacts": json.loads(contacts.read_text(encoding="utf-8")),
    }
    return _accepted(campaign, "a direct request", stage.invoke("ingest-contacts", request))


def _document(stage: Stage, bucket: str, path: str) -> Mapping[str, Any] | None:
    """Return the document among the reports on a file; None while there is none."""
    client = stage.cloud.client("s3")
    for each in client.list_objects_v2(Bucket=bucket, Prefix=path).get("Contents", ()):
        if each["Key"].endswith(f"/{places.DOCUMENT}"):
            return json.load(client.get_object(Bucket=bucket, Key=each["Key"])["Body"])
    return None


def _copied(stage: Stage, bucket: str, folder: str, target: Path) -> Path:
    """Copy a folder of reports in place of an earlier copy; return the page."""
    client = stage.cloud.client("s3")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for each in client.list_objects_v2(Bucket=bucket, Prefix=folder).get("Contents", ()):
        content = client.get_object(Bucket=bucket, Key=each["Key"])["Body"].read()
        (target / each["Key"].removeprefix(folder)).write_bytes(content)
    return target / places.PAGE


def _accepted(
    campaign: Campaign, source: str, answer: Mapping[str, Any], page: Path | None = None
) -> IntakeAnswer:
    if answer["status"] == "refused":
        more = f" (see {page})" if page else ""
        raise LocalError(f"ingest-contacts refused {source}: {answer['errors'][0]['message']}{more}")
    return IntakeAnswer(f"{campaign.tenantId}/{campaign.campaignId}", source, answer, page)
