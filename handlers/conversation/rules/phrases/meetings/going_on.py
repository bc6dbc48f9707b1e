"""The wish that messages go on, here or elsewhere, beside the words of an order to stop."""

from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import END, NOT, SEND

KEEPS_WRITING = any_of(r"""
    (?:us[ae]m?|mantenha\w*|mantem|manter|salv[ae]|coloc\w+|coloque|atualiz\w+|substitu\w+|troca|troque
        |keep(?! (?:\w+ ){1,3}(?:out|off|away)\b)|use)\b
    (?:pode[m]?|podendo|continu\w+|sig[au]\w*|segu\w+)(?: \w+){0,2} (?:mandar|mandando|enviar|enviando
        |escrever
        |me mandando|escrevendo|nos mandando)\b
    (?:mand\w+|envi\w+) (?:mais )?(?:horarios?|opcoes|lembretes? sim|convite|link|agenda|proposta)\b
""")
"""Leave to go on writing, which contradicts an order to stop."""

_STOP_SENDING = group(rf"""
    (?:par(?:a|e|em|ar)|chega) de (?:me |nos )?{SEND}
""")
_ANOTHER_NUMBER = group(r"""
    (?:poe|ponha[m]?|bot[ae]m?|coloc[ae]m?|inclu[ai]m?|adicion[ae]m?|cadastr[ae]m?|salv[ae]m?|pon
        |pongan) (?:[oa] (?:nov[oa]|d[aeo]s?)\b|(?:o |a |el )?(?:meu|minha
        |mio)(?: \w+)?(?= ?(?:$|[.,!?]| e | no lugar| nov)))
""")
ANOTHER_NUMBER = any_of(_ANOTHER_NUMBER)
"""The wish to be written to under another number or address, which somebody has to write down."""

