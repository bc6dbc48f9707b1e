"""The sample that ``make test`` runs of the proofs that are too long for every run.

A commit has one sample, whoever runs it, and the next commit has another: what is red can be run again, and nothing
stays untried. ``SAMPLE`` chooses another one: the name of a sample, as the end of a run prints it, or ``all``, which is
what the workflow ``proofs`` runs each working day. What the commit itself, or what is not committed yet, touches is in
its sample, where it has a file of its own.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import is_hypothesis_test, settings

ROOT = Path(__file__).resolve().parents[1]
FEWER = 3
"""A law is tried on the first of its examples in so many; ``make laws`` looks for others than those, and for more."""
MOST_TOUCHED = 12
MARKER = "sampled"
sampled = pytest.mark.sampled
"""The mark of a test that only some runs have: what it calls shows no use of a right (``tests/granted``)."""
SETTING = "SAMPLE"
ALL = "all"
UNCOMMITTED = "first"
"""The sample where there is no commit, as in a copy of the files."""


@cache
def name() -> str:
    """Return the name of the sample: the setting, or the commit."""
    return os.environ.get(SETTING) or "".join(_git("rev-parse", "--short=12", "HEAD")) or UNCOMMITTED


def is_all() -> bool:
    """Return True if nothing is left out."""
    return name() == ALL


def of(things: Iterable[str], number: int, *, always: Iterable[str] = ()) -> list[str]:
    """Return so many of the things, and those that are ``always`` there; or all of them."""
    every, kept = sorted(things), set(always)
    if is_all():
        return every
    left = sorted((each for each in every if each not in kept), key=_rank)
    kept.update(left[:number])
    return [each for each in every if each in kept]


def touched(files: Mapping[str, Path]) -> set[str]:
    """Return those of some things whose file the commit, or what is not committed yet, has touched.

    Of a change of very many there are ``MOST_TOUCHED``.
    """
    changed = _changed()
    found = (thing for thing, path in files.items() if path.resolve() in changed)
    return set(sorted(found, key=_rank)[:MOST_TOUCHED])


def random(what: str) -> Random:
    """Return a source of chance of this sample, for something that has no end to be run to."""
    return Random(f"{name()}:{what}")


def first(what: str, one_in: int) -> int:
    """Return the place of the first thing, where one in so many of very many is tried."""
    return 0 if is_all() else random(what).randrange(one_in)


def step(sample: int, whole: int) -> int:
    """Return one in how many is looked at where a floor is held: the same in each run, or chance would be red."""
    return whole if is_all() else sample


def unless(chosen: bool) -> pytest.MarkDecorator:
    """Return the mark of a test that is skipped, and says so, where it is none of the sample."""
    return pytest.mark.skipif(not chosen, reason=f"it is not in sample {name()}")


def lessen(items: Iterable[Any]) -> None:
    """Leave each law the first of its examples, unless nothing is left out."""
    known: set[Any] = set()
    for item in () if is_all() else items:
        test: Any = getattr(item, "obj", None)
        test = getattr(test, "__func__", test)
        if is_hypothesis_test(test) and test not in known:
            known.add(test)
            own = test._hypothesis_internal_use_settings
            test._hypothesis_internal_use_settings = settings(
                own, max_examples=max(1, own.max_examples // FEWER)
            )


def told() -> str:
    """Return the line about the sample for the end of a run."""
    if is_all():
        return f"nothing was left out ({SETTING}={ALL})"
    return f"long proofs: sample {name()}; again: make test {SETTING}={name()}; all of them: make test {SETTING}={ALL}"


def _rank(thing: str) -> bytes:
    return hashlib.sha256(f"{name()}:{thing}".encode()).digest()


@cache
def _changed() -> frozenset[Path]:
    # Of a checkout of one commit alone, as in the pipeline, nothing is known of the one before.
    before = "HEAD~1" if _git("rev-parse", "--verify", "--quiet", "HEAD~1") else "HEAD"
    new = _git("ls-files", "--others", "--exclude-standard")
    return frozenset(ROOT / each for each in (*_git("diff", "--name-only", before), *new))


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []
