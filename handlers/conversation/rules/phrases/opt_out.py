"""The phrases by which a contact asks for no more messages."""

import re

from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import END, MESSAGES, NOT, SEND, THESE

_KEYWORDS = group(r"""
    (?:sair|parar|pare|parem|para|stop|descadastrar|descadastro|unsubscribe|remover|remova|remove|chega|basta
        |excluir|bloquear|opt ?out)
""")
KEYWORD = re.compile(rf"\b{_KEYWORDS}\b")
"""The words that alone are an order to stop."""

KEYWORD_ONLY = re.compile(
    group(rf"""
    (?:(?:eu|quero|queria|por favor|oi|ola|bom dia|boa tarde|boa noite|ok|sim|ja|obrigad[oa]|valeu|agora|digo
        |pedi|disse|logo|nao [.,!]|nao quero [.,!]|mensagem|mensagens|[.,!?]|{_KEYWORDS}) ?)*
""")
)
"""A reply, to be matched in full, of nothing but keywords and courtesy."""

ORDERS = any_of(rf"""
    (?:quero|queria|gostaria de|preciso|desejo|prefiro|como (?:eu )?(?:faco|fazer) para) sair{END}
    sair (?:d[aeo]|dess[ae]|dest[ae]) (?:sua |seu |voss[ao] )?(?:lista|base|mailing|grupo|cadastro|whatsapp
        |transmissao)
    (?:respondi|mandei|falei|digitei|enviei|pedi para|ja disse|escrevi) (?:que )?(?:sair|parar|stop)\b
    (?:para|pare|parem|parar|parassem|chega|deixe[m]?|deixa|deixassem) de (?:me |nos )?(?:ficar (?:me )?)?{SEND}
    (?:para|pare|parem|chega|basta) (?:com|de) (?:isso|essas?|esses?|tantas?|as|os|{MESSAGES})
    (?:pode[m]?|quero que|favor|peco que) (?:parar|pare[m]?){END}
    (?:tir\w+|remov\w+|exclu\w+|delet\w+|apag\w+|retir\w+|risc\w+)(?: \w+){{0,4}} (?:lista|base|cadastros?
        |mailing|numero|contatos?|telefone|email|nome|inscricao|dados|banco|sistema|grupo|transmissao|disparos?)\b
    me (?:tir\w+|remov\w+|exclu\w+|delet\w+|bloque\w+)(?: daqui| disso| dessa)?{END}
    cancelar (?:a |minha |meu |o |esse |essa )*(?:inscricao|cadastro|assinatura|recebimento|newsletter)\b
    descadastr\w+
    (?:remocao|exclusao|retirada)(?: \w+){{0,4}} (?:lista|base|cadastros?|mailing|numero|contatos?|telefone|email
        |nome|dados)\b
    me deix\w+ em paz
    me esque(?:c[ae][m]?|cam){END}
    vou (?:te |os |voces |esse numero )?(?:denunciar|bloquear|processar)
    (?:vou|irei) (?:acionar|reclamar)(?: \w+){{0,2}} (?:procon|justica)
""")
"""Orders to stop; a negation before them ("não quero sair") takes them back."""

REFUSALS = any_of(rf"""
    {NOT} quero mais{END}
    {NOT} (?:quero|queremos) mais (?:que )?voces? (?:me |nos )?{SEND}
    {NOT} autorizo (?:o |esse )?(?:uso|contato|envio)
    {NOT} quero mais (?:nada|saber)(?: (?:de|com|disso|dess[ae]|d[ae]st[ae]|sobre|vindo))?(?: \w+){{0,2}}{END}
    {NOT} (?:quero|queremos|desejo|gostaria de|pretendo|preciso|aceito|autorizo
        |permito)(?: \w+)? (?:continuar )?receb(?:er|endo)(?:{END}| (?:mais )?nada| isso| mais{END}
        | {THESE}{MESSAGES}| esse tipo)
    {NOT} (?:quero|queremos|desejo|aceito|autorizo|permito) (?:mais )?{THESE}{MESSAGES}
    {NOT} (?:quero|queremos|desejo|autorizo) (?:mais )?(?:ser|que) (?:mais )?(?:me |nos |voces? )?(?:me )?{SEND}
    {NOT} (?:quero|queremos|desejo) mais (?:falar|conversar|contato) com (?:voces?|essa empresa|esse numero)
    {NOT} (?:precisa[m]? )?(?:mais )?(?:me |nos )?(?:mand\w+|envi\w+|ligue[m]?|liga|ligar|chame[m]?|chama|chamar
        |escrev\w+|procure[m]?|contate[m]?|entre[m]? em contato)(?: (?:por|para) (?:mim|ca))?(?: mais\b
        | {THESE}{MESSAGES}|{END})
    {NOT} (?:me |nos )?(?:incomod\w+|perturb\w+|importun\w+|enche|encha|encher)\b
    {NOT} (?:mais )?entr\w+ (?:mais )?em contato{END}|{NOT} entr\w+ mais em contato
    nunca mais (?:me |nos )?{SEND}
    (?:sem|{NOT} (?:tenho|temos)) (?:mais )?interesse em (?:continuar )?receb\w+ {THESE}{MESSAGES}
""")
"""Refusals of further messages, with their negation."""

ANOTHER_CHANNEL = any_of(r"""
    (?:prefiro|so|apenas|somente|melhor|manda|mande|mandem|envia|envie|chama|chame|fala|fale|liga|ligue|aceito
        |pode ser|pode mandar|pode me chamar)(?: \w+){0,2} (?:por|no|pelo|via|em|pela|o
        |um) (?:meu )?(?:whatsapp|email|telefone|ligacao|outro numero|celular|telegram)
    (?:whatsapp|email|telefone) (?:pode|tudo bem|ok|aceito)\b
""")
"""The wish to be written to elsewhere."""

TO_SOMEBODY_ELSE = any_of(rf"""
    {SEND}(?: \w+){{0,3}} (?:meu|minha|meus|minhas|nosso|nossa|d?ele|d?ela|outra pessoa) ?(?:socio|socia|marido
        |esposa|mulher|chefe|mae|pai|colega|filho|filha|funcionari[oa]|secretaria|equipe|cliente|gerente|irma
        |irmao|$|[.,!?])
""")
"""Messages to somebody else than the contact."""

AT_THIS_HOUR = any_of(rf"""
    {NOT} (?:\w+ ){{0,3}}{SEND}(?: \w+){{0,2}} (?:agora|hoje|amanha|de manha|a noite|de noite|a tarde|cedo
        |fim de semana|final de semana|sabado|domingo|nesse horario|neste horario|essa hora|esta hora|antes
        |depois|ate|essa semana|esta semana|enquanto|durante)\b
""")
"""The wish for no messages at a certain time."""
