"""The pipeline's roles of ``ops bootstrap``, as accounts that the program is deployed to."""

import json
import re
import uuid
from typing import Any, Literal

import boto3
from botocore.exceptions import ClientError

from local.cloud import REGION, Account, Cloud
from local.deployment import recorder
from ops.bootstrap import documents

_DENIED = re.compile(r"is not authorized to perform: (\S+)")


class Deployer:
    """The embedded cloud as one of the roles sees it.

    What the role may not do is noted in ``denied`` and done by the administrator instead, so that one deployment shows
    all that is missing.
    """

    def __init__(self, cloud: Cloud, purpose: Literal["deploy", "preview"]) -> None:
        self.denied: set[str] = set()
        self._cloud = cloud
        self._session = _session(cloud, purpose)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cloud, name)

    def client(self, service: str) -> Any:
        """Return a client that turns to the administrator for what the role is denied."""
        return _Client(self.own(service), self._cloud.client(service), self.denied)

    def own(self, service: str) -> Any:
        """Return a client of the role itself."""
        return self._session.client(service, endpoint_url=self._cloud.endpoint)


class _Client:
    def __init__(self, own: Any, administrators: Any, denied: set[str]) -> None:
        self._own, self._administrators, self._denied = own, administrators, denied

    def __getattr__(self, name: str) -> Any:
        own, instead = getattr(self._own, name), getattr(self._administrators, name)
        return self._either(own, instead) if callable(own) else own

    def _either(self, own: Any, instead: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                return own(*args, **kwargs)
            except ClientError as error:
                if not (found := _DENIED.search(str(error))):
                    raise
                self._denied.add(found[1])
                return instead(*args, **kwargs)

        return call


def _session(cloud: Account, purpose: Literal["deploy", "preview"]) -> boto3.Session:
    iam, name = cloud.client("iam"), f"pulumi-{purpose}-{uuid.uuid4().hex[:8]}"
    scope = documents.Scope(
        recorder.PROJECT, recorder.PROJECT, "dev", Cloud.account_id, REGION, "pulumi-state"
    )
    document = documents.deploying if purpose == "deploy" else documents.previewing
    trusted = {"Effect": "Allow", "Principal": {"AWS": Cloud.account_id}, "Action": "sts:AssumeRole"}
    role = iam.create_role(
        RoleName=name,
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trusted]}),
    )["Role"]
    iam.put_role_policy(
        RoleName=name,
        PolicyName="stack",
        PolicyDocument=documents.compact(
            document(scope, f"arn:aws:kms:{REGION}:{Cloud.account_id}:key/0e1f")
        ),
    )
    taken = cloud.client("sts").assume_role(RoleArn=role["Arn"], RoleSessionName=purpose)["Credentials"]
    return boto3.Session(
        taken["AccessKeyId"], taken["SecretAccessKey"], taken["SessionToken"], region_name=REGION
    )
