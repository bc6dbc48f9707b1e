"""The preparation of an account, on the embedded cloud: from nothing, twice, cut short, and where half is there."""

import json
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient
from click.testing import CliRunner, Result

from local.cloud import Account
from ops.bootstrap import command, documents, partner_secrets, steps
from ops.bootstrap.command import bootstrap

SECRETS = {
    "whatsapp": {
        "provider": "whatsapp-cloud",
        "accessToken": "EAAverysecret",
        "phoneNumberId": "106540352242922",
    },
    "email": {"provider": "ses", "sender": "Vendas <vendas@example.com>"},
    "calendar": {"endpoint": "https://calendar.example", "apiKey": "alsosecret"},
    "webhook": {"appSecret": "mostsecret", "verifyToken": "a word of our own"},
}
PROVIDER = f"arn:aws:iam::000000000000:oidc-provider/{documents.ISSUER}"
READS = ("Get", "List", "Describe", "Head")


@dataclass
class Prepared:
    """The names of one account's bootstrap, and the command for it."""

    cloud: Account
    folder: Path
    name: str = field(default_factory=lambda: f"b{uuid.uuid4().hex[:8]}")

    @property
    def bucket(self) -> str:
        return f"{self.name}-state"

    @property
    def alias(self) -> str:
        return f"alias/{self.name}"

    def run(self, *more: str, text: str | None = None, secrets: Any = SECRETS) -> Result:
        """Run the command, with a file of secrets unless ``secrets`` is None."""
        file = self.folder / "secrets.json"
        file.write_text(json.dumps(secrets))
        named = ["--environment", "dev", "--repository", "acme/agent", "--name-prefix", self.name]
        named += [
            "--state-bucket",
            self.bucket,
            "--key-alias",
            self.alias,
            "--secret-prefix",
            f"/{self.name}",
        ]
        given = ["--secrets", str(file)] if secrets is not None else []
        return CliRunner().invoke(bootstrap, [*named, *given, *more], input=text)

    def secret(self, name: str) -> Any:
        found = self.cloud.client("secretsmanager").get_secret_value(SecretId=f"/{self.name}/{name}")
        return json.loads(found["SecretString"])

    def role(self, purpose: str) -> Any:
        return self.cloud.client("iam").get_role(RoleName=f"pulumi-{purpose}-{self.name}-dev")["Role"]

    def keys(self) -> list[str]:
        """The keys that belong to the alias, named by it or not."""
        kms = self.cloud.client("kms")
        tags = [
            (key["KeyId"], kms.list_resource_tags(KeyId=key["KeyId"])["Tags"])
            for key in kms.list_keys()["Keys"]
        ]
        return [key for key, tags in tags if {"TagKey": "Alias", "TagValue": self.alias} in tags]


@pytest.fixture
def prepared(cloud: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prepared]:
    # Making clients anew is most of what a run costs.
    for module in (steps, command):
        monkeypatch.setattr(module, "connected", lambda service, region: cloud.client(service))
    yield Prepared(cloud, tmp_path)
    iam = cloud.client("iam")
    for found in iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]:
        iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=found["Arn"])


