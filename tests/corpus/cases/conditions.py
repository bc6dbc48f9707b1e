"""Queues open to everybody under a condition: those that confine nothing, and those that do."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.corpus.case import Collection
from tests.corpus.names import queue_arn, topic_arn
from tests.policies.documents import FOREIGN, ORGANIZATION, OWN, REGION, grant

CASES = Collection()

ACTION, QUEUE = "sqs:SendMessage", queue_arn("orders")


def everybody_if(name: str, condition: Mapping[str, Any], says: str, **more: Any) -> None:
    """Add a queue that is open to everybody under a condition that does not confine."""
    _queue(
        CASES.defect,
        f"exp-{name}",
        condition,
        f"A queue is open to '*' under {json.dumps(condition)}: {says}",
        more,
    )


def confined(name: str, condition: Mapping[str, Any], says: str, **more: Any) -> None:
    """Add a queue that is open to '*' under a condition that leaves nobody from outside."""
    _queue(
        CASES.clean, f"ok-exp-{name}", condition, f"'*' is confined by {json.dumps(condition)}: {says}", more
    )


def _queue(
    add: Callable[..., None], name: str, condition: Mapping[str, Any], says: str, more: Mapping[str, Any]
) -> None:
    statement = grant("*", ACTION, QUEUE, condition)
    add(name, "exposure", says, lambda stack: stack.queue("orders", statement), **more)


everybody_if(
    "arn-any", {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:*"}}, "matches every principal of AWS."
)
everybody_if(
    "arn-role-any-account",
    {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/deploy"}},
    "anyone can name a role 'deploy' in an account of theirs.",
)
everybody_if(
    "arn-like-role-any-account",
    {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/shop-*"}},
    "the account is a wildcard.",
)
everybody_if(
    "arn-account-prefix",
    {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::12345*:role/deploy"}},
    "an account prefix is shared by a million accounts.",
)
everybody_if(
    "arn-question-marks",
    {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::????????????:root"}},
    "twelve question marks are every account.",
)
everybody_if(
    "org-any",
    {"StringLike": {"aws:PrincipalOrgID": "o-*"}},
    "every organisation has an id that begins with o-.",
)
everybody_if("org-star", {"StringLike": {"aws:PrincipalOrgID": "*"}}, "every organisation.")
everybody_if(
    "org-paths-any",
    {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-*/*"}},
    "every organisation's paths.",
)
everybody_if(
    "org-paths-forall",
    {"ForAllValues:StringLike": {"aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"]}},
    "ForAllValues is true where the key is missing, so for everybody outside any organisation.",
)
everybody_if(
    "org-ifexists",
    {"StringEqualsIfExists": {"aws:PrincipalOrgID": ORGANIZATION}},
    "an anonymous caller has no such key, and IfExists is then true.",
)
everybody_if(
    "source-account-question-marks",
    {"StringLike": {"aws:SourceAccount": "????????????"}},
    "every account has twelve digits.",
)
everybody_if("source-account-star", {"StringLike": {"aws:SourceAccount": "*"}}, "every account.")
everybody_if(
    "source-account-list-with-star",
    {"StringLike": {"aws:SourceAccount": [OWN, "*"]}},
    "values are alternatives: the widest one counts.",
)
everybody_if(
    "source-account-ifexists",
    {"StringEqualsIfExists": {"aws:SourceAccount": OWN}},
    "absent for whoever calls directly.",
)
everybody_if("source-arn-stars", {"ArnLike": {"aws:SourceArn": "arn:aws:*:*:*:*"}}, "every resource of AWS.")
everybody_if(
    "source-arn-any-account",
    {"ArnLike": {"aws:SourceArn": "arn:aws:sns:us-east-1:*:shop-alerts"}},
    "a topic of that name in anybody's account.",
)
everybody_if(
    "source-arn-equals-any-account",
    {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:us-east-1:*:shop-alerts"}},
    "ArnEquals matches patterns as ArnLike does.",
)
everybody_if(
    "source-arn-any-bucket",
    {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}},
    "every bucket of everybody; a bucket's ARN names no account.",
)
everybody_if(
    "source-arn-bucket-prefix",
    {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::shop-*"}},
    "anyone can create a bucket with this prefix.",
)
everybody_if(
    "account-not", {"StringNotEquals": {"aws:PrincipalAccount": FOREIGN}}, "everybody but one account."
)
everybody_if(
    "arn-not-like",
    {"StringNotLike": {"aws:PrincipalArn": "arn:aws:iam::999999999999:*"}},
    "everybody but one account.",
)
everybody_if(
    "source-ip-not", {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, "everybody but one network."
)
everybody_if(
    "null-arn-false", {"Null": {"aws:PrincipalArn": "false"}}, "everybody who is signed in to any account."
)
everybody_if("null-arn-true", {"Null": {"aws:PrincipalArn": "true"}}, "just the anonymous.")
everybody_if("secure-transport", {"Bool": {"aws:SecureTransport": "true"}}, "everybody who uses TLS.")
everybody_if(
    "mfa",
    {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    "everybody of any account who has a second factor.",
)
everybody_if("ip-all", {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}, "the whole internet.")
everybody_if(
    "ip-halves",
    {"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}},
    "two halves are the whole internet.",
)
everybody_if("ip-six", {"IpAddress": {"aws:SourceIp": ["203.0.113.7/32", "::/0"]}}, "all of IPv6.")
everybody_if(
    "ip-eight",
    {"IpAddress": {"aws:SourceIp": "52.0.0.0/8"}},
    "16 million addresses, most of them AWS's own customers'.",
    debatable=True,
)
everybody_if("vpce-any", {"StringLike": {"aws:SourceVpce": "vpce-*"}}, "an endpoint in anybody's VPC.")
everybody_if("vpc-any", {"StringLike": {"aws:SourceVpc": "vpc-*"}}, "anybody's VPC.")
everybody_if("user-agent", {"StringEquals": {"aws:UserAgent": "shop/1.0"}}, "the caller writes it himself.")
everybody_if(
    "referer", {"StringLike": {"aws:Referer": "https://shop.example.com/*"}}, "the caller writes it himself."
)
everybody_if(
    "principal-type",
    {"StringEquals": {"aws:PrincipalType": ["AssumedRole", "User"]}},
    "roles and users of every account.",
)
everybody_if(
    "principal-tag", {"StringEquals": {"aws:PrincipalTag/team": "shop"}}, "anyone tags a role of theirs so."
)
everybody_if("userid-any", {"StringLike": {"aws:userid": "*:deploy"}}, "anyone names a session so.")
everybody_if("region", {"StringEquals": {"aws:RequestedRegion": REGION}}, "says where, not who.")
everybody_if(
    "time", {"DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}, "says until when, not who."
)
everybody_if(
    "variable-account",
    {"StringEquals": {"aws:PrincipalAccount": "${aws:PrincipalAccount}"}},
    "compares the caller with himself.",
)
everybody_if(
    "variable-arn",
    {"StringLike": {"aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/deploy"}},
    "the account is the caller's own.",
)
everybody_if(
    "resource-tag",
    {"StringEquals": {"aws:ResourceTag/public": "yes"}},
    "says which resource, not who.",
    debatable=True,
)
everybody_if(
    "aws-service",
    {"Bool": {"aws:PrincipalIsAWSService": "true"}},
    "every service on behalf of any customer.",
    debatable=True,
)
everybody_if(
    "via-service",
    {"Bool": {"aws:ViaAWSService": "true"}},
    "anybody's request that a service forwards.",
    debatable=True,
)
everybody_if(
    "mfa-age", {"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}}, "anybody with a recent second factor."
)
everybody_if(
    "tight-and-ifexists",
    {
        "ArnLikeIfExists": {"aws:SourceArn": topic_arn("alerts")},
        "StringEqualsIfExists": {"aws:SourceAccount": OWN},
    },
    "neither key exists in a direct call.",
)
everybody_if("source-org-any", {"StringLike": {"aws:SourceOrgID": "o-*"}}, "every organisation.")
everybody_if(
    "forall-tagkeys",
    {"ForAllValues:StringEquals": {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/deploy"}},
    "a set operator that is true for a missing key.",
)
everybody_if(
    "foreign-account", {"StringEquals": {"aws:PrincipalAccount": FOREIGN}}, "lets another account in."
)
everybody_if(
    "foreign-source-account",
    {"StringEquals": {"aws:SourceAccount": FOREIGN}},
    "lets what another account runs in.",
)
everybody_if(
    "foreign-source-arn",
    {"ArnEquals": {"aws:SourceArn": topic_arn("alerts", FOREIGN)}},
    "the topic is another account's.",
)
everybody_if(
    "foreign-among-own",
    {"StringEquals": {"aws:PrincipalAccount": [OWN, FOREIGN]}},
    "one of the two is not ours.",
)
everybody_if(
    "foreign-org",
    {"StringEquals": {"aws:PrincipalOrgID": "o-zzzzzzzzzz"}},
    "an organisation that nobody listed.",
    debatable=True,
)
confined("source-arn-own", {"ArnEquals": {"aws:SourceArn": topic_arn("news")}}, "one topic of ours.")
confined("source-account-own", {"StringEquals": {"aws:SourceAccount": OWN}}, "the own account's resources.")
confined(
    "principal-account-own", {"StringEquals": {"aws:PrincipalAccount": OWN}}, "the own account's identities."
)
confined(
    "principal-arn-own",
    {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{OWN}:role/shop-*"}},
    "roles of the own account: AWS counts this as not public.",
)
confined(
    "source-arn-prefix-own",
    {"ArnLike": {"aws:SourceArn": f"arn:aws:sns:us-east-1:{OWN}:shop-*"}},
    "topics of ours.",
)
confined("key-case", {"StringEquals": {"AWS:sourceaccount": OWN}}, "names of condition keys know no case.")
confined(
    "tight-and-any",
    {"StringEquals": {"aws:PrincipalAccount": OWN}, "Bool": {"aws:SecureTransport": "true"}},
    "conditions are joined by and.",
)
confined(
    "pattern-and-own",
    {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:shop-*"}, "StringEquals": {"aws:SourceAccount": OWN}},
    "the pattern is wide, the account is ours.",
)
confined(
    "org",
    {"StringEquals": {"aws:PrincipalOrgID": ORGANIZATION}},
    "an exact organisation (which the configuration may have to trust).",
    debatable=True,
)
