"""Who may do what: the roles of the whole program, and the policies of its queues, topic and bucket."""

import json
from typing import Any

import pytest

from local.deployment import recorder
from tests.granted import roles
from tests.granted.requests import NAMES, Need

from .conftest import Case
from .test_resources import FUNCTIONS, TABLES, every_function

ROLE = "aws:iam/role:Role"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"

POLLING = {
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ChangeMessageVisibility",
}
SEND = {"sqs:SendMessage"}

# function: table, or table and index, to operations
TABLE_GRANTS = {
    "send-messages": {
        "contacts": "BatchGetItem GetItem PartiQLInsert PartiQLUpdate PutItem UpdateItem",
        "config": "BatchGetItem GetItem PutItem DeleteItem",
        "rate-limit": "PartiQLInsert PartiQLUpdate UpdateItem",
        "stats": "GetItem PartiQLInsert PartiQLUpdate PutItem",
        "meetings": "BatchGetItem ConditionCheckItem",
    },
    "ingest-contacts": {
        "contacts": "BatchGetItem PartiQLInsert PartiQLUpdate PutItem UpdateItem",
        "config": "BatchGetItem GetItem",
        "stats": "UpdateItem",
        "idempotency": "GetItem PutItem UpdateItem",
    },
    "handle-replies": {
        "contacts": "BatchGetItem GetItem PartiQLInsert PartiQLUpdate PutItem Query UpdateItem",
        "config": "BatchGetItem GetItem Query",
        "meetings": "BatchGetItem GetItem UpdateItem DeleteItem",
        "stats": "PartiQLInsert PartiQLUpdate PutItem UpdateItem",
    },
    "schedule-meeting": {
        "contacts": "BatchGetItem GetItem PutItem UpdateItem",
        "config": "GetItem Query",
        "meetings": "GetItem Query PutItem UpdateItem DeleteItem",
        "meetings/index/tenant-meetings-index": "Query",
        "idempotency": "PutItem UpdateItem",
        "stats": "UpdateItem",
    },
    "confirm-meeting": {
        "contacts": "BatchGetItem GetItem PutItem UpdateItem",
        "config": "GetItem Query",
        "meetings": "GetItem PutItem UpdateItem DeleteItem",
        "idempotency": "PutItem UpdateItem",
        "stats": "UpdateItem",
    },
    "send-reminders": {
        "contacts": "BatchGetItem BatchWriteItem DeleteItem GetItem PutItem Query Scan UpdateItem",
        "config": "GetItem PutItem Query",
        "meetings": "BatchGetItem BatchWriteItem DeleteItem GetItem PutItem Scan UpdateItem",
        "meetings/index/status-index": "Query",
        "stats": "UpdateItem",
    },
    "generate-briefing": {
        "contacts": "GetItem Query",
        "config": "GetItem",
        "meetings": "GetItem UpdateItem",
        "idempotency": "PutItem UpdateItem",
        "stats": "UpdateItem",
    },
    "release-contacts": {
        "contacts": "BatchGetItem GetItem PartiQLUpdate PutItem UpdateItem",
        "contacts/index/backlog-index": "Query",
        "config": "Query",
        "rate-limit": "BatchGetItem PutItem",
        "stats": "UpdateItem",
        "meetings": "BatchGetItem PutItem",
    },
    "notify-team": {
        "contacts": "BatchGetItem GetItem PutItem Query UpdateItem",
        "config": "GetItem Query",
        "meetings": "GetItem",
        "idempotency": "PutItem UpdateItem",
    },
    "receive-webhook": {},
}

# function: table to the only partition keys that it may name
KEYS = {
    **{
        function: {"idempotency": f"{function}#*"}
        for function in ("schedule-meeting", "confirm-meeting", "generate-briefing", "notify-team")
    },
    "release-contacts": {"meetings": "FENCE"},
}

# function: parameter to actions
PARAMETER_GRANTS = {
    "send-messages": {"fence": {"ssm:GetParameter", "ssm:PutParameter"}},
    "send-reminders": {"fence": {"ssm:GetParameter"}},
    "release-contacts": {"fence": {"ssm:GetParameter", "ssm:PutParameter"}},
}

