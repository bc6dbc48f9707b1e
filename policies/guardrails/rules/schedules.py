"""Events: a schedule at hours of the day names its time zone."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import is_set, value


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
        why="Without one it means UTC: what is meant for the working day starts hours off, and moves with summer time.",
        cure='Set schedule_expression_timezone, such as "America/Sao_Paulo" (or "UTC", if that is meant).',
        types={tokens.SCHEDULE},
        check=_time_zone,
    )
]
