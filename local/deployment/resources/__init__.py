"""The resource types of the embedded cloud: one module per AWS service, a creator per type.

``CREATORS`` maps each type's token to its creator, ``LOOKUPS`` each invoke's to the function that answers it.
"""

from local.deployment.resources import (
    account,
    alarms,
    dynamodb,
    events,
    iam,
    lambda_,
    logs,
    s3,
    scheduler,
    ses,
    sns,
    sqs,
    ssm,
)
from local.deployment.resources.base import CREATORS, LOOKUPS

__all__ = [
    "CREATORS",
    "LOOKUPS",
    "account",
    "alarms",
    "dynamodb",
    "events",
    "iam",
    "lambda_",
    "logs",
    "s3",
    "scheduler",
    "ses",
    "sns",
    "sqs",
    "ssm",
]
