"""E-mail through Amazon SES, against the figures written out here a second time; nothing where it is not configured."""

import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from components import catalogue
from local.deployment import recorder
from tests.recordings import recorded

from . import own
from .conftest import Case

SENDING = {"sesIdentity": "example.com"}
ANSWERED = SENDING | {"inboundMailDomain": "respostas.example.com"}

CONFIGURATION_SET = "aws:sesv2/configurationSet:ConfigurationSet"
DESTINATION = "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination"
IDENTITY = "aws:sesv2/emailIdentity:EmailIdentity"
RULE_SET = "aws:ses/receiptRuleSet:ReceiptRuleSet"
RECEIPT_RULE = "aws:ses/receiptRule:ReceiptRule"
EVENT_RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
FUNCTION = "aws:lambda/function:Function"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy"
QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy"

FOR_SENDING = {
    "micro-agente-disparo-agendamento:mail:Mail": 1,
    CONFIGURATION_SET: 1,
    DESTINATION: 1,
    EVENT_RULE: 1,
    TARGET: 1,
}
FOR_ANSWERS = FOR_SENDING | {
    RULE_SET: 1,
    RECEIPT_RULE: 1,
    "micro-agente-disparo-agendamento:functions:Function": 1,
    FUNCTION: 1,
    "aws:cloudwatch/logGroup:LogGroup": 1,
    "aws:iam/role:Role": 1,
    ROLE_POLICY: 1,
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": 1,
    "aws:lambda/permission:Permission": 1,
    # Its errors, and the throttles of what is one function too many for one alarm.
    "aws:cloudwatch/metricAlarm:MetricAlarm": 1
    + own.throttle_alarms(len(catalogue.FUNCTIONS) + 1)
    - own.throttle_alarms(len(catalogue.FUNCTIONS)),
    "aws:s3/bucket:Bucket": 1,
    "aws:s3/bucketVersioning:BucketVersioning": 1,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
    BUCKET_POLICY: 1,
    "aws:s3/bucketNotification:BucketNotification": 1,
}


@pytest.fixture(
    scope="module",
    params=[("dev", False), ("dev", True), ("prod", False)],
    ids=["dev", "dev-preview", "prod"],
)
def answered(request: pytest.FixtureRequest) -> Case:
    environment, preview = request.param
    recording = recorded(environment, preview=preview, config=ANSWERED)
    return Case(environment, preview, recording)


def inputs(case: Case, token: str, name: str) -> Mapping[str, Any]:
    return case.recording.the(token, name).inputs


def statements(case: Case, function: str) -> dict[str, Any]:
    policy = json.loads(inputs(case, ROLE_POLICY, f"{function}-policy")["policy"])
    return {each["Sid"]: each for each in policy["Statement"]}


def added(config: Mapping[str, str]) -> dict[str, int]:
    """The resources that a configuration adds, by type."""
    without, found = recorded("dev"), recorded("dev", config=config)
    there = {(each.type, each.name) for each in without.resources}
    more = [each.type for each in found.resources if (each.type, each.name) not in there]
    assert there <= {(each.type, each.name) for each in found.resources}
    return {kind: more.count(kind) for kind in more}


def test_without_an_identity_nothing_of_ses_is_made_or_granted(case: Case) -> None:
    everything = json.dumps([dict(each.inputs) for each in case.recording.resources], default=repr)
    assert "aws.ses" not in everything
    assert "ses:Send" not in everything
    assert "SES_" not in everything
    assert not [each for each in case.recording.resources if each.type.startswith(("aws:ses", "aws:sesv2"))]


def test_an_identity_brings_what_sends_and_reports() -> None:
    assert added(SENDING) == FOR_SENDING


def test_a_domain_for_answers_brings_what_takes_them_in() -> None:
    assert added(ANSWERED) == FOR_ANSWERS
    given_set = ANSWERED | {"receiptRuleSet": "default-rule-set"}
    assert added(given_set) == {kind: count for kind, count in FOR_ANSWERS.items() if kind != RULE_SET}


def test_the_stack_makes_the_identity_only_where_it_is_told_to() -> None:
    recording = recorder.record("prod", config=SENDING | {"makeSesIdentity": "true"})
    (identity,) = recording.of_type(IDENTITY)
    assert identity.inputs["emailIdentity"] == "example.com"
    assert identity.protect is True


def test_every_value_is_known_at_preview_and_tagged_where_it_can_be(answered: Case) -> None:
    for resource in answered.recording.resources:
        assert recorder.UNKNOWN not in json.dumps(resource.inputs, default=repr), resource.urn
    assert inputs(answered, CONFIGURATION_SET, "mail")["tags"]["Environment"] == answered.environment


