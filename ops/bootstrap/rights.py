"""The actions of AWS that the Pulumi provider needs for each type of resource that the program makes. Data.

A test compares it with the program's recorded graph, and each action with what CloudFormation asks for the same type.
"""

from typing import NamedTuple


class Rights(NamedTuple):
    """Actions on resources of one type, without their service where it is that of ``on``."""

    on: str
    """The resources, as the end of an ARN with ``{prefix}`` for the stack's; ``names`` has those of a shared one."""
    read: str
    write: str = ""


_BUCKET = "s3:::{prefix}-*"
_FUNCTION = "lambda:{region}:{account}:function:{prefix}-*"
_QUEUE = "sqs:{region}:{account}:{prefix}-*"
_ROLE = "iam::{account}:role/{prefix}-*"
_RULE = "events:{region}:{account}:rule/{prefix}-*"
_TOPIC = "sns:{region}:{account}:{prefix}-*"
_SET = "ses:{region}:{account}:configuration-set/{prefix}-*"

RIGHTS: dict[str, tuple[Rights, ...]] = {
    "aws:cloudwatch/dashboard:Dashboard": (
        Rights("cloudwatch::{account}:dashboard/{prefix}*", "GetDashboard", "PutDashboard DeleteDashboards"),
    ),
    "aws:cloudwatch/eventRule:EventRule": (
        Rights(_RULE, "DescribeRule ListTagsForResource", "PutRule DeleteRule TagResource UntagResource"),
    ),
    "aws:cloudwatch/eventTarget:EventTarget": (
        Rights(_RULE, "ListTargetsByRule", "PutTargets RemoveTargets"),
    ),
    "aws:cloudwatch/logGroup:LogGroup": (
        Rights("*", "logs:DescribeLogGroups"),
        Rights(
            "logs:{region}:{account}:log-group:/aws/lambda/{prefix}-*",
            "ListTagsForResource",
            "CreateLogGroup DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy TagResource UntagResource",
        ),
    ),
    "aws:cloudwatch/metricAlarm:MetricAlarm": (
        Rights("cloudwatch:{region}:{account}:alarm:*", "DescribeAlarms"),
        Rights(
            "cloudwatch:{region}:{account}:alarm:{prefix}-*",
            "ListTagsForResource",
            "PutMetricAlarm DeleteAlarms TagResource UntagResource",
        ),
    ),
    "aws:dynamodb/table:Table": (
        Rights(
            "dynamodb:{region}:{account}:table/{prefix}-*",
            "DescribeTable DescribeContinuousBackups DescribeTimeToLive ListTagsOfResource",
            "CreateTable DeleteTable UpdateTable UpdateTimeToLive UpdateContinuousBackups TagResource UntagResource",
        ),
    ),
    "aws:iam/policy:Policy": (
        Rights(
            "iam::{account}:policy/{prefix}-*",
            "GetPolicy GetPolicyVersion ListPolicyVersions",
            "CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion TagPolicy UntagPolicy",
        ),
    ),
    "aws:iam/role:Role": (
        Rights(
            _ROLE,
            "GetRole ListRolePolicies ListAttachedRolePolicies ListInstanceProfilesForRole",
            "CreateRole DeleteRole UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy TagRole UntagRole",
        ),
    ),
    "aws:iam/rolePolicy:RolePolicy": (Rights(_ROLE, "GetRolePolicy", "PutRolePolicy DeleteRolePolicy"),),
    "aws:lambda/eventSourceMapping:EventSourceMapping": (
        Rights(
            "lambda:{region}:{account}:event-source-mapping:*",
            "GetEventSourceMapping ListTags",
            "UpdateEventSourceMapping DeleteEventSourceMapping TagResource UntagResource",
        ),
        Rights("*", "", "lambda:CreateEventSourceMapping"),
    ),
    "aws:lambda/function:Function": (
        Rights(
            _FUNCTION,
            "GetFunction GetFunctionCodeSigningConfig ListVersionsByFunction ListTags",
            "CreateFunction DeleteFunction UpdateFunctionCode UpdateFunctionConfiguration "
            "PutFunctionConcurrency DeleteFunctionConcurrency TagResource UntagResource",
        ),
        Rights(_ROLE, "", "PassRole"),
    ),
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": (
        Rights(
            _FUNCTION,
            "GetFunctionEventInvokeConfig",
            "PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig",
        ),
    ),
    "aws:lambda/functionUrl:FunctionUrl": (
        Rights(
            _FUNCTION,
            "GetFunctionUrlConfig",
            "CreateFunctionUrlConfig UpdateFunctionUrlConfig DeleteFunctionUrlConfig",
        ),
    ),
    "aws:lambda/permission:Permission": (Rights(_FUNCTION, "GetPolicy", "AddPermission RemovePermission"),),
    "aws:s3/bucket:Bucket": (
        Rights(
            _BUCKET,
            "ListBucket GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLogging "
            "GetBucketObjectLockConfiguration GetBucketRequestPayment GetBucketTagging GetBucketWebsite "
            "GetReplicationConfiguration ListTagsForResource",
            "CreateBucket DeleteBucket PutBucketTagging TagResource UntagResource",
        ),
    ),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": (
        Rights(_BUCKET, "GetLifecycleConfiguration", "PutLifecycleConfiguration"),
    ),
    "aws:s3/bucketNotification:BucketNotification": (
        Rights(_BUCKET, "GetBucketNotification", "PutBucketNotification"),
    ),
    "aws:s3/bucketPolicy:BucketPolicy": (
        Rights(_BUCKET, "GetBucketPolicy", "PutBucketPolicy DeleteBucketPolicy"),
    ),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": (
        Rights(_BUCKET, "GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock"),
    ),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": (
        Rights(_BUCKET, "GetEncryptionConfiguration", "PutEncryptionConfiguration"),
    ),
    "aws:s3/bucketVersioning:BucketVersioning": (
        Rights(_BUCKET, "GetBucketVersioning", "PutBucketVersioning"),
    ),
    "aws:scheduler/schedule:Schedule": (
        Rights(
            "scheduler:{region}:{account}:schedule/{prefix}-*/*",
            "GetSchedule",
            "CreateSchedule UpdateSchedule DeleteSchedule",
        ),
        Rights(_ROLE, "", "PassRole"),
    ),
    "aws:scheduler/scheduleGroup:ScheduleGroup": (
        Rights(
            "scheduler:{region}:{account}:schedule-group/{prefix}-*",
            "GetScheduleGroup ListTagsForResource",
            "CreateScheduleGroup DeleteScheduleGroup TagResource UntagResource",
        ),
        # A group takes along the schedules that are left in it.
        Rights("scheduler:{region}:{account}:schedule/{prefix}-*/*", "", "DeleteSchedule"),
    ),
    "aws:sns/topic:Topic": (
        Rights(
            _TOPIC,
            "GetTopicAttributes ListTagsForResource",
            "CreateTopic DeleteTopic SetTopicAttributes TagResource UntagResource",
        ),
    ),
    "aws:sns/topicPolicy:TopicPolicy": (Rights(_TOPIC, "GetTopicAttributes", "SetTopicAttributes"),),
    "aws:sqs/queue:Queue": (
        Rights(
            _QUEUE,
            "GetQueueAttributes GetQueueUrl ListQueueTags",
            "CreateQueue DeleteQueue SetQueueAttributes TagQueue UntagQueue",
        ),
    ),
    "aws:sqs/queuePolicy:QueuePolicy": (Rights(_QUEUE, "GetQueueAttributes", "SetQueueAttributes"),),
    "aws:ssm/parameter:Parameter": (
        Rights("*", "ssm:DescribeParameters"),
        Rights(
            "ssm:{region}:{account}:parameter/{prefix}-*",
            "GetParameter GetParameters ListTagsForResource",
            "PutParameter DeleteParameter AddTagsToResource RemoveTagsFromResource",
        ),
    ),
}
"""Type to rights, of every stack."""

