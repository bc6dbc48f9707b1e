"""Checks of EventBridge: refused entries, rules that tell a topic, and what cannot be delivered."""

import json
from typing import Any

from ops.conformance.checks import Check, DiffersError, expect
from ops.conformance.mailboxes import Mailbox
from ops.conformance.scratch import Scratch
from ops.conformance.topics import topic

KIND = "Conformance Check"
AGAIN = 5.0
"""Seconds after which an event is put again: a new rule takes a moment until it matches."""


class _Rule:
    """A rule on the default bus, for one source, with a queue for what cannot be delivered."""

    def __init__(self, scratch: Scratch, thing: str) -> None:
        self.source = self.name = scratch.name(thing)
        self.arn = scratch.arn("events", f"rule/{self.name}")
        self.failures = Mailbox(scratch, f"{thing}-failures", admits=("events.amazonaws.com", self.arn))
        self._scratch, self._events = scratch, scratch.client("events")
        pattern = {"source": ["nobody.else", self.source], "detail-type": [KIND]}
        with scratch.making(f"rule {self.name}", lambda: self._events.delete_rule(Name=self.name)):
            self._events.put_rule(Name=self.name, EventPattern=json.dumps(pattern), Tags=scratch.tag_list)
        scratch.remove_later(
            f"target of rule {self.name}",
            lambda: self._events.remove_targets(Rule=self.name, Ids=["target"]),
        )

    def aim(self, target: str, **more: Any) -> None:
        """Give the rule its target."""
        retries = {"MaximumRetryAttempts": 1, "MaximumEventAgeInSeconds": 60}
        failures = {"Arn": self.failures.arn}
        aimed = {"Id": "target", "Arn": target, "RetryPolicy": retries, "DeadLetterConfig": failures}
        answer = self._events.put_targets(Rule=self.name, Targets=[{**aimed, **more}])
        expect("the target taken", not answer.get("FailedEntryCount"), answer.get("FailedEntries"))

    def told(self, detail: dict[str, Any], box: Mailbox) -> Any:
        """Put an event until a message about its contact is in the box, and return the message, or None."""
        entry = {"Source": self.source, "DetailType": KIND, "Detail": json.dumps(detail)}
        for _ in range(max(1, round(self._scratch.patience / AGAIN))):
            self._events.put_events(Entries=[entry])
            found = box.find(
                lambda message: detail["contactId"] in message["Body"], min(AGAIN, self._scratch.patience)
            )
            if found:
                return found
        return None


def _events_each_entry(scratch: Scratch) -> None:
    source = scratch.name("entries")
    good = {"Source": source, "DetailType": KIND, "Detail": "{}"}
    answer = scratch.client("events").put_events(Entries=[good, {**good, "Detail": "not JSON"}])
    codes = [bool(entry.get("ErrorCode")) for entry in answer["Entries"]]
    seen = (answer["FailedEntryCount"], codes)
    expect(
        "the bad entry of two refused by a code in its place", seen == (1, [False, True]), answer["Entries"]
    )


def _events_to_topic(scratch: Scratch) -> None:
    rule = _Rule(scratch, "notice")
    condition = {"ArnEquals": {"aws:SourceArn": [rule.arn]}}
    told, box = topic(scratch, "notice-topic", "events.amazonaws.com", condition)
    paths = {field: f"$.detail.{field}" for field in ("contactId", "reason")}
    template = json.dumps("A person has to look at contact <contactId>: <reason>.")
    rule.aim(told, InputTransformer={"InputPathsMap": paths, "InputTemplate": template})
    notice = rule.told({"contactId": "c-1", "reason": "question", "text": "secret"}, box)
    if notice is None:
        raise DiffersError(f"expected a notice through the topic; seen {box.seen or 'none'}")
    text = notice["Body"].strip().strip('"')
    whole = "A person has to look at contact c-1: question."
    expect("its fields in place and nothing else", text == whole, text)


def _events_undelivered(scratch: Scratch) -> None:
    rule, closed = _Rule(scratch, "undelivered"), Mailbox(scratch, "closed")
    rule.aim(closed.arn)
    message = rule.told({"contactId": "c-2"}, rule.failures)
    if message is None:
        raise DiffersError(
            "expected an event that could not be delivered in the queue for failures; seen none"
        )
    event = json.loads(message["Body"])
    kept = (event.get("source"), event.get("detail-type"), event.get("detail"))
    expect("the event itself as the body", kept == (rule.source, KIND, {"contactId": "c-2"}), message["Body"])
    attributes = {
        name: each.get("StringValue") for name, each in message.get("MessageAttributes", {}).items()
    }
    expect("its target as TARGET_ARN", attributes.get("TARGET_ARN") == closed.arn, attributes)
    expect("the reason as ERROR_CODE", bool(attributes.get("ERROR_CODE")), attributes)


CHECKS = (
    Check(
        "events-each-entry",
        "PutEvents answers for each entry, and one refused stops no other",
        _events_each_entry,
    ),
    Check(
        "events-to-topic",
        "a rule tells a topic, which admits it by its ARN, a sentence with fields of the event",
        _events_to_topic,
    ),
    Check(
        "events-undelivered",
        "what a rule cannot deliver is in its queue for failures, with TARGET_ARN and ERROR_CODE",
        _events_undelivered,
    ),
)
