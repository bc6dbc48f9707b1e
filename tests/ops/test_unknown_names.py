"""A name that nobody knows: refused by every command that takes one, with the nearest, and nothing is written."""

from pathlib import Path

import click
import pytest

from tests.ops.commands import leaves
from tests.ops.desk import CONTACT, Desk

TENANT, CAMPAIGN = "arora", "primavra"
"""Misspelt names of what is there: aurora, and its campaign primavera."""
REASON = ("--reason", "r")
UNKNOWN: dict[str, tuple[tuple[str, ...], str]] = {
    "tenant show": ((TENANT,), "aurora"),
    "tenant pause": ((TENANT, *REASON), "aurora"),
    "tenant resume": ((TENANT,), "aurora"),
    "campaign list": ((TENANT,), "aurora"),
    "campaign show": (("aurora", CAMPAIGN), "primavera"),
    "campaign pause": (("aurora", CAMPAIGN, *REASON), "primavera"),
    "campaign resume": (("aurora", CAMPAIGN), "primavera"),
    "campaign account": (("aurora", CAMPAIGN), "primavera"),
    "address block": ((TENANT, "11987654321"), "aurora"),
    "address unblock": ((TENANT, "11987654321"), "aurora"),
    "channel show": ((TENANT,), "aurora"),
    "channel open": ((TENANT, "whatsapp"), "aurora"),
    "template put": ((TENANT, "whatsapp", "outreach", "{template}"), "aurora"),
    "template remove": ((TENANT, "whatsapp", "outreach"), "aurora"),
    "template check": ((TENANT,), "aurora"),
    "provider check": (("whatsapp", "--secret", "no/such/secrt"), "no/such/secret"),
    "inbox list": ((TENANT,), "aurora"),
    "inbox show": (("c1a2x",), "c1a2b3"),
    "inbox answer": (("c1a2x", "oi"), "c1a2b3"),
    "inbox hand-back": (("c1a2x",), "c1a2b3"),
    "inbox close": (("c1a2x",), "c1a2b3"),
    "contact opt-in": (("c1a2b3c4d5e7", *REASON), CONTACT),
    "contact show": (("c1a2b3c4d5e7",), CONTACT),
    "contact why": (("c1a2b3c4d5e7",), CONTACT),
    "changes list": ((TENANT,), "aurora"),
    "failures show": (("00000000",), "{failure}"),
    "failures replay": (("00000000", "--yes"), "{failure}"),
    "failures discard": (("00000000", "--yes"), "{failure}"),
    "recovery compare": (("--old", "{prefix}-contact", "{out}"), "{prefix}-contacts"),
}
"""Command: arguments of which one names what is not there, and the nearest that is."""
ALSO: dict[str, tuple[tuple[str, ...], str]] = {
    "campaign show": ((TENANT, "primavera"), "aurora"),
    "campaign account": (("nope", "nope"), "aurora"),
    "campaign pause": ((TENANT, "primavera", *REASON), "aurora"),
    "campaign resume": ((TENANT, "primavera"), "aurora"),
    "campaign put": (("{campaign}",), "aurora"),
}
NAMELESS = {
    "tenant list",
    "tenant put",
    "campaign put",
    "recovery show",
    "recovery hold",
    "recovery open",
    "recovery went-out",
    "failures list",
    "channel list",
    "scale",
    "conformance",
}
"""The commands that take no name of a thing that has to be there, but a file or a choice."""

ELSEWHERE = (
    "adopt", "bootstrap", "contact erase", "contact export", "ingest", "lists", "meetings", "reminders", "report",
)  # fmt: skip
"""The beginnings of commands whose unknown names have tests of their own."""


def test_every_command_is_tried_or_takes_no_name() -> None:
    mine = {name for name, _ in leaves() if not name.startswith(ELSEWHERE)}
    assert mine == UNKNOWN.keys() | NAMELESS


@pytest.mark.parametrize(
    ("name", "arguments", "near"),
    [(name, *case) for cases in (UNKNOWN, ALSO) for name, case in cases.items()],
    ids=[f"{name} {' '.join(case[0])}" for cases in (UNKNOWN, ALSO) for name, case in cases.items()],
)
def test_an_unknown_name_is_refused_with_the_nearest_and_nothing_is_written(
    stocked: Desk, name: str, arguments: tuple[str, ...], near: str
) -> None:
    before = stocked.stored()
    result = stocked.run(name, arguments)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert f"did you mean {near.format(**stocked.words)}?" in result.output
    assert stocked.stored() == before
    assert not Path(stocked.words["out"]).exists()


def test_the_commands_are_known_by_their_whole_names() -> None:
    found = dict(leaves())
    assert isinstance(found["tenant show"], click.Command)
    assert "tenant" not in found
