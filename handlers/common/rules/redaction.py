"""Errors and values as logs, traces and queues of failures may hold them: without anybody's name, address or text.

Our own errors name ids and fields and keep their message. That of any other may repeat what it was about: a key, a
value that did not fit, what a service was sent. It gives way to what is known to be harmless.
"""

from typing import Any, Protocol, runtime_checkable

OURS = "handlers."
"""The beginning of the modules whose errors keep their message."""
HARMLESS = (ArithmeticError, AttributeError, ImportError, MemoryError, NameError, RecursionError)
"""Errors of Python whose messages name what the code is made of, and no values."""
WITHHELD = "message withheld, it may hold personal data"
MOST_CAUSES = 8
SMALL = 10_000


@runtime_checkable
class _Misfit(Protocol):
    """A pydantic ``ValidationError``, known by its shape: functions that read no models are spared its import."""

    title: str

    def errors(self, *, include_url: bool = True, include_input: bool = True) -> list[Any]: ...


@runtime_checkable
class _ServiceError(Protocol):
    """A botocore ``ClientError``, known by its shape: rules do not import it."""

    response: dict[str, Any]
    operation_name: str


def described(value: object) -> str:
    """Return the kind and size of a value, in place of the value itself; small numbers stand for themselves."""
    match value:
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case int() | float():
            return str(value) if abs(value) < SMALL else "a large number"
        case str():
            return f"text of {len(value)} characters" if value else "empty text"
        case list() | tuple():
            return f"a list of {len(value)}"
        case dict():
            return f"an object of {len(value)} fields"
    return f"a {type(value).__name__}"


def message(error: BaseException) -> str:
    """Return the message of an error as it may be kept."""
    if isinstance(error, _Misfit):
        kinds = sorted({fault["type"] for fault in error.errors(include_url=False, include_input=False)})
        return f"{error.title} does not fit ({', '.join(kinds)})"
    if isinstance(error, _ServiceError):
        return f"{error.response.get('Error', {}).get('Code', 'an error')} in {error.operation_name}"
    if getattr(error, "quotes_input", False):
        return WITHHELD
    is_ours = type(error).__module__.startswith(OURS)
    return str(error) if is_ours or isinstance(error, HARMLESS) else WITHHELD


def safe(error: BaseException, causes: int = MOST_CAUSES) -> Exception:
    """Return an error of the same name and place, with the message and the causes that may be kept."""
    kind = type(error)
    kept = type(kind.__name__, (Exception,), {"__module__": kind.__module__})(message(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and causes:
        kept.__cause__ = safe(cause, causes - 1)
    return kept.with_traceback(error.__traceback__)
