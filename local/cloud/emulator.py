"""MiniStack with corrections: the stack's own policies are evaluated as AWS evaluates them, and functions start fast.

TLS: the policies deny whatever does not come over TLS, and the emulator enforces that. It listens on the loopback
interface, where there is no certificate; so every request is marked as one that came over TLS, as a proxy that ends
TLS would mark it.

IAM: a batch request is no action of its own. AWS asks for ``sqs:SendMessage`` where SendMessageBatch is called, and
for ``dynamodb:PartiQLInsert``, ``…Update``, ``…Delete`` or ``…Select`` on its table for each PartiQL statement.
MiniStack 1.5 asks for actions called after the requests, which no role can be granted on AWS.

Events: the condition key ``events:source`` holds the source of each entry of PutEvents; MiniStack leaves it out.

Keys: the condition key ``dynamodb:LeadingKeys`` holds the partition keys of the items that a request names, those of
a transaction all together; MiniStack leaves it out. Queries and PartiQL statements have none here.

Rules: AWS invokes a rule's function asynchronously: it tries twice more, and then sends the event to the function's
destination for failures. MiniStack does so for every other asynchronous invocation, and forgets a rule's.

Functions: they start fast, and new code takes over whole (``emulated_functions``).

Work: MiniStack has no figure for what it has in hand; ``emulated_work`` answers with it.

Mail: ``SENT_MAIL`` may name a folder for what Amazon SES accepts (``emulated_mail``). Only AWS itself may put events of
``aws.…`` on a bus; here the administrator may, to play SES, which MiniStack has no events of.

Metrics: each invocation counts, whatever started it (``emulated_metrics``).

Record: ``CALL_RECORD`` may name a folder. Each call that a role makes for the first time is a line of JSON in a file
there: ``role``, ``action``, ``resource`` (its ARN) and ``allowed``, as decided here.

Run as a script.
"""

import json
import os
import re
import runpy
from pathlib import Path
from typing import Any

from ministack import app
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id
from ministack.services import dynamodb, eventbridge, lambda_svc, ses_v2

_work = runpy.run_path(str(Path(__file__).with_name("emulated_work.py")))
_emulator = app.app
_action_of = iam_actions.extract_iam_action
_checks_of = iam_actions.dynamodb_transaction_checks
_context_of = iam_actions.request_tag_context

_enforce = iam_evaluator.enforce
_put_events = eventbridge._put_events

