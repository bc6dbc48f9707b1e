"""The wishes for messages elsewhere, fewer of them, or none at a certain time."""

from handlers.conversation.rules.phrases.notation import any_of
from handlers.conversation.rules.phrases.parts import END, NOT, SEND

ANOTHER_CHANNEL = any_of(rf"""
    (?:whatsapp|te?xt|email|message|call|ring|write|mail|send)(?: (?:to|estou))? (?:me|us)\b[^.!?]{{0,40}} instead\b
    (?:just|instead|only) (?:text|email|write|message|call|whatsapp)\b
    (?:(?<!to )(?<!estou )use[m]?|usa|escriba\w*|escribe\w*|escrevam?|send|encaminh\w+
        |envi[ae]m?)(?: \w+){{0,2}} (?:o |a |para |por |no |to |my |el )+(?:email|correo|mail|whatsapp
        |telefone|compras|contato|comercial|financeiro)\b
    (?:so|mas) (?:por |pelo |no )?(?:aqui(?! ja deu)|ca|email|whatsapp(?! d[aeo] (?:familia|trabalho|casa))
        |telefone)\b
    (?<![a-z] )(?:mas |so |solo |just )?(?:me |nos )?(?:(?:ligue[m]?|liga|llame[n]?|llameme
        |llam(?:a|en|ad)(?:me|nos)|llama)(?: me| nos
        | para mim)?{END}|(?:telefone[m]?|call) (?:me|us|nos|para mim){END})
    {SEND}(?: \w+){{0,3}} (?:para o|no|ao) (?:telefone )?(?:fixo|outro|antigo)\b
    (?:nao|no|don t) (?:precisam? |quero que )?(?:me |nos )?(?:lig|call|llam
        |telefon|mand\w+ audio)\w*(?: \w+){{0,3}} [,.] (?:so )?(?:me )?(?:escrev|mand
        |envi|text|escrib|cham)\w*
    (?<!nao )(?<!nao me )(?:prefiro|so|apenas|somente|melhor|manda|mande|mandem|envia|envie|chama|chame|fala
        |fale|liga|ligue|aceito
        |pode ser|pode mandar|pode me chamar)(?: (?!sossego|paz|silencio)\w+){{0,2}} (?:por|no|pelo|via|em|pela|o
        |um) (?:meu )?(?:whatsapp|email|telefone|ligacao|outro numero|celular|telegram)
    (?:whatsapp|email|telefone) (?:pode|tudo bem|ok|aceito|(?:esta|e|fica) (?:muito )?(?:otim[oa]|bom|melhor|perfeito
        |tranquilo))\b
    (?:use[m]?|usa)(?: somente| apenas| so)? (?:est[ae]|ess[ae]|o meu)(?: aqui| email| numero| outro)?{END}
    e (?:mand|envi|escrev|lig|cham)\w+ (?:no|para o|pelo|ao) (?:meu|outro)\b
    (?:this|the other) (?:one|number|line|address)(?: here)? (?:is|sim) (?:better|best|fine|preferred|the right one
        |ok)\b
    por (?:aqui|aca|este medio|whatsapp|correo|mail|email|mensaje|escrito) si\b
    (?:mand|envi)[ae]n?(?:me|nos)(?:l[oa]s?)?(?: \w+){{0,2}} (?:al|a mi|por|a este) (?:correo|mail|email|whatsapp)\b
""")
"""The wish to be written to elsewhere."""

FEWER = any_of(r"""
    (?:so|apenas|somente) (?:um|1) (?:lembrete|aviso|recado|mensage\w+)\b
    menos (?:lembretes?|avisos?|recados?|mensage\w+)\b
    (?:lembretes?|avisos?|recados?|mensage\w+)(?: \w+){0,2} por (?:semana|dia|mes)\b
    (?:lembretes?|avisos?)(?: \w+){0,2} (?:por|pelo|no) (?:email|whatsapp|sms)\b
""")
"""The wish for fewer messages or reminders, or for reminders elsewhere, which is no wish for another time."""

AT_THIS_HOUR = any_of(rf"""
    (?:pode|podem) (?:me )?{SEND} (?:mas|so que) nao (?:d[eao]|n[ao]|a|antes|depois|no)\b
    {NOT} (?:me |nos )?(?:escri[bv]|mand|envi|cham|lig|llam)\w+ (?:nada )?(?:que|porque|pois|ya que) (?:(?:eu
        |yo) )?(?:nao|no) (?:(?:lo|los|la|as|os) )?(?:veo|leo|vejo|leio|contesto|respondo|tengo|tenho|alcanzo|consigo
        |puedo|estou|estoy)\b
    {NOT} (?:\w+ ){{0,3}}{SEND}(?: \w+){{0,3}} (?:agora|hoje|amanha|de manha|a noite|de noite|a tarde|cedo
        |fim de semana|final de semana|sabado|domingo|n?es[st][ea] (?:horario|periodo|intervalo)|essa hora|esta hora
        |antes|depois(?! ?(?:tambem|disso|dess[ae]|dest[ae]|$|[.,!]))|ate|essa semana|esta semana|enquanto
        |durante)\b(?! (?:e |ou )?nem (?:depois
        |nunca|amanha|mais para frente|mais tarde|no futuro)| ou depois)
""")
"""The wish for no messages at a certain time."""
