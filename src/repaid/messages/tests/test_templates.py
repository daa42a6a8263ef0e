"""Templates: versions from a day on, tokens that have a place in them, the texts the product brings."""

from datetime import date, timedelta

import pytest

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.queries import organisation_of
from repaid.access.tests.people import member
from repaid.kernel.refusal import MissingRight, NotFound, Refusal, WrongInput
from repaid.messages.choices import Channel, Recipient
from repaid.messages.commands.outbox import ValueMissing, send_test_text
from repaid.messages.commands.supplying import supply_messages
from repaid.messages.commands.templates import TemplateSaved, archive_template, save_template
from repaid.messages.composing import Sheet, sheets_in_force
from repaid.messages.kinds import kind_named
from repaid.messages.models import Message, TemplateVersion
from repaid.messages.pieces import Piece, Pieces, from_words, joined, to_data
from repaid.messages.queries.templates import specimen_of, template_numbered, try_text
from repaid.messages.rights import EDIT_TEMPLATES
from repaid.messages.tests.lender import inbox, ready_lender, send

BODY = from_words("جناب {borrower.last_name} بدهی شما {days_late} روز تاخیر دارد")
KIND = "contracts.overdue"


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return ready_lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def save(by: Actor, body: Pieces = BODY, **more: object) -> TemplateSaved:
    given = {"kind": KIND, "recipient": Recipient.BORROWER, "channel": Channel.SMS, "language": "fa", **more}
    return save_template(by=by, body=body, **given)  # type: ignore[arg-type]


def trial(by: Actor, body: Pieces, language: str = "fa", **more: object) -> str:
    given = {"kind": KIND, "recipient": Recipient.BORROWER, "channel": Channel.SMS, **more}
    found = try_text(by, sheet=Sheet(language, (), body), subject=specimen_of(by, kind_named(KIND)), **given)  # type: ignore[arg-type]
    return found.body


def test_ct_58_the_final_text_with_a_real_specimen(by: Actor) -> None:
    """CT-58: "جناب" + last name + " بدهی شما" + days of delay + " روز تاخیر دارد", in this order, with values."""
    save(by)
    assert trial(by, BODY) == "جناب Wzorcowy بدهی شما ۱۰ روز تاخیر دارد"


def test_the_supplied_reminder_says_days_in_words(by: Actor) -> None:
    """No "10 d": the number stands with its word, in the form that the language asks for."""
    words = {
        "en": "is 10 days late.",
        "pl": "opoznienie 10 dni.",
        "nl": "is 10 dagen te laat.",
        "fa": "۱۰ روز تأخیر",
    }
    for language, said in words.items():
        sheet = sheets_in_force(organisation_of(by), [KIND], date(2015, 7, 1))[KIND, "borrower", "sms"][language]
        found = try_text(by, KIND, "borrower", "sms", sheet, specimen_of(by, kind_named(KIND)))
        assert said in found.body, language


def test_ct_59_removing_the_second_of_four_pieces_leaves_the_others_in_order(by: Actor) -> None:
    pieces = (Piece("a"), Piece(token="borrower.last_name"), Piece("b"), Piece(token="days_late"))
    left = pieces[:1] + pieces[2:]
    assert trial(by, left, "en") == "ab10"


def test_ct_57_the_items_of_the_person(by: Actor) -> None:
    """CT-57: gender, names of borrower and guarantor, case number, days of delay, branch."""
    body = from_words("{borrower.first_name} {borrower.last_name} {number} {days_late}")
    assert trial(by, body, "pl") == "Piotr Wzorcowy 11 10"
    assert trial(by, from_words("{gender} {branch}"), "en") == "⟨Form of address⟩ ⟨Branch⟩"


def test_ct_56_saving_stores_the_text_for_this_place_only(by: Actor) -> None:
    before = TemplateVersion.objects.count()
    saved = save(by)
    assert (saved.number, saved.is_new) == (2, True)
    assert TemplateVersion.objects.count() == before + 1
    row = TemplateVersion.objects.get(template=saved.template_id, language="fa", number=2)
    assert row.body == to_data(BODY)


def test_the_same_text_again_is_no_new_version(by: Actor) -> None:
    save(by)
    assert save(by).is_new is False


