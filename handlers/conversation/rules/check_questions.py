"""The question of a check, in Portuguese: it names what it is about, in the contact's time."""

from handlers.common.rules.model import Intent


def question(intent: Intent, tenant_name: str, offer: str, when: str) -> str:
    """Return the question whether ``intent`` is meant.

    ``offer`` is the phrase for what the campaign offers, empty where nobody knows it; ``when`` the day and hour of the
    meeting that stands, empty where there is none.
    """
    match intent:
        case Intent.CANCEL:
            return f"Quer cancelar a reunião de {when}?" if when else "Quer desistir da nossa reunião?"
        case Intent.OPT_OUT:
            too = f" A reunião de {when} também seria cancelada." if when else ""
            return f"Prefere não receber mais mensagens da {tenant_name}?{too}"
    about = f" sobre {offer}" if offer else ""
    return f"Podemos encerrar por aqui o nosso contato{about}?"
