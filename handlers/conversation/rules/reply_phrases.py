"""The phrases by which replies are read: what people write, as patterns over ``portuguese.words``.

A line is one phrase; a line that begins with ``|`` goes on with the one above. ``reply_phrases`` says what is written,
``replies`` what it means beside what else is written and what the person was told before.
"""

import re


def _lines(text: str) -> list[str]:
    phrases: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("|"):
            phrases[-1] += line
        else:
            phrases.append(line)
    return phrases


def _group(text: str) -> str:
    """A part of phrases, to be named in braces."""
    return "".join(_lines(text))


def _phrases(text: str) -> re.Pattern[str]:
    """Any of the phrases, from the beginning of a word."""
    return re.compile(r"\b(?:" + "|".join(_lines(text)) + ")")


# Nothing follows that a refusal could be about.
_END = _group(r"""
    (?= ?(?:$|[.,!?]|(?:obrigad[oa]|valeu|por favor|viu|ok|nao|tchau|abs|desculpa|grat[oa]|amig[oa]|moc[oa])\b))
""")
_MESSAGES = _group(r"""
    (?:mensage(?:m|ns)|email|contatos?|ligac(?:ao|oes)|propagandas?|anuncios?|promoc(?:ao|oes)|spam|newsletter
        |whatsapp|sms|comunicac(?:ao|oes)|ofertas?|publicidade|notificac(?:ao|oes)|informativos?|conteudos?
        |chamadas?)\b
""")
_THESE = _group(r"""
    (?:(?:mais|essas?|esses?|est[ea]s?|esse tipo de|nenhuma?|suas?|seus?|as|os|a|o|novas?|novos|outras?|qualquer
        |tantas?|de|por|em) )*
""")
_SEND = _group(r"""
    (?:mand\w*|envi\w*|ligar|ligue[m]?|liga|ligando|chamar|chame[m]?|chama|chamando|escrev\w*|contat\w*
        |contact\w*|incomod\w*|perturb\w*|encher|enche|procur\w*|importun\w*|insist\w*|abord\w*|receb\w*
        |entr\w+ em contato)
""")
_MEETING = _group(r"""
    (?:reuniao|reunioes|call|conversa|encontro|agendamento|compromisso|bate papo|papo|visita|apresentacao
        |demonstracao|demo|meet|videochamada|horario marcado|hora marcada)\b
""")
_NOT = _group(r"""
    (?:nao|nem|nunca|jamais)
""")

KEYWORDS = _group(r"""
    (?:sair|parar|pare|parem|para|stop|descadastrar|descadastro|unsubscribe|remover|remova|remove|chega|basta
        |excluir|bloquear|opt ?out)
""")
KEYWORD_ONLY = re.compile(
    _group(rf"""
    (?:(?:eu|quero|queria|por favor|oi|ola|bom dia|boa tarde|boa noite|ok|sim|ja|obrigad[oa]|valeu|agora|digo
        |pedi|disse|logo|nao [.,!]|nao quero [.,!]|mensagem|mensagens|[.,!?]|{KEYWORDS}) ?)*
""")
)
"""To be matched in full: an order to stop and nothing but courtesy around it."""

OPT_OUT = _phrases(rf"""
    (?:quero|queria|gostaria de|preciso|desejo|prefiro|como (?:eu )?(?:faco|fazer) para) sair{_END}
    sair (?:d[aeo]|dess[ae]|dest[ae]) (?:sua |seu |voss[ao] )?(?:lista|base|mailing|grupo|cadastro|whatsapp
        |transmissao)
    (?:respondi|mandei|falei|digitei|enviei|pedi para|ja disse|escrevi) (?:que )?(?:sair|parar|stop)\b
    (?:para|pare|parem|parar|parassem|chega|deixe[m]?|deixa|deixassem) de (?:me |nos )?(?:ficar (?:me )?)?{_SEND}
    (?:para|pare|parem|chega|basta) (?:com|de) (?:isso|essas?|esses?|tantas?|as|os|{_MESSAGES})
    (?:pode[m]?|quero que|favor|peco que) (?:parar|pare[m]?){_END}
    (?:tir\w+|remov\w+|exclu\w+|delet\w+|apag\w+|retir\w+|risc\w+)(?: \w+){{0,4}} (?:lista|base|cadastros?
        |mailing|numero|contatos?|telefone|email|nome|inscricao|dados|banco|sistema|grupo|transmissao|disparos?)\b
    me (?:tir\w+|remov\w+|exclu\w+|delet\w+|bloque\w+)(?: daqui| disso| dessa)?{_END}
    cancelar (?:a |minha |meu |o |esse |essa )*(?:inscricao|cadastro|assinatura|recebimento|newsletter)\b
    descadastr\w+
    (?:remocao|exclusao|retirada)(?: \w+){{0,4}} (?:lista|base|cadastros?|mailing|numero|contatos?|telefone|email
        |nome|dados)\b
    me deix\w+ em paz
    me esque(?:c[ae][m]?|cam){_END}
    vou (?:te |os |voces |esse numero )?(?:denunciar|bloquear|processar)
    (?:vou|irei) (?:acionar|reclamar)(?: \w+){{0,2}} (?:procon|justica)
""")
"""Orders to stop; not counted where a negation stands before them ("não quero sair")."""

