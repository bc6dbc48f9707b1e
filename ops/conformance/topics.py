"""A topic that tells a queue, and the check that an alarm reaches it."""

from typing import Any

from botocore.exceptions import ClientError

from ops.conformance import roles
from ops.conformance.checks import Check, DiffersError, expect
from ops.conformance.mailboxes import Mailbox, admission, document
from ops.conformance.scratch import Scratch, refusal

METRICS_PER_ALARM = 10


def topic(scratch: Scratch, thing: str, service: str, condition: dict[str, Any]) -> tuple[str, Mailbox]:
    """Return a topic to which a service may publish under a condition, and the queue that is subscribed to it."""
    sns, name = scratch.client("sns"), scratch.name(thing)
    arn = scratch.arn("sns", name)
    box = Mailbox(scratch, thing, admits=("sns.amazonaws.com", arn))
    policy = document(admission(service, "sns:Publish", arn, condition))
    with scratch.making(f"topic {name}", lambda: sns.delete_topic(TopicArn=arn)):
        sns.create_topic(Name=name, Tags=scratch.tag_list, Attributes={"Policy": policy})
    with scratch.making(f"subscription of topic {name}"):
        subscription = sns.subscribe(
            TopicArn=arn,
            Protocol="sqs",
            Endpoint=box.arn,
            Attributes={"RawMessageDelivery": "true"},
            ReturnSubscriptionArn=True,
        )["SubscriptionArn"]
    scratch.remove_later(
        f"subscription of topic {name}", lambda: sns.unsubscribe(SubscriptionArn=subscription)
    )
    return arn, box


def _alarm_to_topic(scratch: Scratch) -> None:
    client, name = scratch.client("cloudwatch"), scratch.name("alarm")
    condition = {
        "StringEquals": {"aws:SourceAccount": scratch.account},
        "ArnLike": {"aws:SourceArn": scratch.arn("cloudwatch", f"alarm:{scratch.run_id}-*")},
    }
    told, box = topic(scratch, "alarm-topic", "cloudwatch.amazonaws.com", condition)
    scratch.remove_later(f"alarm {name}", lambda: client.delete_alarms(AlarmNames=[name]))
    total = {"Id": "total", "Expression": "SUM(METRICS())", "ReturnData": True}
    metrics = [_metric(number, scratch.run_id) for number in range(METRICS_PER_ALARM)]
    try:
        client.put_metric_alarm(
            AlarmName=name,
            Metrics=[total, *metrics],
            EvaluationPeriods=1,
            ComparisonOperator="GreaterThanThreshold",
            Threshold=0,
            TreatMissingData="notBreaching",
            AlarmActions=[told],
            Tags=scratch.tag_list,
        )
    except ClientError as error:
        if roles.is_denied(error):
            raise
        raise DiffersError(f"expected an alarm on the sum of ten metrics; seen {refusal(error)}") from error
    client.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="conformance")
    notice = box.find(lambda message: name in message["Body"])
    expect(
        "the alarm through a topic that admits the account's alarms", notice is not None, box.seen or "none"
    )


def _metric(number: int, function: str) -> dict[str, Any]:
    dimensions = [{"Name": "FunctionName", "Value": f"{function}-{number}"}]
    metric = {"Namespace": "AWS/Lambda", "MetricName": "Throttles", "Dimensions": dimensions}
    return {
        "Id": f"m{number}",
        "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"},
        "ReturnData": False,
    }


CHECKS = (
    Check(
        "alarm-to-topic",
        "an alarm on the sum of ten metrics reaches a topic that admits alarms",
        _alarm_to_topic,
    ),
)
