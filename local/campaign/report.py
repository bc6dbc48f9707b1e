"""The report of a run as data: the content of build/report.json, from which the summary is printed too."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from handlers.common.rules.model import MeetingStatus
from handlers.common.storage import keys
from local.campaign import reconciliation
from local.campaign.accounts import Check
from local.campaign.evidence import Evidence
from local.campaign.intake import COUNTED, IntakeAnswer
from local.deployment.results import Deployment, PolicyResult

COLLEAGUE = "to the host"
"""The kind under which mails to the tenant's own people are counted."""


@dataclass(frozen=True)
class Times:
    """Seconds since the start of the run."""

    deployed: float
    first_message: float | None
    finished: float


def build(
    deployment: Deployment,
    policies: PolicyResult,
    intakes: Sequence[IntakeAnswer],
    evidence: Evidence,
    times: Times,
    now: datetime,
) -> dict[str, Any]:
    """Build the report; its ``holds`` is true if every check holds."""
    checks = [*reconciliation.check(evidence), _policies_hold(policies)]
    return {
        "holds": all(check.holds for check in checks),
        "finishedAt": now.astimezone(UTC).isoformat(timespec="seconds"),
        "seconds": asdict(times),
        "resources": _resources(deployment),
        "policies": _policies(policies),
        "intakes": [_intake(intake) for intake in intakes],
        "messages": _messages(evidence),
        "replies": _replies(evidence),
        "meetings": _meetings(evidence),
        "reminders": _reminders(evidence),
        "briefings": _briefings(evidence),
        "optOuts": sum(bool(address.get("optedOut")) for address in evidence.addresses),
        "states": _counted(contact["state"] for contact in evidence.contacts),
        "waiting": _waiting(evidence),
        "checks": [asdict(check) for check in checks],
    }


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _policies(policies: PolicyResult) -> dict[str, Any]:
    return {
        "rules": policies.rules,
        "resources": policies.resources,
        "violations": [violation.data() for violation in policies.violations],
    }


def _policies_hold(policies: PolicyResult) -> Check:
    stopping = [str(violation) for violation in policies.stopping]
    detail = "; ".join(stopping[:3]) or f"{policies.rules} rules on {policies.resources} resources"
    return Check("the policies hold", not stopping, detail)


def _resources(deployment: Deployment) -> dict[str, Any]:
    by_type = _counted(resource.type for resource in deployment.resources if resource.custom)
    return {"total": sum(by_type.values()), "byType": by_type}


def _intake(intake: IntakeAnswer) -> dict[str, Any]:
    answer = intake.answer
    return {
        "campaign": intake.campaign,
        "source": intake.source,
        **{name: answer[name] for name in COUNTED},
        "errors": list(answer["errors"]),
        "notes": list(answer["notes"]),
        "report": str(intake.page) if intake.page else None,
        "rowsToMend": str(intake.page.with_name(answer["rowsToMend"]))
        if intake.page and answer["rowsToMend"]
        else None,
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


def _reminders(evidence: Evidence) -> dict[str, int]:
    return _counted(outcome for meeting in evidence.meetings for outcome in meeting["remindersDone"].values())


def _briefings(evidence: Evidence) -> dict[str, Any]:
    written = [meeting for meeting in evidence.meetings if meeting.get("briefing")]
    # The briefing of an agreed meeting says most.
    written.sort(key=lambda meeting: ("confirmedAt" not in meeting, meeting["createdAt"]))
    return {"count": len(written), "example": written[0]["briefing"] if written else None}


def _waiting(evidence: Evidence) -> list[dict[str, Any]]:
    """Count the contacts that wait for a first message, by campaign and by the instant from which it may be sent."""
    counts = Counter(evidence.waiting)
    return [
        {"campaign": group.campaign, "from": keys.instant(group.due), "contacts": count}
        for group, count in sorted(counts.items(), key=lambda item: (item[0].campaign, item[0].due))
    ]