# function: queue to actions
QUEUE_GRANTS = {
    "send-messages": {"send-queue": POLLING | SEND, "send-dlq": SEND},
    "ingest-contacts": {"failed-events": SEND},
    "handle-replies": {
        "send-queue": SEND,
        "inbound-queue": POLLING | SEND,
        "inbound-dlq": SEND,
        "failed-events": SEND,
    },
    "schedule-meeting": {"send-queue": SEND, "failed-events": SEND},
    "confirm-meeting": {"send-queue": SEND, "failed-events": SEND},
    "send-reminders": {"send-queue": SEND, "failed-events": SEND},
    "generate-briefing": {"failed-events": SEND},
    "notify-team": {"failed-events": SEND},
    "release-contacts": {"send-queue": SEND, "failed-events": SEND},
    "receive-webhook": {"inbound-queue": SEND, "failed-events": SEND},
}

SECRET_GRANTS = {
    "send-messages": {"whatsapp", "email"},
    "handle-replies": {"whatsapp", "calendar"},
    "schedule-meeting": {"calendar"},
    "confirm-meeting": {"calendar"},
    "send-reminders": {"email", "calendar", "webhook"},
    "generate-briefing": {"email"},
    "notify-team": {"email"},
    "receive-webhook": {"webhook"},
}

SILENT = {"release-contacts", "receive-webhook", "notify-team"}
"""The functions that raise no event."""

SECRETS = "/repo/terraform/micro-agente-disparo-agendamento"


def statements(case: Case, policy: str) -> list[dict[str, Any]]:
    text = case.recording.the(ROLE_POLICY, policy).inputs["policy"]
    assert isinstance(text, str)
    return json.loads(text)["Statement"]


def granted(case: Case, policy: str, service: str) -> dict[str, set[str]]:
    """Resource to actions of one service; each statement is about one resource."""
    found: dict[str, set[str]] = {}
    for statement in statements(case, policy):
        if statement["Action"][0].startswith(f"{service}:"):
            assert all(action.startswith(f"{service}:") for action in statement["Action"])
            (resource,) = statement["Resource"]
            found.setdefault(resource, set()).update(statement["Action"])
    return found


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_touch_only_its_tables_and_read_only_its_indexes(case: Case, function: str) -> None:
    expected = {
        case.arn("dynamodb", f"table/{case.prefix}-{thing}"): {
            f"dynamodb:{each}" for each in operations.split()
        }
        for thing, operations in TABLE_GRANTS[function].items()
    }
    assert granted(case, f"{function}-policy", "dynamodb") == expected


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_name_only_its_own_runs_and_the_release_only_the_mark_of_the_meetings(
    case: Case, function: str
) -> None:
    found = {
        statement["Resource"][0].rpartition(f"{case.prefix}-")[2]: statement["Condition"]
        for statement in statements(case, f"{function}-policy")
        if statement["Action"][0].startswith("dynamodb:") and "Condition" in statement
    }
    assert found == {
        table: {
            "ForAllValues:StringLike": {"dynamodb:LeadingKeys": [key]},
            "Null": {"dynamodb:LeadingKeys": "false"},
        }
        for table, key in KEYS.get(function, {}).items()
    }


@pytest.mark.parametrize("function", every_function())
def test_a_role_holds_nothing_beside_what_is_compared_with_the_calls_of_its_function(
    case: Case, function: str
) -> None:
    documents = [
        json.loads(policy.inputs["policy"])
        for policy in case.recording.of_type(ROLE_POLICY)
        if policy.inputs["role"] == f"{case.prefix}-{function}"
    ]
    found = {
        Need(action, as_in_dev(case, resource))
        for document in documents
        for statement in document["Statement"]
        for action in statement["Action"]
        for resource in statement["Resource"]
    }
    held = roles.held_without_mail(function)
    assert found == {pair for pair in held if not pair.action.startswith("ec2:")}


def as_in_dev(case: Case, resource: str) -> str:
    """An ARN as it is in the stack dev of the account of ``tests/granted``."""
    return resource.replace(case.prefix, NAMES.physical("")[:-1]).replace(recorder.ACCOUNT, NAMES.account)


