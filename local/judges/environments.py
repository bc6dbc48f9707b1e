"""The judges' environments: one for each, since their dependencies clash with ours and with each other's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from components import archives
from local.errors import LocalError

LOCKS = Path(__file__).parent / "locks"
NAMES = ("cfn-lint", "checkov", "cloudsplaining", "parliament")


def environment(name: str, build: Path) -> Path:
    """Return the judge's environment below ``build``, named by its lock; it is installed first where it is missing."""
    return installed(LOCKS / f"{name}.txt", build / "judges")


def installed(lock: Path, folder: Path) -> Path:
    """Return the environment in ``folder`` of what ``lock`` pins by hashes, named by the lock and installed once."""
    from uv import find_uv_bin

    home = folder / f"{lock.stem}-{archives.hex_digest(lock)[:12]}"
    if (home / ".complete").exists():
        return home
    shutil.rmtree(home, ignore_errors=True)
    uv = [find_uv_bin(), "--quiet", "--no-config"]
    for command in (
        [*uv, "venv", "--python", sys.executable, str(home)],
        [*uv, "pip", "install", "--python", str(home / "bin/python"), "--require-hashes", "-r", str(lock)],
    ):
        done = subprocess.run(
            command, capture_output=True, text=True, env={"UV_SYSTEM_CERTS": "1", **os.environ}
        )
        if done.returncode:
            raise LocalError(
                f"{lock.stem} could not be installed: {done.stderr.strip()}. Run again with a network"
            )
    (home / ".complete").touch()
    return home
