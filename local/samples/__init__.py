"""Sample tenants, campaigns and contact lists; everybody in them is invented."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent

LEADS = _FOLDER / "leads.xlsx"
"""A contact list in the customers' format, made by ``make_leads``."""
AURORA, AURORA_PRIMAVERA = _FOLDER / "aurora.json", _FOLDER / "aurora-primavera.json"
"""A tenant that is open all week, and its campaign."""
HORIZONTE, HORIZONTE_PILOTO = _FOLDER / "horizonte.json", _FOLDER / "horizonte-piloto.json"
"""A tenant with office hours, and its campaign."""
EVENTS = _FOLDER / "events"
"""An event for each function, to invoke it with."""
HORIZONTE_CONTACTS = _FOLDER / "horizonte-contacts.json"
"""A list for a direct request to ingest-contacts."""