_BATCHES = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
}
_STATEMENT_LISTS = {
    "dynamodb:BatchExecuteStatement": "Statements",
    "dynamodb:ExecuteTransaction": "TransactStatements",
}
_VERBS = {"INSERT": "Insert", "UPDATE": "Update", "DELETE": "Delete", "SELECT": "Select"}
_STATEMENT = re.compile(
    r"""\s*(?:(INSERT)\s+INTO|(UPDATE)|(DELETE)\s+FROM|(SELECT)\b.*?\bFROM)\s+
        (?:"(?P<table>[\w.-]+)"(?:\."(?P<index>[\w.-]+)")?|(?P<bare>[\w-]+))(?=\s|$)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


async def behind_tls(scope: Any, receive: Any, send: Any) -> None:
    """Run the emulator's ASGI application as if it had been reached over TLS."""
    if scope["type"] == "http" and scope["path"] == _work["PATH"]:
        await _work["answer"](send)
        return
    await _emulator({**scope, "scheme": "https"} if scope["type"] == "http" else scope, receive, send)


def iam_action(*request: Any) -> str | None:
    """Return the action that AWS checks for a request, also where it handles a batch of messages."""
    action = _action_of(*request)
    return _BATCHES.get(action, action) if action else None


def dynamodb_checks(action: str, body: bytes, region: str, account_id: str) -> list[tuple[str, str]]:
    """Return the action and ARN to check for each item of a transaction and for each PartiQL statement.

    A statement that is not understood leaves the request's own name as the action, which nobody is granted.
    """
    if action == "dynamodb:ExecuteStatement":
        statements = [json.loads(body)]
    elif action in _STATEMENT_LISTS:
        statements = json.loads(body).get(_STATEMENT_LISTS[action], [])
    else:
        return _checks_of(action, body, region, account_id)
    checks = []
    for statement in statements:
        found = _STATEMENT.match(statement.get("Statement", ""))
        if not found:
            return []
        verb = next(word for word in found.groups()[:4] if word).upper()
        index = f"/index/{found['index']}" if found["index"] else ""
        arn = f"arn:aws:dynamodb:{region}:{account_id}:table/{found['table'] or found['bare']}{index}"
        checks.append((f"dynamodb:PartiQL{_VERBS[verb]}", arn))
    return checks


def request_context(service: str, action: str, body: bytes, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the condition keys of a request.

    AWS evaluates each entry of PutEvents by its own source. Here one value stands for all entries, so several sources
    in one request are joined to one that no policy names, and the request is denied as a whole.
    """
    context = _context_of(service, action, body, parameters)
    if service == "dynamodb" and (keys := leading_keys(json.loads(body))):
        return {**context, "dynamodb:LeadingKeys": keys}
    if action != "events:PutEvents":
        return context
    sources = {entry.get("Source", "") for entry in json.loads(body).get("Entries", [])}
    return {**context, "events:source": ",".join(sorted(sources))}


def leading_keys(request: dict[str, Any]) -> list[str]:
    """Return the partition keys of the items that a request of DynamoDB names, as far as their tables are there."""
    named = [request]
    named += [each for item in request.get("TransactItems", []) for each in item.values()]
    named += [
        {"TableName": name, "Key": key}
        for name, asked in request.get("RequestItems", {}).items()
        for key in (asked.get("Keys", []) if isinstance(asked, dict) else [])
    ]
    found = set()
    for each in named:
        table = dynamodb._tables.get(each.get("TableName"))
        key = (each.get("Key") or each.get("Item") or {}).get(table["pk_name"]) if table else None
        found |= {str(value) for value in (key or {}).values()}
    return sorted(found)


class Record:
    """The calls of roles in a folder's file, each once."""

    def __init__(self, folder: str) -> None:
        Path(folder).mkdir(parents=True, exist_ok=True)
        self._path = Path(folder, f"cloud-{os.getpid()}.jsonl")
        self._roles: dict[str, str | None] = {}
        self._known: set[tuple[str, str, str, bool]] = set()

    def enforce(self, key: str, action: str, service: str, region: str, **rest: Any) -> Any:
        """Decide about a request as MiniStack does: None if it is allowed."""
        denied = _enforce(key, action, service, region, **rest)
        role = self._role(key)
        # Whose session is over, as where the clock has leapt, is refused nothing that is the role's.
        if role is not None and not isinstance(denied, iam_evaluator.AuthError):
            self._note(role, action, rest.get("resource_arn", "*"), denied is None)
        return denied

    def _role(self, key: str) -> str | None:
        """Return the name of the role of whose session an access key is; None for everybody else."""
        if key not in self._roles:
            arn = getattr(iam_evaluator.resolve_principal(key, get_account_id()), "arn", "")
            self._roles[key] = arn.split("/")[1] if ":assumed-role/" in arn else None
        return self._roles[key]

    def _note(self, role: str, action: str, resource: str, allowed: bool) -> None:
        call = role, action, resource, allowed
        if call not in self._known:
            self._known.add(call)
            line = {"role": role, "action": action, "resource": resource, "allowed": allowed}
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")


def dispatch_to_lambda(arn: str, payload: str) -> None:
    """Invoke the function that a rule names as its target, until it succeeds or has failed for good."""
    function, configuration, _ = lambda_svc._get_func_record_for_ref(arn)
    if function and configuration:
        record = lambda_svc._execution_record_for_config(function, configuration)
        lambda_svc.invoke_async_with_retry(record, json.loads(payload))


def put_events(data: dict[str, Any]) -> Any:
    """Put events on a bus, those of AWS's own sources included."""
    return _put_events(data, allow_aws_source=True)


if __name__ == "__main__":
    eventbridge._dispatch_to_lambda = dispatch_to_lambda  # ty: ignore[invalid-assignment]
    if folder := os.environ.get("SENT_MAIL"):
        eventbridge._put_events = put_events  # ty: ignore[invalid-assignment]
        mail = runpy.run_path(str(Path(__file__).with_name("emulated_mail.py")))
        ses_v2.handle_request = mail["Outbox"](folder).handle_request
        iam_actions._ses_v2_resource_arn = mail["resource_arn"]
    if folder := os.environ.get("CALL_RECORD"):
        iam_evaluator.enforce = Record(folder).enforce  # ty: ignore[invalid-assignment]
    iam_actions.extract_iam_action = iam_action  # ty: ignore[invalid-assignment]
    iam_actions.dynamodb_transaction_checks = dynamodb_checks  # ty: ignore[invalid-assignment]
    iam_actions.request_tag_context = request_context  # ty: ignore[invalid-assignment]
    runpy.run_path(str(Path(__file__).with_name("emulated_functions.py")))["mend"]()
    _work["mend"]()
    runpy.run_path(str(Path(__file__).with_name("emulated_metrics.py")))["count"](lambda_svc)
    app.app = behind_tls  # ty: ignore[invalid-assignment]
    app.main()
