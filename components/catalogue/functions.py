"""The functions with their figures and grants: the customer's first, ours marked so.

To let a function do more, add a grant to its entry: role and environment variables follow.
"""

from components.catalogue.intake import INTAKE
from components.catalogue.queues import SEND_DLQ, SEND_QUEUE
from components.grants import Bucket, Bus, Function, Parameter, Queue, Secret, Table
from components.specs import FunctionSpec, QueueSource

METRICS_NAMESPACE = "Alquimista/DisparoAgenda"
"""The namespace of the metrics that the functions publish themselves."""

FUNCTIONS = (
    FunctionSpec(
        name="send-messages",
        description="Sends what is in the send queue through the WhatsApp and e-mail partners.",
        memory=512,
        timeout=300,
        source=QueueSource(SEND_QUEUE, batch_size=10, window=5),
        asynchronous=False,
        dead_letter=SEND_DLQ,
        grants=(
            Queue(SEND_QUEUE, "consume", "send"),
            Table("contacts", "read", "write"),
            Table("config", "read", "write", "delete"),
            Table("rate-limit", "read", "write"),
            Table("stats", "write"),
            # A message about a meeting is claimed only while the meeting is what the message says.
            Table("meetings", "read", "check"),
            Parameter("fence", "read", "write"),
            Secret("whatsapp"),
            Secret("email"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="ingest-contacts",
        description="Takes a list of contacts in, from a request or a file.",
        memory=512,
        timeout=60,
        grants=(
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("stats", "write"),
            Table("idempotency", "read", "write"),
            Bucket(INTAKE, "read", "write"),
            Function("release-contacts"),
            # A list that is longer than a minute goes on in a further invocation of its own.
            Function("ingest-contacts"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="handle-replies",
        description="Understands a contact's reply and sets off what follows from it.",
        memory=256,
        timeout=30,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("meetings", "read", "write", "delete"),
            Table("idempotency", "read", "write"),
            Table("stats", "write"),
            Secret("calendar"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="schedule-meeting",
        description="Offers three slots to a contact who wants a meeting.",
        memory=512,
        timeout=180,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("meetings", "read", "write", "delete"),
            Table("idempotency", "read", "write"),
            Table("stats", "write"),
            Secret("calendar"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="confirm-meeting",
        description="Books the slot that a contact has chosen.",
        memory=256,
        timeout=30,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("meetings", "read", "write", "delete"),
            Table("idempotency", "read", "write"),
            Table("stats", "write"),
            Secret("calendar"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="send-reminders",
        description="Reminds of meetings a day and an hour before, and lets stale proposals expire.",
        memory=256,
        timeout=60,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("meetings", "read", "write", "delete"),
            Table("stats", "write"),
            Parameter("fence", "read"),
            Secret("email"),
            Secret("calendar"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="generate-briefing",
        description="Writes the salesperson's briefing for a proposed meeting and mails it to the host.",
        memory=512,
        timeout=120,
        grants=(
            Table("contacts", "read"),
            Table("config", "read"),
            Table("meetings", "read", "write"),
            Table("idempotency", "read", "write"),
            Table("stats", "write"),
            Secret("email"),
            Bus(),
        ),
    ),
    # Ours.
    FunctionSpec(
        name="release-contacts",
        description="Moves from the backlog to the send queue what the next minutes allow.",
        memory=256,
        timeout=60,
        # The next minute's run does what this one missed: an old request is worth nothing.
        event_age=300,
        grants=(
            Queue(SEND_QUEUE, "send"),
            Table("contacts", "read", "write"),
            Table("config", "read"),
            Table("rate-limit", "read", "write"),
            Table("stats", "write"),
            # It marks the tables whose restoring would have people written to again.
            Table("meetings", "read", "write"),
            Parameter("fence", "read", "write"),
        ),
    ),
)
