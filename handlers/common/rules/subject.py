"""The ids that tie events, messages and lines of the log together."""

from typing import NamedTuple


class Subject(NamedTuple):
    """The tenant, campaign, contact and meeting that something is about; the correlation id names what set it off."""

    tenant_id: str
    correlation_id: str
    campaign_id: str | None = None
    contact_id: str | None = None
    meeting_id: str | None = None

    @property
    def ids(self) -> dict[str, str]:
        """Those that are known, under the names that they have in events and in the log."""
        named = {
            "tenantId": self.tenant_id,
            "campaignId": self.campaign_id,
            "contactId": self.contact_id,
            "meetingId": self.meeting_id,
            "correlationId": self.correlation_id,
        }
        return {name: value for name, value in named.items() if value is not None}
