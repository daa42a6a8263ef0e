"""Pages over a large portfolio: how long the server takes for each, with how many queries, whatever stands behind it.

The pages are asked for by their addresses, by a member of staff with every right and by a customer, as a browser asks.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from statistics import quantiles
from time import perf_counter
from typing import Any, Final, NamedTuple

from django.db import connection
from django.test import Client

from repaid.daily_close.run import close_until
from repaid.kernel.text import folded, grams
from repaid.settings import roles
from repaid.simulation.cast import PASSWORD
from repaid.simulation.lender import lender_data
from repaid.simulation.measuring.many_loans import LENDER, ORDINARY, TEMPLATES, lender_with
from repaid.simulation.measuring.rounds import Goal, Measured

PAGE_GOAL: Final = 200
LEAST_REQUESTS: Final = 40
STAFF_DOOR: Final = "/"
CUSTOMER_DOOR: Final = "/clientzone/"
FIRST_NAMES: Final = (
    "Anna",
    "Piotr",
    "Ewa",
    "Jan",
    "Zofia",
    "Marek",
    "Łucja",
    "Paweł",
    "Iga",
    "Żaneta",
    "Adam",
    "Olga",
)
LAST_NAMES: Final = tuple(
    stem + end
    for stem in ("Kowal", "Nowa", "Wójci", "Maz", "Zieliń", "Szymań", "Woźnia", "Dąbrow", "Kozło", "Jankow")
    for end in ("ski", "czyk", "ak", "uk", "ek", "ewicz")
)
STAFF: Final = (
    "/start", "/search?q=kowalski", "/search?q=B-{deep}", "/contracts", "/contracts?q=kowalczyk",
    "/contracts?late=1", "/contracts?q=zofia+szyma", "/contracts?state=settled", "/contracts?after={middle}",
    "/contracts?sort=-balance__next_due_on", "/contracts?sort=days_late", "/contracts?sort=subject__title",
    "/contracts/{number}", "/contracts/{number}/schedule", "/contracts/{number}/payments",
    "/contracts/{number}/events", "/contracts/{number}/ledger", "/contracts/{number}/audit",
    "/contracts/{number}/payments/new", "/parties", "/parties?q=zofia", "/parties/1", "/money/desk",
    "/money/payments", "/money/statements", "/proposals", "/ledger/accounts", "/ledger/accounts/201",
    "/ledger/trial-balance", "/reports/portfolio", "/reports/ageing", "/daily-close/today", "/daily-close/days",
    "/products", "/legal-rates", "/users", "/audit",
)  # fmt: skip
CUSTOMER: Final = ("/clientzone/start", "/clientzone/loans/{number}", "/clientzone/loans/{number}/schedule")


class Served(NamedTuple):
    """A page as it was served: the slowest twentieth in milliseconds, and its queries."""

    address: str
    p95_ms: float
    queries: int


def measure_pages(loans: int, rounds: int) -> Measured:
    """The pages of staff and customer over many loans. Needs an empty database."""
    lender = lender_with(loans)
    _name_the_loans()
    close_until(by=lender.by, until=ORDINARY[0])
    places = _places()
    gc.collect()
    gc.freeze()  # a server does not carry what it took to build the portfolio, nor look through it
    served = [each for door, pages in ((STAFF_DOOR, STAFF), (CUSTOMER_DOOR, CUSTOMER))
              for each in _serve(_signed_in(door), (page.format(**places) for page in pages), rounds)]  # fmt: skip
    slowest = max(served, key=lambda each: each.p95_ms)
    rates = {f"{each.address} ({each.queries} queries)": 1000 / each.p95_ms for each in served}
    what = f"milliseconds, p95 of the slowest page ({slowest.address}) of {len(served)}, {lender.loans} loans"
    return Measured("pages", rounds, rates, (Goal(what, slowest.p95_ms, PAGE_GOAL, at_most=True),))


def _serve(client: Client, addresses: Iterable[str], rounds: int) -> Iterator[Served]:
    for address in addresses:
        count = _Counted()
        with connection.execute_wrapper(count):
            answer = client.get(address)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        times = [_milliseconds(client, address) for _round in range(max(rounds, LEAST_REQUESTS))]
        yield Served(address, quantiles(times, n=20)[-1], count.queries)


class _Counted:
    """Counts the statements of a page; the log that Django keeps for that is emptied by each request."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        self.queries += 1
        return execute(*given)


def _milliseconds(client: Client, address: str) -> float:
    begun = perf_counter()
    client.get(address)
    return 1000 * (perf_counter() - begun)


def _signed_in(door: str) -> Client:
    """A browser in which the person who may do everything, or the customer, has signed in."""
    data = lender_data(LENDER)
    person = data["staff"][0] if door == STAFF_DOOR else data["people"]["piotr"]
    client = Client(headers={"host": "localhost"})
    answer = client.post(door, {"login": person["login"], "password": PASSWORD})
    assert answer.status_code == 302, "the demo's own password opens the door"
    return client


# ------------------------------------------------------------------ names


def _name_the_loans() -> None:
    """Give every copied loan a borrower's name to be found by; names repeat as they do among a million people."""
    names = [f"{first} {last}" for first, last in product(FIRST_NAMES, LAST_NAMES)]
    texts = [folded(name) for name in names]
    with roles.working_as(connection, roles.OWNER), connection.cursor() as cursor:
        cursor.execute("DROP INDEX subject_grams")
        cursor.execute("CREATE TEMPORARY TABLE named (place bigint, title text, text text, grams text[])")
        with cursor.copy("COPY named FROM STDIN") as rows:
            for place, (name, text) in enumerate(zip(names, texts, strict=True)):
                rows.write_row((place, name, text, grams(text)))
        cursor.execute(_NAMED, [len(names)])
        cursor.execute("CREATE INDEX subject_grams ON access_subject USING gin (search_grams)")
        cursor.execute("VACUUM ANALYZE access_subject")


_NAMED: Final = """
    UPDATE access_subject s
    SET title = named.title, search_text = lower(s.number) || ' ' || named.text,
        search_grams = named.grams || ARRAY(
            SELECT lower(substr(s.number, place, 3)) FROM generate_series(1, length(s.number) - 2) place
        )
    FROM named WHERE s.number LIKE 'B-%%' AND named.place = s.id %% %s
"""


def _places() -> dict[str, str]:
    """A real loan, and one in the middle of the list."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(s.number) FILTER (WHERE c.id <= %s), max(c.id) / 2, max(s.id) / 2"
            " FROM contracts_contract c JOIN access_subject s ON s.id = c.subject_id",
            [TEMPLATES],
        )
        number, middle, deep = cursor.fetchone()
    return {"number": number, "middle": str(middle), "deep": str(deep)}
