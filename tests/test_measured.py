"""What the tests reach is added up over their processes, and too little of it fails them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULE = """def sign(number):
    if number < 0:
        return "-"
    return "+"
"""
TESTS = """from signs.sign import sign
def test_below(): assert sign(-1) == "-"
def test_above(): assert sign(1) == "+"
"""


def _measured(folder: Path, limit: float, *options: str) -> tuple[int, str]:
    settings = f'source = ["signs"]\nomit = []\nexclude-also = []\nfail-under = {limit}\n'
    for name, text in {
        "pyproject.toml": f"[tool.pytest]\npythonpath = ['.']\n[tool.slipcover]\n{settings}",
        "signs/sign.py": MODULE,
        "signs/never_imported.py": "ANSWER = 42\n",
        "test_signs.py": TESTS,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "xdist.plugin", "-p", "tests.measured", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
    )
    return run.returncode, run.stdout + run.stderr


def test_what_each_process_reaches_is_added_up_and_an_unimported_file_counts(tmp_path: Path) -> None:
    # Of four lines and two branches in one file and one line in the other, only that last one is missing.
    status, printed = _measured(tmp_path, 85.0, "-n", "2")
    assert "85.71% reached, 85.0% required" in printed
    assert status == 0, printed


def test_a_branch_that_no_test_reaches_fails_the_run_and_is_named(tmp_path: Path) -> None:
    status, printed = _measured(tmp_path, 85.0, "-k", "above")
    assert "signs/sign.py" in printed
    assert "57.14% reached, 85.0% required" in printed
    assert status == 1, printed