OPT_OUT_REFUSALS = _phrases(rf"""
    {_NOT} quero mais{_END}
    {_NOT} (?:quero|queremos) mais (?:que )?voces? (?:me |nos )?{_SEND}
    {_NOT} autorizo (?:o |esse )?(?:uso|contato|envio)
    {_NOT} quero mais (?:nada|saber)(?: (?:de|com|disso|dess[ae]|d[ae]st[ae]|sobre|vindo))?(?: \w+){{0,2}}{_END}
    {_NOT} (?:quero|queremos|desejo|gostaria de|pretendo|preciso|aceito|autorizo
        |permito)(?: \w+)? (?:continuar )?receb(?:er|endo)(?:{_END}| (?:mais )?nada| isso| mais{_END}
        | {_THESE}{_MESSAGES}| esse tipo)
    {_NOT} (?:quero|queremos|desejo|aceito|autorizo|permito) (?:mais )?{_THESE}{_MESSAGES}
    {_NOT} (?:quero|queremos|desejo|autorizo) (?:mais )?(?:ser|que) (?:mais )?(?:me |nos |voces? )?(?:me )?{_SEND}
    {_NOT} (?:quero|queremos|desejo) mais (?:falar|conversar|contato) com (?:voces?|essa empresa|esse numero)
    {_NOT} (?:precisa[m]? )?(?:mais )?(?:me |nos )?(?:mand\w+|envi\w+|ligue[m]?|liga|ligar|chame[m]?|chama|chamar
        |escrev\w+|procure[m]?|contate[m]?|entre[m]? em contato)(?: (?:por|para) (?:mim|ca))?(?: mais\b
        | {_THESE}{_MESSAGES}|{_END})
    {_NOT} (?:me |nos )?(?:incomod\w+|perturb\w+|importun\w+|enche|encha|encher)\b
    {_NOT} (?:mais )?entr\w+ (?:mais )?em contato{_END}|{_NOT} entr\w+ mais em contato
    nunca mais (?:me |nos )?{_SEND}
    (?:sem|{_NOT} (?:tenho|temos)) (?:mais )?interesse em (?:continuar )?receb\w+ {_THESE}{_MESSAGES}
""")
ANOTHER_CHANNEL = _phrases(r"""
    (?:prefiro|so|apenas|somente|melhor|manda|mande|mandem|envia|envie|chama|chame|fala|fale|liga|ligue|aceito
        |pode ser|pode mandar|pode me chamar)(?: \w+){0,2} (?:por|no|pelo|via|em|pela|o
        |um) (?:meu )?(?:whatsapp|email|telefone|ligacao|outro numero|celular|telegram)
    (?:whatsapp|email|telefone) (?:pode|tudo bem|ok|aceito)\b
""")
OF_SOMEBODY_ELSE = _phrases(rf"""
    {_SEND}(?: \w+){{0,3}} (?:meu|minha|meus|minhas|nosso|nossa|d?ele|d?ela|outra pessoa) ?(?:socio|socia|marido
        |esposa|mulher|chefe|mae|pai|colega|filho|filha|funcionari[oa]|secretaria|equipe|cliente|gerente|irma
        |irmao|$|[.,!?])
""")
AT_THIS_HOUR = _phrases(rf"""
    {_NOT} (?:\w+ ){{0,3}}{_SEND}(?: \w+){{0,2}} (?:agora|hoje|amanha|de manha|a noite|de noite|a tarde|cedo
        |fim de semana|final de semana|sabado|domingo|nesse horario|neste horario|essa hora|esta hora|antes
        |depois|ate|essa semana|esta semana|enquanto|durante)\b
""")

