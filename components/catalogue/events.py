"""The rules on the event bus and the schedules, which start the functions, and the events that people are told of."""

import json

from components.specs import NoticeSpec, RuleSpec, ScheduleSpec


def rules(event_source: str) -> tuple[RuleSpec, ...]:
    """Return the rules on the bus; ``event_source`` is the source of our own events."""
    return (
        # Replies raise it too, hence our own source beside the customer's.
        RuleSpec(
            "schedule-requested",
            sources=("nigredo.atendimento", event_source),
            detail_type="Schedule Requested",
            function="schedule-meeting",
        ),
        RuleSpec(
            "meeting-proposed",
            sources=(event_source,),
            detail_type="Meeting Proposed",
            function="generate-briefing",
        ),
        RuleSpec(
            "meeting-booked",
            sources=(event_source,),
            detail_type="Meeting Booked",
            function="generate-briefing",
        ),
        RuleSpec(
            "meeting-cancelled",
            sources=(event_source,),
            detail_type="Meeting Cancelled",
            function="generate-briefing",
        ),
        RuleSpec(
            "meeting-confirmed",
            sources=(event_source,),
            detail_type="Meeting Confirmed",
            function="confirm-meeting",
        ),
        # Ours.
        RuleSpec(
            "human-needed",
            sources=(event_source,),
            detail_type="Human Attention Needed",
            function="notify-team",
        ),
    )


def notices(event_source: str) -> tuple[NoticeSpec, ...]:
    """Return the events of which the alerts topic is told; ``event_source`` is the source of our own events."""
    return (
        NoticeSpec(
            "human-attention",
            sources=(event_source,),
            detail_type="Human Attention Needed",
            # The detail may hold a reply's text: only ids and the reason may leave the stack.
            text="A person has to look at contact <contactId> of tenant <tenantId>, campaign <campaignId>: <reason>. "
            "Its correlation id is <correlationId>.",
        ),
    )


def schedules(environment: str) -> tuple[ScheduleSpec, ...]:
    """Return the schedules; ``environment`` is part of the input of the reminders' run."""
    return (
        ScheduleSpec(
            function="send-reminders",
            description="Every working hour: reminders that are due, proposals that have expired.",
            expression="cron(0 8-18 ? * MON-FRI *)",
            timezone="America/Sao_Paulo",
            input=_reminder_check(environment),
            # Until the next run, which reads the same state.
            event_age=3_600,
        ),
        ScheduleSpec(
            function="release-contacts",
            description="Every minute: what the pace allows, from the backlog to the send queue.",
            expression="rate(1 minute)",
            input=json.dumps({"source": "scheduler"}),
            event_age=60,
        ),
    )


def _reminder_check(environment: str) -> str:
    return json.dumps(
        {
            "source": "scheduler",
            "detail-type": "Scheduled Reminder Check",
            "detail": {"type": "reminder_check", "environment": environment},
        }
    )
