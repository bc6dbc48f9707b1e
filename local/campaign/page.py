"""The page to look at of a run, with what only the run itself knows."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local.campaign.intake import IntakeAnswer
from local.campaign.stage import Stage
from ops import stack
from ops.report import collecting, page
from ops.report.collecting import answers
from ops.report.data import Promise


def write(
    stage: Stage, intakes: Sequence[IntakeAnswer], checks: Sequence[Mapping[str, Any]], file: Path
) -> None:
    """Write the report of a stage as a page, with the checks of the run and its lists that came in by no file."""
    direct = [
        answers.answer(each.campaign, each.source, None, each.answer) for each in intakes if each.page is None
    ]
    promises = [Promise(each["name"], each["holds"], each["detail"]) for each in checks]
    known = collecting.Known(promises, direct)
    reached = stack.by_outputs(stage.outputs, "the embedded cloud", "run make up again")
    with stage.as_operator():
        data = collecting.collect(reached, collecting.Scope(), datetime.now(UTC), known)
    file.write_text(page.render(data), encoding="utf-8")