WRONG_PERSON = _phrases(r"""
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

RESCHEDULE = _phrases(rf"""
    (?:remarc(?:ar|armos|acao|amos)|reagend(?:ar|armos|amento|amos)|adiar|adiarmos|postergar|antecipar
        |adiantar)\b
    (?:mudar|trocar|alterar|mudarmos|transferir|mover)(?: \w+){{0,3}} (?:horario|dia|data
        |reuniao|hora|encontro|call|conversa)\b
    (?:mudar|transferir|passar|jogar|empurrar|mover)(?: \w+){{0,2}} para (?:outr[oa]|a?\s?semana|segunda|terca
        |quarta|quinta|sexta|amanha|depois|mais|dia|o dia|as)\b
    outr[oa]s? (?:horarios?|dias?|datas?|opcao|opcoes|semana)\b
    nenhum[a]? (?:d[eao]|dess[ea]s?|dest[ea]s?|d[ao]s|del[ea]s|horario|opcao|data|dia|serve|da|funciona
        |me atende|fica|e bom|e boa|bate|encaixa)\b
    (?:tem|pode ser|poderia ser) outr[oa]s?\b
    {_NOT} (?:quero|queremos) (?:mais )?ness[ea]s? (?:horarios?|datas?|dias?)\b
    {_NOT} (?:quero|queremos) (?:mais )?(?:ess[ea]s?|nenhum[a]?|o|a|est[ea]s?) (?:horarios?|datas?|dias?|opcao
        |opcoes)\b
    nem um[a]? (?:dess[ea]s|dest[ea]s|d[ao]s)\b
    {_NOT} (?:posso|consigo|da|tenho|poderei|serve|servem|funciona|funcionam|rola|vai dar|vou conseguir
        |vou poder|conseguirei|encaixa
        |batem?|temos|podemos|conseguimos|estou disponivel|estarei disponivel)(?: \w+){{0,3}} (?:ness[ea]s
        |dess[ea]s|est[ea]s|ess[ea]s|nest[ea]s|nesse horario|horarios|datas|dias|opcoes)\b
    (?:ess[ea]s|est[ea]s|os|as) (?:horarios|dias|datas|opcoes) (?:nao|sao ruins|ficam ruins|estao ruins)\b
    (?:tem|teria|teriam|haveria|ha|existe) (?:mais |algum |outro |alguma )+(?:horario|dia|data|opcao|opcoes
        |horarios)
    (?:tem|teria) (?:na|no|para|algo|alguma coisa) (?:a |o )?(?:semana|dia|outr[oa]|segunda|terca|quarta|quinta
        |sexta|inicio|fim|final)
    (?:tem|teria|pode ser|poderia ser|da para ser|da para|podemos|so posso|so consigo|so tenho|prefiro
        |consegue)(?: \w+){{0,2}} (?:mais tarde|mais cedo|depois das|a partir das|antes das|no fim da tarde
        |no final da tarde|a noite|de noite)\b
""")
RESCHEDULE_OFFER = _phrases(rf"""
    nenhum[a]?{_END}
    outra hora\b
    (?:so|apenas|somente) (?:posso|consigo|tenho|na|no|semana|a partir|depois|mes|de|a)\b
    (?:na|pode ser|so|para a|melhor)? ?(?:proxima semana|semana que vem|outra semana)\b
    (?<![a-z] )(?:eu |infelizmente |poxa |que pena )*{_NOT} (?:posso|consigo|vou poder|vou conseguir|estarei
        |tenho agenda|tenho disponibilidade){_END}
""")
"""Read so only while slots are on offer."""

_CANCEL_VERB = _group(r"""
    (?:cancelar|cancelo|cancelamos|cancelamento|cancelad[oa]|desmarcar|desmarco|desmarcamos)
""")
CANCEL = _phrases(rf"""
    {_CANCEL_VERB}(?: \w+){{0,4}} {_MEETING}
    (?:desist(?:i|o|imos|ir)|abro mao|abri mao) d[aoe](?: \w+)? ?{_MEETING}
""")
CANCEL_STANDING = _phrases(rf"""
    {_CANCEL_VERB}(?: (?:tudo|isso|ai|para mim|de (?:hoje|amanha|segunda|terca|quarta|quinta|sexta)|ela
        |a de (?:hoje|amanha|segunda|terca|quarta|quinta|sexta)|hoje|entao|mesmo))?{_END}
    desist(?:i|o|imos|ir){_END}
""")
"""Without the word "meeting": only where there is one."""
CANCEL_REFUSALS = _phrases(rf"""
    {_NOT} (?:quero|queremos|desejo|tenho interesse|vou querer|vamos querer|preciso
        |precisamos)(?: \w+){{0,4}} {_MEETING}
    {_NOT} (?:vai|vamos|vou) (?:mais )?(?:ter|haver|fazer|precisar)(?: \w+){{0,3}} {_MEETING}
""")
CANCEL_ABSENCE = _phrases(rf"""
    {_NOT} (?:vou|vamos|poderei|posso|consigo|conseguirei|poderemos|conseguiremos)(?: mais)?(?: poder
        | conseguir)?(?: mais)? (?:comparecer|participar|ir|estar presente)\b
""")

OUT_OF_OFFICE = _phrases(r"""
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

NOT_INTERESTED = _phrases(rf"""
    {_NOT} (?:tenho|temos|ha|estou|estamos|tem|fiquei|tinha|teria|teriamos)(?: \w+){{0,2}} interess\w*
    (?:sem|zero|nenhum) (?:nenhum )?interesse
    interesse (?:nenhum|zero)\b
    desinteress\w+
    {_NOT} (?:me |nos )?interess\w+
    {_NOT} (?:quero|queremos|desejo|pretendo|preciso|precisamos|gostaria){_END}
    {_NOT} (?:quero|queremos|pretendo|pretendemos|preciso|precisamos|desejo)(?: mais)? (?:isso|disso|ess[ea]
        |est[ea]|o|a|de nada|nada|comprar|contratar|mudar de|trocar de|saber|conversar|marcar|agendar|participar
        |fazer|conhecer|no momento|agora|desse|dessa|do|da|seu|sua|investir|gastar)\b(?! (?:sair|parar|perder
        |primeir|segund|terceir|ultim|opcao|data|dia|horario|\d))
    nao (?:,? ?muito )?,? ?obrigad[oa]\b
    (?:agora|no momento|por enquanto|por ora|esse ano|este ano|hoje em dia|nesse momento|neste momento
        |atualmente) nao{_END}
    (?:obrigad[oa]|valeu|agradeco)(?: \w+){{0,3}} ,? ?mas (?:nao|ja|dispens\w+|vou passar|passo)\b(?! (?:entendi
        |sei|vi))
    nao e (?:o )?(?:momento|nossa prioridade|prioridade|minha prioridade)
    nao (?:e|seria) para (?:mim|nos|a gente|minha)
    nao (?:faz sentido|se aplica|se encaixa|se enquadra|e do (?:meu|nosso) interesse|estou a ?fim|(?:vamos|vou) precisar
        |vamos (?:seguir|prosseguir|avancar|contratar))
    ja (?:tenho|temos|uso|usamos|contratei|contratamos|fechei|fechamos|trabalho|trabalhamos|possuo|possuimos|tem
        |sou atendid[oa]|somos atendid[oa]s)(?: \w+){{0,4}} (?:fornecedor|fornecedores|parceir[oa]s?|empresa
        |sistema|solucao|ferramenta|servico|contrato|prestador|agencia|consultoria|contador|outr[oa]s?|software
        |alguem|quem|equipe|time)\b
    ja (?:tenho|temos|uso|usamos|contratei|contratamos|fechei|fechamos|possuo|possuimos){_END}
    (?:estou|estamos) (?:muito |bem )?satisfeit[oa]s?
    (?:dispenso|dispensamos|declino|deus me livre|nem pensar|de jeito nenhum|de forma alguma|de modo algum)\b
    (?:vou passar|passo|estou fora|passo dessa vez|passo essa){_END}
    (?:fica|deixa|deixamos|vamos deixar) para (?:a |uma )?proxima
    (?:sem|nao (?:temos|tenho|ha)) (?:\w+ )?(?:verba|orcamento|budget|condicoes|dinheiro|necessidade|demanda
        |grana)\b
    {_NOT} precis(?:o|amos|a)(?: mais)?(?: disso| de nada| desse servico| desse tipo)?{_END}
    (?:claro que|infelizmente|acho que|creio que|melhor|prefiro|obvio que) nao{_END}
    nao (?:agora|pode deixar){_END}|nao , pode deixar|^ainda nao{_END}
    nao e (?:o )?(?:nosso|meu) (?:foco|perfil|ramo)
    (?:bem|ja estou|ja estamos|ja somos|ja sou) atendid[oa]s?
    nao (?:vai rolar|rola|vou querer|vamos querer|obrigad[oa])\b
""")
BARE_NO = re.compile(
    _group(r"""
    (?:(?:nao|nope|negativo|no) ?[.,!]? ?)+(?:(?:obrigad[oa]|valeu|abs|desculpa|ok) ?[.,!]? ?)*
""")
)
"""To be matched in full."""

INTERESTED = _phrases(rf"""
    (?:tenho|temos|ha|teria|teriamos|tenho sim|demonstro)(?: \w+){{0,2}} interesse
    (?:estou|estamos|fiquei|sou|ficamos)(?: \w+)? interessad[oa]s?
    (?:me|nos) interess(?:a|ei|ou|amos)\b
    interess(?:a|ad[oa])(?: sim)?{_END}
    (?:muito|achei|parece|bem|super) interessante
    quero(?: muito| sim| e)? (?:saber mais|conhecer|agendar|marcar|conversar|ver|entender|participar|fazer|falar
        |ouvir|contratar|a reuniao|uma reuniao|essa reuniao|mais (?:informac\w+|detalhes))
    (?:queria|gostaria|gostariamos)(?: muito)?(?: de)? (?:saber mais|conhecer|agendar|marcar
        |conversar|entender|ver|ouvir|participar)
    (?:me )?(?:conta|conte|fala|fale|explica|explique|diga)(?: \w+)? mais\b
    saber mais
    (?:adoraria|seria (?:otimo|bom|excelente)|gostei|adorei|amei|curti)\b
    nao quero (?:perder|ficar de fora|deixar passar)
""")
CONSENT = _phrases(rf"""
    quero(?: sim| muito)?{_END}
    (?:sim|claro|certeza|com prazer|positivo|uhum|aham|yes|aceito|aceitamos|topo|topamos|bora|partiu|demoro|demorou
        |fechou|fechado|obvio|perfeito|otimo|vamos|podemos|pode ser|pode sim|pode){_END}
    (?:sim|claro|bora|opa) (?:quero|pode|podemos|vamos|claro|por favor|com certeza|tenho|que sim|sim|bora|marca)
    com certeza|claro que sim|quero sim|boa ideia|otima ideia|conte comigo|manda (?:ver|bala)|bora (?:la|marcar
        |conversar|sim)
    vamos (?:marcar|agendar|conversar|la|sim|nessa|falar|nos falar|fazer|combinar|bater um papo)
    (?:pode|podem|podemos|poderia|poderiamos) (?:ser|marcar|agendar|me ligar|ligar|conversar|falar|nos falar|sim
        |me chamar|mandar (?:os |as )?(?:horarios|opcoes|datas|agenda)|enviar (?:os |as )?(?:horarios|opcoes
        |datas|agenda))
    (?:manda|mande|envia|envie|me passa|passa|me fala|quais)(?: \w+){{0,3}} (?:horarios|disponibilidades?|dias
        |agenda|datas)\b
    (?:me liga|me ligue|liga para mim|me ligar|marca ai|agenda ai|pode marcar|tenho disponibilidade
        |estou disponivel)\b
    (?:estou|estarei) (?:livre|disponivel)
    estou dentro{_END}
    quando (?:podemos|podem|pode|voce pode|da|seria|fica|voces podem)
    aguardo (?:o |os |seu )?(?:contato|horarios|retorno)
""")
ACKNOWLEDGED = _phrases(rf"""
    (?:ok|certo|combinado|confirmad[oa]|confirmo|beleza|perfeito|otimo|show|joinha|fechado|estarei la
        |obrigad[oa]|valeu|ate la|ate breve|ate amanha|ate mais|confirmadissimo|tranquilo|blz|falou|maravilha
        |excelente|anotado|agendado|legal){_END}
    (?:estarei|estaremos) (?:la|presente|no horario|aguardando)
    (?:confirmo|confirmad[oa]|confirmamos) (?:a |minha |nossa |sim|presenca|participacao|o horario)
""")
DOUBT = _phrases(r"""
    (?:talvez|quem sabe|depende|sei la|futuramente|mais para frente|mais adiante)\b
    (?:vou|preciso|deixa eu|vamos) (?:pensar|avaliar|ver|verificar|analisar|consultar|checar|(?:conversar
        |falar) com (?:meu|minha|o|a))\b
    nao sei\b
    se (?:for|fosse|tiver|houver|der|puder|voces?)\b
    (?:mes|ano|trimestre|semestre) que vem
""")
LATER = _phrases(r"""
    (?:te|eu) (?:aviso|retorno|chamo|respondo|falo)\b
    (?:depois|mais tarde|outra hora|outro momento)(?: \w+)? (?:a gente|te|eu|nos|vejo|falamos)\b
    (?:agora|hoje|no momento) nao (?:posso|consigo|da)\b
    nao (?:posso|consigo|da)(?: \w+)? (?:agora|no momento)\b
    me (?:liga|ligue|chama|chame|procura|procure)(?: \w+){0,2} (?:mais tarde|depois|semana que vem|mes que vem
        |outra hora|outro dia)
""")
"""Put off: no consent, but no obstacle beside a stated interest."""

ASKS = _phrases(r"""
    (?:quanto|quantos|quantas) (?:custa|e|fica|sai|tempo|dura|cobra|voces|seria|custaria|que|funcionarios|dias)
    qual (?:o |a |e |seu |sua |empresa|os |as |plano|era |foi )
    (?:como|onde|por que|pra que) (?:funciona|voce|voces|e|conseg\w+|obtev\w+|peg\w+|fica|seria|faz|faco|esta
        |isso|que|eu|sabe\w*|ach\w+|teve|tiver\w+|assim|conheceu|nao)\b
    quem (?:e|fala|esta|passou|deu|te|voce|voces|seria|indicou)\b
    (?:de onde|o que|do que|que empresa|de que|sobre o que|de qual|que) (?:e|voce|voces|se|seria|esta|fazem
        |oferece\w*|fala|isso|exatamente|produto|servico|tipo)\b
    (?:e|isso e|seria|sera que e) (?:golpe|spam|robo|bot|verdade|serio|um robo|uma pessoa|gratuito|gratis|pago
        |cobrado|presencial|online)\b
    (?:tem|ha|tenho) (?:algum |alguma |uma |qualquer )?(?:custo|duvidas?|contrato|fidelidade|taxa|desconto|site
        |instagram|cnpj)\b
    (?:manda|mande|envia|envie|enviar|mandar|passa|passe|passar|encaminha|encaminhe|queria|quero
        |gostaria de)(?: \w+){0,4} (?:informac\w+|detalhes|material|apresentacao|proposta|valor|valores
        |precos?|tabela|site|folder|catalogo|portfolio|orcamento|link|endereco|documentacao
        |cnpj)\b(?! para marcar)
    (?:saber|entender) (?:o valor|os valores|o preco|quanto|qual|quais|se|como|quem|o que)\b
    (?:pode|poderia|podem|consegue) (?:me )?(?:explicar|esclarecer|detalhar|informar|dizer)
    (?:posso|podemos|pode) (?:levar|convidar|chamar|incluir|trazer)\b
    falar com (?:um |uma )?(?:humano|atendente|pessoa|gente|alguem)\b
""")
ASKS_FOR_TIMES = _phrases(rf"""
    quando (?:podemos|podem|pode|voces?|da|seria|fica|marcamos|vamos|conversamos|falamos)|quando{_END}
    (?:que horas?|que dias?|qua(?:l|is) (?:e |os |sao os |o |seu |sua |melhor )*(?:horarios?|dias?
        |disponibilidades?|datas?|agenda|proximo passo))\b
    (?:tem|teria|ha|quais) (?:\w+ )?(?:horarios?|agenda|disponibilidade)
    como (?:fazemos|faco|podemos|fazer|a gente faz) para (?:agendar|marcar|conversar|falar)
""")
URGENT = _phrases(r"""
    (?:urgente|urgencia|quanto antes|mais rapido possivel|asap|hoje|agora mesmo|imediat\w+|ja ja
        |o mais cedo possivel)\b
""")

IDIOMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})"), meaning)
    for pattern, meaning in (
        (rf"(?:e )?por que nao{_END}", "sim"),
        (r"sem (?:sombra de )?duvidas?\b|nao tenho duvidas?\b", "com certeza"),
        (r"nao vejo a hora\b", "quero muito"),
        (r"sem problemas?\b|nao (?:tem|ha|vejo) (?:nenhum )?problemas?\b", "tudo bem"),
        (r"nao deixe[m]? de\b|nao (?:se )?esque[cç]\w* de\b", "pode"),
        (r"num (?=quero|posso|tenho|da\b|vou|preciso|me |mand|lig)", "nao "),
        (r"ne\b", " "),
        (r"nao e (?=\?)", " "),
    )
)
"""Negations that deny nothing, said plainly, before any rule looks."""
