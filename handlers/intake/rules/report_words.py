"""The words of a report's page in Portuguese: numbers, times and the sentence that says it all."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.intake.rules.ingest_answer import IngestStatus
from handlers.intake.rules.job import RowCounts


def number(amount: int) -> str:
    """Return a number with points between its thousands."""
    return f"{amount:,}".replace(",", ".")


def counted(amount: int, one: str, many: str) -> str:
    """Return an amount of something, ``Nenhum …`` apart: ``1 linha``, ``1.234 linhas``."""
    return f"{number(amount)} {one if amount == 1 else many}"


def moment(instant: datetime, zone: str) -> str:
    """Return a time by the clock of a zone, which it names."""
    place = zone.rpartition("/")[2].replace("_", " ")
    place = {"Sao Paulo": "São Paulo", "Belem": "Belém", "Cuiaba": "Cuiabá", "Maceio": "Maceió"}.get(
        place, place
    )
    return f"{instant.astimezone(ZoneInfo(zone)):%d/%m/%Y às %H:%M} (horário de {place})"


def duration(time: timedelta) -> str:
    """Return a duration, roughly."""
    seconds = time.total_seconds()
    if seconds < 90:
        return counted(max(10, round(seconds / 10) * 10), "segundo", "segundos")
    return counted(round(seconds / 60), "minuto", "minutos")


def headline(status: IngestStatus, counts: RowCounts, *, blocking: bool) -> str:
    """Return the sentence that says it all; ``blocking``: the list is of people not to be written to."""
    if status is IngestStatus.REFUSED:
        return "A lista não foi lida: ninguém entrou."
    if status is IngestStatus.CONTINUING:
        return f"A lista está sendo lida: {_taken_in(counts, blocking)} até agora."
    mended = counted(counts.invalid, "linha precisa de correção", "linhas precisam de correção")
    rest = mended if counts.invalid else "nada a corrigir"
    if status is IngestStatus.CUT_SHORT:
        return f"A leitura parou no meio: {_taken_in(counts, blocking)}; {rest}."
    taken_in = _taken_in(counts, blocking)
    return f"{taken_in[:1].upper()}{taken_in[1:]}; {rest}."


def _taken_in(counts: RowCounts, blocking: bool) -> str:
    one, many = (
        ("linha foi bloqueada", "linhas foram bloqueadas")
        if blocking
        else ("contato entrou", "contatos entraram")
    )
    if not counts.ingested:
        return f"nenhuma {one}" if blocking else f"nenhum {one}"
    return counted(counts.ingested, one, many)


def progress(rows: int, total: int | None, elapsed: timedelta) -> str:
    """Return how far the reading of a list is, and how long the rest may take where the total is known."""
    if not total:
        return f"{counted(rows, 'linha lida', 'linhas lidas')} até agora."
    said = f"{number(rows)} de {counted(total, 'linha lida', 'linhas lidas')} ({100 * rows // total} %)."
    left = elapsed * ((total - rows) / rows) if rows else timedelta()
    return f"{said} Faltam cerca de {duration(left)}." if rows < total and left else said
