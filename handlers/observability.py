"""The logs and metrics of every function: structured JSON, and the embedded metric format.

A line carries tenant, campaign, contact id and correlation id where they are known, and never a phone number, an
e-mail address or a text: pass ids by ``extra`` (``logger.info("sent", extra={"contactId": …})``), or ``about`` for all
lines of a block. Powertools' own ways to append keys are not used: theirs stay on the logger, which outlives the
invocation. An exception is logged as ``redaction.safe`` leaves it.
"""

import logging
import os
from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager, contextmanager

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from handlers.common.rules import redaction

__all__ = ["about", "count", "flush", "invocation", "logger"]

_blocks: list[Mapping[str, str | None]] = [{}]
"""The ids of the blocks that the running code is in, the innermost last. Each holds those of the blocks around it, and
is never changed: other threads log meanwhile."""


def _without_personal_data(record: logging.LogRecord) -> bool:
    """Put the exception that may be logged in the place of the one that was raised."""
    if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
        error = redaction.safe(record.exc_info[1])
        record.exc_info = (type(error), error, error.__traceback__)
    return True


def _with_ids(record: logging.LogRecord) -> bool:
    """Give a line the ids of the block it is in, where it does not name its own."""
    for name, value in _blocks[-1].items():
        if name not in record.__dict__:
            record.__dict__[name] = value
    return True


logger = Logger()
logger.addFilter(_without_personal_data)
logger.addFilter(_with_ids)
# Powertools reads the namespace from POWERTOOLS_METRICS_NAMESPACE. The service is the function's name as AWS knows
# it, so that the stacks of one account do not share their metrics.
metrics = Metrics(service=os.environ.get("AWS_LAMBDA_FUNCTION_NAME"))


def invocation(request_id: str | None) -> AbstractContextManager[None]:
    """Put the request id on every line of a block, and nothing that belongs to another invocation."""
    return _block({"requestId": request_id})


def about(**ids: str | None) -> AbstractContextManager[None]:
    """Put ids on every line of a block, beside those of the blocks around it."""
    return _block({**_blocks[-1], **ids})


@contextmanager
def _block(ids: Mapping[str, str | None]) -> Generator[None]:
    _blocks.append(ids)
    try:
        yield
    finally:
        _blocks.pop()


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
