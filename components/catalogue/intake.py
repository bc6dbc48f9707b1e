"""The bucket in which a list of contacts is dropped."""

INTAKE = "intake"

INTAKE_NOTIFICATIONS = {"list-xlsx": ".xlsx", "list-csv": ".csv", "list-json": ".json"}
"""Notification of ingest-contacts to the ending of the files that it tells of."""

INTAKE_OLD_VERSIONS_DAYS = 30
"""Days for which a list that was replaced or deleted can be restored."""
