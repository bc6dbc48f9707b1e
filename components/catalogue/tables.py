"""The tables: the customer's first, ours marked so."""

from components.catalogue.extensions import EXTENSIONS
from components.specs import IndexSpec, TableSpec

TABLES = (
    TableSpec("config", "pk", "sk", indexes=(IndexSpec("tenant-index", "tenantId"),)),
    TableSpec("rate-limit", "pk", ttl="ttl"),
    TableSpec("idempotency", "pk", ttl="ttl"),
    TableSpec("stats", "pk", "sk", indexes=(IndexSpec("date-index", "date", "pk"),)),
    TableSpec(
        "meetings",
        "pk",
        "sk",
        indexes=(
            IndexSpec("status-index", "status", "scheduledAt"),
            IndexSpec("tenant-meetings-index", "tenantId", "scheduledAt"),
        ),
    ),
    # Ours. The index is sparse: only a contact that is still to be written to has `backlog`. Only what is left of an
    # erased contact has `ttl`: contacts expire by their tenants' days, which no TTL knows.
    TableSpec(
        "contacts",
        "pk",
        "sk",
        ttl="ttl",
        indexes=(
            IndexSpec(
                "backlog-index",
                "backlog",
                "backlogOrder",
                include=("nextStep", "timezone", "uf", "updatedAt"),
            ),
        ),
    ),
    *(spec for extension in EXTENSIONS for spec in extension.tables),
)
