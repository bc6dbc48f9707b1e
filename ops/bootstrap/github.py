"""The way in for GitHub's workflows: its identity provider, and a role each for deploying and for previewing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from botocore.exceptions import ClientError

from ops.bootstrap import documents
from ops.bootstrap.steps import ABSENT, RIGHT, TAG_LIST, Account, Found, Step, code

POLICY = "stack"
"""The name of the one policy of each role."""
SHOWN = 6
_SECONDS = 3600


@dataclass
class Provider:
    """GitHub's OpenID Connect provider; an account has one for all repositories."""

    account: Account

    @property
    def what(self) -> str:
        return f"identity provider {documents.ISSUER}"

    @property
    def _arn(self) -> str:
        return f"arn:aws:iam::{self.account.scope.account}:oidc-provider/{documents.ISSUER}"

    def look(self) -> Found:
        try:
            found = self.account.client("iam").get_open_id_connect_provider(
                OpenIDConnectProviderArn=self._arn
            )
        except ClientError as error:
            if code(error) in ("NoSuchEntity", "NoSuchEntityException"):
                return ABSENT
            raise
        if documents.AUDIENCE in found["ClientIDList"]:
            return RIGHT
        return Found(True, (f"the audience {documents.AUDIENCE} is missing and would be added",))

    def make(self) -> None:
        self.account.client("iam").create_open_id_connect_provider(
            Url=f"https://{documents.ISSUER}", ClientIDList=[documents.AUDIENCE], Tags=TAG_LIST
        )

    def change(self) -> None:
        self.account.client("iam").add_client_id_to_open_id_connect_provider(
            OpenIDConnectProviderArn=self._arn, ClientID=documents.AUDIENCE
        )


@dataclass
class Role:
    """A role that the jobs of one environment at GitHub may take.

    Its name does not begin as the stack's names do: else the role that deploys could give itself more rights.
    """

    account: Account
    purpose: Literal["deploy", "preview"]

    @property
    def name(self) -> str:
        """The name in IAM."""
        return f"pulumi-{self.purpose}-{self.account.scope.prefix}"

    @property
    def arn(self) -> str:
        """The ARN, which GitHub's environment is told."""
        return f"arn:aws:iam::{self.account.scope.account}:role/{self.name}"

    @property
    def environment(self) -> str:
        """The environment at GitHub."""
        deploys = self.purpose == "deploy"
        return f"{'' if deploys else 'preview-'}{self.account.scope.environment}"

    @property
    def what(self) -> str:
        return f"role {self.name}"

    def look(self) -> Found:
        iam = self.account.client("iam")
        try:
            trusted = iam.get_role(RoleName=self.name)["Role"]["AssumeRolePolicyDocument"]
            allowed = iam.get_role_policy(RoleName=self.name, PolicyName=POLICY)["PolicyDocument"]
        except ClientError as error:
            if code(error) in ("NoSuchEntity", "NoSuchEntityException"):
                return ABSENT
            raise
        differs = [*self._trust_differs(_read(trusted)), *self._rights_differ(_read(allowed))]
        attached = iam.list_attached_role_policies(RoleName=self.name)["AttachedPolicies"]
        others = [
            name for name in iam.list_role_policies(RoleName=self.name)["PolicyNames"] if name != POLICY
        ]
        more = [*(each["PolicyName"] for each in attached), *others]
        if more:
            differs.append(f"it has more policies: {', '.join(more)} (never removed here: look at them)")
        return Found(True, tuple(differs))

    def make(self) -> None:
        iam, trust = self.account.client("iam"), documents.compact(self._trust())
        try:
            iam.create_role(
                RoleName=self.name,
                AssumeRolePolicyDocument=trust,
                Description=f"GitHub's environment {self.environment} takes it",
                MaxSessionDuration=_SECONDS,
                Tags=TAG_LIST,
            )
        except ClientError as error:
            # A run that was cut short has left it without its policy.
            if code(error) not in ("EntityAlreadyExists", "EntityAlreadyExistsException"):
                raise
        self._allow()

    def change(self) -> None:
        self.account.client("iam").update_assume_role_policy(
            RoleName=self.name, PolicyDocument=documents.compact(self._trust())
        )
        self._allow()

    def _allow(self) -> None:
        self.account.client("iam").put_role_policy(
            RoleName=self.name, PolicyName=POLICY, PolicyDocument=documents.compact(self._rights())
        )

    def _trust(self) -> dict[str, Any]:
        return documents.trust(self.account.scope, self.account.repository, self.environment)

    def _rights(self) -> dict[str, Any]:
        key = self.account.key_arn() or f"the key {self.account.key_alias}"
        document = documents.deploying if self.purpose == "deploy" else documents.previewing
        return document(self.account.scope, key)

    def _trust_differs(self, found: Mapping[str, Any]) -> Iterator[str]:
        wanted = self._trust()
        if found == wanted:
            return
        subject = f"{documents.ISSUER}:sub"
        seen = json.dumps([each.get("Condition") for each in found.get("Statement", [])])
        yield f"who may take it is {seen}, and should be {wanted['Statement'][0]['Condition']['StringEquals'][subject]}"

    def _rights_differ(self, found: Mapping[str, Any]) -> Iterator[str]:
        wanted = self._rights()
        if found == wanted:
            return
        has, needs = _granted(found), _granted(wanted)
        for words, grants in (("it may also", has - needs), ("it may not", needs - has)):
            if grants:
                shown = [f"{action} on {on}" for action, on in sorted(grants)]
                rest = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
                yield f"{words} {', '.join(shown[:SHOWN])}{rest}"
        if has == needs:
            yield "its conditions are others"


def _read(document: Any) -> dict[str, Any]:
    # boto3 decodes it; an emulator may hand it over as text.
    return json.loads(document) if isinstance(document, str) else document


def _granted(document: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {
        (action, on)
        for statement in document.get("Statement", [])
        for action in _listed(statement.get("Action", []))
        for on in _listed(statement.get("Resource", []))
    }


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def roles(account: Account) -> tuple[Role, Role]:
    """Return the two roles."""
    return Role(account, "deploy"), Role(account, "preview")


def steps(account: Account) -> list[Step]:
    """Return what makes GitHub's way in, in order."""
    return [Provider(account), *roles(account)]
