"""Personal data is where docs/personal-data.md says, and nowhere else: no log, trace, queue, metric or name has any."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from handlers.common.storage import dynamo
from tests.hostile import strategies
from tests.hostile.stage import stage
from tests.privacy import flow
from tests.privacy.flow import Left, Watched
from tests.simulation import seams

PAGE = Path(__file__).parents[2] / "docs/personal-data.md"
BY_DESIGN = frozenset(re.findall(r"^\| `([^`]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE))
"""The places of the page's table."""


def leaks(found: list[Left]) -> dict[str, str]:
    """Somebody's data where none may be: a place, and an example."""
    return {each.place: each.text for each in found if each.is_marked and each.place not in BY_DESIGN}


def test_the_flow_leaves_personal_data_only_where_it_belongs() -> None:
    world = Watched()
    found = flow.play(world, flow.whole_flow)
    assert leaks(found) == {}
    assert {event.detail_type for event in world.cloud.events} >= {
        "Meeting Confirmed",
        "Briefing Ready",
        "Contact Opted Out",
        "Human Attention Needed",
    }
    assert {each["attachments"][0]["filename"] for each in attached(world)} == {"reuniao.ics"}
    assert {each.place for each in found if each.is_marked} == BY_DESIGN


def attached(world: Watched) -> list[Mapping[str, Any]]:
    return [each.content for each in world.partners.requests if "attachments" in each.content]


def test_failures_of_aws_of_partners_and_of_our_own_repeat_nobodys_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raised: set[str] = set()
    decode = dynamo.decode
    # Which of the items that are stumbled over ends a function depends on how many are read.
    for every in (31, 37):
        world = Watched(refuse=23)
        world.partners.behave = lambda number, _: (
            "400/unknown user Marcela Segredo +5511987650123" if number % 3 else "accept"
        )
        monkeypatch.setattr(dynamo, "decode", failing_now_and_then(decode, every))
        found = flow.play(world, flow.whole_flow)
        assert leaks(found) == {}
        raised |= {type(end.value).__name__ for end in world.ends if end.how == "raised"}
    assert raised >= {"KeyError", "ClientError"}


def failing_now_and_then(decode: Callable[[Any], Any], every: int) -> Callable[[Any], Any]:
    """A ``decode`` that stumbles over one item in ``every``, and says over which."""
    numbers = count(1)

    def stumbling(attributes: Any) -> Any:
        if next(numbers) % every == 0:
            raise KeyError(f"{flow.PERSON} {attributes}")
        return decode(attributes)

    return stumbling


def _marked(valid: Any) -> Iterator[Any]:
    """A valid event with somebody's data in the place of each of its values, and of each name of a field."""
    for path in strategies.places(valid):
        yield strategies.replaced(valid, path, flow.PERSON)
        yield strategies.replaced(valid, path, f"Marcela Segredo {flow.PHONE}")
        yield strategies.added(valid, path, f"Marcela {flow.PHONE}", 1)


def test_an_event_with_a_name_in_the_wrong_place_repeats_it_to_nobody() -> None:
    with stage() as there, flow.listening() as lines:
        for function, valid in there.valid.items():
            for event in _marked(valid[0]):
                there.play(function, event)
                told = [flow._reason(each) for each in there.world.cloud.set_aside]
                found = [*told, *seams.METRICS.counted, *lines.getvalue().splitlines()]
                assert [text for text in found if Left("told", text).is_marked] == [], (function, event)
                lines.truncate(0)
                lines.seek(0)
