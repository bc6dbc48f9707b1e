"""The people who hear of an alarm: by its own actions, or by those of a composite alarm."""

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

from ..aws import composites, tokens
from ..values import value
from .alarms import acts
from .stack import Stack


def told(alarm: PolicyResource, stack: Stack) -> bool:
    """Return True if somebody is told that an alarm rings: by itself, or by a composite alarm."""
    return acts(alarm) or any(
        acts(composite) and _tells_of(composite, alarm) for composite in stack.of(tokens.COMPOSITE_ALARM)
    )


def _tells_of(composite: PolicyResource, alarm: PolicyResource) -> bool:
    """Return True if a composite alarm rings when this alarm does, and is quiet while all are quiet."""
    try:
        rule = str(value(composite.props, "alarmRule"))
    except UnknownValueError:
        return alarm in composite.property_dependencies.get("alarmRule", ())
    name = str(value(alarm.props, "name") or alarm.name)
    return composites.holds(rule, {name}) and not composites.holds(rule, set())
