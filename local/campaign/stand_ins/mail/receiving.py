"""Amazon SES as it receives e-mails: by the rules of the account's active receipt rule set, into buckets."""

from collections.abc import Iterator, Mapping
from typing import Any


class UnroutableError(Exception):
    """No rule takes the e-mail: SES refuses it, and its sender gets it back."""


class Receiving:
    """The receiving side of SES in the embedded cloud, which keeps the rules and receives nothing by itself."""

    def __init__(self, ses: Any, files: Any) -> None:
        """``ses`` and ``files`` are boto3 clients of SES (version 1) and S3."""
        self._ses = ses
        self._files = files

    def receive(self, recipient: str, key: str, content: bytes) -> None:
        """Put an e-mail where the rules say, under an object key of its own. Raises ``UnroutableError``."""
        rules = self._ses.describe_active_receipt_rule_set().get("Rules", ())
        actions = list(actions_for(recipient, rules))
        if not actions:
            raise UnroutableError(f"no active receipt rule takes {recipient}")
        for action in actions:
            prefix = action.get("ObjectKeyPrefix", "")
            self._files.put_object(Bucket=action["BucketName"], Key=f"{prefix}{key}", Body=content)


def actions_for(recipient: str, rules: Any) -> Iterator[Mapping[str, str]]:
    """Yield the S3 actions of the enabled rules that take a recipient.

    A rule names addresses, domains, and with a leading dot the domains below one; one that names none takes all.
    """
    for rule in rules:
        named = rule.get("Recipients", ())
        if rule.get("Enabled") and (not named or any(_takes(each, recipient) for each in named)):
            yield from (action["S3Action"] for action in rule.get("Actions", ()) if "S3Action" in action)


def _takes(named: str, recipient: str) -> bool:
    address, domain, named = recipient.lower(), recipient.lower().rpartition("@")[2], named.lower()
    return named in (address, domain) or (named.startswith(".") and domain.endswith(named))
