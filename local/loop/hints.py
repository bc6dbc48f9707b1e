"""The ways to look around in a cloud that was kept, printed when it is left up."""

from collections.abc import Mapping
from typing import Any

MAKE = (
    ("make logs", "what the functions say, joined by what it is about"),
    ("make invoke FUNCTION=release-contacts", "a function, run on a sample event"),
    ("make chat", "a contact, whom you play"),
    ("make reload", "after a change of the functions"),
)
OPS = (
    "tenant show aurora",
    "campaign account aurora primavera",
    "inbox list aurora",
    "failures list",
)
"""The operators' commands, without what comes before the first word."""


def lines(environment: Mapping[str, str], outputs: Mapping[str, Any]) -> list[str]:
    """Return the lines to print about a cloud with these variables and outputs.

    The keys among the variables are worth nothing outside of it.
    """
    width = max(len(command) for command, _ in MAKE)
    return [
        "The cloud stays up until make down. To look around:",
        *(f"  {command:{width}}   # {what}" for command, what in MAKE),
        *(f"  .venv/bin/python -m ops --local {command}" for command in OPS),
        "With the AWS CLI, version 2 (pip installs version 1, which has no logs tail and asks AWS itself for queues):",
        *(f"  export {name}={value}" for name, value in environment.items()),
        f"  aws dynamodb scan --table-name {outputs['tables']['contacts']}",
        f"  aws logs tail /aws/lambda/{outputs['functions']['send-messages']}",
        f"  aws s3 ls --recursive s3://{outputs['intakeBucket']}/reports/   # reports, and the rows to mend",
    ]
