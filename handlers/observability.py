"""The logs and metrics of every function: structured JSON, and the embedded metric format.

A line carries tenant, campaign, contact id and correlation id where they are known, and never a phone number, an
e-mail address or a text: pass ids by ``extra`` (``logger.info("sent", extra={"contactId": …})``). An exception is
logged as ``redaction.safe`` leaves it.
"""

import logging
import os

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from handlers.common.rules import redaction

__all__ = ["count", "flush", "logger"]


def _without_personal_data(record: logging.LogRecord) -> bool:
    """Put the exception that may be logged in the place of the one that was raised."""
    if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
        error = redaction.safe(record.exc_info[1])
        record.exc_info = (type(error), error, error.__traceback__)
    return True


logger = Logger()
logger.addFilter(_without_personal_data)
# Powertools reads the namespace from POWERTOOLS_METRICS_NAMESPACE. The service is the function's name as AWS knows
# it, so that the stacks of one account do not share their metrics.
metrics = Metrics(service=os.environ.get("AWS_LAMBDA_FUNCTION_NAME"))


def count(name: str, value: int = 1, **ids: str) -> None:
    """Add to a metric of this invocation that counts something.

    ``ids`` stand beside the metric in the log line, each as a list, to be searched for. They are no dimensions: each
    value of one would be a metric of its own.
    """
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)
    for key, each in ids.items():
        metrics.add_metadata(key, [*metrics.metadata_set.get(key, ()), each])


def flush() -> None:
    """Write the metrics of this invocation."""
    if metrics.metric_set:
        metrics.flush_metrics()
