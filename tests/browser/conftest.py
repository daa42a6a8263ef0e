"""A real Chromium against a real server: pages, sign-in for both audiences, axe, pictures."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from repaid.access.models import User
from repaid.access.sessions import COOKIES
from repaid.identity.sessions import SessionStore

SHOTS = Path(__file__).parents[2] / "build" / "shots"
DEBIAN_CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NO_BROWSER = "Browser tests need Chromium: run `make setup` as root, or `.venv/bin/playwright install chromium`."

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs an event loop in the thread of the tests
    with sync_playwright() as playwright:
        own = DEBIAN_CHROMIUM if DEBIAN_CHROMIUM.exists() else None
        try:
            chromium = playwright.chromium.launch(executable_path=own, args=list(ARGUMENTS))
        except Error:
            pytest.skip(NO_BROWSER)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """Open a page of the running server in a browser of its own, optionally signed in, and watch its console.

    `open_page("/contracts/11/", user=anna, language="fa", theme="dark", width=390)`; what the console calls an error
    fails the test, but not the browser's own note that a form came back with its errors.
    """
    contexts, errors = [], []

    def open_one(
        path: str, *, user: User | None = None, language: str = "en", theme: str = "light", width: int = 1280
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale=language, color_scheme=theme, viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if is_error(said) else None)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


def is_error(said: ConsoleMessage) -> bool:
    """Whether a message of the console tells of a fault of the page."""
    came_back = said.text.startswith("Failed to load resource") and any(code in said.text for code in ("409", "422"))
    return said.type == "error" and not came_back


def session_cookie(user: User, url: str) -> dict[str, str]:
    """The cookie of a new session of `user`, as the sign-in view of the audience would set it."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    name, _path = COOKIES[user.audience]
    return {"name": name, "value": request.session.session_key, "url": url}


@pytest.fixture(scope="session")
def check_axe() -> Callable[..., None]:
    """Assert that axe finds nothing on a page: every rule, every element.

    `colours=False` where the same page was seen in the same theme: whether letters stand out, which takes axe most of
    its time, does not hang on the language.
    """
    axe = Axe()

    def check(page: Page, *, colours: bool = True) -> None:
        page.wait_for_load_state()
        found = axe.run(page, options={**DEFAULT_OPTIONS, "rules": {"color-contrast": {"enabled": colours}}})
        assert found.violations_count == 0, found.generate_report()

    return check


@pytest.fixture(scope="session")
def take_shot() -> Callable[[Page, str], None]:
    """Keep a picture of the whole page as `build/shots/<name>.png`, where REPAID_SHOTS is set."""

    def take(page: Page, name: str) -> None:
        if os.environ.get("REPAID_SHOTS"):
            SHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    return take
