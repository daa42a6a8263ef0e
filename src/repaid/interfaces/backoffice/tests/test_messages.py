"""Pages of messages: outbox, templates with their builder, print buffer, gateways, rules, the demo inbox."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.interfaces.backoffice.tests.pages import filled, value_of
from repaid.interfaces.ui.testing import page_text
from repaid.messages.choices import Channel, State
from repaid.messages.commands.gateways import save_gateway
from repaid.messages.models import ContactRules, DemoItem, Gateway, Message, NoticeSetting, PrintItem, TemplateVersion
from repaid.messages.tests.lender import MOBILE, ask, inbox, ready_lender, send

PLACE = ["contracts.overdue", "borrower", "sms", "en"]


@pytest.fixture
def by(db: None) -> Actor:
    return ready_lender()


def read(client: Client, name: str, *args: object, **asked: str) -> str:
    return page_text(client.get(reverse(f"backoffice:{name}", args=args), asked))


def pressed(client: Client, act: str, before: HttpResponse | None = None, **typed: str) -> HttpResponse:
    """The builder after a press of a button, with the pieces of the page before."""
    address = reverse("backoffice:template", args=PLACE)
    page = before or client.get(address)
    source = page.content.decode()
    count = int(value_of(page, "count"))
    sent = {"count": str(count), "key": value_of(page, "key"), "act": act, **typed}
    for number in range(count):
        sent[f"{number}-part"] = "body"
        if f'name="{number}-token"' in source:
            sent[f"{number}-token"] = value_of(page, f"{number}-token")
        else:
            begin = source.index(f'name="{number}-text"')
            sent[f"{number}-text"] = source[source.index(">\n", begin) + 2 : source.index("</textarea>", begin)]
    return client.post(address, sent)


def final(page: HttpResponse) -> str:
    """The final text of the builder."""
    return page_text(page.content.decode().split('aria-live="polite">')[1].split("</div>")[0])


def stored(page: HttpResponse) -> list[str]:
    """The pieces of the builder."""
    source = page.content.decode()
    count = int(value_of(page, "count"))
    return [
        value_of(page, f"{number}-token") if f'name="{number}-token"' in source else "text" for number in range(count)
    ]


def test_ct_69_the_outbox_says_what_became_of_a_message(browser: Client, by: Actor) -> None:
    """CT-69: a row with date, SMS, sent; filtering by letter hides it; an empty list says so."""
    assert "No messages yet." in read(browser, "messages")
    message = ask(by)
    send(by)
    assert "Reminder SMS Piotr Wzorcowy borrower 11 sent" in read(browser, "messages")
    assert "Reminder SMS" in read(browser, "contract_messages", "11")
    assert "Piotr" not in read(browser, "messages", channel="letter")
    text = read(browser, "message", message.pk)
    assert "Do zaplaty dzis: 552,95 zl" in text
    assert "Attempt 1: accepted" in text
    assert MOBILE in text


def test_a_message_that_failed_is_sent_again_and_one_that_waits_is_withdrawn(browser: Client, by: Actor) -> None:
    message = ask(by)
    filled(browser, "message_withdrawal", message.pk, reason="He called.")
    assert "He called." in read(browser, "message", message.pk)
    browser.post(reverse("backoffice:message_repetition", args=[message.pk]))
    assert ProcrastinateJob.objects.filter(task_name="messages.send_channel").count() == 1
    send(by)
    message.refresh_from_db()
    assert message.state == State.SENT
    Message.objects.update(state=State.DOUBTFUL, rule="orphan")
    assert "Nobody knows whether the gateway took it." in read(browser, "message", message.pk)
    browser.post(reverse("backoffice:message_arrival", args=[message.pk]))
    assert "delivered" in read(browser, "message", message.pk)


def test_ct_55_the_list_of_templates_and_what_the_product_brings(browser: Client) -> None:
    """CT-55: rows with notification type and recipient; each opens its text."""
    text = read(browser, "templates")
    assert "Warning notice letter borrower" in text
    answer = browser.post(reverse("backoffice:templates_supply"), follow=True)
    assert "All supplied texts are here already." in page_text(answer)
    answer = filled(
        browser, "template_new", kind="contracts.warning", channel="sms", recipient="guarantor", language="nl"
    )
    assert "no text yet" in page_text(answer)


def test_ct_56_all_parts_of_the_builder_are_there(browser: Client) -> None:
    """CT-56: person's information, free text, stored text, final text, test sending."""
    text = read(browser, "template", *PLACE)
    for part in ("Person's information", "Free text", "Stored text", "Final text", "Test sending", "version 1 in use"):
        assert part in text
    assert "Krakowska Pozyczka: loan 11" not in text
    assert "Krakowska Pożyczka: loan 11 is 10 days late." in text


