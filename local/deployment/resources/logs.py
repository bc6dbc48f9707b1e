"""Log groups."""

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, creates


@creates("aws:cloudwatch/logGroup:LogGroup")
def log_group(cloud: Cloud, properties: Properties) -> Created:
    """Create a log group."""
    logs = cloud.client("logs")
    name = properties.name()
    logs.create_log_group(
        logGroupName=name,
        tags=properties.tags(),
        **properties.renamed({"kmsKeyId": "kmsKeyId", "logGroupClass": "logGroupClass"}),
    )
    if days := properties.take("retentionInDays"):
        logs.put_retention_policy(logGroupName=name, retentionInDays=days)
    properties.leave("skipDestroy", "the embedded cloud is thrown away whole")
    arn = f"arn:aws:logs:{cloud.region}:{cloud.account_id}:log-group:{name}"
    return Created(name, {"name": name, "arn": arn})
