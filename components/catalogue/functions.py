"""The functions with their figures and grants: the customer's first, ours marked so.

To let a function do more, add a grant to its entry: role and environment variables follow. ``make test`` compares what
each role holds with what its function was seen to use.
"""

from components.catalogue.extensions import EXTENSIONS
from components.catalogue.intake import INTAKE, INTAKE_INBOX, INTAKE_REPORTS
from components.catalogue.mail import INBOUND, INBOUND_PREFIX, RECEIVE_MAIL
from components.catalogue.queues import INBOUND_DLQ, INBOUND_QUEUE, SEND_DLQ, SEND_QUEUE
from components.grants import (
    Bucket,
    Bus,
    Function,
    InboundDomain,
    Index,
    Mail,
    Model,
    Parameter,
    Queue,
    Secret,
    Table,
    Url,
)  # fmt: skip
from components.specs import FunctionSpec, QueueSource

WEBHOOK = "receive-webhook"
"""The function that providers call."""

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
            Queue(SEND_QUEUE, "SendMessage"),
            Table(
                "contacts",
                *("BatchGetItem", "GetItem", "PartiQLInsert", "PartiQLUpdate", "PutItem", "UpdateItem"),
            ),
            Table("config", "BatchGetItem", "GetItem", "PutItem", "DeleteItem"),
            Table("rate-limit", "PartiQLInsert", "PartiQLUpdate", "UpdateItem"),
            Table("stats", "GetItem", "PartiQLInsert", "PartiQLUpdate", "PutItem"),
            # A message about a meeting is claimed only while the meeting is what the message says.
            Table("meetings", "BatchGetItem", "ConditionCheckItem"),
            Parameter("fence", "GetParameter", "PutParameter"),
            Secret("whatsapp"),
            Secret("email"),
            Mail(unsubscribing=WEBHOOK, signing="webhook"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="ingest-contacts",
        description="Takes a list of contacts in, from a request or a file.",
        memory=512,
        timeout=60,
        grants=(
            Table("contacts", "BatchGetItem", "PartiQLInsert", "PartiQLUpdate", "PutItem", "UpdateItem"),
            # The addresses of people whose data were erased are read together.
            Table("config", "BatchGetItem", "GetItem"),
            Table("stats", "UpdateItem"),
            Table("idempotency", "GetItem", "PutItem", "UpdateItem"),
            Bucket(INTAKE, "GetObject", prefix=INTAKE_INBOX),
            Bucket(INTAKE, "PutObject", prefix=INTAKE_REPORTS),
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
        source=QueueSource(INBOUND_QUEUE, batch_size=10, window=1),
        grants=(
            Queue(SEND_QUEUE, "SendMessage"),
            # What can never be read goes there at once, with its reason.
            Queue(INBOUND_DLQ, "SendMessage"),
            # What a person writes waits there until the turn may be over.
            Queue(INBOUND_QUEUE, "SendMessage"),
            Table(
                "contacts",
                *("BatchGetItem", "GetItem", "PartiQLInsert", "PartiQLUpdate", "PutItem"),
                # The messages to those who share an address, for a mail that names only the id that SES gave one.
                "Query",
                "UpdateItem",
            ),
            Table("config", "BatchGetItem", "GetItem", "Query"),
            Table("meetings", "BatchGetItem", "GetItem", "UpdateItem", "DeleteItem"),
            Table("stats", "PartiQLInsert", "PartiQLUpdate", "PutItem", "UpdateItem"),
            # The line that serves a tenant which names none.
            Secret("whatsapp"),
            Secret("calendar"),
            Model(),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="schedule-meeting",
        description="Offers three slots to a contact who wants a meeting.",
        memory=512,
        timeout=180,
        grants=(
            Queue(SEND_QUEUE, "SendMessage"),
            # A person may have a meeting in another campaign.
            Table("contacts", "BatchGetItem", "GetItem", "PutItem", "UpdateItem"),
            Table("config", "GetItem", "Query"),
            Table("meetings", "GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
            Index("meetings", "tenant-meetings-index", "Query"),
            Table("idempotency", "PutItem", "UpdateItem", keys=("schedule-meeting#*",)),
            Table("stats", "UpdateItem"),
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
            Queue(SEND_QUEUE, "SendMessage"),
            Table("contacts", "BatchGetItem", "GetItem", "PutItem", "UpdateItem"),
            Table("config", "GetItem", "Query"),
            Table("meetings", "GetItem", "PutItem", "UpdateItem", "DeleteItem"),
            Table("idempotency", "PutItem", "UpdateItem", keys=("confirm-meeting#*",)),
            Table("stats", "UpdateItem"),
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
            Queue(SEND_QUEUE, "SendMessage"),
            # At the end of the day data expire that are needed no longer: a part of the tables is looked through.
            Table(
                "contacts",
                *("BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan"),
                "UpdateItem",
            ),
            *(Bucket(INTAKE, "ListBucket", prefix=each) for each in (INTAKE_INBOX, INTAKE_REPORTS)),
            *(Bucket(INTAKE, "DeleteObject", prefix=each) for each in (INTAKE_INBOX, INTAKE_REPORTS)),
            Table("config", "GetItem", "PutItem", "Query"),
            # A meeting that its host has moved claims the time there.
            Table(
                "meetings",
                *("BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Scan", "UpdateItem"),
            ),
            Index("meetings", "status-index", "Query"),
            Table("stats", "UpdateItem"),
            Parameter("fence", "GetParameter"),
            Secret("email"),
            Mail(),
            # A host is asked by signed links whether a meeting took place.
            Url(WEBHOOK),
            Secret("webhook"),
            Secret("calendar"),
            Bus(),
        ),
    ),
    FunctionSpec(
        name="generate-briefing",
        description="Writes the salesperson's briefing for a meeting and mails the host what becomes of it.",
        memory=512,
        timeout=120,
        grants=(
            Table("contacts", "GetItem", "Query"),
            Table("config", "GetItem"),
            Table("meetings", "GetItem", "UpdateItem"),
            Table("idempotency", "PutItem", "UpdateItem", keys=("generate-briefing#*",)),
            Table("stats", "UpdateItem"),
            Secret("email"),
            Mail(),
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
            Queue(SEND_QUEUE, "SendMessage"),
            Table("contacts", "BatchGetItem", "GetItem", "PartiQLUpdate", "PutItem", "UpdateItem"),
            Index("contacts", "backlog-index", "Query"),
            Table("config", "Query"),
            Table("rate-limit", "BatchGetItem", "PutItem"),
            Table("stats", "UpdateItem"),
            # It marks the tables whose restoring would have people written to again.
            Table("meetings", "BatchGetItem", "PutItem", keys=("FENCE",)),
            Parameter("fence", "GetParameter", "PutParameter"),
        ),
    ),
    FunctionSpec(
        name="notify-team",
        description="Puts what needs a human into the tenant's inbox and mails the tenant's attention address.",
        memory=256,
        timeout=60,
        grants=(
            # The conversation is that with all contacts of a person, one for each campaign.
            Table("contacts", "BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"),
            Table("config", "GetItem", "Query"),
            Table("meetings", "GetItem"),
            Table("idempotency", "PutItem", "UpdateItem", keys=("notify-team#*",)),
            Secret("email"),
            Mail(),
        ),
    ),
    FunctionSpec(
        name=WEBHOOK,
        description="Takes what providers report, checks its signature, and puts it into the inbound queue.",
        memory=256,
        timeout=10,
        public_url=True,
        grants=(Queue(INBOUND_QUEUE, "SendMessage"), Secret("webhook")),
    ),
    *(spec for extension in EXTENSIONS for spec in extension.functions),
)

_RECEIVE_MAIL = FunctionSpec(
    name=RECEIVE_MAIL,
    description="Reads the answers to e-mails that Amazon SES has taken in, and puts them into the inbound queue.",
    memory=256,
    timeout=60,
    grants=(
        Bucket(INBOUND, "GetObject", prefix=INBOUND_PREFIX),
        Queue(INBOUND_QUEUE, "SendMessage"),
        InboundDomain(),
    ),
)


def functions(*, inbound_mail: bool) -> tuple[FunctionSpec, ...]:
    """Return the functions of a stack; ``inbound_mail``: answers to e-mails arrive in it."""
    return (*FUNCTIONS, _RECEIVE_MAIL) if inbound_mail else FUNCTIONS
