"""Addresses of the back office; each subject holds its own."""

from django.urls import include, path, register_converter

from repaid.interfaces.backoffice import home, seen_by
from repaid.interfaces.backoffice.addresses import DayInAddress
from repaid.interfaces.backoffice.documents import passing
from repaid.interfaces.backoffice.doors import contact
from repaid.interfaces.backoffice.first_run.urls import further_patterns
from repaid.interfaces.backoffice.messages import inbox
from repaid.interfaces.shared.account.addresses import account_addresses
from repaid.interfaces.shared.doors import staff_page

ROOMS = "repaid.interfaces.backoffice"

register_converter(DayInAddress, "day")

app_name = "backoffice"
urlpatterns = [
    path("first-run", include(f"{ROOMS}.first_run.urls")),
    path("start", home.start, name="start"),
    path("search", home.search, name="search"),
    path("", include(f"{ROOMS}.activities.urls")),
    path("", include(f"{ROOMS}.day.urls")),
    path("applications", include(f"{ROOMS}.applications.urls")),
    path("contracts", include(f"{ROOMS}.contracts.urls")),
    path("take-overs", include(f"{ROOMS}.takeover.urls")),
    path("parties", include(f"{ROOMS}.parties.urls")),
    path("messages/", include(f"{ROOMS}.messages.urls")),
    path("demo/inbox", inbox.inbox, name="demo_inbox"),
    path("demo/inbox/mails/<int:item>", inbox.mail, name="demo_mail"),
    path("demo/inbox/letters/<int:item>.png", inbox.letter_picture, name="demo_letter"),
    path("documents", include(f"{ROOMS}.documents.urls")),
    path("passed-documents", passing.passed, name="documents_passed"),
    path("document-categories", include(f"{ROOMS}.documents.ground_urls")),
    path("money/", include(f"{ROOMS}.money.urls")),
    path("online-payments", include(f"{ROOMS}.online.urls")),
    path("payment-providers", include(f"{ROOMS}.providers.urls")),
    path("money-out/", include(f"{ROOMS}.money_out.urls")),
    path("proposals", include(f"{ROOMS}.proposals.urls")),
    path("ledger", include(f"{ROOMS}.ledger.urls")),
    path("daily-close", include(f"{ROOMS}.daily_close.urls")),
    path("reports", include(f"{ROOMS}.reports.urls")),
    path("products", include(f"{ROOMS}.products.urls")),
    path("legal-rates", include(f"{ROOMS}.legal_rates.urls")),
    path("settings/organisations/new", include(further_patterns)),
    path("settings", include(f"{ROOMS}.organisation.urls")),
    path("users", include(f"{ROOMS}.users.urls")),
    path("groups", include(f"{ROOMS}.groups.urls")),
    path("branches", include(f"{ROOMS}.branches.urls")),
    path("provinces", include(f"{ROOMS}.branches.province_urls")),
    path("seen-by/<slug:kind>/<str:number>", seen_by.seen_by, name="seen_by"),
    path("exports", include(f"{ROOMS}.exports.urls")),
    path("audit", include(f"{ROOMS}.audit.urls")),
    path("logins", include(f"{ROOMS}.doors.urls")),
    path("account/contact", contact.contact, name="account_contact"),
    *account_addresses(staff_page()),
    path("", include("repaid.interfaces.ui.urls")),
]
