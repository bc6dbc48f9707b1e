"""The names and the parts of the patterns of which the grammar of slots is made."""

from handlers.conversation.rules.phrases.calendar_names import ANY_MONTH, ANY_WEEKDAY

ORDINALS = {
    "primeir": 1,
    "segund": 2,
    "terceir": 3,
    "quart": 4,
    "quint": 5,
    "sext": 6,
    "1": 1,
    "2": 2,
    "3": 3,
}

WEEKDAY = f"({ANY_WEEKDAY})"
MONTH = f"({ANY_MONTH})"
ORDINAL = r"(primeir|segund|terceir|1|2|3)[ao]"
OPTION = r"(?:opcao|op|alternativa|data|horario|sugestao|proposta|hipotese|numero|item|letra)"
NOT_AN_OPTION = (
    r"(?! (?:semanas?|dias?|horas?|mes(?:es)?|anos?|minutos?|min|pessoas?|socios?|vez|vezes|mensagem|coisa|"
    r"lugar|reuniao|conversa|impressao|contato|quinzena|feira|opcoes|primeiras|ultimas|datas|que vem|andar|piso|bloco|"
    r"sala|doca|turno|setor|filh[ao]|loja|filial|unidade|semestre|trimestre|bimestre|grau|geracao|etapa|fase|parcela|"
    r"lote|via|vara|instancia|esposa|casa|rua|porta|graduacao|floor|aviso|tentativa|dose|turma|ano|serie|chance|oportunidade|"
    r"pacientes?|clientes?|alun[ao]s?|entrega|aula|sessao|consulta|prova|parada|viagem|compra|carga)\b)"
)
NUMBERED_OPTION = rf"\b{OPTION} (?:de )?(?:numero |n )?"
_THE = r"\b(?:[ao]s |n[ao]s |las |los |the )?"
FIRST_TWO = rf"{_THE}(?:2|dos|two) primeir[ao]s\b|\b(?:the )?primeira opcao (?:2|two)\b"
LAST_TWO = rf"{_THE}(?:(?:2|dos|two) ultim[ao]s|ultima (?:2|two))\b"
DAYS_FROM_NOW = (
    r"(?<!liga )(?<!ligue )(?<!ligar )(?<!ligo )(?<!chama )(?<!chame )(?<!falo )(?<!falamos )(?<!volto )(?<!retorno )"
    r"\bdaqui (?:a )?([2-6]) dias\b(?! (?:(?:eu|a gente|nos|te|lhe) )*(?:retorn|volt|lig|fal|respond|avis|do[ur] ))"
)
"""Days counted from today, but for those on which somebody is going to call or to answer."""
A_WEEK_FROM_NOW = r"\b(?:daqui (?:a )?(?:(?:1|uma) semana|[78] dias)|de hoje a [78](?: dias)?)\b"
BEFORE_A_DAY = (
    "a|o|do|no|na|dia|pode|ser|entao|ok|oi|beleza|bom|certo|fechado|vamos|bora|fico|fica|com|prefiro|quero|la|el|del|the|"
    "confirmo|confirma|marca|marque|marcar|bota|bote|poe|crava|cravar|finca|fincar|coloca|anota|ai|sim|si|mejor"
)
AFTER_A_DAY = (
    "ai(?= ?$| [,.!])|entao|esta (?:bom|boa|otimo|otima|ok|beleza|bem|perfeito|certo|bien)|"
    "pode (?:ser|confirmar|marcar|por|agendar)|"
    "it is(?! not)|(?:eu |nos )?(?:consigo|posso|podemos)(?= ?$| [.,!])|"
    "mesmo|ok|nao|sim|serve|fechado|confirmado|combinado|para mim|da certo|rola|funciona|me serve|me va bien|"
    "esta otimo|works|is fine|e (?:meu|minha|feriado|dia d|o dia d)|por favor|porfa|please"
)
HALF = r"( e meia| e 30| meia)?"
A_DATE = (
    r"(?:(?:1[3-9]|[23]\d) (?:da|de|na) manha|[23]\d (?:da|de|na) tarde|(?:2[4-9]|3\d) (?:da|de|na) noite)\b"
)
"""A day of the month before a part of the day: "segunda 30 de manhã"."""
NO_AMOUNT = r"(?! (?:horas?|d[aeo](?! (?:manha|tarde|noite)\b)|e)\b)"
TIME = rf"(?:(\d{{1,2}}):(\d{{2}})|(\d{{1,2}})h(\d{{2}})|(\d{{1,2}})(?:h| horas?)?{HALF})"
"""Six groups, of which ``_time`` reads the hour and the minute."""
END_TIME = r"(?:\d{1,2}:\d{2}|\d{1,2}h\d{2}|\d{1,2}(?:h| horas?)?(?: e meia| e 30)?)"
PERIOD = r"(?: (?:da|de|na|a|pela) (manha|tarde|noite))?"
A_NUMBER = r"[1-3](?! ?(?:h|:|\d|e meia|meia|horas?\b|d[ae] (?:manha|tarde)))"
"""The number of an option after "a", which "às" is often written as too."""
THAT_ONE = "(?:[ao]|aquel[ae]|n?ess[ae]|n?est[ae])(?: (?:ai|la|aqui))?"
COUNTS_SLOTS = r"(?! (?:opcoes|primeiras|ultimas|datas|servem|podem|funcionam))"
