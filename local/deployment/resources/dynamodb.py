"""Tables."""

from typing import Any

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, creates, key_values


def _key_schema(properties: Properties) -> list[dict[str, str]]:
    keys = [{"AttributeName": properties.require("hashKey"), "KeyType": "HASH"}]
    if range_key := properties.take("rangeKey"):
        keys.append({"AttributeName": range_key, "KeyType": "RANGE"})
    return keys


def _index(block: Properties) -> dict[str, Any]:
    projection = {"ProjectionType": block.require("projectionType")}
    return {
        "IndexName": block.require("name"),
        "KeySchema": [
            {"AttributeName": key.require("attributeName"), "KeyType": key.require("keyType")}
            for key in block.blocks("keySchemas")
        ],
        "Projection": projection | block.renamed({"nonKeyAttributes": "NonKeyAttributes"}),
    }


@creates("aws:dynamodb/table:Table")
def table(cloud: Cloud, properties: Properties) -> Created:
    """Create a table."""
    dynamodb = cloud.client("dynamodb")
    name = properties.name()
    request: dict[str, Any] = {
        "TableName": name,
        "KeySchema": _key_schema(properties),
        "AttributeDefinitions": [
            {"AttributeName": block.require("name"), "AttributeType": block.require("type")}
            for block in properties.blocks("attributes")
        ],
        "Tags": key_values(properties.tags()),
        **properties.renamed(
            {
                "billingMode": "BillingMode",
                "deletionProtectionEnabled": "DeletionProtectionEnabled",
                "tableClass": "TableClass",
            }
        ),
    }
    if indexes := properties.blocks("globalSecondaryIndexes"):
        request["GlobalSecondaryIndexes"] = [_index(block) for block in indexes]
    if encryption := properties.block("serverSideEncryption"):
        request["SSESpecification"] = {"Enabled": encryption.require("enabled")} | encryption.renamed(
            {"kmsKeyArn": "KMSMasterKeyId"}
        )
    arn = dynamodb.create_table(**request)["TableDescription"]["TableArn"]
    _set_ttl_and_recovery(dynamodb, name, properties)
    return Created(name, {"name": name, "arn": arn})


def _set_ttl_and_recovery(dynamodb: Any, name: str, properties: Properties) -> None:
    """Set what DynamoDB takes only once the table is there."""
    if (ttl := properties.block("ttl")) and ttl.take("enabled"):
        specification = {"Enabled": True, "AttributeName": ttl.require("attributeName")}
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=specification)
    if recovery := properties.block("pointInTimeRecovery"):
        dynamodb.update_continuous_backups(
            TableName=name,
            PointInTimeRecoverySpecification={
                "PointInTimeRecoveryEnabled": recovery.require("enabled"),
                **recovery.renamed({"recoveryPeriodInDays": "RecoveryPeriodInDays"}),
            },
        )
