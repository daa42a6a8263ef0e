"""The menu of the back office: groups by subject, in one order; each entry asks the right that its page asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.actors import Actor

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its name, address and right (none: every member of staff)."""

    label: Text
    path: str
    right: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A subject with its pages; `key` is the letter that follows `g`, by its place on the keyboard."""

    label: Text
    icon: str
    entries: Sequence[Entry]
    key: str = ""


MENU = (
    Group(pgettext_lazy("menu", "Start"), "home", (Entry(pgettext_lazy("menu", "Start"), "/start"),), "KeyS"),
    Group(
        _("To do"),
        "checklist",
        (
            Entry(_("To do"), "/to-do"),
            Entry(_("Calendar"), "/calendar"),
            Entry(_("Messenger"), "/messenger"),
            Entry(_("Proposals to decide"), "/proposals", "access.approve"),
            Entry(_("Documents passed to me"), "/passed-documents", "documents.view"),
        ),
        "KeyT",
    ),
    Group(_("Customers"), "users", (Entry(_("Find a customer"), "/parties", "parties.view"),), "KeyU"),
    Group(
        _("Events"),
        "timeline-event",
        (
            Entry(pgettext_lazy("events", "Add"), "/activities/event", "activities.act"),
            Entry(pgettext_lazy("events", "Search"), "/activities/search", "activities.act"),
            Entry(_("Plan an action"), "/activities/plan", "activities.act"),
            Entry(_("To do"), "/activities/to-do", "activities.act"),
            Entry(_("Assigned work"), "/activities/assigned", "activities.act"),
        ),
        "KeyE",
    ),
    Group(
        _("Applications"),
        "clipboard-list",
        (
            Entry(_("Search applications"), "/applications", "origination.view"),
            Entry(_("Applications that wait for me"), "/applications/queue", "origination.view"),
            Entry(_("New application"), "/applications/new", "origination.enter"),
        ),
        "KeyA",
    ),
    Group(
        _("Contracts"),
        "file-text",
        (
            Entry(_("Find a contract"), "/contracts", "contracts.view"),
            Entry(_("Taken over from other systems"), "/take-overs", "contracts.take_over"),
        ),
        "KeyC",
    ),
    Group(
        _("Documents"),
        "folder",
        (
            Entry(_("Find a document"), "/documents", "documents.view"),
            Entry(_("Categories and access levels"), "/document-categories", "documents.define"),
        ),
        "KeyF",
    ),
    Group(
        _("Payments"),
        "arrows-exchange",
        (
            Entry(_("Payments desk"), "/money/desk", "contracts.book_payments"),
            Entry(_("Find a payment"), "/money/payments", "payments.view"),
            Entry(_("Enter a payment"), "/money/enter", "payments.enter"),
            Entry(_("Online payments"), "/online-payments", "payments.view"),
            Entry(_("Statements"), "/money/statements", "payments.view"),
            Entry(_("Cash receipts"), "/money/receipts", "payments.receive_cash"),
        ),
        "KeyP",
    ),
    Group(
        _("Money out"),
        "send",
        (
            Entry(_("Money to send"), "/money-out/to-send", "payments.order"),
            Entry(_("Orders to approve"), "/money-out/approval", "payments.approve_orders"),
            Entry(_("Find a payment order"), "/money-out/orders", "payments.view"),
            Entry(_("Payment files"), "/money-out/files", "payments.view"),
            Entry(_("Own accounts"), "/money-out/accounts", "payments.view"),
        ),
        "KeyM",
    ),
    Group(
        _("Messages"),
        "message-2",
        (
            Entry(_("Outbox"), "/messages/outbox", "messages.view"),
            Entry(_("Templates"), "/messages/templates", "messages.edit_templates"),
            Entry(_("Print buffer"), "/messages/print-buffer", "messages.view"),
            Entry(_("Find a printout"), "/messages/printouts", "messages.view"),
            Entry(_("Notices"), "/messages/notices", "messages.administer"),
            Entry(_("Contact rules"), "/messages/contact-rules", "messages.administer"),
            Entry(_("Gateways"), "/messages/gateways", "messages.administer"),
        ),
        "KeyG",
    ),
    Group(
        _("Ledger"),
        "book-2",
        (
            Entry(_("Chart of accounts"), "/ledger/accounts", "ledger.view"),
            Entry(_("Trial balance"), "/ledger/trial-balance", "ledger.view"),
            Entry(_("Accounting periods"), "/ledger/periods", "ledger.view"),
            Entry(_("Journal"), "/ledger/journal", "ledger.export_journal"),
        ),
        "KeyL",
    ),
    Group(
        _("Reports"),
        "chart-bar",
        (
            Entry(_("Portfolio"), "/reports/portfolio", "reports.view"),
            Entry(_("Ageing"), "/reports/ageing", "reports.view"),
        ),
        "KeyR",
    ),
    Group(
        _("Daily close"),
        "moon-stars",
        (
            Entry(pgettext_lazy("menu", "Board of the day"), "/daily-close/today", "daily_close.view"),
            Entry(_("Earlier days"), "/daily-close/days", "daily_close.view"),
            Entry(_("Check the books"), "/daily-close/books", "daily_close.view"),
        ),
        "KeyD",
    ),
    Group(
        _("Administration"),
        "settings",
        (
            Entry(_("Products"), "/products", "products.view"),
            Entry(_("Legal rates"), "/legal-rates", "products.view"),
            Entry(_("Settlement schemes"), "/money/schemes", "settling.define"),
            Entry(_("Automatic settlement"), "/money/automatic", "settling.define"),
            Entry(_("Announcements"), "/announcements", "activities.announce"),
            Entry(_("Figures of the start page"), "/start-figures", "activities.set_start"),
            Entry(_("Forms of contact"), "/event-types", "activities.define"),
            Entry(_("Settings"), "/settings", "access.administer"),
            Entry(_("Payment providers"), "/payment-providers", "payments.providers"),
            Entry(_("Users' logins"), "/logins", "identity.read_logins"),
            Entry(_("Rules for logging in"), "/logins/rules", "identity.set_door_rules"),
            Entry(_("Branches"), "/branches", "access.branches"),
            Entry(_("Audit trail"), "/audit", "access.read_audit"),
        ),
        "KeyX",
    ),
    Group(
        _("System management"),
        "users-group",
        (
            Entry(_("Groups"), "/groups", "access.groups"),
            Entry(_("Users"), "/users", "access.users"),
            Entry(_("Change password"), "/account/password"),
            Entry(_("User wizard"), "/users/wizard", "access.users"),
            Entry(_("Province manager's information"), "/provinces", "access.branches"),
        ),
        "KeyZ",
    ),
)


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as it stands in the menu of one page."""

    entry: Entry
    is_current: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group as it stands in the menu of one page; a group of one page is that page."""

    group: Group
    entries: Sequence[ShownEntry]

    @property
    def path(self) -> str:
        return self.entries[0].entry.path

    @property
    def is_current(self) -> bool:
        return any(shown.is_current for shown in self.entries)

    @property
    def is_single(self) -> bool:
        return len(self.entries) == 1


def menu_for(actor: Actor, path: str) -> list[ShownGroup]:
    """The groups that hold a page the actor may open, on the page at `path`."""
    shown = []
    for group in MENU:
        allowed = [entry for entry in group.entries if not entry.right or actor.may(entry.right)]
        if allowed:
            shown.append(ShownGroup(group, [ShownEntry(entry, _holds(entry.path, path)) for entry in allowed]))
    return shown


def _holds(page: str, path: str) -> bool:
    """Whether `path` is the page or below it."""
    return path == page or path.startswith(f"{page}/")
