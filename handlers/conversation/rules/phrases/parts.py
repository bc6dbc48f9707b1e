"""The parts that phrases of several subjects share."""

from handlers.conversation.rules.phrases.notation import Phrases, group

SENTENCE = Phrases(r"[^.!?]+[.!?]?")
"""A sentence of ``portuguese.words`` with its mark."""

PART = Phrases(r"[^.,!?]+[.,!?]?")
"""A part of a sentence of ``portuguese.words``, with its mark."""

MARKS = r"(?: ?[.,!])*+"
"""The marks behind a word, if any, in a reply that is matched in full."""

END = group(r"""
    (?= ?(?:$|[.,!?]|(?:obrigad[oa]|valeu|por favor|viu|ok|nao|tchau|abs|desculpa|grat[oa]|amig[oa]|moc[oa])\b))
""")
"""The end of a statement: nothing follows that a refusal could be about."""

MESSAGES = group(r"""
    (?:mensage(?:m|ns)|email|contatos?|ligac(?:ao|oes)|propagandas?|anuncios?|promoc(?:ao|oes)|spam|newsletter
        |whatsapp|sms|comunicac(?:ao|oes)|ofertas?|publicidade|notificac(?:ao|oes)|informativos?|conteudos?
        |chamadas?)\b
""")
"""Messages, and the channels and campaigns that bring them."""

THESE = group(r"""
    (?:(?:mais|essas?|esses?|est[ea]s?|esse tipo de|nenhuma?|suas?|seus?|as|os|a|o|novas?|novos|outras?|qualquer
        |tantas?|de|por|em) )*
""")
"""Articles and other words before a noun."""

SEND = group(r"""
    (?:mand\w*|envi\w*|ligar|ligue[m]?|liga|ligando|chamar|chame[m]?|chama|chamando|escrev\w*|contat\w*
        |contact\w*|incomod\w*|perturb\w*|encher|enche|procur\w*\b(?! (?:\w+ ){0,2}(?:horarios?|datas?
        |agenda|vagas?|dias?)\b)|importun\w*|insist\w*|abord\w*|receb\w*|entr\w+ em contato)
""")
"""Verbs for writing to somebody, receiving and bothering."""

MEETING = group(r"""
    (?:reuniao|reunioes|call|conversa|encontro|agendamento|compromisso|bate papo|papo|visita|apresentacao
        |demonstracao|demo|meet|videochamada|horario marcado|hora marcada)\b
""")
"""Meetings, by all their names."""

NO_NAME = "".join(f"(?<!{of} da )" for of in (r"\ba", "reuniao", "conversa", "call"))
"""Before a week: it is not that of the meeting which is spoken of, as in "a da semana que vem"."""

NOT = group(r"""
    (?:nao|nem|nunca|jamais)
""")
"""Negations."""
