"""The sample events: each is accepted by its function."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from components import catalogue
from local import samples
from local.errors import LocalError
from local.loop import invoking, sample_events
from tests.hostile.stage import APP_SECRET, Stage, stage
from tests.simulation import tables

FUNCTIONS = [spec.name for spec in catalogue.functions(inbound_mail=True)]


@pytest.fixture(scope="module")
def stands() -> Iterator[Stage]:
    with stage() as stands:
        yield stands


def rows(table: str) -> list[dict[str, Any]]:
    return [tables.plain(item) for items in tables.raw(table).values() for item in items.values()]


def test_every_function_has_a_sample_and_every_sample_a_function() -> None:
    assert sorted(file.stem for file in samples.EVENTS.iterdir()) == sorted(FUNCTIONS)


# An e-mail needs the bucket that it came to: the flow's test has one.
@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name != "receive-mail"])
def test_a_sample_is_accepted_by_its_function(function: str, stands: Stage) -> None:
    tables.restore(stands.kept)
    event = json.loads(sample_events.file_of(function).read_text())
    event = sample_events.replaced(event, sample_events.values(rows, stands.world.clock.now(), "1"))
    sent = invoking.signed(event, APP_SECRET) if function == invoking.WEBHOOK else event
    end = stands.play(function, sent)
    assert end.how == "answered", end
    assert "error" not in end.value
    assert end.value.get("statusCode", 200) == 200
    assert end.value.get("batchItemFailures", []) == []


def test_a_placeholder_keeps_the_type_of_what_it_stands_for_unless_it_is_within_a_text() -> None:
    event = {"round": "{{round}}", "of": ["{{round}}-{{id}}", 3, None]}
    assert sample_events.placeholders(event) == {"round", "id"}
    assert sample_events.replaced(event, {"round": 2, "id": "m"}) == {"round": 2, "of": ["2-m", 3, None]}


def test_of_an_unknown_function_there_is_no_sample() -> None:
    with pytest.raises(
        LocalError, match="there is no sample event of nobody: name a file of JSON with EVENT="
    ):
        sample_events.file_of("nobody")


def test_a_request_is_signed_unless_it_brings_a_signature_or_no_body() -> None:
    signed = invoking.signed({"body": "{}", "headers": {"a": "b"}}, "s")
    assert signed["headers"]["a"] == "b"
    assert signed["headers"]["x-hub-signature-256"].startswith("sha256=")
    assert invoking.signed(signed, "other") == signed
    for event in ({"rawPath": "/"}, ["a"], None):
        assert invoking.signed(event, "s") == event
