"""What releasing and sending cost: AWS requests for each message, at two sizes of backlog, and the time of a batch.

Everything runs in this process against the embedded cloud, so the requests are counted where they are made.
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from botocore.model import OperationModel

from components import catalogue
from handlers import release_contacts
from handlers.domain.model import Channel
from handlers.domain.tenants import Campaign, Host, Hours, Limits, Tenant
from handlers.observability import logger
from handlers.services.sending import Batch
from handlers.storage import clients, configuration, dynamo, events, keys, limits, statements
from local.cloud import Cloud

BATCH = 10
BATCHES = 20
RELEASED = 300
PARTNER_SECONDS = 0.2
"""How long the stand-in partner takes to answer where a batch's calls are timed."""
OLD_PER_MESSAGE = 5
FLOOR_PER_MESSAGE = 0.7
WRITERS = 8
IMPORTS = 7
"""Runs of each import, of which the fastest counts."""


class Figure(NamedTuple):
    """One line of the benchmark: what was measured, and what it is held against."""

    what: str
    measured: str
    limit: str
    met: bool


def measure(cloud: Cloud, backlog: int) -> list[Figure]:
    """The figures of dispatch; ``backlog`` is the size of the large campaign."""
    with _stage(cloud) as (table, partner):
        requests = _count_requests()
        figures = [*_release(table, requests, 1_000, backlog), *_send(requests, partner)]
    return [*figures, _import_time()]


@contextmanager
def _stage(cloud: Cloud) -> Generator[tuple[str, "_Partner"]]:
    """The tables, a queue, the secrets and a tenant that may write to everybody at once."""
    prefix = uuid.uuid4().hex[:8]
    os.environ.update(cloud.environment())
    os.environ.update(ENVIRONMENT="dev", EVENT_BUS="default", EVENT_SOURCE="bench")
    logger.setLevel("WARNING")
    for spec in catalogue.TABLES:
        _make_table(cloud, f"{prefix}-{spec.name}", spec)
        os.environ[f"TABLE_{spec.name.upper().replace('-', '_')}"] = f"{prefix}-{spec.name}"
    os.environ["SEND_QUEUE_URL"] = cloud.client("sqs").create_queue(QueueName=f"{prefix}-send")["QueueUrl"]
    with _Partner() as partner:
        for channel in Channel:
            secret = {"endpoint": partner.url, "apiKey": "k"}
            name = f"{prefix}/{channel}"
            cloud.client("secretsmanager").create_secret(Name=name, SecretString=json.dumps(secret))
            os.environ[f"SECRET_{channel.upper()}"] = name
        host = Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana")
        always = Hours.model_validate(
            {"opens": "00:00", "closes": "00:00", "weekdays": list(range(1, 8)), "holidays": True}
        )
        roomy = Limits(perMinute=RELEASED, perHour=1_000_000, perDay=1_000_000)
        configuration.put_tenant(
            Tenant(tenantId="acme", name="Acme", hosts=(host,), hours=always, limits=roomy, jitterSeconds=0)
        )
        yield f"{prefix}-contacts", partner


def _make_table(cloud: Cloud, name: str, spec: catalogue.TableSpec) -> None:
    attributes: dict[str, None] = {}

    def schema(hash_key: str, range_key: str | None) -> list[dict[str, str]]:
        names = [hash_key, *([range_key] if range_key else [])]
        attributes.update(dict.fromkeys(names))
        return [
            {"AttributeName": key, "KeyType": kind}
            for key, kind in zip(names, ("HASH", "RANGE"), strict=False)
        ]

    indexes = [
        {
            "IndexName": index.name,
            "KeySchema": schema(index.hash_key, index.range_key),
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(index.include)}
            if index.include
            else {"ProjectionType": "ALL"},
        }
        for index in spec.indexes
    ]
    cloud.client("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=schema(spec.hash_key, spec.range_key),
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in attributes],
        **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
    )


def _count_requests() -> Counter[str]:
    counted: Counter[str] = Counter()

    def count(model: OperationModel, **_: object) -> None:
        counted[model.name] += 1

    for client in (dynamo.client(), clients.sqs(), clients.secretsmanager(), events._client()):
        client.meta.events.register("before-call", count)
    return counted


def _fill(table: str, campaign_id: str, contacts: int) -> None:
    """A campaign with that many contacts in its backlog, all due."""
    configuration.put_campaign(Campaign(tenantId="acme", campaignId=campaign_id, name="Bench", offer="algo"))
    due = keys.instant(datetime.now(UTC) - timedelta(minutes=1))

    def items(numbers: Iterable[int]) -> list[statements.Statement]:
        return [statements.insert(table, _contact(campaign_id, number, due)) for number in numbers]

    with ThreadPoolExecutor(WRITERS) as writers:
        for _ in writers.map(
            lambda first: statements.run(items(range(first, min(first + 1_000, contacts)))),
            range(0, contacts, 1_000),
        ):
            pass


