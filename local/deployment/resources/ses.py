"""Identities, configuration sets and receipt rules of Amazon SES.

The embedded cloud keeps them all. It publishes no events of e-mails and takes none in: the stand-ins do.
"""

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, creates, key_values

_EVENTS = "the embedded cloud publishes no events of e-mails: the stand-in for SES does"


@creates("aws:sesv2/emailIdentity:EmailIdentity")
def email_identity(cloud: Cloud, properties: Properties) -> Created:
    """Create an identity, which the embedded cloud takes for verified."""
    name = properties.require("emailIdentity")
    made = cloud.client("sesv2").create_email_identity(EmailIdentity=name, Tags=key_values(properties.tags()))
    arn = f"arn:aws:ses:{cloud.region}:{cloud.account_id}:identity/{name}"
    return Created(name, {"arn": arn, "identityType": made["IdentityType"], "verifiedForSendingStatus": True})


@creates("aws:sesv2/configurationSet:ConfigurationSet")
def configuration_set(cloud: Cloud, properties: Properties) -> Created:
    """Create a configuration set."""
    name = properties.name("configurationSetName")
    blocks = {
        theirs: block.renamed(names)
        for ours, theirs, names in (
            ("deliveryOptions", "DeliveryOptions", {"tlsPolicy": "TlsPolicy"}),
            (
                "reputationOptions",
                "ReputationOptions",
                {"reputationMetricsEnabled": "ReputationMetricsEnabled"},
            ),
            ("sendingOptions", "SendingOptions", {"sendingEnabled": "SendingEnabled"}),
            ("suppressionOptions", "SuppressionOptions", {"suppressedReasons": "SuppressedReasons"}),
        )
        if (block := properties.block(ours))
    }
    tags = key_values(properties.tags())
    cloud.client("sesv2").create_configuration_set(ConfigurationSetName=name, Tags=tags, **blocks)
    arn = f"arn:aws:ses:{cloud.region}:{cloud.account_id}:configuration-set/{name}"
    return Created(name, {"configurationSetName": name, "arn": arn})


@creates("aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination")
def event_destination(cloud: Cloud, properties: Properties) -> Created:
    """Create a destination of a configuration set's events."""
    configuration_set = properties.require("configurationSetName")
    name = properties.require("eventDestinationName")
    destination = properties.block("eventDestination") or Properties({})
    definition = destination.renamed({"enabled": "Enabled", "matchingEventTypes": "MatchingEventTypes"})
    if bus := destination.block("eventBridgeDestination"):
        definition["EventBridgeDestination"] = {"EventBusArn": bus.require("eventBusArn")}
    cloud.client("sesv2").create_configuration_set_event_destination(
        ConfigurationSetName=configuration_set, EventDestinationName=name, EventDestination=definition
    )
    properties.not_emulated["eventDestination"] = _EVENTS
    return Created(f"{configuration_set}|{name}")


@creates("aws:ses/receiptRuleSet:ReceiptRuleSet")
def receipt_rule_set(cloud: Cloud, properties: Properties) -> Created:
    """Create a set of receipt rules, which is not the active one."""
    name = properties.require("ruleSetName")
    cloud.client("ses").create_receipt_rule_set(RuleSetName=name)
    arn = f"arn:aws:ses:{cloud.region}:{cloud.account_id}:receipt-rule-set/{name}"
    return Created(name, {"ruleSetName": name, "arn": arn})


@creates("aws:ses/receiptRule:ReceiptRule")
def receipt_rule(cloud: Cloud, properties: Properties) -> Created:
    """Create a receipt rule."""
    name, rule_set = properties.name(), properties.require("ruleSetName")
    actions = [
        {"S3Action": action.renamed({"bucketName": "BucketName", "objectKeyPrefix": "ObjectKeyPrefix"})}
        for action in sorted(properties.blocks("s3Actions"), key=lambda block: block.require("position"))
    ]
    rule = {
        "Name": name,
        "Actions": actions,
        **properties.renamed(
            {
                "enabled": "Enabled",
                "recipients": "Recipients",
                "scanEnabled": "ScanEnabled",
                "tlsPolicy": "TlsPolicy",
            }
        ),
    }
    cloud.client("ses").create_receipt_rule(RuleSetName=rule_set, Rule=rule)
    arn = f"arn:aws:ses:{cloud.region}:{cloud.account_id}:receipt-rule-set/{rule_set}:receipt-rule/{name}"
    return Created(name, {"name": name, "arn": arn})
