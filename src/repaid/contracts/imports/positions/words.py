"""The columns of a table of positions: what each holds, and the words that head it in four languages.

The first words of a language are those of the template; they are compared folded.
"""

from dataclasses import dataclass
from typing import Final, Literal

from repaid.kernel.text import folded

Kind = Literal["text", "code", "amount", "date", "rate", "count"]
LANGUAGES: Final = ("en", "pl", "nl", "fa")


@dataclass(frozen=True, slots=True)
class Field:
    """A column: what its cells hold, its words by language, whether a table must have it."""

    kind: Kind
    words: tuple[str, str, str, str]
    is_needed: bool = False

    def header(self, language: str) -> str:
        """The words of the template in a language, English in others."""
        place = LANGUAGES.index(language) if language in LANGUAGES else 0
        return self.words[place].partition("|")[0]


FIELDS: Final[dict[str, Field]] = {
    "number": Field(
        "code",
        (
            "Contract number|external number|loan number|contract no",
            "Numer umowy|nr umowy|numer pożyczki|numer zewnętrzny",
            "Contractnummer|leningnummer|extern nummer",
            "شماره تسهیلات|شماره قرارداد|شماره وام",
        ),
        is_needed=True,
    ),
    "product": Field(
        "code", ("Product|product code", "Produkt|kod produktu", "Product|productcode", "محصول|کد محصول"),
        is_needed=True,
    ),
    "branch": Field("code", ("Branch|branch code", "Oddział|kod oddziału", "Kantoor|vestiging", "شعبه|کد شعبه")),
    "currency": Field("code", ("Currency", "Waluta", "Valuta|munt", "ارز|واحد پول"), is_needed=True),
    "amount": Field(
        "amount",
        (
            "Amount paid out|original principal|loan amount|original amount",
            "Kwota wypłacona|kwota pożyczki|kwota umowy",
            "Uitbetaald bedrag|oorspronkelijke hoofdsom|leenbedrag",
            "مبلغ پرداخت‌شده به مشتری|مبلغ تسهیلات|اصل اولیه",
        ),
        is_needed=True,
    ),
    "start": Field(
        "date",
        (
            "Paid out on|disbursement date|start date",
            "Data wypłaty|data uruchomienia|data umowy",
            "Uitbetaald op|ingangsdatum|startdatum",
            "تاریخ پرداخت تسهیلات|تاریخ اعطا|تاریخ شروع",
        ),
        is_needed=True,
    ),
    "rate": Field(
        "rate",
        (
            "Interest rate|rate|rate a year",
            "Oprocentowanie|stopa procentowa",
            "Rente per jaar|rentepercentage|rente",
            "نرخ سود|نرخ",
        ),
        is_needed=True,
    ),
    "instalments": Field(
        "count",
        (
            "Number of instalments|instalments|term",
            "Liczba rat|ilość rat",
            "Aantal termijnen|looptijd",
            "تعداد اقساط|کل اقساط",
        ),
    ),
    "first_due": Field(
        "date",
        (
            "First due date",
            "Pierwszy termin płatności|data pierwszej raty",
            "Eerste vervaldatum",
            "نخستین سررسید|تاریخ اولین قسط",
        ),
    ),
    "principal": Field(
        "amount",
        (
            "Outstanding principal|principal left|principal outstanding",
            "Kapitał pozostały|kapitał do spłaty|saldo kapitału",
            "Openstaande hoofdsom|resterende hoofdsom|restant hoofdsom",
            "مانده اصل|اصل باقی‌مانده",
        ),
        is_needed=True,
    ),
    "principal_due": Field(
        "amount",
        (
            "Principal due|principal overdue",
            "Kapitał wymagalny|kapitał zaległy",
            "Vervallen hoofdsom|achterstallige hoofdsom",
            "اصل سررسیدشده|اصل معوق",
        ),
    ),
    "interest_due": Field(
        "amount",
        (
            "Interest due|interest overdue",
            "Odsetki wymagalne|odsetki zaległe",
            "Vervallen rente|achterstallige rente",
            "سود سررسیدشده|سود معوق",
        ),
    ),
    "penalty_due": Field(
        "amount",
        (
            "Penalty interest|penalty interest due|penalty",
            "Odsetki karne|odsetki za opóźnienie",
            "Vertragingsrente|boeterente",
            "وجه التزام|جریمه تأخیر",
        ),
    ),
    "fees_due": Field(
        "amount", ("Fees due|fees|costs", "Opłaty wymagalne|opłaty|koszty", "Vervallen kosten|kosten", "کارمزد|هزینه‌ها")
    ),
    "tax_due": Field(
        "amount", ("Tax due|tax", "Podatek wymagalny|podatek|vat", "Vervallen belasting|belasting|btw", "مالیات")
    ),
    "oldest_due": Field(
        "date",
        (
            "Overdue since|oldest overdue due date",
            "Zaległość od|najstarszy zaległy termin",
            "Achterstand sinds|oudste vervaldatum",
            "معوق از تاریخ|قدیمی‌ترین سررسید معوق",
        ),
    ),
    "late_instalments": Field(
        "count",
        (
            "Overdue instalments|instalments overdue",
            "Liczba rat zaległych|zaległe raty",
            "Achterstallige termijnen",
            "تعداد اقساط معوقه|اقساط معوق",
        ),
    ),
    "interest_accrued": Field(
        "amount",
        (
            "Accrued interest",
            "Odsetki narosłe|odsetki naliczone|odsetki bieżące",
            "Opgebouwde rente|opgelopen rente",
            "سود تعلق‌گرفته|سود روزشمار",
        ),
    ),
    "credit": Field(
        "amount",
        ("Credit balance|overpayment", "Nadpłata|depozyt", "Tegoed|te veel betaald", "مانده بستانکار|اضافه‌پرداخت"),
    ),
    "next_due": Field(
        "date",
        (
            "Next due date",
            "Następny termin płatności|najbliższy termin|data następnej raty",
            "Volgende vervaldatum|eerstvolgende vervaldatum",
            "سررسید بعدی|تاریخ قسط بعدی",
        ),
    ),
    "remaining": Field(
        "count",
        (
            "Remaining instalments|instalments left",
            "Pozostałe raty|liczba pozostałych rat",
            "Resterende termijnen",
            "اقساط باقی‌مانده|تعداد اقساط باقی‌مانده",
        ),
    ),
    "instalment": Field(
        "amount",
        ("Instalment amount|instalment", "Kwota raty|rata", "Termijnbedrag|termijn", "مبلغ قسط|قسط"),
    ),
    "last_paid_on": Field(
        "date",
        (
            "Last payment on|last payment date",
            "Data ostatniej wpłaty|ostatnia wpłata",
            "Laatste betaling op|datum laatste betaling",
            "تاریخ آخرین پرداخت",
        ),
    ),
    "last_paid": Field(
        "amount",
        (
            "Last payment amount|last payment",
            "Kwota ostatniej wpłaty",
            "Bedrag laatste betaling|laatste betaling",
            "مبلغ آخرین پرداخت",
        ),
    ),
    "given_names": Field("text", ("First name|given names|first names", "Imię|imiona", "Voornaam|voornamen", "نام")),
    "family_name": Field("text", ("Last name|family name|surname", "Nazwisko", "Achternaam", "نام خانوادگی")),
    "company": Field("text", ("Company|company name", "Firma|nazwa firmy", "Bedrijf|bedrijfsnaam", "شرکت|نام شرکت")),
    "national_id": Field(
        "code", ("National number|national id", "PESEL|numer PESEL", "Burgerservicenummer|BSN", "کد ملی")
    ),
    "company_id": Field(
        "code", ("Company number|company id", "NIP|numer NIP", "KvK-nummer|KvK", "شناسه ملی")
    ),
    "id_ground": Field(
        "text",
        (
            "Law that allows to keep the number|legal ground",
            "Podstawa prawna numeru",
            "Wettelijke grondslag van het nummer|wettelijke grondslag",
            "مبنای قانونی نگهداری شماره",
        ),
    ),
    "born_on": Field("date", ("Date of birth", "Data urodzenia", "Geboortedatum", "تاریخ تولد")),
    "mobile": Field(
        "code",
        (
            "Mobile phone|phone|mobile",
            "Telefon komórkowy|telefon",
            "Mobiel nummer|mobiel|telefoon",
            "تلفن همراه|موبایل|تلفن",
        ),
    ),
    "email": Field("code", ("E-mail|email", "Adres e-mail", "E-mailadres", "ایمیل|رایانامه")),
    "address": Field("text", ("Address", "Adres|adres zamieszkania", "Woonadres", "نشانی|آدرس")),
}  # fmt: skip

NEEDED: Final = tuple(name for name, field in FIELDS.items() if field.is_needed)

WORDS: Final = {
    folded(word): name for name, field in FIELDS.items() for words in field.words for word in words.split("|")
}
"""The field that a header stands for."""


def field_of(header: str) -> str | None:
    """The field that a header means; what stands in brackets does not matter."""
    plain = folded(header)
    return WORDS.get(plain) or WORDS.get(plain.partition("(")[0].strip(" :"))
