"""Lists to load, and what is there after they have been loaded."""

import io
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


def notification(file: dict[str, str], sequencer: str = "01") -> dict[str, Any]:
    stored = {"key": quote_plus(file["key"], safe="/"), "sequencer": sequencer}
    return {"Records": [{"s3": {"bucket": {"name": file["bucket"]}, "object": stored}}]}


def beside(file: dict[str, str], ending: str) -> bytes:
    return clients.s3().get_object(Bucket=file["bucket"], Key=file["key"] + ending)["Body"].read()


def contacts(tables: dict[str, str]) -> list[dict[str, Any]]:
    pages = dynamo.client().get_paginator("scan").paginate(TableName=tables["contacts"])
    return [dynamo.decode(item) for page in pages for item in page["Items"]]


def counted(answer: dict[str, Any]) -> tuple[int, int, int, int]:
    return answer["ingested"], answer["duplicates"], answer["invalid"], answer["blank"]