MAIL: dict[str, tuple[Rights, ...]] = {
    "aws:sesv2/configurationSet:ConfigurationSet": (
        Rights(
            _SET,
            "GetConfigurationSet ListTagsForResource",
            "CreateConfigurationSet DeleteConfigurationSet PutConfigurationSetDeliveryOptions "
            "PutConfigurationSetReputationOptions PutConfigurationSetSendingOptions "
            "PutConfigurationSetSuppressionOptions PutConfigurationSetTrackingOptions TagResource UntagResource",
        ),
    ),
    "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination": (
        Rights(
            _SET,
            "GetConfigurationSetEventDestinations",
            "CreateConfigurationSetEventDestination UpdateConfigurationSetEventDestination "
            "DeleteConfigurationSetEventDestination",
        ),
    ),
    "aws:sesv2/emailIdentity:EmailIdentity": (
        Rights(
            "ses:{region}:{account}:identity/{identity}",
            "GetEmailIdentity ListTagsForResource",
            "CreateEmailIdentity DeleteEmailIdentity PutEmailIdentityConfigurationSetAttributes "
            "PutEmailIdentityDkimSigningAttributes TagResource UntagResource",
        ),
    ),
    "aws:ses/receiptRule:ReceiptRule": (
        Rights(
            "*",
            "ses:DescribeReceiptRule",
            "ses:CreateReceiptRule ses:UpdateReceiptRule ses:DeleteReceiptRule",
        ),
    ),
    "aws:ses/receiptRuleSet:ReceiptRuleSet": (
        Rights("*", "ses:DescribeReceiptRuleSet", "ses:CreateReceiptRuleSet ses:DeleteReceiptRuleSet"),
    ),
}
"""The same for a stack with ``sesIdentity``, to which ``{identity}`` is bound."""

ARTIFACTS: dict[str, tuple[Rights, ...]] = {
    "aws:s3/bucketObjectv2:BucketObjectv2": (
        Rights(
            "s3:::{artifacts}/*",
            "GetObject GetObjectVersion GetObjectTagging",
            "PutObject DeleteObject DeleteObjectVersion PutObjectTagging",
        ),
        Rights("s3:::{artifacts}", "ListBucket ListBucketVersions"),
    ),
}
"""The same for a stack with ``artifactBucket``."""

VPC = Rights(
    "*", "ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs ec2:DescribeNetworkInterfaces"
)
"""The actions that Lambda asks for in the caller's name, about the network of a stack with ``vpcSubnetIds``."""

EMPTYING = (
    Rights(_BUCKET, "", "ListBucketVersions"),
    Rights("s3:::{prefix}-*/*", "", "DeleteObject DeleteObjectVersion"),
)
"""The actions that the removal of an unprotected bucket needs besides: it is emptied first."""
