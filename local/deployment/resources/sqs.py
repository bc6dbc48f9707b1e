"""Queues and their policies."""

import json

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, creates

# SQS takes every attribute as text.
_ATTRIBUTES = {
    "delaySeconds": "DelaySeconds",
    "kmsDataKeyReusePeriodSeconds": "KmsDataKeyReusePeriodSeconds",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "maxMessageSize": "MaximumMessageSize",
    "messageRetentionSeconds": "MessageRetentionPeriod",
    "policy": "Policy",
    "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
    "redriveAllowPolicy": "RedriveAllowPolicy",
    "redrivePolicy": "RedrivePolicy",
    "sqsManagedSseEnabled": "SqsManagedSseEnabled",
    "visibilityTimeoutSeconds": "VisibilityTimeout",
}


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


@creates("aws:sqs/queue:Queue")
def queue(cloud: Cloud, properties: Properties) -> Created:
    """Create a queue."""
    sqs = cloud.client("sqs")
    name = properties.name()
    attributes = {key: _text(value) for key, value in properties.renamed(_ATTRIBUTES).items()}
    url = sqs.create_queue(QueueName=name, Attributes=attributes, tags=properties.tags())["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return Created(url, {"name": name, "url": url, "arn": arn})


@creates("aws:sqs/queuePolicy:QueuePolicy")
def queue_policy(cloud: Cloud, properties: Properties) -> Created:
    """Set a queue's policy."""
    url = properties.require("queueUrl")
    attributes = {"Policy": properties.require("policy")}
    cloud.client("sqs").set_queue_attributes(QueueUrl=url, Attributes=attributes)
    return Created(url)
