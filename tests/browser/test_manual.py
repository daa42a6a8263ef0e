"""The pictures of the manual, taken in a real browser from the demo's Polish lender: `make manual`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from repaid.access.models import User
from repaid.access.queries import organisation_named
from repaid.simulation.demo import tell_lender

PICTURES = Path(__file__).parents[2] / "docs" / "manual" / "pictures"
DAY = date(2026, 11, 20)
STAFF = {
    "start": "/start",
    "contracts": "/contracts",
    "contract": "/contracts/1147",
    "payment": "/contracts/1147/payments/new",
    "schedule": "/contracts/1147/schedule",
    "product": "/products/na-chwile",
}
CLIENT = {"client-zone": "/clientzone/start", "loan": "/clientzone/loans/1147"}

OpenPage = Callable[..., Page]


@pytest.mark.manual
def test_pictures(transactional_db: None, open_page: OpenPage) -> None:
    """Every page that the manual shows is there to be shown."""
    tell_lender("krakowska", DAY)
    User.objects.update(language="")
    clerk = User.objects.get(name="Ewa Przykładowa", organisation=organisation_named("krakowska"))
    client = User.objects.get(name="Tomasz Specimen", audience="customer")
    PICTURES.mkdir(exist_ok=True)
    for user, pages, width in ((clerk, STAFF, 1280), (client, CLIENT, 1080)):
        page = open_page(next(iter(pages.values())), user=user, width=width)
        for name, address in pages.items():
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
