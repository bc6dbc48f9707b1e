"""The Pulumi resources that CloudFormation knows only as part of another: a bucket's settings, a rule's targets."""

from collections.abc import Callable, Mapping

from local.judges.cloudformation.conversions import CfnProperties, pascal, renamed


def _encryption(bucket: CfnProperties, inputs: CfnProperties) -> None:
    rules = []
    for rule in inputs["rules"]:
        default = rule["applyServerSideEncryptionByDefault"]
        rules.append({"ServerSideEncryptionByDefault": {"SSEAlgorithm": default["sseAlgorithm"]}})
    bucket["BucketEncryption"] = {"ServerSideEncryptionConfiguration": rules}


def _lifecycle(bucket: CfnProperties, inputs: CfnProperties) -> None:
    rules = []
    for rule in inputs["rules"]:
        converted: CfnProperties = {"Id": rule["id"], "Status": rule["status"]}
        if "noncurrentVersionExpiration" in rule:
            converted["NoncurrentVersionExpiration"] = pascal(rule["noncurrentVersionExpiration"])
        if "expiration" in rule:
            converted["ExpirationInDays"] = rule["expiration"]["days"]
        if "abortIncompleteMultipartUpload" in rule:
            converted["AbortIncompleteMultipartUpload"] = pascal(rule["abortIncompleteMultipartUpload"])
        rules.append(converted)
    bucket["LifecycleConfiguration"] = {"Rules": rules}


def _notification(bucket: CfnProperties, inputs: CfnProperties) -> None:
    bucket["NotificationConfiguration"] = {
        "LambdaConfigurations": [
            {
                "Event": event,
                "Function": each["lambdaFunctionArn"],
                "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": each["filterPrefix"]}]}},
            }
            for each in inputs["lambdaFunctions"]
            for event in each["events"]
        ]
    }


def _versioning(bucket: CfnProperties, inputs: CfnProperties) -> None:
    bucket["VersioningConfiguration"] = pascal(inputs["versioningConfiguration"])


def _public_access(bucket: CfnProperties, inputs: CfnProperties) -> None:
    settings = {key: value for key, value in inputs.items() if key != "bucket"}
    bucket["PublicAccessBlockConfiguration"] = pascal(settings)


def _target(rule: CfnProperties, inputs: CfnProperties) -> None:
    converted = renamed({"targetId": "Id"}, without={"rule", "eventBusName", "inputTransformer"})(inputs)
    if transformer := inputs.get("inputTransformer"):
        converted["InputTransformer"] = {
            "InputPathsMap": transformer["inputPaths"],
            "InputTemplate": transformer["inputTemplate"],
        }
    rule.setdefault("Targets", []).append(converted)


_BUCKET = ("aws:s3/bucket:Bucket", "bucket")
PARTS: Mapping[str, tuple[str, str, Callable[[CfnProperties, CfnProperties], None]]] = {
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
"""The owner's token, the input that names the owner, and the function that adds the part to it, by Pulumi token."""
