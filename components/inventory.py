"""The things of a stack that the relations of its functions name. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from components.mail_specs import MailSpec
from components.model_specs import ModelSpec
from components.names import Names
from components.specs import FunctionSpec, IndexSpec, QueueSource, TableSpec


@dataclass(frozen=True)
class Inventory:
    """The named things of one stack, looked up with errors that say what is missing where."""

    names: Names
    """The physical names and ARNs."""
    tables: tuple[TableSpec, ...]
    """The tables, with their indexes."""
    secret_paths: Mapping[str, str]
    """Name of a secret in a grant to its name in Secrets Manager."""
    failure_queue: str | None
    """The queue that takes the asynchronous invocations that failed for good."""
    concurrency: Mapping[str, int]
    """Queue to the most instances of its consumer that run at once."""
    reserved: Mapping[str, int] = field(default_factory=dict)
    """Function with a public URL to the instances that are kept for it, and the most that run at once; 0 for none."""
    mail: MailSpec | None = None
    """E-mail through SES, where the stack has an identity to send from."""
    model: ModelSpec | None = None
    """The model on Amazon Bedrock that reads what is still unknown, where the stack has one."""

    def table(self, name: str) -> TableSpec:
        """Return the entry of a table; ``ValueError`` if there is none."""
        for spec in self.tables:
            if spec.name == name:
                return spec
        there = ", ".join(spec.name for spec in self.tables) or "none"
        raise ValueError(f"a grant names the table {name}, tables holds {there}: add its TableSpec to tables")

    def index(self, table: str, name: str) -> IndexSpec:
        """Return the entry of a table's index; ``ValueError`` if there is none."""
        for spec in self.table(table).indexes:
            if spec.name == name:
                return spec
        there = ", ".join(spec.name for spec in self.table(table).indexes) or "none"
        raise ValueError(
            f"a grant names the index {name} of {table}, whose indexes are {there}: add its IndexSpec to the table"
        )

    def secret_path(self, name: str) -> str:
        """Return a secret's name in Secrets Manager; ``ValueError`` if there is none."""
        if name not in self.secret_paths:
            there = ", ".join(self.secret_paths) or "none"
            raise ValueError(
                f"a grant names the secret {name}, secret_paths holds {there}: add its name in Secrets Manager"
            )
        return self.secret_paths[name]

    def failures_of(self, spec: FunctionSpec) -> str:
        """Return the queue for the failed invocations of a function; ``ValueError`` if there is none."""
        if self.failure_queue is None:
            raise ValueError(
                f"{spec.name} is asynchronous and failure_queue is None: hand in a queue for its failures, "
                "or set asynchronous=False"
            )
        return self.failure_queue

    def failure_queues(self, spec: FunctionSpec) -> list[str]:
        """Return the queues for what a function could not do; AWS sends there with its role, and so does it."""
        queues = [spec.dead_letter] if spec.dead_letter else []
        return [*queues, self.failures_of(spec)] if spec.asynchronous else queues

    def concurrency_of(self, spec: FunctionSpec, source: QueueSource) -> int:
        """Return the most instances of a queue's consumer; ``ValueError`` if there is no figure for the queue."""
        if source.queue not in self.concurrency:
            raise ValueError(
                f"{spec.name} takes from {source.queue}, which concurrency does not hold: "
                "add the most instances that may run at once, 2 to 1000"
            )
        return self.concurrency[source.queue]

    def reserved_for(self, spec: FunctionSpec) -> int | None:
        """Return the instances kept for a function, None for none: ``ValueError`` for a public URL without a figure."""
        if not spec.public_url:
            return None
        if spec.name not in self.reserved:
            raise ValueError(
                f"{spec.name} has a public URL, and reserved does not hold it: add the most instances that may run "
                "at once, or its callers could take the concurrency of the whole account"
            )
        # AWS takes 0 for: never run.
        return self.reserved[spec.name] or None
