"""Mail to hosts through the e-mail partner, whose secret is read when it is needed."""

from functools import partial

from handlers.common.partners.host_mail import HostMail
from handlers.common.storage import secrets

HOST_MAIL = HostMail(partial(secrets.partner, "email"), partial(secrets.forget, "email"))


def recognises_repeats() -> bool:
    """Return True if the e-mail partner knows a repeated mail by its key and sends it once."""
    return secrets.partner("email").idempotent
