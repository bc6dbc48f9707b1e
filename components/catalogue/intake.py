"""The bucket in which a list of contacts is dropped."""

INTAKE = "intake"

INTAKE_INBOX = "inbox/"
"""The beginning of the keys of what is handed in; a file is answered whatever it is."""
INTAKE_REPORTS = "reports/"
"""The beginning of the keys of the answers, apart from the inbox: no answer is ever taken for a list."""

INTAKE_NOTIFICATIONS = {"lists": INTAKE_INBOX}
"""Notification of ingest-contacts to the beginning of the keys that it tells of."""

INTAKE_OLD_VERSIONS_DAYS = 30
"""Days for which a list that was replaced or deleted can be restored."""
