"""The briefing beside its meeting, and whether it has been mailed.

Attributes of the meeting's item that its own changes leave alone: ``briefing`` (Markdown), ``briefingRound`` (the
offer that it was written for) and ``briefingMail`` (``sending``, ``sent``, ``failed`` or ``unknown``).
"""

from botocore.exceptions import ClientError

from handlers.common.storage import dynamo, keys
from handlers.environment import required


def keep(meeting_id: str, round_: int, markdown: str) -> bool:
    """Whether the briefing is kept; it is not where one for this or a later round is there already."""
    return _update(
        meeting_id,
        {"briefing": markdown, "briefingRound": round_},
        "attribute_exists(pk) AND (attribute_not_exists(briefingRound) OR briefingRound < :briefingRound)",
        remove=("briefingMail",),
    )


def read(meeting_id: str) -> tuple[int | None, str | None, str | None]:
    """The round, the Markdown and the state of the mail, as they are kept."""
    item = dynamo.get(required("TABLE_MEETINGS"), keys.meeting_pk(meeting_id), keys.MEETING_SK) or {}
    return item.get("briefingRound"), item.get("briefing"), item.get("briefingMail")


def claim_mail(meeting_id: str, round_: int) -> bool:
    """Whether the caller is to mail this round's briefing: nobody has begun to."""
    return _update(
        meeting_id,
        {"briefingMail": "sending"},
        "briefingRound = :round AND attribute_not_exists(briefingMail)",
        {":round": round_},
    )


def settle_mail(meeting_id: str, round_: int, outcome: str | None) -> None:
    """Records what became of the mail; None: it was certainly not sent, and may be begun again."""
    _update(
        meeting_id,
        {} if outcome is None else {"briefingMail": outcome},
        "briefingRound = :round",
        {":round": round_},
        remove=("briefingMail",) if outcome is None else (),
    )


def _update(
    meeting_id: str,
    values: dict[str, str | int],
    condition: str,
    more: dict[str, str | int] | None = None,
    remove: tuple[str, ...] = (),
) -> bool:
    parts = []
    if values:
        parts.append("SET " + ", ".join(f"{name} = :{name}" for name in values))
    if remove:
        parts.append("REMOVE " + ", ".join(remove))
    try:
        dynamo.client().update_item(
            TableName=required("TABLE_MEETINGS"),
            Key=dynamo.encode({"pk": keys.meeting_pk(meeting_id), "sk": keys.MEETING_SK}),
            UpdateExpression=" ".join(parts),
            ConditionExpression=condition,
            ExpressionAttributeValues=dynamo.encode(
                {f":{name}": value for name, value in values.items()} | (more or {})
            ),
        )
    except ClientError as error:
        if dynamo.condition_failed(error):
            return False
        raise
    return True
