"""An HTTP API with a function and a table."""

import json

import pulumi
import pulumi_aws as aws

from tests.policies.documents import REGION, allow, document, trust
from tests.policies.programs.common import alerts, tagged, watch


def tutorial() -> None:
    """Make it as tutorials do: a managed policy for the logs, everything on the table, no more than has to be said."""
    table = aws.dynamodb.Table(
        "orders",
        attributes=[{"name": "id", "type": "S"}],
        hash_key="id",
        read_capacity=1,
        write_capacity=1,
    )
    role = aws.iam.Role(
        "api-role",
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Action": "sts:AssumeRole",
                        "Principal": {"Service": "lambda.amazonaws.com"},
                        "Effect": "Allow",
                        "Sid": "",
                    }
                ],
            }
        ),
    )
    aws.iam.RolePolicyAttachment(
        "api-logs",
        role=role.name,
        policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    )
    aws.iam.RolePolicy(
        "api-orders",
        role=role.id,
        policy=table.arn.apply(
            lambda arn: json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [{"Effect": "Allow", "Action": "dynamodb:*", "Resource": arn}],
                }
            )
        ),
    )
    function = aws.lambda_.Function(
        "api",
        role=role.arn,
        runtime="python3.7",
        handler="api.handler",
        code=pulumi.AssetArchive({"api.py": pulumi.StringAsset("def handler(event, context): ...")}),
        environment={"variables": {"TABLE": table.name}},
    )
    api = aws.apigatewayv2.Api("http-api", protocol_type="HTTP")
    backend = aws.apigatewayv2.Integration(
        "backend", api_id=api.id, integration_type="AWS_PROXY", integration_uri=function.arn
    )
    aws.apigatewayv2.Route(
        "any",
        api_id=api.id,
        route_key="ANY /{proxy+}",
        target=pulumi.Output.concat("integrations/", backend.id),
    )
    aws.apigatewayv2.Stage("default", api_id=api.id, auto_deploy=True)
    aws.lambda_.Permission(
        "api-may-invoke",
        action="lambda:invokeFunction",
        function=function.name,
        principal="apigateway.amazonaws.com",
        source_arn=pulumi.Output.concat(api.execution_arn, "/*/*"),
    )


def hardened() -> None:
    """Make it with rights that are used, a log group, traces, alarms and a table that can be restored."""
    opts = tagged()
    account = aws.get_caller_identity().account_id
    table = aws.dynamodb.Table(
        "orders",
        name="shop-orders",
        billing_mode="PAY_PER_REQUEST",
        attributes=[{"name": "id", "type": "S"}, {"name": "customer", "type": "S"}],
        hash_key="id",
        global_secondary_indexes=[{"name": "by-customer", "hash_key": "customer", "projection_type": "ALL"}],
        point_in_time_recovery={"enabled": True},
        opts=opts,
    )
    logs = aws.cloudwatch.LogGroup("api", name="/aws/lambda/shop-api", retention_in_days=30, opts=opts)
    orders = f"arn:aws:dynamodb:{REGION}:{account}:table/shop-orders"
    role = aws.iam.Role(
        "api",
        name="shop-api",
        assume_role_policy=trust("lambda.amazonaws.com"),
        opts=opts,
    )
    aws.iam.RolePolicy(
        "api",
        role=role.name,
        policy=document(
            allow(
                ["logs:CreateLogStream", "logs:PutLogEvents"],
                f"arn:aws:logs:{REGION}:{account}:log-group:/aws/lambda/shop-api:*",
            ),
            allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"),
            allow(["dynamodb:GetItem", "dynamodb:PutItem"], orders),
            allow(["dynamodb:Query"], f"{orders}/index/*"),
        ),
        opts=opts,
    )
    function = aws.lambda_.Function(
        "api",
        name="shop-api",
        role=role.arn,
        runtime="python3.13",
        handler="api.handler",
        memory_size=256,
        timeout=10,
        code=pulumi.AssetArchive({"api.py": pulumi.StringAsset("def handler(event, context): ...")}),
        environment={"variables": {"TABLE": table.name}},
        tracing_config={"mode": "Active"},
        opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(depends_on=[logs])),
    )
    api = aws.apigatewayv2.Api("shop", name="shop", protocol_type="HTTP", opts=opts)
    backend = aws.apigatewayv2.Integration(
        "backend",
        api_id=api.id,
        integration_type="AWS_PROXY",
        integration_uri=function.invoke_arn,
        payload_format_version="2.0",
        opts=opts,
    )
    aws.apigatewayv2.Route(
        "orders",
        api_id=api.id,
        route_key="POST /orders",
        target=pulumi.Output.concat("integrations/", backend.id),
        opts=opts,
    )
    aws.apigatewayv2.Stage("default", api_id=api.id, name="$default", auto_deploy=True, opts=opts)
    aws.lambda_.Permission(
        "api-may-invoke",
        action="lambda:InvokeFunction",
        function=function.name,
        principal="apigateway.amazonaws.com",
        source_arn=pulumi.Output.concat(api.execution_arn, "/*/*"),
        opts=opts,
    )
    topic = alerts(opts)
    of_function = {"FunctionName": "shop-api"}
    watch("api-errors", "AWS/Lambda", "Errors", of_function, topic, opts)
    watch("api-throttles", "AWS/Lambda", "Throttles", of_function, topic, opts)
    for metric in ("ReadThrottleEvents", "WriteThrottleEvents"):
        watch(f"orders-{metric}", "AWS/DynamoDB", metric, {"TableName": "shop-orders"}, topic, opts)
