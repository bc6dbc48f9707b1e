"""The resource types of CloudFormation, with the conversion of each one's properties."""

import json
from collections.abc import Callable, Mapping

from local.judges.cloudformation.conversions import CfnProperties, pascal, renamed


def _key_schema(hash_key: str, range_key: str | None) -> list[CfnProperties]:
    keys = [{"AttributeName": hash_key, "KeyType": "HASH"}]
    return keys + ([{"AttributeName": range_key, "KeyType": "RANGE"}] if range_key else [])


def _index(given: CfnProperties) -> CfnProperties:
    projection: CfnProperties = {"ProjectionType": given["projectionType"]}
    if given.get("nonKeyAttributes"):
        projection["NonKeyAttributes"] = given["nonKeyAttributes"]
    keys = [pascal(key) for key in given["keySchemas"]]
    return {"IndexName": given["name"], "KeySchema": keys, "Projection": projection}


def _table(inputs: CfnProperties) -> CfnProperties:
    rest = renamed(
        {"name": "TableName"},
        without={"attributes", "hashKey", "rangeKey", "globalSecondaryIndexes", "pointInTimeRecovery", "ttl"},
    )(inputs)
    rest["AttributeDefinitions"] = [
        {"AttributeName": each["name"], "AttributeType": each["type"]} for each in inputs["attributes"]
    ]
    rest["KeySchema"] = _key_schema(inputs["hashKey"], inputs.get("rangeKey"))
    if inputs.get("globalSecondaryIndexes"):
        rest["GlobalSecondaryIndexes"] = [_index(each) for each in inputs["globalSecondaryIndexes"]]
    if recovery := inputs.get("pointInTimeRecovery"):
        rest["PointInTimeRecoverySpecification"] = {"PointInTimeRecoveryEnabled": recovery["enabled"]}
    if ttl := inputs.get("ttl"):
        rest["TimeToLiveSpecification"] = {"AttributeName": ttl["attributeName"], "Enabled": ttl["enabled"]}
    return rest


def _dimensions(given: Mapping[str, str]) -> list[CfnProperties]:
    return [{"Name": name, "Value": value} for name, value in given.items()]


def _query(given: CfnProperties) -> CfnProperties:
    converted = pascal({key: value for key, value in given.items() if key != "metric"})
    if metric := given.get("metric"):
        named = {"MetricName": metric["metricName"], "Namespace": metric["namespace"]}
        named["Dimensions"] = _dimensions(metric.get("dimensions", {}))
        converted["MetricStat"] = {"Metric": named, "Period": metric["period"], "Stat": metric["stat"]}
    return converted


def _alarm(inputs: CfnProperties) -> CfnProperties:
    rest = renamed({"name": "AlarmName", "okActions": "OKActions"}, without={"dimensions", "metricQueries"})(
        inputs
    )
    if "dimensions" in inputs:
        rest["Dimensions"] = _dimensions(inputs["dimensions"])
    if "metricQueries" in inputs:
        rest["Metrics"] = [_query(each) for each in inputs["metricQueries"]]
    return rest


_CODE = {"Code": {"S3Bucket": "archives", "S3Key": "archive.zip"}}
TYPES: Mapping[str, tuple[str, Callable[[CfnProperties], CfnProperties]]] = {
    "aws:cloudwatch/dashboard:Dashboard": ("AWS::CloudWatch::Dashboard", renamed()),
    "aws:cloudwatch/eventRule:EventRule": (
        "AWS::Events::Rule",
        renamed(documents={"eventPattern"}),
    ),
    "aws:cloudwatch/logGroup:LogGroup": ("AWS::Logs::LogGroup", renamed({"name": "LogGroupName"})),
    "aws:cloudwatch/metricAlarm:MetricAlarm": ("AWS::CloudWatch::Alarm", _alarm),
    "aws:dynamodb/table:Table": ("AWS::DynamoDB::Table", _table),
    "aws:iam/role:Role": (
        "AWS::IAM::Role",
        renamed(
            {"name": "RoleName", "assumeRolePolicy": "AssumeRolePolicyDocument"},
            documents={"assumeRolePolicy"},
        ),
    ),
    "aws:iam/rolePolicy:RolePolicy": (
        "AWS::IAM::RolePolicy",
        renamed({"name": "PolicyName", "role": "RoleName", "policy": "PolicyDocument"}, documents={"policy"}),
    ),
    "aws:lambda/eventSourceMapping:EventSourceMapping": ("AWS::Lambda::EventSourceMapping", renamed()),
    "aws:lambda/function:Function": (
        "AWS::Lambda::Function",
        renamed(
            {"name": "FunctionName"},
            without={"code", "sourceCodeHash", "s3Bucket", "s3Key"},
            extra=_CODE,
        ),
    ),
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (
        "AWS::Lambda::EventInvokeConfig",
        renamed(extra={"Qualifier": "$LATEST"}),
    ),
    "aws:lambda/functionUrl:FunctionUrl": (
        "AWS::Lambda::Url",
        renamed({"functionName": "TargetFunctionArn", "authorizationType": "AuthType"}),
    ),
    "aws:lambda/permission:Permission": (
        "AWS::Lambda::Permission",
        renamed({"function": "FunctionName"}, without={"statementId"}),
    ),
    "aws:s3/bucket:Bucket": (
        "AWS::S3::Bucket",
        renamed({"bucket": "BucketName"}, without={"forceDestroy"}),
    ),
    "aws:s3/bucketPolicy:BucketPolicy": (
        "AWS::S3::BucketPolicy",
        renamed({"policy": "PolicyDocument"}, documents={"policy"}),
    ),
    "aws:scheduler/schedule:Schedule": ("AWS::Scheduler::Schedule", renamed()),
    "aws:scheduler/scheduleGroup:ScheduleGroup": ("AWS::Scheduler::ScheduleGroup", renamed()),
    "aws:sns/topic:Topic": ("AWS::SNS::Topic", renamed({"name": "TopicName"})),
    "aws:sns/topicPolicy:TopicPolicy": (
        "AWS::SNS::TopicPolicy",
        lambda inputs: {"Topics": [inputs["arn"]], "PolicyDocument": json.loads(inputs["policy"])},
    ),
    "aws:sqs/queue:Queue": (
        "AWS::SQS::Queue",
        renamed(
            {
                "name": "QueueName",
                "messageRetentionSeconds": "MessageRetentionPeriod",
                "visibilityTimeoutSeconds": "VisibilityTimeout",
                "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
            },
            documents={"redrivePolicy", "redriveAllowPolicy"},
        ),
    ),
    "aws:ssm/parameter:Parameter": ("AWS::SSM::Parameter", renamed({"insecureValue": "Value"})),
    "aws:sqs/queuePolicy:QueuePolicy": (
        "AWS::SQS::QueuePolicy",
        lambda inputs: {"Queues": [inputs["queueUrl"]], "PolicyDocument": json.loads(inputs["policy"])},
    ),
}
"""Type and conversion, by Pulumi token."""

TAGGED_BY_A_MAP = frozenset({"AWS::SSM::Parameter"})
"""Types of CloudFormation whose tags are no list of keys and values."""
