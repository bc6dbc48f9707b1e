"""The physical names and ARNs of a stack, as plain strings.

Nothing here is an output: a name that feeds an IAM document has to be known at preview, or the policy
pack cannot judge the document before a merge. Pure: no resource, no configuration, no call.
"""

from dataclasses import dataclass

PROJECT = "micro-agente-disparo-agendamento"
"""The package that the component classes come from: the first part of their type tokens in any stack."""

EVENT_BUS = "default"
"""The bus of the account: the senders that we do not own raise their events there."""

CONFIGURATION_SET = "mail"
"""The short name of the configuration set that every e-mail goes out under."""

PARTITION = "aws"
"""The partition of AWS in which stacks are deployed."""


@dataclass(frozen=True)
class Names:
    """Names of one stack: ``<name_prefix>-<environment>-<thing>`` in one account and region.

    Arguments are short names (``send-queue``, ``contacts``); a physical name is good for any kind of resource whose
    name is unique in its account and region.
    """

    name_prefix: str
    """The first part of every name. It is also the source of the stack's own events, so that two stacks with
    different prefixes do not receive each other's on the bus that they share."""
    environment: str
    """The second part of every name, such as ``dev``."""
    region: str
    """The region in every ARN that has one."""
    account: str
    """The account number of twelve digits."""

    def physical(self, thing: str) -> str:
        """Return the physical name of ``thing``."""
        return f"{self.name_prefix}-{self.environment}-{thing}"

    def _arn(self, service: str, resource: str) -> str:
        return f"arn:{PARTITION}:{service}:{self.region}:{self.account}:{resource}"

    @property
    def event_source(self) -> str:
        """The ``source`` of the events that the stack's functions raise."""
        return self.name_prefix

    @property
    def event_bus_arn(self) -> str:
        """The ARN of the event bus."""
        return self._arn("events", f"event-bus/{EVENT_BUS}")

    def queue_arn(self, queue: str) -> str:
        """Return the ARN of a queue."""
        return self._arn("sqs", self.physical(queue))

    def queue_url(self, queue: str) -> str:
        """Return the URL of a queue, as SQS gives it in the public partition."""
        return f"https://sqs.{self.region}.amazonaws.com/{self.account}/{self.physical(queue)}"

    def table_arn(self, table: str) -> str:
        """Return the ARN of a table."""
        return self._arn("dynamodb", f"table/{self.physical(table)}")

    def index_arn(self, table: str, index: str) -> str:
        """Return the ARN of an index, whose name has no prefix."""
        return f"{self.table_arn(table)}/index/{index}"

    def parameter_arn(self, parameter: str) -> str:
        """Return the ARN of a parameter of Systems Manager."""
        return self._arn("ssm", f"parameter/{self.physical(parameter)}")

    def function_arn(self, function: str) -> str:
        """Return the ARN of a function, without a version."""
        return self._arn("lambda", f"function:{self.physical(function)}")

    def log_group(self, function: str) -> str:
        """Return the name of a function's log group."""
        return f"/aws/lambda/{self.physical(function)}"

    def log_streams_arn(self, function: str) -> str:
        """Return the pattern for the streams of a function's log group, each named by AWS when it is made."""
        return self._arn("logs", f"log-group:{self.log_group(function)}:*")

    def role_arn(self, role: str) -> str:
        """Return the ARN of a role."""
        return f"arn:{PARTITION}:iam::{self.account}:role/{self.physical(role)}"

    def bucket(self, bucket: str) -> str:
        """Return the name of a bucket, which holds the account: buckets of all accounts share one namespace."""
        return f"{self.physical(bucket)}-{self.account}"

    def bucket_arn(self, bucket: str) -> str:
        """Return the ARN of a bucket."""
        return f"arn:{PARTITION}:s3:::{self.bucket(bucket)}"

    def rule_arn(self, rule: str) -> str:
        """Return the ARN of a rule on the event bus."""
        return self._arn("events", f"rule/{self.physical(rule)}")

    def schedule_group_arn(self, group: str) -> str:
        """Return the ARN of a group of schedules."""
        return self._arn("scheduler", f"schedule-group/{self.physical(group)}")

    def topic_arn(self, topic: str) -> str:
        """Return the ARN of a topic."""
        return self._arn("sns", self.physical(topic))

    def alarm_arn(self, alarm: str) -> str:
        """Return the ARN of an alarm; ``*`` stands for all alarms of the stack."""
        return self._arn("cloudwatch", f"alarm:{self.physical(alarm)}")

    def identity_arn(self, identity: str) -> str:
        """Return the ARN of an identity of SES, a domain or an address, whose name has no prefix."""
        return self._arn("ses", f"identity/{identity}")

    def configuration_set_arn(self, configuration_set: str) -> str:
        """Return the ARN of a configuration set of SES."""
        return self._arn("ses", f"configuration-set/{self.physical(configuration_set)}")

    def receipt_rule_arn(self, rule_set: str, rule: str) -> str:
        """Return the ARN of a receipt rule of SES in a rule set, whose name has no prefix of ours to be added."""
        return self._arn("ses", f"receipt-rule-set/{rule_set}:receipt-rule/{self.physical(rule)}")

    def model_arn(self, model: str, region: str) -> str:
        """Return the ARN of a model on Amazon Bedrock, which is AWS's own; ``region`` may be empty, for any."""
        return f"arn:{PARTITION}:bedrock:{region}::foundation-model/{model}"

    def inference_profile_arn(self, profile: str) -> str:
        """Return the ARN of an inference profile of AWS's own, as it is in the stack's account."""
        return self._arn("bedrock", f"inference-profile/{profile}")

    def secret_arn(self, path: str) -> str:
        """Return the pattern for the ARN of a secret by its name, to which AWS appends six characters of its own."""
        return self._arn("secretsmanager", f"secret:{path}-??????")
