"""Roles of a run, and the checks of what a grant lets its holder do."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError

from handlers.common.storage import statements, writes
from handlers.common.storage.writes import Write
from ops.conformance import tables
from ops.conformance.checks import Check, expect
from ops.conformance.mailboxes import Mailbox, allow, document
from ops.conformance.scratch import NotTriedError, Scratch, refusal

DENIED = ("AccessDenied", "NotAuthorized", "UnauthorizedOperation", "AuthorizationError")
POLICY = "grants"


def is_denied(error: ClientError) -> bool:
    """True if a request was refused for want of a permission."""
    return any(part in error.response["Error"]["Code"] for part in DENIED)


def make(scratch: Scratch, thing: str, trust: Mapping[str, Any], *grants: Mapping[str, Any]) -> str:
    """Make a role and return its ARN; it may take seconds until every service knows it."""
    iam, name = scratch.client("iam"), scratch.name(thing)
    trusted = document({"Action": "sts:AssumeRole", **trust})
    with scratch.making(f"role {name}", lambda: iam.delete_role(RoleName=name)):
        made = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trusted, Tags=scratch.tag_list)
    removal = partial(iam.delete_role_policy, RoleName=name, PolicyName=POLICY)
    with scratch.making(f"policy of role {name}", removal):
        iam.put_role_policy(RoleName=name, PolicyName=POLICY, PolicyDocument=document(*grants))
    return made["Role"]["Arn"]


class _Holder:
    """The holder of a function's kind of grants: whoever the run is, under a role made for it."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self.table, self.queue = tables.table(scratch), Mailbox(scratch, "granted")
        self.source, self.secret = scratch.name("source"), scratch.name("partner")
        self.key = scratch.name("key")
        trust = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{scratch.account}:root"}}
        role = make(scratch, "holder", trust, *self._grants())
        self._credentials = self._assumed(role)

    def _grants(self) -> list[dict[str, Any]]:
        table, arn = self._scratch.arn("dynamodb", f"table/{self.table}"), self._scratch.arn
        writing = ("UpdateItem", "ConditionCheckItem", "PartiQLInsert", "PartiQLUpdate")
        own = {
            "ForAllValues:StringLike": {"dynamodb:LeadingKeys": [f"{self.key}#*"]},
            "Null": {"dynamodb:LeadingKeys": "false"},
        }
        source = {"StringEquals": {"events:source": self.source}}
        return [
            allow([f"dynamodb:{action}" for action in writing], table),
            allow(["dynamodb:PutItem"], table, Condition=own),
            allow(["sqs:SendMessage"], self.queue.arn),
            allow(["events:PutEvents"], arn("events", "event-bus/default"), Condition=source),
            allow(["secretsmanager:GetSecretValue"], arn("secretsmanager", f"secret:{self.secret}-??????")),
        ]

    def _assumed(self, role: str) -> Mapping[str, str]:
        sts, last = self._scratch.client("sts"), ""

        def assume() -> Any:
            nonlocal last
            try:
                return sts.assume_role(RoleArn=role, RoleSessionName="conformance")["Credentials"]
            except ClientError as error:
                last = refusal(error)
                return None

        found = self._scratch.until(assume, min(self._scratch.patience, 30))
        if not found:
            raise NotTriedError(
                f"the role could not be taken: {last}: let these credentials do sts:AssumeRole"
            )
        return found

    def client(self, service: str) -> Any:
        return self._scratch.client_of_role(service, self._credentials)

    def may(self, request: Any) -> str:
        """Make a request, again while it is denied, since a role's grants take seconds to be known; '' if it may."""
        last = ""

        def allowed() -> bool:
            nonlocal last
            try:
                request()
            except ClientError as error:
                if not is_denied(error):
                    raise
                last = refusal(error)
                return False
            return True

        return "" if self._scratch.until(allowed, min(self._scratch.patience, 30)) else last


def _holder(scratch: Scratch) -> _Holder:
    return scratch.shared("holder", lambda: _Holder(scratch))


