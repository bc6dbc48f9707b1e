"""Mutants: the functions with one promise broken in their source, each of which the histories must catch.

``python -m tests.simulation --mutants`` tries one after the other, in a copy of the sources.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Mutant(NamedTuple):
    """A change of a source, and the scenarios in which it is looked for."""

    name: str
    file: str
    before: str
    after: str
    scenarios: tuple[str, ...]


class MutantOutdatedError(RuntimeError):
    """The source is no longer what a mutant changes."""


MUTANTS = (
    Mutant(
        "claim without a condition",
        "handlers/dispatch/storage/claims.py",
        "where = held_by(takes_over, in_state(State.SENDING)) if takes_over else free\n"
        '        values = {"state"',
        'where = message_items.ANYWAY\n        values = {"state"',
        ("first-message",),
    ),
    Mutant(
        "marked as sent before it is",
        "handlers/dispatch/storage/claims.py",
        'values = {"state": State.SENDING.value, "step"',
        'values = {"state": State.CONTACTED.value, "step"',
        ("first-message",),
    ),
    Mutant(
        "blind retry",
        "handlers/common/rules/retries.py",
        "return again if again and idempotent else Ending.UNKNOWN",
        "return again or Ending.UNKNOWN",
        ("lost-answer",),
    ),
    Mutant(
        "failures not reported",
        "handlers/dispatch/journal.py",
        "for record in sorted(self._failures)",
        "for record in sorted(self._failures) if not record",
        ("first-message", "outage"),
    ),
    Mutant(
        "a lease that is over goes back to the queue",
        "handlers/dispatch/rules/judgement.py",
        "return LeaseOver(lease.attempt, lease.channel) if lease.deadline <= now else Wait()",
        "return LeaseOver(lease.attempt, lease.channel) if False else None",
        ("first-message",),
    ),
    Mutant(
        "a limiter that checks and then adds",
        "handlers/dispatch/storage/limits.py",
        "where = writes.ABSENT if seen is None else _room_in(seen, bounds, amount)",
        'where = Condition("attribute_not_exists(#never)")',
        ("two-a-minute", "one-a-minute", "turn-of-the-minute"),
    ),
    Mutant(
        "a host's time without a condition",
        "handlers/meetings/storage/host_time.py",
        'text = "attribute_not_exists(pk) OR #meetingId = :meeting"',
        'text = "attribute_not_exists(#never) OR #meetingId = :meeting"',
        ("one-slot-for-two",),
    ),
    Mutant(
        "cancelled without deleting the event",
        "handlers/meetings/entries.py",
        "    calendars.CALENDAR.delete_event(event_id)\n\n\ndef _make",
        "    pass\n\n\ndef _make",
        ("cancel",),
    ),
    Mutant(
        "the offer is queued before it is saved",
        "handlers/meetings/scheduling.py",
        "        meetings.save(again, after)\n",
        "        self._finish(after)\n        meetings.save(again, after)\n",
        ("interest",),
    ),
    Mutant(
        "counted before it is written",
        "handlers/dispatch/settling.py",
        "        ledger.join(batch, expected)\n",
        "        ledger.take_over(expected)\n        ledger.flush()\n        expected._counters.clear()\n",
        ("first-message",),
    ),
    Mutant(
        "nobody looks whether the owner has opted out",
        "handlers/dispatch/storage/claims.py",
        "return Taken.WON if not self._gated or self._is_let_through() else Taken.OPTED_OUT",
        "return Taken.WON",
        ("one-number-in-two-campaigns",),
    ),
)


def caught(mutant: Mutant) -> str | None:
    """The first history that catches a mutant; None if all hold."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "handlers", copy / "handlers")
        for name in ("components", "tests", "local"):
            (copy / name).symlink_to(ROOT / name)
        source = copy / mutant.file
        text = source.read_text(encoding="utf-8")
        if text.count(mutant.before) != 1:
            raise MutantOutdatedError(
                f"{mutant.file} has {text.count(mutant.before)} times {mutant.before!r}: rewrite the mutant "
                f"{mutant.name!r}"
            )
        source.write_text(text.replace(mutant.before, mutant.after), encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, "-m", "tests.simulation", "--first", *mutant.scenarios],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    if ran.returncode not in (0, 1):
        return f"it does not run: {ran.stderr.strip().splitlines()[-1]}"
    return ran.stdout.strip().splitlines()[-1] if ran.returncode else None
