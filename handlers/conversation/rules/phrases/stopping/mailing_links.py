"""The words of which the links of mailing lists are made, and of those that stand beside them."""

from handlers.conversation.rules.phrases.notation import Phrases, group

_LEAVING = group(r"""
    (?:cancelar\w*|remov(?:er|a|e|am)(?:me)?|exclu(?:ir|a|i)|apag(?:ar|ue)|delete|descadastr\w*|desinscrev\w*
        |desassin\w+|unsubscribe\w*|unsub|sair|saia|salir|salirme|parar|pare|stop|interromper|suspender|eliminar(?:me)?
        |elimina(?:me)?|borrar(?:me)?|baja|desuscrib\w+|desvincul\w+|opt ?out|cancel)
""")
_OTHERS = group(r"""
    (?:me|eu|i|se|te|meus?|minhas?|mis?|my|seus?|suas?|sus?|your|voce|you|a|o|as|os|el|la|los|las|um|uma|un|una|the|it
        |de|d[aeo]s?|n[ao]s?|em|in|en|for|from|of|para|por|con|com|estou|this|that|these|those|dest[ae]s?|dess[ae]s?
        |est[ae]s?|ess[ae]s?|estos|our|noss[ao]s?|nuestr[ao]s?|all|any|tod[ao]s?|tudo|todo|mais|mas|more|further|anymore
        |please|favor|porfavor|agora|now|aqui|here|clique|click|clic|haga|haz|pulse|pinche|toque|link|e|y|and|ou|or
        |nao|no|not|don|t|longer|nunca|never|dejar|deixar|quero|queremos|quer|queira|quiser|desej\w+|quiero|deseo
        |want|wish|like|would|gostaria|receb\w+|recibir|receive|receiving|get|getting|envi(?:ar|e|em|en|es)|mand(?:ar|e|em)
        |send|sending|email|emails|mails?|correos?|electronicos?|mensagem|mensagens|mensajes?|messages?|newsletters?
        |boletim|boletins|boletin|boletines|informativos?|listas?|lists?|mailing|inscricao|inscricoes|assinaturas?
        |subscriptions?|su?b?scripcion(?:es)?|cadastro|base|recebimento|envios?|comunicac(?:ao|oes)|comunicaciones
        |communications?|notificac(?:ao|oes)|notificaciones|notifications?|avisos?|alertas?|alerts?|promoc(?:ao|oes)
        |promociones|ofertas|offers|conteudos?|enderecos?|address|contatos?|contactos?|updates?|novidades|dar(?:me|se)?
        |date|darse|clicando|clicking)
""")

WORDS = Phrases(rf"(?:[.,!?] )*(?>(?:{_LEAVING}|{_OTHERS})(?: [.,!?])*(?: |$))+")
"""A line, to be matched in full, that may be such a link."""

LEAVES = Phrases(
    rf"\b(?:{_LEAVING}\b|(?:nao|no|not|t|longer|dejar|deixar|nunca|never)\b.*\b"
    r"(?:receb\w+|recibir|receiv\w+|get|getting|envi\w+|mand\w+|send\w*|want|quero|quiero)\b)"
)
"""The words of it without which it leads somewhere else."""

HERE = Phrases(r"\b(?:aqui|here|clique|click|clic)\b")
"""The words that only a link has use for."""

BESIDE = Phrases(
    group(r"""
    (?>(?:gerenciar|gerencie|alterar|altere|editar|atualizar|atualize|configurar|manage|edit|update|change|gestionar
        |administrar|actualizar|as|suas|minhas|your|my|tus|mis|email|emails|subscriptions?|inscric(?:ao|oes)
        |preferenc\w+|preferences?|preferencias|profile|perfil|politica|de|privacidade|privacy|policy|privacidad|termos
        |terms|uso|of|use|service|termos|condic\w+|view|ver|visualizar|abrir|no|in|en|el|your|navegador|browser|online
        |web|version|versao|contato|contact|contacto|us|fale|conosco|site|website|ajuda|help|ayuda|encaminhar|forward
        |estou|a|amigo|friend|e|y|and|[.,!?])(?: |$))+
    """)
)
"""A link, to be matched in full, to something else of the same mailing."""
