"""The IAM documents of the roles for the pipeline: who may take them, and what they may do. Pure."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ops.bootstrap.rights import ARTIFACTS, EMPTYING, MAIL, RIGHTS, VPC, Rights

ISSUER = "token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"
_PASSED_TO = ("lambda.amazonaws.com", "scheduler.amazonaws.com")
Statement = dict[str, Any]


@dataclass(frozen=True)
class Scope:
    """The stack that a role is for, and what its configuration makes it need besides."""

    project: str
    name_prefix: str
    environment: str
    account: str
    region: str
    state_bucket: str
    identity: str | None = None
    """``sesIdentity`` of the stack's configuration."""
    artifacts: str | None = None
    """``artifactBucket`` of the stack's configuration."""
    vpc: bool = False

    @property
    def prefix(self) -> str:
        """The beginning of the stack's physical names."""
        return f"{self.name_prefix}-{self.environment}"


def trust(scope: Scope, repository: str, environment: str) -> dict[str, Any]:
    """Return who may take a role: jobs of one environment of the repository at GitHub, and nobody else."""
    return _document(
        [
            {
                "Effect": "Allow",
                "Principal": {"Federated": f"arn:aws:iam::{scope.account}:oidc-provider/{ISSUER}"},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": {
                    "StringEquals": {
                        f"{ISSUER}:aud": AUDIENCE,
                        f"{ISSUER}:sub": f"repo:{repository}:environment:{environment}",
                    }
                },
            }
        ]
    )


def deploying(scope: Scope, key_arn: str) -> dict[str, Any]:
    """Return what the role that deploys may do: make and remove the stack's resources, and write its state."""
    return _document(
        [*_statements(scope, _needed(scope), "read", "write"), *_state(scope, key_arn, writes=True)]
    )


def previewing(scope: Scope, key_arn: str) -> dict[str, Any]:
    """Return what the role that previews may do: describe the stack's resources and read its state."""
    return _document([*_statements(scope, _needed(scope), "read"), *_state(scope, key_arn, writes=False)])


def compact(document: Mapping[str, Any]) -> str:
    """Return a document as JSON without blanks, which count against IAM's limit on a role's documents."""
    return json.dumps(document, separators=(",", ":"))


def _needed(scope: Scope) -> list[Rights]:
    tables = [RIGHTS, MAIL if scope.identity else {}, ARTIFACTS if scope.artifacts else {}]
    found = [rights for table in tables for each in table.values() for rights in each]
    # Pulumi removes a bucket of dev with what is in it; prod's are protected.
    return [
        *found,
        *([VPC] if scope.vpc else []),
        *(EMPTYING if scope.environment == "dev" else ()),
    ]


def _statements(scope: Scope, rights: Iterable[Rights], *kinds: str) -> list[Statement]:
    """Return a statement for each resource, and one more where a condition binds some of the actions on it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in rights:
        on = "*" if each.on == "*" else f"arn:aws:{_of(scope, each.on)}"
        service = "" if each.on == "*" else f"{each.on.partition(':')[0]}:"
        for action in (service + name for kind in kinds for name in getattr(each, kind).split()):
            found[on, _condition(scope, action)].add(action)
    return [
        {
            "Effect": "Allow",
            "Action": sorted(actions),
            "Resource": on,
            **({"Condition": json.loads(condition)} if condition else {}),
        }
        for (on, condition), actions in sorted(found.items())
    ]


def _of(scope: Scope, arn: str) -> str:
    return arn.format(
        prefix=scope.prefix,
        account=scope.account,
        region=scope.region,
        identity=scope.identity,
        artifacts=scope.artifacts,
    )


def _condition(scope: Scope, action: str) -> str:
    """Return the condition, as JSON, that binds an action to the stack where no resource does; empty for most."""
    if action == "iam:PassRole":
        return json.dumps({"StringEquals": {"iam:PassedToService": _PASSED_TO}})
    if action.endswith("EventSourceMapping"):
        function = f"arn:aws:lambda:{scope.region}:{scope.account}:function:{scope.prefix}-*"
        return json.dumps({"ArnLike": {"lambda:FunctionArn": function}})
    return ""


def _state(scope: Scope, key_arn: str, *, writes: bool) -> list[Statement]:
    """Return the statements for the state of one stack in its bucket, and for the key that encrypts it."""
    bucket = f"arn:aws:s3:::{scope.state_bucket}"
    own = f"{scope.project}/{scope.environment}"
    objects = [
        f"{bucket}/.pulumi/{place}"
        for place in (
            f"stacks/{own}.*",
            f"history/{own}/*",
            f"backups/{own}/*",
            f"locks/organization/{own}/*",
        )
    ]
    kept: list[Statement] = [
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": bucket},
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": [f"{bucket}/.pulumi/meta.yaml", *objects]},
        {"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": key_arn},
    ]
    if writes:
        kept[-1]["Action"] = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
        kept.append({"Effect": "Allow", "Action": ["s3:DeleteObject", "s3:PutObject"], "Resource": objects})
    return kept


def _document(statements: list[Statement]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": statements}
