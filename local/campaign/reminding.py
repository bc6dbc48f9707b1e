"""The hourly runs of send-reminders, called ahead of time."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from handlers.common.rules.model import MeetingStatus
from handlers.common.rules.tenants import Campaign
from handlers.meetings.rules import reminders
from local.campaign import evidence
from local.campaign.evidence import Item
from local.campaign.following import Say, follow
from local.campaign.stage import Stage


def remind(stage: Stage, campaign: Campaign, say: Say) -> bool:
    """Call the runs of send-reminders at which this campaign's reminders fall due, and ``follow`` the campaign."""
    runs = due_runs(evidence.scan(stage.table("meetings")))
    for run in runs:
        stage.invoke("send-reminders", _reminder_check(run))
    say(f"{len(runs)} hourly runs of send-reminders played ahead")
    return follow(stage, campaign, say)


def due_runs(meetings: Sequence[Item]) -> list[datetime]:
    """Return the runs at which a reminder of a confirmed meeting is due, in order."""
    runs: set[datetime] = set()
    for meeting in meetings:
        if meeting.get("status") == MeetingStatus.CONFIRMED:
            start, booked = (datetime.fromisoformat(meeting[name]) for name in ("start", "confirmedAt"))
            runs |= {run for run in reminders.runs(start, booked).values() if run is not None}
    return sorted(runs)


def hourly_runs(after: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the runs of send-reminders after an instant and before another one, by the schedule's clock."""
    run = reminders.run_window(reminders.due_run(after)).end
    while run < until:
        yield run.astimezone(reminders.ZONE)
        run = reminders.run_window(run).end


def _reminder_check(run: datetime) -> dict[str, Any]:
    """Return the schedule's event for a run at another hour than now."""
    return {
        "source": "scheduler",
        "detail-type": "Scheduled Reminder Check",
        "detail": {"type": "reminder_check", "environment": "dev", "at": run.isoformat(), "ahead": True},
    }
