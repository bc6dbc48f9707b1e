"""The address and the key of the signed links in e-mails to hosts."""

from botocore.exceptions import ClientError

from handlers.common.rules import attendance as attendance_links
from handlers.common.storage import functions, webhook_secret
from handlers.environment import required

_MISSING = "ResourceNotFoundException"


def attendance() -> tuple[str, str] | None:
    """Return the address below which tokens about a meeting are taken, and the key that signs them.

    None where the stack has no secret for it, or its function no URL.
    """
    try:
        key = webhook_secret.current().app_secret
        return functions.url(required("LINK_FUNCTION")) + attendance_links.PATH, key
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") != _MISSING:
            raise
        return None
