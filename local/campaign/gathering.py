"""The evidence of a finished campaign, collected from the stage."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from handlers.common.rules.tenants import Tenant
from handlers.common.storage import stats
from local.campaign import evidence
from local.campaign.evidence import Evidence, Item, Outgoing
from local.campaign.intake import COUNTED, IntakeAnswer
from local.campaign.stage import Stage

DEAD_LETTERS = MappingProxyType(
    {"send-dlq": "sendDlqUrl", "inbound-dlq": "inboundDlqUrl", "failed-events": "failedEventsQueueUrl"}
)
"""The queues of failures, each with the output that names it."""
Outgoings = Callable[[Mapping[str, Any], Sequence[Item], Sequence[Item]], list[Outgoing]]
"""Finds the partners' accepted messages, from their record, the contacts and the claims."""


def gather(
    stage: Stage,
    tenants: Sequence[Tenant],
    colleagues: frozenset[str],
    intakes: Sequence[IntakeAnswer],
    settled: bool,
    outgoing: Outgoings = evidence.outgoing,
) -> Evidence:
    """Collect everything that the campaign left behind; ``outgoing`` finds whom each accepted message belongs to."""
    contacts, claims, addresses = evidence.split(evidence.scan(stage.table("contacts")))
    meetings = [item for item in evidence.scan(stage.table("meetings")) if item["sk"] == "MEETING"]
    record = stage.stand_ins.record()
    sqs = stage.cloud.client("sqs")
    return Evidence(
        contacts=contacts,
        claims=claims,
        addresses=addresses,
        meetings=meetings,
        totals={intake.campaign: stats.totals(*intake.campaign.split("/")) for intake in intakes},
        outgoing=outgoing(record, contacts, claims),
        record=record,
        dead_letters={
            name: evidence.depth(sqs, stage.outputs[output])
            for name, output in DEAD_LETTERS.items()
            if output in stage.outputs
        },
        ingested={intake.campaign: intake.answer["ingested"] for intake in intakes},
        rows={intake.campaign: {name: intake.answer[name] for name in COUNTED} for intake in intakes},
        colleagues=colleagues,
        waiting=evidence.waiting(contacts, tenants, datetime.now(UTC)),
        settled=settled,
    )


def first_message(record: Mapping[str, Any]) -> datetime | None:
    """Return the moment at which a messaging partner first accepted something; None if none did."""
    moments = [
        datetime.fromisoformat(entry["at"]) for entry in record["accepted"] if entry["partner"] != "calendar"
    ]
    return min(moments, default=None)
