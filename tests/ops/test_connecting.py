"""The examples of docs/connecting.md are taken as they stand."""

import json
import re
from pathlib import Path

from handlers.common.rules import secret_documents, webhook_secret
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.partner import SesSecret, WhatsAppCloudSecret
from handlers.dispatch.rules import templates
from ops import template_check
from ops.template_store import TemplateFile

PAGE = (Path(__file__).parents[2] / "docs" / "connecting.md").read_text()
SECRETS = dict(re.findall(r"^\| `…/(\w+)` \| [^|]+ \| `(\{.+\})` \|$", PAGE, re.MULTILINE))


def test_each_secret_is_read() -> None:
    assert set(SECRETS) == {"whatsapp", "email", "calendar", "webhook"}
    line = secret_documents.parse("whatsapp", "s", SECRETS["whatsapp"])
    assert isinstance(line, WhatsAppCloudSecret)
    assert line.phone_number_id
    assert line.business_account_id
    assert isinstance(secret_documents.parse("email", "s", SECRETS["email"]), SesSecret)
    assert webhook_secret.parse("s", SECRETS["webhook"]).verify_token


def test_the_template_passes_its_check_and_has_a_placeholder_for_each_parameter() -> None:
    (content,) = re.findall(r"<<'END'\n(.+?)\n *END$", PAGE, re.DOTALL | re.MULTILINE)
    file = TemplateFile.model_validate(json.loads(content))
    template = templates.from_saved(file.model_dump(exclude_none=True))
    template_check.check(Channel.WHATSAPP, Kind.OUTREACH, template)
    (approved,) = re.findall(r"^ *> (.+)$", PAGE, re.MULTILINE)
    assert template.approved is not None
    assert re.findall(r"\{\{\d\}\}", approved) == [f"{{{{{n}}}}}" for n in (1, 2)]
    names = re.findall(r"\{\{ (\w+) \}\}", template.body)
    assert names == list(template.approved.parameters)
    assert re.sub(r"\{\{.+?\}\}", "…", approved) == re.sub(r"\{\{.+?\}\}", "…", template.body)
