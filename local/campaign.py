"""A campaign from the contact file to the reminders, on a deployed stack, through the ways that customers use.

The file goes into the intake bucket and the bucket's notification starts the rest. The runner only seeds, watches,
and calls the reminders' runs of the hours to come, as the schedule will.
"""

import json
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from botocore.exceptions import ClientError

from handlers.common.rules import accounting
from handlers.common.rules.model import MeetingStatus
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import stats
from handlers.meetings.rules import reminders
from local import evidence
from local.errors import LocalError
from local.evidence import Evidence, Item
from local.report import Intake
from local.stage import Stage
from ops import configuration, documents

SAMPLES = Path(__file__).resolve().parent / "samples"
AURORA, PRIMAVERA = SAMPLES / "aurora.json", SAMPLES / "aurora-primavera.json"
HORIZONTE, PILOTO = SAMPLES / "horizonte.json", SAMPLES / "horizonte-piloto.json"
WAITING_CONTACTS = SAMPLES / "horizonte-contacts.json"
OPEN_TENANT = "aurora"

POLL_SECONDS = 0.4
INTAKE_SECONDS = 90.0
QUIET_SECONDS = 3.0
"""How long nothing may change before the campaign counts as at rest."""
STALLED_SECONDS = 75.0
"""How long nothing may change while somebody waits: longer than the minute between two releases."""
PROGRESS_SECONDS = 2.0
"""Between two lines of progress."""
LONGEST_SECONDS = 150.0
SECONDS_PER_CONTACT = 0.2

Say = Callable[[str], None]


@dataclass(frozen=True)
class Tenants:
    """Whom the campaign is played for: one that is open all week, and one that is closed today."""

    open: Tenant
    open_campaign: Campaign
    closed: Tenant
    closed_campaign: Campaign

    @property
    def colleagues(self) -> frozenset[str]:
        return frozenset(host.email for tenant in (self.open, self.closed) for host in tenant.hosts)


def tenants(now: datetime) -> Tenants:
    """The sample tenants; the one with office hours takes today off, so that it waits on any day and hour."""
    closed = documents.read(Tenant, HORIZONTE)
    today: date = now.astimezone(ZoneInfo(closed.timezone)).date()
    return Tenants(
        documents.read(Tenant, AURORA),
        documents.read(Campaign, PRIMAVERA),
        closed.model_copy(update={"holidays": closed.holidays | {today}}),
        documents.read(Campaign, PILOTO),
    )


def new_api_keys() -> dict[str, str]:
    """A key for each partner, drawn for this run."""
    return {partner: secrets.token_urlsafe(24) for partner in ("whatsapp", "email", "calendar")}


def seed(stage: Stage, cast: Tenants, secret_paths: Mapping[str, str], api_keys: Mapping[str, str]) -> None:
    """Puts the partners' secrets, the tenants and their campaigns where the functions look for them."""
    manager = stage.cloud.client("secretsmanager")
    for partner, path in secret_paths.items():
        document: dict[str, Any] = {
            "endpoint": stage.partners.endpoints[partner],
            "apiKey": api_keys[partner],
        }
        if partner == "whatsapp":
            # The stand-ins recognise a repeated key; said of one only, so that both rules are in use.
            document["idempotent"] = True
        manager.create_secret(Name=path, SecretString=json.dumps(document))
    with stage.as_operator():
        for tenant in (cast.open, cast.closed):
            configuration.put_tenant(tenant)
        for campaign in (cast.open_campaign, cast.closed_campaign):
            configuration.put_campaign(campaign)


def take_in_file(stage: Stage, campaign: Campaign, file: Path) -> Intake:
    """Drops the file into the intake bucket and waits for the answer that appears beside it."""
    bucket = stage.outputs["intakeBucket"]
    key = f"{campaign.tenantId}/{campaign.campaignId}/{file.name}"
    s3 = stage.cloud.client("s3")
    s3.put_object(Bucket=bucket, Key=key, Body=file.read_bytes())
    deadline = time.monotonic() + INTAKE_SECONDS
    while time.monotonic() < deadline:
        stage.check()
        try:
            answer = s3.get_object(Bucket=bucket, Key=f"{key}.report.json")["Body"].read()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") not in ("NoSuchKey", "404"):
                raise
            time.sleep(POLL_SECONDS)
        else:
            return _intake(campaign, file.name, json.loads(answer))
    raise LocalError(
        f"ingest-contacts left no answer to {file.name} within {INTAKE_SECONDS:.0f} s: run make up KEEP=1 and read "
        f"the log group of {stage.outputs['functions']['ingest-contacts']}"
    )


def take_in_request(stage: Stage, campaign: Campaign, contacts: Path) -> Intake:
    """Hands a JSON list to ingest-contacts directly."""
    request = {
        "tenantId": campaign.tenantId,
        "campaignId": campaign.campaignId,
        "contacts": json.loads(contacts.read_text(encoding="utf-8")),
    }
    return _intake(campaign, "a direct request", stage.invoke("ingest-contacts", request))


def _intake(campaign: Campaign, source: str, answer: Mapping[str, Any]) -> Intake:
    if answer["status"] == "refused":
        raise LocalError(f"ingest-contacts refused {source}: {answer['errors'][0]['message']}")
    return Intake(f"{campaign.tenantId}/{campaign.campaignId}", source, answer)


