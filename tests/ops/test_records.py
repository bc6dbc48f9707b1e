"""Every command that changes something puts on record who did it."""

import json
from pathlib import Path

import pytest

from ops import audit
from tests.ops.commands import leaves
from tests.ops.desk import CONTACT, OUT, SAMPLES, Desk
from tests.ops.test_unknown_names import ELSEWHERE

REASON = ("--reason", "r")
CHANGING: dict[str, tuple[str, ...]] = {
    "tenant put": (str(SAMPLES / "horizonte.json"),),
    "tenant pause": ("aurora", *REASON),
    "tenant resume": ("aurora",),
    "campaign put": ("{changed}",),
    "campaign pause": ("aurora", "primavera", *REASON),
    "campaign resume": ("aurora", "primavera"),
    "address block": ("aurora", "11987654321"),
    "address unblock": ("aurora", "11987654321"),
    "channel open": ("aurora", "whatsapp"),
    "template put": ("aurora", "whatsapp", "outreach", "{template}"),
    "template remove": ("aurora", "whatsapp", "outreach"),
    "inbox answer": ("c1a2b3", "R$ 100"),
    "inbox hand-back": ("c1a2b3",),
    "inbox close": ("c1a2b3",),
    "contact opt-in": (OUT, *REASON),
    "failures replay": ("--yes",),
    "failures discard": ("{failure}", "--yes"),
    "recovery hold": (),
    "recovery open": ("--yes-all-said",),
    "recovery went-out": ("{out}",),
}
BEFORE = {
    "tenant resume": "tenant pause",
    "campaign resume": "campaign pause",
    "address unblock": "address block",
    "template remove": "template put",
    "recovery open": "recovery hold",
}
"""Command: the one that has to be given before, for there to be something to undo."""
READING = {
    "tenant list",
    "tenant show",
    "campaign list",
    "campaign show",
    "campaign account",
    "channel list",
    "channel show",
    "template check",
    "provider check",
    "inbox list",
    "inbox show",
    "contact show",
    "contact why",
    "changes list",
    "failures list",
    "failures show",
    "recovery show",
    "recovery compare",
    "scale",
    "conformance",
}


def test_every_command_changes_something_or_reads() -> None:
    mine = {name for name, _ in leaves() if not name.startswith(ELSEWHERE)}
    assert mine == CHANGING.keys() | READING


@pytest.mark.parametrize("name", CHANGING)
def test_a_change_is_on_record_with_who_made_it(stocked: Desk, name: str, tmp_path: Path) -> None:
    changed = tmp_path / "changed.json"
    changed.write_text(
        json.dumps(json.loads((SAMPLES / "aurora-primavera.json").read_text()) | {"name": "Outono"})
    )
    stocked.words["changed"] = str(changed)
    sent = {"contactId": CONTACT, "step": "outreach", "outcome": "sent", "sentAt": "2026-11-23T12:00:00Z"}
    Path(stocked.words["out"]).write_text(json.dumps(sent) + "\n")
    if name == "failures replay":
        stocked.fail("send-dlq")
    for given in filter(None, (BEFORE.get(name), name)):
        done = stocked.run(given, CHANGING[given])
        assert done.exit_code == int(given == "failures replay"), done.output
    change = audit.changes()[0]
    assert (change.deed, change.by) == (name, audit.caller())
    assert change.tenant_id in (None, "aurora", "horizonte")
    assert "98765" not in f"{change.subject} {change.note}"


@pytest.mark.parametrize("name", ["tenant resume", "campaign resume", "address unblock", "template remove"])
def test_what_changes_nothing_is_not_on_record(stocked: Desk, name: str) -> None:
    before = stocked.stored()
    done = stocked.run(name, CHANGING[name])
    assert (done.exit_code, "nothing was changed" in done.output) == (0, True)
    assert stocked.stored() == before
