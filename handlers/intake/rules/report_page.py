"""The page that answers a list: for the person who sent it, in Portuguese, on a phone or on paper.

One file without scripts and without anything from elsewhere. Whatever comes from the list is text and is shown as such.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from handlers.common.rules.refusals import Problem, Refused
from handlers.intake.rules import reasons, report_words
from handlers.intake.rules.ingest_answer import IngestStatus
from handlers.intake.rules.ingest_report import IngestReport
from handlers.intake.rules.job import RowCounts
from handlers.intake.rules.remarks import Remark, Subject
from handlers.intake.rules.report_style import STYLE
from handlers.intake.rules.report_words import counted, number

_LONGEST = 200
"""Characters of a cell that are shown."""
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_SECTIONS = (
    (Subject.INVALID, "Linhas para corrigir", "a corrigir antes de entrar."),
    (Subject.DUPLICATE, "Repetidos", "de quem já estava na lista ou na campanha."),
    (Subject.OPTED_OUT, "Não querem receber", "de quem não quer receber mensagens."),
    (Subject.NOTED, "Observações", "com alguma observação."),
)


@dataclass(frozen=True)
class Page:
    """All that a page says besides the remarks."""

    status: IngestStatus
    file: str
    """The key of the list."""
    inbox: str
    """The folder in which corrected rows are to be dropped."""
    tenant: str
    """The tenant's name, or id."""
    campaign: str | None
    """The campaign's name, or id; None for a list of people who are not to be written to."""
    counts: RowCounts
    written: datetime
    zone: str
    """The IANA zone of times."""
    begun: datetime | None = None
    """The time at which the reading began."""
    total: int | None = None
    """The rows of the list, while it is being read."""
    read_as: str = ""
    """The form in which the list was read."""
    mend: str | None = None
    """The name of the file with the rows to mend."""


def page(told: Page, report: IngestReport) -> bytes:
    """Return the page in UTF-8; it is well-formed XML too."""
    return "".join(_document(told, report)).encode()


def _document(told: Page, report: IngestReport) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="pt-BR">\n<head>\n<meta charset="utf-8"/>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
    yield '<meta name="color-scheme" content="light dark"/>\n<meta name="robots" content="noindex"/>\n'
    yield f"<title>{_text(_name(told))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    yield f'<p class="file">{_quoted(_name(told))}</p>\n'
    yield f"<h1>{_text(report_words.headline(told.status, told.counts, blocking=told.campaign is None))}</h1>\n"
    yield from _progress(told)
    yield from _stopped(report.stopped)
    if told.status is not IngestStatus.REFUSED:
        yield from _counts(told)
    yield from _to_do(told)
    if report.partial:
        yield (
            '<p class="lead stop">As observações são tantas que não couberam todas neste relatório: estão aqui as das '
            "primeiras linhas. Para ver as demais, divida a lista em partes e envie-as: ninguém entra duas vezes.</p>\n"
        )
    for subject, title, meaning in _SECTIONS:
        if report.shown[subject]:
            yield from _section(told, report, subject, title, meaning)
    yield from _about(told)
    yield "</main>\n</body>\n</html>\n"


def _name(told: Page) -> str:
    return told.file.removeprefix(told.inbox) or told.file


def _progress(told: Page) -> Iterator[str]:
    if told.status is IngestStatus.CONTINUING:
        elapsed = told.written - told.begun if told.begun else timedelta()
        said = report_words.progress(told.counts.rows, told.total, elapsed)
        yield f'<p class="lead">{_text(said)} Este relatório fica completo no fim: abra-o de novo daqui a pouco.</p>\n'
        if told.total:
            yield f'<progress max="{told.total}" value="{min(told.counts.rows, told.total)}"></progress>\n'


def _stopped(refused: Refused | None) -> Iterator[str]:
    if refused:
        problem = Problem.of("row", refused)
        said = reasons.told(problem)
        yield f'<p class="lead stop">{_text(said[:1].upper() + said[1:])}</p>\n'
        if said != refused.message:
            detail = f"{refused.code}: {refused.message}"
            yield f'<p class="detail" lang="en"><bdi>{_text(detail)}</bdi></p>\n'


