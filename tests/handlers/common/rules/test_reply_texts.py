import pytest

from handlers.common.rules.reply_texts import own_words


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Pode ser\n> responda SAIR\n> obrigado", "Pode ser"),
        ("Sim\n\nEm seg., 23 de nov. de 2026 às 09:00, Ana <a@b.com> escreveu:\nresponda SAIR", "Sim"),
        ("Sim\n\nEm seg., 23 de nov. de 2026 às 09:00, Ana\n<a@b.com> escreveu:\n\n> SAIR", "Sim"),
        ("Sim\nOn Mon, Nov 23, 2026 at 9:00 AM Ana <a@b.com> wrote:\nSAIR", "Sim"),
        ("Sim\n-----Mensagem original-----\nSAIR", "Sim"),
        ("Sim\n________________________________\nDe: Ana\nSAIR", "Sim"),
        ("Sim\nDe: Ana Souza <a@b.com>\nEnviado: segunda\nSAIR", "Sim"),
        ("Sim\n--\nJoão\n(11) 98888-7777", "Sim"),
        ("Sim\n\nAtenciosamente,\nJoão", "Sim"),
        ("Sim\nEnviado do meu iPhone", "Sim"),
        ("Quero. Se não quiser mais receber, responda SAIR.", "Quero."),
        ("Em breve respondo\nOn Mon, Nov 23, 2026 at 9:00 AM Ana <a@b.com> wrote:\n> x", "Em breve respondo"),
        ("SAIR", "SAIR"),
        ("Abraços", "Abraços"),
        ("de: 10 às 11 pode?", "de: 10 às 11 pode?"),
    ],
)
def test_only_the_persons_own_words_are_left(text: str, own: str) -> None:
    assert own_words(text) == own


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"])
def test_whatever_ends_a_line_does(end: str) -> None:
    assert own_words(f"quinta não{end}a 2{end}{end}> quoted") == "quinta não\na 2"