@dataclass(frozen=True)
class _Pulse:
    """What is compared to see whether anything still happens."""

    totals: Mapping[str, int]
    accepted: int
    refused: int
    replies: int
    pending: int
    queued: int

    @property
    def at_rest(self) -> bool:
        return not self.pending and not self.queued


def follow(stage: Stage, campaign: Campaign, contacts: int, say: Say) -> bool:
    """Watches until nothing has happened for a while and nobody waits for a first message.

    False if it stalls, or if that was not so before the deadline, which grows with the number of contacts.
    """
    deadline = time.monotonic() + LONGEST_SECONDS + SECONDS_PER_CONTACT * contacts
    last, since, told, released = None, time.monotonic(), 0.0, 0.0
    while time.monotonic() < deadline:
        stage.check()
        pulse = _pulse(stage, campaign)
        if pulse != last:
            last, since = pulse, time.monotonic()
        if since > told and time.monotonic() - told >= PROGRESS_SECONDS:
            say(_progress(pulse))
            told = time.monotonic()
        quiet = time.monotonic() - since if pulse.at_rest else 0.0
        if quiet >= QUIET_SECONDS and not accounting.account(pulse.totals).waiting:
            return True
        if quiet >= STALLED_SECONDS:
            return False
        if quiet >= QUIET_SECONDS and released < since:
            # What the minute's run would do, a little earlier: somebody is to be tried on the other channel.
            stage.invoke("release-contacts", {"source": "scheduler"})
            released = time.monotonic()
        time.sleep(POLL_SECONDS)
    return False


def _pulse(stage: Stage, campaign: Campaign) -> _Pulse:
    record = stage.partners.record()
    return _Pulse(
        totals=stats.totals(campaign.tenantId, campaign.campaignId),
        accepted=len(record["accepted"]),
        refused=len(record["refused"]),
        replies=sum(reply["deliveries"] for reply in record["replies"]),
        pending=record["pending"],
        queued=evidence.depth(stage.cloud.client("sqs"), stage.outputs["sendQueueUrl"]),
    )


def _progress(pulse: _Pulse) -> str:
    account = accounting.account(pulse.totals)
    return (
        f"{account.waiting} contacts waiting, {pulse.accepted} requests accepted, {pulse.replies} replies, "
        f"{pulse.totals.get('meetings_proposed', 0)} meetings proposed, "
        f"{pulse.totals.get('meetings_confirmed', 0)} confirmed"
    )


def remind(stage: Stage, campaign: Campaign, say: Say) -> bool:
    """Calls the runs of send-reminders at which this campaign's reminders fall due; returns what ``follow`` would."""
    runs = due_runs(evidence.scan(stage.table("meetings")))
    for run in runs:
        stage.invoke("send-reminders", _reminder_check(run))
    say(f"{len(runs)} hourly runs of send-reminders played ahead")
    return follow(stage, campaign, 0, say)


def due_runs(meetings: Sequence[Item]) -> list[datetime]:
    """The runs at which a reminder of a confirmed meeting is due, in order."""
    runs: set[datetime] = set()
    for meeting in meetings:
        if meeting.get("status") == MeetingStatus.CONFIRMED:
            start, booked = (datetime.fromisoformat(meeting[name]) for name in ("start", "confirmedAt"))
            runs |= {run for run in reminders.runs(start, booked).values() if run is not None}
    return sorted(runs)


def _reminder_check(run: datetime) -> dict[str, Any]:
    """What the schedule hands over, for a run at another hour than now."""
    return {
        "source": "scheduler",
        "detail-type": "Scheduled Reminder Check",
        "detail": {"type": "reminder_check", "environment": "dev", "at": run.isoformat()},
    }


def gather(stage: Stage, cast: Tenants, intakes: list[Intake], settled: bool) -> Evidence:
    """Everything that the campaign left behind."""
    contacts, claims, addresses = evidence.split(evidence.scan(stage.table("contacts")))
    meetings = [item for item in evidence.scan(stage.table("meetings")) if item["sk"] == "MEETING"]
    record = stage.partners.record()
    sqs = stage.cloud.client("sqs")
    return Evidence(
        contacts=contacts,
        claims=claims,
        addresses=addresses,
        meetings=meetings,
        totals={intake.campaign: stats.totals(*intake.campaign.split("/")) for intake in intakes},
        outgoing=evidence.outgoing(record, contacts, claims),
        record=record,
        dead_letters={
            "send-dlq": evidence.depth(sqs, stage.outputs["sendDlqUrl"]),
            "failed-events": evidence.depth(sqs, stage.outputs["failedEventsQueueUrl"]),
        },
        ingested={intake.campaign: intake.answer["ingested"] for intake in intakes},
        colleagues=cast.colleagues,
        waiting=evidence.waiting(contacts, (cast.open, cast.closed), datetime.now(UTC)),
        settled=settled,
    )


def first_message(record: Mapping[str, Any]) -> datetime | None:
    """When a messaging partner accepted something for the first time."""
    moments = [
        datetime.fromisoformat(entry["at"]) for entry in record["accepted"] if entry["partner"] != "calendar"
    ]
    return min(moments, default=None)
