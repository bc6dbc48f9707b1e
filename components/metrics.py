"""The metrics of CloudWatch that alarms watch and dashboards show, as data. Pure."""

from dataclasses import dataclass

from components.names import Names


@dataclass(frozen=True)
class Metric:
    """A metric of CloudWatch on one thing of the stack."""

    namespace: str
    """The namespace, such as ``AWS/Lambda``."""
    name: str
    """The metric's name, such as ``Errors``."""
    dimension: str
    """The dimension by which the metric knows the thing."""
    watched: str
    """The short name of the thing: a queue, a function or a table."""
    index: str | None = None
    """The index of the table that is meant, whose name has no prefix; without it the table itself."""

    def dimensions(self, names: Names) -> dict[str, str]:
        """Return each dimension with its value: the thing's physical name."""
        named = names.log_group if self.dimension == "LogGroupName" else names.physical
        index = {"GlobalSecondaryIndexName": self.index} if self.index else {}
        return {self.dimension: named(self.watched), **index}


def queue_metric(queue: str, name: str) -> Metric:
    """Return a metric that SQS publishes about a queue, such as ``ApproximateNumberOfMessagesVisible``."""
    return Metric("AWS/SQS", name, "QueueName", queue)


def function_metric(function: str, name: str) -> Metric:
    """Return a metric that Lambda publishes about a function, such as ``Errors``."""
    return Metric("AWS/Lambda", name, "FunctionName", function)


def table_metric(table: str, name: str, index: str | None = None) -> Metric:
    """Return a metric that DynamoDB publishes about a table or an index of it, such as ``ReadThrottleEvents``."""
    return Metric("AWS/DynamoDB", name, "TableName", table, index)


def log_metric(function: str, name: str) -> Metric:
    """Return a metric that CloudWatch Logs publishes about a function's log group, such as ``IncomingBytes``."""
    return Metric("AWS/Logs", name, "LogGroupName", function)
