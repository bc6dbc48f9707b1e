"""Functions, buses, logs and others with a document or a permission that lets somebody in."""

import json

from tests.corpus.case import Collection
from tests.corpus.names import bucket_arn, function_arn, named, queue_arn, table_arn
from tests.corpus.surroundings import ABSENT, TAGS, aws
from tests.policies.documents import FOREIGN, allow, arn, document, grant, public, root

CASES = Collection()
held = CASES.holding


held(
    "lambda-resource-policy",
    "lambda.ResourcePolicy open to '*'.",
    lambda stack: aws.lambda_.ResourcePolicy(
        "p",
        resource_arn=function_arn("charge"),
        policy=public("lambda:InvokeFunction", function_arn("charge")),
    ),
)
held(
    "lambda-resource-policy-foreign",
    "lambda.ResourcePolicy for another account.",
    lambda stack: aws.lambda_.ResourcePolicy(
        "p",
        resource_arn=function_arn("charge"),
        policy=public("lambda:InvokeFunction", function_arn("charge"), root(FOREIGN)),
    ),
    family="trust",
)
held(
    "lambda-layer-permission",
    "A layer for everybody.",
    lambda stack: aws.lambda_.LayerVersionPermission(
        "p",
        layer_name="shop",
        version_number=1,
        principal="*",
        action="lambda:GetLayerVersion",
        statement_id="all",
    ),
)
held(
    "lambda-layer-permission-foreign",
    "A layer for another account.",
    lambda stack: aws.lambda_.LayerVersionPermission(
        "p",
        layer_name="shop",
        version_number=1,
        principal=FOREIGN,
        action="lambda:GetLayerVersion",
        statement_id="one",
    ),
    family="trust",
    debatable=True,
)
held(
    "lambda-permission-star",
    "Permission for '*'.",
    lambda stack: (stack.function("charge"), stack.permission(principal="*", source_arn=ABSENT)),
)
held(
    "lambda-permission-star-source-pattern",
    "Permission for '*' with a source of any account.",
    lambda stack: (
        stack.function("charge"),
        stack.permission(principal="*", source_arn="arn:aws:events:us-east-1:*:rule/*"),
    ),
)
held(
    "lambda-permission-url-none",
    "Permission for '*' to invoke the URL, without authentication.",
    lambda stack: (
        stack.function("charge"),
        stack.permission(
            principal="*", action="lambda:InvokeFunctionUrl", function_url_auth_type="NONE", source_arn=ABSENT
        ),
    ),
    by=("functions", "least privilege"),
)
held(
    "lambda-permission-account-only-pattern",
    "A service's permission with an empty account in the source.",
    lambda stack: (stack.function("charge"), stack.permission(source_arn="arn:aws:events:*:*:rule/paid")),
)
held(
    "lambda-permission-s3-no-account",
    "S3's permission without source_account: a bucket's name may pass to another owner (AWS's Lambda guide).",
    lambda stack: (
        stack.failure_queue("failed"),
        stack.function("charge", allow("sqs:SendMessage", queue_arn("failed"))),
        aws.lambda_.FunctionEventInvokeConfig(
            "i",
            function_name=named("charge"),
            destination_config={"on_failure": {"destination": queue_arn("failed")}},
        ),
        stack.permission(principal="s3.amazonaws.com", source_arn=bucket_arn("files")),
    ),
    debatable=True,
)
held(
    "function-url",
    "A function URL without authentication.",
    lambda stack: (
        stack.function("charge"),
        aws.lambda_.FunctionUrl("u", function_name=named("charge"), authorization_type="NONE"),
    ),
    by=("functions",),
)
held(
    "event-bus-policy",
    "A bus on which everybody puts events.",
    lambda stack: aws.cloudwatch.EventBusPolicy(
        "b",
        event_bus_name=named("bus"),
        policy=public("events:PutEvents", arn("events", "event-bus/shop-bus")),
    ),
)
held(
    "event-permission",
    "EventPermission(principal='*').",
    lambda stack: aws.cloudwatch.EventPermission("p", principal="*", statement_id="all"),
)
held(
    "event-permission-foreign",
    "EventPermission for another account.",
    lambda stack: aws.cloudwatch.EventPermission("p", principal=FOREIGN, statement_id="one"),
    family="trust",
)
held(
    "event-permission-org-any",
    "EventPermission for '*' with a pattern as organisation.",
    lambda stack: aws.cloudwatch.EventPermission(
        "p",
        principal="*",
        statement_id="all",
        condition={"key": "aws:PrincipalOrgID", "type": "StringLike", "value": "o-*"},
    ),
)
held(
    "log-resource-policy",
    "Every service and everybody writes to the log group.",
    lambda stack: aws.cloudwatch.LogResourcePolicy(
        "p",
        policy_name="p",
        policy_document=public("logs:PutLogEvents", arn("logs", "log-group:shop:log-stream:one")),
    ),
)
held(
    "log-resource-policy-service",
    "A service without source writes to the log group (confused deputy).",
    lambda stack: aws.cloudwatch.LogResourcePolicy(
        "p",
        policy_name="p",
        policy_document=public(
            "logs:PutLogEvents", arn("logs", "log-group:shop:log-stream:one"), {"Service": "es.amazonaws.com"}
        ),
    ),
)
held(
    "log-destination",
    "Another account subscribes to the log destination (property accessPolicy).",
    lambda stack: aws.cloudwatch.LogDestinationPolicy(
        "p",
        destination_name="d",
        access_policy=public("logs:PutSubscriptionFilter", arn("logs", "destination:d"), {"AWS": FOREIGN}),
    ),
    family="trust",
)
held(
    "log-delivery-destination",
    "A delivery destination for everybody.",
    lambda stack: aws.cloudwatch.LogDeliveryDestinationPolicy(
        "p",
        delivery_destination_name="d",
        delivery_destination_policy=public("logs:CreateDelivery", arn("logs", "delivery-destination:d")),
    ),
)
held(
    "dynamodb",
    "Everybody reads the table.",
    lambda stack: aws.dynamodb.ResourcePolicy(
        "p", resource_arn=table_arn("customers"), policy=public("dynamodb:GetItem", table_arn("customers"))
    ),
)
held(
    "dynamodb-foreign",
    "Another account reads the table.",
    lambda stack: aws.dynamodb.ResourcePolicy(
        "p",
        resource_arn=table_arn("customers"),
        policy=public("dynamodb:GetItem", table_arn("customers"), root(FOREIGN)),
    ),
    family="trust",
)
held(
    "ssm-document",
    "An SSM document shared with all accounts.",
    lambda stack: aws.ssm.Document(
        "p",
        name="doc",
        document_type="Command",
        content=json.dumps({"schemaVersion": "2.2", "mainSteps": []}),
        permissions={"type": "Share", "account_ids": "All"},
        tags=TAGS,
    ),
)
held(
    "ssm-document-foreign",
    "An SSM document shared with one other account.",
    lambda stack: aws.ssm.Document(
        "p",
        name="doc",
        document_type="Command",
        content=json.dumps({"schemaVersion": "2.2", "mainSteps": []}),
        permissions={"type": "Share", "account_ids": FOREIGN},
        tags=TAGS,
    ),
    family="trust",
    debatable=True,
)
held(
    "vpc-endpoint",
    "A VPC endpoint whose policy is the default '*' for '*'.",
    lambda stack: stack.resource(
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        "e",
        {
            "vpcId": "vpc-1",
            "serviceName": "com.amazonaws.us-east-1.dynamodb",
            "tags": TAGS,
            "policy": document(grant("*", "*", "*")),
        },
    ),
    debatable=True,
)
