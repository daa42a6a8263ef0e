"""Every page opens for who may open it."""

import pytest
from django.test import Client
from django.urls import reverse

PAGES = (
    "start", "search", "contracts", "parties", "money", "proposals", "accounts", "trial_balance", "portfolio",
    "ageing", "products", "legal_rates", "users", "audit", "exports", "person", "company", "contract_opening",
    "product_new", "user_new", "todo", "activities_todo", "activities", "activity_plan", "activity_event",
    "activity_instruction", "assignments", "calendar", "messenger", "announcements", "announcement_new",
    "start_figures",
)  # fmt: skip
TABS = (
    "contract",
    "contract_schedule",
    "contract_payments",
    "contract_events",
    "contract_activities",
    "contract_ledger",
    "contract_audit",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens(browser: Client, loan: str, page: str) -> None:
    assert browser.get(reverse(f"backoffice:{page}")).status_code == 200


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_of_a_contract_opens(browser: Client, loan: str, tab: str) -> None:
    assert browser.get(reverse(f"backoffice:{tab}", args=[loan])).status_code == 200