def test_a_version_counts_from_its_day_on(by: Actor) -> None:
    later = date(2015, 7, 1) + timedelta(days=5)
    save(by, from_words("Later."), valid_from=later)
    place = (KIND, "borrower", "sms")

    def in_force(on: date) -> str:
        found = sheets_in_force(organisation_of(by), [KIND], on)[place]["fa"]
        return joined(found.body, lambda token: f"{{{token}}}")

    assert in_force(later) == "Later."
    assert "{delay}" in in_force(later - timedelta(days=1))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": ()}, "text_empty"),
        ({"body": (Piece("  "),)}, "text_empty"),
        ({"body": from_words("{guarantor.last_name}")}, "unknown_token"),
        ({"body": from_words("{paid_amount}")}, "unknown_token"),
        ({"channel": Channel.LETTER}, "wrong_input"),
        ({"recipient": "stranger"}, "wrong_input"),
        ({"channel": "pigeon"}, "wrong_input"),
        ({"language": "de"}, "wrong_input"),
        ({"kind": "contracts.unheard_of"}, "not_found"),
    ],
)
def test_refusals(by: Actor, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        save(by, **changes)
    assert refused.value.code == code


def test_only_who_may_edit_templates(by: Actor) -> None:
    with pytest.raises(MissingRight):
        save(member(by, "Jan Nowy", ("messages.view",)))
    save(member(by, "Ewa Przykładowa", (EDIT_TEMPLATES.code,)))


def test_an_archived_template_is_out_of_use_and_back(by: Actor) -> None:
    number = save(by).template_id
    archive_template(by=by, template=number)
    assert (KIND, "borrower", "sms") not in sheets_in_force(organisation_of(by), [KIND], date(2015, 7, 1))
    archive_template(by=by, template=number, restore=True)
    assert template_numbered(by, number).archived_on is None


def test_a_template_of_another_lender_is_not_found(by: Actor) -> None:
    with pytest.raises(NotFound):
        archive_template(by=by, template=0)


def test_the_supplied_texts_hold_only_tokens_with_a_place_and_are_added_once(by: Actor) -> None:
    assert supply_messages(by=by).texts == 0
    languages = set(TemplateVersion.objects.values_list("language", flat=True))
    assert languages == {"en", "pl", "nl", "fa"}
    for row in TemplateVersion.objects.select_related("template").exclude(template__recipient="guarantor"):
        sheet = Sheet(row.language, tuple(map(_piece, row.subject)), tuple(map(_piece, row.body)))
        place = row.template
        kind = kind_named(place.kind)
        specimen = specimen_of(by, kind)
        found = try_text(by, place.kind, place.recipient, place.channel, sheet, specimen)
        named = {str(token.label) for token in kind.given if token.example is None}
        named |= {"Name of the recipient"} if place.recipient == "staff" else set()  # the machine is no colleague
        assert set(found.missing) <= named | {"Due date", "Next instalment"}, (place.kind, row.language)


def _piece(data: dict[str, str]) -> Piece:
    return Piece(**data)


def test_ct_60_a_test_arrives_once_and_is_nobodys_history(by: Actor) -> None:
    """CT-60: with 09120000001 the final text arrives in the test gateway once."""
    given = {
        "kind": KIND, "recipient": Recipient.BORROWER, "channel": Channel.SMS, "sheet": Sheet("fa", (), BODY),
        "address": "+98 912 000 0001",
    }  # fmt: skip
    for _press in range(2):
        send_test_text(by=by, key="one", **given)
    send(by)
    assert inbox(by) == ["جناب Wzorcowy بدهی شما ۱۰ روز تاخیر دارد"]
    message = Message.objects.get()
    assert (message.is_test, message.address, message.subject_id) == (True, "+989120000001", None)
    assert "+98 912" not in str(AuditRecord.objects.filter(command="messages.send_test_text").first().arguments)


@pytest.mark.parametrize("address", ["", "12", "letters"])
def test_ct_60_a_wrong_number_gives_a_message(by: Actor, address: str) -> None:
    with pytest.raises(WrongInput):
        send_test_text(
            by=by, kind=KIND, recipient=Recipient.BORROWER, channel=Channel.SMS, sheet=Sheet("en", (), BODY),
            address=address, key="k",
        )  # fmt: skip


def test_a_test_without_a_value_says_which(by: Actor) -> None:
    with pytest.raises(ValueMissing):
        send_test_text(
            by=by, kind=KIND, recipient=Recipient.BORROWER, channel=Channel.SMS,
            sheet=Sheet("en", (), from_words("{gender}")), address="+48600000009", key="k",
        )  # fmt: skip
