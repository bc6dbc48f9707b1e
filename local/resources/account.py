"""The account and the provider: what the program asks about the one, what its configuration says of the other."""

import json
from collections.abc import Mapping
from typing import Any

from local.cloud import Cloud
from local.errors import LocalError
from local.resources.base import answers

_PROVIDER = "aws:"


def check_provider(cloud: Cloud, configuration: Mapping[str, str]) -> None:
    """``LocalError`` for a provider that is configured for another region or account, or in a way unknown here."""
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
                    f"the embedded cloud does not apply {key}: teach it in local/resources/account.py"
                )


@answers("aws:index/getCallerIdentity:getCallerIdentity")
def caller_identity(cloud: Cloud, arguments: Mapping[str, Any]) -> dict[str, Any]:
    identity = cloud.client("sts").get_caller_identity()
    account = identity["Account"]
    return {"accountId": account, "arn": identity["Arn"], "userId": identity["UserId"], "id": account}
