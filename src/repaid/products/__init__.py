"""What an organisation offers: products, their versions, and the rates that law sets.

Owns products, product versions and dated legal rates. Knows `ledger`, `access` and what lies below, and speaks to the
engine in the words of its codec. Contracts ask it for `LoanTerms`, for the accounts of a version and for rate tables.

Words: a *version* of a product is a draft until it is published, and never changes afterwards; a new version takes its
place from a day on, for new contracts only. Its *template* is what all its contracts have in common; a *request* adds
amount, number of instalments, days and rate; its *limits* say what may be requested. A *legal rate* is a dated row
with its source: the release brings those it knows (`legal_rates.csv`), an administrator adds and corrects others.
"""
