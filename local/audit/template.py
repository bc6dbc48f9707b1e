"""The graph as a CloudFormation template, whose schemas in cfn-lint hold AWS's own patterns, ranges and names."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from local.audit.graph import Resource, plain

Properties = dict[str, Any]

_OWN_KEYS = frozenset({"variables", "tags"})
"""Maps whose keys are the user's own."""


def template(resources: Iterable[Resource]) -> dict[str, Any]:
    """A template with every resource of AWS in the graph. Raises ``LookupError`` for a type that is not mapped.

    What CloudFormation knows only as part of another resource (a bucket's settings, a rule's targets) is put there.
    """
    found = [(each, plain(each.inputs)) for each in resources if each.custom and each.type.startswith("aws:")]
    body: dict[str, Any] = {}
    owners: dict[tuple[str, str], Properties] = {}
    for each, inputs in found:
        if each.type in _PARTS:
            continue
        if each.type not in _TYPES:
            raise LookupError(
                f"{each.type} is not mapped to CloudFormation: add it to local/audit/template.py"
            )
        kind, convert = _TYPES[each.type]
        properties = convert(inputs)
        if tags := inputs.get("tags"):
            properties["Tags"] = _tags(tags)
        body[_logical(each.name)] = {"Type": kind, "Properties": properties}
        owners[each.type, inputs.get("bucket") or inputs.get("name") or each.name] = properties
    for each, inputs in found:
        if each.type in _PARTS:
            owner, key, merge = _PARTS[each.type]
            merge(owners[owner, inputs[key]], inputs)
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": body}


def _logical(name: str) -> str:
    return "".join(part.capitalize() for part in re.split(r"[^A-Za-z0-9]+", name))


def _tags(tags: Mapping[str, str]) -> Any:
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]


