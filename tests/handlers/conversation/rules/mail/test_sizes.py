from handlers.conversation.rules.mail.sizes import MOST_BYTES, without_files

HEAD = b"From: a@cliente.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
PICTURE = (
    b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"QUFB\r\n" * 200_000
)
WORDS = b"--x\r\nContent-Type: text/plain\r\n\r\npode ser a 2\r\n--x--\r\n"


def test_the_words_below_a_large_picture_are_kept_and_the_picture_is_not() -> None:
    kept = without_files(HEAD + b"\r\n" + PICTURE + WORDS)
    assert b"pode ser a 2" in kept
    assert b"Content-Type: image/png" in kept
    assert len(kept) < 500


def test_a_mail_of_ordinary_size_is_left_as_it_is() -> None:
    mail = HEAD + PICTURE[: MOST_BYTES // 2] + WORDS
    assert without_files(mail) == mail


def test_a_mail_of_a_million_parts_is_read_no_further_than_any_other() -> None:
    mail = HEAD + b"\n--x" * 1_000_000
    assert without_files(mail) == mail[:MOST_BYTES]
