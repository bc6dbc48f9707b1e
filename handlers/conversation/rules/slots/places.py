"""The words for a day or a place of the offer that count from something else: an eve, the list, noon, another week."""

import re

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, meanings, reworded

_WEEKDAY = f"({WORKDAYS}|sabado)"
_BEFORE = {
    "segunda": "domingo",
    "terca": "segunda feira",
    "quarta": "terca feira",
    "quinta": "quarta feira",
    "sexta": "quinta feira",
    "sabado": "sexta feira",
}
"""The day before each weekday."""
_NO_TIME = (
    r"(?:campan|edic|remessa|mensag|mensaj|ve[zc]|lista|dispar|envi|onda|safra|compra|fatura|etapa|leva|rodada|tanda|ronda"
    r"|visita|aula)"
)
"""The things, other than days, of which there may be a next one."""
_DAY_BEFORE = r"(?<!ante)(?:vispera|vespera|dia antes|dia anterior)(?: (?:d[aeo]l?|al?))?"
_EVE = Phrases(rf"\b(?<!ante)vespera d[aeo] {_WEEKDAY}(?: feira)?\b")
_NEXT = {
    "segunda": "terca feira",
    "terca": "quarta feira",
    "quarta": "quinta feira",
    "quinta": "sexta feira",
    "sexta": "sabado",
}
"""The day behind each weekday."""
_DAY_BEHIND = Phrases(
    r"\b(?:(?:n?o|el|al|the) )?(?:dia seguinte|dia siguiente|siguiente dia|next day) "
    rf"(?:a|da|de|del|al|after) (?:a |o |el |the )?{_WEEKDAY}(?: feira)?\b"
)
_NEXT_DAY = Phrases(
    rf"\b{_WEEKDAY}((?: feira)?\b(?:(?!{WORKDAYS}|sabado|\bdia \d|\bamanha)[^?]){{0,60}}?)"
    r"\b(?:(?:n?o|el|al|the|on the) )?(?:dia seguinte|dia siguiente|siguiente dia|next day|day after)"
    r"(?= ?$| (?:[.,!]|si|sim|serve|da|pode|works|fine|is|esta|e|eu)\b)"
)
_OTHERS = "(?:ou?tr[ao]s(?: (?:2|dos|two))?|(?:2|dos|two)(?: ou?tr[ao]s)?)"
_LIES = "(?:(?:que )?(?:esta|fica|queda|cai|e|vem|for|ficar|cair|vier) )"
_SERVE = (
    r"(?:dao|servem|sao|cabem|funcionam|podem|estao|encaixam|rolam|convem|atendem|ficam|sirven|van|funcionan|quedan"
    r"|vienen|son|estan|pueden|convienen)\b"
)
_MEANINGS = meanings(
    (
        (
            rf"\b(?:[ao] {_LIES}|(?:aquel[ae]|ess[ae]|es[ae]|l[ao]|el) {_LIES}?)(?:bem |no meio )?"
            rf"entre (?:as |os |l[ao]s )?{_OTHERS}(?= ?$| [.,!])"
        ),
        "a do meio",
    ),
    (r"(?: ,)? ne[mn] (?:tao|muito) \w+ (?:, )?(?:e )?ne[mn] (?:tao|muito) \w+(?= ?$| [.,!])", ""),
    (
        (
            r"\b(maiscedo|maislonge|mai?s [a-z]+|primeir[ao](?: opcao)?|ultim[ao](?: opcao)?) (?:de|d?entre) tod[ao]s"
            r"(?: (?:el[ae]s|(?:[ao]s|l[ao]s)(?: (?:3|tres|opcoes|horarios|datas))?))?"
            r"(?= ?$| (?!que\b|[ao]s |manha|tarde|dias|semana))"
        ),
        r"\1",
    ),
    # "As duas de manhã" who says that they do means two slots.
    (
        (
            r"\bl?as (?:2|3|dos)(?: d[aeo]| pela| a| de la| por la)? (manha|tarde|manana)"
            rf"(?= (?:(?:me|nos|para|mim|tambem|eu|la|por|mi) )*{_SERVE})"
        ),
        r"ambas de \1",
    ),
    (r"(?<=[a-z0-9] )(?:, )?(?:o sea|ou seja|es decir|isto e) (?:, )?(?!que\b)", ", "),
    (rf"\b(?:(?:n?[ao]|la|el|um|un) )?{_DAY_BEFORE} (?:o |el )?sabado\b", "na sexta feira"),
    (
        (
            rf"\b(?:(?:n?[ao]|la|el|um|un) )?{_DAY_BEFORE} (?:o |el )?"
            r"(?:(?:fim|final|finde|fin) (?:de )?semana|fds|finde)\b"
        ),
        "na sexta feira",
    ),
    (r"\bsesta (?=feira|as \d|de (?:manha|tarde)|a tarde|\d)", "sexta "),
    (r"\bdepois d (?=a[a-z]{3,6}\b)", "depois de "),
    (r"^(?:a |la |o )?penultim[ao](?: (?:opcao|data|horario))?(?: d[ae](?: la)? lista)?\b", "a do meio"),
    (r"\bantes que (?:eu |voce |alguem )?(?:mud\w+ de ideia|desist\w+|me arrepend\w+)\b", ""),
    (r"\balas (?=\d)", "as "),
    (r"\bdaqui (?:a )?24 ?(?:h|horas)\b", "amanha"),
    (r"\bdaqui (?:a )?48 ?(?:h|horas)\b", "depois de amanha"),
    (
        (
            rf"\b({_WEEKDAY}(?: feira)?|amanha|dia \d+|opcao \d|primeira|terceira|ultima) \? "
            r"(?:(?:tambem )?nao(?: (?:da|posso|consigo|rola))?|tampouco|tampoco|no)(?= ?$| [.,!])"
        ),
        r"\1 nao da",
    ),
    (
        (
            r"\b(?:vamos |vou |pode |podem )?deix(?:a|e|ar|o|amos) ([^.,!?]{1,40}) para (?:quem|alguem)\b"
            r"(?: (?!e |mas |que )[^ .,!?]+)*"
        ),
        r"nao da \1",
    ),
    (r"\b(?:unic[ao] )?que nao (?:e|cai|fica|seja) (?:d|n)?(?:essa|esta) semana\b", "da proxima semana"),
    (r"\bsemana (?:vindoura|subsequente)\b", "proxima semana"),
    (
        r"\b[ao] que (?:e|cai|fica|vem|esta) (?:so )?depois d(?:o|esse|este) (?:fim de semana|feriadao)\b",
        "a da proxima semana",
    ),
    (
        r"\b[ao] (?:horario|opcao|data|vaga) (?:que (?:e|cai|fica) )?[dn]a (?=proxima semana|semana que vem)",
        "a da ",
    ),
    (r"\b[ao]s 2 (?=d(?:esta|essa) semana\b)", ""),
    (r"\bsegunda (?=d?[ae] (?:semana que vem|(?:proxima|outra) semana))", "segunda feira "),
    # "A próxima", of nobody knows what, is neither the next slot nor one of the next week.
    (
        (
            rf"\bproxim[ao]s?\b(?= {_NO_TIME})"
            r"|^(?:(?:quero|pode ser|prefiro|fico com|quiero|prefiero) )?(?:n?[ao]|la) proxima\b"
            r"(?=[ .,!]*(?:por favor[ .!]*)?$)"
        ),
        "seguinte",
    ),
    (
        r"\b((?:a|na|pela) (?:primeir|segund|terceir)a) d(?:a|ess?a|esta) (?:sua )?(?:lista|relacao)\b",
        r"\1 opcao",
    ),
    (r"\b(primeir|ultim)issim([ao])\b", r"\1\2"),
    (
        (
            r"\b[ao] que (?:abre|comeca|inicia|inaugura|puxa|(?:esta|vem) no (?:alto|topo)(?: da)?) "
            r"(?:a |o |essa |esta |sua )?(?:lista|relacao|fila|rol)\b"
        ),
        "a primeira opcao",
    ),
    (
        (
            r"\b[ao] que (?:fecha|encerra|termina|finaliza|(?:esta|vem) no (?:fim|final|pe)(?: da)?) "
            r"(?:a |o |essa |esta |sua )?(?:lista|relacao|fila|rol)\b"
        ),
        "a ultima opcao",
    ),
    (r"\b[ao] que (?:cheg\w+|acontec\w+) (?:antes|primeiro)\b", "a maiscedo"),
    (r"\b(?:de )?antes d[oe] (?:almoco|meio dia)\b", "de manha"),
    (r"\b(?:de )?(?:depois|apos) (?:d?[oe] )?(?:almoco|meio dia)\b(?! e meia)", "de tarde"),
    (r"(?<!as )(?<!:)\b(\d{1,2}) em ponto\b", r"as \1 em ponto"),
    # Behind the same day, which is another week's, it is a week later.
    (
        rf"\b{_WEEKDAY}\b(?=([^!?]{{0,80}}?)\b\1 (?:feira )?seguinte\b)\2\1 (?:feira )?seguinte\b",
        r"\1\2\1 feira daqui a 2 semanas",
    ),
    (rf"\b(?:[dn]?a )?outra {_WEEKDAY}(?: feira)?\b", r"na \1 feira que vem"),
    # The first day that is named, "seguinte" to none: that of the next week.
    (
        (
            rf"^((?:(?!\b{_WEEKDAY})[^?])*)\b{_WEEKDAY}(?: feira)? (?:seguinte|siguiente)\b"
            r"(?! (?:a|ao|al?|da?el?)\b)"
        ),
        r"\1\3 feira que vem",
    ),
)


def plainly(said: str) -> str:
    """Return the words with such places in the words of the grammar of slots."""
    said = _EVE.sub(_day_before, reworded(said, _MEANINGS))
    said = _DAY_BEHIND.sub(lambda found: _NEXT.get(found[1], found[0]), said)
    return _NEXT_DAY.sub(lambda found: f"{found[1]}{found[2]}{_NEXT.get(found[1], found[0])}", said)


def _day_before(eve: re.Match[str]) -> str:
    return _BEFORE[eve[1]]
