"""``python -m tests.corpus``: judge the corpus by the pack, or by checkov beside it. `make corpus` is the same.

The exit status is 1 if a case that is not debatable has another outcome than it should, or if anything confidential
was shown.
"""

import re
import sys
from collections.abc import Iterable, Sequence

import click

from tests import conftest  # noqa: F401  keeps the machine's AWS settings away
from tests.corpus import engine, judging, rivals
from tests.corpus.case import Case
from tests.corpus.cases import CASES
from tests.corpus.judging import Verdict


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--match", default="", help="Only cases whose 'name family' has this regular expression.")
@click.option("--real", type=int, metavar="N", help="Preview N of them, evenly spread, on the real engine.")
@click.option("--rivals", "compare", is_flag=True, help="Let checkov judge the same cases, too.")
@click.option("--show", is_flag=True, help="Print each case with the rules that block it.")
def main(match: str, real: int | None, compare: bool, show: bool) -> None:
    """Judge small programs, most of them with one defect, by the policy pack."""
    cases = [case for case in CASES if re.search(match, f"{case.name} {case.family}")]
    if not cases:
        raise click.UsageError(f"no case has {match!r} in its name or family")
    verdicts = _previewed(judging.spread(cases, real)) if real else judging.judge_all(cases)
    for line in judging.table(verdicts):
        click.echo(line)
    _tell(verdicts, show)
    if compare:
        for line in rivals.compared(verdicts):
            click.echo(line)
    sys.exit(1 if judging.wrong(verdicts) else 0)


def _previewed(cases: Sequence[Case]) -> list[Verdict]:
    return engine.preview_all(
        cases, lambda verdict: click.echo(f"{verdict.outcome:8} {verdict.name}", err=True)
    )


def _tell(verdicts: Iterable[Verdict], show: bool) -> None:
    for verdict in verdicts:
        case = verdict.case
        if verdict.fault or show:
            label = "as expected" if not verdict.fault else "debatable" if case.debatable else "WRONG"
            what = "a defect" if case.defect else "clean"
            rules = f" ({', '.join(verdict.rules)})" if verdict.rules else ""
            click.echo(f"{label}: {case.name}, {what}: {case.says} {verdict.fault or verdict.outcome}{rules}")
            if verdict.outcome == "failed":
                click.echo(f"    {verdict.text[-600:]}")


if __name__ == "__main__":
    main()
