"""The reasons of a report in Portuguese, by the codes of the refusals: short sentences for the sender of a list.

A sentence follows the name of the field and the text at fault: "Telefone «98765-4321»: falta o DDD. …".
"""

from collections.abc import Mapping

from handlers.common.rules.refusals import Problem

_FIELDS = {
    "company": "Nome",
    "contactName": "Contato",
    "phone": "Telefone",
    "email": "E-mail",
    "document": "CPF/CNPJ",
    "segment": "Segmento",
    "priority": "Prioridade",
    "timezone": "Fuso horário",
    "metadata": "Outras colunas",
    "source": "Origem",
    "consent": "Consentimento",
    "optedOut": "Descadastro",
    "row": "Linha",
}

_PHONES = {
    "no_area_code": "falta o DDD. Escreva o número com DDD, por exemplo (11) 98765-4321.",
    "area_code_at_end": "o DDD está no fim. Escreva o DDD na frente, por exemplo (11) 98765-4321.",
    "area_code_unknown": "esse DDD não existe. Confira os dois primeiros dígitos.",
    "carrier_code_unknown": "o código de operadora depois do 0 não existe. Escreva só DDD e número: (11) 98765-4321.",
    "too_many_digits": "há dígitos a mais. Confira o número com o contato.",
    "too_few_digits": "há dígitos a menos. Confira o número com o contato.",
    "cut_off": "o número está cortado. Escreva todos os dígitos.",
    "service_number": "é um número de serviço, como 0800 ou 4004. Informe o número da pessoa.",
    "ambiguous": "pode ser lido de mais de um jeito. Escreva o número inteiro, por exemplo +55 11 98765-4321.",
    "land_line": "é um telefone fixo, e a linha não tem e-mail. Informe um celular ou um e-mail.",
    "foreign_not_mobile": "é um número de outro país que não é celular. Informe um celular ou um e-mail.",
    "invalid_phone": "esse número de telefone não existe. Confira o número com o contato.",
    "not_a_phone": "isto não é um número de telefone. Escreva, por exemplo, (11) 98765-4321.",
    "rounded": "a planilha arredondou o número e perdeu dígitos. Formate a coluna como texto e digite de novo.",
}

_ROWS = {
    "empty": "está vazio. Preencha ou apague a célula.",
    "no_address": "não há celular nem e-mail. Informe pelo menos um dos dois.",
    "invalid_email": "isto não é um endereço de e-mail. Escreva, por exemplo, ana@empresa.com.br.",
    "unknown_segment": "escreva B2B (empresa) ou B2C (pessoa), ou deixe em branco.",
    "unknown_priority": "escreva quente, morno ou frio, ou deixe em branco.",
    "unknown_timezone": "não é um fuso horário. Escreva, por exemplo, America/Recife, ou deixe em branco.",
    "too_long": "o texto é longo demais. Encurte-o.",
    "wrong_type": "o valor não é um texto. Escreva-o entre aspas.",
    "not_an_object": 'isto não é um contato. Escreva, por exemplo, {"phone": "11987654321"}.',
    "too_many_cells": "a linha tem mais células do que colunas no cabeçalho. Ponha entre aspas o texto com separador.",
    "stray_quote": 'há uma aspa (") que abre e não fecha nesta linha. Apague a aspa ou feche-a.',
    "cell_too_long": 'há uma célula com texto demais. Encurte-a; se houver uma aspa (") que não fecha, apague a aspa.',
}

_NOTES = {
    "invalid_document": "o CPF ou CNPJ não confere e ficou de fora.",
    "left_out": "o que passa dos limites ficou de fora.",
    "unknown_field": "este campo não é conhecido e ficou de fora.",
    "hidden_row": "a linha está oculta na planilha (filtro ou linha escondida) e foi lida assim mesmo.",
    "broken_name": "o nome está quebrado e não será usado nas mensagens.",
    "unreadable_characters": "há caracteres quebrados nesta linha. Salve a lista como “CSV UTF-8” e envie de novo.",
    "phone_in_email": "é um telefone na coluna do e-mail e foi lido como telefone.",
    "email_in_phone": "é um e-mail na coluna do telefone e foi lido como e-mail.",
    "column_twice": "há outra coluna que quer dizer o mesmo: vale a primeira, e esta ficou guardada à parte.",
}