def test_ct_57_ct_58_ct_59_a_text_is_built_by_presses(browser: Client) -> None:
    """CT-57 to CT-59: a token comes to the end, free text is added, pieces move and go; the final text follows."""
    page = browser.post(reverse("backoffice:template", args=PLACE), {"count": "0", "act": "text", "free": "Dear "})
    page = pressed(browser, "token:borrower.last_name", page)
    page = pressed(browser, "text", page, free=", late by ")
    page = pressed(browser, "token:days_late", page)
    assert stored(page) == ["text", "borrower.last_name", "text", "days_late"]
    assert final(page) == "Dear Wzorcowy, late by 10"
    assert "24 characters 1 SMS parts" in page_text(page).replace(
        "characters", "characters", 1
    ) or "SMS parts" in page_text(page)
    page = pressed(browser, "remove:1", page)
    assert (stored(page), final(page)) == (["text", "text", "days_late"], "Dear , late by 10")
    page = pressed(browser, "up:2", page)
    assert stored(page) == ["text", "days_late", "text"]
    page = pressed(browser, "down:0", page)
    assert stored(page) == ["days_late", "text", "text"]
    saved = pressed(browser, "save", page, valid_from="2015-07-02")
    assert saved.status_code == 302
    row = TemplateVersion.objects.get(number=2)
    assert row.body == [{"token": "days_late"}, {"text": "Dear "}, {"text": ", late by "}]
    assert "version 1 in use" in read(browser, "template", *PLACE)


def test_the_builder_says_what_is_wrong_and_keeps_the_text(browser: Client) -> None:
    page = browser.post(reverse("backoffice:template", args=PLACE), {"count": "0", "act": "save"})
    assert page.status_code == 422
    assert "The text is empty." in page_text(page)
    page = browser.post(
        reverse("backoffice:template", args=PLACE),
        {"count": "1", "0-part": "body", "0-text": "ż", "act": "save", "valid_from": "never"},
    )
    assert (page.status_code, stored(page)) == (422, ["text"])
    page = browser.post(
        reverse("backoffice:template", args=PLACE), {"count": "1", "0-token": "gender", "specimen": "999"}
    )
    assert "There is no contract 999 here." in page_text(page)
    assert "Without a value here: Form of address." in page_text(page)


