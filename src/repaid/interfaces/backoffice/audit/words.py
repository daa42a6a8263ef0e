"""The audit trail in words: parts of the system, ways in, tables and columns of the row history."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.backoffice.said import WORDS

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
}
CHANNELS: Final[Mapping[str, Text]] = {
    "backoffice": _("back office"),
    "portal": _("client zone"),
    "worker": _("background work"),
    "cli": _("command line"),
    "demo": _("demo"),
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
COLUMNS: Final[Mapping[str, Text]] = {
    "accent": _("Colour of buttons and links"),
    "accent_dark": _("The same colour on dark ground"),
    "accounts": _("Accounts"),
    "added_at": _("Added on"),
    "added_by": _("Added by"),
    "amount_max": _("Highest amount"),
    "amount_min": _("Lowest amount"),
    "archived_at": _("Archived on"),
    "archived_on": _("Archived on"),
    "audience": pgettext_lazy("users", "Kind of account"),
    "bank_code": _("Bank code"),
    "category": pgettext_lazy("document", "Category"),
    "changed_at": _("Changed on"),
    "changed_by": _("Changed by"),
    "closed_at": _("Closed on"),
    "created_at": _("Created on"),
    "deceased_on": _("Day of death"),
    "density": _("Row spacing"),
    "entered_on": _("Entered on"),
    "fees": _("Fees"),
    "first_day": _("First day"),
    "header": _("Colour of the header"),
    "iban": _("Account number"),
    "is_active": _("Account works"),
    "is_open": _("Everybody sees it"),
    "is_shared": _("Customers see it"),
    "languages": _("Languages"),
    "last_day": _("Last day"),
    "level": _("Access level"),
    "line": _("Account of the chart"),
    "party": _("Customer"),
    "path": _("Address of the page"),
    "person": _("Person"),
    "preferred": pgettext_lazy("contact", "preferred"),
    "published_at": _("Published on"),
    "published_by": _("Published by"),
    "remarks": _("Remarks"),
    "said_by": _("Said by"),
    "state": _("State"),
    "telephone": _("Telephone"),
    "template": _("Terms"),
    "theme": _("Light or dark"),
    "time_zone": _("Time zone"),
    "title": _("Name"),
    "verified_on": _("Verified on"),
    "weekend": _("Weekend"),
    "welcomes": _("Welcome"),
}


def column_word(name: str) -> Text:
    """What a column is called; its name in the database where nobody gave it a word."""
    return COLUMNS.get(name) or WORDS.get(name, name)


def table_word(name: str) -> Text:
    """What a row of a table is called."""
    return TABLES.get(name, name)
