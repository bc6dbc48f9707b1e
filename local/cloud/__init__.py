"""The embedded cloud and the processes that it runs in.

``embedded`` starts the emulator and stops it, ``clients`` are its boto3 sessions, ``emulator`` is the script that
runs it, ``told`` is the time that it is told, ``processes`` and ``supervise`` end every child process with its starter,
and ``workplace`` is the folder that one run occupies.
"""

from local.cloud.clients import CONNECTIONS, REGION, Account, Credentials
from local.cloud.embedded import ACCOUNT_ID, Cloud, InHand, in_hand, start
from local.cloud.told import ToldTime

__all__ = [
    "ACCOUNT_ID",
    "CONNECTIONS",
    "REGION",
    "Account",
    "Cloud",
    "Credentials",
    "InHand",
    "ToldTime",
    "in_hand",
    "start",
]
