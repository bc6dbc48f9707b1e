"""The answer to read: whether a workload holds, what is met first, and what to do about it."""

from collections.abc import Iterator, Sequence

from ops.scale import limits, model, remedies
from ops.scale.costs import Recording
from ops.scale.model import Use
from ops.scale.workload import Workload

FIRST = 3
MANY_DAYS = 365


def lines(recording: Recording, workload: Workload, shown: int) -> Iterator[str]:
    """Yield the report of a workload, with the ``shown`` most used limits."""
    uses = model.uses(recording, workload)
    yield verdict(workload, uses)
    yield ""
    yield from table(uses[:shown])
    yield ""
    for number, each in enumerate(remedies.remedies(recording, workload, FIRST), 1):
        yield f"{number}. {each.use.limit.name}, {percent(each.use)}: {each.text}: then {percent(each.after)}"


def verdict(workload: Workload, uses: Sequence[Use]) -> str:
    """Return what holds and what gives first, in a sentence or two."""
    tenants = f"{workload.tenants:,} tenant{'s' if workload.tenants > 1 else ''}"
    asked = (
        f"{tenants}, {workload.contacts:,} contacts, {workload.per_minute:g} messages a minute and "
        f"{workload.a_day:,.0f} a day each"
    )
    over = [use for use in uses if not use.holds]
    first = uses[0]
    answer = "it does not hold" if over else "it holds"
    gives = f"what gives first is the {first.limit.name}, used to {percent(first)}"
    return f"{asked}: {answer}; {gives}. Everybody has been written to after {_days(workload.days)}."


def _days(days: float) -> str:
    if days < 1:
        return "less than a day"
    return f"{days:,.0f} days" + (", more than a year" if days > MANY_DAYS else "")


def table(uses: Sequence[Use]) -> Iterator[str]:
    """Yield a line for each limit: its use, the load at the peak and on average, its value, and its source."""
    yield f"{'used':>8}  {'peak':>10}  {'average':>10}  {'limit':>10}  unit, and what is limited"
    for use in uses:
        limit = use.limit
        numbers = "  ".join(f"{number(each):>10}" for each in (use.peak, use.average, limit.value))
        yield f"{percent(use):>8}  {numbers}  {limit.unit}: {limit.name}"
        yield f"{'':46}  {limits.WHOSE[limit.kind]}; {limit.source}"


def percent(use: Use) -> str:
    """Return the use of a limit in percent."""
    used = 100 * use.utilisation
    return f"{used:,.0f} %" if used >= 10 else f"{used:.1f} %"


def number(value: float) -> str:
    """Return a number with as many digits as can be meant."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
