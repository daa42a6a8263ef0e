"""One lender with a thing of every kind, so that each address of the map can be asked with a real number.

Contract 11 is Piotr's, contract 77 is Anna's; everything else is about contract 11 or about nobody.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from loanmath.components import Component
from repaid.access.actors import Actor
from repaid.access.choices import ExportKind
from repaid.access.commands.intake import StaffRow, bring_staff
from repaid.access.commands.planned import plan_change
from repaid.access.commands.proposals import propose
from repaid.access.commands.staff import define_user
from repaid.access.exports import begin, written
from repaid.access.models import AuditRecord, User
from repaid.access.queries import branches
from repaid.access.rights import all_rights
from repaid.access.staffing import StaffData
from repaid.access.tests.people import member
from repaid.activities.commands.announcing import Notice, publish_announcement
from repaid.activities.commands.attaching import Attached
from repaid.activities.commands.event_types import save_event_type
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.activities.models import Activity, Announcement
from repaid.contracts.commands.positions import bring_positions
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.lender import ACCOUNT, LAUNCH, instalment_loan, lender, loan_11, pln
from repaid.daily_close.commands.checking import begin_check
from repaid.documents.choices import Wanted
from repaid.documents.commands.documents import add_document, share_document
from repaid.documents.commands.ground import add_usual_categories, save_access_level, save_category
from repaid.documents.commands.passing import pass_document
from repaid.documents.tests.files import picture
from repaid.ledger.jobs import journal_by_worker
from repaid.origination.commands.drafting import Wish, enter_new
from repaid.parties.choices import ContactKind
from repaid.parties.commands.client_zone import open_client_zone
from repaid.parties.commands.contacts import add_contact
from repaid.parties.models import Contact
from repaid.payments.commands.entering import register_payment
from repaid.payments.commands.receipts import reserve_receipt_block
from repaid.payments.commands.statements import import_statement, keep_file
from repaid.payments.models import MappingKept
from repaid.payments.tests.money import table
from repaid.payments.tests.sending import Senders, proposed, senders, sent
from repaid.settling.commands.intake import begin_intake
from repaid.settling.commands.schemes import define_scheme
from repaid.settling.commands.settling import settle_payment
from repaid.settling.models import Settlement

PASSWORD = "Wisla-2026-krakow"
Things = Mapping[tuple[str, str], object]


@dataclass(frozen=True)
class World:
    """The lender and who acts; `things` names what stands in a part of the addresses that begin so."""

    by: Actor
    ewa: Actor
    piotr: User
    anna: User
    things: Things

    def knows(self, route: str) -> list[bool]:
        """Of each part of a route, whether there is such a thing here."""
        return [self.filled(route, part) is not None for part in re.findall(r"<\w+:(\w+)>", route)]

    def filled(self, route: str, part: str) -> object:
        """The number of the thing in this part of a route: that of the longest beginning."""
        found = [key for key in self.things if key[1] == part and route.startswith(key[0])]
        return self.things[max(found, key=lambda key: len(key[0]))] if found else None


def world() -> World:
    """Everything, made by the commands that make it."""
    by = lender(LAUNCH)
    loan_11(by)
    instalment_loan(by, number="77")
    add_contact(by=by, number="1", kind=ContactKind.MOBILE, value="600000001")
    add_usual_categories(by=by)
    ewa = member(by, "Ewa Przykładowa", tuple(all_rights()))
    piotr, anna = (
        User.objects.get(pk=open_client_zone(by=by, number=number, login=login, password=PASSWORD).user_id)
        for number, login in (("1", "90010112349"), ("2", "85010112345"))
    )
    things = {
        **_of_customers(by, ewa),
        **_of_staff(by, ewa),
        **_of_money(by),
        **_of_money_out(by),
        **_of_files(by, ewa),
    }
    return World(by, ewa, piotr, anna, {**things, **_of_the_day(ewa), ("/logins/accounts/", "user"): piotr.pk})


def _of_the_day(ewa: Actor) -> Things:
    plan_activity(by=ewa, plan=Plan("Zadzwonić: Wzorcowy", LAUNCH))
    save_event_type(by=ewa, code="fair", names={"pl": "Targi: Wzorcowy"})
    figures = {"days_from": 1, "days_to": None, "amount_min": None, "amount_max": None}
    change = plan_change(by=ewa, name="activities.set_start_figures", arguments=figures, from_day=date(2040, 1, 2))
    publish_announcement(by=ewa, notice=Notice("Krakowska i Wzorcowy"), file=Attached("skan.png", picture()))
    return {
        ("/activities/", "key"): Activity.objects.latest("pk").pk,
        ("/activities/notes/", "kind"): "contract",
        ("/activities/notes/", "number"): "11",
        ("/activities/assigned/", "kind"): "contract",
        ("/activities/assigned/", "number"): "11",
        ("/event-types/", "code"): "fair",
        ("/settings/coming/", "key"): change.change_id,
        ("/announcements/", "key"): Announcement.objects.latest("pk").pk,
    }


def _of_customers(by: Actor, ewa: Actor) -> Things:
    arguments = {
        "number": "11", "component": "principal", "amount": pln("1.00"), "value_date": LAUNCH, "reason": "goodwill"
    }  # fmt: skip
    wish = Wish(borrower="1", amount=pln("500.00"), count=1, telephone="600000001")
    enter_new(by, "na-chwile", wish, branch="KR", number="11")
    contract = contract_named(by, "11")
    proposal = propose(by=ewa, name="contracts.waive", arguments=arguments, subject=contract.subject)
    document = add_document(
        by=by, name="Dowód Wzorcowy", category="identity", level="general", file_name="skan.png", content=picture(),
        subject=contract.subject,
    )  # fmt: skip
    share_document(by=by, number=document.number, shared=True)
    step = pass_document(by=ewa, number=document.number, wanted=Wanted.READ, group="ewaprzykadowa").step_id
    return {
        ("/contracts/", "number"): "11",
        ("/contracts/", "noun"): "fees",
        ("/applications/", "number"): "11",
        ("/parties/", "number"): "1",
        ("/parties/", "contact"): Contact.objects.get(value="+48600000001").pk,
        ("/proposals/", "key"): proposal.proposal_id,
        ("/documents/", "number"): document.number,
        ("/documents/", "version"): 1,
        ("/documents/", "key"): step,
        ("/document-categories/", "code"): save_category(by=by, code="scans", names={"en": "Scans"}).code,
        ("/document-categories/levels/", "code"): save_access_level(
            by=by, code="all", names={"en": "All"}, groups=(), everybody=True
        ).code,
        ("/products/", "code"): "na-chwile",
        ("/products/", "number"): 1,
        ("/clientzone/loans/", "number"): "11",
        ("/clientzone/documents/", "number"): document.number,
        ("/audit/", "key"): AuditRecord.objects.filter(subject=contract.subject).latest("pk").pk,
    }


def _of_staff(by: Actor, ewa: Actor) -> Things:
    jan = StaffData(username="jan", family_name="Testowy", branch="KR")
    kept = define_user(by=by, data=jan, password=PASSWORD, photo=picture())
    row = StaffRow(2, StaffData(username="ola", family_name="Testowa", branch="KR"), PASSWORD)
    branch = branches(by).first()
    assert branch is not None
    return {
        ("/users/", "user"): kept.user_id,
        ("/users/wizard/", "file"): bring_staff(by=ewa, name="staff.csv", rows=(row,)).file_id,
        ("/groups/", "group"): "ewaprzykadowa",
        ("/branches/", "branch"): branch.pk,
        ("/provinces/", "province"): branch.province_id,
        ("/seen-by/", "kind"): "contract",
        ("/seen-by/", "number"): "11",
    }


def _of_money(by: Actor) -> Things:
    payment = register_payment(by=by, amount=pln("100.00"), value_date=LAUNCH, payer="Piotr Wzorcowy").number
    other = register_payment(by=by, amount=pln("50.00"), value_date=LAUNCH, payer="Piotr Wzorcowy").number
    settle_payment(by=by, number=other, lines=[("11", pln("50.00"))])
    collector = member(by, "Tomek Terenowy", ("payments.receive_cash",))
    define_scheme(by=by, code="costs-first", names={"en": "Costs first"}, components=[Component.FEES])
    file = keep_file(by=by, name="bank.csv", content=table([("5,00", "Piotr Wzorcowy", "", ACCOUNT)], LAUNCH)).file_id
    taken = import_statement(by=by, name="taken.csv", content=table([("6,00", "Piotr Wzorcowy", "", "x")], LAUNCH))
    mapping = MappingKept.objects.create(
        organisation_id=by.organisation_id, header_digest="0" * 64, mapping={"header": [], "columns": {}}, name="Bank"
    )
    return {
        ("/money/desk/", "number"): payment,
        ("/money/payments/", "number"): payment,
        ("/money/settlements/", "key"): Settlement.objects.get().pk,
        ("/money/receipts/", "number"): reserve_receipt_block(by=collector, count=2).first,
        ("/money/schemes/of/", "code"): "costs-first",
        ("/money/statements/", "key"): taken.statement_ids[0],
        ("/money/statements/files/", "key"): file,
        ("/money/statements/columns/", "key"): mapping.pk,
        ("/money/statements/intakes/", "key"): begin_intake(by=by, file=file).intake_id,
    }


def _of_money_out(by: Actor) -> Things:
    people: Senders = senders(by, LAUNCH)
    return {
        ("/money-out/orders/", "number"): proposed(people.clerk, execution_day=LAUNCH).number,
        ("/money-out/files/", "number"): sent(people, "7.00", execution_day=LAUNCH).number,
    }


def _of_files(by: Actor, ewa: Actor) -> Things:
    taken_over = bring_positions(
        by=ewa, system="Stary", day=LAUNCH, name="umowy.csv", content=b"Number;Name\n1;Wzorcowy"
    )
    export = begin(ewa, ExportKind.LIST, title="Parties", name="parties.csv", asked={}, rows=1)
    with written(export) as writing:
        writing.stream.write(b"Wzorcowy")
    journal = journal_by_worker(by=ewa, since=LAUNCH, until=LAUNCH, format="csv")
    return {
        ("/take-overs/", "key"): taken_over.take_over_id,
        ("/exports/", "key"): export.pk,
        ("/ledger/journal/", "key"): journal.export_id,
        ("/ledger/accounts/", "code"): "201",
        ("/ledger/periods/", "on"): LAUNCH.replace(day=1),
        ("/daily-close/days/", "on"): LAUNCH,
        ("/daily-close/books/", "check_id"): begin_check(by=by).check_id,
        ("/legal-rates/", "kind"): "max_delay",
    }
