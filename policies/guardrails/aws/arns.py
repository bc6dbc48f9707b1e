"""ARNs in their parts, the patterns that stand for several, and the accounts that a pattern leaves open."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

ACCOUNT = re.compile(r"\d{12}")
COLONLESS = frozenset(
    {
        "apigateway",
        "cloudfront",
        "dynamodb",
        "events",
        "execute-api",
        "iam",
        "kms",
        "pipes",
        "s3",
        "scheduler",
        "sqs",
        "sts",
    }
)
"""Services in whose ARNs nothing after the account holds a colon, as their name rules have it.

In all others a stranger may put an account's number behind a colon of his own, as in
`arn:aws:logs:us-east-1:<stranger>:log-group:<number>:log-stream:x`.
"""
PARTITIONS: Mapping[str, str] = {
    "cn-": "aws-cn",
    "us-gov-": "aws-us-gov",
    "us-iso-": "aws-iso",
    "us-isob-": "aws-iso-b",
    "us-isof-": "aws-iso-f",
    "eu-isoe-": "aws-iso-e",
    "eusc-": "aws-eusc",
}
"""The partitions of AWS beside `aws` itself, by the beginning of their regions' names."""
_OPEN = re.compile(r"[*?$]")


class Arn(NamedTuple):
    """The parts of an ARN, or of a pattern of ARNs; a part that AWS leaves out is empty."""

    partition: str
    service: str
    region: str
    account: str
    resource: str


def parse(text: str) -> Arn | None:
    """Return the parts of an ARN or of a pattern, or None where the text is neither."""
    parts = text.split(":", 5)
    return Arn(*parts[1:]) if len(parts) == 6 and parts[0] == "arn" else None


def of_queue(url: str) -> Arn | None:
    """Return the ARN of the queue with this URL, or None where it is no queue's.

    The region is empty where the host names none, as that of a local endpoint.
    """
    if "://" not in url:
        return None
    host, *path = url.rstrip("/").partition("://")[2].split("/")
    if len(path) != 2 or not is_account(path[0]):
        return None
    region = re.search(r"(?:^|\.)(?:sqs\.)?([a-z]{2}(?:-[a-z]+)+-\d)\.", host)
    name = region[1] if region else ""
    return Arn(partition_of(name), "sqs", name, *path)


def partition_of(region: str) -> str:
    """Return the partition that a region is in (`aws-cn` for `cn-north-1`)."""
    return next((name for prefix, name in PARTITIONS.items() if region.startswith(prefix)), "aws")


def reference(text: str) -> Arn | None:
    """Return the ARN that a reference (an ARN or a queue's URL) spells out, or None for a plain name."""
    return parse(text) or of_queue(text)


def is_account(text: str) -> bool:
    """Return True if the text is the number of one account."""
    return ACCOUNT.fullmatch(text) is not None


def is_open(text: str) -> bool:
    """Return True if the text stands for more than itself: it has a wildcard or a policy variable."""
    return _OPEN.search(text) is not None


def account_of(pattern: str, *, by_parts: bool) -> str | None:
    """Return the one account to which everything belongs that a pattern of ARNs matches, or None.

    `by_parts` is True for the ARN operators, which compare part by part. In the string operators a wildcard runs
    on over colons: there the account has to stand before the first, or in an ARN without further colons.
    """
    arn = parse(pattern)
    if arn is None or not is_account(arn.account):
        return None
    before = f"{arn.partition}:{arn.service}:{arn.region}"
    if by_parts or not is_open(before):
        return arn.account
    held = arn.service in COLONLESS and not is_open(arn.partition)
    return arn.account if held else None


def single(pattern: str) -> bool:
    """Return True if a pattern of ARNs without an account names one thing: a bucket, an API, a hosted zone."""
    arn = parse(pattern)
    if arn is None or arn.account or is_open(f"{arn.partition}:{arn.service}:{arn.region}"):
        return False
    thing = arn.resource.partition("/")[0] if arn.service == "s3" else arn.resource
    return bool(thing) and not is_open(thing)


@lru_cache(maxsize=4096)
def includes(wide: str, narrow: str) -> bool:
    """Return True if everything that one pattern (`*`, `?`, either case) matches is matched by a wider one.

    It errs on the side of False.
    """
    wide, narrow = wide.lower(), narrow.lower()
    reached = _skipping(wide, {0})
    for character in narrow:
        after = {place for place in reached if wide[place : place + 1] == "*"}
        if character != "*":
            after |= {place + 1 for place in reached if wide[place : place + 1] in ("?", character)}
        reached = _skipping(wide, after)
    return len(wide) in reached


def _skipping(wide: str, places: set[int]) -> set[int]:
    """Return the places in a pattern, and those behind each run of `*` that begins there."""
    found = set(places)
    for place in places:
        while wide[place : place + 1] == "*":
            place += 1
            found.add(place)
    return found
