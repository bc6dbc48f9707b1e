"""Days and hours in Brazilian Portuguese."""

from datetime import datetime
from zoneinfo import ZoneInfo

WEEKDAYS = (
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "sábado",
    "domingo",
)


def day_and_hour(moment: datetime, zone: ZoneInfo) -> str:
    """Return an instant by the clock of a zone, as ``quinta-feira, 26/11, às 13h30``."""
    local = moment.astimezone(zone)
    article = "às" if local.hour > 1 else "à"
    minutes = f"{local.minute:02}" if local.minute else ""
    return f"{WEEKDAYS[local.weekday()]}, {local:%d/%m}, {article} {local.hour}h{minutes}"


def time_until(moment: datetime, now: datetime) -> str:
    """Return the time left as ``1 hora``, ``1 hora e 30 minutos``, ``24 horas`` or ``3 dias``."""
    minutes = round((moment - now).total_seconds() / 60)
    if minutes >= 36 * 60:
        return f"{round(minutes / (24 * 60))} dias"
    hours, rest = divmod(minutes, 60)
    parts = [_counted(hours, "hora")] if hours else []
    if rest and hours < 2:
        parts.append(_counted(rest, "minuto"))
    return " e ".join(parts) or "instantes"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
