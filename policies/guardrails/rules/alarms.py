"""Observability: an alarm can ring, notifies somebody, and stays quiet while there is no data."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource, Severity
from pulumi_policy.proxy import UnknownValueError

from ..aws import tokens
from ..graph import alarms, telling
from ..graph.stack import Stack
from ..judging.rule import Family, Finding, ResourceRule, StackRule, Subject
from ..values import is_set, items, switch, value

ACTIONS = frozenset({"sns", "lambda", "ssm", "ssm-incidents", "automate", "autoscaling", "swf"})
"""Services of the ARNs that CloudWatch takes as actions:
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"""

NEVER = r"\bAND\s+FALSE\b|\bFALSE\s+AND\b"
"""A part of a composite alarm's rule that keeps it from ever being true."""


def _reachable(alarm: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if alarm.resource_type == tokens.COMPOSITE_ALARM:
        rule = str(value(alarm.props, "alarmRule"))
        if "ALARM" not in rule or re.search(NEVER, rule):
            yield Finding("alarmRule", rule, "it is never true, whatever other alarms say")
        return
    for fault in alarms.faults(alarm):
        yield Finding(fault.path, fault.found, fault.problem)


def _notifies(alarm: PolicyResource, settings: Mapping[str, Any], stack: Stack) -> Iterator[Finding]:
    entries = items(alarm.props, "alarmActions")
    for index in range(len(entries)):
        path = f"alarmActions.{index}"
        if is_set(alarm.props, path) and (strange := _no_action(alarm, path)):
            yield Finding(f"alarmActions[{index}]", strange, "CloudWatch has no such action")
    if telling.told(alarm, stack):
        return
    if not alarms.has_actions(alarm):
        yield Finding("alarmActions", value(alarm.props, "alarmActions") or None)
    if switch(value(alarm.props, "actionsEnabled")) is False:
        yield Finding("actionsEnabled", False)


def _no_action(alarm: Subject, path: str) -> str | None:
    """Return the action if CloudWatch does not take it; one that is unknown at preview may be in order."""
    try:
        action = str(value(alarm.props, path))
    except UnknownValueError:
        return None
    return None if action.split(":")[2:3] and action.split(":")[2] in ACTIONS else action


def _silence(alarm: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    treatment = value(alarm.props, "treatMissingData")
    silence = value(alarm.props, "comparisonOperator") in alarms.LOWER and treatment == "breaching"
    if treatment != "notBreaching" and not silence:
        yield Finding("treatMissingData", treatment)


RULES = [
    ResourceRule(
        name="alarm-can-ring",
        family=Family.OBSERVABILITY,
        description="Every alarm compares something that AWS publishes with a threshold that it can get beyond.",
        why="An alarm that cannot ring looks like one that has nothing to say.",
        cure="Take statistic, unit, dimensions and threshold from AWS's documentation of the metric.",
        types={tokens.ALARM, tokens.COMPOSITE_ALARM},
        check=_reachable,
    ),
    StackRule(
        name="alarm-has-action",
        family=Family.OBSERVABILITY,
        description="Every alarm notifies somebody, itself or by a composite alarm.",
        why="An alarm without an action turns red on a page that nobody looks at.",
        cure="Set alarm_actions to a topic that somebody reads, and leave actions_enabled alone.",
        sources=("CKV_AWS_319", "cloudwatch-alarm-action-check"),
        types={tokens.ALARM, tokens.COMPOSITE_ALARM},
        check=_notifies,
    ),
    ResourceRule(
        name="alarm-without-data-is-quiet",
        family=Family.OBSERVABILITY,
        severity=Severity.MEDIUM,
        description="Missing data counts as not breaching, unless the alarm rings for low values.",
        why="Nights and weekends have no data: otherwise the alarm keeps its last state, or rings for silence.",
        cure='Set treat_missing_data="notBreaching"; "breaching" for an alarm on what has to keep coming.',
        types={tokens.ALARM},
        check=_silence,
    ),
]
