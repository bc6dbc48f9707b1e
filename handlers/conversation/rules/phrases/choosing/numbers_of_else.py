"""Numbers that are of something else than the offer: of a house, a room, an extension, a case."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import any_of, group

_WAY = r"(?:rua|avenida|av(?:da?)?|travessa|alameda|praca|rodovia|estrada|calle|carrera|paseo|r \.)"
_ITS_NAME = group(rf"""
    (?:(?!(?:{WORKDAYS}|as|at|dia|agora|hoje|ja|ainda|mas|entao|pode|opcao|quando|que)\b)[a-z]+ )
""")
_NO = r"(?:(?:e|eh|is|es|[ao]|n|no|num|numero|number|opcao|the|la|el|[.,]) )"
_NUMBER = r"\d{1,5}\b(?! ?h\b|:|/)"
NUMBERS = any_of(rf"""
    {_WAY}(?: \.)? {_ITS_NAME}{{1,6}}{_NO}{{0,3}}{_NUMBER}
    (?:sala|conjunto|conj|apto|apartamento|quarto(?= \d{{3}})|bloco|ramal|ext|extension|interno|suite|room|unit|flat
        |floor|andar|piso|depto|departamento) {_NO}{{0,3}}{_NUMBER}
    (?:pedido|protocolo|nota|nota fiscal|nf|os|processo|chamado|contrato|order|invoice|case|ticket|factura|fatura|orden
        |boleto) (?:n|no|num|numero|number|opcao) (?:[.] )?{_NUMBER}
    (?:first|second|third|\d (?:st|nd|rd|th)) (?:floor|storey|door|avenue)\b
""")
"""A number with the word that says what it is of: "Rua das Flores, 2", "sala 1500", "pedido nº 3", "second floor"."""
