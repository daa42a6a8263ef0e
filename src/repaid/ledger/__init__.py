"""Double-entry books that know no loan.

Owns the chart of accounts of each organisation, the accounts themselves and the transfers between them. Knows
`parties` and what lies below. Writes only through `postings.post`.

Words: a line of the *chart* has a code, names and a class; an *account* is one such line told apart by currency,
branch, product and component; a *transfer* moves an amount from the credited to the debited account, so the books
balance by construction; a *journal entry* is the group of transfers of one cause; a *role* is what an account is for
("loans_principal"), and the organisation says which code plays it. Nothing here is changed or deleted: what was
wrong is reversed by mirrored transfers that name the first ones.
"""
