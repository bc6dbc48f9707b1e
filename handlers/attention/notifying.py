"""Putting a call for a human into the tenant's inbox, and mailing the tenant's ``attention`` address.

One mail goes out for each time that an entry begins to wait, and not for each word. One of which nobody knows whether
it went out is sent again only where the e-mail partner recognises its key.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.attention import conversing
from handlers.attention.rules.entry import Entry
from handlers.attention.rules.letter import Case, letter
from handlers.attention.rules.request import AttentionNeeded
from handlers.attention.storage import entries
from handlers.common import mailing
from handlers.common.rules.retries import Ending
from handlers.common.rules.tenants import RemovedError, Tenant
from handlers.common.storage import configuration, contacts, idempotency, keys
from handlers.environment import required
from handlers.meetings.storage import meetings
from handlers.observability import logger

LEASE = timedelta(seconds=70)
"""Longer than the 60 seconds of notify-team."""
MAIL_SECONDS = 40.0
"""For all attempts at the mail; the rest of the function's time is for what comes before and after."""

SENDING, SENT, FAILED, UNKNOWN, HELD = "sending", "sent", "failed", "unknown", "held"
_OUTCOMES = {Ending.SENT: SENT, Ending.UNKNOWN: UNKNOWN}


class AttentionMailError(RuntimeError):
    """The e-mail partner did not take the mail; let the event be delivered again."""


def notify(needed: AttentionNeeded, now: datetime) -> Mapping[str, Any]:
    """Put the call into the inbox and mail it, once; return ``entryId`` and the state of its ``mail``.

    ``none``: the tenant names no address, or has dealt with it already; ``held``: it has had its mails of this hour.
    Raises ``RemovedError`` and ``AttentionMailError``.
    """
    key = keys.run_pk("notify-team", needed.word_id)
    return idempotency.once(key, now, LEASE, lambda: _noted(needed, now))


def _noted(needed: AttentionNeeded, now: datetime) -> Mapping[str, Any]:
    tenant = configuration.tenant(needed.tenantId)
    if tenant is None:
        raise RemovedError(
            "tenant_removed",
            f"there is no tenant {needed.tenantId}: load it again, then play the event again",
        )
    if not entries.add(needed, now, timedelta(hours=tenant.attentionHours)):
        return {"entryId": needed.entry_id, "mail": "none"}
    return {"entryId": needed.entry_id, "mail": _mailed(tenant, needed, now)}


def _mailed(tenant: Tenant, needed: AttentionNeeded, now: datetime) -> str:
    """Mail the entry unless another call has, and return the state of the mail, which is claimed before the request."""
    if tenant.attention is None:
        return "none"
    ids = needed.tenantId, needed.entry_id, needed.word_id
    held = entries.claim_mail(*ids)
    if held is not None:
        if held.mail != SENDING or held.mail_by != needed.word_id:
            return held.mail or "none"
        if not mailing.recognises_repeats():
            entries.settle_mail(*ids, UNKNOWN)
            return UNKNOWN
    elif not entries.has_room_for_mail(needed.tenantId, now):
        entries.settle_mail(*ids, None)
        logger.warning("no further mail to the team in this hour", extra={"tenantId": needed.tenantId})
        return HELD
    entry = entries.read(needed.tenantId, needed.entry_id)
    if entry is None:
        return "none"
    ending = _sent(tenant, tenant.attention, entry, needed)
    if ending in (Ending.CHANNEL_CLOSED, Ending.EXHAUSTED):
        entries.settle_mail(*ids, None)
        raise AttentionMailError(
            f"the e-mail partner did not take the mail about entry {entry.entry_id} ({ending}): "
            "check the secret of the e-mail partner; the event is delivered again"
        )
    outcome = _OUTCOMES.get(ending, FAILED)
    entries.settle_mail(*ids, outcome)
    if outcome == FAILED:
        logger.error("the mail to the attention address failed", extra={"tenantId": tenant.tenantId})
    return outcome


def _sent(tenant: Tenant, address: str, entry: Entry, needed: AttentionNeeded) -> Ending:
    subject, body = letter(_case(tenant, entry), required("TABLE_CONTACTS").removesuffix("-contacts"))
    key = f"attention#{entry.entry_id}#{needed.word_id}"
    return mailing.HOST_MAIL.send(address, subject, body, key, MAIL_SECONDS)


def _case(tenant: Tenant, entry: Entry) -> Case:
    contact = contacts.find(entry.contact_id) if entry.contact_id else None
    campaign_id = contact.campaign_id if contact else entry.campaign_id
    meeting_id = entry.meeting_id or (contact.meeting_id if contact else None)
    meeting = meetings.get(meeting_id) if meeting_id else None
    return Case(
        tenant,
        entry,
        conversing.of(entry, contact),
        contact,
        configuration.campaign(tenant.tenantId, campaign_id) if campaign_id else None,
        meeting.time.start if meeting and meeting.time and meeting.is_held else None,
    )
