"""Observability: an alarm notifies somebody, and stays quiet while there is no data."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import Severity

from ..framework import tokens
from ..framework.rule import Family, Finding, ResourceRule, Subject
from ..framework.values import is_set, value


def _rings(alarm: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    if not is_set(alarm.props, "alarmActions"):
        yield Finding("alarmActions")
    if value(alarm.props, "actionsEnabled") is False:
        yield Finding("actionsEnabled", False)


def _silence(alarm: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    treatment = value(alarm.props, "treatMissingData")
    if treatment != "notBreaching":
        yield Finding("treatMissingData", treatment)


RULES = [
    ResourceRule(
        name="alarm-has-action",
        family=Family.OBSERVABILITY,
        description="Every alarm notifies somebody.",
        why="An alarm without an action turns red on a page that nobody looks at.",
        cure="Set alarm_actions to the alerts topic, and leave actions_enabled alone.",
        sources=("CKV_AWS_319", "cloudwatch-alarm-action-check"),
        types={tokens.ALARM},
        check=_rings,
    ),
    ResourceRule(
        name="alarm-without-data-is-quiet",
        family=Family.OBSERVABILITY,
        severity=Severity.MEDIUM,
        description="Missing data counts as not breaching.",
        why="Nights and weekends have no data: otherwise the alarm keeps its last state, or rings for silence.",
        cure='Set treat_missing_data="notBreaching".',
        types={tokens.ALARM},
        check=_silence,
    ),
]
