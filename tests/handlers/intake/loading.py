"""Lists to load, and what is there after they have been loaded."""

import csv
import io
import json
import uuid
from typing import Any
from urllib.parse import quote_plus

from openpyxl import Workbook

from handlers.common.storage import clients, dynamo

COLUMNS = ("Nome", "Contato", "CNPJ/CPF", "Email", "Telefone")


class Context:
    """Lambda's context, as far as the function reads it."""

    def __init__(self, seconds: float = 60.0, request_id: str | None = None) -> None:
        self.aws_request_id = request_id or uuid.uuid4().hex
        self._seconds = seconds

    def get_remaining_time_in_millis(self) -> int:
        return int(self._seconds * 1000)


def workbook(rows: list[tuple[Any, ...]], sheet: str = "Leads") -> bytes:
    book = Workbook(write_only=True)
    leads = book.create_sheet(sheet)
    for row in (COLUMNS, *rows):
        leads.append(row)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def separated(rows: list[tuple[Any, ...]]) -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows((COLUMNS, *rows))
    return written.getvalue().encode()


def notification(
    file: dict[str, str], sequencer: str = "01", at: str = "2026-11-26T10:30:05.123Z"
) -> dict[str, Any]:
    stored = {"key": quote_plus(file["key"], safe="/"), "sequencer": sequencer}
    return {"Records": [{"eventTime": at, "s3": {"bucket": {"name": file["bucket"]}, "object": stored}}]}


def folders(file: dict[str, str]) -> list[str]:
    """The folders of the answers to a file, the last one last."""
    path = "reports/" + file["key"].removeprefix("inbox/") + "/"
    found = clients.s3().list_objects_v2(Bucket=file["bucket"], Prefix=path).get("Contents", ())
    return sorted({path + each["Key"].removeprefix(path).partition("/")[0] + "/" for each in found})


def answers(file: dict[str, str], folder: str | None = None) -> dict[str, bytes]:
    """The files that answer a list, by their names; without a ``folder`` there is one."""
    if folder is None:
        (folder,) = folders(file)
    client, bucket = clients.s3(), file["bucket"]
    found = client.list_objects_v2(Bucket=bucket, Prefix=folder).get("Contents", ())
    return {
        each["Key"].removeprefix(folder): client.get_object(Bucket=bucket, Key=each["Key"])["Body"].read()
        for each in found
    }


def counted_in(file: dict[str, str]) -> dict[str, Any]:
    """The document among the answers to a list."""
    return json.loads(answers(file)["report.json"])


def contacts(tables: dict[str, str]) -> list[dict[str, Any]]:
    pages = dynamo.client().get_paginator("scan").paginate(TableName=tables["contacts"])
    return [dynamo.decode(item) for page in pages for item in page["Items"]]


def counted(answer: dict[str, Any]) -> tuple[int, int, int, int]:
    return answer["ingested"], answer["duplicates"], answer["invalid"], answer["blank"]
