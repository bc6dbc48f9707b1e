"""The footers, menus and automatic notices in which a company speaks to whoever reads its messages."""

from handlers.conversation.rules.phrases.notation import any_of
from handlers.conversation.rules.phrases.parts import END

NOTICES = any_of(rf"""
    (?:^|[.,!] |e uma |this is an? )(?:(?:resposta|mensagem|email|aviso|notificacao|auto) )?(?:automatic\w*
        |automated)
    (?:caixa|conta|correio)(?: \w+){{0,3}} (?:configurad|programad)[oa]\b
    para (?:parar|deixar|cancelar|interromper)(?: \w+){{0,4}} (?:d?est[ea]s?|d?ess[ea]s?) (?:avisos?|mensage\w+|email
        |respostas?|notificac\w+)[^.!?]{{0,40}} nao (?:e|sera)(?: mais)? (?:necessari|precis)
    (?:press|oprima|pulse|presione|marque|digita) (?:el |la |the )?[0-9]
    (?:digite|tecle|clique|click|clic|ticket|protocolo|(?:nossa|our|this) newsletter|(?:rodape
        |footer)\b(?![^.!?]{{0,60}} nao (?:funcion|abr|deu|da\b|carreg|adiant))|atendimento eletronico|menu)\b
    (?:reply|responda|responder|envie|envia|send|text|use o|use the|basta
        |escreva) (?:com |a palavra |with |the word )?(?:sair|parar|stop|cancel\w*|unsubscribe|descadastr\w+
        |remover)\b
    (?:para|to|estou) (?:parar|cancelar|sair|encerrar|deixar|interromper|nao receber|remover|stop|cancel|opt out
        |unsubscribe|excluir
        |descadastrar)(?: [\w,]+){{0,8}} (?:digite|responda|clique|mande|envie|use|acesse|reply|click|visit|visite
        |entre em|contate|contact|aguarde
        |procure
        |fale com|update|utilize|ignore|desconsidere|(?:exclu\w+|apagu?\w+|delet\w+) (?:est\w+|[ao]s?){END})\b
    (?<![a-z0-9] )(?:to|estou) (?:unsubscribe|stop|opt out|cancel|leave)(?: [\w,]+){{0,8}} (?:reply|click|visit
        |contact|press
        |text|update)\b
    (?<![a-z0-9] )(?:don t|do not|no longer) want\b[^.!?]*[?]
    para (?:dejar de|darse de|no|cancelar|salir)(?: [\w,]+){{0,8}} (?:haga|pulse|pinche|ingrese|visite|responda
        |contacte)\b
    (?:do not reply|nao responda(?! nem| sequer)|no responda|favor nao responder|update your preferences
        |your (?:message
        |request) (?:was|has))\b
    (?:por engano|confidencial|confidential|in error|por error|destinatari[oa](?! (?:solicit|pede
        |requer|desej))|recipient|intended)\b
    (?:received|sent|forwarded)(?: \w+){{0,5}} by mistake\b
    (?:este|esse|essa|esta|um)(?: \w+)? (?:canal|numero|caixa|conta)(?: (?:de
        |e)? ?\w+){{0,4}} nao recebe (?:respostas|mensagens)
    (?:caso|se|si|if) (?:voce |usted |you )?(?:nao |prefer\w+ nao |no (?:desea|quiere) )(?:queira |deseje
        |deseja |desejar |quer |quiser )?(?:mais )?(?:receber|recibir)
    (?:nao|no) (?:quer|queira|deseja|desea)(?: \w+){{0,3}} (?:receber|recibir) (?:\w+ )?(?:noss[oa]s|nuestr[oa]s)\b
    (?:caso|se|si|if) (?:voce |usted |you )?(?:desejar?|deseja|desea|quiser|quiere|want to
        |wish to) (?:parar|cancelar|sair|deixar|cancel|stop)(?: [\w,]+){{0,8}} (?:acesse|clique|visite|responda|digite
        |escreva|visit|click|reply)\b
    (?:descadastre|desinscreva) se\b(?! [?])|cancele (?:(?:a )?sua inscricao|aqui)\b|(?:dese|date) de baja\b
    (?<!me )(?:inscricao|descadastrar|unsubscribe|opt out|darse de baja)(?: \w+){{0,4}} (?:a qualquer momento
        |quando quiser|at any time|en cualquier momento)\b
    (?:cancel\w*|desmarc\w+)(?: (?!reuni|meeting|call)\w+){{0,3}} (?:a qualquer (?:momento|hora)|quando (?:voce )?quiser
        |(?:at )?any ?time|whenever you (?:want|like)|cuando (?:usted )?quier(?:as|a)|en cualquier momento)\b
    (?:cancelar (?:a )?inscricao|descadastrar|unsubscribe)(?: (?:e|and|[.,]))* (?:politica|privacy|preferenc\w+
        |gerenciar|manage|view|ver)\b
    (?:preferenc\w+|privacidade|privacy policy|navegador|browser)(?: (?:e|and|[.,]))* (?:cancelar (?:a )?inscricao
        |descadastrar|unsubscribe)\b
    (?:voce (?:esta recebendo|recebeu|recebe)|you (?:are receiving|received|re receiving)
        |usted recibe)(?: \w+){{1,5}} (?:porque|because|por (?:ser|estar))\b
    (?:este|esse|this)(?: \w+)? (?:email|correo|message|mensagem) (?:foi|was|fue) (?:enviad[oa]
        |sent)(?: \w+){{0,3}} (?:em conformidade|porque|because|automaticamente|automatically)\b
    (?:exercer seus|exercise your|ejercer sus) (?:direitos|rights|derechos)\b
    (?:titulares|voce)(?: \w+)? (?:pode[m]?|podera[o]?) (?:solicitar|pedir|requerer)(?: a)? (?:exclusao|eliminacao
        |remocao)\b
    (?:manage|gerenci\w+)(?: \w+){{0,2}} (?:subscriptions?|preferenc\w+|inscric\w+)\b|preference cent(?:er|re)\b
    (?:don t|no longer) want (?:to|estou) (?:hear|receive|get)(?: \w+){{0,5}} ?[?]
    (?:if you|to) (?:no longer|do not)? ?(?:wish|want|prefer) (?:to|not)
""")
"""The sentences of footers, menus and automatic notices, which order nothing."""
