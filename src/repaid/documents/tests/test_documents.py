"""Adding documents, new versions, levels, scope, sharing, the archive (CC-26, CC-27, CC-29, MP-34, MP-40)."""

import json
from pathlib import Path

import pytest

from repaid.access.actors import Actor, customer_actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.users import create_customer_user
from repaid.access.models import AuditRecord, Branch, Subject, User
from repaid.access.subjects import build_subject, connect
from repaid.access.tests.people import PASSWORD, krakowska, member
from repaid.documents.checking import FileRefused
from repaid.documents.choices import FileState
from repaid.documents.commands.documents import (
    DocumentArchived,
    NothingToShow,
    add_document,
    add_version,
    archive_document,
    bring_back_document,
    change_document,
    share_document,
)  # fmt: skip
from repaid.documents.commands.ground import add_usual_categories
from repaid.documents.commands.reading import download_file
from repaid.documents.models import AccessLevel, Document, Version
from repaid.documents.queries import (
    FilePutAside,
    NoPreview,
    content_of,
    counted_about,
    document_numbered,
    documents,
    preview_of,
    shared_documents,
    version_of,
    versions_of,
)  # fmt: skip
from repaid.documents.tests.conftest import EVERY_RIGHT
from repaid.documents.tests.files import PDF, pdf, picture
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.payments.formats.tests.shared import shared


def subject(by: Actor, number: str, kind: str = "case", branch: str = "KR") -> Subject:
    place = Branch.objects.get(organisation=by.organisation_id, code=branch).pk
    row = build_subject(
        organisation_id=by.organisation_id, branch_id=place, kind=kind, number=number, title=f"{kind} {number}"
    )
    row.save()
    return row


def added(by: Actor, name: str = "Umowa", content: bytes = PDF, **more: object) -> str:
    """The number of a new document."""
    given = {"category": "agreement", "level": "general", "file_name": "umowa.pdf", **more}
    return add_document(by=by, name=name, content=content, **given).number


def customer(machine: Actor, number: str = "100", login: str = "90010112349") -> Actor:
    """Piotr, with an account of the client zone."""
    person = subject(machine, number, "party")
    created = create_customer_user(by=machine, person=person, login=login, password=PASSWORD)
    return customer_actor(User.objects.get(pk=created.user_id), channel="portal")


def names(by: Actor, about: Subject | None = None) -> list[str]:
    return [row.name for row in documents(by, about)]


def test_a_document_comes_out_as_it_went_in(ewa: Actor, store: Path) -> None:
    """CC-27, CZ-12: kept encrypted by its content, handed out unchanged; the audit record holds no content."""
    case = subject(ewa, "W/2015/0001")
    content = pdf("Umowa nr 11")
    done = add_document(
        by=ewa, name="  Umowa  nr 11 ", category="agreement", level="general", file_name="../umowa 11.pdf",
        content=content, subject=case, remarks="skan",
    )  # fmt: skip
    row = document_numbered(ewa, done.number)
    assert (row.name, row.latest.file_name, row.remarks) == ("Umowa nr 11", "umowa 11.pdf", "skan")
    assert (done.version, done.state, done.subject_id) == (1, FileState.CLEAN, case.pk)
    assert content_of(row.latest) == content
    [place] = [each for each in store.rglob("*") if each.is_file()]
    assert b"Umowa" not in place.read_bytes()
    assert row.latest.digest not in str(place)
    assert place.stat().st_mode & 0o777 == 0o600
    record = AuditRecord.objects.get(command="documents.add_document")
    assert record.arguments["content"] == record.arguments["file_name"] == "•"
    assert record.subject_id == case.pk


def test_the_same_content_is_kept_once(ewa: Actor, store: Path) -> None:
    added(ewa, "Pierwsza")
    added(ewa, "Druga")
    assert len([each for each in store.rglob("*") if each.is_file()]) == 1


def test_versions_stay(ewa: Actor) -> None:
    """CC-26: a new version takes the place of the old one, which can still be read; the same file is no new one."""
    number = added(ewa)
    second = add_version(by=ewa, number=number, file_name="umowa v2.pdf", content=pdf("2"), remark="podpisana")
    again = add_version(by=ewa, number=number, file_name="umowa v2.pdf", content=pdf("2"))
    assert (second.version, again.version) == (2, 2)
    row = document_numbered(ewa, number)
    assert [version.number for version in versions_of(row)] == [2, 1]
    assert content_of(version_of(row, 1)) == PDF
    with pytest.raises(NotFound):
        version_of(row, 3)


def test_category_and_level_are_mandatory(ewa: Actor) -> None:
    """CC-27."""
    for wrong, box in [({"category": ""}, "category"), ({"level": "secret"}, "level"), ({"name": "x" * 201}, "name")]:
        with pytest.raises(WrongInput) as refusal:
            added(ewa, **{"name": "Umowa", **wrong})
        assert refusal.value.field == box
    assert not Document.objects.exists()


def test_management_is_invisible_to_a_collector(by: Actor, ewa: Actor) -> None:
    """CC-27, CC-29: in no list, in no search, in no count, and not by its number; nor may he put one there."""
    case = subject(by, "W/2015/0001")
    boss = member(by, "Maria Szefowa", EVERY_RIGHT)
    User.objects.get(pk=boss.user_id).groups.create(organisation_id=by.organisation_id, code="managers", names={})
    add_usual_categories(by=by)
    AccessLevel.objects.get(code="management").groups.set(User.objects.get(pk=boss.user_id).groups.all())
    open_one = added(boss, "Wezwanie", subject=case)
    secret = added(boss, "Strategia", pdf("s"), level="management", subject=case)
    assert names(boss, case) == ["Strategia", "Wezwanie"]
    assert names(ewa, case) == ["Wezwanie"]
    assert counted_about(ewa, [case]) == {case.pk: 1}
    assert document_numbered(ewa, open_one).name == "Wezwanie"
    for look in (
        lambda: document_numbered(ewa, secret),
        lambda: download_file(by=ewa, number=secret),
        lambda: archive_document(by=ewa, number=secret),
    ):
        with pytest.raises(NotFound):
            look()
    with pytest.raises(WrongInput):
        added(ewa, "Notatka", level="management")