def test_every_index_that_a_function_reads_is_one_of_its_table(case: Case) -> None:
    for things in TABLE_GRANTS.values():
        for thing in things:
            table, _, index = thing.partition("/index/")
            assert not index or index in TABLES[table][2]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_touch_only_its_queues(case: Case, function: str) -> None:
    expected = {
        case.arn("sqs", f"{case.prefix}-{queue}"): actions
        for queue, actions in QUEUE_GRANTS[function].items()
    }
    assert granted(case, f"{function}-policy", "sqs") == expected


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_touch_only_its_parameters(case: Case, function: str) -> None:
    expected = {
        case.arn("ssm", f"parameter/{case.prefix}-{parameter}"): actions
        for parameter, actions in PARAMETER_GRANTS.get(function, {}).items()
    }
    assert granted(case, f"{function}-policy", "ssm") == expected


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_read_only_its_secrets(case: Case, function: str) -> None:
    expected = {
        case.arn("secretsmanager", f"secret:{SECRETS}/{partner}-??????"): {"secretsmanager:GetSecretValue"}
        for partner in SECRET_GRANTS.get(function, ())
    }
    assert granted(case, f"{function}-policy", "secretsmanager") == expected


@pytest.mark.parametrize("function", every_function())
def test_a_function_may_write_only_to_its_own_log_group_and_its_traces(case: Case, function: str) -> None:
    group = case.arn("logs", f"log-group:/aws/lambda/{case.prefix}-{function}:*")
    assert granted(case, f"{function}-policy", "logs") == {
        group: {"logs:CreateLogStream", "logs:PutLogEvents"}
    }
    traces = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}
    assert granted(case, f"{function}-policy", "xray") == {"*": traces}


def test_only_our_source_may_be_put_on_only_our_bus(case: Case) -> None:
    raising = set()
    for function in FUNCTIONS:
        for statement in statements(case, f"{function}-policy"):
            if "events:PutEvents" in statement["Action"]:
                raising.add(function)
                assert statement["Resource"] == [case.arn("events", "event-bus/default")]
                assert statement["Condition"] == {
                    "StringEquals": {"events:source": "micro-agente-disparo-agendamento"}
                }
    assert raising == FUNCTIONS.keys() - SILENT


def test_only_ingest_contacts_reads_the_inbox_writes_reports_and_starts_a_release_or_its_rest(
    case: Case,
) -> None:
    for function in FUNCTIONS:
        if function == "send-reminders":
            continue
        bucket = granted(case, f"{function}-policy", "s3")
        invoked = granted(case, f"{function}-policy", "lambda")
        if function == "ingest-contacts":
            objects = f"arn:aws:s3:::{case.prefix}-intake-{recorder.ACCOUNT}"
            assert bucket == {
                f"{objects}/inbox/*": {"s3:GetObject"},
                f"{objects}/reports/*": {"s3:PutObject"},
            }
            assert invoked == {
                case.arn("lambda", f"function:{case.prefix}-{other}"): {"lambda:InvokeFunction"}
                for other in ("release-contacts", "ingest-contacts")
            }
        else:
            assert not bucket
            assert not invoked


def test_send_reminders_lists_and_deletes_lists_and_reports_and_reads_the_links_address(case: Case) -> None:
    policy = "send-reminders-policy"
    bucket = f"arn:aws:s3:::{case.prefix}-intake-{recorder.ACCOUNT}"
    assert granted(case, policy, "s3") == {
        bucket: {"s3:ListBucket"},
        f"{bucket}/inbox/*": {"s3:DeleteObject"},
        f"{bucket}/reports/*": {"s3:DeleteObject"},
    }
    listing = [each for each in statements(case, policy) if each["Action"] == ["s3:ListBucket"]]
    assert [each["Condition"] for each in listing] == [
        {"StringLike": {"s3:prefix": prefix}} for prefix in ("inbox/*", "reports/*")
    ]
    url = case.arn("lambda", f"function:{case.prefix}-receive-webhook")
    assert granted(case, policy, "lambda") == {url: {"lambda:GetFunctionUrlConfig"}}


