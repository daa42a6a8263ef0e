"""The audit trail in words: parts of the system, ways in, tables and columns of the row history."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.backoffice.pages import Text

ROOMS: Final[Mapping[str, Text]] = {
    "access": _("Users and rights"),
    "branding": _("Look of the client zone"),
    "identity": _("Signing in"),
    "parties": _("Customers"),
    "documents": _("Documents"),
    "products": _("Products"),
    "activities": _("Tasks and events"),
    "messages": _("Messages"),
    "origination": _("Applications"),
    "contracts": _("Contracts"),
    "payments": _("Payments"),
    "settling": _("Settling payments"),
    "ledger": _("Ledger"),
    "daily_close": _("Daily close"),
    "reports": _("Reports"),
    "founding": _("Founding of organisations"),
}
CHANNELS: Final[Mapping[str, Text]] = {
    "backoffice": _("back office"),
    "portal": _("client zone"),
    "worker": _("background work"),
    "cli": _("command line"),
    "demo": _("demo"),
    "first-run": _("first run"),
    "planned": _("planned change of settings"),
    "upgrade": _("new version"),
}
TABLES: Final[Mapping[str, Text]] = {
    "AccessLevel": _("Access level"),
    "Application": _("Application"),
    "BankAccount": _("Bank account"),
    "BookSettings": _("Settings of the books"),
    "Branch": _("Branch"),
    "Brand": _("Look of the client zone"),
    "Category": pgettext_lazy("document", "Category"),
    "ChartLine": _("Account of the chart"),
    "Contact": _("Contact"),
    "Document": _("Document"),
    "Employment": _("Work at the lender"),
    "ExternalCode": _("Code in the other chart"),
    "Group": pgettext_lazy("users", "Group"),
    "Identifier": _("Identifier"),
    "LegalRate": _("Legal rate"),
    "Organisation": _("Organisation"),
    "Party": _("Customer"),
    "PartyRole": _("Role"),
    "Period": _("Accounting period"),
    "Product": _("Product"),
    "ProductVersion": _("Version of a product"),
    "RoleAccount": _("Account of a role"),
    "User": _("User"),
}


def table_word(name: str) -> Text:
    """What a row of a table is called."""
    return TABLES.get(name, name)
