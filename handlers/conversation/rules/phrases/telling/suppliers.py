"""The phrases of whoever stays with the supplier that serves them, which refuse the offer however kind the rest is."""

from handlers.conversation.rules.phrases.notation import any_of, group, one_of

_SUPPLIER = group(r"""
    (?:fornecedor\w*|prestador\w*|parceir[oa]s?|empresa|agencia|consultoria|sistema|solucao|plataforma|ferramenta
        |software|contador|contabilidade|contrato|servico|proveedor\w*|socio|supplier|vendor|provider|partner|agency
        |system|tool|solution)
""")
_PRESENT = group(r"""
    (?:atua(?:l|is)|mesm[oa]s?|antig[oa]|de sempre|que (?:ja )?(?:temos|tenho|usamos)|actual|mism[oa]|current|present
        |existing|same)
""")
_KEPT = group(rf"""
    (?:(?:[ao]|el|la|the|noss[ao]|meu|minha|nuestr[oa]|our) )*(?:{_PRESENT} {_SUPPLIER}|{_SUPPLIER} {_PRESENT})\b
""")
_ON_WITH = group(r"""
    (?:seguir|continuar|permanecer|ficar|seguindo|ficando|quedarnos|stay|stick|remain|continue|go on) (?:mesmo )?(?:com
        |con|with)
""")
STAYS = one_of(rf"""
    (?:decid\w+|opt(?:amos|ei|ou|aram)|resolv\w+|prefer\w+|prefiro|escolh\w+|vamos|vou|iremos|irei|ll|chose|chosen
        |going) (?:por |em |a |to |estou )?{_ON_WITH} {_KEPT}
    (?:seguir|continuar|permanecer|ficar)(?:emos|ei) com {_KEPT}
    (?:seguimos|continuamos|permanecemos|ficamos) com {_KEPT}
    (?:renov\w+|mant(?:er|ivemos|ive|eremos)) (?:com )?{_KEPT}
""")
_OF_THE_DIARY = group(r"""
    (?:reuni|compromiss|agenda|consulta|cois|cliente|visita|call|marcad|evento|horario)
""")
MAY_HAVE_ONE = group(rf"""
    ja (?:tenho|temos|uso|usamos|contratei|contratamos|fechei|fechamos|trabalho|trabalhamos|possuo|possuimos|tem
        |sou atendid[oa]|somos atendid[oa]s)(?: \w+){{0,4}} (?:fornecedor|fornecedores|parceir[oa]s?|empresa
        |sistema|solucao|ferramenta|servico|contrato|prestador|agencia|consultoria|contador
        |outr[oa]s?(?! {_OF_THE_DIARY})|software
        |alguem|quem|equipe|time)\b
""")
"""Whatever is had, used or signed already, a supplier or something like one."""
HAVE_ONE = group(rf"""
    ja (?:tenho|temos|uso|usamos|contratei|contratamos|fechei|fechamos|possuo|possuimos|dispomos|trabalho|trabalhamos
        |somos atendid\w+|contratou|usa)(?: \w+){{0,3}} (?:fornecedor\w*|parceir[oa]s?|empresa|sistema|solucao|servico
        |contrato|agencia|consultoria|contador|outr[oa]s?(?! {_OF_THE_DIARY})|concorrente|quem (?:faz|cuide))\b
""")
"""A supplier, or what it delivers, that is there already and leaves nothing open."""
ARE_SERVED = any_of(rf"""
    {STAYS}
    (?:ja|we already|ya) (?:tenho|temos|usamos|have|use|tenemos)(?: \w+){{0,2}} {_SUPPLIER}\b
    (?:ja trabalhamos com|ya trabajamos con)(?: \w+){{0,2}} {_SUPPLIER}\b
""")
"""A supplier that is there already, beside which kind words are no interest."""
