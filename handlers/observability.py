"""The logs and metrics of every function: structured JSON, and the embedded metric format.

A line carries tenant, campaign, contact id and correlation id where they are known, and never a phone number, an
e-mail address or a text: pass ids by ``extra`` (``logger.info("sent", extra={"contactId": …})``).
"""

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

__all__ = ["count", "entry_point", "logger"]

logger = Logger()
# Powertools reads the namespace from POWERTOOLS_METRICS_NAMESPACE. The service is the function's name as AWS knows
# it, so that the stacks of one account do not share their metrics.
metrics = Metrics(service=os.environ.get("AWS_LAMBDA_FUNCTION_NAME"))


def count(name: str, value: int = 1) -> None:
    """Add to a metric of this invocation that counts something."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)


def entry_point(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Make a function Lambda's handler: its lines carry the request id, its metrics are written at the end.

    An exception is logged with its traceback and goes on to Lambda.
    """

    @wraps(function)
    def handler(event: Any, context: Any) -> Any:
        logger.append_keys(requestId=getattr(context, "aws_request_id", None))
        try:
            return function(event, context)
        except Exception:
            logger.exception("the function failed")
            raise
        finally:
            if metrics.metric_set:
                metrics.flush_metrics()

    return handler