def _contact(campaign_id: str, number: int, due: str) -> dict[str, Any]:
    contact_id = keys.contact_id("acme", campaign_id, str(number))
    return {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.CONTACT_SK,
        "contactId": contact_id,
        "tenantId": "acme",
        "campaignId": campaign_id,
        "state": "new",
        "company": f"Empresa {number}",
        "phone": f"+55119{80_000_000 + number}",
        "channel": "whatsapp",
        "priority": "warm",
        "timezone": "America/Sao_Paulo",
        "uf": "SP",
        "backlog": keys.backlog_partition("acme", campaign_id, contact_id),
        "backlogOrder": f"2#{due}",
        "nextStep": "outreach",
    }


def _release(table: str, requests: Counter[str], small: int, large: int) -> list[Figure]:
    """One run over a small backlog, then one over a large one: it must not matter."""
    costs: list[tuple[int, int]] = []
    for campaign_id, size in (("small", small), ("large", large)):
        _fill(table, campaign_id, size)
        requests.clear()
        released = release_contacts.release("acme", datetime.now(UTC), random.Random(1))["released"]
        costs.append((sum(requests.values()), released))
        configuration.put_campaign(
            Campaign(tenantId="acme", campaignId=campaign_id, name="Bench", offer="algo"),
            active=campaign_id == "large",
        )
        _forget_limits()
    return [
        Figure(
            f"requests per released message, backlog of {size:,}",
            f"{cost / released:.2f} ({cost} for {released})",
            "0.30",
            cost / released <= 0.3,
        )
        for (cost, released), size in zip(costs, (small, large), strict=True)
    ]


def _forget_limits() -> None:
    """As if the tenant had sent and released nothing yet."""
    limits._refusals.clear()
    table = os.environ["TABLE_RATE_LIMIT"]
    for item in dynamo.client().scan(TableName=table)["Items"]:
        dynamo.client().delete_item(TableName=table, Key={"pk": item["pk"]})


def _send(requests: Counter[str], partner: "_Partner") -> list[Figure]:
    """Full batches from the queue to what is recorded, receiving and deleting included."""
    batches = _received()
    _run(batches[0])
    requests.clear()
    began = time.monotonic()
    for batch in batches[1:]:
        _run(batch)
    seconds = time.monotonic() - began
    sent = sum(map(len, batches[1:]))
    # The queue's own two requests for a batch are made by Lambda's poller.
    per_message = (sum(requests.values()) + 2 * len(batches[1:])) / sent
    _forget_limits()
    release_contacts.release("acme", datetime.now(UTC), random.Random(2))
    partner.seconds = PARTNER_SECONDS
    partner.calls.clear()
    _run(_received()[0])
    whole = max(end for _, end in partner.calls) - min(begin for begin, _ in partner.calls)
    return [
        Figure(
            "requests per sent message",
            f"{per_message:.2f} (floor {FLOOR_PER_MESSAGE}, old system {OLD_PER_MESSAGE})",
            "1.00",
            per_message <= 1.0,
        ),
        Figure("messages sent a second, one worker", f"{sent / seconds:.0f}", "", True),
        Figure(
            f"partner calls of a batch of ten, {PARTNER_SECONDS:.1f} s each",
            f"{whole:.2f} s",
            f"{2 * PARTNER_SECONDS:.2f} s",
            whole < 2 * PARTNER_SECONDS,
        ),
    ]


def _received() -> list[list[dict[str, str]]]:
    """What the release has queued, in full batches."""
    records: list[dict[str, str]] = []
    while len(records) < BATCH * BATCHES:
        answer = clients.sqs().receive_message(
            QueueUrl=os.environ["SEND_QUEUE_URL"], MaxNumberOfMessages=BATCH
        )
        received = answer.get("Messages", [])
        if not received:
            break
        for message in received:
            records.append({"messageId": message["MessageId"], "body": message["Body"]})
            clients.sqs().delete_message(
                QueueUrl=os.environ["SEND_QUEUE_URL"], ReceiptHandle=message["ReceiptHandle"]
            )
    full = len(records) // BATCH
    return [records[number * BATCH : (number + 1) * BATCH] for number in range(full)]


def _run(batch: list[dict[str, str]]) -> None:
    answer = Batch(lambda: datetime.now(UTC), time.sleep, timedelta(seconds=300)).run(batch)
    if answer["batchItemFailures"]:
        raise RuntimeError(
            f"{len(answer['batchItemFailures'])} of {len(batch)} messages failed: run with LOG_LEVEL=INFO"
        )


class _Partner:
    """A partner that accepts everything, after ``seconds``."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.calls: list[tuple[float, float]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                began = time.monotonic()
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(outer.seconds)
                outer.calls.append((began, time.monotonic()))
                content = b'{"messageId": "m", "status": "accepted"}'
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "_Partner":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _import_time() -> Figure:
    """Processor time of a cold import, beside that of a bare boto3 with its two clients."""
    bare = 'import boto3; boto3.client("dynamodb"); boto3.client("sqs")'
    seconds = {
        code: min(_processor_seconds(code) for _ in range(IMPORTS))
        for code in (bare, "import handlers.send_messages")
    }
    ratio = seconds["import handlers.send_messages"] / seconds[bare]
    return Figure("cold import of send-messages, in bare boto3s", f"{ratio:.2f}", "1.60", ratio <= 1.6)


def _processor_seconds(code: str) -> float:
    program = f"import time\n{code}\nprint(time.process_time())"
    environment = os.environ | {"POWERTOOLS_SERVICE_NAME": "bench"}
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True
    )
    return float(ran.stdout)
