"""The stack that a run of ``make up`` has left, and all in it that names a person."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import boto3
from boto3.dynamodb.types import TypeDeserializer
from botocore.config import Config

from local.loop import kept
from ops.people import files

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "micro-agente-disparo-agendamento-dev"
_deserializer = TypeDeserializer()


class Someone(NamedTuple):
    """A contact of the campaign, with a booked meeting and a briefing."""

    contact_id: str
    name: str
    phone: str
    email: str

    def is_in(self, text: str) -> bool:
        """True if a text names the person, whatever the notation of the phone."""
        digits = re.sub(r"(?<=\d)[\s().-]+(?=\d)", "", text)
        marks = [self.name, *filter(None, [self.email])]
        return any(mark.lower() in text.lower() for mark in marks) or self.phone[3:] in digits


class Deployed:
    """A stack on the embedded cloud, reached as its administrator."""

    def __init__(self, build: Path) -> None:
        self._variables = dict(kept.read(build).environment)

    def _client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self._variables["AWS_ENDPOINT_URL"],
            aws_access_key_id=self._variables["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=self._variables["AWS_SECRET_ACCESS_KEY"],
            region_name="us-east-1",
            config=Config(proxies={}, read_timeout=120),
        )

    def ops(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the operators."""
        command = [sys.executable, "-m", "ops", "--prefix", PREFIX, *arguments]
        told = {**os.environ, **self._variables}
        return subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)

    def items(self, table: str) -> Iterator[dict[str, Any]]:
        """All items of a table, with plain values."""
        for page in self._client("dynamodb").get_paginator("scan").paginate(TableName=table):
            for item in page["Items"]:
                yield {name: _deserializer.deserialize(value) for name, value in item.items()}

    def met(self) -> Someone:
        """Somebody whose meeting is booked, and who has a name and a phone of her own."""
        booked = {
            item["contactId"]
            for item in self.items(f"{PREFIX}-meetings")
            if item.get("status") == "confirmed" and "briefing" in item and item["tenantId"] == "aurora"
        }
        found = [
            Someone(item["contactId"], item["contactName"], item["phone"], item.get("email", ""))
            for item in self.items(f"{PREFIX}-contacts")
            if item["sk"] == "CONTACT"
            and item["contactId"] in booked
            and "phone" in item
            and "contactName" in item
        ]
        return max(found, key=lambda each: (" " in each.name, len(each.name)))

    def naming(self, someone: Someone) -> list[str]:
        """The places in tables and buckets that name somebody."""
        found: list[str] = []
        for table in self._client("dynamodb").list_tables()["TableNames"]:
            short = table.removeprefix(f"{PREFIX}-")
            found += [short for item in self.items(table) if someone.is_in(repr(item))]
        s3 = self._client("s3")
        for bucket in s3.list_buckets()["Buckets"]:
            if "-intake-" in bucket["Name"] or "-inbound-" in bucket["Name"]:
                for each in s3.list_object_versions(Bucket=bucket["Name"]).get("Versions", ()):
                    key = {"Bucket": bucket["Name"], "Key": each["Key"], "VersionId": each["VersionId"]}
                    text = files.text_of(s3.get_object(**key)["Body"].read())
                    found += [each["Key"]] if someone.is_in(text) else []
        return sorted(set(found))

    def logged(self, someone: Someone) -> list[str]:
        """The lines of all logs that name somebody."""
        logs = self._client("logs")
        groups = logs.describe_log_groups()["logGroups"]
        assert groups
        found: list[str] = []
        lines = 0
        for group in groups:
            pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
            for page in pages:
                lines += len(page["events"])
                found += [each["message"] for each in page["events"] if someone.is_in(each["message"])]
        assert lines > 100, "there are logs to look at"
        return found

    def ingest(self, someone: Someone) -> dict[str, Any]:
        """Hand in a new list with somebody in it, and return the answer."""
        request = {"tenantId": "aurora", "campaignId": "primavera", "contacts": [{"phone": someone.phone}]}
        answer = self._client("lambda").invoke(
            FunctionName=f"{PREFIX}-ingest-contacts", Payload=json.dumps(request).encode()
        )
        return json.loads(answer["Payload"].read())
