"""The place of the state: the key that encrypts it, and the bucket."""

import json
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from ops.bootstrap.steps import ABSENT, RIGHT, TAG_LIST, TAGS, Account, Found, Step, code

_DESCRIPTION = "Encrypts the state of Pulumi and the secrets in it"
_BLOCK = dict.fromkeys(
    ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
)


@dataclass
class Key:
    """The KMS key, under its alias, with a yearly rotation."""

    account: Account

    @property
    def what(self) -> str:
        return f"key {self.account.key_alias}"

    def look(self) -> Found:
        arn = self.account.key_arn()
        if arn is None:
            return ABSENT
        kms = self.account.client("kms")
        state = kms.describe_key(KeyId=arn)["KeyMetadata"]["KeyState"]
        if state != "Enabled":
            return Found(True, (f"its state is {state}, not Enabled",))
        if not kms.get_key_rotation_status(KeyId=arn)["KeyRotationEnabled"]:
            return Found(True, ("it is not rotated, and should be every year",))
        return RIGHT

    def make(self) -> None:
        kms = self.account.client("kms")
        # A run that was cut short has left a key without its alias: another one would cost money for nothing.
        key = self._nameless() or self._created()
        kms.enable_key_rotation(KeyId=key)
        kms.create_alias(AliasName=self.account.key_alias, TargetKeyId=key)

    def change(self) -> None:
        kms, arn = self.account.client("kms"), self.account.key_arn()
        state = kms.describe_key(KeyId=arn)["KeyMetadata"]["KeyState"]
        if state == "PendingDeletion":
            kms.cancel_key_deletion(KeyId=arn)
        if state != "Enabled":
            kms.enable_key(KeyId=arn)
        kms.enable_key_rotation(KeyId=arn)

    def _created(self) -> str:
        tags = [{"TagKey": key, "TagValue": value} for key, value in self._tags().items()]
        return self.account.client("kms").create_key(Description=_DESCRIPTION, Tags=tags)["KeyMetadata"][
            "KeyId"
        ]

    def _tags(self) -> dict[str, str]:
        # A tag takes no other signs of an alias than these.
        return {**TAGS, "Alias": self.account.key_alias}

    def _nameless(self) -> str | None:
        kms = self.account.client("kms")
        for page in kms.get_paginator("list_keys").paginate():
            for key in page["Keys"]:
                known = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
                if known.get("Description") != _DESCRIPTION or known["KeyState"] != "Enabled":
                    continue
                tags = {
                    each["TagKey"]: each["TagValue"]
                    for each in kms.list_resource_tags(KeyId=key["KeyId"])["Tags"]
                }
                if self._tags().items() <= tags.items():
                    return key["KeyId"]
        return None


@dataclass
class Bucket:
    """The bucket of the state."""

    account: Account

    @property
    def what(self) -> str:
        return f"bucket {self.account.scope.state_bucket}"

    def look(self) -> Found:
        try:
            self.account.client("s3").head_bucket(Bucket=self.account.scope.state_bucket)
        except ClientError as error:
            if code(error) in ("404", "NoSuchBucket"):
                return ABSENT
            raise
        return RIGHT

    def make(self) -> None:
        region = self.account.scope.region
        # The oldest region is the one that may not be named.
        place = {} if region == "us-east-1" else {"LocationConstraint": region}
        configuration = {"CreateBucketConfiguration": place} if place else {}
        s3, bucket = self.account.client("s3"), self.account.scope.state_bucket
        s3.create_bucket(Bucket=bucket, **configuration)
        s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": TAG_LIST})

    def change(self) -> None:
        raise AssertionError("a bucket is there or not")


class _Setting:
    """A setting of the bucket of the state: absent where it has never been made."""

    name = ""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.bucket = account.scope.state_bucket

    @property
    def what(self) -> str:
        return f"bucket {self.bucket}: {self.name}"

    def look(self) -> Found:
        try:
            return self.found(self.account.client("s3"))
        except ClientError as error:
            if code(error).startswith(("NoSuch", "ServerSideEncryptionConfigurationNotFound")):
                return ABSENT
            raise

    def make(self) -> None:
        self.put(self.account.client("s3"))

    def change(self) -> None:
        self.make()

    def found(self, s3: Any) -> Found:
        """Return what there is of the setting."""
        raise NotImplementedError

    def put(self, s3: Any) -> None:
        """Write the setting."""
        raise NotImplementedError


