"""Read-only views over everything: figures of the whole portfolio, made set-based from rows that others keep, and the
file of everything one contract is (`contract_file`).

Owns no table. Knows contracts and what lies below. Its SQL adds up amounts that stand in rows and computes none.
"""
