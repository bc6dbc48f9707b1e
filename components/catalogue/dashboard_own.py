"""The sections of the dashboard on what the functions publish themselves: funnel, sending, and who needs somebody."""

from collections.abc import Iterable, Sequence
from itertools import chain

from components.catalogue.alarms import RELEASE, SEND, VISIBLE, own_metric
from components.catalogue.queues import FAILURE_QUEUES
from components.dashboard_specs import HOUR, MINUTE, Graph, Line, Section, Series
from components.metrics import queue_metric
from components.specs import AlarmSpec

CHANNEL_LIMITS = {"whatsapp": 80, "email": 50}
"""Messages a second over all tenants, beyond which nothing is sent on a channel."""
REPLIES = "handle-replies"


def _own(function: str, **labels: str) -> tuple[Series, ...]:
    """Return the lines of metrics that a function publishes itself, each with its label."""
    return tuple(Series(own_metric(function, name), label) for name, label in labels.items())


def thresholds(series: Iterable[Series], alarms: Iterable[AlarmSpec]) -> tuple[Line, ...]:
    """Return a line for each alarm that watches one of the metrics, at the value from which it rings."""
    shown = {each.metric: each.factor or 1 for each in series}
    watching = [(alarm, shown[alarm.metric]) for alarm in alarms if alarm.metric in shown]
    return tuple(Line(f"alarm {alarm.name}", alarm.threshold * factor) for alarm, factor in watching)


def funnel(runbook: str) -> Section:
    """Return the section on contacts on their way to a meeting; ``runbook`` is where its pages are."""
    where = f"[Runbook]({runbook}/README.md)" if runbook.startswith("https://") else f"Runbook: `{runbook}`"
    return Section(
        "Funnel",
        f"From the list to the meeting, an hour at a time, all tenants together. {where}.",
        (
            Graph(
                "From list to meeting",
                (
                    *_own("ingest-contacts", ContactsIngested="taken in"),
                    *_own(SEND, Sent_outreach="written to"),
                    *_own(REPLIES, Replies_interested="interested"),
                    *_own("schedule-meeting", ScheduleRequests_offered="offered slots"),
                    *_own("confirm-meeting", Choices_booked="booked"),
                ),
                period=HOUR,
            ),
            Graph(
                "What people answer",
                _own(
                    REPLIES,
                    Replies_interested="interested",
                    Replies_slot_choice="chooses a slot",
                    Replies_reschedule="wants another time",
                    Replies_question="question",
                    Replies_unknown="not understood",
                    Replies_out_of_office="away",
                    Replies_cancel="cancels",
                    Replies_not_interested="not interested",
                    Replies_opt_out="opts out",
                ),
                period=HOUR,
                stacked=True,
            ),
            Graph(
                "What lists bring",
                _own(
                    "ingest-contacts",
                    ContactsIngested="taken in",
                    ContactsDuplicates="known already",
                    ContactsInvalid="refused",
                    ContactsOptedOut="opted out",
                ),
                period=HOUR,
                stacked=True,
            ),
        ),
    )


def sending() -> Section:
    """Return the section on what goes out, and what holds it back."""
    channels = tuple(
        Graph(
            f"Sent by {channel}, a minute",
            _own(SEND, **{f"Sent_{channel}": "sent"}),
            lines=(Line(f"limit: {limit} a second", limit * MINUTE),),
            period=MINUTE,
        )
        for channel, limit in CHANNEL_LIMITS.items()
    )
    return Section(
        "Sending",
        "What goes out against the channels' limits, and what holds messages back; a tenant's own limits are `limit`.",
        (
            *channels,
            Graph(
                "Held back, and back in the backlog",
                _own(
                    SEND,
                    HeldBack_limit="a tenant's limit",
                    HeldBack_outside_hours="outside hours",
                    HeldBack_holiday="day off",
                    HeldBack_paused="paused",
                    HeldBack_channel_closed="channel closed",
                    HeldBack_asked_back="asked back",
                    HeldBack_human_talks="a human talks",
                    HeldBack_message_unwritable="template refused",
                ),
                stacked=True,
            ),
            Graph(
                "Out of the backlog",
                _own(
                    RELEASE,
                    Backlog_released="released",
                    Backlog_postponed="to a later hour",
                    Backlog_given_up="silent to the end",
                ),
                stacked=True,
            ),
            Graph(
                "Meetings",
                (
                    *_own("send-reminders", Reminders="reminders", ProposalsExpired="offers expired"),
                    *_own(
                        "confirm-meeting",
                        Choices_slot_taken="slot taken",
                        Choices_calendar_refused="calendar refused",
                    ),
                ),
                period=HOUR,
            ),
        ),
    )


def people(alarms: Sequence[AlarmSpec]) -> Section:
    """Return the section on what needs somebody."""
    dead = tuple(Series(queue_metric(queue, VISIBLE), queue, "Maximum") for queue in FAILURE_QUEUES)
    lost = _own(SEND, MessagesUnknown="unknown", MessagesFailed="failed", MessagesOptedOut="opted out")
    waiting = (
        Series(own_metric(RELEASE, "InboxWaiting"), "waiting", "Maximum"),
        Series(own_metric(RELEASE, "InboxOverdue"), "waiting too long", "Maximum"),
    )
    shown = {each.metric for each in (*lost, *waiting)}
    watched = chain.from_iterable((alarm.metric, *alarm.others) for alarm in alarms)
    trouble = [metric for metric in watched if metric.dimension == "service" and metric not in shown]
    return Section(
        "Failures and people",
        "What has failed for good, what nobody knows the end of, and who waits for a human: all of it needs somebody.",
        (
            Graph("Dead letters: each is one too many", dead, stacked=True),
            Graph("Messages that did not go out, or may not have", lost, thresholds(lost, alarms)),
            Graph("Entries of the inboxes", waiting),
            Graph(
                "Trouble that functions report",
                tuple(Series(each, f"{each.name} ({each.watched})") for each in trouble),
                stacked=True,
            ),
        ),
    )
