"""What a command was told, in words: for the audit trail and for proposals."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.command import all_commands
from repaid.access.history import HIDDEN
from repaid.access.plain import from_plain
from repaid.access.trail import PAGE
from repaid.interfaces.backoffice.contracts.deeds import deed_of_command
from repaid.interfaces.backoffice.further_words import FURTHER
from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.ui.formats import in_order, listed, text_of
from repaid.workflow.ports import flows

LANGUAGES = dict(settings.LANGUAGES)
SILENT = frozenset(
    {
        "number", "key", "by", "subject", "template", "accounts", "amount_min", "amount_max", "fees", "payments",
        "settlement", "money_from", "address", "title", "export", "event_key", "take_over", "header", "columns",
        "control", "is_active", "is_public", "is_special", "whole_series", "other", "data", "photo", "user", "users",
        "heir", "branches", "provinces", "file", "viewing", "passkey", "used",
    }
)  # fmt: skip
"""Arguments that stand in another column, or are for machines."""

WORDS: Mapping[str, Text] = {
    "about": _("About"),
    "account": _("Account number"),
    "activities": _("Activities"),
    "activity": _("Activity"),
    "announcement": _("Announcement"),
    "account_class": _("Class"),
    "amount": _("Amount"),
    "archived": _("Archived"),
    "basis": _("When interest is income"),
    "bears_interest": _("Interest goes on meanwhile"),
    "bears_penalty": _("Penalty interest goes on meanwhile"),
    "bic": _("BIC of the bank"),
    "blocked": _("Blocked"),
    "borrower": _("Borrower"),
    "borrowers": _("Borrowers"),
    "born_on": _("Date of birth"),
    "branch": _("Branch"),
    "buyer": _("Buyer"),
    "channel": _("How it came"),
    "checked": _("How you checked who it is"),
    "code": _("Code"),
    "codes": _("Codes"),
    "component": _("What is given up"),
    "components": pgettext_lazy("settlement scheme", "Order"),
    "contract": _("Contract"),
    "count": _("Number of instalments"),
    "contacts": _("Contacts"),
    "count_max": _("Instalments at most"),
    "count_min": _("Instalments at least"),
    "country": _("Country"),
    "creditor": _("Payee"),
    "currency": _("Currency"),
    "customer": _("Customer"),
    "day": _("Business date"),
    "due": _("Due date"),
    "email": _("E-mail"),
    "external": _("Code in the other chart"),
    "end_to_end": _("End-to-end id"),
    "execution_day": _("Day of execution"),
    "family_name": _("Last name"),
    "fee_income": _("When fees are income"),
    "draft": _("Draft"),
    "days_from": _("Days late, from"),
    "days_to": _("Days late, to"),
    "due_on": _("Due date"),
    "filters": _("Filters"),
    "first_day": _("First day"),
    "first_due": _("First due date"),
    "format": _("File format"),
    "four_eyes": _("A colleague agrees"),
    "gender": _("Gender, for letters"),
    "given_names": _("First name"),
    "holder": pgettext_lazy("receipts", "Collector"),
    "ground": _("Law that allows to keep the number"),
    "group": _("Access group"),
    "groups": _("Groups"),
    "guarantors": _("Guarantors"),
    "identifiers": _("Identifiers"),
    "instalment": _("Instalment"),
    "interest": _("Instalments without interest"),
    "keep": _("What stays"),
    "keep_good": _("Keep what is right, leave out what is wrong"),
    "kind": _("Kind"),
    "language": _("Language"),
    "layout": _("Layout"),
    "login": _("Login"),
    "lines": _("Contracts and amounts"),
    "mapping": _("Columns"),
    "mode": _("What becomes smaller"),
    "name": _("Name"),
    "names": _("Name"),
    "of": pgettext_lazy("event that is reversed", "Event"),
    "on": pgettext_lazy("column", "Date"),
    "overdue": _("What is overdue now"),
    "orders": _("Payment orders"),
    "owner": _("Who does it"),
    "own_account": _("From account"),
    "page": pgettext_lazy("client zone", "Page"),
    "parent": _("Company above"),
    "password": _("Password"),
    "payer": _("Payer"),
    "percent": _("New rate, a year"),
    "periods": _("Number of periods"),
    "prefix": _("Numbers begin with"),
    "price": _("Price"),
    "principal": _("Instalments without principal"),
    "product": _("Product"),
    "procedures": _("Procedures"),
    "proposal": _("Proposal"),
    "province": _("Province"),
    "purpose": _("Purpose"),
    "rate": _("Rate, a year"),
    "rate_max": _("Highest rate"),
    "rate_min": _("Lowest rate"),
    "reason": _("Reason"),
    "receipt": _("Receipt"),
    "remittance": pgettext_lazy("payment order", "Title"),
    "request": _("Request"),
    "result": pgettext_lazy("procedure", "Result"),
    "rights": _("Rights"),
    "role": _("Role"),
    "roles": _("Roles"),
    "rows": _("Rows"),
    "scheme": _("Scheme"),
    "scope": _("Sees"),
    "second_step_groups": _("Groups that need a second step"),
    "since": pgettext_lazy("day", "From"),
    "source": _("Law or decision"),
    "start": _("Day of the first disbursement"),
    "tax_number": _("Tax number"),
    "system": _("Other system"),
    "to": _("New due date of that instalment"),
    "text": _("Text"),
    "threshold": _("Settle alone from a confidence of"),
    "through": pgettext_lazy("settlement scheme", "Begins with"),
    "until": _("Until"),
    "valid_from": _("Valid from"),
    "value": _("Value"),
    "value_date": _("Value date"),
    "wish": _("Request"),
}

TITLES: Mapping[str, Text] = {
    PAGE: _("Page asked for"),
    "documents.add_document": _("Document added"),
    "documents.add_version": _("New version of a document"),
    "documents.bring_back_document": _("Document taken out of the archive"),
    "documents.change_document": _("Document changed"),
    "documents.answer_step": _("Answer to a document that was passed on"),
    "documents.pass_document": _("Document passed on"),
    "documents.download_file": _("File downloaded"),
    "access.export_list": _("List taken out as a file"),
    "access.take_file": _("File downloaded"),
    "activities.accept_instruction": _("Instruction accepted"),
    "activities.refuse_instruction": _("Instruction refused"),
    "activities.finish_activities": _("Activities finished"),
    "activities.postpone_activities": _("Activities postponed"),
    "activities.hand_over_activities": _("Activities handed over"),
    "activities.cancel_activities": _("Activities cancelled"),
    "activities.send_internal_message": _("Intranet message sent"),
    "activities.read_messages": _("Intranet messages read"),
    "activities.plan_activity": _("Action planned"),
    "activities.note_event": _("Event noted"),
    "activities.save_event_type": _("Form of contact saved"),
    "activities.close_event_type": _("Form of contact closed or opened"),
    "activities.remove_event_type": _("Form of contact removed"),
    "founding.found_further": _("One more organisation founded"),
    "activities.write_note": _("Note written"),
    "activities.give_instruction": _("Instruction given"),
    "activities.assign_work": _("Work assigned"),
    "activities.publish_announcement": _("Announcement published"),
    "activities.change_announcement": _("Announcement changed"),
    "activities.remove_announcement": _("Announcement removed"),
    "access.give_new_rights": _("New rights of a version given to groups"),
    "documents.add_usual_categories": _("Usual categories and access levels added"),
    "ledger.supply_accounts": _("Accounts that a version needs added"),
    "messages.supply_messages": _("Supplied texts added"),
    "access.change_organisation": _("Facts of the organisation changed"),
    "access.plan_change": _("Change of settings planned"),
    "access.cancel_change": _("Planned change taken back"),
    "access.define_user": _("User defined"),
    "access.change_user": _("User changed"),
    "access.remove_users": _("Users deleted"),
    "access.block_user": _("User blocked, or let in again"),
    "access.set_staff_password": _("New password given to a user"),
    "access.bring_staff": _("File of users brought"),
    "access.take_staff": _("Users created from a file"),
    "access.define_group": _("Group defined"),
    "access.change_group": _("Group changed"),
    "access.remove_groups": _("Groups deleted"),
    "access.define_branch": _("Branch defined"),
    "access.change_branch": _("Branch changed"),
    "access.remove_branches": _("Branches deleted"),
    "access.archive_branch": _("Branch archived, or in use again"),
    "access.define_province": _("Province defined"),
    "access.change_province": _("Province changed"),
    "access.remove_provinces": _("Provinces deleted"),
    "access.archive_province": _("Province archived, or in use again"),
    "origination.remove_draft": _("Draft deleted"),
    "origination.undo_death": _("Death taken back"),
    "parties.take_back_death": _("Death taken back"),
    "products.remove_products": _("Products deleted"),
    "identity.add_passkey": _("Passkey added"),
    "identity.ask_to_view": _("Look at the client zone asked for"),
    "identity.begin_to_view": _("Look at the client zone begun"),
    "identity.change_password": _("Own password changed"),
    "identity.choose_password_by_link": _("Password chosen with a link"),
    "identity.correct_contact_data": _("Own contact data corrected"),
    "identity.correct_own_contacts": _("Own contact data corrected in the client zone"),
    "identity.end_viewing": _("Look at the client zone ended"),
    "identity.expect_own_password": _("Own password asked for at the next login"),
    "identity.link_app": _("App linked"),
    "identity.log_out_device": _("Logged out on another device"),
    "identity.log_out_elsewhere": _("Logged out on all other devices"),
    "identity.look_at_page": _("Page looked at as the customer"),
    "identity.prepare_app": _("Linking of an app begun"),
    "identity.remove_passkey": _("Passkey removed"),
    "identity.renew_recovery_codes": _("New recovery codes made"),
    "identity.send_activation_link": _("Link for the client zone sent"),
    "identity.send_sms_password": _("Password for the client zone sent"),
    "identity.unlink_app": _("App unlinked"),
    "identity.unlink_lost_device": _("Lost phone unlinked"),
    "identity.unlock_login": _("Login unlocked"),
}
"""Commands whose right does not say what they do."""


def title_of(command: str) -> str:
    """What a command does: the title of its page, a title of its own, else what its right allows."""
    deed = deed_of_command(command)
    if deed is not None:
        return str(deed.title)
    if command in TITLES:
        return str(TITLES[command])
    step = next((each for flow in flows() for each in flow.procedures if each.command == command), None)
    if step is not None:
        return str(step.label)
    known = all_commands().get(command)
    return str(known.right.label) if known else command


def word_of(name: str) -> Text:
    """What an argument or a column is called; its name in the system where nobody gave it a word."""
    return WORDS.get(name) or FURTHER.get(name) or name.replace("_", " ")


def details(arguments: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The arguments that say something, with their names; nested ones one by one."""
    for name, plain in arguments.items():
        value = from_plain(plain)
        if name in SILENT or name.endswith("_id") or value in (None, "", [], {}, False, HIDDEN):
            continue
        if isinstance(value, dict):
            yield from details(plain)
        elif name in ("language", "languages"):
            spoken = [LANGUAGES.get(code, code) for code in ([value] if isinstance(value, str) else value)]
            yield str(word_of(name)), listed(spoken)
        else:
            yield str(word_of(name)), readable(value)


def told(arguments: Mapping[str, Any]) -> str:
    """The arguments as one line."""
    return " · ".join(f"{name}: {in_order(text_of(value))}" for name, value in details(arguments))


def readable(value: Any) -> Any:
    """A value as people read it: yes, several ones in a row; figures stay figures."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return listed(map(_told_of, value.values()))
    return listed(map(_told_of, value)) if isinstance(value, list) else value


def _told_of(value: Any) -> str:
    """One of several values; a pair (a contract and its amount) side by side."""
    if isinstance(value, list):
        return " ".join(text_of(each) for each in value if each is not None)
    return text_of(value)
