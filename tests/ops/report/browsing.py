"""A browser of the machine: Chromium or Chrome, driven by a chromedriver of the same version."""

import base64
import json
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DRIVERS = ("chromedriver", "chromium.chromedriver")


def missing() -> str:
    """Return what has to be installed before a page can be looked at; empty where nothing has."""
    if not _found(BROWSERS):
        return "no Chromium and no Chrome on the path: install Debian's chromium and chromium-driver"
    if not _found(DRIVERS):
        return "no chromedriver on the path: install Debian's chromium-driver"
    return ""


def _found(names: tuple[str, ...]) -> str:
    return next((path for name in names if (path := shutil.which(name))), "")


class Browser:
    """A browser that shows one page after the other."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self._driver = driver

    def show(self, file: Path, width: int, scheme: str, height: int = 900) -> None:
        """Open a page ``width`` pixels wide, in the ``light`` or the ``dark`` scheme."""
        self._command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._command("Emulation.setEmulatedMedia", media="", features=features)
        self._driver.get_log("performance")
        self._driver.get_log("browser")
        self._driver.get(file.as_uri())

    def on_paper(self, file: Path) -> None:
        """Open a page as it is laid out for A4."""
        self.show(file, 794, "light")
        self._command("Emulation.setEmulatedMedia", media="print")

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page and return its answer."""
        return self._driver.execute_script(script, *arguments)

    def run_later(self, script: str, *arguments: Any) -> Any:
        """Run a script that calls its last argument with the answer."""
        return self._driver.execute_async_script(script, *arguments)

    def complaints(self) -> list[str]:
        """Return what the console holds since the page was opened."""
        return [entry["message"] for entry in self._driver.get_log("browser")]

    def requested(self) -> list[str]:
        """Return the addresses that were asked for since the page was opened, its own included."""
        messages = [json.loads(entry["message"])["message"] for entry in self._driver.get_log("performance")]
        return [
            each["params"]["request"]["url"]
            for each in messages
            if each["method"] == "Network.requestWillBeSent"
        ]

    def press_tab(self) -> None:
        """Press the tab key."""
        self._driver.switch_to.active_element.send_keys(Keys.TAB)

    def press_enter(self) -> None:
        """Press the enter key."""
        self._driver.switch_to.active_element.send_keys(Keys.ENTER)

    def printed(self) -> bytes:
        """Return the page as a PDF of A4."""
        answer = self._command("Page.printToPDF", printBackground=True, paperWidth=8.27, paperHeight=11.69)
        return base64.b64decode(answer["data"])

    def picture(self, **options: Any) -> bytes:
        """Return what is seen as a PNG."""
        return base64.b64decode(self._command("Page.captureScreenshot", format="png", **options)["data"])

    def _command(self, name: str, **parameters: Any) -> Any:
        return self._driver.execute_cdp_cmd(name, parameters)


@contextmanager
def opened() -> Generator[Browser]:
    """Start a browser with a profile of its own; it ends with the block."""
    with TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as profile:
        options = Options()
        options.binary_location = _found(BROWSERS)
        for argument in (
            "--headless=new",
            # A container's user is root, and has no namespaces of its own.
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
            "--force-color-profile=srgb",
            f"--user-data-dir={profile}",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = webdriver.Chrome(options=options, service=Service(_found(DRIVERS)))
        try:
            driver.set_script_timeout(300)
            driver.set_page_load_timeout(300)
            yield Browser(driver)
        finally:
            driver.quit()
