"""SMS over the HTTP interface of a company, to a small web server of the tests."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs
from uuid import UUID

import pytest

from repaid.messages.channels import Account, Answer, Parcel
from repaid.messages.channels.http_sms import HttpSms, companies
from repaid.messages.choices import Outcome

REFERENCE = UUID(int=7)


class Company(ThreadingHTTPServer):
    """Answers with `answer` and keeps what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.answer: tuple[int, object] = (200, {"list": [{"id": "9"}]})
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Desk(BaseHTTPRequestHandler):
    server: Company

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        is_json = "json" in self.headers["Content-Type"]
        read = json.loads(body) if is_json else {name: values[0] for name, values in parse_qs(body).items()}
        self._answer(read)

    def do_GET(self) -> None:
        self._answer({})

    def _answer(self, read: dict[str, str]) -> None:
        self.server.asked.append((self.path, read, dict(self.headers)))
        status, body = self.server.answer
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def company() -> Iterator[Company]:
    with Company() as found:
        threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
        yield found
        found.shutdown()


def account(there: Company, **settings: str) -> Account:
    known = {"company": "smsapi", "url": f"{there.address}/sms.do", "username": "krak", **settings}
    return Account(1, "KrakPozyczk", known, {"password": "tajne"})


def sent(account: Account, text: str = "Zapłać 5 zł") -> Answer:
    (answer,) = HttpSms().send(account, iter([Parcel(REFERENCE, "+48600000001", "", text, "pl")]))
    return answer


def test_a_known_company_gets_what_it_asks_for(company: Company) -> None:
    assert sent(account(company)) == Answer(REFERENCE, Outcome.ACCEPTED, ("9",), proof={"status": 200})
    path, read, heads = company.asked[0]
    assert (path, heads["Authorization"]) == ("/sms.do", "Bearer tajne")
    assert read["message"] == "Zapłać 5 zł"
    assert (read["to"], read["from"], read["idx"]) == ("+48600000001", "KrakPozyczk", str(REFERENCE))


def test_a_company_that_wants_json(company: Company) -> None:
    company.answer = (201, {"id": "abc"})
    assert sent(account(company, company="messagebird")).gateway_ids == ("abc",)
    assert company.asked[0][1]["recipients"] == "+48600000001"


def test_another_company_is_described_by_the_administrator(company: Company) -> None:
    company.answer = (200, {"result": {"number": 5}})
    described = {
        "company": "other", "url": f"{company.address}/send/{{username}}", "form": "dst={to}&msg={text}&key={password}",
        "id": "result.number",
    }  # fmt: skip
    assert sent(account(company, **described)).gateway_ids == ("5",)
    assert company.asked[0][:2] == ("/send/krak", {"dst": "+48600000001", "msg": "Zapłać 5 zł", "key": "tajne"})


def test_a_text_cannot_ask_for_the_password(company: Company) -> None:
    sent(account(company), "my {password} {sender}")
    assert company.asked[0][1]["message"] == "my {password} {sender}"


@pytest.mark.parametrize(
    ("answer", "outcome", "error"),
    [
        ((200, {"error": 13, "message": "No correct phonenumbers"}), Outcome.REFUSED, "200 No correct phonenumbers"),
        ((400, {"message": "bad"}), Outcome.REFUSED, "400 bad"),
        ((401, {"message": "who"}), Outcome.BROKEN, "401 who"),
        ((429, {}), Outcome.BROKEN, "429 {}"),
        ((503, {}), Outcome.BROKEN, "503 {}"),
    ],
)
def test_what_an_answer_means(company: Company, answer: tuple[int, object], outcome: Outcome, error: str) -> None:
    company.answer = answer
    found = sent(account(company))
    assert (found.outcome, found.error) == (outcome, error)


def test_nobody_there_is_no_doubt(company: Company) -> None:
    assert sent(account(company, url="http://127.0.0.1:1/sms.do")).outcome is Outcome.BROKEN


def test_a_company_that_can_be_asked_says_what_became_of_a_message(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(companies()["kavenegar"], "ask", f"{company.address}/status?localid={{number}}")
    company.answer = (200, {"entries": [{"messageid": 8792343}]})
    there = account(company, company="kavenegar")
    assert HttpSms().ask(there, REFERENCE) == Answer(REFERENCE, Outcome.ACCEPTED, ("8792343",))
    assert company.asked[0][0] == "/status?localid=7"
    company.answer = (200, {"entries": []})
    assert HttpSms().ask(there, REFERENCE) is None
    assert HttpSms().ask(account(company), REFERENCE) is None
