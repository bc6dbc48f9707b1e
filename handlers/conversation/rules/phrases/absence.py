"""The phrases of somebody who is away, or is not the contact."""

from handlers.conversation.rules.phrases.notation import any_of

WRONG_PERSON = any_of(r"""
    (?:numero|pessoa|contato|telefone|email) errad[oa]
    (?:foi |e |por )?engano\b
    nao sou (?:eu|mais|o|a|ess[ea]|est[ea]|dess[ea]|del[ae]|responsavel)\b
    nao (?:e|pertence) (?:mais )?(?:o numero|o contato|o telefone|d[ao]|del[ae]|a|ao)\b(?! caso| momento| minha
        | nosso)
    nao e (?:mais )?comigo
    nao conheco (?:nenhum|nenhuma|ess[ea]|est[ea]|o|a)\b
    nao (?:trabalh\w+|atua|esta|faz(?: parte)?) mais\b
    (?:saiu|se desligou|foi desligad[oa]) da empresa
    falec\w+
    quem (?:cuida|decide|resolve|ve|trata|responde)(?: \w+){0,4} e (?:o|a|meu|minha|outr[oa])\b
""")
"""The number or address belongs to somebody else."""

OUT_OF_OFFICE = any_of(r"""
    (?:resposta|mensagem|email) automatic[ao]
    auto ?(?:reply|resposta)
    out of (?:the )?office
    (?:estou|estarei|estamos|estaremos|encontro me|esta|estara|ando)(?: \w+){0,2} (?:ausente|(?:de|em) (?:ferias|licenca
        |recesso))\b
    (?:estarei|estaremos) fora (?:ate|d[aeo]|entre|no periodo|a partir)
    (?:entrei|sai) (?:de|em) (?:ferias|licenca|recesso)
    ^(?:oi |ola )?(?:de|em) (?:ferias|recesso|licenca)\b
    licenca (?:maternidade|paternidade|medica)
    fora d[oa] (?:escritorio|empresa|cidade|pais)
    (?:periodo de|ausencia temporaria|sem acesso)(?: \w+){0,3} (?:ferias|ausencia|recesso|email|emails)\b
    (?:retorno|retornarei|volto|voltarei|regresso) (?:ao (?:escritorio|trabalho)|as atividades|das ferias
        |de ferias)
    (?:agradecemos|obrigad[oa] p(?:or|elo))(?: \w+){0,4} contato(?: \S+){0,6} (?:retornaremos|responderemos
        |atenderemos|retornarei|responderei|atendente)
    nosso horario de (?:atendimento|funcionamento)
    no momento (?:nao )?(?:posso|podemos|estamos|estou)(?: \w+){0,2} (?:atender|ausentes?|indisponiveis
        |indisponivel|fora do horario)
    (?:em breve|assim que possivel)(?: \w+){0,2} (?:retornaremos|responderemos|retornarei|responderei)
""")
"""Absence notices and automatic answers."""
