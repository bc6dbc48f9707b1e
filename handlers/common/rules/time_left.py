"""The time that is left until a meeting, in Brazilian Portuguese."""

from datetime import datetime, timedelta

PUNCTUAL = timedelta(minutes=10)
"""The time for which the words for it stay true enough: what goes out later says the time that is left by then."""


def time_until(moment: datetime, now: datetime) -> str:
    """Return the time left as ``1 hora``, ``1 hora e 30 minutos``, ``24 horas`` or ``3 dias``."""
    minutes = round((moment - now).total_seconds() / 60)
    if minutes >= 36 * 60:
        return f"{round(minutes / (24 * 60))} dias"
    if minutes >= 2 * 60:
        return f"{round(minutes / 60)} horas"
    hours, rest = divmod(max(0, minutes), 60)
    parts = [_counted(hours, "hora")] if hours else []
    if rest:
        parts.append(_counted(rest, "minuto"))
    return " e ".join(parts) or "instantes"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