def _counts(told: Page) -> Iterator[str]:
    counts, blocking = told.counts, told.campaign is None
    lines = (
        ("bloqueadas" if blocking else "entraram", counts.ingested, "in"),
        ("repetidos", counts.duplicates, ""),
        ("para corrigir", counts.invalid, "mend" if counts.invalid else ""),
        ("não querem receber", counts.optedOut, ""),
        ("em branco", counts.blank, ""),
    )
    yield '<table class="counts">\n<tbody>\n'
    for name, amount, kind in lines:
        yield f'<tr class="{kind}"><th scope="row">{name}</th><td>{number(amount)}</td></tr>\n'
    read = "linhas lidas até agora" if told.status is IngestStatus.CONTINUING else "linhas na lista"
    if told.status is IngestStatus.CUT_SHORT:
        read = "linhas lidas"
    yield f'</tbody>\n<tfoot><tr><th scope="row">{read}</th><td>{number(counts.rows)}</td></tr></tfoot>\n</table>\n'


def _to_do(told: Page) -> Iterator[str]:
    if told.mend:
        name = _text(told.mend)
        yield (
            f'<p class="todo">As linhas para corrigir estão no arquivo <a href="{name}">{name}</a>, ao lado deste '
            "relatório, com o número da linha e o motivo na última coluna. Corrija-as ali e ponha o arquivo na pasta "
            f"{_quoted(told.inbox)}: só o que ainda não entrou será acrescentado.</p>\n"
        )


def _section(told: Page, report: IngestReport, subject: Subject, title: str, meaning: str) -> Iterator[str]:
    amount, shown = report.rows[subject], report.shown[subject]
    yield f"<section>\n<h2>{title}</h2>\n<p>{counted(amount, 'linha', 'linhas')} {meaning}</p>\n"
    if amount > len(shown):
        where = told.mend if subject is Subject.INVALID and told.mend else "report.json"
        yield f"<p>Aqui estão as primeiras {number(len(shown))}; todas estão no arquivo {_text(where)}.</p>\n"
    yield '<table class="rows">\n<thead><tr><th scope="col">Linha</th><th scope="col">O que aconteceu</th></tr>'
    yield "</thead>\n<tbody>\n"
    for remark in shown:
        yield _row(remark)
    yield "</tbody>\n</table>\n</section>\n"


def _row(remark: Remark) -> str:
    said = "".join(f"<li>{_problem(problem)}</li>" for problem in remark.problems)
    who = _who(remark)
    name = f'<p class="who">{_quoted(who)}</p>' if who else ""
    return f'<tr><th scope="row"><span>linha </span>{remark.row}</th><td>{name}<ul>{said}</ul></td></tr>\n'


def _who(remark: Remark) -> str:
    """Return the first cell of a refused row that is not at fault, by which its sender knows it again."""
    at_fault = {problem.value.strip() for problem in remark.problems}
    named = (cell.strip() for cell in remark.record or ())
    return next((cell for cell in named if cell and cell not in at_fault), "")


def _problem(problem: Problem) -> str:
    field = "" if problem.field == "row" else f"<b>{_text(reasons.field_name(problem.field))}</b> "
    value = _quoted(problem.value) if reasons.quotes(problem) else ""
    said = _text(reasons.reason(problem))
    place = f"{field}{value}".strip()
    return f"{place}: {said}" if place else said[:1].upper() + said[1:]


def _about(told: Page) -> Iterator[str]:
    campaign = told.campaign or "lista de não contatar, que vale para todas as campanhas"
    lines: Sequence[tuple[str, str]] = (
        ("Empresa", told.tenant),
        ("Campanha", campaign),
        ("Arquivo", told.file),
        ("Lido como", told.read_as),
        ("Recebido em", report_words.moment(told.begun, told.zone) if told.begun else ""),
        ("Relatório de", report_words.moment(told.written, told.zone)),
    )
    yield "<footer>\n<dl>\n"
    for name, text in lines:
        if text:
            yield f"<dt>{name}</dt><dd>{_quoted(text)}</dd>\n"
    yield "</dl>\n</footer>\n"


def _text(written: str) -> str:
    """Return text as HTML shows it, its first ``_LONGEST`` characters, without those that a page may not hold."""
    cut = written if len(written) <= 4 * _LONGEST else f"{written[: 4 * _LONGEST]}…"
    return escape(_NO_CHARACTERS.sub("\ufffd", cut))


def _quoted(written: str) -> str:
    """Return text of the list: marks of direction in it turn nothing outside of it."""
    return f"<bdi>{_text(written if len(written) <= _LONGEST else f'{written[:_LONGEST]}…')}</bdi>"
