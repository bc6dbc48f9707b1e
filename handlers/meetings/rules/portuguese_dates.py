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
