"""The words by which banks head their columns: English, Polish, Dutch, Persian; folded as people compare texts."""

from typing import Final

from repaid.kernel.text import folded

_HEADERS: Final[dict[str, tuple[str, str, str, str]]] = {
    "value_date": ("value date", "data waluty", "rentedatum|valutadatum|valuta datum", "تاریخ موثر|تاریخ ارزش"),
    "booked_on": (
        "booking date|posting date|date|transaction date|entry date",
        "data ksiegowania|data operacji|data transakcji|data",
        "boekdatum|boekingsdatum|transactiedatum|datum",
        "تاریخ|تاریخ تراکنش|تاریخ ثبت|تاریخ سند",
    ),
    "amount": (
        "amount|transaction amount|sum",
        "kwota|kwota operacji|kwota transakcji|wartosc",
        "bedrag|transactiebedrag",
        "مبلغ|مبلغ تراکنش",
    ),
    "credit": (
        "credit|credit amount|paid in|money in|deposit",
        "uznania|uznanie|wplyw|wplywy",
        "bijgeschreven|credit bedrag|bij",
        "بستانکار|واریز|مبلغ واریز",
    ),
    "debit": (
        "debit|debit amount|paid out|money out|withdrawal",
        "obciazenia|obciazenie|wyplyw|wydatki",
        "afgeschreven|debet|af",
        "بدهکار|برداشت|مبلغ برداشت",
    ),
    "direction": (
        "direction|debit/credit|credit/debit|dc|d/c",
        "strona|wn/ma",
        "af bij|af/bij|debet/credit",
        "بدهکار/بستانکار|نوع",
    ),
    "currency": ("currency", "waluta", "munt|valuta|muntsoort", "ارز|واحد پول"),
    "balance": (
        "balance",
        "saldo|saldo po operacji|saldo po transakcji",
        "saldo na trn|saldo na mutatie",
        "مانده|موجودی|مانده حساب",
    ),
    "counterparty": (
        "counterparty|counterparty name|payer|payee|partner name|partner|name",
        "nadawca/odbiorca|kontrahent|dane kontrahenta|nadawca|odbiorca|nazwa|nazwa kontrahenta",
        "naam tegenpartij|naam / omschrijving|naam|tegenpartij",
        "نام|پرداخت کننده|نام پرداخت کننده|نام واریز کننده|واریز کننده|طرف حساب",
    ),
    "counterparty_account": (
        "counterparty account|counterparty iban|payer account|bank account",
        "numer konta|rachunek kontrahenta|numer rachunku kontrahenta|rachunek nadawcy",
        "tegenrekening|tegenrekening iban/bban",
        "شماره حساب مقابل|شبا",
    ),
    "account": (
        "own account|account|account number|iban|iban/bban",
        "rachunek|nr rachunku|numer rachunku|twoj rachunek",
        "rekening|rekeningnummer",
        "شماره حساب|حساب",
    ),
    "paid_into": (
        "virtual account|repayment account",
        "rachunek wirtualny|rachunek do splat",
        "virtuele rekening",
        "شناسه واریز|حساب مقصد",
    ),
    "end_to_end": ("end to end|end to end id|endtoend", "", "transactiereferentie", ""),
    "mandate": ("mandate|mandate id", "mandat|numer mandatu", "machtigingskenmerk|machtigingsnummer", ""),
    "creditor": (
        "payment reference|structured reference",
        "numer referencyjny platnosci",
        "betalingskenmerk",
        "شناسه پرداخت",
    ),
    "remittance": (
        "remittance|description|details|label|memo|narrative|title",
        "tytul|tytul operacji|opis|opis operacji|opis transakcji|szczegoly",
        "omschrijving|omschrijving-1|omschrijving-2|omschrijving-3|mededelingen",
        "شرح|توضیحات|بابت",
    ),
    "bank_reference": (
        "reference|transaction id|bank reference",
        "nr transakcji|numer transakcji|referencje",
        "volgnr|volgnummer|transactienummer",
        "شماره پیگیری|شماره سند|کد رهگیری",
    ),
    "bank_code": (
        "type|transaction type",
        "typ transakcji|rodzaj operacji",
        "code|mutatiesoort",
        "نوع تراکنش",
    ),
}

WORDS: Final = {
    folded(word): name
    for name, languages in _HEADERS.items()
    for words in languages
    for word in words.split("|")
    if word
}
"""The field that a header word stands for."""

MONEY_IN: Final = frozenset(
    map(folded, ("c", "cr", "credit", "bij", "ma", "uznanie", "wpłata", "in", "+", "بستانکار", "واریز"))
)
MONEY_OUT: Final = frozenset(
    map(folded, ("d", "dr", "debit", "debet", "af", "wn", "obciążenie", "wypłata", "out", "-", "بدهکار", "برداشت"))
)

MANY: Final = frozenset({"remittance"})
"""Fields that may be spread over several columns."""


def field_of(header: str) -> str | None:
    """The field that a header means; what stands in brackets or behind `#` (mBank) does not matter."""
    plain = folded(header.strip().lstrip("#"))
    if plain in WORDS:
        return WORDS[plain]
    return WORDS.get(plain.partition("(")[0].strip(" :"))
