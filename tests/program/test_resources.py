"""Every resource of the stack against the figures that were asked for, written out here a second time.

What was added to the catalogue (``own``) is compared with its own entry, and has no figure here.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from components import catalogue
from local.deployment import recorder

from . import own
from .conftest import Case

QUEUE = "aws:sqs/queue:Queue"
TABLE = "aws:dynamodb/table:Table"
PARAMETER = "aws:ssm/parameter:Parameter"
FUNCTION = "aws:lambda/function:Function"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"

# function: memory, timeout
FUNCTIONS = {
    "send-messages": (512, 300),
    "ingest-contacts": (512, 60),
    "handle-replies": (256, 30),
    "schedule-meeting": (512, 180),
    "confirm-meeting": (256, 30),
    "send-reminders": (256, 60),
    "generate-briefing": (512, 120),
    "release-contacts": (256, 60),
    "notify-team": (256, 60),
    "receive-webhook": (256, 10),
}

# table: keys, TTL attribute, index to its keys
TABLES: dict[str, tuple[tuple[str, ...], str | None, dict[str, tuple[str, ...]]]] = {
    "config": (("pk", "sk"), None, {"tenant-index": ("tenantId",)}),
    "rate-limit": (("pk",), "ttl", {}),
    "idempotency": (("pk",), "ttl", {}),
    "stats": (("pk", "sk"), None, {"date-index": ("date", "pk")}),
    "meetings": (
        ("pk", "sk"),
        None,
        {
            "status-index": ("status", "scheduledAt"),
            "tenant-meetings-index": ("tenantId", "scheduledAt"),
        },
    ),
    "contacts": (("pk", "sk"), "ttl", {"backlog-index": ("backlog", "backlogOrder")}),
}

# rule: sources, detail-type, function
SECRETS = "/repo/terraform/micro-agente-disparo-agendamento"
OURS = "micro-agente-disparo-agendamento"
RULES = {
    "schedule-requested": (["nigredo.atendimento", OURS], "Schedule Requested", "schedule-meeting"),
    "meeting-proposed": ([OURS], "Meeting Proposed", "generate-briefing"),
    "meeting-booked": ([OURS], "Meeting Booked", "generate-briefing"),
    "meeting-cancelled": ([OURS], "Meeting Cancelled", "generate-briefing"),
    "meeting-confirmed": ([OURS], "Meeting Confirmed", "confirm-meeting"),
    "human-needed": ([OURS], "Human Attention Needed", "notify-team"),
}

# alarm: namespace, metric, dimension, watched, statistic, threshold, periods
VISIBLE = "ApproximateNumberOfMessagesVisible"
OWN = "Alquimista/DisparoAgenda"
ALARMS = {
    **{f"{name}-errors": ("AWS/Lambda", "Errors", "FunctionName", name, "Sum", 0, 2) for name in FUNCTIONS},
    "send-messages-duration": (
        "AWS/Lambda",
        "Duration",
        "FunctionName",
        "send-messages",
        "Average",
        240_000,
        2,
    ),
    "send-queue-congested": ("AWS/SQS", VISIBLE, "QueueName", "send-queue", "Average", 100, 3),
    "dlq-messages": ("AWS/SQS", VISIBLE, "QueueName", "send-dlq", "Maximum", 0, 1),
    "send-queue-age": (
        "AWS/SQS",
        "ApproximateAgeOfOldestMessage",
        "QueueName",
        "send-queue",
        "Maximum",
        3600,
        3,
    ),
    "inbound-queue-age": (
        "AWS/SQS",
        "ApproximateAgeOfOldestMessage",
        "QueueName",
        "inbound-queue",
        "Maximum",
        1800,
        1,
    ),
    "inbound-dlq-messages": ("AWS/SQS", VISIBLE, "QueueName", "inbound-dlq", "Maximum", 0, 1),
    "channel-closed": (OWN, "ChannelClosed", "service", "send-messages", "Sum", 0, 1),
    "settlement-failed": (OWN, "SettlementFailed", "service", "send-messages", "Sum", 0, 1),
    "unknown-messages": (OWN, "MessagesUnknown", "service", "send-messages", "Sum", 5, 1),
    "fence-down": (OWN, "FenceDown", "service", "release-contacts", "Sum", 0, 1),
    "release-cut-short": (OWN, "ReleaseCutShort", "service", "release-contacts", "Sum", 0, 3),
    "retention-behind": (OWN, "RetentionBehind", "service", "send-reminders", "Sum", 0, 1),
    "backlog-unreadable": (OWN, "BacklogUnreadable", "service", "release-contacts", "Sum", 0, 1),
    "campaign-unreadable": (OWN, "CampaignUnreadable", "service", "release-contacts", "Sum", 0, 1),
    "inbox-overdue": (OWN, "InboxBecameOverdue", "service", "release-contacts", "Sum", 0, 1),
    "failed-events-messages": ("AWS/SQS", VISIBLE, "QueueName", "failed-events", "Maximum", 0, 1),
}

COUNTS = {
    QUEUE: 5,
    "aws:sqs/queuePolicy:QueuePolicy": 5,
    TABLE: 6,
    PARAMETER: 1,
    FUNCTION: 10,
    LOG_GROUP: 10,
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": 9,
    "aws:lambda/eventSourceMapping:EventSourceMapping": 2,
    "aws:lambda/functionUrl:FunctionUrl": 1,
    "aws:lambda/permission:Permission": 9,
    "aws:cloudwatch/eventRule:EventRule": 7,
    "aws:cloudwatch/eventTarget:EventTarget": 7,
    "aws:scheduler/scheduleGroup:ScheduleGroup": 1,
    "aws:scheduler/schedule:Schedule": 2,
    "aws:iam/role:Role": 12,
    "aws:iam/rolePolicy:RolePolicy": 12,
    # And the sum over the functions' throttles and those of each table, the books of two functions, the least of runs.
    ALARM: len(ALARMS) + 1 + len(TABLES) + 2,
    "aws:cloudwatch/dashboard:Dashboard": 1,
    "aws:sns/topic:Topic": 1,
    "aws:sns/topicPolicy:TopicPolicy": 1,
    "aws:s3/bucket:Bucket": 1,
    "aws:s3/bucketVersioning:BucketVersioning": 1,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": 1,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
    "aws:s3/bucketPolicy:BucketPolicy": 1,
    "aws:s3/bucketNotification:BucketNotification": 1,
}

UNTAGGABLE = {
    "aws:cloudwatch/dashboard:Dashboard",
    "aws:sqs/queuePolicy:QueuePolicy",
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    "aws:lambda/functionUrl:FunctionUrl",
    "aws:lambda/permission:Permission",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:scheduler/schedule:Schedule",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:sns/topicPolicy:TopicPolicy",
    *(kind for kind in COUNTS if kind.startswith("aws:s3/bucket") and not kind.endswith(":Bucket")),
}


def every_function() -> list[str]:
    return [*FUNCTIONS, *(spec.name for spec in own.functions(FUNCTIONS))]


def every_table() -> list[str]:
    return [*TABLES, *(spec.name for spec in own.tables(TABLES))]


def inputs(case: Case, token: str, name: str) -> Mapping[str, Any]:
    return case.recording.the(token, name).inputs


# Those of several metrics, or of the least of one, have tests of their own.
WRITTEN_ALARMS = {*ALARMS, "bookkeeping-failed", "release-stopped"}
ADDED = own.resources(FUNCTIONS, TABLES, WRITTEN_ALARMS)


def test_there_is_every_resource_and_no_other(case: Case) -> None:
    found = {(resource.type, resource.name) for resource in case.recording.resources if resource.custom}
    assert found >= ADDED
    assert Counter(kind for kind, _ in found - ADDED) == COUNTS


def test_every_value_is_known_at_preview(case: Case) -> None:
    for resource in case.recording.resources:
        assert recorder.UNKNOWN not in json.dumps(resource.inputs, default=repr), resource.urn


def test_every_taggable_resource_carries_the_four_tags(case: Case) -> None:
    for resource in case.recording.resources:
        if resource.custom and resource.type not in UNTAGGABLE:
            assert resource.inputs["tags"] == {
                "Project": "AlquimistaAI",
                "Component": "micro-agente-disparo-agendamento",
                "Environment": case.environment,
                "ManagedBy": "Pulumi",
            }, resource.urn


def test_every_physical_name_starts_with_project_and_environment(case: Case) -> None:
    for resource in case.recording.resources:
        for key in ("name", "bucket", "dashboardName"):
            if key in resource.inputs:
                name = resource.inputs[key].removeprefix("/aws/lambda/")
                assert name.startswith(f"{case.prefix}-"), resource.urn


def test_every_resource_belongs_to_a_component(case: Case) -> None:
    components = {resource.urn for resource in case.recording.resources if not resource.custom}
    for resource in case.recording.resources:
        if resource.custom:
            assert resource.parent in components


@pytest.mark.parametrize("queue", ["send-queue", "send-dlq", "inbound-queue", "inbound-dlq", "failed-events"])
def test_a_queue_keeps_messages_for_fourteen_days_under_encryption(case: Case, queue: str) -> None:
    found = inputs(case, QUEUE, queue)
    assert found["name"] == f"{case.prefix}-{queue}"
    assert found["messageRetentionSeconds"] == 1_209_600
    assert found["sqsManagedSseEnabled"] is True


def test_the_send_queue_gives_up_after_three_attempts(case: Case) -> None:
    found = inputs(case, QUEUE, "send-queue")
    assert json.loads(found["redrivePolicy"]) == {
        "deadLetterTargetArn": case.arn("sqs", f"{case.prefix}-send-dlq"),
        "maxReceiveCount": 3,
    }
    assert found["visibilityTimeoutSeconds"] == 1_805


def test_the_dead_letter_queue_takes_from_the_send_queue_alone(case: Case) -> None:
    found = inputs(case, QUEUE, "send-dlq")
    assert json.loads(found["redriveAllowPolicy"]) == {
        "redrivePermission": "byQueue",
        "sourceQueueArns": [case.arn("sqs", f"{case.prefix}-send-queue")],
    }
    assert "redrivePolicy" not in found


def test_the_inbound_queue_gives_up_after_five_attempts(case: Case) -> None:
    found = inputs(case, QUEUE, "inbound-queue")
    assert json.loads(found["redrivePolicy"]) == {
        "deadLetterTargetArn": case.arn("sqs", f"{case.prefix}-inbound-dlq"),
        "maxReceiveCount": 5,
    }
    assert found["visibilityTimeoutSeconds"] == 181
    dead = inputs(case, QUEUE, "inbound-dlq")
    assert json.loads(dead["redriveAllowPolicy"])["sourceQueueArns"] == [
        case.arn("sqs", f"{case.prefix}-inbound-queue")
    ]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_its_keys_indexes_and_time_to_live(case: Case, table: str) -> None:
    keys, ttl, indexes = TABLES[table]
    found = inputs(case, TABLE, table)
    assert found["name"] == f"{case.prefix}-{table}"
    assert (found["hashKey"], *([found["rangeKey"]] if "rangeKey" in found else [])) == keys
    assert found.get("ttl") == ({"enabled": True, "attributeName": ttl} if ttl else None)
    assert {
        index["name"]: tuple(key["attributeName"] for key in index["keySchemas"])
        for index in found.get("globalSecondaryIndexes", [])
    } == indexes
    for index in found.get("globalSecondaryIndexes", []):
        assert [key["keyType"] for key in index["keySchemas"]] == ["HASH", "RANGE"][
            : len(index["keySchemas"])
        ]
    every_key = {*keys, *(key for index in indexes.values() for key in index)}
    assert {(each["name"], each["type"]) for each in found["attributes"]} == {(key, "S") for key in every_key}
    assert len(found["attributes"]) == len(every_key)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_on_demand_and_recoverable_and_protected_in_prod(case: Case, table: str) -> None:
    found = inputs(case, TABLE, table)
    assert found["billingMode"] == "PAY_PER_REQUEST"
    assert found["pointInTimeRecovery"] == {"enabled": True}
    assert found["deletionProtectionEnabled"] is (case.environment == "prod")
    assert case.recording.the(TABLE, table).protect is (case.environment == "prod")


def test_the_backlog_index_carries_what_a_release_reads(case: Case) -> None:
    (index,) = inputs(case, TABLE, "contacts")["globalSecondaryIndexes"]
    assert index["projectionType"] == "INCLUDE"
    assert index["nonKeyAttributes"] == ["nextStep", "timezone", "uf", "updatedAt"]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_has_its_figures(case: Case, function: str) -> None:
    memory, timeout = FUNCTIONS[function]
    found = inputs(case, FUNCTION, function)
    assert found["name"] == f"{case.prefix}-{function}"
    assert (found["memorySize"], found["timeout"]) == (memory, timeout)
    assert (found["runtime"], found["architectures"]) == ("python3.13", ["arm64"])
    assert found["handler"] == f"handlers.{function.replace('-', '_')}.handler"
    assert found["tracingConfig"] == {"mode": "Active"}
    assert found["role"] == f"arn:aws:iam::{recorder.ACCOUNT}:role/{case.prefix}-{function}"
    assert found["sourceCodeHash"]
    assert "vpcConfig" not in found
    # dev keeps none, for an account that may run ten at once.
    kept = 20 if function == "receive-webhook" and case.environment == "prod" else None
    assert found.get("reservedConcurrentExecutions") == kept


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_logs_to_a_group_of_its_own_that_is_made_first(case: Case, function: str) -> None:
    group = case.recording.the(LOG_GROUP, f"{function}-logs")
    assert group.inputs["name"] == f"/aws/lambda/{case.prefix}-{function}"
    assert group.inputs["retentionInDays"] == {"dev": 7, "prod": 30}[case.environment]
    assert inputs(case, FUNCTION, function)["loggingConfig"]["logGroup"] == group.inputs["name"]
    assert group.urn in case.recording.the(FUNCTION, function).depends_on


def test_only_send_messages_has_a_dead_letter_target(case: Case) -> None:
    for function in FUNCTIONS:
        expected = {"targetArn": case.arn("sqs", f"{case.prefix}-send-dlq")}
        found = inputs(case, FUNCTION, function).get("deadLetterConfig")
        assert found == (expected if function == "send-messages" else None)


def test_the_send_queue_starts_send_messages_by_tens(case: Case) -> None:
    found = inputs(case, "aws:lambda/eventSourceMapping:EventSourceMapping", "send-messages-mapping")
    assert found["eventSourceArn"] == case.arn("sqs", f"{case.prefix}-send-queue")
    assert found["functionName"] == f"{case.prefix}-send-messages"
    assert (found["batchSize"], found["maximumBatchingWindowInSeconds"]) == (10, 5)
    assert found["functionResponseTypes"] == ["ReportBatchItemFailures"]
    assert found["scalingConfig"] == {"maximumConcurrency": {"dev": 4, "prod": 10}[case.environment]}


def test_the_inbound_queue_starts_handle_replies_by_tens(case: Case) -> None:
    found = inputs(case, "aws:lambda/eventSourceMapping:EventSourceMapping", "handle-replies-mapping")
    assert found["eventSourceArn"] == case.arn("sqs", f"{case.prefix}-inbound-queue")
    assert found["functionName"] == f"{case.prefix}-handle-replies"
    assert (found["batchSize"], found["maximumBatchingWindowInSeconds"]) == (10, 1)
    assert found["functionResponseTypes"] == ["ReportBatchItemFailures"]
    assert found["scalingConfig"] == {"maximumConcurrency": {"dev": 3, "prod": 10}[case.environment]}


def test_only_receive_webhook_may_be_called_by_anybody_and_only_at_its_url(case: Case) -> None:
    (url,) = case.recording.of_type("aws:lambda/functionUrl:FunctionUrl")
    name = f"{case.prefix}-receive-webhook"
    assert url.inputs == {"functionName": name, "authorizationType": "NONE"}
    opened = {
        each.inputs["action"]: each.inputs
        for each in case.recording.of_type("aws:lambda/permission:Permission")
        if each.inputs["principal"] == "*"
    }
    assert opened.keys() == {"lambda:InvokeFunctionUrl", "lambda:InvokeFunction"}
    assert {inputs["function"] for inputs in opened.values()} == {name}
    assert opened["lambda:InvokeFunctionUrl"]["functionUrlAuthType"] == "NONE"
    assert opened["lambda:InvokeFunction"]["invokedViaFunctionUrl"] is True


@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name != "send-messages"])
def test_an_asynchronous_failure_ends_in_the_failed_events_queue(case: Case, function: str) -> None:
    token = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"
    found = inputs(case, token, f"{function}-invocations")
    assert found["functionName"] == f"{case.prefix}-{function}"
    assert found["destinationConfig"] == {
        "onFailure": {"destination": case.arn("sqs", f"{case.prefix}-failed-events")}
    }
    assert found["maximumRetryAttempts"] == 2
    assert found["maximumEventAgeInSeconds"] == (300 if function == "release-contacts" else 21_600)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_starts_its_function_and_nothing_gets_lost(case: Case, rule: str) -> None:
    sources, detail_type, function = RULES[rule]
    found = inputs(case, "aws:cloudwatch/eventRule:EventRule", rule)
    assert found["name"] == f"{case.prefix}-{rule}"
    assert found["eventBusName"] == "default"
    assert json.loads(found["eventPattern"]) == {"source": sources, "detail-type": [detail_type]}

    target = inputs(case, "aws:cloudwatch/eventTarget:EventTarget", f"{rule}-target")
    assert target["rule"] == f"{case.prefix}-{rule}"
    assert target["arn"] == case.arn("lambda", f"function:{case.prefix}-{function}")
    assert target["deadLetterConfig"] == {"arn": case.arn("sqs", f"{case.prefix}-failed-events")}
    assert target["retryPolicy"] == {"maximumEventAgeInSeconds": 3600, "maximumRetryAttempts": 10}

    permission = inputs(case, "aws:lambda/permission:Permission", f"{rule}-permission")
    assert permission["function"] == f"{case.prefix}-{function}"
    assert permission["principal"] == "events.amazonaws.com"
    assert permission["sourceArn"] == case.arn("events", f"rule/{case.prefix}-{rule}")


def test_a_person_who_is_needed_is_told_by_ids_and_reason_alone(case: Case) -> None:
    rule = inputs(case, "aws:cloudwatch/eventRule:EventRule", "human-attention")
    assert rule["name"] == f"{case.prefix}-human-attention"
    assert json.loads(rule["eventPattern"]) == {
        "source": [OURS],
        "detail-type": ["Human Attention Needed"],
    }

    target = inputs(case, "aws:cloudwatch/eventTarget:EventTarget", "human-attention-target")
    assert target["arn"] == case.arn("sns", f"{case.prefix}-alerts")
    assert target["inputTransformer"] == {
        "inputPaths": {
            "contactId": "$.detail.contactId",
            "tenantId": "$.detail.tenantId",
            "campaignId": "$.detail.campaignId",
            "reason": "$.detail.reason",
            "correlationId": "$.detail.correlationId",
        },
        "inputTemplate": '"A person has to look at contact <contactId> of tenant <tenantId>, campaign <campaignId>: '
        '<reason>. Its correlation id is <correlationId>."',
    }
    assert target["deadLetterConfig"] == {"arn": case.arn("sqs", f"{case.prefix}-failed-events")}
    assert target["retryPolicy"] == {"maximumEventAgeInSeconds": 3600, "maximumRetryAttempts": 10}


def schedule(case: Case, function: str) -> Mapping[str, Any]:
    found = inputs(case, "aws:scheduler/schedule:Schedule", f"{function}-schedule")
    assert found["groupName"] == f"{case.prefix}-schedules"
    assert found["flexibleTimeWindow"] == {"mode": "OFF"}
    assert found["target"]["arn"] == case.arn("lambda", f"function:{case.prefix}-{function}")
    role = f"arn:aws:iam::{recorder.ACCOUNT}:role/{case.prefix}-{function}-schedule"
    assert found["target"]["roleArn"] == role
    assert found["target"]["deadLetterConfig"] == {"arn": case.arn("sqs", f"{case.prefix}-failed-events")}
    return found


def test_reminders_run_every_working_hour_of_sao_paulo(case: Case) -> None:
    found = schedule(case, "send-reminders")
    assert found["scheduleExpression"] == "cron(0 8-18 ? * MON-FRI *)"
    assert found["scheduleExpressionTimezone"] == "America/Sao_Paulo"
    assert json.loads(found["target"]["input"]) == {
        "source": "scheduler",
        "detail-type": "Scheduled Reminder Check",
        "detail": {"type": "reminder_check", "environment": case.environment},
    }
    assert found["target"]["retryPolicy"] == {"maximumEventAgeInSeconds": 3600, "maximumRetryAttempts": 10}


def test_contacts_are_released_every_minute(case: Case) -> None:
    found = schedule(case, "release-contacts")
    assert found["scheduleExpression"] == "rate(1 minute)"
    assert json.loads(found["target"]["input"]) == {"source": "scheduler"}
    assert found["target"]["retryPolicy"] == {"maximumEventAgeInSeconds": 60, "maximumRetryAttempts": 10}


def alarm(case: Case, name: str, periods: int, threshold: int) -> Mapping[str, Any]:
    found = inputs(case, ALARM, name)
    assert found["name"] == f"{case.prefix}-{name}"
    assert found["alarmActions"] == [case.arn("sns", f"{case.prefix}-alerts")]
    assert found["treatMissingData"] == "notBreaching"
    assert found["comparisonOperator"] == "GreaterThanThreshold"
    assert (found["evaluationPeriods"], found["threshold"]) == (periods, threshold)
    return found


@pytest.mark.parametrize("name", ALARMS)
def test_an_alarm_has_its_figures(case: Case, name: str) -> None:
    namespace, metric, dimension, watched, statistic, threshold, periods = ALARMS[name]
    found = alarm(case, name, periods, threshold)
    assert (found["namespace"], found["metricName"]) == (namespace, metric)
    assert found["dimensions"] == {dimension: f"{case.prefix}-{watched}"}
    assert (found["statistic"], found["period"]) == (statistic, 300)


def test_only_the_errors_of_send_messages_tell_when_they_are_over(case: Case) -> None:
    telling = {found.name for found in case.recording.of_type(ALARM) if "okActions" in found.inputs}
    assert telling == {"send-messages-errors"}


def summed(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "metricQueries" not in found:
        # Of one metric there is no sum.
        assert (found["statistic"], found["period"]) == ("Sum", 300)
        return [{key: found[key] for key in ("namespace", "metricName", "dimensions")}]
    total, *single = found["metricQueries"]
    assert (total["expression"], total["returnData"]) == ("SUM(METRICS())", True)
    assert len(single) <= 10
    for query in single:
        assert (query["metric"]["stat"], query["metric"]["period"]) == ("Sum", 300)
    return [query["metric"] for query in single]


def test_an_alarm_watches_the_books_of_both_functions_that_keep_them(case: Case) -> None:
    metrics = summed(alarm(case, "bookkeeping-failed", periods=1, threshold=0))
    assert [(each["metricName"], each["dimensions"]["service"]) for each in metrics] == [
        ("BookkeepingFailed", f"{case.prefix}-send-messages"),
        ("BookkeepingFailed", f"{case.prefix}-handle-replies"),
    ]


def test_an_alarm_rings_when_nothing_has_been_released_for_a_quarter_of_an_hour(case: Case) -> None:
    found = inputs(case, ALARM, "release-stopped")
    assert (found["namespace"], found["metricName"], found["statistic"]) == (
        "AWS/Lambda",
        "Invocations",
        "Sum",
    )
    assert found["dimensions"] == {"FunctionName": f"{case.prefix}-release-contacts"}
    assert (found["comparisonOperator"], found["threshold"]) == ("LessThanThreshold", 1)
    assert (found["evaluationPeriods"], found["period"], found["treatMissingData"]) == (3, 300, "breaching")


def test_an_alarm_watches_the_throttles_of_every_function(case: Case) -> None:
    names = [each.name for each in case.recording.of_type(ALARM) if each.name.startswith("lambda-throttles")]
    assert len(names) == own.throttle_alarms(len(catalogue.FUNCTIONS))
    metrics = [each for name in names for each in summed(alarm(case, name, periods=1, threshold=0))]
    assert {(each["namespace"], each["metricName"]) for each in metrics} == {("AWS/Lambda", "Throttles")}
    watched = [each["dimensions"]["FunctionName"] for each in metrics]
    assert sorted(watched) == sorted(f"{case.prefix}-{function}" for function in every_function())


@pytest.mark.parametrize("table", TABLES)
def test_an_alarm_watches_the_throttles_of_a_table_and_its_indexes(case: Case, table: str) -> None:
    metrics = summed(alarm(case, f"dynamodb-throttles-{table}", periods=2, threshold=0))
    parts = [{}, *({"GlobalSecondaryIndexName": index} for index in TABLES[table][2])]
    expected = [
        ("AWS/DynamoDB", metric, {"TableName": f"{case.prefix}-{table}"} | part)
        for part in parts
        for metric in ("ReadThrottleEvents", "WriteThrottleEvents")
    ]
    assert [(each["namespace"], each["metricName"], each["dimensions"]) for each in metrics] == expected


def test_what_was_added_has_the_figures_of_its_entry(case: Case) -> None:
    for function in own.functions(FUNCTIONS):
        found = inputs(case, FUNCTION, function.name)
        assert found["name"] == f"{case.prefix}-{function.name}"
        assert (found["memorySize"], found["timeout"]) == (function.memory, function.timeout)
        assert found["handler"] == f"handlers.{function.name.replace('-', '_')}.handler"
        errors = alarm(case, f"{function.name}-errors", periods=2, threshold=0)
        assert errors["dimensions"] == {"FunctionName": f"{case.prefix}-{function.name}"}
    for table in own.tables(TABLES):
        found = inputs(case, TABLE, table.name)
        assert (found["hashKey"], found.get("rangeKey")) == (table.hash_key, table.range_key)
        assert found["pointInTimeRecovery"] == {"enabled": True}
        assert case.recording.the(TABLE, table.name).protect is (case.environment == "prod")
        alarm(case, f"dynamodb-throttles-{table.name}", periods=2, threshold=0)
    for spec in own.alarms(WRITTEN_ALARMS):
        found = alarm(case, spec.name, spec.periods, spec.threshold)
        assert (found["namespace"], found["metricName"]) == (spec.metric.namespace, spec.metric.name)
        assert found["dimensions"] == {spec.metric.dimension: f"{case.prefix}-{spec.metric.watched}"}


def test_the_fence_begins_without_marks_and_is_kept_as_the_tables_are(case: Case) -> None:
    fence = case.recording.the(PARAMETER, "fence")
    assert (fence.inputs["name"], fence.inputs["type"]) == (f"{case.prefix}-fence", "String")
    assert fence.inputs["insecureValue"] == "{}"
    assert fence.protect == case.recording.the(TABLE, "contacts").protect


def test_the_intake_bucket_is_private_encrypted_versioned_and_tidied(case: Case) -> None:
    bucket = f"{case.prefix}-intake-{recorder.ACCOUNT}"
    assert inputs(case, "aws:s3/bucket:Bucket", "intake-bucket")["bucket"] == bucket
    private = inputs(case, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "intake-private")
    assert private == {
        "bucket": bucket,
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    }
    versioning = inputs(case, "aws:s3/bucketVersioning:BucketVersioning", "intake-versioning")
    assert versioning["versioningConfiguration"] == {"status": "Enabled"}
    token = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    (rule,) = inputs(case, token, "intake-encryption")["rules"]
    assert rule["applyServerSideEncryptionByDefault"] == {"sseAlgorithm": "AES256"}
    token = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    (rule,) = inputs(case, token, "intake-lifecycle")["rules"]
    assert rule["noncurrentVersionExpiration"] == {"noncurrentDays": 30}


def test_the_intake_bucket_is_kept_in_prod_and_goes_with_its_files_in_dev(case: Case) -> None:
    bucket = case.recording.the("aws:s3/bucket:Bucket", "intake-bucket")
    prod = case.environment == "prod"
    assert (bucket.protect, bucket.inputs["forceDestroy"]) == (prod, not prod)


def test_a_list_dropped_in_the_inbox_starts_ingest_contacts_whatever_its_name(case: Case) -> None:
    function = case.arn("lambda", f"function:{case.prefix}-ingest-contacts")
    notification = inputs(case, "aws:s3/bucketNotification:BucketNotification", "intake-notification")
    assert notification["lambdaFunctions"] == [
        {
            "id": "lists",
            "lambdaFunctionArn": function,
            "events": ["s3:ObjectCreated:*"],
            "filterPrefix": "inbox/",
        }
    ]
    permission = inputs(case, "aws:lambda/permission:Permission", "intake-permission")
    assert permission["sourceArn"] == f"arn:aws:s3:::{case.prefix}-intake-{recorder.ACCOUNT}"
    assert permission["sourceAccount"] == recorder.ACCOUNT
    assert permission["principal"] == "s3.amazonaws.com"


def test_the_outputs_are_the_documented_contract(case: Case) -> None:
    outputs = case.recording.outputs
    url = f"https://sqs.us-east-1.amazonaws.com/{recorder.ACCOUNT}/{case.prefix}"
    computed = {
        "sendQueueUrl": f"{url}-send-queue",
        "sendDlqUrl": f"{url}-send-dlq",
        "inboundQueueUrl": f"{url}-inbound-queue",
        "inboundDlqUrl": f"{url}-inbound-dlq",
        "failedEventsQueueUrl": f"{url}-failed-events",
        "webhookUrl": recorder.FUNCTION_URL,
    }
    if case.preview:
        computed = dict.fromkeys(computed)
    assert outputs == computed | {
        "environment": case.environment,
        "region": "us-east-1",
        "eventSource": OURS,
        "tables": {table: f"{case.prefix}-{table}" for table in every_table()},
        "functions": {function: f"{case.prefix}-{function}" for function in every_function()},
        "parameters": {"fence": f"{case.prefix}-fence"},
        "secretNames": {each: f"{SECRETS}/{each}" for each in ("whatsapp", "email", "calendar", "webhook")},
        "intakeBucket": f"{case.prefix}-intake-{recorder.ACCOUNT}",
        "alertsTopicArn": case.arn("sns", f"{case.prefix}-alerts"),
        "dashboardUrl": "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1"
        f"#dashboards/dashboard/{case.prefix}-overview",
    }


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ((QUEUE, "send-queue"), (QUEUE, "send-dlq")),
        ((FUNCTION, "send-messages"), ("aws:iam/rolePolicy:RolePolicy", "send-messages-policy")),
        ((FUNCTION, "send-messages"), (QUEUE, "send-dlq")),
        ((FUNCTION, "send-messages"), (TABLE, "contacts")),
        ((FUNCTION, "send-messages"), (PARAMETER, "fence")),
        (
            ("aws:iam/rolePolicy:RolePolicy", "send-messages-policy"),
            ("aws:iam/role:Role", "send-messages-role"),
        ),
        (
            ("aws:lambda/eventSourceMapping:EventSourceMapping", "send-messages-mapping"),
            (FUNCTION, "send-messages"),
        ),
        (
            ("aws:cloudwatch/eventTarget:EventTarget", "meeting-confirmed-target"),
            ("aws:cloudwatch/eventRule:EventRule", "meeting-confirmed"),
        ),
        (
            ("aws:cloudwatch/eventTarget:EventTarget", "meeting-confirmed-target"),
            (FUNCTION, "confirm-meeting"),
        ),
        (("aws:cloudwatch/eventTarget:EventTarget", "meeting-confirmed-target"), (QUEUE, "failed-events")),
        (
            ("aws:scheduler/schedule:Schedule", "send-reminders-schedule"),
            ("aws:scheduler/scheduleGroup:ScheduleGroup", "schedules"),
        ),
        (("aws:scheduler/schedule:Schedule", "send-reminders-schedule"), (FUNCTION, "send-reminders")),
        (
            ("aws:s3/bucketNotification:BucketNotification", "intake-notification"),
            ("aws:lambda/permission:Permission", "intake-permission"),
        ),
        (("aws:lambda/permission:Permission", "intake-permission"), (FUNCTION, "ingest-contacts")),
        (
            ("aws:lambda/permission:Permission", "receive-webhook-url-permission"),
            (FUNCTION, "receive-webhook"),
        ),
        (
            ("aws:lambda/functionUrl:FunctionUrl", "receive-webhook-url"),
            (FUNCTION, "receive-webhook"),
        ),
        ((FUNCTION, "receive-webhook"), (QUEUE, "inbound-queue")),
        ((ALARM, "dlq-messages"), ("aws:sns/topic:Topic", "alerts")),
        (
            ("aws:cloudwatch/eventTarget:EventTarget", "human-attention-target"),
            ("aws:sns/topicPolicy:TopicPolicy", "alerts-policy"),
        ),
        (("aws:cloudwatch/eventTarget:EventTarget", "human-attention-target"), (QUEUE, "failed-events")),
    ],
)
def test_what_is_needed_is_made_first(case: Case, later: tuple[str, str], earlier: tuple[str, str]) -> None:
    assert case.recording.the(*earlier).urn in case.recording.the(*later).depends_on
