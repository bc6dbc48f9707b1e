"""Lists of contacts handed to ingest-contacts, and its answers."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from handlers.common.rules.tenants import Campaign
from local.campaign.stage import Stage
from local.errors import LocalError

POLL_SECONDS = 0.4
ANSWER_SECONDS = 90.0


@dataclass(frozen=True)
class IntakeAnswer:
    """The answer of ingest-contacts for one list."""

    campaign: str
    """``tenant/campaign``."""
    source: str
    """The file's name, or how else the list came in."""
    answer: Mapping[str, Any]


def take_in_file(stage: Stage, campaign: Campaign, file: Path) -> IntakeAnswer:
    """Drop the file into the intake bucket and wait for the answer that appears beside it.

    Raises ``LocalError`` if there is none in time, or if the list is refused.
    """
    bucket = stage.outputs["intakeBucket"]
    key = f"{campaign.tenantId}/{campaign.campaignId}/{file.name}"
    stage.cloud.client("s3").put_object(Bucket=bucket, Key=key, Body=file.read_bytes())
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        stage.check()
        answer = _object(stage, bucket, f"{key}.report.json")
        if answer is not None:
            return _accepted(campaign, file.name, json.loads(answer))
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


def _object(stage: Stage, bucket: str, key: str) -> bytes | None:
    """Return the content of an object; None while it is not there."""
    try:
        return stage.cloud.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") not in ("NoSuchKey", "404"):
            raise
        return None


def _accepted(campaign: Campaign, source: str, answer: Mapping[str, Any]) -> IntakeAnswer:
    if answer["status"] == "refused":
        raise LocalError(f"ingest-contacts refused {source}: {answer['errors'][0]['message']}")
    return IntakeAnswer(f"{campaign.tenantId}/{campaign.campaignId}", source, answer)
