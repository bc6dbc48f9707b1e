"""Every physical name and ARN of the stack, as plain strings.

Nothing here is an output: a name that feeds an IAM document has to be known at preview, or the policy
pack cannot judge the document before a merge. Pure: no resource, no configuration, no call.
"""

from dataclasses import dataclass

PROJECT = "micro-agente-disparo-agendamento"
"""The Pulumi project; the first part of every component's type token."""

EVENT_BUS = "default"
"""The bus of the account: the senders that we do not own raise their events there."""

PARTITION = "aws"


@dataclass(frozen=True)
class Names:
    """Names of one stack: ``<name_prefix>-<environment>-<thing>`` in one account and region.

    ``name_prefix`` is also the source of our own events, so that two stacks with different prefixes
    do not hear each other on the bus they share.
    """

    name_prefix: str
    environment: str
    region: str
    account: str

    def physical(self, thing: str) -> str:
        """The physical name of ``thing`` (``send-queue``, ``contacts``, ``send-messages``, …)."""
        return f"{self.name_prefix}-{self.environment}-{thing}"

    def _arn(self, service: str, resource: str) -> str:
        return f"arn:{PARTITION}:{service}:{self.region}:{self.account}:{resource}"

    @property
    def event_source(self) -> str:
        """The ``source`` of the events that our functions raise."""
        return self.name_prefix

    @property
    def event_bus_arn(self) -> str:
        return self._arn("events", f"event-bus/{EVENT_BUS}")

    def queue_arn(self, queue: str) -> str:
        return self._arn("sqs", self.physical(queue))

    def queue_url(self, queue: str) -> str:
        return f"https://sqs.{self.region}.amazonaws.com/{self.account}/{self.physical(queue)}"

    def table_arn(self, table: str) -> str:
        return self._arn("dynamodb", f"table/{self.physical(table)}")

    def index_arn(self, table: str, index: str) -> str:
        return f"{self.table_arn(table)}/index/{index}"

    def function_arn(self, function: str) -> str:
        return self._arn("lambda", f"function:{self.physical(function)}")

    def log_group(self, function: str) -> str:
        return f"/aws/lambda/{self.physical(function)}"

    def log_streams_arn(self, function: str) -> str:
        """The streams of the function's log group; AWS names each one when it is made."""
        return self._arn("logs", f"log-group:{self.log_group(function)}:*")

    def role_arn(self, role: str) -> str:
        return f"arn:{PARTITION}:iam::{self.account}:role/{self.physical(role)}"

    def bucket(self, bucket: str) -> str:
        """Bucket names are shared by all accounts of the world, so the account is part of ours."""
        return f"{self.physical(bucket)}-{self.account}"

    def bucket_arn(self, bucket: str) -> str:
        return f"arn:{PARTITION}:s3:::{self.bucket(bucket)}"

    def rule_arn(self, rule: str) -> str:
        return self._arn("events", f"rule/{self.physical(rule)}")

    def schedule_group_arn(self, group: str) -> str:
        return self._arn("scheduler", f"schedule-group/{self.physical(group)}")

    def topic_arn(self, topic: str) -> str:
        return self._arn("sns", self.physical(topic))

    def alarm_arn(self, alarm: str) -> str:
        return self._arn("cloudwatch", f"alarm:{self.physical(alarm)}")

    def secret_arn(self, path: str) -> str:
        """The ARN of a secret by its name: AWS appends a hyphen and six characters of its own."""
        return self._arn("secretsmanager", f"secret:{path}-??????")


def tags(environment: str) -> dict[str, str]:
    """The four tags that every taggable resource carries."""
    return {
        "Project": "AlquimistaAI",
        "Component": PROJECT,
        "Environment": environment,
        "ManagedBy": "Pulumi",
    }
