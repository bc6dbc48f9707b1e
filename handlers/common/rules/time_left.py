"""The time that is left until a meeting, in Brazilian Portuguese."""

from datetime import datetime, timedelta

PUNCTUAL = timedelta(minutes=10)
"""The time for which the words for it stay true enough: what goes out later says the time that is left by then."""


def time_until(moment: datetime, now: datetime) -> str:
    """Return the time left as ``1 hora e 30 minutos``, ``24 horas`` or, from two days on, ``2 dias e 15 horas``."""
    minutes = max(0, round((moment - now).total_seconds() / 60))
    hours = round(minutes / 60)
    if hours >= 48:
        return _told(divmod(hours, 24), ("dia", "hora"))
    if minutes >= 2 * 60:
        return f"{hours} horas"
    return _told(divmod(minutes, 60), ("hora", "minuto")) or "instantes"


def _told(amounts: tuple[int, int], units: tuple[str, str]) -> str:
    """Return the amounts that there are, in words."""
    parts = [
        f"{amount} {unit}{'s' if amount > 1 else ''}"
        for amount, unit in zip(amounts, units, strict=True)
        if amount
    ]
    return " e ".join(parts)
