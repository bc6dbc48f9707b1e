"""``python -m tests.conversations [NAME …]``: play the scripts, and print each that was asked for or has gone wrong.

Without a name, random replies that are no orders follow (``--turns``).
"""

import argparse
import os
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import SystemRandom

from tests import conftest  # noqa: F401  keeps the machine's AWS settings away
from tests.conversations import law, playing, script
from tests.conversations.deployed import theatre
from tests.conversations.playing import Played, Told
from tests.conversations.script import Script, ScriptError

DEPLOYED = (
    "cancel_asked_back_yes",
    "fragments_of_a_number",
    "opt_out_above_a_signature",
    "reminder_inside_the_lead_time",
)
"""The scripts that are played on the embedded cloud where none is named."""
_PART = 60
"""Replies that a process is given together."""


def main() -> int:
    """Return the exit status: 1 if a script went wrong, 2 if one cannot be read."""
    parser = argparse.ArgumentParser(prog="make conversations", description="Plays conversations.")
    parser.add_argument("names", nargs="*", help="scripts to tell; all are played if none is named")
    parser.add_argument(
        "--turns", type=int, default=1_200, help="replies that are no orders, to booked meetings"
    )
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10_000), help="of these replies")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--deployed",
        action="store_true",
        help=f"play on the embedded cloud; {', '.join(DEPLOYED)} if none is named",
    )
    chosen = parser.parse_args()
    try:
        scripts = _chosen(chosen.names)
    except (ScriptError, LookupError) as error:
        print(error, file=sys.stderr)
        return 2
    if chosen.deployed:
        return _deployed(scripts if chosen.names else [each for each in scripts if each.name in DEPLOYED])
    with ProcessPoolExecutor(chosen.processes) as pool:
        failed = sum(_told(played, whole=bool(chosen.names)) for played in pool.map(playing.play, scripts))
        print(f"{len(scripts)} conversations, {failed} wrong", flush=True)
        if not chosen.names:
            failed += _lawless(pool, chosen.seed, chosen.turns)
    return int(failed > 0)


def _told(played: Played, *, whole: bool) -> bool:
    """Print what came of a script; return True if it has gone wrong."""
    mark = "WRONG" if played.wrong else "ok"
    print(
        f"{mark:6}{played.script.name}: {played.script.settings.title} ({played.seconds:.1f} s)", flush=True
    )
    if played.wrong or whole:
        print("\n".join(dialogue(played)), flush=True)
    return bool(played.wrong)


def _deployed(scripts: Sequence[Script]) -> int:
    """Play scripts on the embedded cloud; return the exit status."""
    with tempfile.TemporaryDirectory() as folder, theatre(Path(folder)) as stages:
        return int(sum(_told(playing.play(each, stages.stage), whole=True) for each in scripts) > 0)


def _lawless(pool: ProcessPoolExecutor, seed: int, turns: int) -> int:
    """Say replies that are no orders to booked meetings; print and return how many sequences ended one."""
    parts = range(0, turns, _PART)
    broken = [each for part in pool.map(_part, (seed + at for at in parts)) for each in part]
    print(
        f"{len(parts) * _PART} replies that are no orders, of seed {seed}: {len(broken)} sequences broke the law"
    )
    print("\n".join(f"   >>> WRONG  {each}" for each in broken), end="\n" if broken else "")
    return len(broken)


def _part(seed: int) -> list[str]:
    return [str(each) for each in law.run(seed, _PART)]


def _chosen(names: Sequence[str]) -> list[Script]:
    known = script.every()
    if not names:
        return list(known.values())
    missing = [name for name in names if name not in known]
    if missing:
        raise LookupError(f"there is no script {missing[0]!r}: there are {', '.join(known)}")
    return [known[name] for name in names]


def dialogue(played: Played) -> list[str]:
    """Return the lines of a conversation that was played, what is wrong marked."""
    return [_line(each) for each in played.dialogue]


def _line(told: Told) -> str:
    if told.wrong:
        return f"   >>> WRONG  {told.what}"
    at = f"{told.at:%a %d/%m %H:%M:%S}" if told.at else ""
    what = " / ".join(told.what.splitlines())
    return f"    {at:18} {told.who:18} {textwrap.shorten(what, 300, placeholder=' …')}"


if __name__ == "__main__":
    sys.exit(main())