def _pascal(value: Any) -> Any:
    """Keys with a capital letter, at every depth but in maps whose keys are the user's own."""
    if isinstance(value, Mapping):
        return {
            key[:1].upper() + key[1:]: item if key in _OWN_KEYS else _pascal(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_pascal(item) for item in value]
    return value


def _renamed(
    names: Mapping[str, str] | None = None,
    *,
    documents: frozenset[str] | set[str] = frozenset(),
    without: frozenset[str] | set[str] = frozenset(),
    extra: Mapping[str, Any] | None = None,
) -> Callable[[Properties], Properties]:
    """A conversion: ``names`` are given new ones, ``documents`` are parsed JSON, all other keys get a capital."""
    names = names or {}

    def convert(inputs: Properties) -> Properties:
        properties: Properties = dict(extra or {})
        for key, value in inputs.items():
            if key in without or key == "tags":
                continue
            name = names.get(key, key[:1].upper() + key[1:])
            properties[name] = json.loads(value) if key in documents else _pascal(value)
        return properties

    return convert


def _table(inputs: Properties) -> Properties:
    def key_schema(hash_key: str, range_key: str | None) -> list[Properties]:
        keys = [{"AttributeName": hash_key, "KeyType": "HASH"}]
        return keys + ([{"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else [])

    def index(given: Properties) -> Properties:
        projection: Properties = {"ProjectionType": given["projectionType"]}
        if given.get("nonKeyAttributes"):
            projection["NonKeyAttributes"] = given["nonKeyAttributes"]
        keys = [_pascal(key) for key in given["keySchemas"]]
        return {"IndexName": given["name"], "KeySchema": keys, "Projection": projection}

    rest = _renamed(
        {"name": "TableName"},
        without={"attributes", "hashKey", "rangeKey", "globalSecondaryIndexes", "pointInTimeRecovery", "ttl"},
    )(inputs)
    rest["AttributeDefinitions"] = [
        {"AttributeName": each["name"], "AttributeType": each["type"]} for each in inputs["attributes"]
    ]
    rest["KeySchema"] = key_schema(inputs["hashKey"], inputs.get("rangeKey"))
    if inputs.get("globalSecondaryIndexes"):
        rest["GlobalSecondaryIndexes"] = [index(each) for each in inputs["globalSecondaryIndexes"]]
    if recovery := inputs.get("pointInTimeRecovery"):
        rest["PointInTimeRecoverySpecification"] = {"PointInTimeRecoveryEnabled": recovery["enabled"]}
    if ttl := inputs.get("ttl"):
        rest["TimeToLiveSpecification"] = {"AttributeName": ttl["attributeName"], "Enabled": ttl["enabled"]}
    return rest


def _alarm(inputs: Properties) -> Properties:
    def dimensions(given: Mapping[str, str]) -> list[Properties]:
        return [{"Name": name, "Value": value} for name, value in given.items()]

    def query(given: Properties) -> Properties:
        converted = _pascal({key: value for key, value in given.items() if key != "metric"})
        if metric := given.get("metric"):
            named = {"MetricName": metric["metricName"], "Namespace": metric["namespace"]}
            named["Dimensions"] = dimensions(metric.get("dimensions", {}))
            converted["MetricStat"] = {"Metric": named, "Period": metric["period"], "Stat": metric["stat"]}
        return converted

    rest = _renamed({"name": "AlarmName", "okActions": "OKActions"}, without={"dimensions", "metricQueries"})(
        inputs
    )
    if "dimensions" in inputs:
        rest["Dimensions"] = dimensions(inputs["dimensions"])
    if "metricQueries" in inputs:
        rest["Metrics"] = [query(each) for each in inputs["metricQueries"]]
    return rest


def _encryption(bucket: Properties, inputs: Properties) -> None:
    rules = []
    for rule in inputs["rules"]:
        default = rule["applyServerSideEncryptionByDefault"]
        rules.append({"ServerSideEncryptionByDefault": {"SSEAlgorithm": default["sseAlgorithm"]}})
    bucket["BucketEncryption"] = {"ServerSideEncryptionConfiguration": rules}


def _lifecycle(bucket: Properties, inputs: Properties) -> None:
    rules = []
    for rule in inputs["rules"]:
        converted: Properties = {"Id": rule["id"], "Status": rule["status"]}
        if "noncurrentVersionExpiration" in rule:
            converted["NoncurrentVersionExpiration"] = _pascal(rule["noncurrentVersionExpiration"])
        if "expiration" in rule:
            converted["ExpirationInDays"] = rule["expiration"]["days"]
        if "abortIncompleteMultipartUpload" in rule:
            converted["AbortIncompleteMultipartUpload"] = _pascal(rule["abortIncompleteMultipartUpload"])
        rules.append(converted)
    bucket["LifecycleConfiguration"] = {"Rules": rules}


def _notification(bucket: Properties, inputs: Properties) -> None:
    bucket["NotificationConfiguration"] = {
        "LambdaConfigurations": [
            {
                "Event": event,
                "Function": each["lambdaFunctionArn"],
                "Filter": {"S3Key": {"Rules": [{"Name": "suffix", "Value": each["filterSuffix"]}]}},
            }
            for each in inputs["lambdaFunctions"]
            for event in each["events"]
        ]
    }


def _versioning(bucket: Properties, inputs: Properties) -> None:
    bucket["VersioningConfiguration"] = _pascal(inputs["versioningConfiguration"])


def _public_access(bucket: Properties, inputs: Properties) -> None:
    settings = {key: value for key, value in inputs.items() if key != "bucket"}
    bucket["PublicAccessBlockConfiguration"] = _pascal(settings)


def _target(rule: Properties, inputs: Properties) -> None:
    converted = _renamed({"targetId": "Id"}, without={"rule", "eventBusName"})(inputs)
    rule.setdefault("Targets", []).append(converted)


_CODE = {"Code": {"S3Bucket": "archives", "S3Key": "archive.zip"}}
_TYPES: Mapping[str, tuple[str, Callable[[Properties], Properties]]] = {
    "aws:cloudwatch/eventRule:EventRule": (
        "AWS::Events::Rule",
        _renamed(documents={"eventPattern"}),
    ),
    "aws:cloudwatch/logGroup:LogGroup": ("AWS::Logs::LogGroup", _renamed({"name": "LogGroupName"})),
    "aws:cloudwatch/metricAlarm:MetricAlarm": ("AWS::CloudWatch::Alarm", _alarm),
    "aws:dynamodb/table:Table": ("AWS::DynamoDB::Table", _table),
    "aws:iam/role:Role": (
        "AWS::IAM::Role",
        _renamed(
            {"name": "RoleName", "assumeRolePolicy": "AssumeRolePolicyDocument"},
            documents={"assumeRolePolicy"},
        ),
    ),
    "aws:iam/rolePolicy:RolePolicy": (
        "AWS::IAM::RolePolicy",
        _renamed(
            {"name": "PolicyName", "role": "RoleName", "policy": "PolicyDocument"}, documents={"policy"}
        ),
    ),
    "aws:lambda/eventSourceMapping:EventSourceMapping": ("AWS::Lambda::EventSourceMapping", _renamed()),
    "aws:lambda/function:Function": (
        "AWS::Lambda::Function",
        _renamed(
            {"name": "FunctionName"},
            without={"code", "sourceCodeHash", "s3Bucket", "s3Key"},
            extra=_CODE,
        ),
    ),
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (
        "AWS::Lambda::EventInvokeConfig",
        _renamed(extra={"Qualifier": "$LATEST"}),
    ),
    "aws:lambda/permission:Permission": (
        "AWS::Lambda::Permission",
        _renamed({"function": "FunctionName"}, without={"statementId"}),
    ),
    "aws:s3/bucket:Bucket": (
        "AWS::S3::Bucket",
        _renamed({"bucket": "BucketName"}, without={"forceDestroy"}),
    ),
    "aws:s3/bucketPolicy:BucketPolicy": (
        "AWS::S3::BucketPolicy",
        _renamed({"policy": "PolicyDocument"}, documents={"policy"}),
    ),
    "aws:scheduler/schedule:Schedule": ("AWS::Scheduler::Schedule", _renamed()),
    "aws:scheduler/scheduleGroup:ScheduleGroup": ("AWS::Scheduler::ScheduleGroup", _renamed()),
    "aws:sns/topic:Topic": ("AWS::SNS::Topic", _renamed({"name": "TopicName"})),
    "aws:sns/topicPolicy:TopicPolicy": (
        "AWS::SNS::TopicPolicy",
        lambda inputs: {"Topics": [inputs["arn"]], "PolicyDocument": json.loads(inputs["policy"])},
    ),
    "aws:sqs/queue:Queue": (
        "AWS::SQS::Queue",
        _renamed(
            {
                "name": "QueueName",
                "messageRetentionSeconds": "MessageRetentionPeriod",
                "visibilityTimeoutSeconds": "VisibilityTimeout",
                "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
            },
            documents={"redrivePolicy", "redriveAllowPolicy"},
        ),
    ),
    "aws:sqs/queuePolicy:QueuePolicy": (
        "AWS::SQS::QueuePolicy",
        lambda inputs: {"Queues": [inputs["queueUrl"]], "PolicyDocument": json.loads(inputs["policy"])},
    ),
}
_BUCKET = ("aws:s3/bucket:Bucket", "bucket")
_PARTS: Mapping[str, tuple[str, str, Callable[[Properties, Properties], None]]] = {
    "aws:cloudwatch/eventTarget:EventTarget": ("aws:cloudwatch/eventRule:EventRule", "rule", _target),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": (*_BUCKET, _lifecycle),
    "aws:s3/bucketNotification:BucketNotification": (*_BUCKET, _notification),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": (*_BUCKET, _public_access),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": (
        *_BUCKET,
        _encryption,
    ),
    "aws:s3/bucketVersioning:BucketVersioning": (*_BUCKET, _versioning),
}
