"""AWS as far as the cases ask it: the same answers for the recorded runs and for the engine."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.documents import OWN, REGION

_NAMED = {
    "aws:cloudwatch/eventRule:EventRule": "name",
    "aws:cloudwatch/logGroup:LogGroup": "name",
    "aws:cloudwatch/metricAlarm:MetricAlarm": "name",
    "aws:dynamodb/table:Table": "name",
    "aws:iam/policy:Policy": "name",
    "aws:iam/role:Role": "name",
    "aws:iam/rolePolicy:RolePolicy": "name",
    "aws:lambda/function:Function": "name",
    "aws:s3/bucket:Bucket": "bucket",
    "aws:s3/bucketV2:BucketV2": "bucket",
    "aws:scheduler/schedule:Schedule": "name",
    "aws:secretsmanager/secret:Secret": "name",
    "aws:sns/topic:Topic": "name",
    "aws:sqs/queue:Queue": "name",
}
"""Types to which the provider gives a name where the program gives none, and the property that it is in."""

_ANSWERS = {
    "aws:index/getCallerIdentity:getCallerIdentity": {
        "id": OWN,
        "accountId": OWN,
        "arn": f"arn:aws:iam::{OWN}:user/double",
        "userId": "double",
    },
    "aws:index/getPartition:getPartition": {"id": "aws", "partition": "aws", "dnsSuffix": "amazonaws.com"},
    "aws:index/getRegion:getRegion": {"id": REGION, "name": REGION, "region": REGION},
}


def given_name(type_: str, name: str, inputs: Mapping[str, Any]) -> dict[str, str]:
    """Return the name that the provider adds to the inputs of a resource: it is known at preview."""
    prop = _NAMED.get(type_)
    if prop is None or prop in inputs or f"{prop}Prefix" in inputs:
        return {}
    return {prop: f"{name}-1a2b3c4"}


def answer(token: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a function of the provider answers; ``KeyError`` for one that no case asks."""
    if token == "aws:iam/getPolicyDocument:getPolicyDocument":
        statements = [_statement(each) for each in arguments.get("statements") or []]
        text = json.dumps({"Version": "2012-10-17", "Statement": statements})
        return {"id": "1", "json": text, "minifiedJson": text, **arguments}
    return _ANSWERS[token]


def _statement(given: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"Effect": given.get("effect") or "Allow"}
    for key, element in (("actions", "Action"), ("resources", "Resource")):
        if given.get(key):
            made[element] = _one_or_all(given[key])
    principals = {each["type"]: _one_or_all(each["identifiers"]) for each in given.get("principals") or []}
    if principals:
        made["Principal"] = "*" if "*" in principals else principals
    conditions: dict[str, dict[str, Any]] = {}
    for each in given.get("conditions") or []:
        conditions.setdefault(each["test"], {})[each["variable"]] = _one_or_all(each["values"])
    return {**made, "Condition": conditions} if conditions else made


def _one_or_all(values: Sequence[str]) -> str | list[str]:
    """Return the value where there is but one, as the provider writes it."""
    return values[0] if len(values) == 1 else sorted(values, reverse=True)