_LEFT_OUT = {
    "duplicate_of_row": "repete a linha {value} desta lista.",
    "duplicate_of_contact": "já estava na campanha: {value}.",
    "updated": "já estava na campanha; os dados foram atualizados por esta linha.",
    "opted_out": "pediu para não receber mensagens; não será contatado.",
    "blocked": "está na lista de não contatar; não será contatado.",
    "already_blocked": "já estava na lista de não contatar.",
}

_FILES = {
    "wrong_place": "a pasta não diz de quem é a lista. Ponha o arquivo em inbox/<empresa>/<campanha>/.",
    "unknown_tenant": "a pasta é de uma empresa que não está cadastrada. Confira a pasta ou fale com o suporte.",
    "unknown_campaign": "a campanha da pasta não está cadastrada. Confira a pasta ou fale com o suporte.",
    "invalid_request": "o pedido não foi entendido. Fale com o suporte.",
    "no_such_file": "o arquivo não está mais na pasta. Coloque-o de novo.",
    "file_replaced": "o arquivo foi trocado enquanto era lido. O novo arquivo tem um relatório próprio.",
    "empty_file": "o arquivo está vazio. Confira se a planilha foi salva antes de ser enviada.",
    "file_too_large": "o arquivo é grande demais. Divida a lista em partes.",
    "unknown_format": "este tipo de arquivo não é lido. Salve a lista como planilha do Excel (.xlsx) ou CSV; "
    "se ela está num arquivo compactado (.zip), descompacte-a antes.",
    "wrong_encoding": "o arquivo não é um texto que se consiga ler. Salve a lista como “CSV UTF-8” ou .xlsx.",
    "missing_columns": "não foi encontrado o cabeçalho. Ponha acima dos contatos os nomes das colunas: Nome, Contato, "
    "CNPJ/CPF, Email, Telefone. É preciso ter pelo menos Telefone ou Email.",
    "too_many_columns": "a lista tem colunas demais. Apague as que não são dos contatos.",
    "no_such_sheet": "nenhuma aba da planilha tem o cabeçalho da lista. Ponha acima dos contatos os nomes das colunas: "
    "Nome, Contato, CNPJ/CPF, Email, Telefone.",
    "damaged_file": "o arquivo está danificado. Abra-o no Excel, salve de novo e reenvie.",
    "protected": "a planilha está protegida por senha. Salve-a sem senha e reenvie.",
    "not_a_workbook": "o arquivo não é uma planilha, apesar do nome. Abra-o no Excel e salve como .xlsx ou CSV.",
    "sheet_too_large": "a aba tem células demais. Apague o que está longe dos contatos, ou divida a lista em partes.",
    "takes_too_long": "a planilha demora demais para ser lida. Divida a lista em partes, ou salve-a como CSV.",
    "too_large_unfolded": "a planilha é grande demais. Copie só os contatos para uma planilha nova.",
    "too_many_parts": "a planilha tem partes demais. Copie só os contatos para uma planilha nova.",
    "too_much_text": "a planilha tem texto demais. Copie só os contatos para uma planilha nova.",
    "too_many_rows": "a lista tem linhas demais. Divida a lista em partes.",
    "invalid_json": "o arquivo não é uma lista em JSON válida. Confira-o com quem o gerou.",
}

REASONS: Mapping[str, str] = _PHONES | _ROWS | _NOTES | _LEFT_OUT | _FILES
"""Code to sentence; ``{value}`` stands for the text at fault, in the sentences that cannot do without it."""


def reason(problem: Problem) -> str:
    """Return the reason for the sender: in Portuguese, or the English message where the code has no sentence."""
    sentence = REASONS.get(problem.code)
    if sentence is None or ("{value}" in sentence and not problem.value):
        return problem.message
    return sentence.replace("{value}", problem.value)


def quotes(problem: Problem) -> bool:
    """Return True if the text at fault is to be shown before the reason, which does not hold it."""
    return bool(problem.value) and "{value}" not in REASONS.get(problem.code, "")


def field_name(field: str) -> str:
    """Return a field's name for the sender; one that is not ours stays as it is."""
    return _FIELDS.get(field, field)


def told(problem: Problem) -> str:
    """Return a problem as one text: field, text at fault and reason."""
    where = "" if problem.field == "row" else field_name(problem.field)
    value = f"«{problem.value}»" if quotes(problem) else ""
    place = " ".join(filter(None, (where, value)))
    return f"{place}: {reason(problem)}" if place else reason(problem)
