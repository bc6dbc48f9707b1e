"""Events: a rule names the sources and types of the events that it takes."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..aws import tokens
from ..judging.rule import Family, Finding, ResourceRule, Subject
from ..values import json_object, value


def _selective(rule: Subject, settings: Mapping[str, Any]) -> Iterator[Finding]:
    text = value(rule.props, "eventPattern")
    if not text:
        return
    pattern = json_object(text)
    for key in ("source", "detail-type"):
        wanted = pattern.get(key)
        if not isinstance(wanted, list) or not wanted or any(_takes_all(entry) for entry in wanted):
            yield Finding(f"eventPattern.{key}", wanted)


def _takes_all(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return not isinstance(entry, str)
    return bool(entry.keys() & {"exists", "anything-but"}) or any(
        str(found).strip("*") == "" for found in entry.values()
    )


RULES = [
    ResourceRule(
        name="event-rule-names-its-events",
        family=Family.EVENTS,
        description="An event rule names the sources and the detail-types that it listens to.",
        why="All systems of the account may share a bus: a wide pattern starts the target for the events of others.",
        cure='Give event_pattern both "source" and "detail-type", each with the values meant.',
        types={tokens.EVENT_RULE},
        check=_selective,
    )
]
