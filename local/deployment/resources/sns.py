"""Topics and their policies."""

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, creates, key_values


@creates("aws:sns/topic:Topic")
def topic(cloud: Cloud, properties: Properties) -> Created:
    """Create a topic."""
    name = properties.name()
    attributes = properties.renamed(
        {
            "displayName": "DisplayName",
            "kmsMasterKeyId": "KmsMasterKeyId",
            "policy": "Policy",
        }
    )
    arn = cloud.client("sns").create_topic(
        Name=name, Attributes=attributes, Tags=key_values(properties.tags())
    )["TopicArn"]
    return Created(arn, {"name": name, "arn": arn, "owner": cloud.account_id})


@creates("aws:sns/topicPolicy:TopicPolicy")
def topic_policy(cloud: Cloud, properties: Properties) -> Created:
    """Set a topic's policy."""
    arn = properties.require("arn")
    cloud.client("sns").set_topic_attributes(
        TopicArn=arn, AttributeName="Policy", AttributeValue=properties.require("policy")
    )
    return Created(arn, {"owner": cloud.account_id})
