"""The e-mail addresses of a tenant's own people: its hosts, whoever hears of what needs a human, and its sender."""

from email.utils import parseaddr

from handlers.common.rules.tenants import Tenant


def of(tenant: Tenant) -> frozenset[str]:
    """Return the addresses, in lower case."""
    known = [*(host.email for host in tenant.hosts), tenant.attention or "", parseaddr(tenant.mailSender)[1]]
    return frozenset(each.lower() for each in known if each)
