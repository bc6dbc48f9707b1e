"""Figures as the page writes them: always the same way."""

from datetime import datetime
from zoneinfo import ZoneInfo


def number(value: float) -> str:
    """Return a number, with its thousands parted."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 contact``, ``2 contacts``."""
    return f"{value:,} {one if value == 1 else many or f'{one}s'}"


def share(part: float, whole: float) -> str:
    """Return a part in percent; a dash where there is no whole."""
    if not whole:
        return "–"
    percent = 100 * part / whole
    return f"{percent:.1f} %" if 0 < percent < 10 else f"{percent:.0f} %"


def usd(value: float) -> str:
    """Return an amount of money with two digits that count at the least."""
    if value == 0 or value >= 1:
        return f"${value:,.2f}"
    return f"${value:.4f}" if value >= 0.0001 else f"${value:.6f}"


def milliseconds(value: float | None) -> str:
    """Return a duration; a dash where there is none."""
    if value is None:
        return "–"
    if value >= 60_000:
        return f"{value / 60_000:.1f} min"
    return f"{value / 1000:.1f} s" if value >= 1000 else f"{value:.0f} ms"


def words(name: str) -> str:
    """Return a name of the code in words: ``not_interested`` → ``not interested``."""
    return name.replace("_", " ")


def local(moment: datetime, zone: str) -> datetime:
    """Return an instant by the clock of a zone."""
    return moment.astimezone(ZoneInfo(zone))


def instant(moment: datetime, zone: str) -> str:
    """Return an instant to the minute, with its day."""
    return f"{local(moment, zone):%a %-d %b %Y, %H:%M}"


def clock(moment: datetime, zone: str, seconds: bool = False) -> str:
    """Return the time of the day."""
    return f"{local(moment, zone):%H:%M:%S}" if seconds else f"{local(moment, zone):%H:%M}"
