"""The account that the program asks about, and the provider that its configuration describes."""

import json
from collections.abc import Mapping
from typing import Any

from local.cloud import Cloud
from local.deployment.resources.base import answers
from local.errors import LocalError

_PROVIDER = "aws:"


def check_provider(cloud: Cloud, configuration: Mapping[str, str]) -> None:
    """Raise ``LocalError`` for a provider configured for another region or account, or with an unknown key."""
    for key, value in configuration.items():
        match key:
            case "aws:region" if value != cloud.region:
                raise LocalError(
                    f"{key} is {value}, the embedded cloud is {cloud.region}: deploy another stack"
                )
            case "aws:allowedAccountIds" if cloud.account_id not in json.loads(value):
                raise LocalError(
                    f"{key} leaves out {cloud.account_id}, the embedded cloud: deploy another stack"
                )
            case "aws:region" | "aws:allowedAccountIds":
                pass
            case str() if key.startswith(_PROVIDER):
                raise LocalError(
                    f"the embedded cloud does not apply {key}: implement it in local/deployment/resources/account.py"
                )


@answers("aws:index/getCallerIdentity:getCallerIdentity")
def caller_identity(cloud: Cloud, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the identity of the administrator."""
    identity = cloud.client("sts").get_caller_identity()
    account = identity["Account"]
    return {"accountId": account, "arn": identity["Arn"], "userId": identity["UserId"], "id": account}