def test_no_role_may_do_anything_else(case: Case) -> None:
    services = {"dynamodb", "sqs", "secretsmanager", "logs", "xray", "events", "s3", "lambda", "ssm"}
    for policy in case.recording.of_type(ROLE_POLICY):
        for statement in statements(case, policy.name):
            assert statement.keys() <= {"Sid", "Effect", "Action", "Resource", "Condition"}
            assert statement["Effect"] == "Allow"
            assert {action.partition(":")[0] for action in statement["Action"]} <= services


def test_no_action_holds_a_wildcard_and_no_resource_but_that_of_traces_is_all(case: Case) -> None:
    for policy in case.recording.of_type(ROLE_POLICY):
        for statement in statements(case, policy.name):
            assert not any("*" in action or "?" in action for action in statement["Action"])
            assert ("*" in statement["Resource"]) == (statement["Sid"] == "Xray")


def test_every_statement_of_a_role_has_a_name_of_its_own(case: Case) -> None:
    for policy in case.recording.of_type(ROLE_POLICY):
        sids = [statement["Sid"] for statement in statements(case, policy.name)]
        assert len(sids) == len(set(sids))
        assert all(sid.isalnum() for sid in sids)


def test_every_function_has_a_role_of_its_own_for_lambda_alone(case: Case) -> None:
    roles = [each.inputs["role"] for each in case.recording.of_type("aws:lambda/function:Function")]
    assert len(set(roles)) == len(every_function())
    for function in every_function():
        assert trust(case, f"{function}-role") == {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }


def trust(case: Case, role: str) -> dict[str, Any]:
    (statement,) = json.loads(case.recording.the(ROLE, role).inputs["assumeRolePolicy"])["Statement"]
    return statement


@pytest.mark.parametrize("function", ["send-reminders", "release-contacts"])
def test_a_schedule_has_a_role_for_its_function_and_group_alone(case: Case, function: str) -> None:
    group = case.arn("scheduler", f"schedule-group/{case.prefix}-schedules")
    assert trust(case, f"{function}-schedule-role") == {
        "Effect": "Allow",
        "Principal": {"Service": "scheduler.amazonaws.com"},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"aws:SourceAccount": recorder.ACCOUNT, "aws:SourceArn": group}},
    }
    policy = f"{function}-schedule-policy"
    assert granted(case, policy, "lambda") == {
        case.arn("lambda", f"function:{case.prefix}-{function}"): {"lambda:InvokeFunction"}
    }
    assert granted(case, policy, "sqs") == {case.arn("sqs", f"{case.prefix}-failed-events"): SEND}


def test_nothing_attaches_a_managed_policy(case: Case) -> None:
    for resource in case.recording.resources:
        assert "Attachment" not in resource.type
        assert "managedPolicyArns" not in resource.inputs
        assert "AWSLambda" not in json.dumps(resource.inputs, default=repr)


def refusal(actions: str, *resources: str) -> dict[str, Any]:
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": actions,
        "Resource": list(resources),
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def resource_policy(case: Case, token: str, name: str) -> list[dict[str, Any]]:
    return json.loads(case.recording.the(token, name).inputs["policy"])["Statement"]


@pytest.mark.parametrize("queue", ["send-queue", "send-dlq", "inbound-queue", "inbound-dlq", "failed-events"])
def test_a_queue_refuses_requests_without_tls(case: Case, queue: str) -> None:
    token = "aws:sqs/queuePolicy:QueuePolicy"
    policy = case.recording.the(token, f"{queue}-policy")
    assert policy.inputs["queueUrl"].endswith(f"/{recorder.ACCOUNT}/{case.prefix}-{queue}")
    arn = case.arn("sqs", f"{case.prefix}-{queue}")
    first, *others = resource_policy(case, token, f"{queue}-policy")
    assert first == refusal("sqs:*", arn)
    if queue != "failed-events":
        assert not others