class Versioning(_Setting):
    """The versions of every state that there has been."""

    name = "earlier versions kept"

    def found(self, s3: Any) -> Found:
        status = s3.get_bucket_versioning(Bucket=self.bucket).get("Status")
        if status is None:
            return ABSENT
        return RIGHT if status == "Enabled" else Found(True, (f"it is {status}, and should be Enabled",))

    def put(self, s3: Any) -> None:
        s3.put_bucket_versioning(Bucket=self.bucket, VersioningConfiguration={"Status": "Enabled"})


class Encryption(_Setting):
    """The encryption of all objects with the key."""

    name = "encrypted with the key"

    def found(self, s3: Any) -> Found:
        answer = s3.get_bucket_encryption(Bucket=self.bucket)["ServerSideEncryptionConfiguration"]
        default = answer["Rules"][0]["ApplyServerSideEncryptionByDefault"]
        if default["SSEAlgorithm"] == "AES256":
            # Every bucket begins with it.
            return ABSENT
        used, wanted = default.get("KMSMasterKeyID", "the account's own key"), self.account.key_arn()
        if wanted is not None and used in (wanted, wanted.rpartition("/")[2]):
            return RIGHT
        return Found(True, (f"it is encrypted with {used}, and should be with {self.account.key_alias}",))

    def put(self, s3: Any) -> None:
        default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": self.account.key_arn()}
        rule = {"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}
        s3.put_bucket_encryption(Bucket=self.bucket, ServerSideEncryptionConfiguration={"Rules": [rule]})


class Privacy(_Setting):
    """The block that keeps anybody from opening the bucket to the public."""

    name = "public access blocked"

    def found(self, s3: Any) -> Found:
        blocked = s3.get_public_access_block(Bucket=self.bucket)["PublicAccessBlockConfiguration"]
        open_ = [name for name in _BLOCK if not blocked.get(name)]
        return Found(True, (f"{', '.join(open_)} is off, and should be on",)) if open_ else RIGHT

    def put(self, s3: Any) -> None:
        s3.put_public_access_block(Bucket=self.bucket, PublicAccessBlockConfiguration=_BLOCK)


class Tls(_Setting):
    """The refusal of every request without TLS."""

    name = "TLS only"

    def found(self, s3: Any) -> Found:
        statements = self._policy(s3)["Statement"]
        if any(self._refuses(each) for each in statements):
            return RIGHT
        return Found(True, ("its policy does not refuse requests without TLS; the statement would be added",))

    def put(self, s3: Any) -> None:
        try:
            policy = self._policy(s3)
        except ClientError as error:
            if not code(error).startswith("NoSuch"):
                raise
            policy = {"Version": "2012-10-17", "Statement": []}
        with_ours = {**policy, "Statement": [*policy["Statement"], self._statement()]}
        s3.put_bucket_policy(Bucket=self.bucket, Policy=json.dumps(with_ours))

    def _policy(self, s3: Any) -> dict[str, Any]:
        return json.loads(s3.get_bucket_policy(Bucket=self.bucket)["Policy"])

    def _statement(self) -> dict[str, Any]:
        return {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [f"arn:aws:s3:::{self.bucket}", f"arn:aws:s3:::{self.bucket}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }

    def _refuses(self, statement: dict[str, Any]) -> bool:
        wanted = self._statement()
        return all(
            statement.get(part) in (wanted[part], {"AWS": "*"} if part == "Principal" else None)
            for part in ("Effect", "Principal", "Action", "Condition")
        )


def steps(account: Account) -> list[Step]:
    """Return what makes the place of the state, in order."""
    settings = (Versioning, Encryption, Privacy, Tls)
    return [Key(account), Bucket(account), *(setting(account) for setting in settings)]
