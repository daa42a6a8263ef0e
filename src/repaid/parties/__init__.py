"""Persons and companies: everybody an organisation deals with.

Owns parties with their tree, roles, contacts, identifiers and bank accounts. Knows `access` and `kernel`. Each party
has one `Subject` of kind "party", by which everything else points at it.

Words: a *party* is a person or a company; its *parent* is the company above it; a *role* is what it is to the
organisation (borrower, guarantor, seller); a *contact* is a way to reach it; an *identifier* is a number that a
state gives it, kept encrypted and found by its blind index only, never by part of it.
"""