def test_emails_go_out_over_tls_and_not_to_who_bounced_or_complained(answered: Case) -> None:
    found = inputs(answered, CONFIGURATION_SET, "mail")
    assert found["configurationSetName"] == f"{answered.prefix}-mail"
    assert found["deliveryOptions"] == {"tlsPolicy": "REQUIRE"}
    assert found["reputationOptions"] == {"reputationMetricsEnabled": True}
    assert found["sendingOptions"] == {"sendingEnabled": True}
    assert found["suppressionOptions"] == {"suppressedReasons": ["BOUNCE", "COMPLAINT"]}


def test_what_ses_reports_waits_in_the_inbound_queue(answered: Case) -> None:
    destination = inputs(answered, DESTINATION, "mail-reports")
    assert destination["configurationSetName"] == f"{answered.prefix}-mail"
    assert destination["eventDestination"] == {
        "enabled": True,
        "eventBridgeDestination": {"eventBusArn": answered.arn("events", "event-bus/default")},
        "matchingEventTypes": ["SEND", "DELIVERY", "BOUNCE", "COMPLAINT", "REJECT", "DELIVERY_DELAY"],
    }
    rule = inputs(answered, EVENT_RULE, "mail-reports")
    assert json.loads(rule["eventPattern"]) == {
        "source": ["aws.ses"],
        "detail-type": [
            "Email Sent",
            "Email Delivered",
            "Email Bounced",
            "Email Complaint Received",
            "Email Rejected",
        ],
        "detail": {"mail": {"tags": {"ses:configuration-set": [f"{answered.prefix}-mail"]}}},
    }
    target = inputs(answered, TARGET, "mail-reports-target")
    assert target["arn"] == answered.arn("sqs", f"{answered.prefix}-inbound-queue")
    assert target["deadLetterConfig"] == {"arn": answered.arn("sqs", f"{answered.prefix}-failed-events")}
    assert target["retryPolicy"] == {"maximumEventAgeInSeconds": 86_400, "maximumRetryAttempts": 185}


@pytest.mark.parametrize("queue", ["inbound-queue", "failed-events"])
def test_the_queues_admit_the_rule(answered: Case, queue: str) -> None:
    policy = inputs(answered, QUEUE_POLICY, f"{queue}-policy")["policy"]
    assert answered.arn("events", f"rule/{answered.prefix}-mail-reports") in policy


