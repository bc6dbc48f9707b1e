"""The wish to be called, or to speak with somebody, before a meeting is booked."""

from handlers.conversation.rules.phrases.asking.asked_beside import CALLED
from handlers.conversation.rules.phrases.asking.beside_an_end import SOMEBODY
from handlers.conversation.rules.phrases.notation import any_of

WISHES = any_of(rf"""
    {CALLED.pattern}
    {SOMEBODY.pattern}
    (?:me |nos )(?:ligar|telefonar)\b
    lig(?:a|ue|uem|ar) (?:aqui|para (?:mim|nos|ca))\b
    (?:call|ring|phone) (?:me|us)\b|give (?:me|us) a (?:call|ring)\b|llam(?:a|e|en)(?:me|nos)\b
    (?:por|pelo|via|no|by|on the|over the) (?:telefone|telefono|fone|ligacao|phone|audio)\b
    (?:falar|conversar|hablar|talk|speak) (?:com|con|to|estou|with) (?:o|a|um|uma|el|la|un|the|a) (?:vendedora?
        |consultora?
        |atendente|responsavel|gerente|especialista|asesora?|salesperson|sales \w+)\b
    (?:manda|mande|mandem|envia|envie|grava|grave)(?: \w+){{0,2}} (?:audio|voz)\b
""")
"""Such a wish, in the words of any message."""