def test_the_final_text_follows_what_is_typed_without_a_new_page(browser: Client) -> None:
    typed = {"count": "1", "0-part": "body", "0-text": "Zażółć", "specimen": "11"}
    part = browser.post(reverse("backoffice:template", args=PLACE), typed, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert final(part) == "Zażółć"
    assert "These letters make the SMS dearer" in page_text(part)
    assert final(
        browser.post(reverse("backoffice:template", args=PLACE), {**typed, "plain": "on"})
    ) == "Zazólc".replace("ó", "o")


def test_ct_60_a_test_goes_to_the_typed_number(browser: Client, by: Actor) -> None:
    """CT-60: with 09120000001 the final text arrives once; a wrong number gives a message."""
    page = browser.post(reverse("backoffice:template", args=PLACE), {"count": "1", "0-part": "body", "0-text": "Hi"})
    wrong = pressed(browser, "test", page, address="12")
    assert "This phone number is not right." in page_text(wrong)
    for _press in range(2):
        done = pressed(browser, "test", page, address="+98 912 000 0001")
    assert "The test is on its way." in page_text(done)
    assert stored(done) == ["text"]
    send(by)
    assert inbox(by) == ["Hi"]
    assert "Hi" not in read(browser, "contract_messages", "11")


def test_an_e_mail_has_a_subject_of_pieces_too(browser: Client) -> None:
    place = ["contracts.overdue", "borrower", "email", "en"]
    typed = {
        "count": "2",
        "0-part": "subject",
        "0-text": "Loan ",
        "1-part": "body",
        "1-text": "Dear",
        "part": "subject",
    }
    page = browser.post(reverse("backoffice:template", args=place), {**typed, "part": "subject", "act": "token:number"})
    assert "Loan 11 Dear" in final(page)


def test_a_message_is_seen_before_it_is_sent(browser: Client, by: Actor) -> None:
    address = reverse("backoffice:contract_message_new", args=["11"])
    form = browser.get(address)
    chosen = {"kind": "contracts.overdue", "recipient": "borrower", "channel": "sms", "key": value_of(form, "key")}
    seen = browser.post(address, chosen)
    assert "Piotr Wzorcowy +48600000001 1 SMS part" in page_text(seen)
    assert "Send 1 SMS" in page_text(seen)
    assert "Do zaplaty dzis: 552,95 zl" in page_text(seen)
    assert Message.objects.count() == 0
    sent = {**chosen, "shown": value_of(seen, "shown"), "body": "Dear Piotr, please call us."}
    assert "on its way" in page_text(browser.post(address, sent, follow=True))
    browser.post(address, sent)
    send(by)
    assert inbox(by) == ["Dear Piotr, please call us."]


def test_another_choice_needs_another_look_and_a_reason_is_told(browser: Client, by: Actor) -> None:
    address = reverse("backoffice:contract_message_new", args=["11"])
    chosen = {"kind": "contracts.overdue", "recipient": "borrower", "channel": "sms"}
    seen = browser.post(address, chosen)
    other = browser.post(address, {**chosen, "channel": "letter", "shown": value_of(seen, "shown")})
    assert "There is no text for this kind, recipient, channel and language." in page_text(other)
    assert "Nobody has this role in the contract." in page_text(
        browser.post(address, {**chosen, "recipient": "guarantor"})
    )
    assert Message.objects.count() == 0


def test_ct_31_the_password_is_never_returned(browser: Client, by: Actor) -> None:
    """CT-31: the password is shown masked and is never returned in clear."""
    settings = {"host": "sms.example", "port": "2775", "username": "krak", "sender": "3000"}
    address = f"{reverse('backoffice:gateway', args=['sms'])}?provider=smpp"
    form = browser.get(address)
    answer = browser.post(address, {**settings, "password": "tajne-haslo", "key": value_of(form, "key")}, follow=True)
    assert "Saved. The next message goes this way." in page_text(answer)
    assert "tajne" not in browser.get(address).content.decode()
    assert "One is on file. Leave empty to keep it." in page_text(browser.get(address))
    again = browser.get(address)
    browser.post(address, {**settings, "sender": "3001", "password": "", "key": value_of(again, "key")})
    row = Gateway.objects.get(channel="sms")
    assert (row.sender, "tajne-haslo" in str(row.secret)) == ("3001", True)
    told = browser.get(address).content.decode()
    assert "3000 → 3001" in page_text(told) and "Password: • → •" in page_text(told) and "tajne" not in told
    missing = browser.post(address, {"key": "x", "sender": "3000"})
    assert missing.status_code == 422


def test_gateways_are_switched_and_tested(browser: Client, by: Actor) -> None:
    assert "SMS Demo inbox KrakPozyczk in use" in read(browser, "gateways")
    test = {"address": "600000009", "key": "k"}
    browser.post(reverse("backoffice:gateway_test", args=["sms"]), test)
    send(by)
    assert ["Krakowska Pożyczka" in text for text in inbox(by)] == [True]
    browser.post(reverse("backoffice:gateway_switch", args=["sms"]))
    assert "not in use" in read(browser, "gateways")
    assert "In use: yes → no" in read(browser, "gateway", "sms")
    ask(by, channel=Channel.EMAIL)
    assert browser.get(reverse("backoffice:gateway", args=["letter"])).status_code == 404


def test_cc_56_cc_57_letters_are_printed_from_the_buffer(browser: Client, by: Actor) -> None:
    """CC-57: several selected letters make one job; CC-58: one is printed again with a reason."""
    assert "The print buffer is empty." in read(browser, "print_buffer")
    for key in "ab":
        ask(by, kind="contracts.warning", key=key, channel=Channel.LETTER)
    send(by, Channel.LETTER)
    text = read(browser, "print_buffer")
    assert "2 letters wait" in text
    assert "Warning notice Piotr Wzorcowy 11" in text
    items = list(PrintItem.objects.values_list("pk", flat=True))
    filled(browser, "printout_change", items[0], copies="2", dispatch="registered")
    done = browser.post(reverse("backoffice:print_buffer"), {"rows": items}, follow=True)
    assert "Print job 1" in page_text(done)
    assert "registered letter" in page_text(done)
    file = browser.get(reverse("backoffice:print_job_file", args=[1]))
    assert file.content.startswith(b"%PDF-")
    assert "attachment" in file["Content-Disposition"]
    assert "Wezwanie do zapłaty: umowa 11" in read(browser, "printout", items[0])
    again = filled(browser, "printout_repetition", items[0], reason="lost in the post")
    assert "lost in the post" in page_text(again)
    whole = filled(browser, "print_job_repetition", 1, reason="paper jam")
    assert "Print job 3" in page_text(whole)
    assert "paper jam" in page_text(whole)
    assert "3 1 Jul 2015" not in read(browser, "print_buffer")
    first = browser.get(reverse("backoffice:printout_page", args=[items[0], 1]))
    assert (first["Content-Type"], first.content[:4]) == ("image/png", b"\x89PNG")
    assert browser.get(reverse("backoffice:printout_page", args=[items[0], 2])).status_code == 404
    assert "Piotr Wzorcowy" in read(browser, "printouts", q="11")
    assert browser.get(reverse("backoffice:printout_file", args=[items[1]])).content.startswith(b"%PDF-")


def test_a_letter_is_cancelled_with_a_reason(browser: Client, by: Actor) -> None:
    ask(by, kind="contracts.warning", channel=Channel.LETTER)
    send(by, Channel.LETTER)
    answer = filled(browser, "printout_cancellation", PrintItem.objects.get().pk, reason="paid")
    assert "cancelled" in page_text(answer)


def test_cc_56_who_does_not_print_has_no_button(by: Actor, sign_in: Any) -> None:
    """CC-56: the Collector has no print-from-buffer button."""
    collector = member(by, "Jan Windykator", ("messages.view", "messages.send", "contracts.view"))
    ask(collector, kind="contracts.warning", channel=Channel.LETTER)
    send(by, Channel.LETTER)
    client = sign_in(collector)
    assert "Piotr Wzorcowy" in read(client, "print_buffer")
    assert "Print the chosen letters" not in read(client, "print_buffer")
    assert client.post(reverse("backoffice:print_buffer"), {"rows": [1]}).status_code == 403


def test_contact_rules_and_notices_are_set(browser: Client, by: Actor) -> None:
    assert "There are no contact rules" in read(browser, "contact_rules")
    typed = {
        "place": "pl", "valid_from": "2015-07-01", "time_zone": "Europe/Warsaw", "quiet_from": "21:00",
        "quiet_until": "07:00", "silent_days": ["6"], "sms_week_max": "2",
    }  # fmt: skip
    answer = filled(browser, "contact_rules_new", **typed)
    assert "PL 1 Jul 2015 21:00–07:00 Europe/Warsaw Sunday 2" in page_text(answer)
    assert ContactRules.objects.get().silent_on_holidays is False
    answer = filled(
        browser,
        "notice",
        "contracts.overdue",
        is_automatic="on",
        days="۵، 14",
        channels=["sms"],
        recipients=["borrower"],
    )
    assert "Reminder in use 5, 14 SMS borrower" in page_text(answer)
    assert NoticeSetting.objects.get().days == [5, 14]
    told = page_text(browser.get("/messages/notices/contracts.overdue"))
    assert "On which days: 3, 10 → 5, 14; Channels: SMS, e-mail → SMS" in told
    assert "→ 5, 14" not in page_text(browser.get("/messages/notices/contracts.due_soon"))
    wrong = filled(browser, "notice", "contracts.overdue", is_automatic="on", days="soon", channels=["sms"])
    assert "Enter whole numbers with commas between them" in page_text(wrong)


def test_the_demo_inbox_shows_a_phone_a_mailbox_and_letters(browser: Client, by: Actor) -> None:
    ask(by)
    ask(by, channel=Channel.EMAIL, key="m")
    ask(by, kind="contracts.warning", channel=Channel.LETTER)
    for channel in Channel:
        send(by, channel)
    text = read(browser, "demo_inbox")
    for part in ("Do zaplaty dzis: 552,95 zl", "Umowa 11: zaległa rata", "Wezwanie do zapłaty: umowa 11"):
        assert part in text
    assert f"Piotr Wzorcowy · {MOBILE}" in text
    item = DemoItem.objects.get(channel=Channel.EMAIL).pk
    mail = browser.get(reverse("backoffice:demo_mail", args=[item]))
    assert "Zapłać na rachunek" in mail.content.decode()
    assert "default-src 'none'" in mail["Content-Security-Policy"]
    assert mail["X-Frame-Options"] == "SAMEORIGIN"
    letter = reverse("backoffice:demo_letter", args=[PrintItem.objects.get().pk])
    assert browser.get(letter)["Content-Type"] == "image/png"
    for missing in ("demo_mail", "demo_letter"):
        assert browser.get(reverse(f"backoffice:{missing}", args=[0])).status_code == 404
    centre, server = {"host": "sms.example", "username": "krak"}, {"host": "mail.example"}
    password = {"password": "tajne"}
    save_gateway(by=by, channel=Channel.SMS, provider="smpp", sender="3000", settings=centre, secrets=password)
    save_gateway(by=by, channel=Channel.EMAIL, provider="smtp", sender="a@b.example", settings=server)
    assert browser.get(reverse("backoffice:demo_inbox")).status_code == 404


@pytest.mark.parametrize("messages", [1, 12])
def test_the_outbox_takes_as_many_queries_however_many_there_are(
    browser: Client, by: Actor, messages: int, django_assert_num_queries: Any
) -> None:
    for key in range(messages):
        ask(by, key=str(key))
    send(by)
    address = reverse("backoffice:messages")
    browser.get(address)
    with django_assert_num_queries(11):
        browser.get(address)


def test_the_builder_takes_a_fixed_number_of_queries(browser: Client, django_assert_num_queries: Any) -> None:
    address = reverse("backoffice:template", args=PLACE)
    browser.get(address)
    with django_assert_num_queries(20):
        browser.get(address)


def test_a_consent_is_recorded_on_the_page_of_the_person(browser: Client) -> None:
    answer = filled(browser, "party_consents", "1", channel="sms", is_given="yes", since="2015-07-01", source="letter")
    assert "Recorded." in page_text(answer)
    assert "1 Jul 2015 SMS consents letter" in read(browser, "party_consents", "1")


def test_what_was_written_to_a_person_stands_on_one_page(browser: Client, by: Actor) -> None:
    assert "What is written to this person stands here." in read(browser, "party_messages", "1")
    ask(by)
    assert "Reminder SMS Piotr Wzorcowy borrower 11 waits" in read(browser, "party_messages", "1")
    assert (
        reverse("backoffice:party_messages", args=["1"])
        in browser.get(reverse("backoffice:party", args=["1"])).content.decode()
    )
