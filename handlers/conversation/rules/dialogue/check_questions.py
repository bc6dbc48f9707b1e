"""The question of a check, in Portuguese: it names what it is about, in the contact's time."""

from collections.abc import Iterable, Sequence

from handlers.common.rules.model import Intent


def question(intent: Intent, tenant_name: str, offers: Sequence[str], times: Sequence[str]) -> str:
    """Return the question whether ``intent`` is meant.

    ``offers`` are the phrases for what the campaigns offer that a yes would end, as far as they are known; ``times``
    the days and hours of the meetings that it would cancel.
    """
    match intent:
        case Intent.CANCEL:
            return f"Quer cancelar a reunião de {times[0]}?" if times else "Quer desistir da nossa reunião?"
        case Intent.OPT_OUT:
            return f"Prefere não receber mais mensagens da {tenant_name}?{_cancelled_too(times)}"
    about = f" {all_of(f'sobre {offer}' for offer in offers)}" if offers else ""
    return f"Podemos encerrar por aqui o nosso contato{about}?"


def _cancelled_too(times: Sequence[str]) -> str:
    if len(times) == 1:
        return f" A reunião de {times[0]} também seria cancelada."
    return f" As reuniões {all_of(f'de {each}' for each in times)} também seriam canceladas." if times else ""


def all_of(phrases: Iterable[str]) -> str:
    *first, last = phrases
    return f"{', '.join(first)} e {last}" if first else last
