"""An error of a script is told with its file, its line and a cure, and a script that tells untruths goes wrong."""

from pathlib import Path

import pytest

from tests.conversations import playing, script
from tests.conversations.script import ScriptError

CHOICE = """# A choice
contact: a 2
contact hears: confirmation "27/11"
at the end: meeting confirmed Fri 27/11 15:00; contact scheduled; calendar Fri 27/11 15:00
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("contact: oi\n", "one.txt:1: the script has no title"),
        ("# A\ncontact: oi\n", "one.txt:2: nothing is said of the end; add 'at the end: contact scheduled'"),
        ("# A\nbegins: soon\n", "one.txt:2: begins is 'soon'; one of loaded, contacted, offered, booked"),
        ("# A\nfree: tomorrow\n", "one.txt:2: 'tomorrow' is no instant; write one such as 'Fri 27/11 15:00'"),
        ("# A\ncontact oi\n", "one.txt:2: 'contact oi' has no colon"),
        ("# A\ncontact:\n", "one.txt:2: 'contact' says nothing; put words behind the colon"),
        ("# A\ncontact shouts: oi\n", "one.txt:2: 'contact shouts' is nothing that happens or is heard; one of"),
        ("# A\nFri 26/11 10:00 contact: oi\n", "one.txt:2: 26/11 is no Fri; it is a Thu"),
        ("# A\n32/11 10:00 contact: oi\n", "one.txt:2: '32/11 10:00' is no instant"),
        ("# A\n23/11 10:00 contact: oi\n", "one.txt:2: 23/11 10:00 is over by then; give the instants in order"),
        ("# A\ncontact: oi\ncontact hears: hello\n", "one.txt:3: 'hello' is no kind that is heard; one of answer,"),
        ("# A\ncontact: oi\nhuman is called: why\n", "one.txt:3: 'why' is no kind that is heard"),
        ("# A\ncontact: oi\nhost hears: mail\n", "one.txt:3: 'mail' is outside quotation marks"),
        ("# A\ncontact: oi\nat the end: all well\n", "one.txt:3: 'all well' is no end; one of meeting confirmed"),
        ("# A\n| oi\n", "one.txt:2: a line goes on that has not begun" ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_script_is_said_with_its_line_and_a_cure(
    text: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "one.txt"
    path.write_text(text)
    with pytest.raises(ScriptError) as error:
        script.read(path)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            """contact: a 2
            contact hears: confirmation "28/11" not "27/11" by e-mail with REQUEST
            12:00 contact hears: nothing
            at the end: meeting confirmed Fri 27/11 16:00; contact opted_out; calendar empty; address closed""",
            [
                'line 3: it does not hold "28/11"; it holds "27/11"; it comes by WhatsApp; its calendar is none,',
                "but: meeting confirmed Fri 27/11 15:00",
                "but: contact scheduled",
                "but: calendar Fri 27/11 15:00",
                "but: address open",
            ],
        ),
        (
            """contact: a 2
            12:00 contact hears: confirmation
            contact: quanto custa?
            contact taps: Sim
            at the end: contact scheduled""",
            [
                "line 3: it comes on Tue 24/11 at 10:00, and not on Tue 24/11 at 12:00",
                "nowhere in the script: a human is called for question",
                "nowhere in the script: the contact hears handover",
                "the contact was sent no button 'Sim'",
            ],
        ),
        (
            """contact sends: reaction 👍
            contact hears: confirmation "27/11"
            host hears: "Lembrete"
            human is called: question or unclear_reply
            at the end: no meeting""",
            [
                'line 3: the contact does not hear confirmation "27/11"',
                'line 4: the host does not hear a mail "Lembrete"',
                "nowhere in the script: a human is called for not_text",
                "line 5: a human is not called for question or unclear_reply",
                "but: proposed",
            ],
        ),
    ],
)
def test_a_conversation_that_goes_otherwise_than_its_script_is_wrong(
    text: str, told: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "one.txt"
    path.write_text(f"# A conversation\n{text}\n")
    wrong = playing.play(script.read(path)).wrong
    assert [each for each in told if not any(each in one for one in wrong)] == []
    assert len(wrong) == len(told)


def test_a_conversation_as_its_script_tells_it_is_right(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(CHOICE)
    assert playing.play(script.read(path)).wrong == []
