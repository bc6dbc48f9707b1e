"""Parameters."""

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, creates, key_values


@creates("aws:ssm/parameter:Parameter")
def parameter(cloud: Cloud, properties: Properties) -> Created:
    """Create a parameter with its first value."""
    name = properties.name()
    value = properties.require("insecureValue")
    answer = cloud.client("ssm").put_parameter(
        Name=name,
        Value=value,
        Tags=key_values(properties.tags()),
        **properties.renamed({"type": "Type", "description": "Description"}),
    )
    arn = f"arn:aws:ssm:{cloud.region}:{cloud.account_id}:parameter/{name}"
    return Created(name, {"name": name, "arn": arn, "value": value, "version": answer["Version"]})