def test_scope_is_that_of_the_subject(by: Actor) -> None:
    """What is about a thing of Warsaw is not seen in Kraków; what is about nothing is seen by the whole lender."""
    clerk = member(by, "Jan Krakowski", EVERY_RIGHT, scope=ScopeLevel.BRANCH, branch="KR")
    added(by, "Z Warszawy", subject=subject(by, "1", branch="WA"))
    added(by, "Z Krakowa", subject=subject(by, "2", branch="KR"))
    added(by, "Regulamin")
    assert names(clerk) == ["Regulamin", "Z Krakowa"]
    assert names(krakowska("obca")) == []


def test_without_the_right_nothing_is_seen_and_nothing_done(by: Actor) -> None:
    number = added(by)
    jan = member(by, "Jan Nowy", ())
    assert names(jan) == []
    with pytest.raises(NotFound):
        document_numbered(jan, number)
    for act in (
        lambda: added(jan),
        lambda: add_version(by=jan, number=number, file_name="a.pdf", content=PDF),
        lambda: share_document(by=jan, number=number, shared=True),
        lambda: archive_document(by=jan, number=number),
    ):
        with pytest.raises(MissingRight):
            act()


def test_a_customer_sees_what_is_shared_and_nothing_else(by: Actor) -> None:
    """MP-34: not listed and not reachable by number unless it is shared; MP-41: important ones for all customers."""
    piotr, anna = customer(by), customer(by, "101", "85010112345")
    loan = subject(by, "11", "contract")
    connect(loan, Subject.objects.get(pk=piotr.person_id), "borrower")
    agreement = added(by, "Umowa", subject=loan)
    added(by, "Notatka wewnętrzna", pdf("n"), subject=loan)
    rules = added(by, "Regulamin", pdf("r"), category="rules")
    assert list(shared_documents(piotr)) == []
    share_document(by=by, number=agreement, shared=True)
    share_document(by=by, number=rules, shared=True)
    assert names(piotr) == ["Regulamin", "Umowa"]
    assert names(anna) == ["Regulamin"]
    assert download_file(by=piotr, number=agreement).version == 1
    with pytest.raises(NotFound):
        download_file(by=anna, number=agreement)
    share_document(by=by, number=rules, shared=False)
    archive_document(by=by, number=agreement)
    assert names(piotr) == []


def test_a_harmful_file_is_put_aside(ewa: Actor) -> None:
    """Kept as a sign that it came; handed out to nobody, shown to no customer, until a clean version comes."""
    told = json.loads(shared("hostile/eicar_description.json").read_text())
    sign = (told["part1"] + told["part2"]).encode()
    done = add_document(
        by=ewa, name="Skan", category="other", level="general", file_name="x.pdf", content=sign, remarks=""
    )
    assert done.state == FileState.ASIDE
    row = document_numbered(ewa, done.number)
    for act in (lambda: content_of(row.latest), lambda: download_file(by=ewa, number=done.number)):
        with pytest.raises(FilePutAside, match=r"x\.pdf"):
            act()
    with pytest.raises(NothingToShow):
        share_document(by=ewa, number=done.number, shared=True)
    add_version(by=ewa, number=done.number, file_name="skan.pdf", content=PDF)
    assert share_document(by=ewa, number=done.number, shared=True).number == done.number


def test_a_refused_file_leaves_nothing_but_an_audit_record(ewa: Actor, store: Path) -> None:
    with pytest.raises(FileRefused):
        added(ewa, content=b"<script>alert(1)</script>")
    assert not Version.objects.exists()
    assert not store.exists() or not any(store.rglob("*"))
    record = AuditRecord.objects.get(command="documents.add_document")
    assert (record.refusal, record.outcome["flaw"]) == ("file_refused", "other_content")
    assert record.arguments["content"] == "•"


def test_a_document_is_changed_and_archived(ewa: Actor) -> None:
    """CC-26: removal is by permission, and into the archive."""
    number = added(ewa)
    change_document(by=ewa, number=number, name="Aneks", category="letter", level="general", remarks="żółty")
    row = document_numbered(ewa, number)
    assert (row.name, row.category.code, row.search) == ("Aneks", "letter", f"{number} aneks umowa.pdf zolty")
    archive_document(by=ewa, number=number)
    assert names(ewa) == []
    assert [row.name for row in documents(ewa, archived=True)] == ["Aneks"]
    with pytest.raises(DocumentArchived):
        add_version(by=ewa, number=number, file_name="a.pdf", content=pdf("3"))
    bring_back_document(by=ewa, number=number)
    assert names(ewa) == ["Aneks"]


def test_only_pictures_are_shown(ewa: Actor) -> None:
    shown = added(ewa, "Dowód", picture(), file_name="dowod.png")
    assert preview_of(document_numbered(ewa, shown).latest).startswith(b"\xff\xd8\xff")
    with pytest.raises(NoPreview):
        preview_of(document_numbered(ewa, added(ewa)).latest)
