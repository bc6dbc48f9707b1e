"""The provider itself, and what the program asks about the account."""

import json
from collections.abc import Mapping
from typing import Any

from local.cloud import Cloud
from local.resources.base import Created, Properties, PropertyError, answers, creates


@creates("pulumi:providers:aws")
def provider(cloud: Cloud, properties: Properties) -> Created:
    """Checks that the provider is meant for this account and region; its default tags reach the deployment."""
    region = properties.take("region", cloud.region)
    if region != cloud.region:
        raise PropertyError(f"region is {region}, the embedded cloud is {cloud.region}: set aws:region so")
    allowed = json.loads(properties.take("allowedAccountIds", "[]"))
    if allowed and cloud.account_id not in allowed:
        raise PropertyError(
            f"allowedAccountIds {allowed} leaves out the embedded cloud's account {cloud.account_id}"
        )
    properties.take("defaultTags")
    for name in ("version", "skipCredentialsValidation", "skipRegionValidation"):
        properties.leave(name, "the embedded cloud stands in for the provider")
    return Created(properties.name("id"))


@answers("aws:index/getCallerIdentity:getCallerIdentity")
def caller_identity(cloud: Cloud, arguments: Mapping[str, Any]) -> dict[str, Any]:
    identity = cloud.client("sts").get_caller_identity()
    account = identity["Account"]
    return {"accountId": account, "arn": identity["Arn"], "userId": identity["UserId"], "id": account}


@answers("aws:index/getRegion:getRegion")
def region(cloud: Cloud, arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": cloud.region, "region": cloud.region, "id": cloud.region}
