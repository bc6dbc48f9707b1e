"""Events: a schedule at hours of the day names its time zone."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..framework import tokens
from ..framework.rule import Family, Finding, ResourceRule, Subject
from ..framework.values import is_set, value


def _time_zone(schedule: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if is_set(schedule.props, "scheduleExpressionTimezone"):
        return
    expression = str(value(schedule.props, "scheduleExpression") or "")
    if not expression.startswith("rate("):
        yield Finding("scheduleExpressionTimezone", None, f"scheduleExpression is {expression}")


RULES = [
    ResourceRule(
        name="schedule-has-time-zone",
        family=Family.EVENTS,
        severity=Severity.MEDIUM,
        description="A schedule at hours of the day (cron or at) names its time zone.",
        why="Without one it means UTC: in São Paulo reminders of the working day would start at five in the morning.",
        cure='Set schedule_expression_timezone="America/Sao_Paulo".',
        types={tokens.SCHEDULE},
        check=_time_zone,
    )
]
