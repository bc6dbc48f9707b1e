"""The page: everything in one document that asks for nothing, and runs nothing."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ops.report.data import ReportData
from ops.report.figures import instant
from ops.report.html import Html, el
from ops.report.sections import Section
from ops.report.sections.costs import costs
from ops.report.sections.functions import functions
from ops.report.sections.funnel import funnel
from ops.report.sections.glance import cards, header
from ops.report.sections.health import checks, health
from ops.report.sections.lists import lists
from ops.report.sections.meetings import meetings, rules
from ops.report.sections.messages import messages
from ops.report.sections.talks import talks

STYLES = ("base.css", "parts.css", "media.css")
"""The style sheets beside this module, in their order."""
PARTS = (funnel, messages, meetings, talks, lists, functions, costs, health, checks)
_HATCH = Html(
    '<svg class="hidden" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch-ground" width="5" height="5"/><rect class="hatch-line" width="2" height="5"/></pattern>'
    '<pattern id="wrong" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    '<rect class="wrong-ground" width="4" height="4"/><rect class="wrong-line" width="2" height="4"/></pattern>'
    "</defs></svg>"
)


@cache
def style() -> str:
    """Return the page's style sheet."""
    folder = Path(__file__).with_name("style")
    return "\n".join((folder / name).read_text("utf-8") for name in STYLES) + rules()


def policy(css: str) -> str:
    """Return the content security policy: this one style sheet, and nothing else from anywhere."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def render(data: ReportData) -> str:
    """Return the report as an HTML document."""
    css = style()
    parts = [part for part in (make(data) for make in PARTS) if part is not None]
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy(css)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"Report: {', '.join(data.tenants[:3]) or data.stack}"),
        el("style", Html(css)),
    )
    body = el(
        "body",
        el("a", "Skip to the report", href="#report", class_="skip"),
        _HATCH,
        el("div", header(data), _contents(parts), class_="top"),
        el("main", cards(data), *(part.html for part in parts), id="report", tabindex="-1"),
        el("footer", el("p", f"Made {instant(data.made_at, data.zone)} ({data.zone}). This page holds personal data: "
                             "share it as you would share the list.")),
    )  # fmt: skip
    return f"<!doctype html>\n{el('html', head, body, lang='en')}\n"


def _contents(parts: Iterable[Section]) -> Html:
    """Return the links to the sections."""
    links = [el("li", el("a", part.title, href=f"#{part.anchor}")) for part in parts]
    return el("nav", el("ul", *links), aria_label="Sections")