@pytest.fixture
def changing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls that change something, as they are made."""
    made: list[str] = []
    call: Any = BaseClient._make_api_call

    def watched(client: Any, operation: str, request: Any) -> Any:
        if not operation.startswith(READS):
            made.append(operation)
        return call(client, operation, request)

    monkeypatch.setattr(BaseClient, "_make_api_call", watched)
    return made


def test_an_empty_account_gets_all_that_a_deployment_needs(prepared: Prepared) -> None:
    done = prepared.run("--yes")
    assert done.exit_code == 0, done.output
    s3, kms = prepared.cloud.client("s3"), prepared.cloud.client("kms")
    key = kms.describe_key(KeyId=prepared.alias)["KeyMetadata"]
    assert kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"]
    assert s3.get_bucket_versioning(Bucket=prepared.bucket)["Status"] == "Enabled"
    (rule,) = s3.get_bucket_encryption(Bucket=prepared.bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"] == {
        "SSEAlgorithm": "aws:kms",
        "KMSMasterKeyID": key["Arn"],
    }
    assert all(s3.get_public_access_block(Bucket=prepared.bucket)["PublicAccessBlockConfiguration"].values())
    (tls,) = json.loads(s3.get_bucket_policy(Bucket=prepared.bucket)["Policy"])["Statement"]
    assert (tls["Effect"], tls["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    assert {name: prepared.secret(name) for name in SECRETS} == SECRETS
    for purpose, environment in (("deploy", "dev"), ("preview", "preview-dev")):
        (trusted,) = prepared.role(purpose)["AssumeRolePolicyDocument"]["Statement"]
        assert trusted["Principal"] == {"Federated": PROVIDER}
        assert trusted["Condition"]["StringEquals"] == {
            f"{documents.ISSUER}:aud": "sts.amazonaws.com",
            f"{documents.ISSUER}:sub": f"repo:acme/agent:environment:{environment}",
        }


def test_no_secret_is_ever_printed(prepared: Prepared) -> None:
    printed = (
        prepared.run("--yes").output + prepared.run("--yes", secrets={"webhook": {"appSecret": "x"}}).output
    )
    assert [
        each for each in ("EAAverysecret", "alsosecret", "mostsecret", "of our own") if each in printed
    ] == []


def test_a_second_run_finds_nothing_to_do_and_changes_nothing(
    prepared: Prepared, changing: list[str]
) -> None:
    prepared.run("--yes")
    assert changing
    changing.clear()
    done = prepared.run("--yes")
    assert done.exit_code == 0, done.output
    assert "nothing to do: everything is there" in done.output
    assert changing == []


def test_a_dry_run_shows_what_would_be_made_and_makes_nothing(
    prepared: Prepared, changing: list[str]
) -> None:
    done = prepared.run("--dry-run")
    assert done.exit_code == 0
    assert re.search(rf"to make +key {prepared.alias}", done.output)
    assert re.search(rf"to make +role pulumi-deploy-{prepared.name}-dev", done.output)
    assert changing == []


def test_nothing_is_made_unless_somebody_agrees(prepared: Prepared, changing: list[str]) -> None:
    assert prepared.run(text="n\n").exit_code == 1
    assert changing == []


class Killed(BaseException):
    """The end of the process."""


def test_a_run_that_is_killed_before_any_call_is_taken_up_by_the_next_one(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    call: Any = BaseClient._make_api_call
    died_at: set[str] = set()

    def dying(client: Any, operation: str, request: Any) -> Any:
        this = f"{operation} {request.get('Name', request.get('RoleName'))}"
        if not operation.startswith(READS) and this not in died_at:
            died_at.add(this)
            raise Killed
        return call(client, operation, request)

    done = None
    with monkeypatch.context() as watched:
        watched.setattr(BaseClient, "_make_api_call", dying)
        # Each run ends at the first call that no run before it has made.
        for _ in range(40):
            with suppress(Killed):
                done = prepared.run("--yes")
                break
    assert done is not None
    assert done.exit_code == 0, done.output
    assert {
        "CreateKey None",
        "CreateAlias None",
        f"PutRolePolicy pulumi-preview-{prepared.name}-dev",
    } < died_at
    assert len(died_at) > 15
    assert len(prepared.keys()) == 1
    assert "nothing to do" in prepared.run("--dry-run").output


def test_an_account_where_half_is_there_gets_the_other_half(prepared: Prepared, changing: list[str]) -> None:
    prepared.cloud.client("s3").create_bucket(Bucket=prepared.bucket)
    prepared.cloud.client("iam").create_open_id_connect_provider(
        Url=f"https://{documents.ISSUER}", ClientIDList=["sts.amazonaws.com"]
    )
    prepared.cloud.client("secretsmanager").create_secret(
        Name=f"/{prepared.name}/email", SecretString=json.dumps(SECRETS["email"])
    )
    changing.clear()
    done = prepared.run("--yes")
    assert done.exit_code == 0, done.output
    assert re.search(rf"there +bucket {prepared.bucket}\n", done.output)
    assert re.search(r"there +secret \S+/email", done.output)
    assert "CreateBucket" not in changing
    assert "CreateOpenIDConnectProvider" not in changing
    assert "nothing to do" in prepared.run("--yes").output


def _suspended(prepared: Prepared) -> None:
    prepared.cloud.client("s3").put_bucket_versioning(
        Bucket=prepared.bucket, VersioningConfiguration={"Status": "Suspended"}
    )


def _opened(prepared: Prepared) -> None:
    prepared.cloud.client("s3").put_public_access_block(
        Bucket=prepared.bucket, PublicAccessBlockConfiguration={"BlockPublicAcls": True}
    )


def _other_policy(prepared: Prepared) -> None:
    statement = {"Sid": "Theirs", "Effect": "Deny", "Principal": "*", "Action": "s3:PutObject"}
    policy = {
        "Version": "2012-10-17",
        "Statement": [{**statement, "Resource": f"arn:aws:s3:::{prepared.bucket}/x"}],
    }
    prepared.cloud.client("s3").put_bucket_policy(Bucket=prepared.bucket, Policy=json.dumps(policy))


def _wider(prepared: Prepared) -> None:
    statement = {"Effect": "Allow", "Action": "iam:CreateUser", "Resource": "*"}
    prepared.cloud.client("iam").put_role_policy(
        RoleName=f"pulumi-deploy-{prepared.name}-dev",
        PolicyName="stack",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )


def _trusting(prepared: Prepared) -> None:
    trust = prepared.role("preview")["AssumeRolePolicyDocument"]
    trust["Statement"][0]["Condition"]["StringEquals"][f"{documents.ISSUER}:sub"] = "repo:other/agent:*"
    prepared.cloud.client("iam").update_assume_role_policy(
        RoleName=f"pulumi-preview-{prepared.name}-dev", PolicyDocument=json.dumps(trust)
    )


def _other_secret(prepared: Prepared) -> None:
    prepared.cloud.client("secretsmanager").put_secret_value(
        SecretId=f"/{prepared.name}/webhook", SecretString='{"appSecret": "x"}'
    )


def _unrotated(prepared: Prepared) -> None:
    kms = prepared.cloud.client("kms")
    kms.disable_key_rotation(KeyId=kms.describe_key(KeyId=prepared.alias)["KeyMetadata"]["KeyId"])


SPOILT: Mapping[Callable[[Prepared], None], str] = {
    _suspended: "it is Suspended, and should be Enabled",
    _opened: "BlockPublicPolicy, RestrictPublicBuckets is off",
    _other_policy: "the statement would be added",
    _wider: "it may also iam:CreateUser on *",
    _trusting: "repo:other/agent:*",
    _other_secret: "has no verifyToken",
    _unrotated: "it is not rotated",
}


def test_what_differs_is_reported_and_changed_only_when_somebody_agrees(
    prepared: Prepared, changing: list[str]
) -> None:
    prepared.run("--yes")
    for spoil in SPOILT:
        spoil(prepared)
    changing.clear()
    for refused in (prepared.run("--yes"), prepared.run(text="n\n" * len(SPOILT))):
        assert refused.exit_code == 3, refused.output
        assert [said for said in SPOILT.values() if said not in refused.output] == []
        assert refused.stderr.count("differs") == len(SPOILT)
    assert changing == []
    agreed = prepared.run(text="y\n" * len(SPOILT))
    assert agreed.exit_code == 0, agreed.output
    assert "nothing to do" in prepared.run("--dry-run").output


def test_the_policy_of_a_bucket_keeps_what_it_says_besides(prepared: Prepared) -> None:
    prepared.run("--yes")
    _other_policy(prepared)
    prepared.run(text="y\n")
    policy = json.loads(prepared.cloud.client("s3").get_bucket_policy(Bucket=prepared.bucket)["Policy"])
    assert [each["Sid"] for each in policy["Statement"]] == ["Theirs", "TlsOnly"]


def test_secrets_are_asked_for_and_checked_as_they_are_entered(prepared: Prepared, tmp_path: Path) -> None:
    account = tmp_path / "key.json"
    account.write_text(
        '{"client_email": "a@b", "private_key": "k", "token_uri": "https://oauth2.example/token"}'
    )
    answers = [
        "y", "whatsapp-cloud", "EAA", "not digits", "", "EAA", "123", "",
        "y", "gateway", "https://mail.example", "hunter2", "y",
        "y", "google-calendar", str(account), "",
        "y", "", "",
        "y",
    ]  # fmt: skip
    done = prepared.run(text="\n".join(answers) + "\n", secrets=None)
    assert done.exit_code == 0, done.output
    assert "has no id of digits alone" in done.output
    assert "hunter2" not in done.output
    assert prepared.secret("whatsapp") == {
        "provider": "whatsapp-cloud",
        "accessToken": "EAA",
        "phoneNumberId": "123",
    }
    assert prepared.secret("email") == {
        "provider": "gateway",
        "endpoint": "https://mail.example",
        "apiKey": "hunter2",
        "idempotent": True,
    }
    assert prepared.secret("calendar")["serviceAccount"] == json.loads(account.read_text())
    made_up = prepared.secret("webhook")
    assert len(made_up["appSecret"]) == len(made_up["verifyToken"]) == 2 * partner_secrets.TOKEN_BYTES
    assert made_up["verifyToken"] not in done.output


def test_secrets_that_nobody_gives_are_left_out_and_said(prepared: Prepared) -> None:
    done = prepared.run("--yes", secrets={"webhook": SECRETS["webhook"]})
    assert done.exit_code == 3
    assert f"secret /{prepared.name}/whatsapp is missing" in done.stderr
    assert prepared.secret("webhook") == SECRETS["webhook"]
    assert prepared.role("deploy")
    assert prepared.run("--yes").exit_code == 0


@pytest.mark.parametrize(
    ("secrets", "said"),
    [
        ({"whatsap": {}}, "whatsap: no such secret: did you mean whatsapp?"),
        ({"email": {"provider": "ses"}}, "the secret email has no sender"),
        ({"webhook": {"appSecret": "x", "verifyTokn": "y"}}, "which is written verifyToken"),
        ([], "is no JSON object"),
    ],
)
def test_a_file_with_a_fault_is_refused_before_anything_is_asked_or_made(
    prepared: Prepared, changing: list[str], secrets: Any, said: str
) -> None:
    done = prepared.run("--yes", secrets=secrets)
    assert done.exit_code == 1
    assert said in done.output
    assert changing == []


def test_a_bucket_of_somebody_else_is_named_with_the_way_out(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    call: Any = BaseClient._make_api_call

    def foreign(client: Any, operation: str, request: Any) -> Any:
        if operation == "HeadBucket":
            raise client.exceptions.ClientError({"Error": {"Code": "403", "Message": "Forbidden"}}, operation)
        return call(client, operation, request)

    monkeypatch.setattr(BaseClient, "_make_api_call", foreign)
    done = prepared.run("--yes")
    assert done.exit_code == 1
    assert "name one of your own with --state-bucket" in done.output


def test_a_repository_is_an_owner_and_a_name(prepared: Prepared) -> None:
    done = prepared.run("--repository", "acme")
    assert done.exit_code == 2
    assert "write owner/name" in done.output
    numbered = prepared.run("--yes", "--repository", "acme@12/agent@34")
    assert numbered.exit_code == 0
    (trusted,) = prepared.role("deploy")["AssumeRolePolicyDocument"]["Statement"]
    subject = trusted["Condition"]["StringEquals"][f"{documents.ISSUER}:sub"]
    assert subject == "repo:acme@12/agent@34:environment:dev"


def test_the_audience_is_added_to_a_provider_that_serves_others(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared.cloud.client("iam").create_open_id_connect_provider(
        Url=f"https://{documents.ISSUER}", ClientIDList=["others"]
    )
    assert prepared.run("--yes").exit_code == 3
    call: Any = BaseClient._make_api_call
    added: list[Any] = []

    def adding(client: Any, operation: str, request: Any) -> Any:
        # The embedded cloud does not know this operation.
        if operation == "AddClientIDToOpenIDConnectProvider":
            return added.append(request)
        return call(client, operation, request)

    monkeypatch.setattr(BaseClient, "_make_api_call", adding)
    assert prepared.run(text="y\n").exit_code == 0
    assert added == [{"OpenIDConnectProviderArn": PROVIDER, "ClientID": "sts.amazonaws.com"}]


def test_the_forms_ask_for_every_provider_and_make_what_its_reader_takes() -> None:
    assert set(partner_secrets.FORMS) == {
        *(provider for each in partner_secrets.PROVIDERS.values() for provider in each),
        partner_secrets.WEBHOOK,
    }
