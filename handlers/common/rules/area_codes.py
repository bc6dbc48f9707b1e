"""Brazilian area codes with the state and the time zone of each.

The tables follow Anatel's numbering plan, because the phone library's zones are wrong for Recife and Pará.
Where an area code spans two zones, the one with more people counts: 97 is Amazonas (UTC-4), though its far
west keeps UTC-5; 61 is the Federal District, though some towns of Goiás share it.
"""

from collections.abc import Mapping
from types import MappingProxyType

_AREAS_OF_STATE = {
    "SP": (11, 12, 13, 14, 15, 16, 17, 18, 19),
    "RJ": (21, 22, 24),
    "ES": (27, 28),
    "MG": (31, 32, 33, 34, 35, 37, 38),
    "PR": (41, 42, 43, 44, 45, 46),
    "SC": (47, 48, 49),
    "RS": (51, 53, 54, 55),
    "DF": (61,),
    "GO": (62, 64),
    "TO": (63,),
    "MT": (65, 66),
    "MS": (67,),
    "AC": (68,),
    "RO": (69,),
    "BA": (71, 73, 74, 75, 77),
    "SE": (79,),
    "PE": (81, 87),
    "AL": (82,),
    "PB": (83,),
    "RN": (84,),
    "CE": (85, 88),
    "PI": (86, 89),
    "PA": (91, 93, 94),
    "AM": (92, 97),
    "RR": (95,),
    "AP": (96,),
    "MA": (98, 99),
}

_ZONE_OF_STATE = {
    "AC": "America/Rio_Branco",
    "AL": "America/Maceio",
    "AM": "America/Manaus",
    "AP": "America/Belem",
    "BA": "America/Bahia",
    "CE": "America/Fortaleza",
    "MA": "America/Fortaleza",
    "MS": "America/Campo_Grande",
    "MT": "America/Cuiaba",
    "PA": "America/Belem",
    "PB": "America/Fortaleza",
    "PE": "America/Recife",
    "PI": "America/Fortaleza",
    "RN": "America/Fortaleza",
    "RO": "America/Porto_Velho",
    "RR": "America/Boa_Vista",
    "SE": "America/Maceio",
    "TO": "America/Araguaina",
}
"""The states whose zone is not that of São Paulo."""

_ZONE_OF_AREA = {93: "America/Santarem"}
"""The area codes whose zone is not that of most of their state."""

_DIVIDED = frozenset({"97"})
"""The area codes of which a part that counts keeps another time."""

_BRAZIL = "+55"

STATES: Mapping[str, str] = MappingProxyType(
    {str(area): state for state, areas in _AREAS_OF_STATE.items() for area in areas}
)
"""The state, as two letters, of each two-digit area code."""

ZONES: Mapping[str, str] = MappingProxyType(
    {
        area: _ZONE_OF_AREA.get(int(area), _ZONE_OF_STATE.get(state, "America/Sao_Paulo"))
        for area, state in STATES.items()
    }
)
"""The IANA time zone of each two-digit area code."""


def state(e164: str) -> str | None:
    """Return the state of a Brazilian number, such as ``SP``; ``None`` for another country's."""
    return STATES.get(e164[3:5]) if e164.startswith(_BRAZIL) else None


def zone(e164: str) -> str | None:
    """Return the IANA zone of a Brazilian number, such as ``America/Recife``; ``None`` elsewhere."""
    return ZONES.get(e164[3:5]) if e164.startswith(_BRAZIL) else None


def is_divided(e164: str) -> bool:
    """Return True for a Brazilian number whose area code spans two zones, so that its zone is not certain."""
    return e164.startswith(_BRAZIL) and e164[3:5] in _DIVIDED