@pytest.mark.parametrize("function", ["send-messages", "send-reminders", "generate-briefing", "notify-team"])
def test_a_function_that_mails_may_use_the_identity_and_the_configuration_set_alone(
    answered: Case, function: str
) -> None:
    found = statements(answered, function)
    actions = ["ses:SendEmail", "ses:SendRawEmail"]
    for sid, arn in (
        ("SesIdentity", answered.arn("ses", "identity/example.com")),
        ("SesConfigurationSet", answered.arn("ses", f"configuration-set/{answered.prefix}-mail")),
    ):
        assert found[sid] == {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": [arn]}
    variables = inputs(answered, FUNCTION, function)["environment"]["variables"]
    assert variables["SES_IDENTITY"] == "example.com"
    assert variables["SES_CONFIGURATION_SET"] == f"{answered.prefix}-mail"
    assert variables["INBOUND_MAIL_DOMAIN"] == "respostas.example.com"


def test_no_other_function_may_mail_or_reads_where_the_links_of_mails_lead(answered: Case) -> None:
    policies = {each.name: each.inputs["policy"] for each in answered.recording.of_type(ROLE_POLICY)}
    mailing = {name for name, policy in policies.items() if "ses:" in policy}
    assert mailing == {
        "send-messages-policy",
        "send-reminders-policy",
        "generate-briefing-policy",
        "notify-team-policy",
    }
    assert {name for name, policy in policies.items() if "GetFunctionUrlConfig" in policy} == {
        "send-messages-policy",
        "send-reminders-policy",
    }
    path = "secret:/repo/terraform/micro-agente-disparo-agendamento/webhook-??????"
    found = statements(answered, "send-messages")
    assert found["SecretsWebhook"]["Resource"] == [answered.arn("secretsmanager", path)]
    assert found["LambdaUrlReceiveWebhook"]["Resource"] == [
        answered.arn("lambda", f"function:{answered.prefix}-receive-webhook")
    ]


def test_answers_are_scanned_taken_over_tls_and_put_in_the_bucket(answered: Case) -> None:
    bucket = f"{answered.prefix}-inbound-{recorder.ACCOUNT}"
    rule = inputs(answered, RECEIPT_RULE, "inbound-receipt")
    assert rule["ruleSetName"] == rule["name"] == f"{answered.prefix}-inbound"
    assert rule["recipients"] == ["respostas.example.com"]
    assert (rule["enabled"], rule["scanEnabled"], rule["tlsPolicy"]) == (True, True, "Require")
    assert rule["s3Actions"] == [{"bucketName": bucket, "objectKeyPrefix": "mail/", "position": 1}]
    assert answered.recording.outputs["receiptRuleSet"] == f"{answered.prefix}-inbound"


def test_only_our_receipt_rule_writes_to_the_bucket(answered: Case) -> None:
    bucket = f"arn:aws:s3:::{answered.prefix}-inbound-{recorder.ACCOUNT}"
    tls, receipt = json.loads(inputs(answered, BUCKET_POLICY, "inbound-policy")["policy"])["Statement"]
    assert (tls["Effect"], tls["Resource"]) == ("Deny", [bucket, f"{bucket}/*"])
    name = f"{answered.prefix}-inbound"
    assert receipt == {
        "Sid": "Receipt",
        "Effect": "Allow",
        "Principal": {"Service": "ses.amazonaws.com"},
        "Action": ["s3:PutObject"],
        "Resource": [f"{bucket}/mail/*"],
        "Condition": {
            "StringEquals": {
                "aws:SourceAccount": recorder.ACCOUNT,
                "aws:SourceArn": answered.arn("ses", f"receipt-rule-set/{name}:receipt-rule/{name}"),
            }
        },
    }


def test_answers_are_deleted_after_a_month(answered: Case) -> None:
    token = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    (rule,) = inputs(answered, token, "inbound-lifecycle")["rules"]
    assert rule["expiration"] == {"days": 30}
    assert rule["noncurrentVersionExpiration"] == {"noncurrentDays": 30}
    token = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    (lists,) = inputs(answered, token, "intake-lifecycle")["rules"]
    assert "expiration" not in lists


def test_each_answer_starts_receive_mail(answered: Case) -> None:
    function = inputs(answered, FUNCTION, "receive-mail")
    assert (function["memorySize"], function["timeout"]) == (256, 60)
    notification = inputs(answered, "aws:s3/bucketNotification:BucketNotification", "inbound-notification")
    assert notification["lambdaFunctions"] == [
        {
            "id": "answers",
            "lambdaFunctionArn": answered.arn("lambda", f"function:{answered.prefix}-receive-mail"),
            "events": ["s3:ObjectCreated:*"],
            "filterPrefix": "mail/",
        }
    ]
    found = statements(answered, "receive-mail")
    bucket = f"arn:aws:s3:::{answered.prefix}-inbound-{recorder.ACCOUNT}"
    assert found["S3InboundMail"]["Action"] == ["s3:GetObject"]
    assert found["S3InboundMail"]["Resource"] == [f"{bucket}/mail/*"]
    assert found["SqsInboundQueue"]["Action"] == ["sqs:SendMessage"]


def test_what_is_needed_is_made_first(answered: Case) -> None:
    def first(later: tuple[str, str], earlier: tuple[str, str]) -> bool:
        return answered.recording.the(*earlier).urn in answered.recording.the(*later).depends_on

    assert first((DESTINATION, "mail-reports"), (CONFIGURATION_SET, "mail"))
    assert first((RECEIPT_RULE, "inbound-receipt"), (BUCKET_POLICY, "inbound-policy"))
    assert first((RECEIPT_RULE, "inbound-receipt"), (RULE_SET, "receipt"))
    assert first((TARGET, "mail-reports-target"), ("aws:sqs/queue:Queue", "inbound-queue"))


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ({"sesIdentity": "Example.com"}, "be a domain or an e-mail address in lower case"),
        ({"sesIdentity": "Vendas <vendas@example.com>"}, "be a domain or an e-mail address in lower case"),
        ({"sesIdentity": "localhost"}, "be a domain or an e-mail address in lower case"),
        ({"inboundMailDomain": "respostas.example.com"}, "pulumi config set sesIdentity example.com"),
        (SENDING | {"inboundMailDomain": "a@example.com"}, "be a domain in lower case"),
        (ANSWERED | {"receiptRuleSet": "-x"}, "be the name of a receipt rule set"),
    ],
)
def test_a_configuration_that_cannot_work_stops_the_program(config: dict[str, str], told: str) -> None:
    with pytest.raises(pulumi.RunError) as stopped:
        recorder.record("dev", config=config)
    assert told in str(stopped.value)
