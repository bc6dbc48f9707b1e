"""The way into every function: what each invocation has in common, whatever the event."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from handlers.common.rules import redaction
from handlers.common.rules.contract_error import ContractError
from handlers.common.storage import failures
from handlers.observability import flush, invocation, logger


def entry_point(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Make a function Lambda's handler: its lines carry the request id, its metrics are written at the end.

    An event that can never be understood (``ContractError``) is put into the failures' queue at once, with its reason,
    and answered with ``{"error": {"field", "message"}}``. Any other exception is logged with its traceback and goes on
    to Lambda, which repeats the event and keeps it; AWS logs, traces and keeps its message, so one that may hold
    personal data is taken out first.
    """

    @wraps(function)
    def handler(event: Any, context: Any) -> Any:
        with invocation(getattr(context, "aws_request_id", None)):
            try:
                return function(event, context)
            except ContractError as error:
                return _set_aside(event, context, error)
            except Exception as error:
                logger.exception("the function failed")
                if redaction.message(error) == str(error):
                    raise
                raise redaction.safe(error) from None
            finally:
                flush()

    return handler


def _set_aside(event: Any, context: Any, error: ContractError) -> dict[str, Any]:
    """Keep an event for an operator; ``ContractError`` where it cannot be kept, so that Lambda keeps it."""
    told = {"field": error.field, "message": str(error)}
    logger.error("the event cannot be understood", extra={"field": error.field, "problem": str(error)})
    try:
        failures.keep_event(event, context, error)
    except Exception:
        logger.exception("the event could not be put into the failures' queue")
        raise error from None
    return {"error": told}
