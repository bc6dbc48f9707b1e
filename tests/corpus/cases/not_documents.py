"""Policies that are no IAM documents, and documents in order, of types that hold them."""

import json
from typing import Any

from tests.corpus.case import Build, Collection
from tests.corpus.names import named, queue_arn, role_arn, rule_arn, table_arn, topic_arn
from tests.corpus.surroundings import TAGS, aws
from tests.policies.documents import ORGANIZATION, OWN, allow, arn, document, grant, public, root, tls_only

CASES = Collection()


def in_order(name: str, says: str, build: Build, **more: Any) -> None:
    """Add a resource that is in order."""
    CASES.clean(f"ok-doc-{name}", "exposure", says, build, **more)


in_order(
    "ecr-lifecycle",
    "A lifecycle policy is no IAM document.",
    lambda stack: aws.ecr.LifecyclePolicy(
        "p",
        repository="app",
        policy=json.dumps(
            {
                "rules": [
                    {
                        "rulePriority": 1,
                        "selection": {
                            "tagStatus": "untagged",
                            "countType": "imageCountMoreThan",
                            "countNumber": 5,
                        },
                        "action": {"type": "expire"},
                    }
                ]
            }
        ),
    ),
)
in_order(
    "sns-filter",
    "A subscription's filter policy is no IAM document; its dead-letter queue lets the topic send.",
    lambda stack: (
        stack.queue(
            "orders",
            grant(
                {"Service": "sns.amazonaws.com"},
                "sqs:SendMessage",
                queue_arn("orders"),
                {"ArnEquals": {"aws:SourceArn": topic_arn("news")}},
            ),
        ),
        stack.failure_queue(
            "undelivered",
            grant(
                {"Service": "sns.amazonaws.com"},
                "sqs:SendMessage",
                queue_arn("undelivered"),
                {"ArnEquals": {"aws:SourceArn": topic_arn("news")}},
            ),
        ),
        stack.topic("news"),
        aws.sns.TopicSubscription(
            "s",
            topic=topic_arn("news"),
            protocol="sqs",
            endpoint=queue_arn("orders"),
            filter_policy=json.dumps({"kind": ["order"]}),
            redrive_policy=json.dumps({"deadLetterTargetArn": queue_arn("undelivered")}),
        ),
    ),
)
in_order(
    "sns-data-protection",
    "A data protection policy has statements and principals of its own dialect.",
    lambda stack: aws.sns.DataProtectionPolicy(
        "p",
        arn=topic_arn("news"),
        policy=json.dumps(
            {
                "Name": "p",
                "Version": "2021-06-01",
                "Statement": [
                    {
                        "Sid": "d",
                        "DataDirection": "Inbound",
                        "DataIdentifier": ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
                        "Operation": {"Deny": {}},
                        "Principal": ["*"],
                    }
                ],
            }
        ),
    ),
)
in_order(
    "logs-data-protection",
    "So has the one of CloudWatch Logs.",
    lambda stack: aws.cloudwatch.LogDataProtectionPolicy(
        "p",
        log_group_name="/aws/lambda/shop-charge",
        policy_document=json.dumps(
            {
                "Name": "p",
                "Version": "2021-06-01",
                "Statement": [
                    {
                        "Sid": "a",
                        "DataIdentifier": ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
                        "Operation": {"Deidentify": {"MaskConfig": {}}},
                    }
                ],
            }
        ),
    ),
)
in_order(
    "verifiedaccess-cedar",
    "Verified Access speaks Cedar.",
    lambda stack: aws.verifiedaccess.Group(
        "g",
        verifiedaccess_instance_id="vai-1",
        tags=TAGS,
        policy_document='permit(principal, action, resource) when { context.identity.groups.contains("shop") };',
    ),
)
in_order(
    "scp",
    "A service control policy grants nothing, however wide it is.",
    lambda stack: aws.organizations.Policy(
        "p",
        name="p",
        tags=TAGS,
        type="SERVICE_CONTROL_POLICY",
        content=document(
            allow("*", "*"), {"Effect": "Deny", "Action": "dynamodb:DeleteBackup", "Resource": "*"}
        ),
    ),
)
in_order(
    "core-network",
    "A core network's policy is no IAM document.",
    lambda stack: aws.networkmanager.CoreNetworkPolicyAttachment(
        "p",
        core_network_id="core-1",
        policy_document=json.dumps(
            {
                "version": "2021.12",
                "core-network-configuration": {"asn-ranges": ["64512-65534"]},
                "segments": [],
            }
        ),
    ),
)
in_order(
    "serverless-encryption",
    "An encryption policy of OpenSearch Serverless.",
    lambda stack: aws.opensearch.ServerlessSecurityPolicy(
        "p",
        name="p",
        type="encryption",
        policy=json.dumps(
            {"Rules": [{"ResourceType": "collection", "Resource": ["collection/shop"]}], "AWSOwnedKey": True}
        ),
    ),
)
in_order(
    "autoscaling-policy",
    "A scaling policy is no document at all.",
    lambda stack: aws.appautoscaling.Policy(
        "p",
        name="p",
        policy_type="TargetTrackingScaling",
        resource_id="table/shop",
        scalable_dimension="dynamodb:table:ReadCapacityUnits",
        service_namespace="dynamodb",
        target_tracking_scaling_policy_configuration={
            "target_value": 70,
            "predefined_metric_specification": {"predefined_metric_type": "DynamoDBReadCapacityUtilization"},
        },
    ),
)
in_order(
    "random",
    "A resource of another package.",
    lambda stack: stack.resource("random:index/randomPet:RandomPet", "pet", {"length": 2}),
)
in_order(
    "serverless-lifecycle",
    "An index policy of CloudWatch Logs.",
    lambda stack: aws.cloudwatch.LogIndexPolicy(
        "p", log_group_name="/aws/lambda/shop-charge", policy_document=json.dumps({"Fields": ["requestId"]})
    ),
)
in_order(
    "ecr-own",
    "ECR for Lambda of the own account, in Lambda's own words.",
    lambda stack: aws.ecr.RepositoryPolicy(
        "app",
        repository=named("app"),
        policy=document(
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                "Condition": {"StringEquals": {"aws:SourceAccount": OWN}},
            }
        ),
    ),
)
in_order(
    "event-bus-own",
    "A bus for the own account.",
    lambda stack: aws.cloudwatch.EventBusPolicy(
        "b",
        event_bus_name=named("bus"),
        policy=public(
            "events:PutEvents",
            arn("events", "event-bus/shop-bus"),
            root(OWN),
            {"StringEquals": {"events:source": "shop"}},
        ),
    ),
)
in_order(
    "event-permission-own",
    "EventPermission for an exact organisation.",
    lambda stack: aws.cloudwatch.EventPermission(
        "p",
        principal="*",
        statement_id="org",
        condition={"key": "aws:PrincipalOrgID", "type": "StringEquals", "value": ORGANIZATION},
    ),
    debatable=True,
)
in_order(
    "layer-permission-org",
    "A layer for the organisation.",
    lambda stack: aws.lambda_.LayerVersionPermission(
        "p",
        layer_name="shop",
        version_number=1,
        principal="*",
        organization_id=ORGANIZATION,
        action="lambda:GetLayerVersion",
        statement_id="org",
    ),
    debatable=True,
)
in_order(
    "log-resource-policy",
    "EventBridge may write one log group of ours.",
    lambda stack: aws.cloudwatch.LogResourcePolicy(
        "p",
        policy_name="p",
        policy_document=public(
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            arn("logs", "log-group:/aws/events/shop:*"),
            {"Service": ["events.amazonaws.com", "delivery.logs.amazonaws.com"]},
            {"ArnEquals": {"aws:SourceArn": rule_arn("paid")}},
        ),
    ),
    debatable=True,
)
in_order(
    "dynamodb-own",
    "A table's policy for a role of ours.",
    lambda stack: aws.dynamodb.ResourcePolicy(
        "p",
        resource_arn=table_arn("customers"),
        policy=public("dynamodb:GetItem", table_arn("customers"), {"AWS": role_arn("reader")}),
    ),
)
in_order(
    "efs-own",
    "A file system for the own account with TLS only.",
    lambda stack: aws.efs.FileSystemPolicy(
        "fs",
        file_system_id="fs-12345678",
        policy=document(
            grant(
                root(OWN),
                ["elasticfilesystem:ClientMount"],
                arn("elasticfilesystem", "file-system/fs-12345678"),
            ),
            tls_only("*", arn("elasticfilesystem", "file-system/fs-12345678")),
        ),
    ),
)
