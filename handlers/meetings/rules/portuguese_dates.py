"""Days and hours in Brazilian Portuguese, with the name of their time zone where that is to be said."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from handlers.common.rules.contact import Place

WEEKDAYS = (
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "sábado",
    "domingo",
)

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "America/Araguaina",
                "America/Bahia",
                "America/Belem",
                "America/Fortaleza",
                "America/Maceio",
                "America/Recife",
                "America/Santarem",
                "America/Sao_Paulo",
            ),
            "de Brasília",
        ),
        "Africa/Cairo": "do Cairo",
        "America/Asuncion": "de Assunção",
        "America/Bogota": "de Bogotá",
        "America/Cuiaba": "de Cuiabá",
        "America/Eirunepe": "de Eirunepé",
        "America/Mexico_City": "da Cidade do México",
        "America/Montevideo": "de Montevidéu",
        "America/New_York": "de Nova York",
        "America/Noronha": "de Fernando de Noronha",
        "America/Rio_Branco": "de Rio Branco",
        "Asia/Dubai": "de Dubai",
        "Asia/Jerusalem": "de Jerusalém",
        "Asia/Shanghai": "de Xangai",
        "Asia/Singapore": "de Singapura",
        "Asia/Tokyo": "de Tóquio",
        "Atlantic/Azores": "dos Açores",
        "Atlantic/Cape_Verde": "de Cabo Verde",
        "Brazil/East": "de Brasília",
        "Brazil/West": "de Manaus",
        "Europe/Amsterdam": "de Amsterdã",
        "Europe/Berlin": "de Berlim",
        "Europe/Brussels": "de Bruxelas",
        "Europe/Dublin": "de Dublin",
        "Europe/Lisbon": "de Lisboa",
        "Europe/London": "de Londres",
        "Europe/Luxembourg": "de Luxemburgo",
        "Europe/Madrid": "de Madri",
        "Europe/Rome": "de Roma",
        "Europe/Vienna": "de Viena",
        "Europe/Zurich": "de Zurique",
    }
)
"""The words by which Brazilians name zones, where it is not by the zone's own city as it is written there."""


def day_and_hour(moment: datetime, zone: ZoneInfo) -> str:
    """Return an instant by the clock of a zone, as ``quinta-feira, 26/11, às 13h30``."""
    local = moment.astimezone(zone)
    article = "às" if local.hour > 1 else "à"
    minutes = f"{local.minute:02}" if local.minute else ""
    return f"{WEEKDAYS[local.weekday()]}, {local:%d/%m}, {article} {local.hour}h{minutes}"


def for_contact(moment: datetime, place: Place, host_zone: ZoneInfo | None) -> str:
    """Return an instant as a contact reads it: in their time, whose zone is named unless it goes without saying.

    That is where it is certain and the host's clock shows the same; ``host_zone`` is None where no host is known.
    """
    said = day_and_hour(moment, place.zone)
    if place.is_certain and host_zone is not None and _agree(moment, place.zone, host_zone):
        return said
    return f"{said} ({zone_name(moment, place.zone)})"


def for_host(moment: datetime, host_zone: ZoneInfo, place: Place | None) -> str:
    """Return an instant as a host reads it: in their time, whose zone is named as it is for the contact."""
    said = day_and_hour(moment, host_zone)
    if place is not None and place.is_certain and _agree(moment, place.zone, host_zone):
        return said
    return f"{said} ({zone_name(moment, host_zone)})"


def zone_name(moment: datetime, zone: ZoneInfo) -> str:
    """Return the zone's name, as ``horário de Lisboa``; ``horário UTC-3`` for one that names no place."""
    region, _, city = zone.key.rpartition("/")
    if not region or region == "Etc":
        return f"horário UTC{_offset(moment, zone)}"
    return f"horário {_NAMES.get(zone.key) or 'de ' + city.replace('_', ' ')}"


def _agree(moment: datetime, one: ZoneInfo, other: ZoneInfo) -> bool:
    return moment.astimezone(one).utcoffset() == moment.astimezone(other).utcoffset()


def _offset(moment: datetime, zone: ZoneInfo) -> str:
    """Return an offset from UTC as ``-3`` or ``+5:30``; empty for none."""
    minutes = round((moment.astimezone(zone).utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
