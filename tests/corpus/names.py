"""The names and ARNs of the resources in a case."""

from tests.policies.documents import OWN, REGION, arn


def named(name: str) -> str:
    """Return the name that AWS knows a resource of the stack by."""
    return f"shop-{name}"


def queue_arn(name: str, account: str = OWN, region: str = REGION) -> str:
    return arn("sqs", named(name), account, region)


def queue_url(name: str, account: str = OWN, region: str = REGION) -> str:
    return f"https://sqs.{region}.amazonaws.com/{account}/{named(name)}"


def table_arn(name: str) -> str:
    return arn("dynamodb", f"table/{named(name)}")


def function_arn(name: str, account: str = OWN, region: str = REGION) -> str:
    return arn("lambda", f"function:{named(name)}", account, region)


def role_arn(name: str, account: str = OWN) -> str:
    return f"arn:aws:iam::{account}:role/{named(name)}"


def bucket_arn(name: str) -> str:
    return f"arn:aws:s3:::{named(name)}"


def topic_arn(name: str, account: str = OWN, region: str = REGION) -> str:
    return arn("sns", named(name), account, region)


def rule_arn(name: str, account: str = OWN, region: str = REGION) -> str:
    return arn("events", f"rule/{named(name)}", account, region)
