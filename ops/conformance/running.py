"""The run of all checks at once, and the removal of what they have made."""

import signal
import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from types import FrameType

from botocore.exceptions import BotoCoreError, ClientError

from ops.conformance import events, functions, partiql, queues, roles, schedules, topics, writing
from ops.conformance.checks import Check, DiffersError, Finding, Result
from ops.conformance.scratch import NotTriedError, Scratch, StoppedError, refusal

CHECKS: tuple[Check, ...] = (
    *partiql.CHECKS,
    *writing.CHECKS,
    *queues.CHECKS,
    *functions.CHECKS,
    *events.CHECKS,
    *topics.CHECKS,
    *schedules.CHECKS,
    *roles.CHECKS,
)
PERMISSIONS = "let these credentials do what docs/assumptions.md lists"


def findings(scratch: Scratch, checks: Sequence[Check]) -> Iterator[Finding]:
    """Run the checks at the same time, and yield each one's end as it comes.

    Whoever stops listening, by Ctrl-C say, ends those that wait for something; they are over on return.
    """
    with ThreadPoolExecutor(len(checks)) as threads:
        running = [threads.submit(tried, scratch, check) for check in checks]
        try:
            for each in as_completed(running):
                yield each.result()
        finally:
            scratch.stop.set()
            with uninterrupted():
                threads.shutdown()


def tried(scratch: Scratch, check: Check) -> Finding:
    """Run one check. Nothing is raised: it would hide the ends of the others."""
    began = time.monotonic()
    result, detail = _end(scratch, check)
    return Finding(check, result, detail, time.monotonic() - began)


def _end(scratch: Scratch, check: Check) -> tuple[Result, str]:
    try:
        check.run(scratch)
    except DiffersError as error:
        return Result.DIFFERS, str(error)
    except NotTriedError as error:
        cause = error.__cause__
        cure = f": {PERMISSIONS}" if isinstance(cause, ClientError) and roles.is_denied(cause) else ""
        return Result.NOT_TRIED, f"{error}{cure}"
    except StoppedError:
        return Result.NOT_TRIED, "the run was stopped"
    except ClientError as error:
        if roles.is_denied(error):
            return Result.NOT_TRIED, f"{refusal(error)}: {PERMISSIONS}"
        return Result.DIFFERS, f"expected the request to be taken; seen {refusal(error)}"
    except BotoCoreError as error:
        return Result.NOT_TRIED, f"AWS cannot be reached ({error}): check the network, then run again"
    except (KeyError, ValueError, TypeError) as error:
        return Result.DIFFERS, f"expected an answer as documented; seen {type(error).__name__}: {error}"
    return Result.HOLDS, check.claim


@contextmanager
def terminated_like_interrupted() -> Generator[None]:
    """Let SIGTERM end the block as Ctrl-C does, so that what was made is removed."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def uninterrupted() -> Generator[None]:
    """Let neither Ctrl-C nor SIGTERM end the block."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
