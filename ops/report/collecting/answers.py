"""The answers to lists that were dropped into the intake bucket."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from handlers.common.storage import clients
from handlers.intake.rules import places
from handlers.intake.rules.job import RowCounts
from ops.report import masking
from ops.report.data import ListAnswer, Refusal, Span

COUNTED = tuple(each.name for each in fields(RowCounts))
MOST = 20
MOST_REFUSALS = 60
MOST_BYTES = 500_000
"""Bytes of an answer that are read: a list of 200,000 rows may have as many refusals."""


def read(bucket: str, tenant_id: str | None, span: Span | None) -> tuple[list[ListAnswer], int]:
    """Return the latest answers of a tenant, or of all, that were given within a span; and the number of others."""
    prefix = f"{places.REPORTS}{tenant_id}/" if tenant_id else places.REPORTS
    pages = clients.s3().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    found: list[tuple[datetime, str]] = [
        (each["LastModified"], each["Key"])
        for page in pages
        for each in page.get("Contents", ())
        if each["Key"].endswith(f"/{places.DOCUMENT}")
        and (span is None or span.start <= each["LastModified"] < span.end)
    ]
    latest = sorted(found, reverse=True)[:MOST]
    return [_answer(bucket, key, at) for at, key in latest], len(found) - len(latest)


def _answer(bucket: str, key: str, at: datetime) -> ListAnswer:
    body = clients.s3().get_object(Bucket=bucket, Key=key, Range=f"bytes=0-{MOST_BYTES - 1}")["Body"].read()
    tenant, campaign, *name = key.removeprefix(places.REPORTS).split("/")[:-2]
    return answer(f"{tenant}/{campaign}", "/".join(name), at, document(body))


def document(body: bytes) -> Mapping[str, Any]:
    """Return the answer in the first part of a document, which has an entry a line; what is cut off is left out."""
    if len(body) < MOST_BYTES:
        return json.loads(body)
    return json.loads(body[: body.rindex(b"\n")].rstrip().rstrip(b",") + b"]}")


def answer(campaign: str, source: str, at: datetime | None, given: Mapping[str, Any]) -> ListAnswer:
    """Return the answer of ingest-contacts to a list, with what it quotes masked."""
    errors: Iterable[Mapping[str, Any]] = given.get("errors", ())
    refusals = [
        Refusal(
            each["row"], each["field"] or "", masking.quoted(each["message"]), each.get("outcome", "invalid")
        )
        for each in errors
    ]
    counts = {name: given[name] for name in COUNTED if name in given}
    left = max(0, len(refusals) - MOST_REFUSALS)
    return ListAnswer(campaign, source, at, counts, refusals[:MOST_REFUSALS], left)
