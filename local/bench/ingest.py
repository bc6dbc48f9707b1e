"""The cost of taking a list in, compared with bare batched conditional inserts of the same contacts.

The function runs as in Lambda: each run in a process of its own (``ingest_run``), and another where it asks for one.
"""

import io
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from boto3.dynamodb.types import TypeSerializer
from openpyxl import Workbook

from components import catalogue
from handlers.common.rules.tenants import Campaign
from handlers.intake.rules import files
from handlers.intake.rules.new_contacts import Draft, judge
from handlers.intake.storage import background, inserts
from local.bench.figures import Figure
from local.bench.rig import TENANT, Rig, make_table, pause_campaign, put_campaign
from local.samples import make_leads

CAMPAIGN = "ingest"
KEY = f"inbox/{TENANT}/{CAMPAIGN}/leads.xlsx"
REQUESTS, TIMES, MEGABYTES, SECONDS = 0.07, 1.3, 400, 60
"""The limits: requests per contact, time in multiples of the bare inserts, peak memory, seconds of one run."""
OLD_REQUESTS = 4
STATEMENTS = 25
"""The most statements that AWS takes in one request."""
AT_ONCE = 5_000
"""The number of contacts prepared before a stretch of bare inserts is timed."""


class Run(NamedTuple):
    """One run of the function, as ``ingest_run`` prints it."""

    seconds: float
    processor_seconds: float
    megabytes: float
    requests: Mapping[str, int]
    answer: dict[str, Any]
    further: dict[str, Any] | None
    """The request with which it asks for a further run."""


def measure(rig: Rig, rows: int) -> list[Figure]:
    """Measure a list of that many rows in XLSX, each of them a new contact."""
    campaign = put_campaign(CAMPAIGN)
    book = workbook(rows)
    rig.cloud.client("s3").put_object(Bucket=rig.bucket, Key=KEY, Body=book)
    table = f"{rig.prefix}-bare"
    make_table(rig.cloud, table, next(spec for spec in catalogue.TABLES if spec.name == "contacts"))
    items = _items(campaign, book)
    # Half of the bare inserts before and half after, so that a machine that slows down meanwhile slows both.
    bare = _bare_seconds(rig, table, islice(items, rows // 2))
    runs = list(_runs(rig.bucket))
    bare += _bare_seconds(rig, table, items)
    pause_campaign(CAMPAIGN)
    ingested = runs[-1].answer["ingested"]
    if ingested != rows:
        raise RuntimeError(f"{ingested} of {rows} rows were taken in: {runs[-1].answer}")
    speed, *times = _time_figures(rows, runs, bare)
    return [speed, _request_figure(rows, runs), *times, *_size_figures(runs)]


def _time_figures(rows: int, runs: Sequence[Run], bare: float) -> list[Figure]:
    seconds = sum(run.seconds for run in runs)
    processor = sum(run.processor_seconds for run in runs)
    beside = f"{seconds:.1f} s beside {bare:.1f} s"
    return [
        Figure(f"ingest of {rows:,} rows", rows / seconds, "rows a second", floor=rows / bare),
        Figure("ingest, time", seconds / bare, "× bare inserts", TIMES, 1, detail=beside),
        Figure("ingest, processor time", 1000 * processor / rows, "ms per contact"),
    ]


def _request_figure(rows: int, runs: Sequence[Run]) -> Figure:
    requests = sum((Counter(run.requests) for run in runs), Counter())
    batches = -(-rows // STATEMENTS)
    return Figure(
        "ingest, requests to AWS",
        requests.total() / rows,
        "per contact",
        REQUESTS,
        batches / rows,
        OLD_REQUESTS,
        ", ".join(f"{number} {name}" for name, number in requests.most_common(2)),
    )


def _size_figures(runs: Sequence[Run]) -> list[Figure]:
    longest, peak = max(run.seconds for run in runs), max(run.megabytes for run in runs)
    return [
        Figure("ingest, peak memory", peak, "MB", MEGABYTES),
        Figure("ingest, longest run", longest, "s", SECONDS, detail=f"{len(runs)} in all"),
    ]


def workbook(rows: int) -> bytes:
    """Return a list as customers have them, every row another person."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Leads")
    sheet.append(make_leads.HEADER)
    for number in range(rows):
        company, person = f"Padaria Conceição {number}", f"João Gonçalves {number}"
        phone = f"({make_leads.AREA_CODES[number % len(make_leads.AREA_CODES)]}) 98{number:07d}"
        document = make_leads.cnpj(10_000_000 + number)
        sheet.append((company, person, document, make_leads.mailbox(person, company), phone))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _runs(bucket: str) -> Iterator[Run]:
    request: dict[str, Any] | None = {
        "tenantId": TENANT,
        "campaignId": CAMPAIGN,
        "file": {"bucket": bucket, "key": KEY},
    }
    while request is not None:
        ran = subprocess.run(
            [sys.executable, "-m", "local.bench.ingest_run"],
            input=json.dumps(request),
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        run = Run(**json.loads(ran.stdout.splitlines()[-1]))
        yield run
        request = run.further


def _bare_seconds(rig: Rig, table: str, items: Iterator[dict[str, Any]]) -> float:
    """Return the seconds for inserting the items, none of which exists yet, and for nothing else.

    Threads and statements per request are those of the ingest; boto3 has to turn the values into typed attributes in
    either.
    """
    client, serializer = rig.cloud.client("dynamodb"), TypeSerializer()

    def insert(items: Sequence[dict[str, Any]]) -> None:
        statements = [
            {
                "Statement": f'INSERT INTO "{table}" VALUE {{'
                + ", ".join(f"'{name}': ?" for name in item)
                + "}",
                "Parameters": [serializer.serialize(value) for value in item.values()],
            }
            for item in items
        ]
        for response in client.batch_execute_statement(Statements=statements)["Responses"]:
            if "Error" in response:
                raise RuntimeError(f"a bare insert failed: {response['Error']}")

    seconds = 0.0
    with ThreadPoolExecutor(background.WORKERS) as writers:
        while ready := list(islice(items, AT_ONCE)):
            batches = [ready[start : start + STATEMENTS] for start in range(0, len(ready), STATEMENTS)]
            began = time.perf_counter()
            list(writers.map(insert, batches))
            seconds += time.perf_counter() - began
    return seconds


def _items(campaign: Campaign, book: bytes) -> Iterator[dict[str, Any]]:
    """Yield the items that the ingest writes for the list."""
    listed, now = files.read(KEY, book), datetime.now(UTC)
    for row, record in listed.records():
        draft = listed.draft(record)
        contact = judge(draft).contact if isinstance(draft, Draft) else None
        if contact is not None:
            yield inserts.ContactInsert(contact, campaign, inserts.Origin("bare", row), now).item()
