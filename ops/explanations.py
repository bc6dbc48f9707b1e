"""The errors of a command in the operator's words, each with its cure."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import click
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import ValidationError

from ops.documents import DocumentError

_NO_QUEUE = ("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist")


class DoesNotHoldError(click.ClickException):
    """The command ran, and found that something does not hold."""

    exit_code = 3


@contextmanager
def explained(file: Path | None = None) -> Generator[None]:
    """Turn errors of a file or of AWS into a ``ClickException`` with the cure; ``file`` is named in its message."""
    try:
        yield
    except DocumentError as error:
        message = str(error)
        if file is not None and not message.startswith(str(file)):
            message = f"{file}: {message}"
        raise click.ClickException(message) from None
    except ValidationError as error:
        raise click.ClickException(
            f"a {error.title.lower()} that is stored cannot be read by this version "
            f"({', '.join('.'.join(map(str, each['loc'])) or 'the document' for each in error.errors())}): put it again"
        ) from None
    except ClientError as error:
        raise click.ClickException(_refusal(error)) from None
    except BotoCoreError as error:
        raise click.ClickException(
            f"AWS cannot be reached ({error}): check AWS_PROFILE or the AWS_* variables, and the network"
        ) from None


def _refusal(error: ClientError) -> str:
    code = error.response.get("Error", {}).get("Code", "")
    absent = {"ResourceNotFoundException": f"table {os.environ['TABLE_CONFIG']}"}
    prefix = os.environ["TABLE_CONFIG"].removesuffix("-config")
    absent["ParameterNotFound"] = f"parameter {prefix}-fence"
    absent |= dict.fromkeys(_NO_QUEUE, f"queue of the stack {prefix}")
    if code in absent:
        return f"there is no {absent[code]}: deploy the stack first, or name it with --stack, --local or --prefix"
    return (
        f"AWS refused ({code}): {error.response.get('Error', {}).get('Message', '')}: "
        "check with aws sts get-caller-identity whose credentials these are"
    )
