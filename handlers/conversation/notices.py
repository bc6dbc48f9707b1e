"""Notices of a provider about an account, a line or a template, of which the operators hear."""

import hashlib
from datetime import datetime

from handlers.common import telling
from handlers.common.rules.model import Attention
from handlers.common.rules.subject import Subject
from handlers.common.storage import configuration
from handlers.conversation.rules.whatsapp.reported import Notice
from handlers.observability import count, logger


def tell(notice: Notice, body: str, now: datetime) -> None:
    """Log and count a notice, and call a human of the tenant whose line it is about, where it is about one."""
    logger.error("the provider has a notice", extra={"field": notice.field[:64], "detail": notice.logged})
    count("ProviderNotices")
    tenant_id = configuration.tenant_of_line(notice.line) if notice.line else None
    if tenant_id is None:
        return
    named = hashlib.sha256(body.encode()).hexdigest()[:32]
    detail = {"field": notice.field, "detail": notice.detail}
    telling.call_human(Subject(tenant_id, named), Attention.PROVIDER_NOTICE, now, detail)
