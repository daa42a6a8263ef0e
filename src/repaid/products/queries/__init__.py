"""Reading products, and what law sets."""

from repaid.products.calendars import calendar, calendar_name
from repaid.products.offer import TermsRequest, terms_for
from repaid.products.queries.caps import cost_findings, law_findings
from repaid.products.queries.example import Example, example
from repaid.products.queries.legal import (
    cost_cap_rows,
    legal_kinds,
    legal_rates,
    legal_stamp,
    legal_value,
    rate_table,
    reference_for,
)
from repaid.products.queries.offers import (
    account_codes,
    findings_of,
    offered_version,
    offered_versions,
    product_named,
    product_names,
    products,
    published_version,
    version_named,
)
from repaid.products.queries.what_if import early_quote, late_payment

__all__ = [
    "Example",
    "TermsRequest",
    "account_codes",
    "calendar",
    "calendar_name",
    "cost_cap_rows",
    "cost_findings",
    "early_quote",
    "example",
    "findings_of",
    "late_payment",
    "law_findings",
    "legal_kinds",
    "legal_rates",
    "legal_stamp",
    "legal_value",
    "offered_version",
    "offered_versions",
    "product_named",
    "product_names",
    "products",
    "published_version",
    "rate_table",
    "reference_for",
    "terms_for",
    "version_named",
]
