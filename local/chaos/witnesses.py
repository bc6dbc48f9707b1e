"""The evidence of a run: the tables, the queues, the partners' record, and who was called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import stats
from handlers.dispatch.rules.attempts import idempotency_key
from local.campaign import evidence
from local.campaign.evidence import Evidence, Item, Outgoing
from local.campaign.intake import IntakeAnswer
from local.campaign.stage import Stage
from local.chaos.company import Company


@dataclass(frozen=True)
class Aftermath:
    """Everything that the promises are checked against."""

    evidence: Evidence
    """Its ``outgoing`` are by the idempotency keys: an accepted message is known even if nobody has learnt of it."""
    tenant: Tenant
    attention: Sequence[Mapping[str, Any]]
    """The details of each Human Attention Needed."""
    passed: Sequence[tuple[datetime, timedelta]] = ()
    """The real instants at which time was let pass, and how much of it."""
    killed: int = 0
    """The number of workers that died in the middle of something."""


def gather(stage: Stage, company: Company, intakes: Sequence[IntakeAnswer], *, settled: bool) -> Evidence:
    """Collect what the run has left in the tables, the queues and the partners' record."""
    contacts, claims, addresses = evidence.split(evidence.scan(stage.table("contacts")))
    meetings = [item for item in evidence.scan(stage.table("meetings")) if item["sk"] == "MEETING"]
    record, sqs = stage.stand_ins.record(), stage.cloud.client("sqs")
    return Evidence(
        contacts=contacts,
        claims=claims,
        addresses=addresses,
        meetings=meetings,
        totals={intake.campaign: stats.totals(*intake.campaign.split("/")) for intake in intakes},
        outgoing=outgoing(record, contacts, claims),
        record=record,
        dead_letters={
            "send-dlq": evidence.depth(sqs, stage.outputs["sendDlqUrl"]),
            "failed-events": evidence.depth(sqs, stage.outputs["failedEventsQueueUrl"]),
        },
        ingested={intake.campaign: intake.answer["ingested"] for intake in intakes},
        colleagues=company.colleagues,
        waiting=evidence.waiting(contacts, (company.tenant,), datetime.now(UTC)),
        settled=settled,
    )


def outgoing(record: Mapping[str, Any], contacts: Sequence[Item], claims: Sequence[Item]) -> list[Outgoing]:
    """Return the messages that the partners accepted, each with the contact and the step of its key."""
    messages = [(contact["contactId"], Kind.OUTREACH.value, Kind.OUTREACH.value) for contact in contacts]
    messages += [(claim["contactId"], claim["step"], claim["kind"]) for claim in claims]
    owners = {idempotency_key(*message[:2], channel): message for message in messages for channel in Channel}
    return [
        Outgoing(
            entry["partner"],
            entry["body"]["to"],
            datetime.fromisoformat(entry["at"]),
            *owners.get(entry["key"], (None, None, None)),
        )
        for entry in record["accepted"]
        if entry["partner"] != "calendar"
    ]