def test_only_our_rules_may_put_into_the_failed_events_queue(case: Case) -> None:
    _, allowed = resource_policy(case, "aws:sqs/queuePolicy:QueuePolicy", "failed-events-policy")
    assert allowed["Principal"] == {"Service": "events.amazonaws.com"}
    assert allowed["Action"] == ["sqs:SendMessage"]
    rules = (
        "schedule-requested",
        "meeting-proposed",
        "meeting-booked",
        "meeting-cancelled",
        "meeting-confirmed",
        "human-needed",
        "human-attention",
    )
    arns = [case.arn("events", f"rule/{case.prefix}-{rule}") for rule in rules]
    assert allowed["Condition"] == {"ArnEquals": {"aws:SourceArn": arns}}


def test_only_our_alarms_and_the_call_for_a_person_may_be_published_to_the_topic(case: Case) -> None:
    arn = case.arn("sns", f"{case.prefix}-alerts")
    refused, alarms, events = resource_policy(case, "aws:sns/topicPolicy:TopicPolicy", "alerts-policy")
    assert refused == refusal("sns:Publish", arn)
    for allowed in (alarms, events):
        assert (allowed["Action"], allowed["Resource"]) == (["sns:Publish"], [arn])
    assert alarms["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert alarms["Condition"] == {
        "StringEquals": {"aws:SourceAccount": recorder.ACCOUNT},
        "ArnLike": {"aws:SourceArn": case.arn("cloudwatch", f"alarm:{case.prefix}-*")},
    }
    assert events["Principal"] == {"Service": "events.amazonaws.com"}
    rule = case.arn("events", f"rule/{case.prefix}-human-attention")
    assert events["Condition"] == {"ArnEquals": {"aws:SourceArn": [rule]}}


def test_the_bucket_refuses_requests_without_tls(case: Case) -> None:
    arn = f"arn:aws:s3:::{case.prefix}-intake-{recorder.ACCOUNT}"
    assert resource_policy(case, "aws:s3/bucketPolicy:BucketPolicy", "intake-policy") == [
        refusal("s3:*", arn, f"{arn}/*")
    ]


def test_a_function_is_told_only_of_what_it_may_touch(case: Case) -> None:
    for function in FUNCTIONS:
        found = case.recording.the("aws:lambda/function:Function", function).inputs["environment"][
            "variables"
        ]
        expected = {
            "ENVIRONMENT": case.environment,
            "LOG_LEVEL": "INFO",
            "POWERTOOLS_SERVICE_NAME": function,
            "POWERTOOLS_METRICS_NAMESPACE": "Alquimista/DisparoAgenda",
        }
        for table in (thing.partition("/")[0] for thing in TABLE_GRANTS[function]):
            expected[f"TABLE_{table.upper().replace('-', '_')}"] = f"{case.prefix}-{table}"
        for queue in ("send-queue", "inbound-queue", "inbound-dlq"):
            if QUEUE_GRANTS[function].get(queue, set()) >= SEND:
                url = f"https://sqs.us-east-1.amazonaws.com/{recorder.ACCOUNT}/{case.prefix}-{queue}"
                expected[f"{queue.upper().replace('-', '_')}_URL"] = url
        kept = "send-dlq" if function == "send-messages" else "failed-events"
        url = f"https://sqs.us-east-1.amazonaws.com/{recorder.ACCOUNT}/{case.prefix}-{kept}"
        expected[f"{kept.upper().replace('-', '_')}_URL"] = url
        for partner in SECRET_GRANTS.get(function, ()):
            expected[f"SECRET_{partner.upper()}"] = f"{SECRETS}/{partner}"
        for parameter in PARAMETER_GRANTS.get(function, {}):
            expected[f"PARAMETER_{parameter.upper()}"] = f"{case.prefix}-{parameter}"
        if function not in SILENT:
            expected |= {"EVENT_BUS": "default", "EVENT_SOURCE": "micro-agente-disparo-agendamento"}
        if function == "ingest-contacts":
            expected["INGEST_FUNCTION"] = f"{case.prefix}-ingest-contacts"
            expected["RELEASE_FUNCTION"] = f"{case.prefix}-release-contacts"
        if function in ("ingest-contacts", "send-reminders"):
            expected["INTAKE_BUCKET"] = f"{case.prefix}-intake-{recorder.ACCOUNT}"
        if function == "send-reminders":
            expected["LINK_FUNCTION"] = f"{case.prefix}-receive-webhook"
        assert found == expected, function
