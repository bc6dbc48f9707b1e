"""The hourly runs of send-reminders, called ahead of time."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.common.rules.model import MeetingStatus
from handlers.common.rules.tenants import Campaign
from handlers.meetings.rules import reminders
from local.campaign import evidence
from local.campaign.evidence import Item
from local.campaign.following import Say, follow
from local.campaign.stage import Stage

SCHEDULE_ZONE = ZoneInfo("America/Sao_Paulo")
FIRST_HOUR, LAST_HOUR, FRIDAY = 8, 18, 5
"""The hours and days of the schedule: ``cron(0 8-18 ? * MON-FRI *)``."""
HOUR = timedelta(hours=1)


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
    """Yield the hours of the schedule of send-reminders after an instant and before another one."""
    run = after.astimezone(SCHEDULE_ZONE).replace(minute=0, second=0, microsecond=0) + HOUR
    while run < until:
        if run.isoweekday() <= FRIDAY and FIRST_HOUR <= run.hour <= LAST_HOUR:
            yield run
        run += HOUR


def _reminder_check(run: datetime) -> dict[str, Any]:
    """Return the schedule's event for a run at another hour than now."""
    return {
        "source": "scheduler",
        "detail-type": "Scheduled Reminder Check",
        "detail": {"type": "reminder_check", "environment": "dev", "at": run.isoformat()},
    }