def _grants_of_batches(scratch: Scratch) -> None:
    holder, pk = _holder(scratch), uuid4().hex
    dynamodb, sqs = holder.client("dynamodb"), holder.client("sqs")
    inserted = statements.insert(holder.table, {"pk": pk, "sk": tables.SK})
    seen = holder.may(lambda: _run(dynamodb, statements.encoded(inserted)))
    expect("PartiQLInsert to be enough for INSERT in a batch", not seen, seen)
    updated = statements.update(holder.table, pk, tables.SK, {"state": "x"})
    seen = holder.may(lambda: _run(dynamodb, statements.encoded(updated)))
    expect("PartiQLUpdate to be enough for UPDATE in a batch", not seen, seen)
    seen = holder.may(lambda: _transact(dynamodb, holder.table, pk))
    expect("UpdateItem and ConditionCheckItem to be enough for a transaction", not seen, seen)
    entries = [{"Id": "1", "MessageBody": "granted"}]
    seen = holder.may(lambda: sqs.send_message_batch(QueueUrl=holder.queue.url, Entries=entries))
    expect("SendMessage to be enough for SendMessageBatch", not seen, seen)
    deletion = {"Statement": f"DELETE FROM \"{holder.table}\" WHERE pk = '{pk}' AND sk = '{tables.SK}'"}
    denied = _is_denied(lambda: _run(dynamodb, deletion))
    expect("DELETE in a batch, which nobody granted, to be denied", denied, "it was done")


def _grants_of_keys(scratch: Scratch) -> None:
    holder = _holder(scratch)
    dynamodb = holder.client("dynamodb")

    def put(key: str) -> Write:
        return writes.put(holder.table, {"pk": key, "sk": tables.SK}, writes.REPEATABLE)

    own = [put(f"{holder.key}#{uuid4().hex}") for _ in range(3)]
    seen = holder.may(lambda: dynamodb.put_item(**own[0].request))
    expect("an item under a granted key to be put", not seen, seen)
    together = [{each.kind: dict(each.request)} for each in own[1:]]
    seen = holder.may(lambda: dynamodb.transact_write_items(TransactItems=together))
    expect("items under granted keys to be put in a transaction", not seen, seen)
    denied = _is_denied(lambda: dynamodb.put_item(**put(uuid4().hex).request))
    expect("an item under another key to be denied", denied, "it was put")


def _run(dynamodb: Any, statement: Mapping[str, Any]) -> None:
    """Run a statement; a denial within the answer is raised like one of the request."""
    (response,) = dynamodb.batch_execute_statement(Statements=[statement])["Responses"]
    error = response.get("Error")
    if error and error["Code"] != "DuplicateItem":
        raise ClientError({"Error": error}, "BatchExecuteStatement")


def _transact(dynamodb: Any, table: str, pk: str) -> None:
    update = writes.update(table, {"pk": pk, "sk": tables.SK}, {"state": "y"}, writes.IN_TRANSACTION)
    free = writes.check(table, {"pk": f"{pk}-free", "sk": tables.SK}, writes.ABSENT)
    dynamodb.transact_write_items(TransactItems=[{each.kind: dict(each.request)} for each in (update, free)])


def _is_denied(request: Any) -> bool:
    try:
        request()
    except ClientError as error:
        if not is_denied(error):
            raise
        return True
    return False


def _events_source(scratch: Scratch) -> None:
    holder = _holder(scratch)
    events = holder.client("events")

    def put(*sources: str) -> None:
        entries = [
            {"Source": source, "DetailType": "Conformance Check", "Detail": "{}"} for source in sources
        ]
        events.put_events(Entries=entries)

    seen = holder.may(lambda: put(holder.source))
    expect("an event of the granted source to be taken", not seen, seen)
    denied = _is_denied(lambda: put("somebody.else"))
    expect("an event of another source to be denied", denied, "it was taken")


def _secret_by_name(scratch: Scratch) -> None:
    holder, client = _holder(scratch), scratch.client("secretsmanager")
    removal = partial(client.delete_secret, SecretId=holder.secret, ForceDeleteWithoutRecovery=True)
    value = json.dumps({"endpoint": "https://partner.example", "apiKey": "k"})
    with scratch.making(f"secret {holder.secret}", removal):
        client.create_secret(Name=holder.secret, SecretString=value, Tags=scratch.tag_list)
    reader, found = holder.client("secretsmanager"), []
    seen = holder.may(lambda: found.append(reader.get_secret_value(SecretId=holder.secret)["SecretString"]))
    expect("a secret read by its name under a grant of name-??????", not seen, seen)
    expect("its text", found == [value], "another text")


CHECKS = (
    Check(
        "grants-of-batches",
        "a batch needs the actions of its parts, and a PartiQL statement that of its verb",
        _grants_of_batches,
    ),
    Check("grants-of-keys", "a grant of a table can be bound to partition keys", _grants_of_keys),
    Check("events-source", "a grant of PutEvents can be bound to a source", _events_source),
    Check("secret-by-name", "a grant of a secret's name and six characters lets it be read", _secret_by_name),
)
