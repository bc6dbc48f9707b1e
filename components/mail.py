"""E-mail through Amazon SES: what the stack sends under, what it hears of it, and where answers arrive."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import cloudwatch, ses, sesv2

from components import iam
from components.buckets import BucketArgs, PrivateBucket
from components.mail_specs import InboundMailSpec, MailSpec
from components.names import CONFIGURATION_SET, EVENT_BUS, PROJECT, Names

SOURCE = "aws.ses"
"""The source of the events that SES publishes."""
REPORTED = ("SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "REJECT", "DELIVERY_DELAY")
"""The events that SES publishes; people are not watched: neither opening nor clicking is among them."""

SETTLING = (
    "Email Sent",
    "Email Delivered",
    "Email Bounced",
    "Email Complaint Received",
    "Email Rejected",
)
"""Those, by their names on the event bus, that settle something: after a delay SES goes on trying by itself."""


@dataclass(frozen=True)
class MailArgs:
    """The arguments of ``Mail``."""

    names: Names
    """The physical names and ARNs of the stack."""
    tags: Mapping[str, str]
    """The tags of every resource that takes tags."""
    spec: MailSpec
    """The identity to send from."""
    makes_identity: bool
    """True if the stack makes the identity; otherwise it is there already."""
    rule: str
    """The short name of the rule on the event bus that hands on what SES reports."""
    queue: str
    """The queue that takes the reports; its policy has to admit the rule."""
    failure_queue: str
    """The queue for reports that cannot be delivered; its policy has to admit the rule."""
    protect: bool
    """True to have Pulumi refuse to delete the identity and the bucket."""
    inbound: InboundMailSpec | None = None
    """The place where answers arrive, where they are taken in."""
    event_age: int = 86_400
    """Seconds for which the bus tries to deliver a report."""
    retries: int = 185
    """The most attempts at delivery within that time."""
    after: tuple[pulumi.Resource, ...] = ()
    """The resources to make first: the queues, and the function that is told of answers."""


class Mail(pulumi.ComponentResource):
    """A configuration set with its reports, and perhaps the identity and the receipt of answers."""

    TYPE = f"{PROJECT}:mail:Mail"

    rule_set: str | None
    """The receipt rule set that has to be the account's active one for answers to arrive; None where none are."""

    def __init__(self, name: str, args: MailArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self._args = args
        if args.makes_identity:
            self._identity()
        self._destination(self._configuration_set())
        self._report()
        self.rule_set = self._inbound(args.inbound) if args.inbound else None
        self.register_outputs({"ruleSet": self.rule_set})

    def _child(self, *after: pulumi.Resource) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=list(after))

    def _identity(self) -> None:
        args = self._args
        sesv2.EmailIdentity(
            "identity",
            email_identity=args.spec.identity,
            tags=args.tags,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect),
        )

    def _configuration_set(self) -> sesv2.ConfigurationSet:
        return sesv2.ConfigurationSet(
            CONFIGURATION_SET,
            configuration_set_name=self._args.names.physical(CONFIGURATION_SET),
            delivery_options=sesv2.ConfigurationSetDeliveryOptionsArgs(tls_policy="REQUIRE"),
            reputation_options=sesv2.ConfigurationSetReputationOptionsArgs(reputation_metrics_enabled=True),
            sending_options=sesv2.ConfigurationSetSendingOptionsArgs(sending_enabled=True),
            suppression_options=sesv2.ConfigurationSetSuppressionOptionsArgs(
                suppressed_reasons=["BOUNCE", "COMPLAINT"]
            ),
            tags=self._args.tags,
            opts=self._child(),
        )

    def _destination(self, configuration_set: sesv2.ConfigurationSet) -> None:
        names = self._args.names
        sesv2.ConfigurationSetEventDestination(
            f"{CONFIGURATION_SET}-reports",
            configuration_set_name=names.physical(CONFIGURATION_SET),
            event_destination_name="event-bus",
            event_destination=sesv2.ConfigurationSetEventDestinationEventDestinationArgs(
                enabled=True,
                # SES publishes to the default bus of its account alone.
                event_bridge_destination=sesv2.ConfigurationSetEventDestinationEventDestinationEventBridgeDestinationArgs(
                    event_bus_arn=names.event_bus_arn
                ),
                matching_event_types=list(REPORTED),
            ),
            opts=self._child(configuration_set),
        )

    def _report(self) -> None:
        """Hand on what SES reports of our configuration set, and nothing of anybody else's."""
        args, names = self._args, self._args.names
        rule = cloudwatch.EventRule(
            args.rule,
            name=names.physical(args.rule),
            description=f"What SES reports on e-mails: to {args.queue}.",
            event_bus_name=EVENT_BUS,
            event_pattern=json.dumps(
                {
                    "source": [SOURCE],
                    "detail-type": list(SETTLING),
                    "detail": {
                        "mail": {"tags": {"ses:configuration-set": [names.physical(CONFIGURATION_SET)]}}
                    },
                }
            ),
            tags=args.tags,
            opts=self._child(),
        )
        cloudwatch.EventTarget(
            f"{args.rule}-target",
            rule=names.physical(args.rule),
            event_bus_name=EVENT_BUS,
            target_id="queue",
            arn=names.queue_arn(args.queue),
            retry_policy=cloudwatch.EventTargetRetryPolicyArgs(
                maximum_event_age_in_seconds=args.event_age, maximum_retry_attempts=args.retries
            ),
            dead_letter_config=cloudwatch.EventTargetDeadLetterConfigArgs(
                arn=names.queue_arn(args.failure_queue)
            ),
            opts=self._child(rule, *args.after),
        )

    def _inbound(self, inbound: InboundMailSpec) -> str:
        """Take answers in; return the receipt rule set that has to be active for that."""
        args, names = self._args, self._args.names
        rule_set = inbound.rule_set or names.physical(inbound.bucket)
        receiving = names.receipt_rule_arn(rule_set, inbound.bucket)
        bucket = PrivateBucket(
            BucketArgs(
                names,
                args.tags,
                inbound.bucket,
                inbound.old_versions_days,
                args.protect,
                inbound.days,
                (self._admission(inbound, receiving),),
            ),
            self,
        )
        bucket.notify(inbound.function, {"answers": inbound.prefix}, args.after)
        made = (
            []
            if inbound.rule_set
            else [ses.ReceiptRuleSet("receipt", rule_set_name=rule_set, opts=self._child())]
        )
        ses.ReceiptRule(
            f"{inbound.bucket}-receipt",
            name=names.physical(inbound.bucket),
            rule_set_name=rule_set,
            recipients=[inbound.domain],
            enabled=True,
            scan_enabled=True,
            tls_policy="Require",
            s3_actions=[
                ses.ReceiptRuleS3ActionArgs(
                    position=1, bucket_name=names.bucket(inbound.bucket), object_key_prefix=inbound.prefix
                )
            ],
            # SES tries to write to the bucket when the rule is made.
            opts=self._child(bucket.policy, *made),
        )
        return rule_set

    def _admission(self, inbound: InboundMailSpec, receiving: str) -> iam.Statement:
        """Return the statement that lets SES write what the rule takes in, and nothing of another account."""
        names = self._args.names
        return iam.allow(
            "Receipt",
            ["s3:PutObject"],
            [f"{names.bucket_arn(inbound.bucket)}/{inbound.prefix}*"],
            Principal={"Service": "ses.amazonaws.com"},
            Condition={"StringEquals": {"aws:SourceAccount": names.account, "aws:SourceArn": receiving}},
        )
