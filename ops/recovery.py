"""The fence as an operator sees and moves it: docs/recovery.md."""

from datetime import datetime, timedelta
from typing import NamedTuple

from handlers.common.rules import fence as rules
from handlers.common.rules.fence import Mark, Marks, Standing
from handlers.common.storage import fence
from ops.documents import DocumentError

NOTICED_WITHIN = timedelta(minutes=5)
"""The time after the last mark outside in which something may still have gone out."""


class Position(NamedTuple):
    """The marks of one table."""

    table: str
    inside: Mark
    outside: Mark

    @property
    def is_whole(self) -> bool:
        """True if the table is as late as the mark outside says."""
        return rules.is_whole(self.inside, self.outside)

    @property
    def unknown(self) -> tuple[datetime | None, datetime | None]:
        """The instants between which nobody knows what went out; None where there is no bound."""
        ends = self.outside.at + NOTICED_WITHIN if self.outside.at else None
        return self.inside.at, ends


def positions() -> list[Position]:
    """Return the marks of every marked table as they are now."""
    inside, outside = fence.inside(), fence.outside()
    return [Position(table, mark, outside.get(table, Mark())) for table, mark in inside.items()]


def standing(found: list[Position]) -> Standing:
    """Return the standing of the fence."""
    return Standing.OPEN if all(each.is_whole for each in found) else Standing.RESTORED


def open_again(now: datetime) -> bool:
    """Bring the marks inside past those outside, so that sending goes on; False if the fence was open.

    Raises ``DocumentError`` if another run moved a mark meanwhile.
    """
    found = positions()
    if standing(found) is Standing.OPEN:
        return False
    before = {each.table: each.inside for each in found}
    after = {each.table: Mark(max(each.inside.number, each.outside.number) + 1, now) for each in found}
    _set(before, after)
    fence.follow(_outside(found), after)
    return True


def hold(now: datetime) -> None:
    """Let the fence down by hand; raises ``DocumentError`` if another run moved a mark meanwhile."""
    found = next(each for each in positions() if each.table == "contacts")
    if not found.outside.number:
        fence.follow(_outside(positions()), {"contacts": Mark(max(1, found.inside.number), now)})
    _set({"contacts": found.inside}, {"contacts": Mark(0, now)})


def _outside(found: list[Position]) -> Marks:
    return {each.table: each.outside for each in found}


def _set(before: Marks, after: Marks) -> None:
    if not fence.set_inside(before, after):
        raise DocumentError("the marks were advanced meanwhile: run the command again")
