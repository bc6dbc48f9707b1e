"""What a run did, as data: the content of build/report.json, from which the summary is printed too."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from handlers.common.rules.model import MeetingStatus
from handlers.common.storage import keys
from local import reconciliation
from local.deploy import Deployment
from local.evidence import Evidence
from local.policing import Verdict
from local.reconciliation import Check

COLLEAGUE = "to the host"
"""The kind under which mails to the tenant's own people are counted."""


@dataclass(frozen=True)
class Intake:
    """The intake's answer for one list of contacts."""

    campaign: str
    """``tenant/campaign``."""
    source: str
    answer: Mapping[str, Any]


@dataclass(frozen=True)
class Times:
    """Seconds since the start of the run."""

    deployed: float
    first_message: float | None
    finished: float


def build(
    deployment: Deployment,
    verdict: Verdict,
    intakes: Sequence[Intake],
    evidence: Evidence,
    times: Times,
    now: datetime,
) -> dict[str, Any]:
    """The report; ``holds`` says whether every check does."""
    checks = [*reconciliation.check(evidence), _policies_hold(verdict)]
    return {
        "holds": all(check.holds for check in checks),
        "finishedAt": now.astimezone(UTC).isoformat(timespec="seconds"),
        "seconds": asdict(times),
        "resources": _resources(deployment),
        "policies": {
            "rules": verdict.rules,
            "resources": verdict.resources,
            "violations": [violation.data() for violation in verdict.violations],
        },
        "intakes": [_intake(intake) for intake in intakes],
        "messages": _messages(evidence),
        "replies": _replies(evidence),
        "meetings": _meetings(evidence),
        "reminders": dict(
            sorted(
                Counter(
                    outcome for meeting in evidence.meetings for outcome in meeting["remindersDone"].values()
                ).items()
            )
        ),
        "briefings": _briefings(evidence),
        "optOuts": sum(bool(address.get("optedOut")) for address in evidence.addresses),
        "states": dict(sorted(Counter(contact["state"] for contact in evidence.contacts).items())),
        "waiting": _waiting(evidence),
        "checks": [asdict(check) for check in checks],
    }


def _policies_hold(verdict: Verdict) -> Check:
    stopping = [str(violation) for violation in verdict.stopping]
    detail = "; ".join(stopping[:3]) or f"{verdict.rules} rules on {verdict.resources} resources"
    return Check("the policies hold", not stopping, detail)


def _resources(deployment: Deployment) -> dict[str, Any]:
    types = Counter(resource.type for resource in deployment.resources if resource.custom)
    return {"total": sum(types.values()), "byType": dict(sorted(types.items()))}


def _intake(intake: Intake) -> dict[str, Any]:
    answer = intake.answer
    return {
        "campaign": intake.campaign,
        "source": intake.source,
        **{name: answer[name] for name in ("ingested", "duplicates", "invalid", "blank")},
        "errors": list(answer["errors"]),
        "notes": list(answer["notes"]),
    }


def _messages(evidence: Evidence) -> list[dict[str, Any]]:
    counts = Counter((entry.channel, entry.kind or COLLEAGUE) for entry in evidence.outgoing)
    return [
        {"channel": channel, "kind": kind, "accepted": count}
        for (channel, kind), count in sorted(counts.items())
    ]


def _replies(evidence: Evidence) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for totals in evidence.totals.values():
        counts.update(
            {
                name.removeprefix("reply_"): count
                for name, count in totals.items()
                if name.startswith("reply_")
            }
        )
    return dict(sorted(counts.items()))


def _meetings(evidence: Evidence) -> dict[str, int]:
    statuses = Counter(meeting["status"] for meeting in evidence.meetings)
    total = Counter[str]()
    for totals in evidence.totals.values():
        total.update({name: count for name, count in totals.items() if name.startswith("meetings_")})
    return {
        "proposed": total["meetings_proposed"],
        "confirmed": total["meetings_confirmed"],
        "cancelled": total["meetings_cancelled"],
        **{f"now_{status}": statuses[status] for status in MeetingStatus if statuses[status]},
    }


def _briefings(evidence: Evidence) -> dict[str, Any]:
    written = [meeting for meeting in evidence.meetings if meeting.get("briefing")]
    # The one of a meeting that was agreed has the most to say.
    written.sort(key=lambda meeting: ("confirmedAt" not in meeting, meeting["createdAt"]))
    return {"count": len(written), "example": written[0]["briefing"] if written else None}


def _waiting(evidence: Evidence) -> list[dict[str, Any]]:
    """Who is still to be written to for the first time, by campaign and by the instant from which that may be."""
    counts = Counter(evidence.waiting)
    return [
        {"campaign": group.campaign, "from": keys.instant(group.due), "contacts": count}
        for group, count in sorted(counts.items(), key=lambda item: (item[0].campaign, item[0].due))
    ]
