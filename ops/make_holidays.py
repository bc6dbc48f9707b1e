"""Generator of handlers/common/rules/holidays.json, from the ``holidays`` library: ``python -m ops.make_holidays``.

Run it when the library is updated or when the years (``FIRST`` to ``LAST``) run out. The functions read the file
because the library is too slow to import in a cold start; a test compares the two.
"""

import json
from pathlib import Path

import holidays

FIRST, LAST = 2026, 2031
STATES = (
    *("AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA"),
    *("PB", "PE", "PI", "PR", "RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO"),
)
TARGET = Path(__file__).parent.parent / "handlers" / "common" / "rules" / "holidays.json"


def days_off(state: str, year: int) -> frozenset[str]:
    """Return the national and state holidays of a year as MMDD, with the optional ones (Carnival, Corpus Christi)."""
    found = holidays.country_holidays("BR", subdiv=state, years=[year], categories=("public", "optional"))
    return frozenset(day.strftime("%m%d") for day in found if day.year == year)


def document() -> dict[str, object]:
    """Return the file's content: the days that all states share, and the further days of each state, by year."""
    national: dict[str, str] = {}
    states: dict[str, dict[str, str]] = {state: {} for state in STATES}
    for year in range(FIRST, LAST + 1):
        by_state = {state: days_off(state, year) for state in STATES}
        shared = frozenset.intersection(*by_state.values())
        national[str(year)] = " ".join(sorted(shared))
        for state, days in by_state.items():
            if days - shared:
                states[state][str(year)] = " ".join(sorted(days - shared))
    return {"national": national, "states": states}


def main() -> None:
    """Write the file, and print its size."""
    TARGET.write_text(json.dumps(document(), separators=(",", ":")) + "\n")
    print(f"{TARGET.name}: {len(STATES)} states, {FIRST} to {LAST}, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