GOES_ON = any_of(rf"""
    (?:continu(?:a|e|em)|sig(?:a|an|am)|segue)(?: \w+){{0,2}} (?:mandando|enviando|escrevendo|escribiendo)
        |(?<!you )(?<!they )keep (?:sending
        |them coming|writing)|keep me (?:on\b|subscribed)
    (?:i|we) do (?:want|like|enjoy|appreciate|mind) (?:(?:to|estou) (?:hear|get|receive)
        |(?:your|these|the|getting|receiving)(?! (?:persist|persever|effort|enthus|honest|patien|tenac|dilig|thought
        |interest|concern|courtesy|energy|work|hustle|drive|commit|dedicat)) ?\w*)
    (?:i|we) (?:really |actually |quite |do )?(?:like|love|enjoy|appreciate) (?:them|these|those|your (?:messages|email
        |mails|reminders|texts))\b(?! (?:to|estou|gone|removed|off|stopped|deleted|but)\b)
    (?:[ao]|os|as) (?:meus?|minhas?|noss[oa]s?) (?:deix[ae]m?|mantem|mantenh\w+|fica|pode (?:ficar|deixar|manter)
        |continua)\b
    (?<!que )(?:eu|a gente|nos) (?:fico|ficamos|fica|continuo|continuamos|sigo|permaneco)(?: (?:como|com voces?
        |n[ao] (?:lista|contato|copia|conversa)|sendo|responsavel)\b|{END})
    yo (?:(?:me|si) )?(?:quedo|sigo|continuo|permanezco)(?: (?:como|con|en|de|al|a cargo|interesad\w+)\b|{END})
    (?<!don t )(?<!not )keep (?:me|us|mine|my (?:name|number|email|address|own)) (?:on|in(?! peace)|there|as)\b
        |(?:leave|keep) mine\b|(?:i|we) (?:ll |will |m |am )?(?:stay|remain|staying|remaining)(?: (?:on|as|the
        |your|here|in)\b|{END})
    (?:continuo|continuamos|sigo|seguimos|ainda estou|still) (?:quer\w+|interessad\w+|interesad\w+|querendo|queriendo
        |a fim|want(?:ing)? (?:to|estou|it|this)|keen|waiting)\b
    (?<!n t )(?<!not )(?:please )?do (?:write|contact|call|keep|get in touch|reply)\b
        |of (?:great |real )?interest (?:to|estou|for) (?:us|me)\b
    no objections? (?:to|estou) (?:your?|being)\b
    (?<!n t )(?:may|can|do|please|you) keep (?:my|our) (?:number|details|data|contact|email|address|card)\b
    (?:bot|coloc|po(?:e|nha|ngan?|em?)\b)\w* (?:um|uma|alguem|un|una) (?:vendedor\w*|human\w+|pessoa
        |atendente|gente|persona)
    {_ANOTHER_NUMBER}
    (?:n[ao]s? proxim[ao]s?|quando (?:for|sair|tiver|houver|abrir))(?: (?!nao\b|nem\b|nunca\b
        |que\b)[\w,]+){{0,7}} (?:me
        |nos) (?:cham|convid|procur)(?:a|e|em)\b
    (?:marc|agend|mand|envi|pass)(?:a|e|em|ar)(?: logo| ja| de uma vez)+ (?:(?:os|as?|o|uma?|ess[ae]|est[ae]
        |nossa) )?(?:reuniao|call|conversa|encontro|papo|horarios?|agenda|datas?|opcoes|convite)\b
    (?:vamos|bora) (?:logo |de uma vez )?(?:marcar|agendar|conversar)\b(?! nada)|(?:marc|agend)(?:a|e|em
        |ar) qualquer\b
    (?:liga|ligue[m]?|ligar|chama|chame[m]?) para (?:a )?(?:gente|nos) (?:marcar|agendar|combinar|conversar)\b
    (?:quero|queremos|quiero) (?:muito |sim |e |so |mesmo )*(?:conversar|conhecer|saber mais|marcar|agendar
        |a reuniao
        |la reunion|fazer a reuniao|(?:ver|ouvir)(?:{END}| a | o (?!mar|silencio)| isso| como| essa))
    pode[m]? (?:continuar )?(?:me |nos )?(?:mand|envi)(?:ar|ando)(?= ?(?:$|[.,!]| sim| a vontade))
    ja (?:me|nos) convenc\w+
    {NOT} (?:me |nos )?(?:tir(?:a|e|em)|remov(?:a|am)|exclu(?:i|a|am)|apagu?(?:a|e|em)|par(?:a|e
        |em) de)(?: (?!mais\b|nad|nenhum)\w+){{0,8}} nao(?= ?(?:$|[.,!])| k)
    {_STOP_SENDING}(?: \w+){{0,4}} (?:que|senao|se nao|assim)(?: que| eu| a gente| logo)* (?:vou|vamos|acabo
        |acabamos) (?:acabar )?(?:comprando|gastando|fechando|aceitando|querendo)\b
    {_STOP_SENDING}(?: \w+){{0,2}} (?:bo[ma]s?|boas|bons|legal|legais|tentador\w*|irresist\w+
        |lind[ao]s?) (?:que|senao|se nao|assim) (?:(?!nao ve|nem)\w+ ){{0,4}}(?:compr(?:o|ar|ando)|gast(?:o
        |ar|ando)|fech(?:o|ar|ando)
        |aceito|carteira|bolso|cartao)\b
    (?:deix(?:a|e|em|ar)|mant(?:em|er|enha\w*)|guard(?:a|e|em|ar)|salv(?:a|e|em|ar))(?: \w+)? (?:meu|nosso
        |este) (?:contato|nome
        |numero|telefone|email|whatsapp|cadastro)(?: (?:ai|salvo|anotado|guardado|com voces?|na \w+
        |no sistema)){{0,2}}(?= ?(?:$
        |[.,!]| que | e | para quando| se ))
    ja (?:falei|disse|confirmei|avisei)(?: (?!nao)\w+){{0,2}} (?:vou|vamos|aceito|quero|sim|topo)\b
    (?:tenho|temos|tengo)(?: sim| muito)? interes\w+
    (?<![a-z] )(?:(?:ok|yes|sure|so|then|and|but) )*i m in(?= ?(?:$|[.,!]))|count me in\b|let s (?:talk|meet|hear
        |do it)
    pode[m]? (?:marcar|agendar|me explicar){END}
    (?<![a-z] )(?:por favor )?(?:mand|envi)(?:a|e|em)(?: me| nos)?(?=(?: por favor| sim| [.,!])*$)
""")
"""The wish to go on, which takes back an order to stop before it or in its sentence."""
