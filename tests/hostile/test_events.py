"""Events that nobody should send: an error that names the field, and nothing lost; a sample of ``make fuzz``."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from components import catalogue
from components.catalogue.extensions import EXTENSIONS
from handlers.common.rules.contracts import ContractError
from tests import sampling
from tests.hostile import strategies
from tests.hostile.stage import MATE, Stage, stage
from tests.simulation import scenarios

FUNCTIONS = [spec.name for spec in catalogue.FUNCTIONS]
ONE_IN = 97
"""One hostile event in so many is tried out."""
FEW = settings(
    max_examples=10, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def there() -> Iterator[Stage]:
    with stage() as made:
        yield made


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_valid_event_is_none_of_those(there: Stage, function: str) -> None:
    for event in there.valid.get(function, ()):
        assert there.faults(function, event) == []
        assert there.world.cloud.set_aside == []


@sampling.sampled
@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_hostile_value_anywhere_in_an_event_is_named_and_stops_no_other(
    there: Stage, function: str
) -> None:
    every = [event for valid in there.valid.get(function, ()) for event in strategies.every_single(valid)]
    for event in every[sampling.first(function, ONE_IN) :: sampling.step(ONE_IN, 1)]:
        assert there.faults(function, event) == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_whatever_comes_in_place_of_an_event_is_named_and_stops_no_other(there: Stage, function: str) -> None:
    @FEW
    @given(strategies.unlike(there.valid.get(function, ())[:1]))
    def try_out(event: Any) -> None:
        assert there.faults(function, event) == []

    try_out()


def test_every_function_has_a_valid_event_but_those_that_somebody_has_added(there: Stage) -> None:
    added = {spec.name for extension in EXTENSIONS for spec in extension.functions}
    assert there.valid.keys() >= set(FUNCTIONS) - added


def test_an_event_that_cannot_be_understood_waits_for_an_operator_at_once_with_its_reason(
    there: Stage,
) -> None:
    (valid,) = there.valid["confirm-meeting"]
    event = strategies.replaced(valid, ("detail", "round"), "dois")
    end = there.play("confirm-meeting", event)
    message = (
        "Meeting Confirmed is malformed, correct it where it is raised: detail.round: Input should be a valid "
        "integer, unable to parse string as an integer, not text of 4 characters"
    )
    assert end.value == {"error": {"field": "detail.round", "message": message}}
    (kept,) = [json.loads(each["MessageBody"]) for each in there.world.cloud.set_aside]
    assert kept["requestPayload"] == event
    assert kept["responsePayload"] == {"errorType": "ContractError", "errorMessage": message}
    assert kept["requestContext"]["condition"] == "Malformed"


def test_an_event_that_the_failures_queue_does_not_take_is_left_to_lambda(
    there: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FAILED_EVENTS_URL")
    end = there.play("generate-briefing", {})
    assert (end.how, type(end.value)) == ("raised", ContractError)


def test_a_poisoned_message_is_buried_at_its_first_delivery_and_its_mate_goes_out(there: Stage) -> None:
    (valid,) = there.valid["send-messages"]
    event = strategies.replaced(
        valid, ("Records", 0, "body"), '{"kind": "outreach", "Ana": "+5511987654321"}'
    )
    end = there.play("send-messages", event)
    assert end.value == {"batchItemFailures": []}
    (buried,) = there.world.cloud.set_aside
    assert buried["QueueUrl"].endswith("send_dlq")
    assert buried["MessageBody"] == event["Records"][0]["body"]
    reason = buried["MessageAttributes"]["ErrorMessage"]["StringValue"]
    assert "step: Field required" in reason
    assert "Ana" not in reason
    assert [each.to for each in there.world.partners.requests] == [scenarios.number_of(MATE)]


def test_a_poisoned_message_that_cannot_be_buried_is_left_to_the_queue(
    there: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    (valid,) = there.valid["send-messages"]
    monkeypatch.delenv("SEND_DLQ_URL")
    end = there.play("send-messages", strategies.replaced(valid, ("Records", 0, "body"), "?"))
    assert end.value == {"batchItemFailures": [{"itemIdentifier": "0"}]}


def test_a_bad_record_of_a_notification_is_kept_after_the_others_were_taken_in(there: Stage) -> None:
    *_, notified, _ = there.valid["ingest-contacts"]
    end = there.play("ingest-contacts", strategies.removed(notified, ("Records", 0, "s3")))
    assert end.value["error"]["field"] == "s3"
    reports = [name for name in there.world.cloud.files if "/reports/acme/spring/other.csv/" in name]
    assert {name.rpartition("/")[2] for name in reports} >= {"report.html", "report.json"}
